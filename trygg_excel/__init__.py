"""Budget workbooks read as they are, held against what was decided, and explained."""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

_PUBLIC = {
    "Budget": "trygg_excel.budget",
    "Check": "trygg_excel.checking",
    "Comparison": "trygg_excel.comparison",
    "Reconciliation": "trygg_excel.reconciliation",
    "Register": "trygg_excel.register",
    "TryggError": "trygg_excel.errors",
    "check": "trygg_excel.api",
    "compare": "trygg_excel.api",
    "load_register": "trygg_excel.api",
    "read": "trygg_excel.api",
    "reconcile": "trygg_excel.api",
    "report": "trygg_excel.api",
}
__all__ = [*_PUBLIC, "__version__"]  # noqa: PLE0604  the names are the mapping's


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: `import trygg_excel` alone costs nothing."""
    if name not in _PUBLIC:
        message = f"module 'trygg_excel' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
