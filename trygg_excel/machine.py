"""What other programs read: facts as csv and json, checks as json and csv, run.json. All carry a schema version."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from trygg_excel.checking import CaseCheck, Check, Checked
from trygg_excel.errors import TryggError
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Source
from trygg_excel.reporting.traceability import run_id
from trygg_excel.run import Run

SCHEMA_VERSION = 1
FACT_COLUMNS = (
    "file", "sheet", "cell", "label", "group", "programme", "year", "month", "basis", "measure", "amount", "unit",
    "role", "kind", "confidence", "file_id", "table", "column", "committee", "nature", "against", "version", "status",
    "period_from", "period_to", "state", "quantum", "unit_factor", "currency", "raw", "schema_version",
)  # fmt: skip
FINDING_COLUMNS = (
    "file", "sheet", "cell", "severity", "code", "message", "causes", "remedy", "programme", "period", "found",
    "expected", "difference", "tolerance", "accepted", "key", "schema_version",
)  # fmt: skip
_MONEY = frozenset({"amount", "quantum"})


def crowns(ore: int | None) -> str:
    """Öre as whole currency units with two decimals: '1000000.00'; '' when unknown."""
    return "" if ore is None else f"{Decimal(ore) / 100:.2f}"


def facts_csv(facts: Iterable[Fact]) -> str:
    """One row per fact, in FACT_COLUMNS."""
    return _csv(FACT_COLUMNS, (_fact_row(each) for each in facts))


def _fact_row(fact: Fact) -> dict[str, str]:
    row = {}
    for name in FACT_COLUMNS[:-1]:
        value = getattr(fact, name)
        row[name] = crowns(value) if name in _MONEY else "" if value is None else str(value)
    return {**row, "schema_version": str(SCHEMA_VERSION)}


def _csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def fact_record(fact: Fact) -> dict[str, object]:
    """A fact for json: amounts as strings of currency units, since json numbers are floats to many readers."""
    record: dict[str, object] = {}
    for name in FACT_COLUMNS[:-1]:
        value = getattr(fact, name)
        record[name] = (None if value is None else crowns(value)) if name in _MONEY else _plain(value)
    return record


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value


def finding_record(finding: Finding, lang: str) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message.say(lang),
        "causes": [each.say(lang) for each in finding.causes],
        "remedy": finding.remedy.say(lang) if finding.remedy else None,
        "sources": [_source(each) for each in finding.sources],
        "programme": finding.programme,
        "period": finding.period,
        "found": _amount(finding.found),
        "expected": _amount(finding.expected),
        "difference": _amount(finding.difference),
        "tolerance": _amount(finding.tolerance),
        "accepted": finding.accepted.text.say(lang) if finding.accepted else None,
        "key": finding.key,
    }


def _amount(value: int | str | None) -> str | None:
    return crowns(value) if isinstance(value, int) else value


def _source(source: Source) -> dict[str, str]:
    return {"file": source.file, "sheet": source.sheet, "cell": source.cell}


def result_record(result: Result, lang: str) -> dict[str, object]:
    return {
        "control": result.control,
        "verdict": result.verdict.value,
        "subject": result.subject.say(lang),
        "lacks": [each.say(lang) for each in result.lacks],
        "sources": [_source(each) for each in result.sources],
        "period": result.period,
        "stated": _amount(result.stated),
        "calculated": _amount(result.calculated),
        "difference": _amount(result.difference),
        "explanation": result.explanation.say(lang) if result.explanation else None,
        "findings": [each.code for each in result.findings],
    }


def check_record(run: Run, lang: str) -> dict[str, object]:
    """What `trygg check --format json` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "register": run.checked.register.id if run.checked.register else None,
        "workbooks": [_workbook(each, lang) for each in run.checked.checks],
        "cases": [_case(each, lang) for each in run.checked.cases],
        "unread": [{"code": each.code, "message": each.message.say(lang)} for each in run.unread],
    }


def _workbook(check: Check, lang: str) -> dict[str, object]:
    return {
        "file": check.budget.file,
        "file_id": check.budget.workbook.file_id,
        "verdict": check.verdict.say(lang),
        "findings": [finding_record(each, lang) for each in check.findings],
        "results": [result_record(each, lang) for each in check.results],
    }


def _case(case: CaseCheck, lang: str) -> dict[str, object]:
    return {
        "case": case.case.id,
        "members": {role: held.budget.file for role, held in case.members.items()},
        "findings": [finding_record(each, lang) for each in case.findings],
        "results": [result_record(each, lang) for each in case.results],
    }


def findings_csv(checked: Checked, lang: str) -> str:
    """One row per finding, in FINDING_COLUMNS, at its first cell."""
    return _csv(FINDING_COLUMNS, (_finding_row(each, lang) for each in checked.findings))


def _finding_row(finding: Finding, lang: str) -> dict[str, str]:
    first = finding.sources[0] if finding.sources else Source("")
    record = finding_record(finding, lang)
    row = {name: record.get(name) for name in FINDING_COLUMNS}
    row.update(file=first.file, sheet=first.sheet, cell=first.cell, schema_version=SCHEMA_VERSION)
    row["causes"] = " ".join(each.say(lang) for each in finding.causes)
    return {name: "" if value is None else str(value) for name, value in row.items()}


def run_record(
    run: Run, outputs: Mapping[str, str], volatile: Mapping[str, str], hindered: Iterable[TryggError] = ()
) -> dict[str, object]:
    """run.json: what a run read, judged and wrote. Only `volatile` (time, versions of the machine) may vary.

    `hindered` are the workbooks that got no annotated copy.
    """
    checked = run.checked
    return {
        "schema_version": SCHEMA_VERSION,
        "run": run_id(checked),
        **volatile,
        "register": None
        if checked.register is None
        else {"id": checked.register.id, "sha256": checked.register.digest},
        "counts": _counts(run),
        "inputs": [_input(each) for each in checked.checks],
        "unread": [{"code": each.code, "message": each.message.sv} for each in run.unread],
        "cases": [each.case.id for each in checked.cases],
        "outputs": [{"name": name, "sha256": digest} for name, digest in outputs.items()],
        "not_annotated": [{"code": each.code, "message": each.message.sv} for each in hindered],
        "exit_code": run.exit_code(),
    }


def _counts(run: Run) -> dict[str, object]:
    checks = run.checked.checks
    findings = Counter(each.severity.value for check in checks for each in check.findings if each.is_open)
    facts = sum(len(each.budget.records) for each in checks)
    return batch_counts([each.verdict.sv for each in checks], len(run.unread), facts, findings)


def batch_counts(verdicts: Sequence[str], unread: int, facts: int, findings: Mapping[str, int]) -> dict[str, object]:
    """How many of each: `given` = `read` + `unread`, and the verdicts add up to `read`.

    `findings` are those of workbooks by themselves that nobody has accepted, by severity.
    """
    return {
        "given": len(verdicts) + unread,
        "read": len(verdicts),
        "unread": unread,
        "verdicts": dict(sorted(Counter(verdicts).items())),
        "facts": facts,
        "findings": {name: findings[name] for name in ("error", "warning", "note") if findings.get(name)},
    }


def _input(check: Check) -> dict[str, object]:
    book = check.budget.workbook
    counts: dict[str, int] = {}
    for each in (finding for finding in check.findings if finding.is_open):
        counts[each.severity.value] = counts.get(each.severity.value, 0) + 1
    return {
        "file": check.budget.name,
        "sha256": book.file_id,
        "size": book.size,
        "format": book.format,
        "verdict": check.verdict.sv,
        "facts": len(check.budget.records),
        "findings": counts,
    }


def as_json(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
