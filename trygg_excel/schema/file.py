"""A schema of schemas/*.yaml, refused where pandera would pass over a slip: it ignores keys it does not know."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from trygg_excel.errors import RegisterError
from trygg_excel.finding import Text
from trygg_excel.register.load import register_error
from trygg_excel.register.problem import Problem
from trygg_excel.register.yaml_file import Document, read_yaml
from trygg_excel.schema.rules import RULES, Rule

_RULES = {rule.name: rule for rule in RULES}
_TOP_KEYS = ("schema_type", "version", "title", "description", "strict", "columns", "checks")
_COLUMN_KEYS = ("title", "description", "dtype", "nullable", "required", "checks")


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """`text` is what pandera reads; `titles` the columns' Swedish names; `figures` what each (column, check) is given.

    A check between columns has the column ''. `columns` and `strict` are as written.
    """

    path: Path
    text: str
    titles: dict[str, str]
    figures: dict[tuple[str, str], dict[str, object]]
    columns: dict[str, dict[str, object]]
    strict: object


def read_schema(path: Path, built_in: Collection[str]) -> SchemaFile:
    """The schema at `path`. `built_in`: pandera's own checks, allowed beside ours. Raises RegisterError."""
    document = Document(None)
    try:
        raw, document = read_yaml(path)
        top = _keys(document.value, "", _TOP_KEYS)
        columns = {
            name: _keys(column, f"columns.{name}", _COLUMN_KEYS)
            for name, column in _keys(top.get("columns"), "columns", None).items()
        }
        figures = _figures("", top.get("checks"), "checks", built_in)
        for name, column in columns.items():
            figures |= _figures(name, column.get("checks"), f"columns.{name}.checks", built_in)
    except Problem as problem:
        raise register_error(path, problem, document) from problem
    except OSError as error:
        raise RegisterError(path, path.name, _no_schema(path)) from error
    titles = {name: str(column.get("title") or name) for name, column in columns.items()}
    return SchemaFile(path, raw.decode("utf-8-sig"), titles, figures, columns, top.get("strict"))


def _keys(value: object, at: str, known: tuple[str, ...] | None) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Problem(at, "här ska stå 'namn: värde', en per rad.", "here should stand 'name: value', one a line.")
    for key in value:
        if known is not None and key not in known:
            raise Problem(
                f"{at}.{key}" if at else key,
                f"uppgiften är okänd här. Här kan stå: {', '.join(known)}.",
                f"the key is unknown here. Known here: {', '.join(known)}.",
            )
    return value


def _figures(
    column: str, checks: object, at: str, built_in: Collection[str]
) -> dict[tuple[str, str], dict[str, object]]:
    found = {}
    for name, given in _keys({} if checks is None else checks, at, None).items():
        figures = given if isinstance(given, dict) else {}
        if name in _RULES:
            _check_given(_RULES[name], figures, f"{at}.{name}")
        elif name not in built_in:
            raise Problem(
                f"{at}.{name}",
                f"kontrollen '{name}' är inte registrerad. Rätta namnet, eller lägg till den i schema_rules.py.",
                f"the check '{name}' is not registered. Correct its name, or add it to schema_rules.py.",
            )
        found[column, name] = figures
    return found


def _check_given(rule: Rule, figures: dict[str, object], at: str) -> None:
    if sorted(figures) != sorted(rule.figures):
        needed = ", ".join(rule.figures)
        raise Problem(
            at,
            f"kontrollen ska ha uppgifterna {needed}." if needed else "kontrollen har inga uppgifter. Skriv {}.",
            f"the check should be given {needed}." if needed else "the check takes nothing. Write {}.",
        )


def _no_schema(path: Path) -> Text:
    return Text(
        f"schemat finns inte eller får inte läsas. Lägg tillbaka {path.name}; ett exempel följer med programmet.",
        f"the schema is not there or may not be read. Put {path.name} back; an example comes with the program.",
    )
