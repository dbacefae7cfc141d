"""The drop folder as a finance person, Excel and a share treat it."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.drills import posix
from tests.reliability.ticking import Ticking
from tests.reliability.world import BAD, POISON, World, answered
from trygg_excel.errors import WrongUsage
from trygg_excel.finding import Text
from trygg_excel.gate.reasons import Reason
from trygg_excel.inbox.again import retry
from trygg_excel.inbox.answer import Answered, Question, Verdict, refusal
from trygg_excel.inbox.errors import HostTaken, JournalFailed, NoSuchJob, ShareAway
from trygg_excel.inbox.failpoints import armed
from trygg_excel.inbox.journal import Journal
from trygg_excel.inbox.names import copy_name, shown, stem_of
from trygg_excel.inbox.process import Died
from trygg_excel.inbox.purge import purge
from trygg_excel.inbox.root import found, opened
from trygg_excel.inbox.rules import rules_of
from trygg_excel.inbox.settings import Settings
from trygg_excel.inbox.status import lines
from trygg_excel.inbox.status_page import status_page
from trygg_excel.inbox.turn import Went, turn
from trygg_excel.inbox.wake import stirred
from trygg_excel.inbox.watcher import Watcher

SCHEMAS = Path(__file__).parents[1] / "docs" / "schemas"


def world(base: Path, **changes: object) -> World:
    return World(base, **{"move": False, **changes})  # type: ignore[arg-type]


def patient(it: World, time: Ticking) -> Settings:
    it.clock = time.clock()
    return replace(it.settings(), settle=5.0, looks=3, patience=60.0, poll=2.0, longest_wait=300.0)


def told(it: World) -> dict[str, str]:
    journal = it.journal()
    try:
        return {each.name: each.state.sv for each in lines(journal)}
    finally:
        journal.close()


def never(question: Question) -> Answered:
    raise AssertionError(question.name)


def answers(it: World) -> list[str]:
    return sorted(each.name for each in (it.root / "ut").iterdir() if each.is_file())


def turned(w: Watcher, time: Ticking, times: int, seconds: float = 2.0) -> None:
    for _ in range(times):
        time.tick(seconds)
        turn(w)


def test_a_workbook_is_answered_beside_a_receipt_and_the_original_is_left(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    assert it.run().went is Went.IDLE
    assert answers(it) == ["Budget - kontrollerad.xlsx"]
    receipt = json.loads((it.root / "ut" / "detaljer" / "Budget" / "kvitto.json").read_bytes())
    jsonschema.validate(receipt, json.loads((SCHEMAS / "inbox-receipt.schema.json").read_bytes()))
    assert it.faults() == []


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Budget 2022 å ä ö.xlsx", "Budget 2022 å ä ö - kontrollerad.xlsx"),
        ("  Kopia av Budget (2).xlsx", "Kopia av Budget (2) - kontrollerad.xlsx"),
        ("Budget - kontrollerad.xlsx", "Budget - kontrollerad.xlsx"),
        ("Budget - kontrollerad (3).xlsx", "Budget - kontrollerad.xlsx"),
        ("CON.xlsx", "_CON - kontrollerad.xlsx"),
        ("ram: nämnd?.xlsx", "ram_ nämnd_ - kontrollerad.xlsx"),
        ("budget\u202exslx.xlsx", "budget_xslx - kontrollerad.xlsx"),
        ("a\nb.xlsx", "a_b - kontrollerad.xlsx"),
        ("å" * 120 + ".xlsx", "å" * 60 + " - kontrollerad.xlsx"),
    ],
)
@posix
def test_names_as_people_and_systems_give_them(name: str, answer: str, tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop(name, b"PK one")
    it.run()
    assert answers(it) == [answer]
    assert it.faults() == []


@posix
def test_a_name_that_is_no_text_is_answered(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop(os.fsdecode(b"budget\xe5.xlsx"), b"PK one")
    it.run()
    assert len(answers(it)) == 1
    assert it.faults() == []


def test_both_ways_to_write_the_same_letters_are_two_files(tmp_path: Path) -> None:
    it = world(tmp_path)
    composed, apart = (unicodedata.normalize(form, "Måluppföljning.xlsx") for form in ("NFC", "NFD"))
    it.drop(composed, b"PK one")
    it.drop(apart, b"PK two")
    if len(list((it.root / "in").iterdir())) == 1:
        pytest.skip("this file system takes the two names for one")
    it.run()
    assert answers(it) == ["Måluppföljning - kontrollerad (2).xlsx", "Måluppföljning - kontrollerad.xlsx"]
    assert it.faults() == []


def test_the_same_content_twice_is_answered_under_both_names_and_told(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    it.run()
    it.drop("Kopia av Budget (2).xlsx", b"PK one")
    it.run()
    assert answers(it) == ["Budget - kontrollerad.xlsx", "Kopia av Budget (2) - kontrollerad.xlsx"]
    assert b"Samma inneh\xc3\xa5ll som Budget.xlsx." in (it.root / "STATUS.html").read_bytes()


def test_a_new_version_takes_the_place_of_the_old_ones_answer_and_back_again(tmp_path: Path) -> None:
    it = world(tmp_path)
    said = []
    for data in (b"PK one", b"PK two", b"PK one"):
        it.drop("Budget.xlsx", data)
        it.run()
        said.append((it.root / "ut" / "Budget - kontrollerad.xlsx").read_bytes())
    assert answers(it) == ["Budget - kontrollerad.xlsx"]
    assert said[0] == said[2] != said[1]


def test_what_she_has_written_in_an_answer_is_never_written_over(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    it.run()
    first = it.root / "ut" / "Budget - kontrollerad.xlsx"
    first.write_bytes(b"with her answers")
    (it.root / "ut" / "Prognos - kontrollerad.xlsx").write_bytes(b"her own file")
    it.drop("Budget.xlsx", b"PK two")
    it.drop("Prognos.xlsx", b"PK three")
    it.run()
    assert first.read_bytes() == b"with her answers"
    assert (it.root / "ut" / "Prognos - kontrollerad.xlsx").read_bytes() == b"her own file"
    assert "Budget - kontrollerad (2).xlsx" in answers(it)
    assert "Prognos - kontrollerad (2).xlsx" in answers(it)


def test_once_it_can_be_read_the_note_that_it_could_not_goes(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", BAD)
    it.run()
    assert answers(it) == ["Budget - kunde inte läsas.txt"]
    it.drop("Budget.xlsx", b"PK one")
    it.run()
    assert answers(it) == ["Budget - kontrollerad.xlsx"]


@posix
def test_what_is_no_file_is_told_and_never_opened(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.run()
    folder = it.root / "in"
    (folder / "mapp.xlsx").mkdir()
    (folder / "länk.xlsx").symlink_to("/etc/passwd")
    os.mkfifo(folder / "rör.xlsx")
    it.run()
    odd = "Är en länk eller enhet, ingen fil"
    assert told(it) == {"mapp.xlsx": "Är en mapp", "länk.xlsx": odd, "rör.xlsx": odd}
    assert answers(it) == []


def test_a_slow_copy_with_an_old_time_is_not_read_before_it_rests(tmp_path: Path) -> None:
    time, it = Ticking(), world(tmp_path)
    with it.watcher(patient(it, time)) as w:
        for part in range(1, 12):
            it.drop("Budget.xlsx", b"PK" * part)
            os.utime(it.root / "in" / "Budget.xlsx", (1_550_000_000, 1_550_000_000))
            turned(w, time, 1)
            assert told(it) == {"Budget.xlsx": "Väntar på att filen ska bli klar"}
        turned(w, time, 5)
    assert told(it) == {"Budget.xlsx": "Utan anmärkning"}
    assert it.faults() == []


def _needs_end(question: Question) -> Answered:
    """Refuses what is cut off, as the gate does."""
    if question.snapshot.read_bytes().endswith(b"\0"):
        reason = Reason.TRUNCATED
        return refusal(question, Verdict.UNREADABLE, Text("filen är avklippt.", "cut off."), reason.value)
    return answered(question)


def test_a_copy_with_its_full_size_given_beforehand_that_halts_is_not_refused(tmp_path: Path) -> None:
    time, it = Ticking(), world(tmp_path, answerer=_needs_end)
    with it.watcher(patient(it, time)) as w:
        it.drop("Budget.xlsx", b"PK" + bytes(10))
        turned(w, time, 20)  # forty seconds without a word from the program that copies
        assert answers(it) == []
        assert told(it) == {"Budget.xlsx": "Väntar på att filen ska bli klar"}
        it.drop("Budget.xlsx", b"PK the end")
        turned(w, time, 40)
    assert answers(it) == ["Budget - kontrollerad.xlsx"]
    assert it.faults() == []


def test_a_file_that_stays_cut_off_is_refused_in_the_end(tmp_path: Path) -> None:
    time, it = Ticking(), world(tmp_path, answerer=_needs_end)
    with it.watcher(patient(it, time)) as w:
        it.drop("Budget.xlsx", b"PK" + bytes(10))
        turned(w, time, 50)
    assert answers(it) == ["Budget - kunde inte läsas.txt"]
    assert it.faults() == []


def test_the_way_excel_saves_gives_one_answer_to_what_was_saved(tmp_path: Path) -> None:
    time, it = Ticking(), world(tmp_path)
    file, owner, draft = (it.root / "in" / name for name in ("Budget.xlsx", "~$Budget.xlsx", "CEDD4100"))
    with it.watcher(patient(it, time)) as w:
        it.drop("Budget.xlsx", b"PK one")
        turned(w, time, 5)
        owner.write_bytes(owner_file("Åsa Öst"))
        turned(w, time, 2)
        draft.write_bytes(b"PK two")
        turned(w, time, 1)
        file.unlink()
        turned(w, time, 2)
        draft.rename(file)
        it.dropped["Budget.xlsx"] = b"PK two"
        turned(w, time, 10)
        assert told(it)["Budget.xlsx"] == "Öppen i Excel hos Åsa Öst"
        owner.unlink()
        turned(w, time, 5)
    assert told(it)["Budget.xlsx"] == "Utan anmärkning"
    assert answers(it) == ["Budget - kontrollerad.xlsx"]
    assert it.faults() == []


def owner_file(name: str) -> bytes:
    """As Excel leaves it beside an open workbook: the name in ANSI, then in UTF-16."""
    narrow = bytes([len(name)]) + name.encode("cp1252").ljust(54)
    return narrow + bytes([len(name), 0]) + name.encode("utf-16-le").ljust(108)


def test_an_owner_file_left_behind_does_not_block_for_ever(tmp_path: Path) -> None:
    time, it = Ticking(), world(tmp_path)
    with it.watcher(patient(it, time)) as w:
        (it.root / "in" / "~$Budget.xlsx").write_bytes(owner_file("Åsa"))
        it.drop("Budget.xlsx", b"PK one")
        turned(w, time, 11, 7200)
        assert answers(it) == []
        turned(w, time, 3, 7200)
    assert answers(it) == ["Budget - kontrollerad.xlsx"]


def test_a_clock_that_jumps_makes_nothing_wait_for_ever(tmp_path: Path) -> None:
    time, it = Ticking(), world(tmp_path)
    with it.watcher(patient(it, time)) as w:
        it.drop("Budget.xlsx", b"PK one")
        with armed("pub.tmp=EIO@1"):
            turned(w, time, 5)
        time.now -= 10 * 365 * 86400
        turned(w, time, 5)
    assert answers(it) == ["Budget - kontrollerad.xlsx"]


def test_a_locked_file_waits_and_never_fails(tmp_path: Path) -> None:
    time, it = Ticking(), world(tmp_path)
    with it.watcher(patient(it, time)) as w:
        it.drop("Budget.xlsx", b"PK one")
        with armed("snap.mid=EBUSY@*"):
            turned(w, time, 200, 3600)
            assert told(it) == {"Budget.xlsx": "Kan inte öppnas just nu"}
            journal = it.journal()
            assert lines(journal)[0].since < time.now - 600_000  # since it was first locked
            journal.close()
        turned(w, time, 2)
    assert it.faults() == []


def test_a_share_that_is_away_is_not_an_empty_folder(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    away = it.base / "borta"
    with it.watcher() as w:
        turn(w)
        it.root.rename(away)
        for _ in range(5):
            assert turn(w).went is Went.AWAY
        assert not it.root.exists()
        it.root.mkdir()  # the empty place where it was mounted
        assert turn(w).went is Went.AWAY
        assert list(it.root.iterdir()) == []
        it.root.rmdir()
        away.rename(it.root)
        it.turns(w)
    assert it.faults() == []


def test_a_share_that_goes_while_an_answer_is_made_gets_it_when_it_is_back(tmp_path: Path) -> None:
    away = tmp_path / "borta"

    def going(question: Question) -> Answered:
        if not away.exists() and not (tmp_path / "gone").exists():
            (tmp_path / "rot").rename(away)
            (tmp_path / "gone").touch()
        return answered(question)

    it = world(tmp_path, answerer=going)
    it.drop("Budget.xlsx", b"PK one")
    with it.watcher() as w:
        it.turns(w)
        away.rename(it.root)
        it.turns(w)
    assert it.faults() == []


def test_a_share_that_is_away_at_the_start_is_not_made_anew(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.run()
    (it.root / ".trygg-root").unlink()
    with pytest.raises(ShareAway):
        opened(it.root, it.state)
    before = found(it.root, it.state).id
    assert opened(it.root, it.state, take_over=True).id == before
    assert opened(it.root, it.state).present()


def test_a_full_disk_pauses_and_is_told(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    with it.watcher() as w:
        with armed("pub.tmp=ENOSPC@*"):
            assert turn(w).went is Went.FULL
        assert "Disken är full" in (it.root / "STATUS.html").read_text(encoding="utf-8")
        it.turns(w)
    assert "Disken är full" not in (it.root / "STATUS.html").read_text(encoding="utf-8")
    assert it.faults() == []


@posix
def test_a_folder_that_leads_elsewhere_is_not_used(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.run()
    secret = tmp_path / "hemligt"
    secret.mkdir()
    (secret / "Löner.xlsx").write_bytes(b"PK pay")
    (it.root / "in").rmdir()
    (it.root / "in").symlink_to(secret)
    with it.watcher() as w:
        assert [turn(w).went for _ in range(4)] == [Went.WAITING] * 4
    assert answers(it) == []
    assert "är en länk till en annan plats" in (it.root / "STATUS.html").read_text(encoding="utf-8")
    (it.root / "in").unlink()
    (it.root / "ut" / "detaljer" / "Budget").symlink_to(secret)
    it.drop_folder()
    it.drop("Budget.xlsx", b"PK one")
    it.run()
    assert [each.name for each in secret.iterdir()] == ["Löner.xlsx"]
    assert answers(it) == ["Budget - kontrollerad (2).xlsx"]


def test_a_journal_that_cannot_be_opened_is_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[sqlite3.Connection] = []
    real = sqlite3.connect

    def kept(*given: Any, **named: Any) -> sqlite3.Connection:
        made.append(real(*given, **named))
        return made[-1]

    monkeypatch.setattr(sqlite3, "connect", kept)
    (tmp_path / "journal.db").write_bytes(b"no database" * 1000)
    with pytest.raises(JournalFailed):
        Journal(tmp_path / "journal.db")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].execute("SELECT 1")


def test_a_journal_that_is_spoilt_is_told_and_a_new_one_knows_what_is_answered(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    it.drop("Beslut.pdf", BAD)
    it.run()
    places = found(it.root, it.state).places
    for each in places.state.glob("journal.db*"):
        each.unlink()
    places.journal.write_bytes(b"no database" * 1000)
    with pytest.raises(JournalFailed):
        it.run()
    places.journal.unlink()
    it.answerer = never
    it.run()
    assert told(it) == {"Budget.xlsx": "Utan anmärkning", "Beslut.pdf": "Kunde inte läsas"}
    assert answers(it) == ["Beslut - kunde inte läsas.txt", "Budget - kontrollerad.xlsx"]


@posix
def test_a_name_is_words_on_the_page(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("<script>x&y.xlsx", b"PK one")
    it.run()
    said = (it.root / "STATUS.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;x&amp;y.xlsx" in said
    assert "<script" not in said


def test_what_stops_the_program_is_set_aside_even_if_that_cannot_be_told_at_once(tmp_path: Path) -> None:
    deaths = []

    def dying(question: Question) -> Answered:
        deaths.append(question)
        raise Died("exit -9")

    it = world(tmp_path, answerer=dying)
    it.drop("Gift.xlsx", POISON)
    with it.watcher() as w:
        with armed("pub.tmp=EACCES@*"):
            it.turns(w)
        it.turns(w)
    assert len(deaths) == 3
    assert it.faults() == []


def test_two_watchers_share_the_work_and_nothing_is_done_twice(tmp_path: Path) -> None:
    it = world(tmp_path)
    asked: list[str] = []

    def counting(question: Question) -> Answered:
        asked.append(question.name)
        return answered(question)

    it.answerer = counting
    for number in range(12):
        it.drop(f"Budget {number}.xlsx", b"PK %d" % number)
    with it.watcher() as one, it.watcher() as two:
        for _ in range(8):
            turn(one)
            turn(two)
    assert sorted(asked) == sorted(it.dropped)
    assert it.faults() == []


def test_a_second_host_is_refused_until_it_takes_over_and_answers_nothing_twice(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    it.run()
    sentinel = it.root / ".trygg-root"
    said = json.loads(sentinel.read_bytes())
    sentinel.write_text(json.dumps({**said, "host": "another", "name": "EKO-PC7"}), encoding="utf-8")
    with pytest.raises(HostTaken, match="EKO-PC7"):
        opened(it.root, it.state)
    with pytest.raises(HostTaken):
        opened(it.root, tmp_path / "annan", take_over=False)
    it.state = tmp_path / "annan"
    opened(it.root, it.state, take_over=True)
    it.answerer = never
    it.run()
    assert told(it)["Budget.xlsx"] == "Utan anmärkning"
    assert answers(it) == ["Budget - kontrollerad.xlsx"]


def test_the_journal_may_not_lie_on_the_share(tmp_path: Path) -> None:
    it = world(tmp_path)
    with pytest.raises(WrongUsage):
        opened(it.root, it.root / "lokalt")


def test_a_workbook_that_kills_its_process_is_set_aside_and_its_neighbours_are_answered(tmp_path: Path) -> None:
    def dying(question: Question) -> Answered:
        if question.snapshot.read_bytes().startswith(POISON):
            raise Died("exit -9")
        return answered(question)

    it = world(tmp_path, answerer=dying)
    for name, data in {"A.xlsx": b"PK one", "Gift.xlsx": POISON, "Ö.xlsx": b"PK two"}.items():
        it.drop(name, data)
    it.run()
    assert answers(it) == ["A - kontrollerad.xlsx", "Gift - kunde inte läsas.txt", "Ö - kontrollerad.xlsx"]
    assert it.faults() == []
    journal = it.journal()
    crashed = journal.rows("SELECT what FROM event WHERE what = 'CRASHED'")
    journal.close()
    assert len(crashed) == 3


def test_a_late_watcher_whose_lease_has_run_out_changes_nothing(tmp_path: Path) -> None:
    time, it = Ticking(), world(tmp_path)
    it.clock = time.clock()

    def slow(question: Question) -> Answered:
        time.tick(2 * it.settings().lease)
        it.answerer = answered
        with it.watcher() as other:  # takes the job over, and a newer version comes besides
            it.turns(other)
            it.drop("Budget.xlsx", b"PK two")
            it.turns(other)
        return answered(question)

    it.drop("Budget.xlsx", b"PK one")
    it.answerer = slow
    with it.watcher() as w:
        turn(w)
    newest = (it.root / "ut" / "Budget - kontrollerad.xlsx").read_bytes()
    it.run()
    assert (it.root / "ut" / "Budget - kontrollerad.xlsx").read_bytes() == newest
    assert it.faults() == []


def test_an_original_moved_away_never_takes_anothers_place(tmp_path: Path) -> None:
    it = world(tmp_path, move=True)
    for data in (b"PK one", b"PK two", b"PK three"):
        it.drop("Budget.xlsx", data)
        it.run()
    assert list((it.root / "in").iterdir()) == []
    assert sorted(each.read_bytes() for each in (it.root / "behandlade").rglob("*.xlsx")) == [
        b"PK one", b"PK three", b"PK two",
    ]  # fmt: skip


def test_what_changed_after_it_was_answered_is_not_moved(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    it.run()
    it.move = True
    with it.watcher() as w, armed("settle.ok=EBUSY@1"):
        it.drop("Budget.xlsx", b"PK two")
        turn(w)
    assert (it.root / "in" / "Budget.xlsx").read_bytes() == b"PK two"


def test_retry_answers_again_by_the_register_of_now(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    it.run()
    (it.base / "register.yaml").write_bytes(b"x: 2\n")
    it.run()
    before = json.loads((it.root / "ut" / "detaljer" / "Budget" / "kvitto.json").read_bytes())
    journal, places = it.journal(), found(it.root, it.state).places
    retry(journal, places, "Budget.xlsx", rules_of(it.root, it.base / "register.yaml"), 0)
    with pytest.raises(NoSuchJob):
        retry(journal, places, "Annan.xlsx", rules_of(it.root, None), 0)
    journal.close()
    it.run()
    after = json.loads((it.root / "ut" / "detaljer" / "Budget" / "kvitto.json").read_bytes())
    assert before["rules"] != after["rules"]
    assert answers(it) == ["Budget - kontrollerad.xlsx"]


def test_a_register_that_is_wrong_makes_the_workbook_wait(tmp_path: Path) -> None:
    from trygg_excel.inbox.process import NotNow

    def wrong(_question: Question) -> Answered:
        raise NotNow(Text("Registret har fel.", "The register is wrong."))

    time, it = Ticking(), world(tmp_path, answerer=wrong)
    it.drop("Budget.xlsx", b"PK one")
    with it.watcher(patient(it, time)) as w:
        turned(w, time, 30)
        assert turn(w).went is Went.WAITING
    assert told(it) == {"Budget.xlsx": "Väntar"}
    assert "Registret har fel." in (it.root / "STATUS.html").read_text(encoding="utf-8")
    it.answerer = answered
    time.tick(300)
    it.run()
    assert it.faults() == []


def test_what_is_old_is_purged_and_what_lies_there_is_not_answered_again(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    it.drop("Borttagen.xlsx", b"PK two")
    it.run()
    (it.root / "in" / "Borttagen.xlsx").unlink()
    with it.watcher() as w:
        for _ in range(4):
            turn(w)
    journal, places = it.journal(), found(it.root, it.state).places
    later = 4_000_000_000.0
    rehearsed = purge(journal, places.blobs, later, rehearse=True)
    purged = purge(journal, places.blobs, later)
    journal.close()
    assert rehearsed == purged
    assert (purged.copies, purged.jobs) == (2, 1)
    assert list(places.blobs.iterdir()) == []
    del it.dropped["Borttagen.xlsx"]
    it.answerer = never
    it.run()
    assert told(it)["Budget.xlsx"] == "Utan anmärkning"
    it.answerer = answered
    it.drop("Borttagen.xlsx", b"PK three")  # its old answer is still known as ours
    it.run()
    assert answers(it) == ["Borttagen - kontrollerad.xlsx", "Budget - kontrollerad.xlsx"]


def test_the_hook_is_given_the_receipt(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    command = ("/bin/sh", "-c", f"cat > '{tmp_path}/kvitto.json'")
    with it.watcher(replace(it.settings(), hook=command)) as w:
        it.turns(w)
    assert json.loads((tmp_path / "kvitto.json").read_bytes())["file"] == "Budget.xlsx"


def test_metrics_are_told_when_asked_for(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    with it.watcher(replace(it.settings(), metrics=tmp_path / "trygg.prom")) as w:
        it.turns(w)
        assert w.beaten is not None
        w.beaten = None
        turn(w)
    said = (tmp_path / "trygg.prom").read_text(encoding="utf-8")
    assert 'trygg_inbox_jobs{state="done"} 1' in said


def test_a_page_that_is_empty_says_what_to_do(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.run()
    said = (it.root / "STATUS.html").read_text(encoding="utf-8")
    assert "Lägg en arbetsbok i mappen &#39;in&#39;" in said
    assert "<script" not in said
    assert status_page((), 0, "en").decode().count("http-equiv") == 2


def test_what_stirs_in_the_folder_is_told_at_once(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    woken = threading.Event()
    stirred(tmp_path, woken.set)
    for number in range(100):  # until the system listens
        (tmp_path / f"{number}.xlsx").touch()
        if woken.wait(0.1):
            break
    assert woken.is_set()


def test_names_are_names_on_any_system() -> None:
    for name in ("Budget.xlsx", "a/b", "..", ".xlsx", "\u200b.xlsx", "x" * 300):
        assert stem_of(name).strip()
        assert "/" not in copy_name(name)
        assert shown(name).isprintable()
