"""Correct workbooks drawn at random: the layouts of a municipal budget, with amounts as they are spread in real ones.

A ledger beside the workbook is one more drawer in KINDS and one more rule in relations.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random

from benchmarks.inject.book import Book, Column, Entry, Formula, Key, Page, Row, recalculated
from benchmarks.inject.relations import Relation, Rule, relations
from trygg_excel.fact import Role

NAMES = (
    "Förskola", "Grundskola", "Gymnasieskola", "Fritidshem", "Vuxenutbildning", "Musikskola", "Elevhälsa", "Hemtjänst",
    "Särskilt boende", "Individ- och familjeomsorg", "Ekonomiskt bistånd", "Personlig assistans", "Daglig verksamhet",
    "Bibliotek", "Fritidsgårdar", "Föreningsstöd", "Badhus", "Kulturmiljö", "Gator och vägar", "Snöröjning", "Parker",
    "Gatubelysning", "Fastighetsskötsel", "Städning", "Måltider", "Planläggning", "Bygglov", "Miljötillsyn",
    "Livsmedelskontroll", "Räddningstjänst", "Krisberedskap", "Politisk ledning", "Kommunledning", "Ekonomi",
    "Personal", "Upphandling", "Kommunikation", "Näringsliv", "Turism", "Trygghetsvärdar", "Kameror", "Färdtjänst",
    "Skolskjuts", "Överförmyndare", "Revision", "Valnämnd", "Budgetrådgivning", "Ungdomsmottagning", "Anhörigstöd",
    "Arbetsmarknad",
)  # fmt: skip
COMMITTEES = ("Kommunstyrelsen", "Utbildningsnämnden", "Socialnämnden", "Kulturnämnden", "Miljönämnden", "Äldrenämnden")
MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
KRONA = 100


@dataclass(frozen=True, slots=True)
class Style:
    """How a maker writes: which sums are live, and whether typed amounts were each rounded by themselves."""

    unit: str
    decimals: int
    live_rows: bool
    live_columns: bool
    rounded: bool
    plus: bool
    spread: float
    centre: float


def style_of(rng: Random, *, live: bool | None = None) -> Style:
    unit, decimals = rng.choice([("kr", 0), ("tkr", 0), ("tkr", 0), ("mkr", 1), ("mkr", 1), ("mkr", 2)])
    rows = rng.random() < 0.5 if live is None else live
    columns = rows if rng.random() < 0.7 else not rows
    some_live = rows or columns
    rounded = not some_live and unit != "kr" and rng.random() < 0.4
    centre = rng.uniform(12.5, 16.0) if unit != "mkr" else rng.uniform(14.5, 17.5)
    return Style(unit, decimals, rows, columns, rounded, rng.random() < 0.5, rng.uniform(0.8, 1.4), centre)


def draw(kind: str, rng: Random) -> Book:
    return KINDS[kind](rng)


def rows_of(rng: Random, *, most: int = 40) -> tuple[Row, ...]:
    """1-40 rows, in groups with subtotals or not; most tables are short."""
    count = min(most, max(1, round(rng.lognormvariate(2.1, 0.7))))
    names = rng.sample(NAMES, count)
    if count < 4 or rng.random() < 0.5:
        return (*(Row(name, name) for name in names), _total(rng))
    cuts = sorted(rng.sample(range(2, count - 1), min(rng.randint(1, 3), count - 3)))
    rows: list[Row] = []
    spaced = rng.random() < 0.3
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, count], strict=True)):
        committee = COMMITTEES[number]
        rows += [Row(f"group {number}", committee, None), *(Row(name, name) for name in names[start:end])]
        rows.append(Row(f"sub {number}", rng.choice(["Delsumma", f"Summa {committee}"]), Role.SUBTOTAL))
        rows += [Row(f"space {number}", "", None)] if spaced else []
    return (*rows, _total(rng))


def _total(rng: Random) -> Row:
    return Row("total", rng.choice(["Summa", "Totalt", "Summa totalt"]), Role.TOTAL)


Exact = dict[Key, int]


def _exact(rng: Random, style: Style, page: Page) -> Exact:
    """Öre for each line and plain column: log-normal, the columns of a row alike; a few are nought, a few negative."""
    found: Exact = {}
    for row in page.rows:
        if row.role is not Role.LINE or row.refers:
            continue
        size = rng.lognormvariate(style.centre, style.spread) * (-1 if rng.random() < 0.03 else 1)
        for column in page.columns:
            if not column.parts:
                amount = 0.0 if rng.random() < 0.02 else size * rng.lognormvariate(0, 0.15)
                found[Key(page.name, row.key, column.key)] = round(amount) * KRONA
    return found


def built(kind: str, rng: Random, style: Style, pages: tuple[Page, ...], exact: Exact | None = None) -> Book:
    """The book with its sums: live ones as formulas, typed ones as what the maker would have written."""
    known = exact or {key: ore for page in pages for key, ore in _exact(rng, style, page).items()}
    empty = Book(kind, style.unit, style.decimals, pages, {}, plus=style.plus)
    rules = relations(empty)
    step = empty.quantum
    lines = {key: nearest(ore, step) for key, ore in known.items()}
    sums = _derived(rules, known) if style.rounded else _derived(rules, lines)
    entries = {key: Entry(nearest(ore, step)) for key, ore in sums.items()}
    for rule in reversed(rules):
        if _is_live(rule, style):
            entries[rule.whole] = Entry(0, _formula(rule, style))
    return recalculated(replace(empty, entries=entries))


def nearest(ore: int, step: int) -> int:
    """To the nearest step, halves away from nought."""
    size = (abs(ore) + step // 2) // step * step
    return size if ore >= 0 else -size


def _derived(rules: Iterable[Relation], lines: Mapping[Key, int]) -> dict[Key, int]:
    found = dict(lines)
    for rule in rules:
        found.setdefault(rule.whole, sum(each.sign * found[each.key] for each in rule.parts))
    return found


def _is_live(rule: Relation, style: Style) -> bool:
    return style.live_columns if rule.rule is Rule.ROW else style.live_rows


def _formula(rule: Relation, style: Style) -> Formula:
    few = len(rule.parts) < 5 and style.plus and rule.parts[0].key.row.startswith("sub")
    signed = any(each.sign < 0 for each in rule.parts)
    return Formula(rule.parts, plus=few or signed or rule.rule is Rule.SHEET)


def _years(rng: Random, count: int) -> tuple[Column, ...]:
    """The last columns up to the budget year: 'Bokslut 2021', 'Budget 2022', 'Plan 2023'."""
    now = rng.randint(2015, 2026)
    told = [f"Bokslut {now - 1}", f"Budget {now}", f"Plan {now + 1}", f"Plan {now + 2}"][:count]
    if rng.random() < 0.3:
        told = [heading.split()[1] for heading in told]
    keys = [f"y{each}" for each in range(count)]
    return tuple(
        Column(key, heading, prior=keys[at - 1] if at else "")
        for at, (key, heading) in enumerate(zip(keys, told, strict=True))
    )


def _page(rng: Random, columns: tuple[Column, ...], title: str, name: str = "Blad1", most: int = 40) -> Page:
    return Page(name, title, columns, rows_of(rng, most=most), rng.choice([3, 4, 5]), rng.choice([1, 1, 1, 2]))


def typed_totals(rng: Random) -> Book:
    page = _page(rng, (Column("y0", f"Budget {rng.randint(2015, 2026)}"),), "Nämndernas ramar")
    return built("typed totals", rng, style_of(rng, live=False), (page,))


def live_sums(rng: Random) -> Book:
    page = _page(rng, tuple(replace(each, prior="") for each in _years(rng, rng.randint(1, 3))), "Nämndernas ramar")
    return built("live sums", rng, style_of(rng, live=True), (page,))


def crossing(rng: Random) -> Book:
    """Committees across, with a column 'Totalt'."""
    across = rng.sample(COMMITTEES, rng.randint(2, 5))
    columns = tuple(Column(each, each) for each in across)
    total = Column("all", "Totalt", tuple((each, 1) for each in across))
    page = _page(rng, (*columns, total), f"Budget {rng.randint(2015, 2026)} per nämnd")
    return built("crossing", rng, style_of(rng), (page,))


def net(rng: Random) -> Book:
    """Revenue and cost with their net; half of the offices write costs with a minus."""
    minus = rng.random() < 0.5
    columns = (
        Column("in", "Intäkter"),
        Column("out", "Kostnader"),
        Column("net", "Netto", (("in", 1), ("out", 1 if minus else -1))),
    )
    page = _page(rng, columns, f"Driftbudget {rng.randint(2015, 2026)}")
    style = style_of(rng)
    exact = _exact(rng, style, page)
    exact = {key: -ore if minus and key.column == "out" else ore for key, ore in exact.items()}
    return built("net", rng, style, (page,), exact)


def deviation(rng: Random) -> Book:
    columns = (
        Column("budget", "Budget"),
        Column("actual", "Utfall"),
        Column("off", "Avvikelse", (("budget", 1), ("actual", -1))),
    )
    page = _page(rng, columns, f"Uppföljning {rng.randint(2015, 2026)}, helår")
    return built("deviation", rng, style_of(rng), (page,))


def prior_year(rng: Random) -> Book:
    columns = _years(rng, rng.choice([2, 2, 3]))
    if rng.random() < 0.5:
        columns = (*columns[:2], Column("change", "Förändring", (("y1", 1), ("y0", -1))))
    return built("prior year", rng, style_of(rng), (_page(rng, columns, "Nämndernas ramar"),))


def earlier_version(rng: Random) -> Book:
    """A workbook that has got one more column since the version before."""
    page = _page(rng, _years(rng, 3), "Nämndernas ramar")
    book = built("earlier version", rng, style_of(rng), (page,))
    kept = {key: entry for key, entry in book.entries.items() if key.column != "y2"}
    before = replace(book, pages=(replace(page, columns=page.columns[:2]),), entries=kept)
    return replace(book, earlier=before)


def months(rng: Random) -> Book:
    columns = tuple(Column(each, each) for each in MONTHS)
    year = Column("year", "Helår", tuple((each, 1) for each in MONTHS))
    page = _page(rng, (*columns, year), f"Budget per månad {rng.randint(2015, 2026)}", most=12)
    return built("months", rng, style_of(rng), (page,))


def sheets(rng: Random) -> Book:
    """A sheet for each committee, and one that adds them up: by formulas, or typed."""
    chosen = rng.sample(COMMITTEES, rng.randint(2, 4))
    columns = tuple(replace(each, prior="") for each in _years(rng, rng.randint(1, 3)))
    pages = tuple(_page(rng, columns, f"{each}, budget", each, most=12) for each in chosen)
    rows = (*(Row(each, each, refers=each) for each in chosen), _total(rng))
    whole = Page("Sammanställning", "Alla nämnder", columns, rows)
    return built("sheets", rng, style_of(rng), (whole, *pages) if rng.random() < 0.5 else (*pages, whole))


KINDS: dict[str, Callable[[Random], Book]] = {
    "typed totals": typed_totals,
    "live sums": live_sums,
    "crossing": crossing,
    "net": net,
    "deviation": deviation,
    "prior year": prior_year,
    "earlier version": earlier_version,
    "months": months,
    "sheets": sheets,
}
