"""Frames held against schemas/*.yaml by pandera, and what it says made findings. The only module that imports pandera.

pandera is imported inside the functions: the import costs more than reading most workbooks. The checks themselves stand
in schema_checks.py and what they say in schema_rules.py; here is only the translation.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trygg_excel.errors import RegisterError
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Text
from trygg_excel.register.frames import programmes_frame, years_frame
from trygg_excel.register.model import Register
from trygg_excel.schema.faults import Fault, findings_of
from trygg_excel.schema.file import SchemaFile, read_schema
from trygg_excel.schema.plain import surely_hold
from trygg_excel.schema.rules import BUILT_IN, MISSING_COLUMN, NULL, RULES, SURPLUS_COLUMN, WRONG_DTYPE

if TYPE_CHECKING:
    import pandas as pd

_CODES = {rule.name: rule.code for rule in RULES}
_AFTER = {rule.name: rule.after for rule in RULES}
_BY_REASON = {
    "COLUMN_NOT_IN_DATAFRAME": MISSING_COLUMN,
    "COLUMN_NOT_IN_SCHEMA": SURPLUS_COLUMN,
    "WRONG_DATATYPE": WRONG_DTYPE,
    "SERIES_CONTAINS_NULLS": NULL,
}
_COULD_NOT_RUN = "CHECK_ERROR"


def prepare() -> None:
    """Import pandera, before this process is divided into several."""
    _registered()


def facts_hold(facts: Collection[Fact], schema_folder: Path) -> bool:
    """Whether nothing in facts.yaml is broken, told without pandas and pandera; False where only they can tell."""
    path = schema_folder / "facts.yaml"
    try:
        return surely_hold(facts, _schema_at(path, _stamp(path), frozenset()))
    except RegisterError:
        return False  # it names a check of pandera's own, or cannot be used


def check_facts(frame: pd.DataFrame, schema_folder: Path) -> tuple[Finding, ...]:
    """What breaks facts.yaml in a facts frame (design 3) of any number of files, in the order of the rows.

    Where the frame itself is wrong (a column, a dtype) only that is said, with all its files. Raises RegisterError for
    a schema that cannot be used.
    """
    return _check(frame, schema_folder / "facts.yaml")


def check_register_frames(register: Register, schema_folder: Path) -> tuple[Finding, ...]:
    """What breaks programmes.yaml and years.yaml in a register. Raises RegisterError as check_facts does."""
    programmes = _check(programmes_frame(register), schema_folder / "programmes.yaml", register.file)
    return programmes + _check(years_frame(register), schema_folder / "years.yaml", register.file)


def _check(frame: pd.DataFrame, path: Path, file: str = "") -> tuple[Finding, ...]:
    frame = frame.reset_index(drop=True)  # faults are told by row number
    built_in = _registered()
    schema = _schema_at(path, _stamp(path), built_in)
    faults = _faults(frame, _pandera_schema(schema.text, path), path)
    structural = [each for each in faults if each.structural]
    return tuple(findings_of(structural or faults, frame, schema, file))


def _registered() -> frozenset[str]:
    """Make our checks known to pandera by name; returns the names of its own."""
    import pandera.pandas as pa
    from pandera import extensions

    for rule in RULES:
        if rule.name not in pa.Check.REGISTERED_CUSTOM_CHECKS:
            extensions.register_check_method(statistics=rule.figures)(rule.check)
    return frozenset(pa.Check.CHECK_FUNCTION_REGISTRY)


@lru_cache(maxsize=8)
def _schema_at(path: Path, stamp: tuple[int, int] | None, built_in: frozenset[str]) -> SchemaFile:
    """The schema at a path, read again when the file has changed: `stamp` tells."""
    del stamp
    return read_schema(path, built_in)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None  # reading it will say why
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _pandera_schema(text: str, path: Path) -> Any:
    """The schema of such a text, made once in a process; `path` is only where it came from."""
    import pandera.pandas as pa

    try:
        return pa.DataFrameSchema.from_yaml(text)
    except Exception as error:  # whatever pandera trips over is a fault of the file
        raise RegisterError(path, path.name, _not_pandera(error)) from error


def _faults(frame: pd.DataFrame, schema: Any, path: Path) -> list[Fault]:
    """Every fault once, row by row."""
    import pandera.pandas as pa
    from pandera.config import ValidationDepth, config_context

    try:
        # said aloud, since an environment variable can turn pandera off
        with (
            config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA),
            warnings.catch_warnings(),
        ):
            # older pandera gathers its errors, which we do not use gathered, in a way that older pandas warns of
            warnings.filterwarnings("ignore", "The behavior of DataFrame concatenation", FutureWarning)
            schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        found = [fault for error in errors.schema_errors for fault in _faults_of(error)]
        _refuse_broken_checks(errors.schema_errors, found, path)
        return sorted(_one_each(found), key=lambda each: (-1 if each.row is None else each.row, each.code, each.column))
    return []


def _faults_of(error: Any) -> Iterator[Fault]:
    """The faults in one of pandera's errors: a rule broken in any number of rows."""
    if error.reason_code.name == _COULD_NOT_RUN:
        return
    check = str(getattr(error.check, "name", None) or error.check)
    code = _CODES.get(check) or _BY_REASON.get(error.reason_code.name, BUILT_IN)
    column = getattr(error.schema, "name", None) or ""
    cases = error.failure_cases
    if code == WRONG_DTYPE:
        yield Fault(code, check, column, None)
    elif code in {MISSING_COLUMN, SURPLUS_COLUMN}:
        yield Fault(code, check, column, None, str(cases))
    else:
        # a rule between columns comes once for each column of the frame
        cases = cases.drop_duplicates("index")
        for row, value in zip(cases["index"], cases["failure_case"], strict=True):
            yield Fault(code, check, column, int(row), value)


def _one_each(faults: list[Fault]) -> Iterator[Fault]:
    """Of one cause in a row only the first: the same figure in two columns, or a rule that stands on a broken one."""
    broken = {(each.check, each.row) for each in faults}
    once = {(each.check, each.row, _figure(each)): each for each in reversed(faults)}
    for fault in once.values():
        if not any((check, fault.row) in broken for check in _AFTER.get(fault.check, ())):
            yield fault


def _figure(fault: Fault) -> str:
    return str(fault.value) if hasattr(fault.value, "__index__") else fault.column


def _refuse_broken_checks(errors: list[Any], found: list[Fault], path: Path) -> None:
    """On a wrong frame a check may well break; on a right one what the file gives it is at fault."""
    broken = [error for error in errors if error.reason_code.name == _COULD_NOT_RUN]
    if broken and not any(each.structural for each in found):
        name = str(getattr(broken[0].check, "name", None) or broken[0].check)
        raise RegisterError(path, name, _cannot_be_judged())


def _not_pandera(error: Exception) -> Text:
    return Text(
        f"pandera kan inte använda schemat ({error}). Rätta filen.",
        f"pandera cannot use the schema ({error}). Correct the file.",
    )


def _cannot_be_judged() -> Text:
    return Text(
        "kontrollen kan inte prövas med de uppgifter den har fått. Rätta dem i schemat.",
        "the check cannot be judged with what it is given. Correct it in the schema.",
    )
