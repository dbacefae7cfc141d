"""What is money and in what unit: numbers in text, units, currencies; what is counted and shared out."""
