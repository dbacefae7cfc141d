"""Why a workbook is not written into: a stable code, and one sentence with the remedy in each language."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from trygg_excel.errors import TryggError
from trygg_excel.finding import Text


class Obstacle(StrEnum):
    """The codes never change their meaning; a new obstacle gets a new number."""

    FORMAT = "TRY-W01"  # .xlsb, .xls, .ods: no parts that we could add to
    STRUCTURE = "TRY-W02"  # the workbook's structure is locked
    SIGNED = "TRY-W03"  # a digital signature over the file
    SHARED = "TRY-W04"  # a shared workbook with a log of revisions
    OPEN = "TRY-W05"  # an owner file of Excel beside it
    DIALECT = "TRY-W06"  # no namespace of SpreadsheetML that Excel writes
    FULL = "TRY-W07"  # no room for our formats
    PARTS = "TRY-W08"  # parts that point at what is not there, or that we cannot place anything in
    CHANGED = "TRY-W09"  # the file changed while it was read
    NOT_AS_WRITTEN = "TRY-W10"  # the result was not what it was to be
    SUFFIX = "TRY-W11"  # a name under which Excel would not open it
    NOT_OURS = "TRY-W12"  # nothing of ours to take out


_SENTENCES: dict[Obstacle, Text] = {
    Obstacle.FORMAT: Text(
        "formatet går inte att skriva i utan förlust. Spara den som .xlsx i Excel om du vill ha anteckningar i den.",
        "its format cannot be written into without loss. Save it as .xlsx in Excel if you want notes in it.",
    ),
    Obstacle.STRUCTURE: Text(
        "arbetsbokens struktur är låst, så inga blad kan läggas till. Lås upp den i Excel (Granska, Skydda arbetsbok).",
        "the structure of the workbook is locked, so no sheets can be added. Unlock it in Excel "
        "(Review, Protect Workbook).",
    ),
    Obstacle.SIGNED: Text(
        "arbetsboken är digitalt signerad och signaturen gäller inte en ändrad kopia. "
        "Ange --break-signature om kopian får vara utan.",
        "the workbook is digitally signed and the signature does not hold for a changed copy. "
        "Say --break-signature if the copy may be without it.",
    ),
    Obstacle.SHARED: Text(
        "arbetsboken är delad med ändringslogg. Sluta dela den i Excel (Granska, Dela arbetsbok) och spara.",
        "the workbook is shared with a log of changes. Stop sharing it in Excel (Review, Share Workbook) and save.",
    ),
    Obstacle.OPEN: Text(
        "den är öppen i Excel. Spara och stäng den, eller ta bort filen ~$ bredvid den om ingen har den öppen.",
        "it is open in Excel. Save and close it, or remove the file ~$ beside it if nobody has it open.",
    ),
    Obstacle.DIALECT: Text(
        "arbetsboken är skriven i en form som Excel inte längre använder. Öppna den i Excel och spara en ny kopia.",
        "the workbook is written in a form Excel no longer uses. Open it in Excel and save a new copy.",
    ),
    Obstacle.FULL: Text(
        "arbetsboken har så många cellformat att Excel inte tar emot fler. Öppna den i Excel och rensa bland formaten.",
        "the workbook has so many cell formats that Excel takes no more. Open it in Excel and tidy up the formats.",
    ),
    Obstacle.PARTS: Text(
        "delar i arbetsboken saknas eller är trasiga. Öppna den i Excel, låt Excel reparera den och spara en ny kopia.",
        "parts of the workbook are missing or broken. Open it in Excel, let Excel repair it and save a new copy.",
    ),
    Obstacle.CHANGED: Text(
        "den ändrades medan den lästes. Försök igen när ingen sparar den.",
        "it changed while it was read. Try again when nobody is saving it.",
    ),
    Obstacle.NOT_AS_WRITTEN: Text(
        "kontrollen efter skrivningen visade att något inte blev som det skulle, så ingen kopia finns. "
        "Använd trygg report i stället, och hör av dig om filen.",
        "the check after writing showed that something was not as it should be, so there is no copy. "
        "Use trygg report instead, and tell us about the file.",
    ),
    Obstacle.SUFFIX: Text(
        "kopian måste ha rätt filändelse för sitt innehåll, annars öppnar Excel den inte. Ange samma ändelse som "
        "arbetsboken har, och .xlsx för en kontrollarbetsbok.",
        "the copy must have the right suffix for what it holds, or Excel does not open it. Give that of the workbook, "
        "and .xlsx for a control workbook.",
    ),
    Obstacle.NOT_OURS: Text(
        "det finns inget från oss i den att ta bort. Arbetsboken är redan som den ska.",
        "there is nothing of ours in it to take out. The workbook is as it should be already.",
    ),
}
_EXIT = {Obstacle.SUFFIX: 2, Obstacle.NOT_OURS: 2, Obstacle.OPEN: 4, Obstacle.CHANGED: 4}


class CannotAnnotate(TryggError):
    """A workbook that is not written into. `obstacle` and `code` are stable, `where` the part it was seen in."""

    exit_code = 3

    def __init__(self, path: Path | str, obstacle: Obstacle, where: str = "") -> None:
        why = _SENTENCES[obstacle]
        super().__init__(Text(f"'{path}' fick ingen kopia: {why.sv}", f"'{path}' was not annotated: {why.en}"))
        self.obstacle, self.code, self.where = obstacle, obstacle.value, where
        self.exit_code = _EXIT.get(obstacle, 3)


class Hindered(Exception):
    """The same below the place that knows the path."""

    def __init__(self, obstacle: Obstacle, where: str = "") -> None:
        super().__init__(f"{obstacle.name} {where}".strip())
        self.obstacle, self.where = obstacle, where
