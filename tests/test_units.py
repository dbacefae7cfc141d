"""In what unit a text says that amounts are, and what a display-scaled format divides by."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.layout.amounts.units import declared_unit, either, scale_of_format, unit_of_word
from trygg_excel.money import KR, MDKR, MKR, TKR, Unit

DECLARED = [
    ("Belopp i tkr", TKR),
    ("tkr", TKR),
    ("Tkr.", TKR),
    ("(tkr)", TKR),
    ("Tusentals kronor", TKR),
    ("i tusen kronor", TKR),
    ("kSEK", TKR),
    ("TSEK", TKR),
    ("Belopp i 1000 kr", TKR),
    ("(1 000 kr)", TKR),
    ("1000-tal kronor", TKR),
    ("(mkr)", MKR),
    ("Alla belopp i mnkr", MKR),
    ("Mkr", MKR),
    ("MSEK", MKR),
    ("milj. kr", MKR),
    ("Summa miljoner kronor", MKR),
    ("• Summa miljoner kronor", MKR),
    ("Miljoner\N{NO-BREAK SPACE}kronor", MKR),
    ("Miljoner  \n kronor", MKR),
    ("miljarder kr", MDKR),
    ("Kronor", KR),
    ("Belopp (kr)", KR),
    ("SEK", KR),
    ("Belopp i hela kronor", KR),
    ("Budget 2022 (tkr)", TKR),
    ("Budget 2022, tkr", TKR),
    ("Budget 2022 tkr", TKR),
    ("Plan 2023–2025 tkr", TKR),
    ("Tabell 1, mkr", MKR),
    ("Högst 500 tkr per år, belopp i mkr", MKR),
]
NOT_DECLARED = [
    "", "Summa", "5 mkr", "Summa 5 mkr", "Förslag till fördelning av paketets 5 mkr", "5,0 mkr (2021: 4,8 mkr)",
    "Fördelning av 5 miljoner kronor", "500\N{NARROW NO-BREAK SPACE}tkr", "Avgift 1000 kr", "Totalt 6 mkr årligen",
    "krav", "Trygghetskronor", "sekunder", "mkr2022", "procent", "Emkr",
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit"), DECLARED)
def test_a_text_declares_a_unit(text: str, unit: Unit) -> None:
    assert declared_unit(text) is unit


@pytest.mark.parametrize("text", NOT_DECLARED)
def test_a_text_declares_none(text: str) -> None:
    assert declared_unit(text) is None


def test_words() -> None:
    words = ["MKR", "miljoner\N{NO-BREAK SPACE}kr", "Milj. kr", "tkr", "kr", "pund", ":-"]
    assert [unit_of_word(word) for word in words] == [MKR, MKR, MKR, TKR, KR, None, None]


@pytest.mark.parametrize(
    ("number_format", "scale"),
    [
        ("General", 1),
        ("", 1),
        ("@", 1),
        ("0.0", 1),
        ("#,##0", 1),
        ("#,##0.00", 1),
        ("# ##0,0", 1),  # Swedish separators that someone typed: a comma inside the digits scales nothing
        ('#,##0","', 1),
        ("#,##0_,", 1),
        ("#,##0,", 1000),
        ("0.0,", 1000),
        ("#,##0,;-#,##0,", 1000),
        ("[Red]#,##0,", 1000),
        ("_(* #,##0,_)", 1000),
        ("#,##0.0,,", 1_000_000),
        ('#,##0.0,,\\ "mkr"', 1_000_000),
        ("0.0,,,", 1_000_000_000),
    ],
)
def test_what_a_format_divides_by(number_format: str, scale: int) -> None:
    assert scale_of_format(number_format) == scale


PIECES = [*" ,.-()0#_;", "5", "1000", "2022", "mkr", "kr", "kronor", "miljoner", "i ", "Budget ", "[Red]", '"']


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_text_is_too_odd(text: str) -> None:
    assert declared_unit(text) in {None, KR, TKR, MKR, MDKR}
    assert scale_of_format(text) >= 1


@pytest.mark.parametrize(
    "text", ["5 mkr " * 5500, "kr" * 16_000, "1 000 " * 5500, " " * 33_000, "miljoner " * 3600, "KR a " * 6600]
)
def test_long_texts_take_no_time(text: str) -> None:
    start = time.process_time()
    declared_unit(text)
    scale_of_format(text)
    assert time.process_time() - start < 1


WORDS = st.lists(st.text(alphabet="kr mt.€", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS, st.text(alphabet="kKr mt.€x", max_size=12), st.sampled_from(["", r"(?!\w)"]))
def test_either_of_the_words_is_the_longest_that_fits(words: list[str], text: str, after: str) -> None:
    plainly = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    one, other = (re.compile(f"(?:{each}){after}", re.IGNORECASE) for each in (either(words), plainly))
    assert [each.span() for each in one.finditer(text)] == [each.span() for each in other.finditer(text)]
