# ruff: noqa: T201 - the table is shown with a failure
"""How well the archetypes of Swedish budget workbooks (tests/archetypes) are read: never worse than recorded.

`pytest --update-golden tests/test_archetypes.py` records anew; `python -m tests.archetypes --misses 9` tells what is
missed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.archetypes.case import LIBREOFFICE, MADE, Case, Outcome, facts_in, judged
from tests.archetypes.catalogue import CASES
from tests.archetypes.drawing import place
from tests.archetypes.make import drawn
from tests.archetypes.producers import digest_of
from tests.archetypes.record import (
    HEADING,
    RECORDED,
    is_worse,
    printed,
    read_record,
    recorded_row,
    summed_up,
    write_record,
)
from tests.archetypes.score import score
from tests.corpus import needs_corpus
from tests.truths import corpus_scorer
from trygg_excel.errors import TryggError

COMMITTED = [each for each in CASES if each.by == LIBREOFFICE]


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, ...]:
    folder = tmp_path_factory.mktemp("archetypes")
    return tuple(judged(each, folder) for each in CASES)


def test_no_archetype_is_read_worse_than_before(outcomes: tuple[Outcome, ...], update_golden: bool) -> None:
    print("\n".join((HEADING, *map(printed, outcomes), summed_up(outcomes))))
    if update_golden:
        write_record(outcomes)
    assert RECORDED.exists(), "no record; look at the scores and write it with --update-golden"
    before = read_record()
    now = {row["workbook"]: row for row in map(recorded_row, outcomes)}
    assert now.keys() == before.keys()
    worse = {name: (before[name], now[name]) for name in now if is_worse(before[name], now[name])}
    assert worse == {}


def test_every_archetype_has_its_variants() -> None:
    variants = [each.name[:2] for each in CASES]
    assert sorted(set(variants)) == [f"{number:02}" for number in range(1, 22)]
    assert min(variants.count(each) for each in variants) >= 2
    assert len({each.file for each in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_a_truth_speaks_of_cells_that_are_drawn_and_only_once(case: Case) -> None:
    book, truth = case.draw(), case.truth()
    cells = [(row["sheet"], row["cell"]) for row in truth]
    assert len(set(cells)) == len(cells)
    filled = {(page.name, at) for page in book.pages for at in map(_address, page.cells)}
    assert set(cells) <= filled
    assert all(row["label"] for row in truth if row["role"] != "not_amount")
    assert {row["role"] for row in truth} <= {"line", "subtotal", "total", "not_amount"}


def _address(place: tuple[int, int]) -> str:
    from trygg_excel.workbook import address

    return address(*place)


@pytest.mark.parametrize(
    "case", [each for each in CASES if each.by not in {"csv", "html"}], ids=lambda case: str(case.name)
)
def test_a_file_holds_what_its_truth_says(case: Case, tmp_path: Path) -> None:
    """Seen through calamine alone: each number times its unit is the amount; nothing of our reader is asked."""
    book = CalamineWorkbook.from_path(str(case.build(tmp_path)))
    grids = {
        page.name: book.get_sheet_by_name(page.name).to_python(skip_empty_area=False) for page in case.draw().pages
    }
    numbers = 0
    for row in case.truth():
        at, column = place(row["cell"])
        value = grids[row["sheet"]][at - 1][column - 1]
        if row["role"] != "not_amount" and row["amount"] and isinstance(value, int | float):
            assert value * int(row["unit_factor"]) == pytest.approx(float(row["amount"]), abs=0.005), row
            numbers += 1
    assert numbers or case.name.startswith(TEXTS)


TEXTS = ("01a", "02a", "02b", "03d", "04b", "11d", "20b")  # every amount of these is typed as text


def test_the_committed_files_are_those_that_are_drawn() -> None:
    """Write them anew with `python -m tests.archetypes.make` when this fails."""
    assert drawn() == {each.file: digest_of(each.draw()) for each in COMMITTED}
    assert {path.name for path in MADE.iterdir()} == {"drawn.csv", *(each.file for each in COMMITTED)}
    assert all(path.stat().st_size < 30_000 for path in MADE.iterdir())


@needs_corpus
def test_the_scorer_is_that_of_the_corpus(tmp_path: Path) -> None:
    theirs = corpus_scorer()
    for case in CASES:
        try:
            facts = facts_in(case.build(tmp_path))
        except TryggError:
            continue
        ours = score(case.truth(), facts)
        found = {(row["sheet"], row["cell"]): row for row in facts}
        expected = theirs.score(case.truth(), found, True)
        names = (
            "amounts", "right", "sure", "missing", "others", "others_right", "extra", "wrong_sure", "measure",
            "measure_of", "role",
        )  # fmt: skip
        assert {name: getattr(ours, name) for name in names} == {name: expected[name] for name in names}, case.name
