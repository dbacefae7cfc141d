"""Imported once by the process from which those of a pool are made: what takes long to import, and all of them need."""

from trygg_excel import schema
from trygg_excel.batch import work

schema.prepare()

__all__ = ["schema", "work"]
