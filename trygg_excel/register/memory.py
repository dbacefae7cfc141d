"""What the program itself remembers, beside the register: a line of JSON for each thing a person has confirmed.

Lines are only ever added, so that who confirmed what, and when, can be read afterwards; people edit the register.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias, TypeVar

from trygg_excel.accepting.acceptance import Acceptance, is_day
from trygg_excel.confirming.note import LayoutNote
from trygg_excel.errors import RegisterError, Unwritable
from trygg_excel.finding import Text, text
from trygg_excel.money import UNITS
from trygg_excel.register.build import build
from trygg_excel.register.find import find_register, found_above, may_be_there
from trygg_excel.register.load import load_register
from trygg_excel.register.model import Register
from trygg_excel.register.names_confirmed import NameNote, with_names
from trygg_excel.register.problem import Problem

MEMORY = "trygg-minne.jsonl"
SCHEMA_VERSION = 1
Note: TypeAlias = LayoutNote | Acceptance | NameNote
N = TypeVar("N", LayoutNote, Acceptance, NameNote)
_KINDS: dict[type, str] = {LayoutNote: "layout", Acceptance: "accept", NameNote: "name"}
_MOST_BYTES = 20_000_000
_TOO_LARGE = Text(
    "filen är större än 20 MB. Kontrollera att det är rätt fil.",
    "the file is larger than 20 MB. Check that it is the right file.",
)
_COLUMN = re.compile(r"[A-Z]{1,3}")
_NO_JSON = Text("raden är inte JSON.", "the line is no JSON.")
_OTHER_VERSION = Text(
    f"raden är inte av version {SCHEMA_VERSION}; kanske är programmet äldre än filen.",
    f"the line is not of version {SCHEMA_VERSION}; perhaps the program is older than the file.",
)
_REMEDY = Text(
    "Programmet skriver filen själv; ta bort raden och bekräfta på nytt.",
    "The program writes this file itself; remove the line and confirm anew.",
)


def memory_for(path: Path, register: Path | None = None) -> Path:
    """Where what is confirmed of the workbook at `path` is kept: beside its register, else beside the workbook.

    Without a register, a memory in a folder above goes for the folders in it. Raises as `find_register` does.
    """
    folders = path.resolve().parents
    found = find_register(folders[0], register) if register is not None else found_above(folders[0])
    if found is not None:
        return (found if found.is_dir() else found.parent) / MEMORY
    memories = [folder / MEMORY for folder in folders]
    return next((each for each in memories if may_be_there(each) and each.is_file()), memories[0])


def load_remembered(path: Path) -> Register:
    """The register at `path` with the names confirmed since it was written. Raises as `load_register` does."""
    return with_names(load_register(path), name_notes(path.parent / MEMORY))


def layout_notes(memory: Path) -> tuple[LayoutNote, ...]:
    """The layout notes in a memory, oldest first; none where there is no file. Raises RegisterError with the line."""
    return tuple(_notes(memory, LayoutNote))


def accept_notes(memory: Path) -> tuple[Acceptance, ...]:
    """The accepted findings in a memory, as `layout_notes`."""
    return tuple(_notes(memory, Acceptance))


def name_notes(memory: Path) -> tuple[NameNote, ...]:
    """The confirmed names in a memory, as `layout_notes`."""
    return tuple(_notes(memory, NameNote))


def remember(memory: Path, notes: Iterable[Note]) -> None:
    """Add notes to a memory; they are on the disk when it returns. Raises Unwritable."""
    lines = "".join(json.dumps(_record(each), ensure_ascii=False) + "\n" for each in notes)
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        with memory.open("a", encoding="utf-8", newline="\n") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Unwritable(memory, error.strerror or "?") from error


def _record(note: Note) -> dict[str, object]:
    """The note as plain values, without what it leaves open."""
    plain = {name: value for name, value in asdict(note).items() if value not in (None, False, "")}
    return {"schema_version": SCHEMA_VERSION, "kind": _KINDS[type(note)], **plain}


def _notes(memory: Path, cls: type[N]) -> Iterator[N]:
    """The notes of one kind; a line of another kind is for another reader."""
    for number, line in enumerate(_raw(memory).splitlines(), 1):
        record = _parsed(memory, number, line) if line.strip() else {}
        if record.pop("kind", None) == _KINDS[cls]:
            yield _note(memory, number, record, cls)


def _raw(memory: Path) -> bytes:
    try:
        with memory.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise RegisterError(memory, memory.name, _may_not_read(error)) from error
    if len(raw) > _MOST_BYTES:
        raise RegisterError(memory, memory.name, _TOO_LARGE)
    return raw


def _parsed(memory: Path, number: int, line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise _wrong(memory, number, _NO_JSON) from error
    if not isinstance(record, dict) or record.pop("schema_version", None) != SCHEMA_VERSION:
        raise _wrong(memory, number, _OTHER_VERSION)
    return record


def _note(memory: Path, number: int, record: dict[str, object], cls: type[N]) -> N:
    try:
        note = build(cls, record)
    except Problem as problem:
        why = Text(f"{problem.at}: {problem.why.sv}", f"{problem.at}: {problem.why.en}")
        raise _wrong(memory, number, why) from problem
    unfit = _unfit(note)
    if unfit is not None:
        raise _wrong(memory, number, unfit)
    return note


def _unfit(note: Note) -> Text | None:
    """What is wrong with a note that has the right form."""
    if isinstance(note, Acceptance):
        days = (each for each in (note.at[:10], note.until) if each is not None and not is_day(each))
        return next((Text(f"'{each}' är ingen dag.", f"'{each}' is no day.") for each in days), None)
    if isinstance(note, LayoutNote) and note.unit not in {None, *UNITS}:
        return Text(f"enheten '{note.unit}' är okänd.", f"the unit '{note.unit}' is unknown.")
    if isinstance(note, LayoutNote) and note.labels is not None and not _COLUMN.fullmatch(note.labels):
        return Text(f"'{note.labels}' är ingen kolumn.", f"'{note.labels}' is no column.")
    return None


def _wrong(memory: Path, number: int, why: Text) -> RegisterError:
    told = text("rad {line}: {why} {remedy}", "line {line}: {why} {remedy}", line=number, why=why, remedy=_REMEDY)
    return RegisterError(memory, memory.name, told)


def _may_not_read(error: OSError) -> Text:
    reason = error.strerror or type(error).__name__
    return Text(
        f"filen kunde inte läsas ({reason}). Se till att du får läsa den.",
        f"the file could not be read ({reason}). See that you may read it.",
    )
