"""The public interface: every name says its shapes, units and errors, with an example that holds."""

from __future__ import annotations

import doctest
import inspect
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

import trygg_excel as te
from tests.registers import small
from trygg_excel.errors import NotRead, TryggError

FUNCTIONS = (
    "annotate", "check", "compare", "load_register", "read", "read_ledger", "reconcile", "report", "report_many",
    "report_month", "run_many", "template",
)  # fmt: skip
RESULTS = ("Budget", "Check", "Comparison", "Receipt", "Reconciliation", "Register", "Reported", "ReportedMonth")
ROOT = Path(__file__).parents[1]
TABLE = ROOT / "workbooks" / "trygghetspaketet-jamforelse.xlsx"


def said(what: object) -> str:
    return inspect.getdoc(what) or ""


def test_every_public_name_is_a_function_a_result_or_the_error() -> None:
    named = {*FUNCTIONS, *RESULTS, "Ledger", "TryggError", "__version__"}
    assert named == set(te.__all__)
    assert issubclass(te.TryggError, TryggError)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_tells_its_errors_and_has_an_example(name: str) -> None:
    told = said(getattr(te, name))
    assert "Raises " in told
    assert ">>> " in told
    hints = inspect.signature(getattr(te, name))
    assert all(each.annotation is not inspect.Parameter.empty for each in hints.parameters.values())
    assert hints.return_annotation is not inspect.Signature.empty


def methods(name: str) -> Iterator[tuple[str, object]]:
    for attribute, held in inspect.getmembers(getattr(te, name)):
        if not attribute.startswith("_") and isinstance(held, FunctionType | property):
            yield attribute, held


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_and_all_it_can_do_is_told(name: str) -> None:
    assert said(getattr(te, name))
    own = [each for each, held in methods(name) if not said(held) and each not in {"keys", "items", "values", "get"}]
    assert own == []


@pytest.mark.parametrize("name", RESULTS)
def test_results_are_frozen(name: str) -> None:
    parameters: Any = vars(getattr(te, name))["__dataclass_params__"]
    assert parameters.frozen


def test_a_result_cannot_be_changed() -> None:
    register = small()
    with pytest.raises(FrozenInstanceError):
        register.label = "annat"  # type: ignore[misc]


EXAMPLES = (
    "trygg_excel.api", "trygg_excel.batch.many", "trygg_excel.budget", "trygg_excel.comparing.comparison",
    "trygg_excel.ledger.read", "trygg_excel.next_year", "trygg_excel.notebook.displayed",
    "trygg_excel.reported_month", "trygg_excel.writeback.annotate",
)  # fmt: skip


@pytest.mark.parametrize("module", EXAMPLES)
def test_the_examples_hold(module: str) -> None:
    tried = doctest.testmod(import_module(module), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried.attempted > 2
    assert tried.failed == 0


def test_a_register_may_be_given_by_its_path() -> None:
    budget = te.read(TABLE, isolate=False)
    named = str(ROOT / "schemas" / "trygghetspaketet.yaml")
    assert te.check(budget, named).findings == te.check(budget, te.load_register(named)).findings
    assert te.reconcile(budget, named).lines == te.reconcile(budget).lines


def test_the_types_are_for_others_to_use() -> None:
    assert (Path(te.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize("use", [te.check, te.compare, te.reconcile])
def test_a_path_where_a_read_workbook_is_asked_for_is_told_in_one_sentence(use: Callable[[Any], object]) -> None:
    with pytest.raises(NotRead, match=r"'budget.xlsx' är ingen läst arbetsbok. Läs den först: te.read"):
        use("budget.xlsx")
