"""The register's tables in few columns: programmes, years and frames, decisions, transfers, funding."""

from __future__ import annotations

from trygg_excel.finding import Text, listed
from trygg_excel.money import unit_named
from trygg_excel.register.model import Decision, DecisionStatus, Funding, Programme, Register, Transfer
from trygg_excel.reporting.model import Amount, Column, Row, Sheet, Style, Table, Value

STATUSES = {
    DecisionStatus.PROPOSED: Text("föreslaget", "proposed"),
    DecisionStatus.PLANNED: Text("planerat", "planned"),
    DecisionStatus.DECIDED: Text("beslutat", "decided"),
    DecisionStatus.NOTED: Text("antecknat", "noted"),
    DecisionStatus.REMITTED: Text("återremitterat", "remitted back"),
    DecisionStatus.REJECTED: Text("avslaget", "rejected"),
    DecisionStatus.CONDITIONAL: Text("villkorat", "conditional"),
}
_ID = Column("id", Text("Id", "Id"), Style.CODE, 20)
_AMOUNT = Column("amount", Text("Belopp", "Amount"), Style.AMOUNT, 12)
_YEARS = Column("years", Text("Gäller", "Valid"), Style.TEXT, 14)
_WHAT = Column("label", Text("Namn", "Name"), Style.WRAPPED, 48)
_BODY = Column("body", Text("Organ", "Body"), Style.TEXT, 28)
_DECISION = Column("decision", Text("Beslut", "Decision"), Style.CODE, 20)


def register_sheets(register: Register) -> tuple[Sheet, ...]:
    """A sheet per table that has entries; amounts in the register's unit, unknown ones said to be so."""
    sheets = (
        _sheet(register, "programmes", Text("Insatser", "Programmes"), (_ID, _WHAT, _BODY, _YEARS),
               [_programme(register, each) for each in register.programmes]),
        _sheet(register, "years", Text("År och ramar", "Years and frames"),
               (Column("year", Text("År", "Year"), Style.YEAR, 8),
                Column("frame", Text("Ram", "Frame"), Style.AMOUNT, 12), _DECISION),
               [(each.year, Amount(each.frame), each.frame_decision) for each in register.years]),
        _sheet(register, "decisions", Text("Beslut", "Decisions"),
               (_ID, Column("status", Text("Läge", "Status"), Style.TEXT, 14), _BODY,
                Column("date", Text("Datum", "Date"), Style.TEXT, 12),
                Column("paragraph", Text("§", "§"), Style.CODE, 8),
                Column("about", Text("Om", "About"), Style.WRAPPED, 60)),
               [_decided(register, each) for each in register.decisions]),
        _sheet(register, "transfers", Text("Överföringar", "Transfers"),
               (_ID, Column("year", Text("År", "Year"), Style.YEAR, 8), Column("from", Text("Från", "From")),
                Column("to", Text("Till", "To")), _AMOUNT, _DECISION),
               [_transfer(register, each) for each in register.transfers]),
        _sheet(register, "funding", Text("Finansiering", "Funding"),
               (_WHAT, _AMOUNT, _YEARS, Column("part_of", Text("Del av", "Part of"), Style.TEXT, 30)),
               [_pot(register, each) for each in register.funding]),
    )  # fmt: skip
    return tuple(each for each in sheets if each.table.rows)


def _sheet(
    register: Register, id_: str, title: Text, columns: tuple[Column, ...], rows: list[tuple[Value, ...]]
) -> Sheet:
    return Sheet(id_, title, (), Table(columns, tuple(map(Row, rows)), unit_named(register.unit)))


def body_name(register: Register, id_: str | None) -> str:
    """A committee's name; its id where the register has no such, '' for none."""
    found = register.committee_of(id_)
    return found.label if found else id_ or ""


def span(first: int | None, last: int | None) -> Text:
    """'2022', '2021–2022', 'från 2022', 't.o.m. 2021' or ''."""
    if first is None and last is None:
        return Text("", "")
    if first is None:
        return Text(f"t.o.m. {last}", f"until {last}")
    if last is None:
        return Text(f"från {first}", f"from {first}")
    return Text(*[f"{first}" if first == last else f"{first}–{last}"] * 2)


def _programme(register: Register, each: Programme) -> tuple[Value, ...]:
    return each.id, each.label, body_name(register, each.committee), span(each.valid_from, each.valid_to)


def _decided(register: Register, each: Decision) -> tuple[Value, ...]:
    day = each.date.isoformat() if each.date else None
    return each.id, STATUSES[each.status], body_name(register, each.body), day, each.paragraph, each.about


def _transfer(register: Register, each: Transfer) -> tuple[Value, ...]:
    ends = (body_name(register, each.from_committee), body_name(register, each.to_committee))
    return each.id, each.year, *ends, Amount(each.amount), each.decision


def _pot(register: Register, each: Funding) -> tuple[Value, ...]:
    whole = listed(pot.label for pot in register.funding if pot.id == each.part_of)
    return each.label, Amount(each.amount), span(each.year_from, each.year_to), whole
