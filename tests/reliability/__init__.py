"""Faults put into the drop folder, and what must hold whatever happens. `python -m tests.reliability` runs it all."""
