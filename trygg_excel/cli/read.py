"""`trygg read`: the facts of workbooks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.budget import Budget
from trygg_excel.cli.options import JsonLog, Lang, Language, Paths, Recursive, Register, Strict, Trusted
from trygg_excel.cli.say import Voice
from trygg_excel.confirming.proposals import proposals
from trygg_excel.finding import Severity
from trygg_excel.held import hold
from trygg_excel.machine import SCHEMA_VERSION, as_json, fact_record, facts_csv, finding_record
from trygg_excel.run import Inputs, gravest, read_inputs
from trygg_excel.writing import write_file


class Format(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def read(
    paths: Paths,
    form: Annotated[Format, typer.Option("--format", help="Utskrift / output")] = Format.TABLE,
    out: Annotated[Path | None, typer.Option("--out", metavar="F", help="Skriv till fil / write to a file")] = None,
    explain: Annotated[
        Path | None,
        typer.Option("--explain", metavar="F.html", help="Visa hur varje cell är läst / show how each cell was read"),
    ] = None,
    recursive: Recursive = False,
    register: Register = None,
    trusted: Trusted = False,
    strict: Strict = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Läs arbetsböcker och visa varje belopp med sin cell. / Read workbooks and show every amount with its cell."""
    voice = Voice(lang, json_log)
    inputs = read_inputs(paths, register, recursive=recursive, isolate=not trusted, strict=strict)
    printed = _printed(inputs, form, lang)
    if out is None:
        voice.out(printed)
    else:
        write_file(out, printed.encode(), (each.file for each in inputs.budgets))
        voice.wrote([out])
    if explain is not None:
        _explain(inputs, explain, lang)
        voice.wrote([explain])
    for budget in inputs.budgets:
        for finding in budget.findings:
            voice.message(finding.message, finding.code, finding.severity)
        if form is Format.TABLE:
            _tell_left_out(budget, voice)
        for proposal in proposals(budget.file, budget.tables, budget.records):
            voice.message(proposal.said(budget.file), "TRY-I03", Severity.NOTE)
    voice.problems(inputs.unread)
    raise typer.Exit(gravest(each.exit_code for each in inputs.unread))


def _tell_left_out(budget: Budget, voice: Voice) -> None:
    """The numbers in tables that are no amounts, so that none is left out without a word."""
    from trygg_excel.layout_page.left_out import left_out

    for said in left_out(budget):
        voice.message(said, "TRY-I06", Severity.NOTE)


def _explain(inputs: Inputs, page: Path, lang: str) -> None:
    """One page for all the workbooks, next to nothing else: none of them is written over."""
    from trygg_excel.layout_page import layout_page

    write_file(page, layout_page(inputs.budgets, lang).encode(), (each.file for each in inputs.budgets))


def _printed(inputs: Inputs, form: Format, lang: str) -> str:
    helds = [hold(budget, inputs.register) for budget in inputs.budgets]
    facts = [fact for held in helds for fact in held.facts]
    if form is Format.CSV:
        return facts_csv(facts)
    if form is Format.TABLE:
        from trygg_excel.cli.table import facts_table

        return facts_table(facts, lang)
    findings = [finding_record(each, lang) for budget in inputs.budgets for each in budget.findings]
    return as_json(
        {"schema_version": SCHEMA_VERSION, "facts": [fact_record(each) for each in facts], "findings": findings}
    )
