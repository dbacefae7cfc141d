"""`trygg template`: next years' workbook, to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.cli.compare import years_of
from trygg_excel.cli.options import JsonLog, Lang, Language, Register
from trygg_excel.cli.register_book import Replace
from trygg_excel.cli.say import Voice


def template(
    years: Annotated[str, typer.Option("--years", metavar="A-B", help="Åren, t.ex. 2023-2024 / the years")],
    out: Annotated[Path, typer.Option("--out", metavar="F.xlsx", help="Arbetsboken / the workbook")],
    register: Register = None,
    replaces: Replace = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Gör en budgetarbetsbok att fylla i, av registret. / Make a budget workbook to fill in, from the register."""
    from trygg_excel.next_year import template as made  # the renderer only when something is rendered

    Voice(lang, json_log).wrote([made(out, years_of(years) or (), register, replace=replaces)])
