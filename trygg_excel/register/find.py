"""Which register applies to a path: the one named, else trygg.toml or schemas/ found upwards, else none (design 4)."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from trygg_excel.errors import PathMissing, RegisterError
from trygg_excel.finding import Text
from trygg_excel.register.book_file import is_book
from trygg_excel.register.yaml_file import MAX_BYTES

_TOP_KEY = re.compile(r"""^["']?(\w+)["']?[ \t]*:""", re.MULTILINE)


def find_register(path: Path, named: Path | None = None) -> Path | None:
    """The register for the workbook or folder `path`, None when there is none.

    Raises PathMissing when the one named is not there, RegisterError when it cannot be told which applies.
    """
    if named is not None:
        if not named.exists():
            raise PathMissing(named)
        return named
    return found_above(path.resolve())


def found_above(folder: Path) -> Path | None:
    """The register of a folder whose path is resolved, as `find_register`."""
    for each in (folder, *folder.parents):
        settings, schemas = each / "trygg.toml", each / "schemas"
        found = (may_be_there(settings) and _in_settings(settings)) or (may_be_there(schemas) and _in_schemas(schemas))
        if found:
            return found
    return None


def may_be_there(path: Path) -> bool:
    """Whether something stands at a path, or it may not be told. In most folders nothing does, which is soon seen."""
    try:
        os.lstat(path)
    except OSError as error:
        return not isinstance(error, FileNotFoundError | NotADirectoryError)
    return True


def _in_settings(settings: Path) -> Path | None:
    """What trygg.toml says under `register`; a relative path counts from where trygg.toml stands."""
    if not _is_there(settings, Path.is_file):
        return None
    try:
        register = tomllib.loads(settings.read_text(encoding="utf-8-sig")).get("register")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegisterError(settings, "trygg.toml", _no_toml(error)) from error
    if register is None:
        return None
    target = settings.parent / register if isinstance(register, str) else None
    if target is None or not target.is_file():
        raise RegisterError(settings, "register", _names_nothing(register))
    return target


def _in_schemas(folder: Path) -> Path | None:
    if not _is_there(folder, Path.is_dir):
        return None
    files = sorted(file for pattern in ("*.yaml", "*.yml", "*.xlsx") for file in folder.glob(pattern) if file.is_file())
    found = [file for file in files if _is_register(file)]
    if len(found) > 1:
        raise RegisterError(folder, ", ".join(file.name for file in found), _several())
    return found[0] if found else None


def _is_register(file: Path) -> bool:
    """By its top keys alone, so that a broken register is still found and loading it says what is wrong.

    A workbook among the schemas is a register, unless it is what Excel leaves beside one that is open.
    """
    if is_book(file):
        return not file.name.startswith("~$")
    with file.open("rb") as opened:
        head = opened.read(MAX_BYTES).decode("utf-8", "replace")
    keys = set(_TOP_KEY.findall(head))
    return {"schema_version", "programmes"} <= keys and "schema_type" not in keys


def _is_there(path: Path, kind: Callable[[Path], bool]) -> bool:
    try:
        return kind(path)
    except OSError as error:
        raise RegisterError(path, path.name, _may_not_look()) from error


def _no_toml(error: Exception) -> Text:
    return Text(
        f"filen kan inte tolkas som TOML ({error}). Rätta den.",
        f"the file is no valid TOML ({error}). Correct it.",
    )


def _names_nothing(register: object) -> Text:
    return Text(
        f"'{register}' är ingen fil. Skriv registrets sökväg, räknad från mappen där trygg.toml ligger.",
        f"'{register}' is no file. Write the register's path, counted from the folder of trygg.toml.",
    )


def _several() -> Text:
    return Text(
        "mappen innehåller flera register. Ange vilket som gäller med --register, eller i trygg.toml.",
        "the folder holds several registers. Say which applies with --register, or in trygg.toml.",
    )


def _may_not_look() -> Text:
    return Text(
        "platsen får inte läsas, så det går inte att avgöra vilket register som gäller. Ange det med --register.",
        "this place may not be read, so it cannot be told which register applies. Name it with --register.",
    )
