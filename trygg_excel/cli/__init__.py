"""The `trygg` command: parse, call, print, exit code. One file per command; add one and name it in app.py."""

from trygg_excel.cli.app import main

__all__ = ["main"]
