"""Results as pandas frames of their own: amounts as Int64 öre in columns named …_ore, or as Decimals in a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import pairwise
from typing import Any, get_type_hints

import pandas as pd

from trygg_excel.checking import Check
from trygg_excel.comparing.comparison import Comparison
from trygg_excel.errors import WrongUsage
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, text
from trygg_excel.frame import facts_frame
from trygg_excel.money import UNITS, Unit, in_unit
from trygg_excel.month.line import Line
from trygg_excel.reconciliation import Reconciliation
from trygg_excel.register.model import Ore, Register
from trygg_excel.reported import Reported
from trygg_excel.reported_month import ReportedMonth
from trygg_excel.reporting.words import told
from trygg_excel.writeback.receipt import Receipt

_ORE = "_ore"
_TABLES = (
    "committees", "programmes", "years", "decisions", "transfers", "funding", "events", "constraints", "accounts",
)  # fmt: skip

_FINDING = (
    "severity", "code", "file", "sheet", "cell", "programme", "period", "message", "remedy", "found_ore",
    "expected_ore", "difference_ore", "tolerance_ore", "accepted", "key",
)  # fmt: skip


def unit_of_symbol(symbol: str) -> Unit:
    """'kr', 'tkr', 'mkr' or 'mdkr' as a unit; raises WrongUsage for anything else."""
    if symbol not in UNITS:
        raise WrongUsage(
            text("Enheten '{symbol}' finns inte. Skriv kr, tkr, mkr eller mdkr.",
                 "There is no unit '{symbol}'. Write kr, tkr, mkr or mdkr.", symbol=symbol)
        )  # fmt: skip
    return UNITS[symbol]


def in_unit_frame(frame: pd.DataFrame, symbol: str) -> pd.DataFrame:
    """The frame with each column `x_ore` as `x` in the unit: exact Decimals, None where the amount is not known."""
    unit = unit_of_symbol(symbol)
    made = frame.copy()
    for name in [each for each in frame.columns if str(each).endswith(_ORE)]:
        amounts = [None if pd.isna(each) else in_unit(int(each), unit) for each in frame[name]]
        made[name] = pd.Series(amounts, index=frame.index, dtype="object")
    return made.rename(columns={name: str(name).removesuffix(_ORE) for name in frame.columns})


def facts_in_unit(facts: Sequence[Fact], symbol: str) -> pd.DataFrame:
    """The facts frame with a column `amount` of exact Decimals before `amount_ore`."""
    unit, frame = unit_of_symbol(symbol), facts_frame(facts)
    amounts = [None if each.amount is None else in_unit(each.amount, unit) for each in facts]
    place = list(frame.columns).index("amount_ore")
    frame.insert(place, "amount", pd.Series(amounts, index=frame.index, dtype="object"))
    return frame


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """One row per finding, most serious first; the first of its cells, its words in Swedish, its amounts in öre."""
    rows = [_finding(each) for each in findings]
    return _frame(rows, _FINDING)


def _finding(each: Finding) -> Mapping[str, object]:
    source = each.sources[0] if each.sources else None
    return {
        "severity": each.severity, "code": each.code, "file": source and source.file, "sheet": source and source.sheet,
        "cell": source and source.cell, "programme": each.programme, "period": each.period, "message": told(each).sv,
        "remedy": each.remedy and each.remedy.sv, "found_ore": _amount(each.found),
        "expected_ore": _amount(each.expected), "difference_ore": each.difference, "tolerance_ore": each.tolerance,
        "accepted": each.accepted and each.accepted.text.sv, "key": each.key,
    }  # fmt: skip


def results_frame(results: Iterable[Result]) -> pd.DataFrame:
    """One row per thing a control has judged: what it was, stated and calculated in öre, the verdict, what it lacks."""
    rows = [
        {
            "control": each.control, "subject": each.subject.sv, "verdict": each.verdict, "period": each.period,
            "sheet": each.sources[0].sheet if each.sources else None,
            "cell": each.sources[0].cell if each.sources else None, "stated_ore": each.stated,
            "calculated_ore": each.calculated, "difference_ore": each.difference, "tolerance_ore": each.tolerance,
            "lacks": "; ".join(lack.sv for lack in each.lacks) or None,
        }
        for each in results
    ]  # fmt: skip
    return _frame(rows, ("control", "subject", "verdict", "period", "sheet", "cell", "stated_ore", "calculated_ore",
                         "difference_ore", "tolerance_ore", "lacks"))  # fmt: skip


def comparison_frame(comparison: Comparison) -> pd.DataFrame:
    """One row per row compared. A column of öre per year, ascending, then the change to each year from the last."""
    years = comparison.years
    rows = [
        {
            "label": row.label, "group": row.group, "programme": row.programme,
            **{f"{year}{_ORE}": row.amounts.get(year) for year in years},
            **{f"change_{now}{_ORE}": row.change(before, now) for before, now in pairwise(years)},
            "mark": row.mark.sv,
        }
        for row in comparison.rows
    ]  # fmt: skip
    amounts = (*(f"{year}{_ORE}" for year in years), *(f"change_{now}{_ORE}" for now in years[1:]))
    return _frame(rows, ("label", "group", "programme", *amounts, "mark"))


def steps_frame(comparison: Comparison) -> pd.DataFrame:
    """One row per step of each bridge: from, to, what, which kind, its öre. Start + steps = end, exactly."""
    rows = [
        {"from_year": bridge.before, "to_year": bridge.now, "step": step.label.sv, "kind": step.kind,
         "amount_ore": step.amount, "mark": step.mark.sv}
        for bridge in comparison.bridges
        for step in bridge.steps
    ]  # fmt: skip
    return _frame(rows, ("from_year", "to_year", "step", "kind", "amount_ore", "mark"))


def reconciliation_frame(reconciliation: Reconciliation) -> pd.DataFrame:
    """One row per reconciled amount, in öre."""
    rows = [
        {
            "workbook": ", ".join(line.workbooks), "control": line.control, "subject": line.subject.sv,
            "sheet": line.source and line.source.sheet, "cell": line.source and line.source.cell,
            "period": line.period, "stated_ore": line.stated, "calculated_ore": line.calculated,
            "difference_ore": line.difference, "verdict": line.verdict, "explanation": line.explanation.sv,
            "next_step": line.next_step.sv,
        }
        for line in reconciliation.lines
    ]  # fmt: skip
    return _frame(rows, ("workbook", "control", "subject", "sheet", "cell", "period", "stated_ore", "calculated_ore",
                         "difference_ore", "verdict", "explanation", "next_step"))  # fmt: skip


def marks_frame(receipt: Receipt) -> pd.DataFrame:
    """One row per cell that was marked in the copy."""
    rows = [
        {"sheet": each.sheet, "cell": each.cell, "note": each.note, "filled": each.filled,
         "codes": ", ".join(each.codes)}
        for each in receipt.marks
    ]  # fmt: skip
    return _frame(rows, ("sheet", "cell", "note", "filled", "codes"))


_LINE = (
    "original", "revised", "budget_so_far", "outcome", "not_booked", "deviation", "last_year", "forecast",
    "forecast_deviation", "forecast_before", "forecast_change",
)  # fmt: skip


def month_frame(lines: Iterable[Line]) -> pd.DataFrame:
    """One row per programme of a month; None where an amount is not known or not given."""
    rows = [
        {"programme": each.programme, "label": each.label, "committee": each.committee, "funding": each.funding,
         **{f"{name}_ore": getattr(each, name) for name in _LINE}, "judgement": each.judgement}
        for each in lines
    ]  # fmt: skip
    amounts = (f"{name}_ore" for name in _LINE)
    return _frame(rows, ("programme", "label", "committee", "funding", *amounts, "judgement"))


def frames_of(result: object) -> dict[str, pd.DataFrame]:
    """The result's frames by name, the main one first."""
    match result:
        case Check():
            return {"findings": findings_frame(result.findings), "results": results_frame(result.results)}
        case Comparison():
            return {"rows": comparison_frame(result), "steps": steps_frame(result)}
        case Reconciliation():
            return {"lines": reconciliation_frame(result)}
        case Register():
            return {name: _entries(entries) for name in _TABLES if (entries := getattr(result, name))}
        case Receipt():
            return {"marks": marks_frame(result)}
        case Reported() | ReportedMonth():
            lines = {"lines": month_frame(result.lines)} if isinstance(result, ReportedMonth) else {}
            return {**lines, "findings": findings_frame(result.findings)}
    message = f"{type(result).__name__} has no frames"
    raise TypeError(message)


def named_frame(result: object, name: str | None) -> pd.DataFrame:
    """The frame of that name, the first where none is given; raises WrongUsage with the names there are."""
    every = frames_of(result)
    chosen = next(iter(every)) if name is None else name
    if chosen not in every:
        there = ", ".join(every)
        raise WrongUsage(
            text("Tabellen '{name}' finns inte. Välj bland {there}.",
                 "No table '{name}'. Choose from {there}.", name=name, there=there)
        )  # fmt: skip
    return every[chosen]


def _entries(entries: Sequence[Any]) -> pd.DataFrame:
    hints = get_type_hints(type(entries[0]), include_extras=True)
    keys = {
        each.name: f"{each.name}{_ORE}" if _is_money(hints[each.name]) else each.name for each in fields(entries[0])
    }
    rows = [{key: _plain(getattr(entry, name)) for name, key in keys.items()} for entry in entries]
    return _frame(rows, tuple(keys.values()))


def _is_money(hint: object) -> bool:
    return hint == Ore or Ore in getattr(hint, "__args__", ())


def _plain(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else value


def _amount(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None


def _frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({name: _series([row.get(name) for row in rows], name) for name in columns})


def _series(values: list[object], name: str) -> pd.Series:
    """Öre and whole numbers as Int64, yes and no as boolean, all else as text."""
    known = [each for each in values if each is not None]
    if name.endswith(_ORE) or name in {"period", "year", "from_year", "to_year", "year_from", "year_to"}:
        return pd.Series(values, dtype="Int64")
    if known and all(isinstance(each, bool) for each in known):
        return pd.Series(values, dtype="boolean")
    if known and all(isinstance(each, int) for each in known):
        return pd.Series(values, dtype="Int64")
    return pd.Series([None if each is None else str(each) for each in values], dtype="string")
