"""Budget workbooks read as they are, held against what was decided, and explained."""

__version__ = "0.1.0"
