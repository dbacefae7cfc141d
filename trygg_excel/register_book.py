"""The register as the bytes of a workbook that loads again as the very same register."""

from __future__ import annotations

import tempfile
from dataclasses import fields, replace
from pathlib import Path

from trygg_excel.errors import WrongUsage
from trygg_excel.finding import text
from trygg_excel.register import Register, load_register
from trygg_excel.register.memory import MEMORY, accept_notes


def kept_book_bytes(register: Register) -> bytes:
    """The workbook. What a cell cannot hold (a line break inside a name) is told by WrongUsage, never lost."""
    data = book_bytes(register)
    _check_kept(register, data)
    return data


def book_bytes(register: Register) -> bytes:
    """The workbook, with what is accepted beside the register shown on its last sheet."""
    from io import BytesIO

    from trygg_excel.reporting.register_workbook import register_form
    from trygg_excel.reporting.xlsx import render_form

    buffer = BytesIO()
    accepted = accept_notes(Path(register.file).parent / MEMORY) if register.file else ()
    render_form(register_form(register, [each.shown() for each in accepted]), buffer)
    return buffer.getvalue()


def _check_kept(register: Register, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        path.write_bytes(data)
        kept = load_register(path)
    if replace(kept, file=register.file, digest=register.digest) != register:
        own = (each.name for each in fields(register) if each.name not in {"file", "digest"})
        where = next(name for name in own if getattr(kept, name) != getattr(register, name))
        raise WrongUsage(
            text(
                "En text under '{where}' går inte att skriva i en cell utan att ändras: den har radbrytning, "
                "blanktecken i kanten eller är för lång. Rätta den i '{file}'.",
                "A text under '{where}' cannot stand in a cell unchanged: it holds a line break, blanks at its ends or "
                "is too long. Correct it in '{file}'.",
                where=where, file=register.file,
            )
        )  # fmt: skip
