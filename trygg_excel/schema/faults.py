"""Faults that pandera found -> findings: a sentence each, with its cell, and no more than a person reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trygg_excel.finding import Finding, Money, Severity, Source, Text, text
from trygg_excel.money import unit_named
from trygg_excel.schema.file import SchemaFile
from trygg_excel.schema.rules import BUILT_IN_MESSAGES, MISSING_COLUMN, OURS, RULES, SURPLUS_COLUMN, WRONG_DTYPE

if TYPE_CHECKING:
    import pandas as pd

MOST = 10  # findings of one rule in one file; the rest are counted
_RULES = {rule.name: rule for rule in RULES}
_LOOK = Text("Rätta uppgiften.", "Correct it.")


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule broken by a row, or by the whole frame when `row` is None. `column` is '' for a rule between columns."""

    code: str
    check: str
    column: str
    row: int | None
    value: object = None

    @property
    def structural(self) -> bool:
        """The frame itself is wrong, so that nothing else can be judged on it."""
        return self.code in {MISSING_COLUMN, SURPLUS_COLUMN, WRONG_DTYPE}


def findings_of(faults: Iterable[Fault], frame: pd.DataFrame, schema: SchemaFile, file: str = "") -> Iterator[Finding]:
    """In the order given. `file` is where the frame comes from when it has no column `file`."""
    files = frame["file"].tolist() if "file" in frame.columns else [file] * len(frame)
    told: Counter[tuple[str, str, str]] = Counter()
    for fault in faults:
        kind = (fault.code, fault.check, file if fault.row is None else str(files[fault.row]))
        told[kind] += 1
        if told[kind] <= MOST:
            yield _finding(fault, frame, schema, _sources(fault, frame, file))
    for (code, check, where), count in told.items():
        if count > MOST:
            yield _and_more(code, check, where, count - MOST)


def _finding(fault: Fault, frame: pd.DataFrame, schema: SchemaFile, sources: tuple[Source, ...]) -> Finding:
    rule = _RULES.get(fault.check)
    message = rule.message if rule else BUILT_IN_MESSAGES[fault.code]
    row = _row(fault, frame)
    programme = row.get("programme", row.get("id"))
    return Finding(
        code=fault.code,
        severity=rule.severity if rule else Severity.ERROR,
        message=text(message.sv, message.en, **_said(fault, row, schema)),
        remedy=rule.remedy if rule else OURS if fault.structural else _LOOK,
        sources=sources,
        programme=None if programme is None else str(programme),
        period=row.get("period_to"),
        found=None if fault.column == "" else _plain(fault.value),
    )


def _said(fault: Fault, row: dict[str, Any], schema: SchemaFile) -> dict[str, object]:
    """All that a sentence may name."""
    title = schema.titles.get(fault.column, fault.column)
    ore = row.get("amount_ore", row.get("frame_ore"))
    return {
        **{name: "–" if value is None else value for name, value in row.items()},
        **schema.figures.get((fault.column, fault.check), {}),
        "title": Text(title, fault.column),
        "value": "–" if _plain(fault.value) is None else _plain(fault.value),
        "amount": Money(ore, unit_named(row.get("unit", "mkr"))),
        "check": fault.check,
    }


def _row(fault: Fault, frame: pd.DataFrame) -> dict[str, Any]:
    if fault.row is None:
        return {}
    return {str(name): _plain(frame[name].iat[fault.row]) for name in frame.columns}


def _plain(value: Any) -> Any:
    """A value of a frame as Python's own; None for every kind of null."""
    import pandas as pd

    if value is None or value is pd.NA or value != value:  # noqa: PLR0124  (nan alone differs from itself)
        return None
    return value.item() if hasattr(value, "item") else value


def _sources(fault: Fault, frame: pd.DataFrame, file: str) -> tuple[Source, ...]:
    if "file" not in frame.columns:
        return (Source(file),) if file else ()
    if fault.row is None:
        return tuple(Source(str(each)) for each in frame["file"].dropna().unique())
    where = (_plain(frame[name].iat[fault.row]) for name in ("file", "sheet", "cell"))
    return (Source(*("" if each is None else str(each) for each in where)),)


def _and_more(code: str, check: str, file: str, count: int) -> Finding:
    rule = _RULES.get(check)
    return Finding(
        code=code,
        severity=rule.severity if rule else Severity.ERROR,
        message=text("… och {count} till av samma slag.", "… and {count} more of the same kind.", count=count),
        sources=(Source(file),) if file else (),
    )
