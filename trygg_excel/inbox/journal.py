"""The journal: what has happened to every file, in SQLite on the local disk. The only module that imports sqlite3.

`slots.py` and `jobs.py` say what is written in it. Each change is one transaction, on the disk when it is done, and
one watcher at a time makes one. Events are only ever added; each carries the hash of all before it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from trygg_excel.inbox.errors import JournalFailed

Row: TypeAlias = Mapping[str, Any]
_VERSION = 1
_BUSY_SECONDS = 60
_SCHEMA = """
CREATE TABLE slot (           -- a name in the drop folder
  name BLOB PRIMARY KEY,      -- as the system gives it
  state TEXT NOT NULL,        -- slots.State
  size INTEGER NOT NULL,
  signature TEXT,             -- of what was accepted; null: look again
  since REAL NOT NULL,        -- wall clock; of one to be looked at again, when
  opened_by TEXT,             -- the name in the owner file
  opened REAL,                -- wall clock: when the owner file was first seen
  job INTEGER                 -- of its newest content
);
CREATE TABLE job (            -- a content under a name, to be answered by a register and an engine
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name BLOB NOT NULL,
  sha TEXT NOT NULL,
  size INTEGER NOT NULL,
  rules TEXT NOT NULL,
  engine TEXT NOT NULL,
  arrived INTEGER NOT NULL,   -- the order of arrival
  state TEXT NOT NULL,        -- jobs.State
  crashes INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  looks INTEGER NOT NULL DEFAULT 0,
  owner TEXT,
  token INTEGER NOT NULL DEFAULT 0,
  lease REAL,                 -- steady clock
  retry REAL,                 -- wall clock
  verdict TEXT,
  counts TEXT,
  why TEXT,                   -- JSON: sv, en
  main TEXT,                  -- the file to open, under ut/
  detail TEXT,                -- the folder of the rest, under ut/
  same_as BLOB,               -- the name of another file with the same content
  created REAL NOT NULL,
  done REAL,
  told INTEGER NOT NULL DEFAULT 1,  -- 0: the hook has yet to be run
  moved TEXT                  -- where the original was moved
);
CREATE INDEX job_state ON job (state);
CREATE INDEX job_sha ON job (sha);
CREATE INDEX job_name ON job (name, arrived);
CREATE TABLE published (      -- every file that was, or was to be, put into ut/
  path TEXT NOT NULL,
  sha TEXT NOT NULL,
  job INTEGER NOT NULL,
  PRIMARY KEY (path, sha, job)
);
CREATE TABLE event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  job INTEGER,
  name BLOB,
  what TEXT NOT NULL,
  detail TEXT NOT NULL,
  chain TEXT NOT NULL
);
"""


class Journal:
    """An open journal. Raises JournalFailed, and OSError with ENOSPC where the disk is full."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.fresh = False
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._told():
            self._db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
            self._db.row_factory = sqlite3.Row
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.execute("PRAGMA synchronous=FULL")
                self._prepare()
            except BaseException:
                self._db.close()  # else the spoilt file could not be moved away on Windows
                raise

    def _prepare(self) -> None:
        """Make the tables, unless another watcher has."""
        self._db.execute("BEGIN IMMEDIATE")
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version not in {0, _VERSION}:
            self._db.execute("ROLLBACK")
            raise JournalFailed(self.path, f"version {version}")
        if version == 0:
            self.fresh = True
            for each in _SCHEMA.split(";\n"):
                self._db.execute(each)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()

    def rows(self, sql: str, *values: object) -> list[Row]:
        with self._told():
            return [dict(each) for each in self._db.execute(sql, values)]

    def row(self, sql: str, *values: object) -> Row | None:
        found = self.rows(sql, *values)
        return found[0] if found else None

    def write(self, sql: str, *values: object) -> int:
        """Inside of a change; how many rows were written."""
        with self._told():
            return self._db.execute(sql, values).rowcount

    def add(self, sql: str, *values: object) -> int:
        """Inside of a change; the id of the row that was added."""
        with self._told():
            return self._db.execute(sql, values).lastrowid or 0

    @contextmanager
    def change(self) -> Iterator[None]:
        """All or nothing, and no other watcher writes meanwhile."""
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._told():
                self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def event(
        self, what: str, at: float, *, job: int | None = None, name: bytes | None = None, detail: str = ""
    ) -> None:
        """Inside of a change: tell what happened, in a word that never changes its meaning."""
        last = self.row("SELECT chain FROM event ORDER BY number DESC LIMIT 1")
        moment = datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
        chain = chained(last["chain"] if last else "", moment, job, what, detail)
        self.write(
            "INSERT INTO event (at, job, name, what, detail, chain) VALUES (?, ?, ?, ?, ?, ?)",
            moment, job, name, what, detail, chain,
        )  # fmt: skip

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            if getattr(problem, "sqlite_errorname", "") == "SQLITE_FULL":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path)) from problem
            raise JournalFailed(self.path, str(problem)) from problem


def chained(before: str, at: str, job: int | None, what: str, detail: str) -> str:
    """What an event carries: the hash of itself and of all events before it, but for names, which may be purged."""
    told = "\0".join((before, at, str(job), what, detail))
    return hashlib.sha256(told.encode()).hexdigest()
