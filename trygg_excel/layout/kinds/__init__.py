"""What kind of amount: measure, nature, version, and what a difference is held against."""
