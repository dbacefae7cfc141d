"""`python -m trygg_excel` is `trygg`."""

from trygg_excel.cli import main

main()
