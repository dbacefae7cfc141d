"""`trygg register`: look at the register by itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.accepting.acceptance import in_force
from trygg_excel.cli.accept import accept, accepted
from trygg_excel.cli.confirm import confirm, settled_text
from trygg_excel.cli.options import JsonLog, Lang, Language
from trygg_excel.cli.register_book import from_excel, loaded, to_excel
from trygg_excel.cli.say import Voice
from trygg_excel.finding import Severity, Text
from trygg_excel.money import amount_text, unit_named
from trygg_excel.register.book_file import is_book, load_book
from trygg_excel.register.memory import MEMORY, accept_notes, layout_notes, name_notes
from trygg_excel.schema import check_register_frames
from trygg_excel.shipped import example_folder

register_app = typer.Typer(no_args_is_help=True, help="Registret över insatser och beslut / the register")
register_app.command()(confirm)
register_app.command("to-excel")(to_excel)
register_app.command("from-excel")(from_excel)
register_app.command()(accept)
register_app.command()(accepted)
Place = Annotated[
    Path, typer.Argument(metavar="PATH", help="Registret, eller en mapp där det söks / the register or a folder")
]


@register_app.command()
def check(path: Place = Path(), lang: Language = Lang.SV, json_log: JsonLog = False) -> None:
    """Läs registret och säg vad som är fel i det. / Read the register and say what is wrong in it."""
    voice = Voice(lang, json_log)
    found = loaded(path)
    for note in load_book(Path(found.file))[1] if is_book(Path(found.file)) else ():
        voice.message(note, "TRY-I04", Severity.NOTE)
    findings = check_register_frames(found, example_folder("schemas"))
    for finding in findings:
        voice.message(finding.message, finding.code, finding.severity)
    if not findings:
        voice.out(Text(f"{found.file}: utan anmärkning\n", f"{found.file}: in order\n").say(lang))
    raise typer.Exit(1 if findings else 0)


@register_app.command()
def show(
    path: Place = Path(),
    html: Annotated[
        Path | None, typer.Option("--html", metavar="F.html", help="Rita som en sida / draw it as a page")
    ] = None,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Visa registrets insatser, år och beslut. / Show its programmes, years and decisions."""
    from trygg_excel.notebook.register_glimpse import STATUSES

    found = loaded(path)
    if html is not None:
        found.to_html(html, lang)
        Voice(lang, json_log).wrote([html])
        return
    unit = unit_named(found.unit)
    lines = [found.label, ""]
    lines += [f"  {each.id:<22} {each.label}" for each in found.programmes]
    lines += ["", *(f"  {each.year}: {amount_text(each.frame, unit, lang=lang)}" for each in found.years)]
    lines += [
        "",
        *(
            f"  {each.id:<22} {STATUSES[each.status].say(lang):<14} {each.date or ''} {each.about}"
            for each in found.decisions
        ),
    ]
    lines += _remembered(Path(found.file).parent / MEMORY, lang)
    Voice(lang).out("\n".join(lines) + "\n")


def _remembered(memory: Path, lang: str) -> list[str]:
    """What of all that has been confirmed and accepted beside the register holds today."""
    told = [f"  {each.file}, {each.sheet} {each.table}: {settled_text(each, lang)}" for each in layout_notes(memory)]
    names = {each.name: each for each in name_notes(memory)}.values()
    told += [f"  '{each.name}' = {each.id} ({each.by} {each.at[:10]})" for each in names if not each.withdrawn]
    held = in_force(accept_notes(memory), datetime.now().astimezone().date()).values()
    told += [f"  {each.key} {each.code}: {each.told().text.say(lang)}" for each in held]
    return ["", *told] if told else []
