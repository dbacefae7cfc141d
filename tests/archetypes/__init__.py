"""The archetypes of Swedish budget workbooks (domain.md 5b), drawn as controllers make them, each with its full truth.

`python -m tests.archetypes [--misses N] [--keep DIR] [NAME…]` builds all of them, reads them and prints the scores.
"""
