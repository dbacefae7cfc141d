"""Months by name, for texts: 'augusti'."""

from __future__ import annotations

from trygg_excel.finding import Text

_NAMES = (
    ("januari", "January"), ("februari", "February"), ("mars", "March"), ("april", "April"), ("maj", "May"),
    ("juni", "June"), ("juli", "July"), ("augusti", "August"), ("september", "September"), ("oktober", "October"),
    ("november", "November"), ("december", "December"),
)  # fmt: skip


def month_name(period: int) -> Text:
    """The month of a period YYYYMM, or of a bare month 1 to 12; period 13 says so."""
    month = period % 100
    return Text(*_NAMES[month - 1]) if 1 <= month <= 12 else Text("period 13", "period 13")


def short_month(period: int) -> Text:
    """'jan', 'mars', 'juni', 'sep'; names of four letters are whole."""
    name = month_name(period)
    if period % 100 > 12:
        return Text("p 13", "p 13")
    return Text(*(said if len(said) <= 4 else said[:3] for said in (name.sv, name.en)))


def month_and_year(period: int) -> Text:
    name = month_name(period)
    return Text(f"{name.sv} {period // 100}", f"{name.en} {period // 100}")
