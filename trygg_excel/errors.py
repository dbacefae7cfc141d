"""What cannot go on: one class per situation, with its sentence in two languages and its exit code.

Errors about the data inside a workbook are findings (finding.py), never exceptions.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from trygg_excel.finding import Text
from trygg_excel.gate.reasons import Reason, sentence


class TryggError(Exception):
    """Base of all; `exit_code` as in design 6: 2 usage or configuration, 3 unreadable input, 4 environment."""

    exit_code = 2
    code = "TRY-E00"

    def __init__(self, message: Text) -> None:
        super().__init__(message.sv)
        self.message = message

    def __reduce__(self) -> tuple[object, ...]:
        """Between processes it goes with its sentences; the constructor that built them is not run again."""
        return _as_it_was, (type(self), self.message, vars(self))


def _as_it_was(kind: type[TryggError], message: Text, told: dict[str, object]) -> TryggError:
    error = kind.__new__(kind)
    TryggError.__init__(error, message)
    vars(error).update(told)
    return error


class PathMissing(TryggError):
    code = "TRY-E01"

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            Text(
                f"'{path}' finns inte. Kontrollera namn och mapp.",
                f"'{path}' does not exist. Check the name and the folder.",
            )
        )


class NoWorkbooks(TryggError):
    code = "TRY-E02"

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            Text(
                f"Mappen '{path}' innehåller ingen arbetsbok. Lägg en .xlsx-fil där, eller ange '-r' för undermappar.",
                f"The folder '{path}' holds no workbook. Put an .xlsx file there, or say '-r' to look in its folders.",
            )
        )


class Unreadable(TryggError):
    """A file that is no workbook, or a broken one. `why` ends the sentence, remedy included."""

    exit_code = 3
    code = "TRY-E03"

    def __init__(self, path: Path | str, why: Text) -> None:
        super().__init__(Text(f"'{path}' kunde inte läsas: {why.sv}", f"'{path}' could not be read: {why.en}"))


class Refused(Unreadable):
    """A file the gate does not admit; `reason` and `code` are stable, `where` the part it was seen in."""

    def __init__(self, path: Path | str, reason: Reason, where: str = "") -> None:
        super().__init__(path, sentence(reason))
        self.reason = reason
        self.code = reason.value
        self.where = where


class RegisterError(TryggError):
    """A register that cannot be used. `where` is a path inside the file, such as 'transfers[0].amount'."""

    code = "TRY-E04"

    def __init__(self, path: Path | str, where: str, why: Text) -> None:
        super().__init__(Text(f"Registret '{path}', {where}: {why.sv}", f"The register '{path}', {where}: {why.en}"))


class RowsWrong(RegisterError):
    """A filled-in workbook, a register's or our own, with rows that are wrong: all of them, each with its cell."""

    def __init__(self, path: Path | str, wrong: Iterable[tuple[str, Text]], noun: Text | None = None) -> None:
        told = tuple(wrong)
        many = noun or (Text("ställe", "place") if len(told) == 1 else Text("ställen", "places"))
        rows = Text(*("".join(f"\n  {place}: {why.say(lang)}" for place, why in told) for lang in ("sv", "en")))
        count = Text(f"{len(told)} {many.sv} att rätta", f"{len(told)} {many.en} to correct")
        super().__init__(path, count.sv, rows)
        self.message = Text(f"'{path}' har {count.sv}:{rows.sv}", f"'{path}' has {count.en}:{rows.en}")


class Unwritable(TryggError):
    exit_code = 4
    code = "TRY-E05"

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(
            Text(
                f"'{path}' kunde inte skrivas ({reason}). Stäng filen om den är öppen och försök igen.",
                f"'{path}' could not be written ({reason}). Close the file if it is open and try again.",
            )
        )


class SeveralRegisters(TryggError):
    code = "TRY-E06"

    def __init__(self, registers: list[str]) -> None:
        named = ", ".join(registers)
        super().__init__(
            Text(
                f"Arbetsböckerna hör till olika register ({named}). Kör dem var för sig eller ange --register.",
                f"The workbooks belong to different registers ({named}). Run them one by one or give --register.",
            )
        )


class NothingToCompare(TryggError):
    code = "TRY-E07"

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            Text(
                f"'{path}' har inte två år att jämföra.",
                f"'{path}' does not hold two years to compare.",
            )
        )


class NotRead(TryggError):
    """A path, or something else, where a workbook that is read is asked for."""

    code = "TRY-E11"

    def __init__(self, given: object) -> None:
        super().__init__(
            Text(
                f"{given!r} är ingen läst arbetsbok. Läs den först: te.read(…).",
                f"{given!r} is no workbook that has been read. Read it first: te.read(…).",
            )
        )


class WouldOverwrite(TryggError):
    code = "TRY-E08"

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            Text(
                f"'{path}' är en av arbetsböckerna som läses och skrivs inte över. Ange en annan plats.",
                f"'{path}' is one of the workbooks being read and is not written over. Give another place.",
            )
        )


class WrongUsage(TryggError):
    code = "TRY-E09"


class AlreadyThere(WrongUsage):
    """A file of that name is there, and nobody has said that it may be written over."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            Text(
                f"'{path}' finns redan. Ange en annan plats, eller --replace för att skriva över den.",
                f"'{path}' is there already. Give another place, or --replace to write over it.",
            )
        )


class ConfigWrong(TryggError):
    """A setting in trygg.toml that cannot be used. `where` is its name, such as 'month.budget'; line 0: not known."""

    code = "TRY-E50"

    def __init__(self, path: Path | str, where: str, why: Text, line: int = 0) -> None:
        at = Text(f"rad {line}, {where}" if line else where, f"line {line}, {where}" if line else where)
        super().__init__(Text(f"'{path}', {at.sv}: {why.sv}", f"'{path}', {at.en}: {why.en}"))
        self.where, self.line = where, line


class NoConfig(TryggError):
    code = "TRY-E51"

    def __init__(self, folder: Path | str) -> None:
        super().__init__(
            Text(
                f"Ingen trygg.toml med [month] finns i '{folder}' eller ovanför. Skriv en efter trygg.exempel.toml "
                f"(den får du med trygg demo) eller ange --config.",
                f"There is no trygg.toml with [month] in '{folder}' or above it. Write one after trygg.exempel.toml "
                f"(trygg demo gives it) or give --config.",
            )
        )


class RecordsWrong(TryggError):
    code = "TRY-E52"

    def __init__(self, path: Path | str, line: int, why: Text) -> None:
        at = Text(f", rad {line}", f", line {line}") if line else Text("", "")
        super().__init__(Text(f"'{path}'{at.sv}: {why.sv}", f"'{path}'{at.en}: {why.en}"))


class Busy(TryggError):
    exit_code = 4
    code = "TRY-E53"

    def __init__(self, folder: Path | str) -> None:
        super().__init__(
            Text(
                f"En annan körning pågår i '{folder}'. Vänta tills den är klar och försök igen.",
                f"Another run is at work in '{folder}'. Wait until it is done and try again.",
            )
        )


class InputMissing(TryggError):
    """Something that trygg.toml names is not there for a period, so its report cannot be made yet."""

    exit_code = 3
    code = "TRY-E54"

    def __init__(self, period: str, what: Text, pattern: Path | str) -> None:
        super().__init__(
            Text(
                f"{period}: {what.sv} '{pattern}' finns inte. Lägg filen där, eller rätta namnet i trygg.toml.",
                f"{period}: {what.en} '{pattern}' is not there. Put the file there, or correct the name in trygg.toml.",
            )
        )


class NoIsolation(TryggError):
    """The process that reads workbooks apart from this one does not start. It is never skipped in silence."""

    exit_code = 4
    code = "TRY-E10"

    def __init__(self, reason: str) -> None:
        super().__init__(
            Text(
                f"Den skyddade läsprocessen kunde inte startas ({reason}). Låt datorn starta "
                f"{sys.executable or 'Python'}, eller läs filer du litar på med --trusted (i Python: isolate=False).",
                f"The protected reading process could not be started ({reason}). Let the computer start "
                f"{sys.executable or 'Python'}, or read files you trust with --trusted (in Python: isolate=False).",
            )
        )


class NoLedger(Unreadable):
    """A file that is no extract of an accounting system."""

    code = "TRY-E30"

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            path,
            Text(
                "ingen rad har rubrikerna Konto och Belopp (eller Debet och Kredit), och det är ingen SIE-fil. "
                "Gör uttaget med en rubrikrad över konteringarna.",
                "no row has the headings Konto and Belopp (or Debet and Kredit), and it is no SIE file. "
                "Make the extract with a row of headings over the bookings.",
            ),
        )


class UnsureLedger(Unreadable):
    """An extract whose headings do not say, or say twice, what a column is: it is not guessed at."""

    code = "TRY-E31"


class ExtraMissing(TryggError):
    """A library that only some installations have is asked for. `extra` is the name pip knows it by."""

    exit_code = 4
    code = "TRY-E40"

    def __init__(self, what: Text, extra: str) -> None:
        command = f"python -m pip install 'trygg_excel[{extra}]'"
        super().__init__(
            Text(
                f"{what.sv} behöver tillägget {extra}, som inte är installerat. Installera det med: {command}",
                f"{what.en} need the extra {extra}, which is not installed. Install it with: {command}",
            )
        )


class NothingToDraw(TryggError):
    """A result without what its diagram shows; the sentence says what there is instead."""

    code = "TRY-E41"


class ReportBroken(TryggError):
    """A report of ours breaks a rule of what may be written; nothing is."""

    code = "TRY-E20"

    def __init__(self, broken: Iterable[Text]) -> None:
        given = tuple(broken)
        sv, en = "; ".join(each.sv for each in given), "; ".join(each.en for each in given)
        super().__init__(
            Text(
                f"Rapporten skrevs inte, för den bryter mot reglerna för tillgänglighet eller arkiv: {sv}. "
                "Felet är programmets; anmäl det.",
                f"The report was not written, for it breaks the rules of access or of keeping: {en}. "
                "The fault is the program's; report it.",
            )
        )


class NotFinished(Unreadable):
    """A workbook of a batch over which the process that judged it died, or met an error of ours."""

    code = "TRY-E50"

    def __init__(self, path: Path | str, what: str) -> None:
        why = Text(
            f"programmet avbröts av ett fel ({what}). De andra arbetsböckerna är kontrollerade. Kör den här för sig, "
            "och anmäl felet om det kommer igen.",
            f"the program was stopped by a fault ({what}). The other workbooks have been checked. Run this one alone, "
            "and report the fault if it comes back.",
        )
        super().__init__(path, why)


class NoCluster(TryggError):
    """The cluster that was asked for does not answer."""

    exit_code = 4
    code = "TRY-E51"

    def __init__(self, address: str, why: Text) -> None:
        super().__init__(
            Text(
                f"Klustret '{address}' kan inte användas: {why.sv}", f"The cluster '{address}' cannot be used: {why.en}"
            )
        )
