"""Budget workbooks read as they are, held against what was decided, and explained.

import trygg_excel as te

budget = te.read("budget.xlsx")
te.check(budget).findings
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trygg_excel.api import check, compare, load_register, reconcile, report
    from trygg_excel.batch import report_many, run_many
    from trygg_excel.budget import Budget, read
    from trygg_excel.checking import Check
    from trygg_excel.comparing.comparison import Comparison
    from trygg_excel.errors import TryggError
    from trygg_excel.ledger.read import read_ledger
    from trygg_excel.ledger_facts import Ledger
    from trygg_excel.next_year import template
    from trygg_excel.reconciliation import Reconciliation
    from trygg_excel.register import Register
    from trygg_excel.reported import Reported
    from trygg_excel.reported_month import ReportedMonth, report_month
    from trygg_excel.writeback.annotate import annotate
    from trygg_excel.writeback.receipt import Receipt

__version__ = "0.1.0"

__all__ = [
    "Budget",
    "Check",
    "Comparison",
    "Ledger",
    "Receipt",
    "Reconciliation",
    "Register",
    "Reported",
    "ReportedMonth",
    "TryggError",
    "__version__",
    "annotate",
    "check",
    "compare",
    "load_register",
    "read",
    "read_ledger",
    "reconcile",
    "report",
    "report_many",
    "report_month",
    "run_many",
    "template",
]
_HOMES = {
    "annotate": "writeback.annotate",
    "read": "budget",
    "read_ledger": "ledger.read",
    "report_many": "batch",
    "report_month": "reported_month",
    "run_many": "batch",
    "template": "next_year",
    "Budget": "budget",
    "Check": "checking",
    "Comparison": "comparing.comparison",
    "Ledger": "ledger_facts",
    "Receipt": "writeback.receipt",
    "Reconciliation": "reconciliation",
    "Register": "register",
    "Reported": "reported",
    "ReportedMonth": "reported_month",
    "TryggError": "errors",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: `import trygg_excel` alone costs nothing."""
    if name not in __all__:
        message = f"module 'trygg_excel' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"trygg_excel.{_HOMES.get(name, 'api')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
