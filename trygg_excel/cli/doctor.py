"""`trygg doctor`: the state of the installation and of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.cli.options import JsonLog, Lang, Language
from trygg_excel.cli.say import Voice
from trygg_excel.doctor import examined
from trygg_excel.reporting.plain import with_symbol
from trygg_excel.run import gravest


def doctor(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="Mappen det gäller / the folder")] = Path(),
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Säg hur installationen mår: versioner, gränser, mappens rättigheter. / Tell how the installation is."""
    voice, codes = Voice(lang, json_log), []
    for sign in examined(folder):
        voice.out(with_symbol(sign.tone, sign.said.say(lang)) + "\n")
        codes.append(sign.exit_code)
    raise typer.Exit(gravest(codes))
