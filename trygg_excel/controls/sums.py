"""What should add up: stated sums, net amounts, deviations and months, each told with its probable cause.

TRY-001 to 005, 008, 038 and 039. Which cells belong together is found in `identities`, what went wrong in `explain`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from operator import itemgetter

from trygg_excel.controls.continued import goes_on
from trygg_excel.controls.control import BY_PRECISION, Control
from trygg_excel.controls.sums_said import faulty_formula, rounded, typed_over, wrong
from trygg_excel.explain import Explanation
from trygg_excel.fact import Basis, Confidence, Fact, Role
from trygg_excel.finding import CauseKind, Finding, Result, Severity, Text, Verdict, text
from trygg_excel.following_up.follow_up import column_of
from trygg_excel.held import Held, is_known
from trygg_excel.identities import Identity, IdentityKind
from trygg_excel.identities.identity import Along
from trygg_excel.workbook import place

CODE = "TRY-001"
NET, DEVIATION, MONTHS = "TRY-004", "TRY-005", "TRY-008"
_CODES = {
    IdentityKind.SUM: CODE, IdentityKind.NET: NET, IdentityKind.DEVIATION: DEVIATION, IdentityKind.CHANGE: DEVIATION,
}  # fmt: skip
_LINE = Role.LINE  # an enum's member is slow to reach in Python 3.11
_VERDICTS = {"holds": Verdict.HOLDS, "rounding": Verdict.ROUNDING, "doubtful": Verdict.FAILS, "fails": Verdict.FAILS}
_NOTHING: tuple[None, tuple[()]] = (None, ())
_SEVERAL = 2
_FAR = 4  # a difference of more than a fourth of the sum, with no cause: the rows may not be its parts


def code_of(identity: Identity) -> str:
    code = _CODES[identity.kind]
    across = code == CODE and not identity.is_down
    return MONTHS if across and all(each.basis is Basis.PERIOD for each in identity.parts) else code


def _held_against(code: str) -> Callable[[Held], Iterator[Result]]:
    """The control of the identities that have a code."""

    def run(held: Held) -> Iterator[Result]:
        yield from held.once(_by_code).get(code, ())

    return run


def _by_code(held: Held) -> dict[str, list[Result]]:
    """What is said of every identity, in reading order; of stated sums that have none, too."""
    found, order = _findings(held), dict(zip(map(id, held.facts), count()))
    results: dict[str, list[tuple[int, Result]]] = defaultdict(list)
    for number, identity in enumerate(held.network.identities):
        code = code_of(identity)
        explanation, findings = found.get(number, _NOTHING)
        results[code].append((order[id(identity.whole)], _result(identity, code, explanation, findings)))
    results[CODE] += ((order[id(fact)], _unjudged(fact, _unknown_beside(held, fact))) for fact in _unplaced(held))
    return {code: [result for _, result in sorted(own, key=itemgetter(0))] for code, own in results.items()}


def _findings(held: Held) -> dict[int, tuple[Explanation, tuple[Finding, ...]]]:
    """By identity, its explanation where something is told, and the finding where it is the one that is told of."""
    found: dict[int, tuple[Explanation, tuple[Finding, ...]]] = {}
    for each in held.explained:
        finding = _finding(held, each)
        for number in each.numbers if finding is not None else ():
            first = held.network.identities[number] is each.identity
            known = found.get(number)
            if known is None or not known[1]:
                found[number] = each, (finding,) if first and finding is not None else ()
    return found


def _finding(held: Held, explanation: Explanation) -> Finding | None:
    if explanation.agrees:
        return typed_over(explanation)
    if explanation.fault is not None:
        return faulty_formula(explanation)
    if _is_doubted(held, explanation):
        return None
    return wrong(code_of(explanation.identity), explanation, _severity(held, explanation))


def _is_doubted(held: Held, explanation: Explanation) -> bool:
    """Whether the sum may be of something else than these rows: little bears it out, and it is off too far or often."""
    members = [held.network.identities[number] for number in explanation.numbers]
    if any(each.vouched or each.live or _is_decided(each) for each in members):
        return False
    if goes_on(held, members):
        return True
    if _is_lost(explanation) or (_may_be_lost(explanation) and _is_only_sum(held, explanation.identity)):
        return False
    throughout, far = _fails_throughout(held, explanation.identity), _is_far(members)
    return not explanation.telling and (throughout or (far and not any(each.siblings for each in members)))


def _may_be_lost(explanation: Explanation) -> bool:
    return not explanation.telling and any(each.kind is CauseKind.MISSING_ROW for each in explanation.causes)


def _is_only_sum(held: Held, identity: Identity) -> bool:
    """Whether a table has but this one sum over its rows: then all of them should be in it."""
    table = identity.whole.sheet, identity.whole.table
    sums = {each.number for each in held.rows_by_table[table] if each.role is not Role.LINE}
    return sums == {place(identity.whole.cell)[0]}


def _is_only_miss(held: Held, explanation: Explanation) -> bool:
    """Whether all other sums over the table's rows are known and agree: then these rows are this one's."""
    whole = explanation.identity.whole
    own = {held.network.identities[number].whole.source for number in explanation.numbers}
    sums = [
        each for each in held.network.identities
        if each.along is Along.ROWS and (each.whole.sheet, each.whole.table) == (whole.sheet, whole.table)
    ]  # fmt: skip
    placed = {each.whole.source for each in sums}
    stated = [
        fact for row in held.rows_by_table[whole.sheet, whole.table] if row.role is not Role.LINE
        for fact in row.facts if fact.amount
    ]  # fmt: skip
    others_agree = all(each.agrees or each.whole.source in own for each in sums)
    return others_agree and all(each.source in placed for each in stated)


def _is_lost(explanation: Explanation) -> bool:
    first = explanation.causes[0] if explanation.telling and explanation.causes else None
    return first is not None and first.kind is CauseKind.MISSING_ROW


def _fails_throughout(held: Held, identity: Identity) -> bool:
    """Whether a sum that nothing bears out is off in several columns: then it is of other rows than these."""
    return _failing_beside(held, identity) > _SEVERAL


def _failing_beside(held: Held, identity: Identity) -> int:
    """In how many columns the sum is off."""
    row = place(identity.whole.cell)[0]
    sheet, table, along = identity.whole.sheet, identity.whole.table, identity.along
    alike = [
        each for each in held.network.identities
        if (each.whole.sheet, each.whole.table, each.along) == (sheet, table, along) and not each.agrees
        and place(each.whole.cell)[0] == row
    ]  # fmt: skip
    return len({each.whole.cell for each in alike})


def _is_far(members: Sequence[Identity]) -> bool:
    return all(_FAR * abs(each.difference) > max(abs(each.stated), abs(each.calculated)) for each in members)


def _is_decided(identity: Identity) -> bool:
    """Whether the parts are the register's programmes: decided or proposed money, which adds up exactly."""
    return any(each.programme for each in identity.parts)


def _severity(held: Held, explanation: Explanation) -> Severity:
    """An error where it is known that these are the sum's rows; a warning where that, or rounding, is open."""
    members = [held.network.identities[number] for number in explanation.numbers]
    if all(each.judged == "doubtful" or each.blank for each in members):
        return Severity.WARNING
    vouched = max(each.vouched for each in members)
    lost = _is_lost(explanation) or _may_be_lost(explanation)
    if lost and not vouched and (_is_far(members) or not _is_only_miss(held, explanation)):
        return Severity.WARNING
    if vouched >= _SEVERAL and _failing_beside(held, explanation.identity) == 1:
        return Severity.ERROR  # all other columns bear out that they are read aright
    facts = [fact for each in members if not each.live for _, fact in each.facts()]
    unsure = any(fact.confidence is not Confidence.SURE for fact in facts)
    return Severity.WARNING if unsure else Severity.ERROR


def _result(identity: Identity, code: str, explanation: Explanation | None, findings: tuple[Finding, ...]) -> Result:
    whole, tolerance, stated = identity.whole, identity.tolerance, identity.whole.amount or 0
    judged = tolerance.judge(identity.difference) if identity.difference else "holds"
    if judged == "rounding":
        findings = (rounded(identity), *findings)
    if explanation is not None and explanation.fault is not None:
        judged = "fails"
    elif judged in {"doubtful", "fails"} and not findings and explanation is None:
        return _unjudged(whole)
    result: Result = tuple.__new__(Result, (  # in the order of its fields: there are so many
        code, _VERDICTS[judged], _subject(whole), (), findings, (whole.source,), whole.period_to, stated,
        stated - identity.difference, tolerance.soft, whole.shown_unit, tolerance.why, None,
    ))  # fmt: skip
    return result


def _subject(stated: Fact) -> Text:
    """'Summa 2022'; of whole projects 'Summa, Slutprognos', which is of no year."""
    label, end = stated.label or stated.cell, stated.period_to
    if end and stated.period_from is None:
        label, end = f"{label}, {stated.column}", None
    named = f"{label} {end // 100}" if end else label
    return Text(named, named)


def _unplaced(held: Held) -> list[Fact]:
    """The stated sums of which it is not known what they add."""
    wholes = [each.whole for each in held.network.identities]
    placed = {(whole.sheet, whole.cell) for whole in wholes if whole.role is not _LINE}
    return [fact for fact in held.facts if fact.role is not _LINE and (fact.sheet, fact.cell) not in placed]


def _unknown_beside(held: Held, stated: Fact) -> int:
    """How many amounts of a sum's column are not stated."""
    return sum(not is_known(each) for each in held.columns.get(column_of(stated), ()) if each is not stated)


def _unjudged(stated: Fact, unknown: int = 0) -> Result:
    if stated.amount is None:
        lacks = text("ett belopp i {cell}", "an amount in {cell}", cell=stated.cell)
    elif unknown:
        lacks = text("{n} belopp som inte är angivna", "{n} amounts that are not stated", n=unknown)
    else:
        lacks = text("vilka rader {cell} är summan av", "which rows {cell} is the sum of", cell=stated.cell)
    return Result(
        control=CODE, verdict=Verdict.NOT_JUDGED, subject=_subject(stated), lacks=(lacks,), sources=(stated.source,),
        period=stated.period_to, stated=stated.amount, unit=stated.shown_unit,
    )  # fmt: skip


SUMS = (
    Control(
        CODE, Text("Varje angiven summa mot sina rader", "Each stated total against its rows"),
        BY_PRECISION, _held_against(CODE), Severity.ERROR,
        Text(
            "B11 visar 5,5 mkr men raderna ger 5,0 mkr. Det är 0,5 mkr mer än raderna.",
            "B11 shows 5.5 SEK m but the rows give 5.0 SEK m. That is 0.5 SEK m more than the rows.",
        ),
    ),
    Control(
        NET, Text("Intäkter och kostnader mot netto", "Revenues and costs against the net amount"),
        BY_PRECISION, _held_against(NET), Severity.ERROR,
        Text(
            "D7 (Förskola): C7 och B7 ger −112 400 tkr, men nettot anges till −114 200 tkr.",
            "D7 (Förskola): C7 and B7 give SEK k −112,400, but the net amount is stated as SEK k −114,200.",
        ),
    ),
    Control(
        DEVIATION, Text("Avvikelser och förändringar mot sina belopp", "Deviations and changes against their amounts"),
        BY_PRECISION, _held_against(DEVIATION), Severity.ERROR,
        Text(
            "E8 (Äldreomsorg): avvikelsen anges till −19,6 mkr, men C8 och D8 ger −16,9 mkr.",
            "E8 (Äldreomsorg): the deviation is stated as SEK m −19.6, but C8 and D8 give SEK m −16.9.",
        ),
    ),
    Control(
        MONTHS, Text("Månader, tertial och år", "Months, terms and the year"),
        BY_PRECISION, _held_against(MONTHS), Severity.ERROR,
        Text(
            "O17 visar 5 004 tkr men C17–N17 ger 5 421 tkr. Det fattas 417 tkr.",
            "O17 shows SEK k 5,004 but C17–N17 give SEK k 5,421. SEK k 417 is missing.",
        ),
    ),
)  # fmt: skip
