"""The state of the installation in plain words: versions, what is missing, limits, and the rights of a folder."""

from __future__ import annotations

import platform
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path

from trygg_excel import __version__
from trygg_excel.errors import TryggError
from trygg_excel.finding import Text, listed, text
from trygg_excel.reporting.model import Tone

NAME = "trygg_excel"
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?\s*>=\s*(?P<least>\d+(?:\.\d+)*)")
_EXTRA = re.compile(r"""extra\s*==\s*["'](?P<extra>[\w-]+)["']""")
# The extras that a user may want, and what for; those that only developers need are not told of.
EXTRAS = {
    "plot": Text("Diagram i Jupyter", "Diagrams in Jupyter"),
    "dask": Text("Många arbetsböcker på flera datorer", "Many workbooks on several computers"),
}
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at. `exit_code` is what it alone would end the command with."""

    tone: Tone
    said: Text
    exit_code: int = 0


def examined(folder: Path) -> Iterator[Sign]:
    """Everything that is looked at, in order: the installation, the reading process, then the folder."""
    yield _python()
    yield from _libraries()
    yield from _extras()
    yield _limits()
    yield _reading()
    yield from _folder(folder)


def _python() -> Sign:
    where = f"{platform.system()} {platform.release()}"
    return Sign(
        Tone.GOOD,
        text("trygg_excel {own}, Python {python}, {where}", "trygg_excel {own}, Python {python}, {where}",
             own=__version__, python=platform.python_version(), where=where),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """A library with the least version that is tried; `extra` is '' where all need it."""

    name: str
    least: str
    extra: str

    @property
    def found(self) -> str | None:
        try:
            return version(self.name)
        except PackageNotFoundError:
            return None

    @property
    def is_met(self) -> bool:
        return self.found is not None and _numbers(self.found) >= _numbers(self.least)


def needs() -> tuple[Need, ...]:
    """What the installed package says that it needs; none where it is run without being installed."""
    try:
        told = requires(NAME) or []
    except PackageNotFoundError:
        return ()
    found = []
    for each in told:
        if match := _REQUIREMENT.match(each):
            extra = _EXTRA.search(each)
            found.append(Need(match["name"], match["least"], extra["extra"] if extra else ""))
    return tuple(found)


def _numbers(written: str) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"\d+", written.split("+", maxsplit=1)[0])[:3])


def _libraries() -> Iterator[Sign]:
    own = [each for each in needs() if not each.extra]
    lacking = [each for each in own if not each.is_met]
    for each in lacking:
        yield Sign(
            Tone.ERROR,
            text("{name} {least} eller nyare behövs; {found}. Installera om: {command}",
                 "{name} {least} or newer is needed; {found}. Install anew: {command}",
                 command="python -m pip install --upgrade trygg_excel", name=each.name, least=each.least,
                 found=_found(each)), 4,
        )  # fmt: skip
    if own and not lacking:
        told = ", ".join(f"{each.name} {each.found}" for each in own)
        yield Sign(Tone.GOOD, text("Biblioteken finns: {told}", "The libraries are there: {told}", told=told))


def _found(need: Need) -> Text:
    if need.found is None:
        return Text("det saknas", "it is missing")
    return text("här finns {found}", "here is {found}", found=need.found)


def _extras() -> Iterator[Sign]:
    """A missing extra is no fault: it is told what it would give."""
    try:
        offered = set(metadata(NAME).get_all("Provides-Extra") or [])
    except PackageNotFoundError:
        return
    for extra in (each for each in EXTRAS if each in offered):
        lacking = [each.name for each in needs() if each.extra == extra and not each.is_met]
        if lacking:
            yield Sign(
                Tone.NOTE,
                text("{what}: saknas. Installera med: python -m pip install 'trygg_excel[{extra}]'",
                     "{what}: missing. Install with: python -m pip install 'trygg_excel[{extra}]'",
                     what=EXTRAS[extra], extra=extra),
            )  # fmt: skip
        else:
            yield Sign(Tone.GOOD, text("{what}: finns", "{what}: there", what=EXTRAS[extra]))


def _limits() -> Sign:
    from trygg_excel.gate.limits import LIMITS
    from trygg_excel.isolate.limits import PROCESS_LIMITS

    return Sign(
        Tone.GOOD,
        text("Gränser för en arbetsbok: {size} MB, {cells} celler, {sheets} blad, {memory} MB minne, {seconds} s",
             "Limits of a workbook: {size} MB, {cells} cells, {sheets} sheets, {memory} MB of memory, {seconds} s",
             size=LIMITS.file_bytes // MIB, cells=f"{LIMITS.cells:,}".replace(",", "\xa0"), sheets=LIMITS.sheets,
             memory=PROCESS_LIMITS.memory // MIB, seconds=PROCESS_LIMITS.wall_seconds),
    )  # fmt: skip


def _reading() -> Sign:
    """A shipped workbook is read in the protected process, as any workbook is."""
    from trygg_excel.budget import read
    from trygg_excel.shipped import example_folder

    example = example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx"
    begun = time.perf_counter()
    try:
        amounts = len(read(example, notes=()).records)
    except TryggError as problem:
        return Sign(Tone.ERROR, problem.message, problem.exit_code)
    seconds = time.perf_counter() - begun
    return Sign(
        Tone.GOOD,
        Text(f"Den skyddade läsprocessen startar och läser ({amounts} belopp på {seconds:.1f} s)".replace(".", ","),
             f"The protected reading process starts and reads ({amounts} amounts in {seconds:.1f} s)"),
    )  # fmt: skip


def _folder(folder: Path) -> Iterator[Sign]:
    named = folder.absolute()
    if not folder.is_dir():
        missing = text("Mappen '{folder}' finns inte.", "The folder '{folder}' does not exist.", folder=named)
        yield Sign(Tone.ERROR, missing, 2)
        return
    yield _right(named, _may_list(folder), Text("får läsas", "may be read"), Text("får inte läsas", "may not be read"))
    yield _right(
        named, _may_write(folder), Text("får skrivas i", "may be written in"),
        Text("får inte skrivas i; rapporter måste läggas någon annanstans",
             "may not be written in; reports must be put elsewhere"),
    )  # fmt: skip
    yield _register(folder)


def _right(folder: Path, held: bool, good: Text, bad: Text) -> Sign:
    said = text("Mappen '{folder}' {what}", "The folder '{folder}' {what}", folder=folder, what=good if held else bad)
    return Sign(Tone.GOOD, said) if held else Sign(Tone.ERROR, said, 4)


def _may_list(folder: Path) -> bool:
    try:
        next(folder.iterdir(), None)
    except OSError:
        return False
    return True


def _may_write(folder: Path) -> bool:
    """Tried, since what a share allows cannot be read from its rights."""
    try:
        with tempfile.TemporaryFile(prefix=".trygg-", dir=folder):
            return True
    except OSError:
        return False


def _register(folder: Path) -> Sign:
    from trygg_excel.register import find_register, load_register

    try:
        found = find_register(folder)
        if found is None:
            none = Text(
                "Inget register finns i eller ovanför mappen: summorna kontrolleras, resten blir 'ej kontrollerat'",
                "No register in or above the folder: sums are checked, the rest is 'not checked'",
            )
            return Sign(Tone.NOTE, none)
        register = load_register(found)
    except TryggError as problem:
        return Sign(Tone.ERROR, problem.message, problem.exit_code)
    years = listed((str(each.year) for each in register.years), most=6)
    return Sign(
        Tone.GOOD,
        text("Registret '{file}' gäller här: {label}, {n} insatser, år {years}",
             "The register '{file}' applies here: {label}, {n} programmes, years {years}", file=found,
             label=register.label, n=len(register.programmes), years=years),
    )  # fmt: skip
