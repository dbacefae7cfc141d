"""`trygg report`: the main job. `trygg demo`: the same on the example that comes with the program."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trygg_excel.batch import report_many, run_many
from trygg_excel.batch.cluster import at_work
from trygg_excel.batch.summary import Batch
from trygg_excel.cli.options import Cluster, JsonLog, Lang, Language, Paths, Recursive, Register, Strict, Trusted
from trygg_excel.cli.progress import progress
from trygg_excel.cli.say import Voice
from trygg_excel.finding import text
from trygg_excel.inputs import OUR_COPY, RECORD
from trygg_excel.reporting.summary import verdict_line
from trygg_excel.run import Run, run
from trygg_excel.shipped import example_files, example_folder
from trygg_excel.writing import write_files

if TYPE_CHECKING:
    from trygg_excel.publish import Published

EXAMPLE = "exempel"
_MOST = 6  # copies that are told one by one

Each = Annotated[
    bool, typer.Option("--each", help="En rapport per arbetsbok, i egna mappar / a report for each, in its own folder")
]
Facts = Annotated[
    bool, typer.Option("--facts", help="Även ett blad med varje enskilt belopp / a sheet of every single amount too")
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Mapp för rapporten / folder for the report")]


def report(  # noqa: PLR0913, PLR0917  (a command has its options as arguments)
    paths: Paths,
    out: Out,
    recursive: Recursive = False,
    register: Register = None,
    trusted: Trusted = False,
    strict: Strict = False,
    each: Each = False,
    facts: Facts = False,
    cluster: Cluster = None,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Skriv kontrollarbetsbok, sidor att skicka vidare, kopior med anteckningar. / Write workbook, pages and copies."""
    voice = Voice(lang, json_log)
    with at_work(cluster) as executor, progress(lang, silent=json_log) as told:
        make = partial(report_many, out=out, lang=lang, facts=facts) if each else run_many
        done = make(
            paths, executor=executor, register=register, recursive=recursive, isolate=not trusted, strict=strict,
            progress=told,
        )  # fmt: skip
    if isinstance(done, Batch):
        _tell_batch(done, out, voice)
    else:
        _report(done, out, voice, facts=facts)


def demo(
    out: Out = Path("trygg-demo"),
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Kör huvudjobbet på exemplet som följer med. / Run the main job on the shipped example."""
    register = example_folder("schemas") / "trygghetspaketet.yaml"
    voice = Voice(lang, json_log)
    _example(out / EXAMPLE, voice)
    _report(run([example_folder("workbooks")], register), out, voice)


def _example(home: Path, voice: Voice) -> None:
    """The example's own files, to look at and begin from; a folder that is there already is left as it is."""
    if home.exists():
        return
    write_files({home / name: path.read_bytes() for path, name in example_files()})
    told = text(
        "Exemplets arbetsböcker, register och trygg.exempel.toml ligger i {home}",
        "The example's workbooks, register and trygg.exempel.toml are in {home}", home=home,
    )  # fmt: skip
    voice.message(told, "TRY-I01")


def _tell_batch(batch: Batch, out: Path, voice: Voice) -> None:
    voice.message(batch.said, "TRY-I05")
    voice.wrote([out / RECORD])
    voice.problems(batch.unread)
    raise typer.Exit(batch.exit_code())


def _report(done: Run, out: Path, voice: Voice, *, facts: bool = False) -> None:
    if done.checked.checks:
        from trygg_excel.publish import publish

        written = publish(done, out, voice.lang, facts=facts)
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
