"""What the command prints: results on stdout, messages on stderr, colour only on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from trygg_excel.checking import Checked
from trygg_excel.errors import TryggError
from trygg_excel.finding import Finding, Severity, Text
from trygg_excel.reporting.words import SEVERITIES, counted, place, told

_ONE = {
    Severity.ERROR: Text("fel", "error"),
    Severity.WARNING: Text("varning", "warning"),
    Severity.NOTE: Text("notering", "note"),
}
_MANY = {
    Severity.ERROR: Text("fel", "errors"),
    Severity.WARNING: Text("varningar", "warnings"),
    Severity.NOTE: Text("noteringar", "notes"),
}
_DONE = Text("godtagen", "accepted"), Text("godtagna", "accepted")
_ACCEPTED = Text("Godtagen av", "Accepted by")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


@dataclass(frozen=True, slots=True)
class Voice:
    """How to speak: the language, and whether messages are JSON lines."""

    lang: str = "sv"
    json_log: bool = False

    def out(self, words: str) -> None:
        sys.stdout.write(words)

    def message(self, words: Text, code: str, level: str = "info") -> None:
        said = words.say(self.lang)
        line = (
            json.dumps({"level": level, "code": code, "message": said}, ensure_ascii=False) if self.json_log else said
        )
        sys.stderr.write(line + "\n")

    def problem(self, problem: TryggError) -> None:
        self.message(problem.message, problem.code, "error")

    def problems(self, problems: Iterable[TryggError]) -> None:
        for each in problems:
            self.problem(each)

    def wrote(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self.message(Text(f"Skrev {path}", f"Wrote {path}"), "TRY-I01")


def checked_text(checked: Checked, lang: str) -> str:
    """The results of a check for a person to read: each workbook with its verdict, then its findings."""
    lines: list[str] = []
    for check in checked.checks:
        lines.append(f"{check.budget.name}: {check.verdict.say(lang)}{_counts(check.findings, lang)}")
        lines += [line for each in check.findings for line in _finding(each, lang)]
    for case in checked.cases:
        if case.findings:
            lines.append(f"{case.case.label}:{_counts(case.findings, lang)}")
            lines += [line for each in case.findings for line in _finding(each, lang)]
    return "".join(f"{line}\n" for line in lines)


def _counts(findings: Iterable[Finding], lang: str) -> str:
    given = list(findings)
    parts = [
        counted(number, _ONE[severity], _MANY[severity]).say(lang)
        for severity in Severity
        if (number := sum(each.severity is severity and each.is_open for each in given))
    ]
    done = sum(not each.is_open for each in given)
    parts += [counted(done, *_DONE).say(lang)] if done else []
    return f" ({', '.join(parts)})" if parts else ""


def _finding(finding: Finding, lang: str) -> list[str]:
    word = SEVERITIES[finding.severity].say(lang)
    if sys.stdout.isatty():
        word = f"\033[{_COLOURS[finding.severity]}m{word}\033[0m"
    where = place(finding.sources[0]) if finding.sources else ""
    known = f" [{finding.key}]" if finding.key else ""
    head = f"  {word} {finding.code}{' ' + where if where else ''}: {told(finding).say(lang)}{known}"
    if finding.accepted:
        return [head, f"      {_ACCEPTED.say(lang)} {finding.accepted.text.say(lang)}"]
    return [head, f"      → {finding.remedy.say(lang)}"] if finding.remedy else [head]
