"""Active content is told with its place, never run, and refused where that is asked for."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.hostile.book import relationships
from tests.hostile.rawzip import Entry, pack
from trygg_excel.active import active_findings
from trygg_excel.budget import read
from trygg_excel.errors import Refused
from trygg_excel.gate.active import MOST, active_content, few
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import Package
from trygg_excel.workbook import Active, ActiveKind, Workbook

EXTERNAL = Active(ActiveKind.EXTERNAL_LINK, "xl/externalLinks/externalLink1.xml", "file:///H:/Budget/Ram%202022.xlsx")


def workbook(*active: Active) -> Workbook:
    return Workbook("budget.xlsx", "0" * 64, 1, "xlsx", (), active)


def test_a_link_to_another_workbook_is_told_by_its_name() -> None:
    (finding,) = active_findings(workbook(EXTERNAL))
    assert finding.message.sv.startswith("Arbetsboken hämtar värden från Ram 2022.xlsx.")
    assert finding.remedy is not None
    assert finding.remedy.sv == "Uppdatera inte länkarna i kopian."


@pytest.mark.parametrize("kind", ActiveKind)
def test_every_kind_has_its_sentence_and_code(kind: ActiveKind) -> None:
    (finding,) = active_findings(workbook(Active(kind, "Blad1!B2", "x"), Active(kind, "Blad1!B3", "y")))
    assert finding.code.startswith("TRY-A")
    assert [each.cell for each in finding.sources] == ["B2", "B3"]
    assert "{" not in finding.message.sv + finding.message.en


def test_strict_refuses_a_workbook_with_a_fetching_formula(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "hämtar.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blad1")
        sheet.write_formula("B2", '=_xlfn.WEBSERVICE("http://example.invalid/")', None, "")
    assert [each.code for each in read(path).findings] == ["TRY-A08", "TRY-R03"]
    with pytest.raises(Refused) as refused:
        read(path, strict=True)
    assert (refused.value.reason, refused.value.where) == (Reason.ACTIVE, "Blad1!B2")


def found(parts: dict[str, bytes], main: str) -> list[Active]:
    package = Package(pack([Entry(name=name, data=data) for name, data in parts.items()]))
    return list(active_content(package, main))


def binary_link(kind: int, *texts: str) -> bytes:
    """The first record of a link in an .xlsb."""
    wide = b"".join(struct.pack("<I", len(text)) + text.encode("utf-16-le") for text in texts)
    return b"\xe8\x02" + bytes([len(wide) + 2]) + struct.pack("<H", kind) + wide


@pytest.mark.parametrize(
    ("link", "kind", "target"),
    [
        (binary_link(0, "rId1", ""), ActiveKind.EXTERNAL_LINK, "file:///C:/Ram.xlsb"),
        (binary_link(1, "cmd", "/c calc"), ActiveKind.DDE, "cmd|/c calc"),
        (binary_link(1, "cmd")[:4], ActiveKind.DDE, "file:///C:/Ram.xlsb"),  # cut off
    ],
)
def test_a_link_in_an_xlsb(link: bytes, kind: ActiveKind, target: str) -> None:
    parts = {
        "xl/_rels/workbook.bin.rels": relationships(("externalLink", "externalLinks/l1.bin")),
        "xl/externalLinks/l1.bin": link,
        "xl/externalLinks/_rels/l1.bin.rels": relationships(("externalLinkPath", "file:///C:/Ram.xlsb")),
    }
    assert found(parts, "xl/workbook.bin") == [Active(kind, "xl/externalLinks/l1.bin", target)]


def test_what_a_sheet_points_at_wherever_the_sheet_lies() -> None:
    parts = {
        "bok.xml": b"<x/>",
        "_rels/bok.xml.rels": relationships(("worksheet", "annanstans/blad.xml")),
        "annanstans/_rels/blad.xml.rels": relationships(("oleObject", "x.bin")),
    }
    assert found(parts, "bok.xml") == [Active(ActiveKind.EMBEDDED, "annanstans/blad.xml", "annanstans/x.bin")]


def test_no_more_than_a_person_looks_at() -> None:
    many = [Active(ActiveKind.EMBEDDED, f"MBD{number}") for number in range(1_000)]
    assert few([EXTERNAL, *many, EXTERNAL]) == (EXTERNAL, *many[:MOST])
