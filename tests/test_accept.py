"""Accepted findings: shown and never hidden, out of the exit code, back when the number, the rule or the day passes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets import sheet, write
from trygg_excel.accepting import accept
from trygg_excel.accepting.accept import key_of
from trygg_excel.accepting.acceptance import Acceptance, in_force, is_day
from trygg_excel.accepting.answers import answers_in, new_only
from trygg_excel.cli.accept import accept as accept_command
from trygg_excel.cli.accept import accepted as accepted_command
from trygg_excel.errors import NoWorkbooks, RegisterError, RowsWrong, WrongUsage
from trygg_excel.finding import Finding, Severity, Source, Text
from trygg_excel.publish import publish
from trygg_excel.reading import read_workbook
from trygg_excel.register.memory import MEMORY, accept_notes, load_remembered, name_notes, remember
from trygg_excel.reporting.accepted import EXPIRED, HOLDS, NOT_RUN, RUN, TAKEN_BACK, accepted_report
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.html import render_html
from trygg_excel.reporting.summary import verdict_line
from trygg_excel.run import Run, run
from trygg_excel.shipped import example_folder

TODAY = date(2022, 4, 11)
FOUND = Finding(
    code="TRY-001", severity=Severity.ERROR, message=Text("B5: fel", "B5: wrong"), programme="a", period=202212,
    sources=(Source("april 2022.xlsx", "Uppföljning april", "B5"),), found=500, expected=600, difference=-100,
)  # fmt: skip
WRONG_SUM = """
Budget, tkr
Insats   | 2021 | 2022
Skola    | 100  | 110
Fritid   | 250  | 300
Kultur   | 175  | 200
Summa    | {total} | 610
"""


def budget(folder: Path, name: str = "budget april.xlsx", total: int = 500, above: str = "") -> Path:
    return write(folder / name, sheet(above + WRONG_SUM.strip("\n").format(total=total), "Budget"))


def looked_at(path: Path, today: date = TODAY) -> Run:
    return run([path], isolate=False, today=today)


def the_sum(done: Run) -> Finding:
    return next(each for each in done.checked.findings if each.code == "TRY-001")


def note(key: str, **said: str | bool) -> Acceptance:
    given = {"by": "Anna", "at": "2022-04-11T09:00:00+02:00", "why": "rättas i maj", **said}
    return Acceptance(key=key, **given)  # type: ignore[arg-type]


def test_what_is_accepted_is_shown_and_does_not_count(tmp_path: Path) -> None:
    path = budget(tmp_path)
    before = looked_at(path)
    assert (before.exit_code(), before.checked.checks[0].verdict.sv) == (1, "Att åtgärda")

    remember(tmp_path / MEMORY, [note(the_sum(before).key, until="2022-12-31")])

    after = looked_at(path)
    found = the_sum(after)
    assert found.accepted is not None
    assert found.accepted.text.sv == "Anna 2022-04-11, t.o.m. 2022-12-31: rättas i maj"
    assert (after.exit_code(), after.checked.checks[0].verdict.sv) == (0, "Utan anmärkning")
    assert after.checked.checks[0].worst is not Severity.ERROR
    assert verdict_line(after.checked)[0].sv.startswith("Utan anmärkning.")
    assert "1 godtagna, sist under Anmärkningar." in [each.sv for each in control_report(after.checked).sheets[0].lead]
    assert {each.accepted for each in after.checked.results[0].findings} == {found.accepted}


@pytest.mark.parametrize(
    ("change", "accepted"),
    [
        ({}, True),
        ({"name": "budget maj 2023.xlsx"}, True),  # next month's file
        ({"above": "En rad till ovanför\n"}, True),  # the cells have moved
        ({"total": 501}, False),  # another number
    ],
)
def test_it_comes_back_when_the_number_changes(tmp_path: Path, change: dict[str, object], accepted: bool) -> None:
    remember(tmp_path / MEMORY, [note(the_sum(looked_at(budget(tmp_path))).key)])
    changed = the_sum(looked_at(budget(tmp_path, **change)))  # type: ignore[arg-type]
    assert (changed.accepted is not None) is accepted


def test_it_comes_back_when_its_day_has_passed(tmp_path: Path) -> None:
    path = budget(tmp_path)
    remember(tmp_path / MEMORY, [note(the_sum(looked_at(path)).key, until="2022-04-30")])
    assert the_sum(looked_at(path, date(2022, 4, 30))).accepted
    assert the_sum(looked_at(path, date(2022, 5, 1))).accepted is None


def test_it_comes_back_when_the_rule_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(FOUND)
    monkeypatch.setattr(accept, "_VERSIONS", {"TRY-001": 2})
    assert key_of(FOUND) != before
    assert key_of(replace(FOUND, code="TRY-002")) == key_of(replace(FOUND, code="TRY-002"))


@pytest.mark.parametrize(
    "other",
    [
        {"code": "TRY-002"}, {"programme": "b"}, {"period": 202112}, {"found": 501}, {"expected": 601},
        {"difference": -101}, {"tolerance": 10}, {"severity": Severity.WARNING},
        {"sources": (Source("april 2022.xlsx", "Annat blad", "B5"),)},
    ],
)  # fmt: skip
def test_another_subject_or_number_is_another_finding(other: dict[str, object]) -> None:
    assert key_of(replace(FOUND, **other)) != key_of(FOUND)  # type: ignore[arg-type]


def test_the_file_and_the_month_make_no_other_finding() -> None:
    may = (Source("Uppföljning maj.xlsx", "Uppföljning maj", "B5"),)
    assert key_of(replace(FOUND, sources=may, message=Text("annan ordalydelse", "other words"))) == key_of(FOUND)


def test_without_numbers_the_words_and_the_kind_of_file_tell() -> None:
    bare = replace(FOUND, found=None, expected=None, difference=None, message=Text("B5 är tom", "B5 is blank"))
    moved = replace(bare, message=Text("B9 är tom", ""), sources=(Source("maj 2023.xlsx", "Uppföljning maj", "B9"),))
    subjects = {each.sources[0]: "skola" for each in (bare, moved)}
    assert key_of(moved, subjects) == key_of(bare, subjects)
    elsewhere = replace(bare, sources=(Source("Kulturnämnden.xlsx", "Uppföljning april", "B5"),))
    assert key_of(elsewhere) != key_of(bare)
    assert key_of(replace(bare, message=Text("B5 är noll", ""))) != key_of(bare)


@given(st.lists(st.sampled_from(["ja", "tills", "slut"]), max_size=6))
def test_the_last_word_holds(said: list[str]) -> None:
    """What was said last of a key decides, whatever was said before."""
    forms = {"ja": {}, "tills": {"until": "2022-04-01"}, "slut": {"withdrawn": True}}
    notes = [note("0a1b2c3d", **forms[each]) for each in said]  # type: ignore[arg-type]
    assert bool(in_force(notes, TODAY)) is (said[-1:] == ["ja"])


@pytest.mark.parametrize(("line", "why"), [('"until": "2022-02-30"', "'2022-02-30' är ingen dag"), ('"x": 1', "okänd")])
def test_a_broken_memory_is_told_with_its_line(tmp_path: Path, line: str, why: str) -> None:
    memory = tmp_path / MEMORY
    remember(memory, [note("0a1b2c3d")])
    whole = memory.read_text(encoding="utf-8")
    memory.write_text(whole + whole.replace('"key"', f'{line}, "key"'), encoding="utf-8")
    with pytest.raises(RegisterError, match=f"rad 2: .*{why}"):
        accept_notes(memory)


def test_a_day_is_a_day() -> None:
    assert [is_day(each) for each in ("2022-12-31", "2022-02-30", "20221231", "")] == [True, False, False, False]


def test_a_flood_is_accepted_one_by_one(tmp_path: Path) -> None:
    """Nobody accepts what is not told: what is counted in one line has no key, and comes when there is room."""
    sheets = [sheet(WRONG_SUM.strip("\n").format(total=400 + n), f"Blad{n}") for n in range(12)]
    path = write(tmp_path / "bok.xlsx", *sheets)
    told = [each for each in looked_at(path).checked.findings if each.code == "TRY-001"]
    assert [bool(each.key) for each in told] == [True] * 10 + [False]
    assert told[-1].message.sv == "2 till av samma slag."
    remember(tmp_path / MEMORY, [note(each.key) for each in told if each.key])
    left = [each for each in looked_at(path).checked.findings if each.code == "TRY-001" and each.is_open]
    assert [each.found for each in left] == [41_000_000, 41_100_000]
    assert all(each.key for each in left)


# the control workbook as an answer


@pytest.fixture(scope="module")
def wrong_name(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register, a workbook that has a misspelt name, and the control workbook of both."""
    folder = tmp_path_factory.mktemp("namn")
    shutil.copytree(example_folder("schemas"), folder / "schemas")
    shutil.copy(example_folder("workbooks") / "felaktiga" / "trygghetspaketet-fel-namn.xlsx", folder / "a.xlsx")
    publish(looked_at(folder), folder / "ut")
    return folder


@pytest.fixture
def folder(wrong_name: Path, tmp_path: Path) -> Path:
    shutil.copytree(wrong_name, tmp_path / "f")
    return tmp_path / "f"


def answered(folder: Path, code: str, **said: str | date) -> Path:
    """The control workbook with an answer on the first row of a control, by the columns' headings."""
    path = folder / "ut" / "kontroll.xlsx"
    book = openpyxl.load_workbook(path)
    on = book["Anmärkningar"]
    (top,) = [cell.row for row in on.iter_rows() for cell in row if cell.value == "Nyckel"]
    columns = {str(cell.value): number for number, cell in enumerate(on[top], 1)}
    row = next(row for row in range(top + 1, on.max_row + 1) if on.cell(row, columns["Kontroll"]).value == code)
    for heading, value in said.items():
        on.cell(row, columns[heading]).value = value
    book.save(path)
    return path


def keys(folder: Path) -> dict[str, str]:
    return {each.code: each.key for each in looked_at(folder).checked.findings}


def test_an_answer_in_the_control_workbook_is_remembered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = keys(folder)["TRY-034"]
    said: dict[str, str | date] = {"Godtas (ja)": "Ja", "T.o.m.": date(2099, 1, 1), "Motivering": "känt"}
    path = answered(folder, "TRY-034", Namn="Anna", **said)
    accept_command(given=path, inside=folder, trusted=True)
    (kept,) = accept_notes(folder / "schemas" / MEMORY)
    assert (kept.key, kept.code, kept.by, kept.why, kept.until) == (key, "TRY-034", "Anna", "känt", "2099-01-01")
    assert (kept.file, kept.sheet, kept.cell) == ("a.xlsx", "Jämförelse", "B5")
    assert f"Godtagen: {key} Trygghetsvärdar" in capsys.readouterr().out
    accept_command(given=path, inside=folder, trusted=True)  # the same file again says nothing new
    assert accept_notes(folder / "schemas" / MEMORY) == (kept,)
    publish(looked_at(folder), folder / "ut")  # what is accepted stands there, and is not accepted anew
    accept_command(given=folder / "ut" / "kontroll.xlsx", inside=folder, trusted=True)
    assert accept_notes(folder / "schemas" / MEMORY) == (kept,)


def test_a_proposed_name_is_confirmed(folder: Path) -> None:
    assert "TRY-031" in keys(folder)
    path = answered(folder, "TRY-031", Namn="Anna", **{"Godtas (ja)": "Ja, samma insats"})
    accept_command(given=path, inside=folder, trusted=True)
    (kept,) = name_notes(folder / "schemas" / MEMORY)
    assert (kept.id, kept.name, kept.by) == ("kamera", "Kameraövervaking – centrala funktioner", "Anna")
    assert "TRY-031" not in keys(folder)
    remember(folder / "schemas" / MEMORY, [replace(kept, withdrawn=True)])
    assert "TRY-031" in keys(folder)


def test_a_proposed_name_is_confirmed_by_its_key(folder: Path) -> None:
    accept_command(keys(folder)["TRY-031"], inside=folder, by="Anna", same=True, trusted=True)
    assert [each.id for each in name_notes(folder / "schemas" / MEMORY)] == ["kamera"]
    with pytest.raises(WrongUsage, match="inte ett enda förslag"):
        accept_command(keys(folder)["TRY-001"], inside=folder, by="Anna", same=True, trusted=True)


def test_what_the_register_says_itself_goes_first(folder: Path) -> None:
    path = answered(folder, "TRY-031", Namn="Anna", **{"Godtas (ja)": "Ja, samma insats"})
    accept_command(given=path, inside=folder, trusted=True)
    register = folder / "schemas" / "trygghetspaketet.yaml"
    (kept,) = name_notes(folder / "schemas" / MEMORY)
    remember(folder / "schemas" / MEMORY, [replace(kept, name="SSPF")])
    assert load_remembered(register).programme("sspf").label == "SSPF"
    assert "SSPF" not in load_remembered(register).programme("kamera").names


def test_every_bad_answer_is_told_with_its_cell(folder: Path) -> None:
    answered(folder, "TRY-034", Namn="Anna", **{"Godtas (ja)": "ja"})
    answered(folder, "TRY-019", Motivering="känt", **{"Godtas (ja)": "ja"})
    answered(folder, "TRY-026", Namn="Anna", Motivering="känt", **{"Godtas (ja)": "kanske"})
    answered(folder, "TRY-033", Namn="Anna", Motivering="känt", **{"Godtas (ja)": "ja", "T.o.m.": "i höst"})
    path = answered(folder, "TRY-001", Namn="Anna", **{"Godtas (ja)": "Ja, samma insats"})
    with pytest.raises(RowsWrong) as caught:
        accept_command(given=path, inside=folder, trusted=True)
    told = sorted(line.split(": ", 1)[1] for line in caught.value.message.sv.splitlines()[1:])
    assert told == [
        "motivering saknas. Skriv varför anmärkningen godtas.",
        "namn saknas. Skriv vem som godtar.",
        "raden gäller inget namn. Skriv ja.",
        "skriv ja och Ja, samma insats.",
        "skriv sista dagen som 2022-12-31, eller lämna tomt.",
    ]
    assert all("Anmärkningar!" in line for line in caught.value.message.sv.splitlines()[1:])
    assert accept_notes(folder / "schemas" / MEMORY) == ()


def test_the_columns_may_stand_in_any_order() -> None:
    drawn = """
    Nyckel   | Vad     | T.o.m. | Namn | Motivering | Godtas (ja) | Kontroll
    0a1b2c3d | B5: fel |        | Anna | känt       | ja          | TRY-001
    11111111 | B6: fel |        |      |            |             | TRY-001
             | 2 till  |        | Anna | känt       | ja          | TRY-001
    """
    found = answers_in([sheet(drawn, "Anmärkningar")], None, "2022-04-11")
    assert found is not None
    assert [(each.key, each.message) for each in found.accepted] == [("0a1b2c3d", "B5: fel")]
    assert [(cell, why.sv[:28]) for cell, why in found.wrong] == [("Anmärkningar!F4", "raden har ingen nyckel och k")]
    assert new_only(found, found.accepted, TODAY) == ()
    assert answers_in([sheet("Insats | Budget\nSkola | 1")], None, "2022-04-11") is None


def test_the_page_has_no_columns_to_fill_in(folder: Path) -> None:
    page = (folder / "ut" / "rapport.html").read_text(encoding="utf-8")
    assert "Godtas (ja)" not in page
    assert keys(folder)["TRY-034"] in page
    assert "Godtas (ja)" in render_html(control_report(looked_at(folder).checked))


# the commands


def test_a_key_is_accepted_and_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    budget(tmp_path)
    key = the_sum(looked_at(tmp_path)).key
    accept_command(key, inside=tmp_path, why="rättas i maj", by="Anna", trusted=True)
    (kept,) = accept_notes(tmp_path / MEMORY)
    assert (kept.key, kept.why, kept.cell, kept.file) == (key, "rättas i maj", "B6", "budget april.xlsx")
    assert the_sum(looked_at(tmp_path)).accepted
    accept_command(key, inside=tmp_path, by="Bo", withdraw=True, trusted=True)
    assert the_sum(looked_at(tmp_path)).accepted is None
    assert len(accept_notes(tmp_path / MEMORY)) == 2  # nothing is ever taken out of the memory
    assert f"Återtagen: {key}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"key": "0a1b2c3d", "why": "x"}, "Ingen anmärkning har nyckeln 0a1b2c3d"),
        ({"key": "0a1b2c3d"}, "Säg varför"),
        ({"key": "0a1b2c3d", "why": "x", "until": "i höst"}, "'i höst' är ingen dag"),
        ({"key": "0a1b2c3d", "withdraw": True}, "Ingen godtagen anmärkning har nyckeln"),
        ({}, "Ange en nyckel"),
    ],
)
def test_what_cannot_be_accepted(tmp_path: Path, said: dict[str, object], why: str) -> None:
    budget(tmp_path)
    with pytest.raises(WrongUsage, match=why):
        accept_command(inside=tmp_path, by="Anna", trusted=True, **said)  # type: ignore[arg-type]
    assert not (tmp_path / MEMORY).exists()


def test_a_workbook_without_keys_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="inget blad med nycklar"):
        accept_command(given=budget(tmp_path), inside=tmp_path, trusted=True)


def test_the_years_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = looked_at(budget(tmp_path))
    notes = [
        note("00000001"), note("00000002", until="2022-03-31", at="2022-01-10"), note("00000003", at="2021-05-01"),
        note("00000003", at="2021-06-01", withdrawn=True), note("00000004", at="2023-01-02"),
    ]  # fmt: skip
    report = accepted_report(done.checked, notes, 2022, TODAY)
    accepted, controls = (each.table.rows for each in report.sheets)
    assert [(row.cells[0], row.cells[-1]) for row in accepted] == [("00000001", HOLDS), ("00000002", EXPIRED)]
    states = {row.cells[0]: row.cells[2] for row in controls}
    assert (states["TRY-001"], states["TRY-018"]) == (RUN, NOT_RUN)
    every = accepted_report(done.checked, notes, None, TODAY).sheets[0].table.rows
    assert [row.cells[-1] for row in every] == [HOLDS, EXPIRED, TAKEN_BACK, HOLDS]
    accepted_command(2022, inside=tmp_path, out=tmp_path / "lista.xlsx", trusted=True)
    assert capsys.readouterr().out.startswith("Godtagna anmärkningar 2022: 0 godtagna, ")
    assert [each.name for each in read_workbook(tmp_path / "lista.xlsx").sheets] == ["Godtagna", "Kontroller"]


def test_the_years_list_tells_of_what_held_in_other_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    budget(tmp_path)
    remember(tmp_path / MEMORY, [note("1a2b3c4d", at="2023-01-10T09:00:00+01:00")])
    accepted_command(2022, inside=tmp_path, trusted=True)
    told = capsys.readouterr()
    assert told.out.startswith("Godtagna anmärkningar 2022: 0 godtagna, ")
    assert f"1 till i {tmp_path / MEMORY} gällde inte under 2022, och visas utan --year." in told.err
    accepted_command(2023, inside=tmp_path, trusted=True)
    told = capsys.readouterr()
    assert told.out.startswith("Godtagna anmärkningar 2023: 1 godtagna, ")
    assert "till i" not in told.err


def test_the_years_list_of_the_memory_alone_and_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoWorkbooks) as told:
        accepted_command(None, inside=tmp_path, trusted=True)
    assert told.value.exit_code == 2
    remember(tmp_path / MEMORY, [note("1a2b3c4d")])
    accepted_command(None, inside=tmp_path, trusted=True)
    assert capsys.readouterr().out.startswith("Godtagna anmärkningar alla år: 1 godtagna, ")
