"""The journal by itself: what is written is there, all or nothing, in order, and told when it cannot be."""

from __future__ import annotations

import errno
import hashlib
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from trygg_excel.inbox.errors import JournalFailed
from trygg_excel.inbox.journal import Journal, chained

INSERT = "INSERT INTO slot (name, state, size, since) VALUES (?, ?, ?, ?)"
NOON = 1_774_008_000.0  # 2026-03-20 12:00 UTC


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "läge" / "journal.db")


def test_a_new_journal_is_fresh_and_an_opened_one_is_not(tmp_path: Path) -> None:
    first = Journal(tmp_path / "nytt" / "djupt" / "journal.db")
    first.close()
    again = Journal(first.path)
    assert (first.fresh, again.fresh) == (True, False)
    again.close()
    with pytest.raises(JournalFailed):
        again.rows("SELECT 1")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_nobody_else_may_look_into_its_folder(journal: Journal) -> None:
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


def test_it_is_kept_so_that_a_power_cut_takes_nothing(journal: Journal) -> None:
    assert journal.row("PRAGMA journal_mode") == {"journal_mode": "wal"}
    assert journal.row("PRAGMA synchronous") == {"synchronous": 2}
    assert journal.row("PRAGMA user_version") == {"user_version": 1}
    assert journal.row("PRAGMA busy_timeout") == {"timeout": 60_000}


def test_a_journal_of_another_version_is_left_alone(journal: Journal) -> None:
    journal.write("PRAGMA user_version = 2")
    journal.close()
    before = journal.path.read_bytes()
    with pytest.raises(JournalFailed, match="version 2"):
        Journal(journal.path)
    assert journal.path.read_bytes() == before


def test_rows_are_found_as_they_were_written(journal: Journal) -> None:
    with journal.change():
        assert journal.write(INSERT, b"a.xlsx", "SEEN", 3, NOON) == 1
        assert journal.write(INSERT, b"b.xlsx", "SEEN", 4, NOON) == 1
    assert journal.write("UPDATE slot SET state = 'GONE'") == 2
    assert [(each["name"], each["size"]) for each in journal.rows("SELECT * FROM slot ORDER BY size")] == [
        (b"a.xlsx", 3), (b"b.xlsx", 4),
    ]  # fmt: skip
    assert journal.row("SELECT size FROM slot WHERE name = ?", b"b.xlsx") == {"size": 4}
    assert journal.row("SELECT size FROM slot WHERE name = ?", b"c.xlsx") is None
    assert journal.row("SELECT size FROM slot ORDER BY size") == {"size": 3}


def test_what_is_added_gets_a_number_of_its_own(journal: Journal) -> None:
    told = "INSERT INTO event (at, what, detail, chain) VALUES ('', 'SEEN', '', '')"
    with journal.change():
        assert [journal.add(told), journal.add(told)] == [1, 2]
    assert journal.add("UPDATE slot SET size = 1") in {0, 2}  # nothing was added


def test_a_change_that_breaks_leaves_nothing(journal: Journal) -> None:
    def broken() -> None:
        with journal.change():
            journal.write(INSERT, b"a.xlsx", "SEEN", 3, NOON)
            raise RuntimeError("strömavbrott")

    with pytest.raises(RuntimeError, match="strömavbrott"):
        broken()
    assert journal.rows("SELECT * FROM slot") == []
    with journal.change():
        journal.write(INSERT, b"a.xlsx", "SEEN", 3, NOON)
    assert len(journal.rows("SELECT * FROM slot")) == 1


def test_a_change_that_has_ended_by_itself_is_told_as_what_it_was(journal: Journal) -> None:
    def ended() -> None:
        with journal.change():
            journal.write("ROLLBACK")
            raise RuntimeError("sedan")

    with pytest.raises(RuntimeError, match="sedan"):
        ended()


def test_another_watcher_sees_only_what_is_done(journal: Journal) -> None:
    other = Journal(journal.path)
    with journal.change():
        journal.write(INSERT, b"a.xlsx", "SEEN", 3, NOON)
        assert other.rows("SELECT * FROM slot") == []
        other.write("PRAGMA busy_timeout = 0")
        with pytest.raises(JournalFailed, match="locked"), other.change():
            pass
    assert len(other.rows("SELECT * FROM slot")) == 1


def test_events_are_chained_by_all_but_their_names(journal: Journal) -> None:
    with journal.change():
        journal.event("SEEN", NOON, name=b"a.xlsx")
        journal.event("ACCEPTED", NOON + 1, job=7, name=b"a.xlsx", detail="sha")
    first, second = journal.rows("SELECT * FROM event ORDER BY number")
    assert (first["at"], first["what"], first["job"], first["name"], first["detail"]) == (
        "2026-03-20T12:00:00+00:00", "SEEN", None, b"a.xlsx", "",
    )  # fmt: skip
    assert (second["at"], second["job"], second["detail"]) == ("2026-03-20T12:00:01+00:00", 7, "sha")
    assert first["chain"] == chained("", first["at"], None, "SEEN", "")
    assert second["chain"] == chained(first["chain"], second["at"], 7, "ACCEPTED", "sha")
    whole = "\0".join((first["chain"], second["at"], "7", "ACCEPTED", "sha"))
    assert second["chain"] == hashlib.sha256(whole.encode()).hexdigest()


def test_a_full_disk_is_told_as_such(journal: Journal) -> None:
    """SQLite may use no more pages than it has: what a full disk tells."""
    (pages,) = journal.row("PRAGMA page_count") or {"page_count": 0}.values()
    journal.write(f"PRAGMA max_page_count = {pages if isinstance(pages, int) else 1}")
    with pytest.raises(OSError, match=r"journal\.db") as full:
        journal.write(INSERT, b"x" * 100_000, "SEEN", 3, NOON)
    assert full.value.errno == errno.ENOSPC
    assert isinstance(full.value.__cause__, sqlite3.Error)


def test_what_sqlite_will_not_do_is_told_with_its_file(journal: Journal) -> None:
    with pytest.raises(JournalFailed, match="no such table"):
        journal.rows("SELECT * FROM nowhere")
    with journal.change():
        journal.write(INSERT, b"a.xlsx", "SEEN", 3, NOON)
        with pytest.raises(JournalFailed, match="UNIQUE"):
            journal.write(INSERT, b"a.xlsx", "SEEN", 3, NOON)
