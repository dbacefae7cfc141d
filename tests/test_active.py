"""Active content is told with its place, never run, and refused where that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from trygg_excel.active import active_findings
from trygg_excel.budget import read
from trygg_excel.errors import Refused
from trygg_excel.gate.reasons import Reason
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
