"""`trygg annotate`: the user's own workbook with notes and our sheets, all else kept."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.cli.options import JsonLog, Lang, Language, Register, Trusted
from trygg_excel.cli.say import Voice
from trygg_excel.finding import Text, text
from trygg_excel.writeback.receipt import Receipt


class ReceiptForm(StrEnum):
    JSON = "json"


_FORMATS = {
    "annotated": Text("{n} anteckningar; bladen {sheets} ligger sist.", "{n} notes; the sheets {sheets} stand last."),
    "cleaned": Text("Det som var från oss är borttaget.", "What was ours is taken out."),
    "control_workbook": Text("En kontrollarbetsbok är skriven.", "A control workbook is written."),
}
_ONE = Text("1 anteckning; bladen {sheets} ligger sist.", "1 note; the sheets {sheets} stand last.")


def annotate(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Arbetsboken / the workbook")],
    out: Annotated[Path, typer.Option("--out", metavar="F.xlsx", help="Kopian / the copy")],
    fill: Annotated[bool, typer.Option("--fill", help="Färga även cellerna / colour the cells too")] = False,
    clean: Annotated[
        bool, typer.Option("--clean", help="Ta bort det vi skrivit tidigare / take out what we wrote before")
    ] = False,
    receipt: Annotated[
        ReceiptForm | None,
        typer.Option("--receipt", metavar="json", help="Vad som behölls och ändrades / what was kept and changed"),
    ] = None,
    break_signature: Annotated[
        bool, typer.Option("--break-signature", help="Kopian får sakna giltig signatur / the signature may be lost")
    ] = False,
    register: Register = None,
    trusted: Trusted = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Skriv en kopia med anteckningar och våra blad. / Write a copy with notes and our sheets."""
    from trygg_excel.writeback.annotate import annotate as write

    voice = Voice(lang, json_log)
    done = write(
        path, out, fill=fill, clean=clean, register=register, lang=lang, break_signature=break_signature,
        isolate=not trusted,
    )  # fmt: skip
    if receipt is not None:
        voice.out(done.to_json(lang))
    voice.message(_said(done), "TRY-I03")
    for each in done.remarks:
        voice.message(each, "TRY-I04")
    voice.wrote([Path(done.output)])


def _said(receipt: Receipt) -> Text:
    """What was done, in one line."""
    told = _FORMATS[receipt.format]
    notes = sum(each.note in {"new", "below"} for each in receipt.marks)
    if notes == 1:
        told = _ONE if receipt.format == "annotated" else told
    return text(told.sv, told.en, n=notes, sheets=", ".join(f"'{each}'" for each in receipt.sheets))
