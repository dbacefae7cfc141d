"""`trygg register`: look at the register by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.cli.confirm import confirm, settled_text
from trygg_excel.cli.options import JsonLog, Lang, Language
from trygg_excel.cli.say import Voice
from trygg_excel.errors import WrongUsage
from trygg_excel.finding import Text
from trygg_excel.money import amount_text, unit_named
from trygg_excel.register import Register, find_register, load_register
from trygg_excel.register.memory import MEMORY, layout_notes
from trygg_excel.schema import check_register_frames
from trygg_excel.shipped import example_folder

register_app = typer.Typer(no_args_is_help=True, help="Registret över insatser och beslut / the register")
register_app.command()(confirm)
Place = Annotated[
    Path, typer.Argument(metavar="PATH", help="Registret, eller en mapp där det söks / the register or a folder")
]


@register_app.command()
def check(path: Place = Path(), lang: Language = Lang.SV, json_log: JsonLog = False) -> None:
    """Läs registret och säg vad som är fel i det. / Read the register and say what is wrong in it."""
    voice = Voice(lang, json_log)
    found = _loaded(path)
    findings = check_register_frames(found, example_folder("schemas"))
    for finding in findings:
        voice.message(finding.message, finding.code, finding.severity)
    if not findings:
        voice.out(Text(f"{found.file}: utan anmärkning\n", f"{found.file}: in order\n").say(lang))
    raise typer.Exit(1 if findings else 0)


@register_app.command()
def show(path: Place = Path(), lang: Language = Lang.SV) -> None:
    """Visa registrets insatser, år och beslut. / Show its programmes, years and decisions."""
    found = _loaded(path)
    unit = unit_named(found.unit)
    lines = [found.label, ""]
    lines += [f"  {each.id:<22} {each.label}" for each in found.programmes]
    lines += ["", *(f"  {each.year}: {amount_text(each.frame, unit, lang=lang)}" for each in found.years)]
    lines += ["", *(f"  {each.id:<22} {each.status:<12} {each.date or ''} {each.about}" for each in found.decisions)]
    notes = layout_notes(Path(found.file).parent / MEMORY)
    lines += (
        ["", *(f"  {each.file}, {each.sheet} {each.table}: {settled_text(each, lang)}" for each in notes)]
        if notes
        else []
    )
    Voice(lang).out("\n".join(lines) + "\n")


def _loaded(path: Path) -> Register:
    found = path if path.is_file() else find_register(path)
    if found is None:
        raise WrongUsage(
            Text(
                f"Inget register finns i eller ovanför '{path}'. Ange filen.",
                f"No register in or above '{path}'. Name the file.",
            )
        )
    return load_register(found)
