"""The functions that budgets call, by their number in a compiled formula. (MS-XLS 2.5.198.17.)"""

from __future__ import annotations

# Those that take any number of arguments, and say how many.
FREE = {
    0: "COUNT", 1: "IF", 4: "SUM", 5: "AVERAGE", 6: "MIN", 7: "MAX", 8: "ROW", 9: "COLUMN", 11: "NPV", 12: "STDEV",
    13: "DOLLAR", 14: "FIXED", 28: "LOOKUP", 29: "INDEX", 36: "AND", 37: "OR", 46: "VAR", 56: "PV", 57: "FV",
    58: "NPER", 59: "PMT", 60: "RATE", 62: "IRR", 64: "MATCH", 70: "WEEKDAY", 78: "OFFSET", 82: "SEARCH",
    100: "CHOOSE", 101: "HLOOKUP", 102: "VLOOKUP", 109: "LOG", 115: "LEFT", 116: "RIGHT", 120: "SUBSTITUTE",
    124: "FIND", 125: "CELL", 148: "INDIRECT", 150: "CALL", 169: "COUNTA", 183: "PRODUCT", 219: "ADDRESS",
    227: "MEDIAN", 228: "SUMPRODUCT", 317: "STDEVP", 336: "CONCATENATE", 344: "SUBTOTAL", 345: "SUMIF", 354: "ROMAN",
    359: "HYPERLINK", 362: "MAXA", 363: "MINA", 361: "AVERAGEA", 358: "GETPIVOTDATA", 481: "COUNTIFS",
    482: "SUMIFS", 483: "AVERAGEIF", 484: "AVERAGEIFS",
}  # fmt: skip

# Those that take so many.
FIXED = {
    2: ("ISNA", 1), 3: ("ISERROR", 1), 10: ("NA", 0), 15: ("SIN", 1), 16: ("COS", 1), 19: ("PI", 0), 20: ("SQRT", 1),
    21: ("EXP", 1), 22: ("LN", 1), 23: ("LOG10", 1), 24: ("ABS", 1), 25: ("INT", 1), 26: ("SIGN", 1), 27: ("ROUND", 2),
    30: ("REPT", 2), 31: ("MID", 3), 32: ("LEN", 1), 33: ("VALUE", 1), 34: ("TRUE", 0), 35: ("FALSE", 0),
    38: ("NOT", 1), 39: ("MOD", 2), 48: ("TEXT", 2), 65: ("DATE", 3), 66: ("TIME", 3), 67: ("DAY", 1),
    68: ("MONTH", 1), 69: ("YEAR", 1), 71: ("HOUR", 1), 72: ("MINUTE", 1), 73: ("SECOND", 1), 74: ("NOW", 0),
    76: ("ROWS", 1), 77: ("COLUMNS", 1), 83: ("TRANSPOSE", 1), 86: ("TYPE", 1), 105: ("ISREF", 1), 111: ("CHAR", 1),
    112: ("LOWER", 1), 113: ("UPPER", 1), 114: ("PROPER", 1), 117: ("EXACT", 2), 118: ("TRIM", 1), 121: ("CODE", 1),
    126: ("ISERR", 1), 127: ("ISTEXT", 1), 128: ("ISNUMBER", 1), 129: ("ISBLANK", 1), 130: ("T", 1), 131: ("N", 1),
    140: ("DATEVALUE", 1), 162: ("CLEAN", 1), 212: ("ROUNDUP", 2), 213: ("ROUNDDOWN", 2), 220: ("DAYS360", 2),
    221: ("TODAY", 0), 261: ("ERROR.TYPE", 1), 279: ("EVEN", 1), 285: ("FLOOR", 2), 288: ("CEILING", 2),
    298: ("ODD", 1), 325: ("LARGE", 2), 326: ("SMALL", 2), 337: ("POWER", 2), 346: ("COUNTIF", 2),
    347: ("COUNTBLANK", 1), 449: ("EDATE", 2), 450: ("EOMONTH", 2), 480: ("IFERROR", 2),
}  # fmt: skip
