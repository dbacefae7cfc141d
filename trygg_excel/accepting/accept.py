"""By what a finding is known again, and which of them a person has accepted.

A finding is known by its rule, its subject and its numbers: when one of these changes it is another finding, and
nobody has accepted that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from trygg_excel.accepting.acceptance import Acceptance, in_force
from trygg_excel.checking import CaseCheck, Check, Checked, told_of
from trygg_excel.controls import CONTROLS
from trygg_excel.family import normal
from trygg_excel.finding import Finding, Result, Source

KEY_LENGTH = 8  # hex digits


def marked(checked: Checked, notes: Iterable[Acceptance], today: date) -> Checked:
    """The same with a key on each finding, and what is accepted shown as such."""
    mark = _marking(_subjects(checked), in_force(notes, today))
    return replace(
        checked,
        checks=tuple(_check(each, mark) for each in checked.checks),
        cases=tuple(_case(each, mark) for each in checked.cases),
    )


def _marking(subjects: Mapping[Source, str], held: Mapping[str, Acceptance]) -> Callable[[Finding], Finding]:
    def mark(finding: Finding) -> Finding:
        key = key_of(finding, subjects)
        note = held.get(key)
        return replace(finding, key=key, accepted=None if note is None else note.told())

    return mark


def _check(check: Check, mark: Callable[[Finding], Finding]) -> Check:
    every = tuple(map(mark, check.every))
    return replace(check, results=_results(check.results, mark), every=every, findings=told_of(every))


def _case(case: CaseCheck, mark: Callable[[Finding], Finding]) -> CaseCheck:
    return replace(case, results=_results(case.results, mark))


def _results(results: Iterable[Result], mark: Callable[[Finding], Finding]) -> tuple[Result, ...]:
    return tuple(each._replace(findings=tuple(map(mark, each.findings))) if each.findings else each for each in results)


def _subjects(checked: Checked) -> dict[Source, str]:
    """What each cell that findings name is about: the programme or the name of its row, which outlive its address."""
    named = {source for finding in checked.findings for source in finding.sources}
    named |= {each for check in checked.checks for finding in check.every for each in finding.sources}
    named |= {each for result in checked.results for finding in result.findings for each in finding.sources}
    cells = {each.cell for each in named}
    return {
        fact.source: fact.programme or normal(fact.label) or fact.cell
        for check in checked.checks
        for fact in check.held.facts
        if fact.cell in cells and fact.source in named
    }


def keys_under(checked: Checked, files: Iterable[str]) -> dict[str, str]:
    """The keys that findings had when their workbook was called one of `files`, and those that they have now."""
    subjects, names = _subjects(checked), tuple(files)
    return {
        before: finding.key
        for finding in checked.findings
        for name in names
        if (before := key_of(finding, subjects, name)) != finding.key
    }


def key_of(finding: Finding, subjects: Mapping[Source, str] | None = None, called: str = "") -> str:
    """Eight hex digits of rule, subject and numbers. The file's name is no part: next month's workbook has another.

    A finding without numbers is known by its words, and then by its file's name without dates and numbers;
    `called` is another name than the one that it has.
    """
    amounts = [finding.found, finding.expected, finding.difference]
    parts = [finding.code, str(_VERSIONS.get(finding.code, 1)), finding.severity, finding.programme, finding.period]
    parts += [*amounts, finding.tolerance, *sorted(set(_about(finding, subjects or {})))]
    if not any(isinstance(each, int) for each in amounts):
        parts += [*_words(finding), *sorted({normal(PurePath(called or each.file).stem) for each in finding.sources})]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:KEY_LENGTH]


_VERSIONS = {control.code: control.version for control in CONTROLS}


def _about(finding: Finding, subjects: Mapping[Source, str]) -> Iterator[str]:
    known = [each for each in finding.sources if each in subjects]
    for source in known or finding.sources:
        yield f"{normal(source.sheet)}|{subjects.get(source, source.cell)}"


def _words(finding: Finding) -> Iterator[str]:
    """What it says, without its cells: a row inserted above changes nothing."""
    words = finding.message.sv
    for cell in sorted({each.cell for each in finding.sources if each.cell}, key=len, reverse=True):
        words = words.replace(cell, "")
    yield words
