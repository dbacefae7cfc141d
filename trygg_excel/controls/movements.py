"""Money moved between committees in the workbook itself, and who decided it (TRY-020, TRY-022)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trygg_excel.controls.control import EXACT, NO_AMOUNT, Control, answer, not_judged
from trygg_excel.fact import Fact, Measure, Role
from trygg_excel.finding import Cause, CauseKind, Finding, Result, Severity, Source, Text, listed, text
from trygg_excel.following_up.follow_up import Column
from trygg_excel.held import Held
from trygg_excel.layout.table import Table
from trygg_excel.money import total
from trygg_excel.register.model import AuthorityRule, ChangeKind, Decision, Register, Transfer
from trygg_excel.table_rows import is_exact
from trygg_excel.workbook import CellType

BALANCE, AUTHORITY = "TRY-020", "TRY-022"
_MOVED = re.compile(r"omfördel|omdispon|mellan nämnder", re.IGNORECASE)
_DIFFERENCE = re.compile(r"förändring|ändring|omfördel|omdispon|belopp", re.IGNORECASE)
_DECIDED = re.compile(r"§|\bdnr\b|paragraf|(?<!\d)20\d\d-\d\d-\d\d(?!\d)", re.IGNORECASE)
_KINDS = {
    ChangeKind.WITHIN: Text("en omdisponering inom nämnden", "a transfer within the committee"),
    ChangeKind.BETWEEN: Text("en omfördelning mellan nämnder", "a transfer between committees"),
    ChangeKind.SUPPLEMENTARY: Text("en tilläggsbudget", "a supplementary budget"),
}


class _Moves(NamedTuple):
    """One column of changes that is to come to nought."""

    less: tuple[Fact, ...]
    more: tuple[Fact, ...]

    @property
    def rest(self) -> int:
        """What the receivers have beyond what was given, in öre; negative when something is missing."""
        return total(each.amount for each in (*self.less, *self.more)).known


def moves_balance(held: Held) -> Iterator[Result]:
    """What some committees give, others get; silent where the workbook moves nothing."""
    subject = Text("Omfördelningar går jämnt ut", "Transfers come to nought")
    found = [moves for table in held.budget.tables for moves in _moves(held, table)]
    if found:
        yield answer(BALANCE, subject, [_uneven(held, each) for each in found if each.rest])


def _moves(held: Held, table: Table) -> Iterator[_Moves]:
    """The columns of a table that its words call transfers, with at least one row that gives and one that gets."""
    titled = any(_MOVED.search(each) for each in (table.title, *table.subtitles, table.sheet))
    for column in table.columns:
        named = _MOVED.search(column.heading) is not None
        if not named and not (titled and _DIFFERENCE.search(column.heading)):
            continue
        place: Column = table.sheet, table.id, column.column
        facts = [each for each in held.columns.get(place, ()) if each.role is Role.LINE]
        if (named or _are_changes(facts)) and facts and all(map(is_exact, facts)):
            less = tuple(each for each in facts if (each.amount or 0) < 0)
            more = tuple(each for each in facts if (each.amount or 0) > 0)
            if less and more:
                yield _Moves(less, more)


def _are_changes(facts: Sequence[Fact]) -> bool:
    return any(each.measure is Measure.CHANGE for each in facts) or any((each.amount or 0) < 0 for each in facts)


def _uneven(held: Held, moves: _Moves) -> Finding:
    given, got = (abs(total(each.amount for each in side).known) for side in (moves.less, moves.more))
    first, last = moves.less[0], moves.more[0]
    single = len(moves.less) == len(moves.more) == 1
    told = _between(first, last, given, got) if single else _several(moves, given, got)
    ask = _wanted(last, given) if single else None
    missing = None if _says_decision(held, first) else Text(
        "Beslutets datum och paragraf saknas.", "The date and paragraph of the decision are missing."
    )  # fmt: skip
    remedy = text("Kontrollera beloppen mot beslutet.", "Check the amounts against the decision.")
    return Finding(
        code=BALANCE, severity=Severity.ERROR, message=told, programme=None, period=first.period_to, tolerance=0,
        causes=tuple(each for each in (ask, missing) if each is not None), remedy=remedy,
        sources=tuple(each.source for each in (*reversed(moves.more), *moves.less)) if single else tuple(
            each.source for each in (*moves.less, *moves.more)
        ),
        found=got, expected=given, difference=got - given,
    )  # fmt: skip


def _between(first: Fact, last: Fact, given: int, got: int) -> Text:
    here, there = _small(first.label), _small(last.label)
    lacks = Text("Det fattas {d} hos {there}.", "{d} is missing at {there}.") if got < given else Text(
        "Det är {d} för mycket hos {there}.", "{d} is too much at {there}."
    )  # fmt: skip
    return text(
        "Omfördelningen från {here} till {there} går inte jämnt ut: {its} ram minskar med {given} ({cell}) men {other} "
        "ökar med {got} ({at}). " + lacks.sv,
        "The transfer from {here} to {there} does not come out even: the frame of {here} falls by {given} ({cell}) but "
        "that of {there} rises by {got} ({at}). " + lacks.en,
        here=here, there=there, its=_genitive(here), other=_genitive(there), given=first.money(given), cell=first.cell,
        got=last.money(got), at=last.cell, d=first.money(abs(given - got)),
    )  # fmt: skip


def _genitive(name: str) -> str:
    return name if name[-1:] in "sxz" else f"{name}s"


def _small(label: str) -> str:
    """A name within a sentence; an abbreviation is left as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _several(moves: _Moves, given: int, got: int) -> Text:
    fact = moves.less[0]
    return text(
        "Omfördelningen går inte jämnt ut: minskningarna är {given} ({less}) men ökningarna {got} ({more}). "
        "Det skiljer {d}.",
        "The transfers do not come out even: they take {given} ({less}) but give {got} ({more}). They differ by {d}.",
        given=fact.money(given), got=fact.money(got), d=fact.money(abs(given - got)),
        less=listed(each.cell for each in moves.less), more=listed(each.cell for each in moves.more),
    )  # fmt: skip


def _wanted(fact: Fact, given: int) -> Cause:
    """'Ska C9 vara 1 000?'"""
    amount = fact.amount or 0
    slip = any(given == amount * factor or given * factor == amount for factor in (10, 100, 1_000))
    said = [fact.money(given).say(lang).rsplit("\xa0", 1)[0] for lang in ("sv", "en")]
    return Cause(
        f"Ska {fact.cell} vara {said[0]}?", f"Should {fact.cell} be {said[1]}?",
        CauseKind.WRONG_FACTOR if slip else CauseKind.MISTYPED, (fact.source,), given,
    )  # fmt: skip


def _says_decision(held: Held, fact: Fact) -> bool:
    """Whether the sheet names a decision anywhere: a paragraph, a registration number or a date."""
    sheet = held.sheet(fact.sheet)
    cells = () if sheet is None else sheet.cells.values()
    return any(
        each.type is CellType.DATE or (each.type is CellType.TEXT and _DECIDED.search(each.value)) for each in cells
    )


def decided_by_right_body(held: Held) -> Iterator[Result]:
    """Each transfer of the register is decided by a body that may; silent about kinds that no local rule is about."""
    register = held.register
    if register is None:
        return
    rules = {each.change: each for each in register.authority}
    for transfer in register.transfers:
        rule = rules.get(kind_of(transfer))
        if rule is not None and transfer.year in held.years:
            yield _authority(held, register, transfer, rule)


def kind_of(transfer: Transfer) -> ChangeKind:
    return ChangeKind.WITHIN if transfer.from_committee == transfer.to_committee else ChangeKind.BETWEEN


def _authority(held: Held, register: Register, transfer: Transfer, rule: AuthorityRule) -> Result:
    subject = text("Beslut om {id}", "Decision on {id}", id=transfer.id)
    decision = register.decision(transfer.decision)
    if decision is not None and decision.body is None:
        return not_judged(AUTHORITY, subject, Text("vem som har beslutat", "who decided"))
    right = decision is not None and decision.body in rule.bodies
    return answer(AUTHORITY, subject, () if right else (_unauthorised(held, register, transfer, rule, decision),))


def _unauthorised(
    held: Held, register: Register, transfer: Transfer, rule: AuthorityRule, decision: Decision | None
) -> Finding:
    bodies = listed(_name(register, each) for each in rule.bodies)
    stated = Text("beslut saknas", "there is no decision") if decision is None else text(
        "beslutet är fattat av {body}", "it was decided by {body}", body=_name(register, decision.body or "")
    )  # fmt: skip
    return Finding(
        code=AUTHORITY, severity=Severity.WARNING, programme=transfer.programme, period=transfer.year * 100 + 12,
        message=text(
            "{amount} {year} från {here} till {there} ({id}) är {kind}, som beslutas av {bodies}; {stated}.",
            "{amount} in {year} from {here} to {there} ({id}) is {kind}, which {bodies} decides; {stated}.",
            id=transfer.id, amount=held.money(transfer.amount), year=transfer.year, kind=_KINDS[rule.change],
            here=_name(register, transfer.from_committee), there=_name(register, transfer.to_committee),
            bodies=bodies, stated=stated,
        ),
        remedy=text(
            "Ange beslutet i registret, eller lyft ärendet till {bodies}.",
            "Enter the decision in the register, or bring the matter to {bodies}.", bodies=bodies,
        ),
        sources=(Source(held.budget.file),), expected=rule.bodies[0] if rule.bodies else None,
        found=None if decision is None else decision.body,
    )  # fmt: skip


def _name(register: Register, id_: str) -> str:
    committee = register.committee_of(id_)
    return _small(committee.label) if committee is not None else id_


MOVEMENTS = (
    Control(
        BALANCE, Text("Omfördelningar går jämnt ut", "Transfers come to nought"), EXACT, moves_balance, Severity.ERROR,
        Text(
            "Omfördelningen från kommunstyrelsen till socialnämnden går inte jämnt ut: kommunstyrelsens ram minskar "
            "med 1 000 tkr (C6) men socialnämndens ökar med 100 tkr (C9). Det fattas 900 tkr hos socialnämnden.",
            "The transfer from kommunstyrelsen to socialnämnden does not come out even: the frame of kommunstyrelsen "
            "falls by 1,000 SEK k (C6) but that of socialnämnden rises by 100 SEK k (C9). 900 SEK k is missing at "
            "socialnämnden.",
        ),
    ),
    Control(
        AUTHORITY, Text("Ändringar är beslutade av rätt organ", "Changes are decided by the right body"),
        NO_AMOUNT, decided_by_right_body, Severity.WARNING,
        Text(
            "1,0 mkr 2022 från kommunstyrelsen till socialnämnden (polarna_2022) är en omfördelning mellan nämnder, "
            "som beslutas av kommunfullmäktige; beslut saknas.",
            "1.0 SEK m in 2022 from kommunstyrelsen to socialnämnden (polarna_2022) is a transfer between committees, "
            "which kommunfullmäktige decides; there is no decision.",
        ),
    ),
)  # fmt: skip
