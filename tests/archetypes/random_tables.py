"""The layouts in which the budgets of random_budgets.py are written on a page, each with its truth."""

from __future__ import annotations

from collections.abc import Callable

from tests.archetypes.drawing import Page, letter
from tests.archetypes.random_budgets import Amount, Budget
from tests.archetypes.table import Column, Entry, Table, Typed
from tests.archetypes.truth import Says, actual, budget

WORDS = {"actual": "Bokslut", "budget": "Budget", "plan": "Plan"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec")


def columns(content: Budget, heading: Callable[[Says], str | int]) -> list[Column]:
    return [Column("Verksamhet"), *(Column(heading(says), says, content.fmt) for says in content.years)]


def both(says: Says) -> str:
    return f"{WORDS[says.measure]} {says.year}"


def year_of(says: Says) -> int:
    return says.year or 0


def across(content: Budget) -> list[Page]:
    """One header row: 'Bokslut 2021', 'Budget 2022'."""
    page = content.page()
    table = Table(page, 4, columns(content, both))
    for name, values in content.rows:
        table.line(name, *values)
    table.total("Summa")
    return [page]


def two_rows(content: Budget) -> list[Page]:
    """The years merged over two measures each."""
    page = content.page()
    told = [Column("Verksamhet")]
    for at, says in enumerate(content.years):
        first, second = letter(at * 2 + 2), letter(at * 2 + 3)
        page.merge(f"{first}4:{second}4", says.year, bold=True)
        told += [Column("Budget", budget(says.year), content.fmt), Column("Utfall", actual(says.year), content.fmt)]
    table = Table(page, 5, told)
    for name, values in content.rows:
        table.line(name, *(value for each in values for value in (each, each)))
    table.total("Summa")
    return [page]


def years_down(content: Budget) -> list[Page]:
    """A row per year under the names."""
    page = content.page()
    page.texts("A4", "År", *(name for name, _ in content.rows), bold=True)
    for row, says in enumerate(content.years, 5):
        page.text(f"A{row}", says.year)
        for at, (name, values) in enumerate(content.rows, 2):
            value = values[row - 5]
            if value is not None:
                page.amount(f"{letter(at)}{row}", value, Says(says.year), name, fmt=content.fmt)
    return [page]


def block_titles(content: Budget) -> list[Page]:
    """A table per year under each other, the year in each one's title."""
    page = content.page()
    row = 4
    for at, says in enumerate(content.years):
        page.text(f"A{row}", both(says), bold=True)
        table = Table(page, row + 1, (Column("Verksamhet"), Column("Belopp", says, content.fmt)))
        for name, values in content.rows:
            table.line(name, values[at])
        table.total("Summa")
        row = table.row + 1
    return [page]


def sheet_names(content: Budget) -> list[Page]:
    """A sheet per year, which stands in the sheet's name only."""
    pages = []
    for at, says in enumerate(content.years):
        page = content.page(both(says))
        table = Table(page, 4, (Column("Verksamhet"), Column("Belopp", says, content.fmt)))
        for name, values in content.rows:
            table.line(name, values[at])
        table.total("Summa")
        pages.append(page)
    return pages


def side_by_side(content: Budget) -> list[Page]:
    """A table per year beside each other, the names in another order each time."""
    page = content.page()
    for at, says in enumerate(content.years):
        left = letter(at * 3 + 1)
        page.text(f"{left}4", both(says), bold=True)
        table = Table(page, 5, (Column("Verksamhet"), Column("Belopp", says, content.fmt)), left=left)
        for name, values in content.rows if at % 2 else reversed(content.rows):
            table.line(name, values[at])
        table.total("Summa")
    return [page]


def grouped_below(content: Budget) -> list[Page]:
    """The committees as headings, their work indented, a sum after each and one of all; '–' for nought."""
    page = content.page()
    table = Table(page, 4, columns(content, both))
    whole: list[int] = []
    for group, names in content.groups:
        table.group(group)
        first = table.row
        for name in names:
            table.line(name, *map(dashed, content.amounts[group, name]), indent=1)
        whole += range(first, table.row)
        table.total(f"Summa {group}", range(first, table.row), role="subtotal")
    table.total("Totalt", whole)
    return [page]


def dashed(value: Amount | None) -> Entry:
    return Typed(0, "–") if value == 0 else value


def grouped_above(content: Budget) -> list[Page]:
    """Each committee's sum on its own row, over its work."""
    page = content.page()
    table = Table(page, 4, columns(content, both))
    for group, names in content.groups:
        with table.above(group):
            for name in names:
                table.line(name, *content.amounts[group, name], indent=1)
    return [page]


def months(content: Budget) -> list[Page]:
    """Some months of one year across, and their sum; the year in the title."""
    year, count = year_of(content.years[0]), 3 + len(content.groups) * 3
    page = content.page(title=f"Utfall per månad {year}")
    told = [Column("Verksamhet"), *(Column(each, actual(year), content.fmt) for each in MONTHS[:count])]
    added = "+".join(letter(each + 2) for each in range(count))
    table = Table(page, 4, [*told, Column("Ack", actual(year), content.fmt, formula=added)])
    for name, values in content.rows:
        table.line(name, *(values[each % len(values)] for each in range(count)))
    table.total("Summa")
    return [page]


LAYOUTS: dict[str, Callable[[Budget], list[Page]]] = {
    each.__name__: each
    for each in (
        across, two_rows, years_down, block_titles, sheet_names, side_by_side, grouped_below, grouped_above, months,
    )
}  # fmt: skip
