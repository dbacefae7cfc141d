"""What a workbook may be at most. One place, each with its reason and the limit others set (operations.md 4.2, 4.4).

A limit is exceeded by files made to harm, or by ones that no person can have made for people's eyes. Change one with
`Limits(cells=…)`, and hand it to `read(path, limits=…)`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

MIB = 1024 * 1024
_LARGEST = {"rows": 1_048_576, "columns": 16_384, "depth": 256}  # Excel's grid, and what the XML parser goes into


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """All counts are whole numbers; sizes are bytes."""

    file_bytes: int = 100 * MIB  # the largest real budget workbook seen is 3 MiB; ledgers reach 50
    parts: int = 2_000  # a workbook has some tens of parts; POI stops at 1,000 files
    part_bytes: int = 512 * MIB  # inflated; a 1,000,000-row ledger is about 400 MiB; POI allows 4 GiB
    total_bytes: int = 1024 * MIB  # inflated, all parts that are read
    ratio: int = 200  # inflated to deflated, once a part is past `ratio_grace`; POI stops real files at 100
    ratio_grace: int = 1 * MIB
    stretch: int = 1 * MIB  # inflated, between two tags or in one; the longest text of a cell takes 320 KiB as written
    depth: int = 64  # nested elements; Excel's own parts stay under 20
    cells: int = 5_000_000  # in a workbook; Google Sheets stops at 10 million
    text: int = 32_767  # characters in a cell: Excel's own limit
    repeated: int = 64_000_000  # characters of texts of 1,000 or more that cells share, counted in each cell
    strings: int = 5_000_000  # shared strings, counted; a declared count is not believed
    styles: int = 65_490  # cell formats: Excel's own limit
    sheets: int = 1_000
    names: int = 50_000  # defined names
    merges: int = 100_000
    merged_area: int = 20_000_000  # cells under all merged ranges of a sheet, together
    links: int = 65_530  # hyperlinks on a sheet: Excel's own limit
    rows: int = 1_048_576  # the grid of Excel
    columns: int = 16_384

    def __post_init__(self) -> None:
        for each in fields(self):
            value, most = getattr(self, each.name), _LARGEST.get(each.name, 2**53)
            if type(value) is not int or not 0 < value <= most:
                message = f"{each.name} must be a whole number from 1 to {most}"
                raise ValueError(message)


LIMITS = Limits()
