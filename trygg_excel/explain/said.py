"""Causes in words: what probably happened, in which cell, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from trygg_excel.explain.formulas import FormulaFault
from trygg_excel.explain.moves import Move
from trygg_excel.explain.rows import RowCause
from trygg_excel.explain.slips import Slip
from trygg_excel.fact import Fact
from trygg_excel.finding import Cause, CauseKind, Source, Text, listed, text
from trygg_excel.identities import Identity
from trygg_excel.workbook import address, place

_SLIPS = {
    CauseKind.SWAPPED_DIGITS: (
        "{cell} ({label}) kan ha omkastade siffror: {found} bör vara {right}.",
        "{cell} ({label}) may have swapped digits: {found} should be {right}.",
    ),
    CauseKind.WRONG_SIGN: (
        "{cell} ({label}) kan ha fel tecken: {found} bör vara {right}.",
        "{cell} ({label}) may have the wrong sign: {found} should be {right}.",
    ),
    CauseKind.NEIGHBOUR_COLUMN: (
        "{cell} ({label}) har samma belopp som {other}, {found}, och kan höra dit. Här bör det vara {right}.",
        "{cell} ({label}) has the same amount as {other}, {found}, and may belong there. Here it should be {right}.",
    ),
    CauseKind.PRIOR_YEAR: (
        "{cell} ({label}) kan ha kvar beloppet från {year} ({other}), {found}. Det bör vara {right}.",
        "{cell} ({label}) may still have the amount of {year} ({other}), {found}. It should be {right}.",
    ),
    CauseKind.SUBTOTAL_TWICE: (
        "{cell} räknar med både delsummor och deras rader: {found} bör vara {right}.",
        "{cell} counts both subtotals and their rows: {found} should be {right}.",
    ),
    CauseKind.TYPED_OVER: (
        "{cell} är inskriven, {found}, medan övriga summor har formel. Formeln skulle ge {right}.",
        "{cell} is typed, {found}, while the other sums have formulas. The formula would give {right}.",
    ),
    CauseKind.MISTYPED: (
        "Felet sitter troligen i {cell} ({label}): {found} bör vara {right}.",
        "The error is probably in {cell} ({label}): {found} should be {right}.",
    ),
}
_FACTOR = (
    "{cell} ({label}) är {n} gånger för {much}: {found} bör vara {right}.",
    "{cell} ({label}) is {n} times too {much}: {found} should be {right}.",
)
_MAYBE = (
    "Om felet sitter i {cell} ({label}) bör {found} vara {right}.",
    "If the error is in {cell} ({label}), {found} should be {right}.",
)
_ROWS = {
    CauseKind.DOUBLED_ROW: (
        "{named} står två gånger ({cells}), men är med en gång i summan.",
        "{named} stands twice ({cells}), but is counted once in the sum.",
    ),
    CauseKind.SUBTOTAL_TWICE: (
        "Summan räknar med både {named} ({cells}) och raderna under: {amount} är med två gånger.",
        "The sum counts both {named} ({cells}) and the rows under it: {amount} is counted twice.",
    ),
    CauseKind.HIDDEN_ROW: (
        "{named} ({cells}), {amount}, är dolda och inte med i summan.",
        "{named} ({cells}), {amount}, are hidden and not in the sum.",
    ),
    CauseKind.SHORT_RANGE: (
        "Det som fattas, {amount}, är just vad som står på {named} ({cells}). Den räknas kanske inte med i summan.",
        "What is missing, {amount}, is just what stands on {named} ({cells}). It may not be counted in the sum.",
    ),
    CauseKind.MISSING_ROW: (
        "En rad kan saknas ovanför summan: {cells} skiljer från raderna med belopp som inte står på någon rad.",
        "A row may be missing above the sum: {cells} differ from the rows by amounts that stand in no row.",
    ),
}  # fmt: skip


_FAULTS = {
    False: ("Formeln i {cell} omfattar inte {named}, {amount}.", "The formula in {cell} leaves out {named}, {amount}."),
    True: (
        "Formeln i {cell} räknar med både {named} och raderna under: {amount} är med två gånger.",
        "The formula in {cell} counts both {named} and the rows under it: {amount} is counted twice.",
    ),
}  # fmt: skip


def slip_cause(fact: Fact, slip: Slip, *, sure: bool) -> Cause:
    """What happened to one cell. `sure`: no other cell could be wrong by itself."""
    if slip.kind is CauseKind.MISTYPED and slip.is_telling:
        return digit_cause(fact, slip.right)
    templates = _SLIPS.get(slip.kind)
    if slip.kind is CauseKind.MISTYPED and not sure:
        templates = _MAYBE
    if slip.kind is CauseKind.WRONG_FACTOR or templates is None:
        templates = _FACTOR
    told = text(
        *templates, cell=fact.cell, label=fact.label, found=fact.money(fact.amount), right=fact.money(slip.right),
        other=slip.other.cell if slip.other else "", year=slip.other.year if slip.other else "",
        n=f"{abs(slip.factor):,}".replace(",", "\N{NO-BREAK SPACE}"),
        much=Text("stort", "large") if slip.factor > 0 else Text("litet", "small"),
    )  # fmt: skip
    return Cause(told.sv, told.en, slip.kind, (fact.source,), slip.right)


def digit_cause(fact: Fact, right: int) -> Cause:
    told = text(
        "Bara en siffra skiljer: {found} i {cell} kan vara ett skrivfel för {right}.",
        "Only one digit differs: {found} in {cell} may be a slip for {right}.",
        found=fact.money(fact.amount), cell=fact.cell, right=fact.money(right),
    )  # fmt: skip
    return Cause(told.sv, told.en, CauseKind.MISTYPED, (fact.source,), right)


_LOST_ONE = (
    "En rad kan saknas ovanför summan: {cells} skiljer {amount} från raderna, och det står inte på någon rad.",
    "A row may be missing above the sum: {cells} differs {amount} from the rows, which stands in no row.",
)  # fmt: skip
_GONE = (
    "Raden {label} ({cells} i {file}) fanns förra gången men inte nu. {wholes} skiljer från raderna med just dess "
    "belopp.",
    "The row {label} ({cells} in {file}) was there last time but is not now. {wholes} differ from the rows by just its "
    "amounts.",
)  # fmt: skip


def gone_cause(cause: RowCause) -> Cause:
    """A row of last time that the sum still counts."""
    first = cause.gone[0]
    told = text(
        *_GONE, label=first.label, cells=listed(each.cell for each in cause.gone), file=PurePath(first.file).name,
        wholes=listed(each.cell for each in cause.rows),
    )  # fmt: skip
    return Cause(told.sv, told.en, cause.kind, tuple(each.source for each in cause.rows))


def row_cause(cause: RowCause, whole: Fact, difference: int) -> Cause:
    if cause.gone:
        return gone_cause(cause)
    labels = dict.fromkeys(fact.label for fact in cause.rows if fact.label)
    one = cause.kind is CauseKind.MISSING_ROW and len(cause.rows) == 1
    told = text(
        *(_LOST_ONE if one else _ROWS[cause.kind]), named=listed(labels),
        cells=listed(fact.cell for fact in cause.rows), amount=whole.money(abs(difference)),
    )  # fmt: skip
    return Cause(told.sv, told.en, cause.kind, tuple(fact.source for fact in cause.rows))


def fault_cause(whole: Fact, fault: FormulaFault) -> Cause:
    named, amount = listed(f"{each.label} ({each.cell})" for each in fault.facts), _total(fault.facts)
    kind = CauseKind.SUBTOTAL_TWICE if fault.twice else CauseKind.SHORT_RANGE
    told = text(*_FAULTS[fault.twice], cell=whole.cell, named=named, amount=whole.money(amount))
    return Cause(told.sv, told.en, kind, (whole.source,), fault.right)


_MOVED = {
    True: (
        "{amount} kan ha hamnat på fel rad: det fattas i {there} ({lacking}) och är för mycket i {here} ({having}).",
        "{amount} may be in the wrong row: it is missing from {there} ({lacking}) and too much in {here} ({having}).",
    ),
    False: (
        "{amount} kan ha hamnat på fel rad: det fattas i den ena summan och är för mycket i den andra, till exempel i "
        "{there} ({lacking}) och {here} ({having}). Vilka rader det gäller syns inte här.",
        "{amount} may be in the wrong row: it is missing from one sum and too much in the other, for example in "
        "{there} ({lacking}) and {here} ({having}). Which rows it is cannot be told from this.",
    ),
}  # fmt: skip


def move_cause(move: Move) -> Cause:
    told = text(
        *_MOVED[move.only],
        amount=move.here.money(move.amount), here=move.here.cell, there=move.there.cell, lacking=move.there.label,
        having=move.here.label,
    )  # fmt: skip
    return Cause(told.sv, told.en, CauseKind.MOVED, (move.here.source, move.there.source))


def _total(facts: Sequence[Fact]) -> int:
    return sum(each.amount or 0 for each in facts)


def blank_cause(identity: Identity) -> Cause:
    """The one empty cell that would make the sum agree."""
    (at,) = identity.blank
    cell = address(*at)
    told = text(
        "{cell} är tom. Med {amount} där stämmer summan.", "{cell} is blank. With {amount} there the sum agrees.",
        cell=cell, amount=identity.whole.money(identity.difference),
    )  # fmt: skip
    source = Source(identity.whole.file, identity.whole.sheet, cell)
    return Cause(told.sv, told.en, CauseKind.MISSING_ROW, (source,), identity.difference)


def number_it(skipped: Sequence[Fact], whole: Fact, right: int) -> Text:
    """What to do with numbers that are written as text."""
    return text(
        "Skriv om {raw} som tal i {cells}, så blir summan i {cell} {right}.",
        "Write {raw} as a number in {cells}, and the sum in {cell} becomes {right}.",
        raw=" och ".join(each.raw for each in skipped), cells=", ".join(each.cell for each in skipped),
        cell=whole.cell, right=whole.money(right),
    )  # fmt: skip


def text_cause(skipped: Sequence[Fact]) -> Cause:
    cells = ", ".join(each.cell for each in skipped)
    told = text(
        "{cells} ({label}) är skrivet som text och räknas inte med av SUMMA.",
        "{cells} ({label}) is written as text and is not counted by SUM.", cells=cells, label=skipped[0].label,
    )  # fmt: skip
    return Cause(told.sv, told.en, CauseKind.TEXT_NUMBER, tuple(each.source for each in skipped))


def stale_cause(identity: Identity) -> Cause:
    whole = identity.whole
    told = text(
        "{cell} har kvar ett gammalt värde: formeln ger {right}. Arbetsboken är inte omräknad.",
        "{cell} still has an old value: its formula gives {right}. The workbook has not been recalculated.",
        cell=whole.cell, right=whole.money(identity.calculated),
    )  # fmt: skip
    return Cause(told.sv, told.en, CauseKind.STALE, (whole.source,), identity.calculated)


RECALCULATE = Text(
    "Räkna om arbetsboken i Excel (F9) och spara den.", "Recalculate the workbook in Excel (F9) and save it."
)


def typed_cause(identity: Identity) -> Cause:
    """What a formula would give in place of a typed sum that agrees."""
    told = text(
        "Formeln skulle ge {right} i {cell}.", "The formula would give {right} in {cell}.",
        right=identity.whole.money(identity.calculated), cell=identity.whole.cell,
    )  # fmt: skip
    return Cause(told.sv, told.en, CauseKind.TYPED_OVER, (identity.whole.source,), identity.calculated)


def formula_of(facts: Sequence[Fact]) -> Text | None:
    """'=SUMMA(C17:N17)' for cells that stand without a gap in a row or a column; None for others."""
    places = sorted(place(each.cell) for each in facts)
    (top, left), (bottom, right) = places[0], places[-1]
    if (top != bottom and left != right) or (bottom - top) + (right - left) + 1 != len(places):
        return None
    span = f"{address(top, left)}:{address(bottom, right)}"
    return Text(f"=SUMMA({span})", f"=SUM({span})")


def compute_it(identity: Identity, more: Sequence[Fact] = ()) -> Text:
    """What to write in a sum's cell so that the workbook adds it up itself."""
    formula = formula_of([*identity.parts, *more])
    if formula is None and more:
        cells = listed(each.cell for each in more)
        return text(
            "Ta med {cells} i formeln i {cell}.", "Count {cells} in the formula in {cell}.",
            cells=cells, cell=identity.whole.cell,
        )  # fmt: skip
    if formula is None or min(identity.signs) < 0:
        return text("Skriv formeln i {cell}.", "Write the formula in {cell}.", cell=identity.whole.cell)
    return text("Skriv {formula} i {cell}.", "Write {formula} in {cell}.", formula=formula, cell=identity.whole.cell)


def write_it(fact: Fact, right: int, whole: Fact, *, sure: bool = True) -> Text:
    """`sure`: nothing else would explain it as well."""
    if not sure:
        return text(
            "Kontrollera {cell}: är rätt belopp {right} stämmer summan i {total}.",
            "Check {cell}: if the right amount is {right}, the sum in {total} agrees.",
            right=fact.money(right), cell=fact.cell, total=whole.cell,
        )  # fmt: skip
    if fact.cell == whole.cell:
        return text("Skriv {right} i {cell}.", "Write {right} in {cell}.", right=fact.money(right), cell=fact.cell)
    return text(
        "Skriv {right} i {cell}, så stämmer summan i {total}.",
        "Write {right} in {cell}, and the sum in {total} agrees.",
        right=fact.money(right), cell=fact.cell, total=whole.cell,
    )  # fmt: skip
