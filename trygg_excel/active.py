"""Active content told to the user: what it is, where it is, and what to do. It is never run, followed or fetched."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote

from trygg_excel.finding import Finding, Severity, Source, Text, listed, text
from trygg_excel.workbook import Active, ActiveKind, Workbook

_CODES = {kind: f"TRY-A{number:02}" for number, kind in enumerate(ActiveKind, 1)}
_MESSAGES = {
    ActiveKind.MACROS: Text("Arbetsboken innehåller makron.", "The workbook holds macros."),
    ActiveKind.MACRO_SHEET: Text(
        "Arbetsboken innehåller makroblad av äldre slag (Excel 4).",
        "The workbook holds macro sheets of the old kind (Excel 4).",
    ),
    ActiveKind.EXTERNAL_LINK: Text(
        "Arbetsboken hämtar värden från {targets}.", "The workbook takes values from {targets}."
    ),
    ActiveKind.CONNECTION: Text(
        "Arbetsboken har anslutningar till andra datakällor.", "The workbook has connections to other data sources."
    ),
    ActiveKind.DDE: Text(
        "Arbetsboken har en länk till ett annat program ({targets}).",
        "The workbook has a link to another program ({targets}).",
    ),
    ActiveKind.EMBEDDED: Text("Arbetsboken har inbäddade objekt.", "The workbook has embedded objects."),
    ActiveKind.CONTROL: Text("Arbetsboken har ActiveX-kontroller.", "The workbook has ActiveX controls."),
    ActiveKind.WEB_FORMULA: Text(
        "Formler hämtar eller anropar något utanför arbetsboken: {places}.",
        "Formulas fetch or call something outside the workbook: {places}.",
    ),
    ActiveKind.CUSTOM_UI: Text("Arbetsboken ändrar Excels menyer.", "The workbook changes Excel's menus."),
}  # fmt: skip
_NOT_RUN = Text("Inget av det har körts eller hämtats.", "None of it was run or fetched.")
_REMEDIES = {
    ActiveKind.EXTERNAL_LINK: Text("Uppdatera inte länkarna i kopian.", "Do not update the links in the copy."),
    ActiveKind.DDE: Text(
        "Öppna inte arbetsboken i Excel om du inte litar på avsändaren.",
        "Do not open the workbook in Excel unless you trust its sender.",
    ),
}
_TRUST = Text("Tillåt det i Excel bara om du litar på avsändaren.", "Allow it in Excel only if you trust its sender.")


def active_findings(workbook: Workbook) -> tuple[Finding, ...]:
    """One finding for each kind of active content, with all its places."""
    return active_findings_of(workbook.file, workbook.active)


def active_findings_of(file: str, active: tuple[Active, ...]) -> tuple[Finding, ...]:
    """The same of a file that is no workbook of facts."""
    kinds = dict.fromkeys(each.kind for each in active)
    return tuple(_finding(file, kind, [each for each in active if each.kind is kind]) for kind in kinds)


def _finding(file: str, kind: ActiveKind, found: list[Active]) -> Finding:
    said = _MESSAGES[kind]
    targets = listed(dict.fromkeys(_name(each.target) for each in found), most=3)
    places = listed((each.place for each in found), most=5)
    told = text(said.sv, said.en, targets=targets, places=places)
    return Finding(
        code=_CODES[kind],
        severity=Severity.NOTE,
        message=text("{told} {rest}", "{told} {rest}", told=told, rest=_NOT_RUN),
        remedy=_REMEDIES.get(kind, _TRUST),
        sources=tuple(_source(file, each) for each in found),
    )


def _name(target: str) -> str:
    """The file a link points at, without its path: 'file:///C:/Budget/Ram%202022.xlsx' -> 'Ram 2022.xlsx'."""
    plain = unquote(target).replace("\\", "/")
    return PurePosixPath(plain).name or plain


def _source(file: str, active: Active) -> Source:
    sheet, found, cell = active.place.rpartition("!")
    return Source(file, sheet, cell) if found else Source(file, active.place)
