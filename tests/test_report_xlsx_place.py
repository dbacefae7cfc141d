"""How texts, names, widths and formulas are made ready for Excel, before anything is written."""

from __future__ import annotations

import pytest

from trygg_excel.finding import Text
from trygg_excel.money import KR, MKR, Unit
from trygg_excel.reporting.display import showing
from trygg_excel.reporting.model import (
    Amount,
    Column,
    Formula,
    Operation,
    Ratio,
    Report,
    Row,
    Sheet,
    Style,
    Table,
    Tone,
    Value,
)
from trygg_excel.reporting.xlsx_formula import Formulas
from trygg_excel.reporting.xlsx_look import GREY, HEADER_FILL, INK, LINK, NEGATIVE, TINTS, TONE_INKS
from trygg_excel.reporting.xlsx_measure import height, measure, wrap
from trygg_excel.reporting.xlsx_page import _footer
from trygg_excel.reporting.xlsx_place import Place, letters, places, tab_names


def said(text: str) -> Text:
    return Text(text, text)


def column(key: str, style: Style = Style.TEXT) -> Column:
    return Column(key, said(key.capitalize()), style)


def formula(operation: Operation, *cells: tuple[int, str], value: Amount | Ratio) -> Formula:
    return Formula(operation, cells, value)


def one_column(*values: Value, unit: Unit | None = None) -> Table:
    return Table((column("a"),), tuple(Row((value,)) for value in values), unit)


def place_of(table: Table) -> Place:
    sheet = Sheet("start", said("Svar"), (), table)
    (place,) = places(Report(said("K"), said(""), said(""), said("Svar"), Tone.GOOD, (sheet,)), "sv")
    return place


def test_tab_names_are_what_excel_takes() -> None:
    long = "Avstämning mot kommunfullmäktiges beslut"
    names = tab_names(["a/b?*[c]:\\", long, long.upper(), "History", "'x'", "''", "", "😀" * 30])
    assert names[:2] == ["a-b---c---", "Avstämning mot kommunfullmäkti…"]
    assert names[2:7] == ["AVSTÄMNING MOT KOMMUNFULLM… (2)", "History -", "x", "-", "- (2)"]
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_measuring_and_wrapping() -> None:
    assert measure("1111") == pytest.approx(4, rel=0.05)
    assert wrap("aa bb\ncc", 3) == ["aa", "bb", "cc"]
    assert wrap("abcdefgh", 4) == ["abc", "def", "gh"]
    assert height("a\n" * 1000, 10) <= 409


def test_the_footer_keeps_to_excels_limit() -> None:
    loud = Report(said("&" * 300), said(""), said("R&D " * 100), said(""), Tone.GOOD, ())
    assert "R&&D" in _footer(loud, "sv")
    assert len(_footer(loud, "sv").replace("&&", "&")) <= 255


def test_sums_of_scattered_cells_and_of_very_many() -> None:
    rows = tuple(Row((Amount(100), Amount(None))) for _ in range(700))
    table = Table((column("a", Style.AMOUNT), column("b", Style.AMOUNT)), rows, KR)
    place = place_of(table)
    top = place.first + 1
    every_other = formula(Operation.SUM, *((row, "a") for row in range(0, 700, 2)), value=Amount(35_000))
    text = Formulas(place).excel(every_other)
    assert text.startswith(f"SUM(A{top},A{top + 2},")
    assert max(part.count(",") for part in text.split("+")) < 255
    few = formula(Operation.SUM, (0, "a"), (1, "a"), (3, "a"), (3, "b"), value=Amount(300))
    assert Formulas(place).excel(few) == f"SUM(A{top}:A{top + 1},A{top + 3},B{top + 3})"
    counted = formula(Operation.DIFFERENCE, (0, "a"), (0, "b"), value=Amount(100))
    assert Formulas(place).excel(counted) == f"A{top}-N(B{top})"


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(index: int, name: str) -> None:
    assert letters(index) == name


def test_decimals_come_from_all_of_the_table() -> None:
    assert showing(one_column(Amount(10_000_000), Amount(12_500_000), unit=MKR), "sv").decimals == 3
    assert showing(one_column("text"), "sv").decimals == 0


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_has_contrast_enough() -> None:
    negative = str(NEGATIVE["font_color"])
    pairs = [(INK, HEADER_FILL), (GREY, "#FFFFFF"), (LINK, "#F3F5F7"), (negative, "#F3F5F7")]
    for tone, tint in TINTS.items():
        pairs += [(ink, tint) for ink in (INK, GREY, negative, TONE_INKS[tone])]
    for ink, paper in pairs:
        dark, light = sorted((luminance(ink), luminance(paper)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)
