"""The gate: what a file really is, and whether it may be read. It stands before every parser and runs nothing."""
