"""Years and versions side by side: rows, bridge, largest changes."""
