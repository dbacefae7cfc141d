"""What names the rows: labels, groups, and whether a row is a line or a sum."""
