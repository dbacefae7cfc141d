"""A register file -> Register, or one RegisterError that says where and what to do."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from trygg_excel.errors import PathMissing, RegisterError
from trygg_excel.finding import Text, text
from trygg_excel.register.book_file import is_book, load_book
from trygg_excel.register.build import build
from trygg_excel.register.model import Register
from trygg_excel.register.problem import Problem
from trygg_excel.register.problems import problems_of
from trygg_excel.register.yaml_file import Document, read_yaml

SCHEMA_VERSION = 1


def load_register(path: Path) -> Register:
    """The register in the YAML file or workbook at `path`; `file` is `path` as given.

    Raises PathMissing and RegisterError; a workbook that is no workbook is Unreadable.
    """
    return load_book(path)[0] if is_book(path) else _load_yaml(path)


def _load_yaml(path: Path) -> Register:
    document = Document(None)
    try:
        raw, document = read_yaml(path)
        return _register(document, str(path), sha256(raw).hexdigest())
    except Problem as problem:
        raise register_error(path, problem, document) from problem
    except FileNotFoundError as error:
        raise PathMissing(path) from error
    except OSError as error:
        raise RegisterError(path, path.name, _cannot_read(error)) from error


def register_error(path: Path, problem: Problem, document: Document) -> RegisterError:
    """The problem with its file and, where known, its line."""
    line = problem.line or document.line(problem.at)
    why = text("rad {line}: {why}", "line {line}: {why}", line=line, why=problem.why) if line else problem.why
    return RegisterError(path, problem.at or path.name, why)


def _register(document: Document, file: str, digest: str) -> Register:
    table = document.value
    if isinstance(table, dict):
        _check_version(table)
        table = {name: value for name, value in table.items() if name != "schema_version"}
    register = build(Register, table, file=file, digest=digest)
    for problem in problems_of(register):
        raise problem
    return register


def _check_version(table: dict[str, object]) -> None:
    version = table.get("schema_version")
    if type(version) is int and version == SCHEMA_VERSION:
        return
    found, wanted = "–" if version is None else version, f"'schema_version: {SCHEMA_VERSION}'"
    raise Problem(
        "schema_version",
        f"versionen är {found} men ska vara {SCHEMA_VERSION}. Skriv {wanted}, eller uppgradera programmet.",
        f"the version is {found} but should be {SCHEMA_VERSION}. Write {wanted}, or upgrade the program.",
    )


def _cannot_read(error: OSError) -> Text:
    reason = error.strerror or type(error).__name__
    return Text(
        f"filen kunde inte läsas ({reason}). Kontrollera att det är en fil och att du får läsa den.",
        f"the file could not be read ({reason}). Check that it is a file and that you may read it.",
    )
