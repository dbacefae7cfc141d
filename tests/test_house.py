"""The house rules: who may import what, how long a file may be, and what the public names are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import trygg_excel

PACKAGE = Path(trygg_excel.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each foreign library, and the modules that may import it. A second name is a decision, not a habit.
MAY_IMPORT = {
    "lxml": {"package/markup.py"},
    "zipfile": {"package/*"},
    "yaml": {"register/yaml_file.py"},
    "pandera": {"schema/__init__.py"},
    "xlsxwriter": {"reporting/xlsx_book.py", "reporting/xlsx_worksheet.py"},
    "holidays": {"month/calendar.py"},
    "jinja2": {"reporting/html.py", "inbox/status_page.py"},
    "typst": {"reporting/pdf.py"},
    "rich": {"cli/table.py", "cli/progress.py"},
    "typer": {"cli/*"},
    "pandas": {"frame.py", "budget.py", "schema/*.py", "register/frames.py", "notebook/*.py"},
    "matplotlib": {"notebook/figures.py"},
    "distributed": {"batch/cluster.py"},
    "openpyxl": set(),
    "python_calamine": set(),
    "numpy": set(),
    "sqlite3": {"inbox/journal.py"},
    "watchfiles": {"inbox/wake.py"},
}
LONGEST_FILE = 400


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("library", MAY_IMPORT)
def test_a_foreign_library_is_imported_where_it_lives(library: str) -> None:
    users = {
        module.relative_to(PACKAGE).as_posix()
        for module in MODULES
        if any(name.split(".")[0] == library for name in imported(module))
    }
    strangers = {each for each in users if not any(Path(each).match(rule) for rule in MAY_IMPORT[library])}
    assert strangers == set()


def test_no_other_foreign_library_has_crept_in() -> None:
    import sys

    known = set(MAY_IMPORT) | set(sys.stdlib_module_names) | {"trygg_excel"}
    found = {name.split(".")[0] for module in MODULES for name in imported(module)}
    assert found - known == set()


PURE = (
    "layout",
    "controls",
    "fact.py",
    "finding.py",
    "money.py",
    "tolerance.py",
    "comparing/bridge.py",
    "comparing/comparison.py",
    "comparing/versions.py",
    "comparing/programme_marks.py",
    "explain.py",
    "held.py",
    "confirming/confirm.py",
    "confirming/doubts.py",
    "family.py",
    "formulas.py",
    "confirming/proposals.py",
    "accepting/accept.py",
    "accepting/acceptance.py",
    "accepting/answers.py",
    "lineage.py",
    "unseen.py",
    "comparing/largest.py",
    "comparing/signs.py",
    "comparing/budget_table.py",
    "following_up/table.py",
    "month/answers.py",
    "month/budgets.py",
    "month/findings.py",
    "month/line.py",
    "month/make.py",
    "month/origins.py",
    "month/outcomes.py",
    "month/period.py",
    "month/phasing.py",
    "month/said.py",
    "month/source.py",
    "month/stated.py",
    "month/versions.py",
)
OPENS_FILES = {"reading", "writing", "publish", "inputs", "tempfile", "os", "zipfile"}


def test_the_core_opens_no_files() -> None:
    for module in MODULES:
        place = module.relative_to(PACKAGE).as_posix()
        if place.startswith(PURE):
            own = {name.removeprefix("trygg_excel.").split(".")[0] for name in imported(module)}
            assert own & OPENS_FILES == set(), place


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.relative_to(PACKAGE).as_posix())
def test_a_file_is_one_thing(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert module.stem not in {"utils", "helpers", "common", "misc", "manager"}


def test_the_public_names() -> None:
    assert sorted(trygg_excel.__all__) == [
        "Budget", "Check", "Comparison", "Ledger", "Receipt", "Reconciliation", "Register", "Reported",
        "ReportedMonth", "TryggError", "__version__", "annotate", "check", "compare", "load_register", "read",
        "read_ledger", "reconcile", "report", "report_many", "report_month", "run_many", "template",
    ]  # fmt: skip
    for name in trygg_excel.__all__:
        assert getattr(trygg_excel, name) is not None
    # A module of a public name would take its place once it is imported.
    modules = {module.stem for module in PACKAGE.glob("*.py")} | {
        each.name for each in PACKAGE.iterdir() if each.is_dir()
    }
    assert modules & set(trygg_excel.__all__) == set()
    with pytest.raises(AttributeError):
        trygg_excel.nonsense  # noqa: B018


def test_importing_the_package_is_light() -> None:
    import subprocess
    import sys

    heavy = {"pandas", "pandera", "xlsxwriter", "lxml", "typst", "jinja2"}
    code = f"import trygg_excel, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
