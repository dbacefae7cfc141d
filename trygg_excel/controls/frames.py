"""Frames, transfers and pots of money: what was decided against what is allocated (TRY-018-020, 024, 051)."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_excel.controls.control import EXACT, NO_REGISTER, Control, not_judged
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Severity, Source, Text, Verdict, cited, listed, text
from trygg_excel.held import Held
from trygg_excel.money import total
from trygg_excel.register.model import ConstraintKind, Register, Transfer, Year

FRAME, BRIDGE, TRANSFERS = "TRY-018", "TRY-019", "TRY-020"


def transfers_of(register: Register, year: int) -> tuple[Transfer, ...]:
    """What leaves the package's own allocation within its frame in a year."""
    return tuple(each for each in register.transfers if each.year == year and each.inside_frame)


def within_frame(held: Held) -> Iterator[Result]:
    """Allocated and transferred money together stay within the decided frame."""
    register = held.register
    if register is None:
        yield not_judged(FRAME, Text("Ramen", "The frame"), NO_REGISTER)
        return
    stated = {each.year: each.id for each in register.constraints_of(ConstraintKind.WITHIN_FRAME)}
    for year in register.years:
        if year.frame_decision is None or year.frame is None or year.year not in held.years:
            continue
        subject = text("Ramen {year}", "The frame {year}", year=year.year)
        allocated = held.total_of(year.year)
        moved = total(each.amount for each in transfers_of(register, year.year))
        if allocated is None or not moved.complete:
            lacks = _lacks(held, year.year)
            yield not_judged(FRAME, subject, lacks, statement=stated.get(year.year))
        else:
            yield _against_frame(held, year, allocated, moved.known, stated.get(year.year))


def _lacks(held: Held, year: int) -> Text:
    if held.total_of(year) is None:
        return held.lacks_total(year)
    return Text("belopp för en överföring", "the amount of a transfer")


def _against_frame(held: Held, year: Year, allocated: Fact, moved: int, statement: str | None) -> Result:
    frame, used = year.frame or 0, (allocated.amount or 0) + moved
    over = used - frame
    explanation = text(
        "{allocated} fördelat och {moved} överfört av {frame}; kvar {left}",
        "{allocated} allocated and {moved} transferred of {frame}; {left} left",
        allocated=held.money(allocated.amount), moved=held.money(moved), frame=held.money(frame),
        left=held.money(-over),
    )  # fmt: skip
    findings = (_over_frame(held, year, allocated, used),) if over > 0 else ()
    return Result(
        control=FRAME, verdict=Verdict.FAILS if over > 0 else Verdict.HOLDS, findings=findings,
        subject=text("Ramen {year}", "The frame {year}", year=year.year), sources=(allocated.source,),
        period=year.year * 100 + 12, stated=used, calculated=frame, tolerance=0, unit=held.unit,
        explanation=explanation, statement=statement,
    )  # fmt: skip


def _over_frame(held: Held, year: Year, allocated: Fact, used: int) -> Finding:
    frame = year.frame or 0
    return Finding(
        code=FRAME, severity=Severity.ERROR, period=year.year * 100 + 12,
        message=text(
            "{cell}: fördelat och överfört {year} är {used}. Det överskrider den beslutade ramen, {frame}, med {over}.",
            "{cell}: allocated and transferred in {year} is {used}. It exceeds the decided frame, {frame}, by {over}.",
            cell=allocated.cell, year=year.year, used=held.money(used), frame=held.money(frame),
            over=held.money(used - frame),
        ),
        remedy=text("Ta ställning till finansieringen.", "Decide how it is to be funded."),
        sources=(allocated.source,), found=used, expected=frame, difference=used - frame, tolerance=0,
    )  # fmt: skip


def frame_bridge(held: Held) -> Iterator[Result]:
    """Frame = allocation + transfers, year by year."""
    register = held.register
    if register is None:
        yield not_judged(BRIDGE, Text("Ram = fördelning + överföring", "Frame = allocation + transfers"), NO_REGISTER)
        return
    results = [found for year in register.years if (found := _bridge(held, register, year)) is not None]
    open_ = [each for each in results if each.verdict is Verdict.FAILS]
    finding = _unexplained(held, register, open_) if open_ else None
    for result in results:
        yield with_finding(result, finding if open_ and result is open_[0] else None)


def _bridge(held: Held, register: Register, year: Year) -> Result | None:
    if year.frame is None or year.year not in held.years:
        return None
    allocated = held.total_of(year.year)
    moved = total(each.amount for each in transfers_of(register, year.year))
    subject = text("Ram {year} = fördelning + överföring", "Frame {year} = allocation + transfers", year=year.year)
    if allocated is None or not moved.complete:
        return not_judged(BRIDGE, subject, _lacks(held, year.year))
    parts = (allocated.amount or 0) + moved.known
    explanation = text(
        "{frame} mot {allocated} fördelat och {moved} överfört",
        "{frame} against {allocated} allocated and {moved} transferred",
        frame=held.money(year.frame), allocated=held.money(allocated.amount), moved=held.money(moved.known),
    )  # fmt: skip
    return Result(
        control=BRIDGE, verdict=Verdict.HOLDS if parts == year.frame else Verdict.FAILS, subject=subject,
        sources=(allocated.source,), period=year.year * 100 + 12, stated=year.frame, calculated=parts, tolerance=0,
        unit=held.unit, explanation=explanation,
    )  # fmt: skip


def with_finding(result: Result, finding: Finding | None) -> Result:
    return result if finding is None else result._replace(findings=(*result.findings, finding))


def _unexplained(held: Held, register: Register, open_: list[Result]) -> Finding:
    """One finding for all years whose frame is not accounted for: the cause is the same."""
    first = open_[0]
    years = sorted((each.period or 0) // 100 for each in open_)
    sources: tuple[Source, ...] = tuple(source for each in open_ for source in each.sources)
    said = register.year(years[0])
    return Finding(
        code=BRIDGE, severity=Severity.WARNING, period=first.period,
        message=text(
            "{years}: ramen anges till {frame}{source}, men tabellen fördelar {allocated}. {d} är inte förklarat.",
            "{years}: the frame is stated as {frame}{source}, but the table allocates {allocated}. "
            "{d} is not explained.",
            years=listed(map(str, years)), frame=held.money(first.stated),
            source=cited(said.frame_source if said else ""), allocated=held.money(first.calculated),
            d=held.money(abs(first.difference or 0)),
        ),
        remedy=text(
            "Kontrollera vad som ingick i ramen de åren, till exempel medel direkt till en annan nämnd.",
            "Check what the frame held in those years, for example money straight to another committee.",
        ),
        sources=sources, found=first.calculated, expected=first.stated, difference=-(first.difference or 0),
        tolerance=0,
    )  # fmt: skip


def transfers_balance(held: Held) -> Iterator[Result]:
    """What one committee gives, another gets: the workbook's row against the decided transfer."""
    register = held.register
    if register is None:
        yield not_judged(TRANSFERS, Text("Överföringar", "Transfers"), NO_REGISTER)
        return
    for transfer in register.transfers:
        pot = next((each for each in register.funding if each.transfer == transfer.id), None)
        stated = held.pot(pot.id) if pot is not None else None
        if stated is None or stated.amount is None or transfer.amount is None:
            continue
        yield _transfer(held, transfer, stated)


def _transfer(held: Held, transfer: Transfer, stated: Fact) -> Result:
    subject = text("Överföring {id} {year}", "Transfer {id} {year}", id=transfer.id, year=transfer.year)
    difference = (stated.amount or 0) - (transfer.amount or 0)
    finding = Finding(
        code=TRANSFERS, severity=Severity.ERROR, programme=transfer.programme,
        message=text(
            "{cell}: överföringen anges till {stated} men beslutet är {decided}. Det skiljer {d}.",
            "{cell}: the transfer is stated as {stated} but the decision is {decided}. They differ by {d}.",
            cell=stated.cell, stated=held.money(stated.amount), decided=held.money(transfer.amount),
            d=held.money(abs(difference)),
        ),
        remedy=text(
            "Skriv {decided} i {cell}, eller rätta beslutet i registret.",
            "Write {decided} in {cell}, or correct the decision in the register.",
            decided=held.money(transfer.amount), cell=stated.cell,
        ),
        sources=(stated.source,), found=stated.amount, expected=transfer.amount, difference=difference, tolerance=0,
    )  # fmt: skip
    return Result(
        control=TRANSFERS, verdict=Verdict.FAILS if difference else Verdict.HOLDS, subject=subject,
        findings=(finding,) if difference else (), sources=(stated.source,), period=transfer.year * 100 + 12,
        stated=stated.amount, calculated=transfer.amount, tolerance=0, unit=held.unit,
    )  # fmt: skip


FRAMES = (
    Control(
        FRAME, Text("Fördelat och överfört mot ramen", "Allocated and transferred against the frame"),
        EXACT, within_frame, Severity.ERROR,
        Text(
            "B11: fördelat och överfört 2022 är 7,0 mkr. Det överskrider den beslutade ramen, 6,0 mkr, med 1,0 mkr.",
            "B11: allocated and transferred in 2022 is 7.0 SEK m. It exceeds the decided frame, 6.0 SEK m, by 1.0 "
            "SEK m.",
        ),
    ),
    Control(
        BRIDGE, Text("Ram = fördelning + överföringar", "Frame = allocation + transfers"),
        EXACT, frame_bridge, Severity.WARNING,
        Text(
            "2020 och 2021: ramen anges till 6,0 mkr (Tjänsteskrivelse, rad 39), men tabellen fördelar 5,0 mkr. 1,0 "
            "mkr är inte förklarat.",
            "2020 and 2021: the frame is stated as 6.0 SEK m (Tjänsteskrivelse, rad 39), but the table allocates 5.0 "
            "SEK m. 1.0 SEK m is not explained.",
        ),
    ),
    Control(
        TRANSFERS, Text("Överföringar mot beslut", "Transfers against decisions"),
        EXACT, transfers_balance, Severity.ERROR,
        Text(
            "B6: överföringen anges till 1,5 mkr men beslutet är 1,0 mkr. Det skiljer 0,5 mkr.",
            "B6: the transfer is stated as 1.5 SEK m but the decision is 1.0 SEK m. They differ by 0.5 SEK m.",
        ),
    ),
)  # fmt: skip
