"""What is the same in every row of a table need not stand in each: it is told once, above it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from trygg_excel.finding import Text
from trygg_excel.reporting.model import Column, Row


def told_once(
    columns: Sequence[Column], rows: Sequence[Row], may_go: Collection[str]
) -> tuple[tuple[Column, ...], tuple[Row, ...], tuple[Text, ...]]:
    """The table without those of the columns `may_go` that say one thing all the way down; then what they say.

    A column that says nothing goes without a word. A single row keeps all it has.
    """
    alike = [at for at, each in enumerate(columns) if each.key in may_go and _same(rows, at)]
    if len(rows) < 2 or not alike:
        return tuple(columns), tuple(rows), ()
    said = [_said(columns[at].title, rows[0].cells[at]) for at in alike if rows[0].cells[at] not in (None, "")]
    left = [at for at in range(len(columns)) if at not in alike]
    thinner = tuple(
        Row(tuple([row.cells[at] for at in left]), row.role, row.tone, row.level, row.values) for row in rows
    )
    return tuple(columns[at] for at in left), thinner, _line(said)


def _same(rows: Sequence[Row], at: int) -> bool:
    return len({row.cells[at] for row in rows}) == 1


def _said(title: Text, value: object) -> Text:
    told = value if isinstance(value, Text) else Text(str(value), str(value))
    return Text(f"{title.sv}: {told.sv}", f"{title.en}: {told.en}")


def _line(said: Sequence[Text]) -> tuple[Text, ...]:
    if not said:
        return ()
    sv, en = "; ".join(each.sv for each in said), "; ".join(each.en for each in said)
    return (Text(f"Gäller alla rader. {sv}.", f"True of every row. {en}."),)
