"""What a workbook leaves open, asked and settled by a person, and remembered."""
