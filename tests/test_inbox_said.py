"""What the drop folder says to someone who never sees a command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reliability.world import BAD, answered
from tests.test_accept import budget
from tests.test_inbox import answers, world
from tests.test_inbox_command import trygg
from tests.test_inbox_mended import heard
from tests.test_inbox_real import fill_in
from tests.written import opened
from trygg_excel.errors import RowsWrong
from trygg_excel.finding import Text
from trygg_excel.inbox.answer import ANSWER, Answered, Question, Verdict, answer, refusal
from trygg_excel.inbox.watch import Stop, watch
from trygg_excel.inbox.welcome import _empty_register
from trygg_excel.money import TKR
from trygg_excel.reporting.forwarded import forwarded
from trygg_excel.reporting.model import Report
from trygg_excel.run import run
from trygg_excel.writeback.annotate import annotate

ANSWERED = {"Godtas (ja)": "ja", "Motivering": "rättas i maj", "Namn": "Anna Ek"}


def words_of(file: Path, sheet: str) -> str:
    return " ".join(str(cell.value) for row in opened(file.read_bytes())[sheet].iter_rows() for cell in row)


def test_the_copy_in_the_drop_folder_says_what_to_do_there(tmp_path: Path) -> None:
    path = budget(tmp_path)
    (tmp_path / "ut").mkdir()
    answer(Question(path, path.name, None, tmp_path / "ut"))
    said = words_of(tmp_path / "ut" / f"{ANSWER}.xlsx", "Anmärkningar")
    assert "eventuellt sista dag till höger, spara, och lägg kopian i mappen in igen." in said
    assert "trygg annotate" not in said


def test_the_copy_made_by_the_command_says_the_command(tmp_path: Path) -> None:
    annotate(budget(tmp_path), tmp_path / "kopia.xlsx", isolate=False)
    assert "spara, och kör trygg annotate på filen igen." in words_of(tmp_path / "kopia.xlsx", "Anmärkningar")


def filled(base: Path, **said: str) -> Path:
    """A copy of ours with an answer to its first finding."""
    annotate(budget(base), base / "kopia.xlsx", isolate=False)
    fill_in((base / "kopia.xlsx").read_bytes(), base / "ifylld.xlsx", {**ANSWERED, **said})
    return base / "ifylld.xlsx"


def test_that_the_last_day_has_passed_is_said(tmp_path: Path) -> None:
    done = annotate(filled(tmp_path, **{"T.o.m.": "2022-12-31"}), tmp_path / "ut.xlsx", isolate=False)
    told = [each.sv for each in done.remarks]
    assert "1 svar gäller inte längre: T.o.m. 2022-12-31 har passerat. Anmärkningen står därför kvar." in told


def test_that_a_last_day_is_to_come_is_not_said(tmp_path: Path) -> None:
    done = annotate(filled(tmp_path, **{"T.o.m.": "9999-12-31"}), tmp_path / "ut.xlsx", isolate=False)
    assert not [each.sv for each in done.remarks if "passerat" in each.sv]


def test_what_is_amiss_in_the_answers_is_called_answers(tmp_path: Path) -> None:
    with pytest.raises(RowsWrong) as wrong:
        annotate(filled(tmp_path, Motivering=""), tmp_path / "ut.xlsx", isolate=False)
    assert "ifylld.xlsx' har 1 svar att rätta:" in wrong.value.message.sv


def amiss(question: Question) -> Answered:
    """As of a copy with answers that are amiss; a plain workbook is in order."""
    if b"amiss" not in question.snapshot.read_bytes():
        return answered(question)
    return refusal(question, Verdict.ANSWERS, Text("två svar att rätta.", "two answers."), "TRY-E04")


def test_answers_to_correct_are_not_the_second_where_there_is_no_first(tmp_path: Path) -> None:
    it = world(tmp_path, answerer=amiss)
    it.drop("Budget.xlsx", b"PK one")
    it.run()
    for data in (b"PK amiss", b"PK amiss again"):
        it.drop("Budget - kontrollerad.xlsx", data)
        it.run()
        assert answers(it) == ["Budget - kontrollerad.xlsx", "Budget - svar att rätta.txt"]
    assert it.faults() == []


@pytest.fixture
def page(tmp_path: Path) -> Report:
    """The chief's page of a workbook in tkr with a wrong sum, by the register of a new drop folder."""
    register = tmp_path / "Register.xlsx"
    register.write_bytes(_empty_register())
    done = run([budget(tmp_path)], register, isolate=False)
    return forwarded(done.checked)[0].report


def test_the_chiefs_page_is_in_the_unit_of_the_workbook_and_names_it(page: Report) -> None:
    assert page.subtitle.sv == "budget april.xlsx. Belopp i tkr, förändring = senare år minus tidigare."
    changes = next(each for each in page.sheets if each.id == "changes")
    assert changes.table.unit is TKR


def test_the_chiefs_page_tells_every_guess(page: Report) -> None:
    (row, *_) = page.sheets[0].table.rows
    why = next(
        cell for column, cell in zip(page.sheets[0].table.columns, row.cells, strict=True) if column.key == "why"
    )
    assert isinstance(why, Text)
    assert re.findall(r"Om felet sitter i (\w+) bör", why.sv) == ["Summa", "Skola", "Fritid"]


def test_the_log_says_what_could_not_be_read(tmp_path: Path) -> None:
    it, said = world(tmp_path), list[str]()
    it.drop("brev.pdf", BAD)
    it.drop("Budget.xlsx", b"PK one")
    with it.watcher() as w:
        w.tell = heard(said)
        it.turns(w)
    assert said[2:] == ["Budget.xlsx: klar.", "brev.pdf: kunde inte läsas."]  # once both are received


def test_a_pass_that_finds_nothing_says_nothing_and_status_says_when_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    it, said = world(tmp_path), list[str]()
    it.run()
    monkeypatch.setattr(Stop, "listen", lambda _self: None)  # the signals are those of the tests
    assert watch(it.root, it.settings(), heard(said), state=it.state, once=True) == 0
    assert said == []
    assert trygg(monkeypatch, "status", it.root, "--state", it.state) == 0
    told = capsys.readouterr().err
    assert re.search(
        r"Ingen bevakning är i gång just nu\. Mappen gicks senast igenom 20\d\d-\d\d-\d\d \d\d:\d\d\.", told
    )
