"""Changes of layout since last time: each told in plain words, and none where only numbers, years or months differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trygg_excel as te
from tests.sheets import book, sheet, write
from tests.test_cli import trygg
from trygg_excel.budget import Budget, budget_of
from trygg_excel.layout_changes.change import layout_changes

MARCH = """
Uppföljning socialnämnden, mars 2022, tkr
|
Verksamhet      | Budget | Utfall | Avvikelse
Äldreomsorg     | 120500 | 118200 | 2300
Individ, familj | 64300  | 66100  | -1800
Funktionsstöd   | 81200  | 80900  | 300
*Summa*         | 266000 | 265200 | 800
"""
HEADINGS = "Verksamhet      | Budget | Utfall | Avvikelse"


def drawn(*pages: tuple[str, str], file: str = "nu.xlsx") -> Budget:
    return budget_of(book(*(sheet(drawing, name) for drawing, name in pages), file=file))


def changes(before: str, now: str) -> list[str]:
    """What is told when the sheet 'Budget' was `before` and is `now`."""
    old, new = drawn((before, "Budget"), file="förr/mars.xlsx"), drawn((now, "Budget"))
    return told(old, new)


def told(old: Budget, new: Budget) -> list[str]:
    findings = layout_changes(old.tables, new.tables, new.file, old.file)
    assert len(findings) <= 1
    return [cause.sv for finding in findings for cause in finding.causes]


def with_column(drawing: str, heading: str, before: int) -> str:
    """The drawing with a column more, before the one at `before` (0 is the first)."""
    lines = []
    for line in drawing.strip("\n").splitlines():
        cells = line.split("|")
        if len(cells) > 2:
            fill = heading if cells[0].startswith("Verksamhet") else "21300" if "Summa" in cells[0] else "7100"
            cells.insert(before, fill)
        lines.append("|".join(cells))
    return "\n".join(lines)


CHANGES = [
    (with_column(MARCH, "Prognos", 3), ["Blad Budget: kolumnen Prognos har tillkommit före Avvikelse."]),
    (with_column(MARCH, "Prognos", 4), ["Blad Budget: kolumnen Prognos har tillkommit sist, efter Avvikelse."]),
    (MARCH.replace("Utfall", "Bokfört"), ["Blad Budget: kolumnen Utfall heter nu Bokfört (C)."]),
    (
        MARCH.replace(HEADINGS, "Verksamhet | Utfall | Budget | Avvikelse"),
        ["Blad Budget: kolumnen Utfall har flyttats från C till B, före Budget."],
    ),
    ("|\n|" + MARCH, ["Blad Budget: rubrikraden har flyttats från rad 3 till rad 5."]),
    (
        MARCH.replace(HEADINGS, f" | 2022 | < | <\n{HEADINGS}"),
        ["Blad Budget: rubrikerna står på 2 rader, förut på 1."],
    ),
    (MARCH.replace("tkr", "mkr"), ["Blad Budget: enheten är mkr, förut tkr."]),
    (MARCH.replace(", tkr", ""), ["Blad Budget: enheten sägs inte längre; förut tkr."]),
]


@pytest.mark.parametrize(("now", "wanted"), CHANGES)
def test_each_change_is_told(now: str, wanted: list[str]) -> None:
    assert changes(MARCH, now) == wanted


def test_a_column_that_is_gone() -> None:
    assert changes(with_column(MARCH, "Prognos", 3), MARCH) == ["Blad Budget: kolumnen Prognos (D) finns inte längre."]


def test_the_names_in_another_column() -> None:
    shifted = "\n".join(f"|{line}" if line.count("|") > 1 else line for line in MARCH.strip("\n").splitlines())
    assert changes(MARCH, shifted) == ["Blad Budget: radernas namn står i kolumn B, förut i A."]


@pytest.mark.parametrize(
    "now",
    [
        MARCH,
        MARCH.replace("mars 2022", "april 2023"),
        MARCH.replace("118200", "999").replace("66100", "'okänt'"),
        MARCH.replace("Funktionsstöd   |", "Kultur | 1200 | 1100 | 100\nFunktionsstöd   |"),
    ],
    ids=["the same", "another month and year", "other amounts", "a row more"],
)
def test_what_is_no_change_of_layout(now: str) -> None:
    assert changes(MARCH, now) == []


def test_a_month_more_is_no_change_of_layout() -> None:
    months = "Utfall 2022, tkr\n|\nKonto | Jan 2022 | Feb 2022\nLöner | 10 | 11\nLokaler | 7 | 7\nMateriel | 3 | 4"
    more = "Utfall 2022, tkr\n|\nKonto | Jan 2022 | Feb 2022 | Mars 2022\n"
    more += "Löner | 10 | 11 | 12\nLokaler | 7 | 7 | 7\nMateriel | 3 | 4 | 3"
    assert changes(months, more) == []


def test_sheets_that_come_go_and_change_names() -> None:
    schools = MARCH.replace("Äldreomsorg", "Grundskola").replace("Funktionsstöd", "Gymnasium")
    schools = schools.replace("Individ, familj", "Förskola")
    assert told(drawn((MARCH, "Social"), (schools, "Skola")), drawn((MARCH, "Social"))) == [
        "Bladet Skola finns inte längre."
    ]
    assert told(drawn((MARCH, "Social")), drawn((MARCH, "Social"), (schools, "Skola"))) == [
        "Bladet Skola har tillkommit."
    ]
    assert told(drawn((MARCH, "Social")), drawn((MARCH, "SN"))) == ["Bladet Social heter nu SN."]
    assert told(drawn((MARCH, "SN mars")), drawn((MARCH, "SN april"))) == []


def test_workbooks_of_different_kinds_are_not_compared() -> None:
    other = "Insats | 2021 | 2022\nKameror | 1 | 2\nVärdar | 3 | 4\nSSPF | 5 | 6"
    old, new = drawn((MARCH, "Budget"), file="mars.xlsx"), drawn((other, "Insatser"))
    (finding,) = layout_changes(old.tables, new.tables, new.file, old.file)
    assert (finding.code, finding.causes) == ("TRY-R12", ())


def test_one_table_alike_among_many_makes_no_kind() -> None:
    """Two workbooks that share a sheet of addresses or the like are not the same one changed."""

    def pages(words: str) -> list[tuple[str, str]]:
        return [(f"{w} | {w}x | {w}y\n{w}a | 1 | 2\n{w}b | 3 | 4\n{w}c | 5 | 6", w) for w in words.split()]

    old, new = drawn((MARCH, "Budget"), *pages("Ek Alm Ask")), drawn((MARCH, "Budget"), *pages("Gran Tall En"))
    assert [each.code for each in layout_changes(old.tables, new.tables, "nu", "förr")] == ["TRY-R12"]


def test_it_is_one_finding_however_many_changes() -> None:
    now = with_column(with_column(MARCH.replace("tkr", "mkr"), "Prognos", 3), "Plan", 1)
    old, new = drawn((MARCH, "Budget"), file="förr/mars.xlsx"), drawn((now, "Budget"))
    (finding,) = layout_changes(old.tables, new.tables, new.file, old.file)
    assert finding.message.sv == "Uppställningen har ändrats sedan förra gången (mars.xlsx)."
    assert finding.message.en == "The layout has changed since last time (mars.xlsx)."
    assert len(finding.causes) == 3
    assert [each.cell for each in finding.sources] == ["A3:F7"]


@given(
    st.lists(st.sampled_from(["Budget", "Utfall", "Prognos", "Plan", "Ram", "Tillägg"]), min_size=2, unique=True),
    st.data(),
)
def test_a_column_anywhere_is_told_and_nothing_else(headings: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(headings)))
    more = [*headings[:at], "Reserv", *headings[at:]]

    def table(names: list[str]) -> str:
        rows = "\n".join(f"{name} | " + " | ".join("4100" for _ in names) for name in ("Skola", "Vård", "Kultur"))
        return f"Ramar 2022, tkr\n|\nPost | {' | '.join(names)}\n{rows}"

    where = f"före {headings[at]}" if at < len(headings) else f"sist, efter {headings[-1]}"
    assert changes(table(headings), table(more)) == [f"Blad Budget: kolumnen Reserv har tillkommit {where}."]
    assert changes(table(more), table(more)) == []


@pytest.fixture
def months(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "förr").mkdir()
    before = write(tmp_path / "förr" / "mars.xlsx", sheet(MARCH, "Budget"))
    return before, write(tmp_path / "april.xlsx", sheet(with_column(MARCH, "Prognos", 3), "Budget"))


def test_check_tells_it_among_the_other_findings(months: tuple[Path, Path]) -> None:
    before, now = (te.read(path, isolate=False) for path in months)
    found = te.check(now, previous=before).findings
    assert [each.code for each in found].count("TRY-R11") == 1
    assert "TRY-R11" not in [each.code for each in te.check(now).findings]


def test_the_command(months: tuple[Path, Path]) -> None:
    before, now = months
    done = trygg("check", now, "--previous", before)
    assert done.returncode == 0
    assert "TRY-R11 Budget!A3:E7: Uppställningen har ändrats sedan förra gången (mars.xlsx)." in done.stdout
    assert "kolumnen Prognos har tillkommit före Avvikelse." in done.stdout
    assert trygg("check", now, "--previous", before, "--fail-on", "warning").returncode == 1
    assert trygg("check", now, "--previous", before.parent).stdout == done.stdout
    assert trygg("check", now, "--previous", "finns-inte.xlsx").returncode == 2
