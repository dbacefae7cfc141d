"""`trygg report`: the main job. `trygg demo`: the same on the example that comes with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trygg_excel.cli.options import JsonLog, Lang, Language, Paths, Recursive, Register, Strict, Trusted
from trygg_excel.cli.say import Voice
from trygg_excel.finding import text
from trygg_excel.inputs import OUR_COPY, RECORD
from trygg_excel.reporting.summary import verdict_line
from trygg_excel.run import Run, run
from trygg_excel.shipped import example_folder

if TYPE_CHECKING:
    from trygg_excel.publish import Published

_MOST = 6  # copies that are told one by one

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Mapp för rapporten / folder for the report")]


def report(
    paths: Paths,
    out: Out,
    recursive: Recursive = False,
    register: Register = None,
    trusted: Trusted = False,
    strict: Strict = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Skriv kontrollarbetsbok, sidor att skicka vidare, kopior med anteckningar. / Write workbook, pages and copies."""
    _report(run(paths, register, recursive=recursive, isolate=not trusted, strict=strict), out, Voice(lang, json_log))


def demo(
    out: Out = Path("trygg-demo"),
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Kör huvudjobbet på exemplet som följer med. / Run the main job on the shipped example."""
    register = example_folder("schemas") / "trygghetspaketet.yaml"
    _report(run([example_folder("workbooks")], register), out, Voice(lang, json_log))


def _report(done: Run, out: Path, voice: Voice) -> None:
    if done.checked.checks:
        from trygg_excel.publish import publish

        written = publish(done, out, voice.lang)
        voice.message(verdict_line(done.checked, done.unread)[0], "TRY-I02")
        _told(written, out, voice)
    voice.problems(done.unread)
    raise typer.Exit(done.exit_code())


def _told(written: Published, out: Path, voice: Voice) -> None:
    """Every paper by name; copies, and workbooks that got none, by number where they are many."""
    copies = [path for name, path in written.paths.items() if OUR_COPY in name]
    papers = [path for name, path in written.paths.items() if OUR_COPY not in name]
    voice.wrote([*papers, *copies] if len(copies) <= _MOST else papers)
    if len(copies) > _MOST:
        told = text("Skrev {n} kopior ('{mark}') i {out}", "Wrote {n} copies ('{mark}') in {out}",
                    n=len(copies), mark=f"…{OUR_COPY}", out=out)  # fmt: skip
        voice.message(told, "TRY-I01")
    for each in written.hindered[:_MOST]:
        voice.message(each.message, each.code)
    if (more := len(written.hindered) - _MOST) > 0:
        told = text("{n} arbetsböcker till fick ingen kopia; orsakerna står i {record}.",
                    "{n} more workbooks were not annotated; the reasons stand in {record}.",
                    n=more, record=RECORD)  # fmt: skip
        voice.message(told, "TRY-I03")
