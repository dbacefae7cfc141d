"""`trygg register to-excel` and `from-excel`: the register as a workbook, and back, without loss."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.cli.options import JsonLog, Lang, Language
from trygg_excel.cli.say import Voice
from trygg_excel.errors import AlreadyThere, WrongUsage
from trygg_excel.finding import Text
from trygg_excel.register import Register, find_register, load_register
from trygg_excel.register.book_file import is_book, load_book
from trygg_excel.register_book import kept_book_bytes
from trygg_excel.writing import write_file

Replace = Annotated[
    bool, typer.Option("--replace", help="Skriv över filen om den finns / write over the file if it is there")
]


def to_excel(
    out: Annotated[Path, typer.Option("--out", metavar="F.xlsx", help="Arbetsboken / the workbook")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Registret, eller en mapp / the register")] = Path(),
    replaces: Replace = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Skriv registret som en arbetsbok att fylla i. / Write the register as a workbook to fill in."""
    register = loaded(path)
    if out.suffix.lower() != ".xlsx":
        raise WrongUsage(Text("Arbetsboken ska heta något på .xlsx.", "The workbook's name should end with .xlsx."))
    _free(out, replaces)
    write_file(out, kept_book_bytes(register), [register.file])
    Voice(lang, json_log).wrote([out])


def from_excel(
    path: Annotated[Path, typer.Argument(metavar="F.xlsx", help="Registret som arbetsbok / the workbook")],
    out: Annotated[Path, typer.Option("--out", metavar="F.yaml", help="Registrets fil / the register's file")],
    replaces: Replace = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Gör registrets arbetsbok till en YAML-fil. / Make the register's workbook a YAML file."""
    from trygg_excel.register.yaml_text import yaml_of

    voice = Voice(lang, json_log)
    if is_book(out):
        raise WrongUsage(Text("YAML-filen ska heta något på .yaml.", "The YAML file's name should end with .yaml."))
    _free(out, replaces)
    register, notes = load_book(path)
    write_file(out, yaml_of(register).encode(), [register.file])
    for note in notes:
        voice.message(note, "TRY-I04")
    voice.wrote([out])


def loaded(path: Path) -> Register:
    """The register at `path`, or the one that applies to the folder `path`."""
    found = path if path.is_file() else find_register(path)
    if found is None:
        raise WrongUsage(
            Text(
                f"Inget register finns i eller ovanför '{path}'. Ange filen. Ett att börja från får du med trygg demo.",
                f"No register in or above '{path}'. Name the file. trygg demo gives one to begin from.",
            )
        )
    return load_register(found)


def _free(out: Path, replaces: bool) -> None:
    if out.exists() and not replaces:
        raise AlreadyThere(out)
