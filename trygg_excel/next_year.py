"""`te.template`: next years' workbook from the register, written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from trygg_excel.errors import AlreadyThere, WrongUsage
from trygg_excel.finding import Text
from trygg_excel.register import Register
from trygg_excel.run import register_for
from trygg_excel.writing import write_file

_NO_REGISTER = Text(
    "Mallen görs av registret, och inget hittades. Ange det med --register (i Python: register=). Ett att börja från "
    "får du med trygg demo.",
    "The template is made from the register, and none was found. Name it with --register (in Python: register=). "
    "trygg demo gives one to begin from.",
)
_SUFFIX = Text("Arbetsboken ska heta något på .xlsx.", "The workbook's name should end with .xlsx.")


def template(
    out: str | Path,
    years: Sequence[int],
    register: str | Path | Register | None = None,
    *,
    replace: bool = False,
) -> Path:
    """Write a workbook to fill in with the budget of `years`, from the register; where it was written.

    One row per programme of the package, a column per year, in the register's unit. `register` is one that is loaded,
    or its path; else the one found above `out`. Raises WrongUsage where there is no register, no programme or no year,
    AlreadyThere for a file that is there unless `replace`, Unwritable when the disk says no.

    >>> from tempfile import TemporaryDirectory
    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> register = te.load_register(example_folder("schemas") / "trygghetspaketet.yaml")
    >>> with TemporaryDirectory() as folder:
    ...     te.template(f"{folder}/budget-2023.xlsx", (2023, 2024), register).name
    'budget-2023.xlsx'
    """
    from trygg_excel.reporting.template import template_of
    from trygg_excel.reporting.xlsx import render_template

    target = Path(out)
    if target.suffix.lower() != ".xlsx":
        raise WrongUsage(_SUFFIX)
    held = register if isinstance(register, Register) else _loaded(target, register)
    if target.exists() and not replace:
        raise AlreadyThere(target)
    buffer = BytesIO()
    render_template(template_of(held, years), buffer)
    write_file(target, buffer.getvalue(), [held.file])
    return target


def _loaded(target: Path, named: str | Path | None) -> Register:
    """The one named, else the one above the workbook to be, else the one above where we stand."""
    if named is not None:
        return _sure(register_for([], Path(named)))
    return _sure(register_for([target], None) or register_for([Path("here").absolute()], None))


def _sure(found: Register | None) -> Register:
    if found is None:
        raise WrongUsage(_NO_REGISTER)
    return found
