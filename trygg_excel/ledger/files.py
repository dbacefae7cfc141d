"""The bytes of a ledger -> Extract, whatever their format. It runs where the parsers run: in the child process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from trygg_excel.errors import NoLedger, Refused, UnsureLedger
from trygg_excel.finding import listed, text
from trygg_excel.garbage import without_collecting
from trygg_excel.gate.active import few
from trygg_excel.gate.file import bytes_of
from trygg_excel.gate.limits import LIMITS, MIB, Limits
from trygg_excel.ledger.extract import TOLD, Extract, Problem, Trouble
from trygg_excel.ledger.flat import Counted, Found, Posting, found_on
from trygg_excel.ledger.pages import Page, StreamPage, TextPage, sheet_page
from trygg_excel.ledger.rulebook import Rulebook
from trygg_excel.ledger.sie import is_sie, read_sie
from trygg_excel.ledger.tally import Tally
from trygg_excel.package import BadPackage
from trygg_excel.reading import found_in
from trygg_excel.reading.content import Format, format_of
from trygg_excel.reading.sheet_stream import NotPlain, RowReader, SheetStream
from trygg_excel.reading.text import records_of
from trygg_excel.reading.xlsx import opened
from trygg_excel.register.model import AccountRule
from trygg_excel.workbook import Active, Visibility

# A ledger is larger than any budget: a million rows of twenty columns, which is what Excel's grid lets be exported.
LEDGER_LIMITS = Limits(
    file_bytes=300 * MIB, part_bytes=1536 * MIB, total_bytes=2048 * MIB, cells=25_000_000, strings=8_000_000
)

_RECORDS = 20_000_000  # of a text, which has no grid to end at


def read_extract(path: Path, rules: Iterable[AccountRule], internal: str, limits: Limits = LEDGER_LIMITS) -> Extract:
    """What the ledger at `path` says. Raises PathMissing, Refused, NoLedger or UnsureLedger."""
    data = bytes_of(path, limits)
    given = tuple(rules)
    try:
        if is_sie(data):
            return read_sie(data, Tally(Rulebook(given), internal))
        format_ = format_of(data, limits)
        if format_ == Format.XLSX:
            try:
                with without_collecting():
                    return _streamed(data, limits, Tally(Rulebook(given), internal), path)
            except NotPlain:
                pass  # the parser reads it, in more memory and with the limits of any workbook
        tally = Tally(Rulebook(given), internal)
        if format_ == Format.CSV:
            return _extract([TextPage(path.stem, records_of(data, limits, _RECORDS))], tally, path)
        sheets, active = found_in(format_, data, LIMITS, path)
        shown = [each for each in sheets if each.visibility is Visibility.VISIBLE]
        return _extract([sheet_page(each) for each in shown or sheets], tally, path, active)
    except BadPackage as problem:
        raise Refused(path, problem.reason, problem.where) from problem


def _streamed(data: bytes, limits: Limits, tally: Tally, path: Path) -> Extract:
    found = opened(data, limits)
    tabs = [(tab, part) for tab, part in found.worksheets if not tab.ours]
    shown = [each for each in tabs if each[0].visibility is Visibility.VISIBLE] or tabs

    def pages() -> Iterator[Page]:
        for tab, part in shown:
            stretches = SheetStream(found.package, part, found.book, limits).stretches()
            yield StreamPage(tab.name, stretches, RowReader(found.book, limits, part))

    extract = _extract(pages(), tally, path)
    found.package.check_unread()
    return replace(extract, active=few(found.active))


def _extract(pages: Iterable[Page], tally: Tally, path: Path, active: tuple[Active, ...] = ()) -> Extract:
    """All pages with the headings of the first that has any; Excel's grid ends, and a ledger goes on on another."""
    counted, first, others = Counted(), None, list[Problem]()
    for page in pages:
        head = page.head()
        found = found_on(head)
        if found is None or (first is not None and found.headings.names != first.headings.names):
            others += [Problem(Trouble.OTHER_SHEET, sheet=page.name)] if found else []
            _drain(page)
            continue
        _check(found, path)
        first = first or found
        if left := found.headings.left_out:
            others.append(Problem(Trouble.NO_OUTCOME, len(left), words=tuple(each.name for each in left[:TOLD])))
        Posting(tally, page, found, counted).post(head)
    if first is None:
        raise NoLedger(path)
    vouchers = tally.vouchers
    return Extract(
        sums=tally.sums(), rests=vouchers.rests(), balanced=vouchers.whole, problems=(*tally.problems(), *others),
        count=counted.record(),
        extracted=None if first.extracted is None else first.extracted.isoformat(), active=active,
    )  # fmt: skip


def _drain(page: Page) -> None:
    """The rest of a page that is not looked at: it is held against the limits all the same."""
    for _ in page.rest(None):
        pass


def _check(found: Found, path: Path) -> None:
    """A page whose headings may mean two things is not read at all."""
    headings = found.headings
    if headings.twice:
        names = listed(dict.fromkeys(f"'{each.name}'" for each in headings.twice))
        raise UnsureLedger(path, text(
            "flera kolumner kan vara samma sak: {names}. Ta bort eller döp om dem som inte ska läsas.",
            "several columns may be the same thing: {names}. Remove or rename those that are not to be read.",
            names=names,
        ))  # fmt: skip
    if not headings.has_amounts:
        raise UnsureLedger(path, text(
            "ingen kolumn heter Belopp, eller Debet och Kredit. Döp kolumnen med belopp till Belopp.",
            "no column is called Belopp, or Debet and Kredit. Call the column of amounts Belopp.",
        ))  # fmt: skip
    if not headings.has_periods:
        raise UnsureLedger(path, text(
            "ingen kolumn säger vilken månad en kontering hör till. Ta med Period (ÅÅÅÅMM) eller Bokföringsdatum.",
            "no column says which month a booking belongs to. Include Period (YYYYMM) or Bokföringsdatum.",
        ))  # fmt: skip


__all__ = ["LEDGER_LIMITS", "read_extract"]
