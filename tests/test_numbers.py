"""Which texts are amounts, how much they say, and which are anything else."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.fact import State
from trygg_excel.layout.amounts.numbers import ENGLISH, SWEDISH, Written, collapsed, plain, punctuation_of, read_amounts
from trygg_excel.money import KR, MDKR, MKR, TKR, Unit

SPACES = ["\N{SPACE}", "\N{NO-BREAK SPACE}", "\N{FIGURE SPACE}", "\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}"]
MINUSES = ["-", "\N{MINUS SIGN}", "\N{EN DASH}", "\N{EM DASH}", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}"]

# text, number, decimals written
NUMBERS = [
    ("$(1,5)", "-1.5", 1),
    ("147,40[1]", "147.40", 2),
    ("0", "0", 0),
    ("0,0", "0.0", 1),
    ("1,0", "1.0", 1),
    ("5", "5", 0),
    ("1 234,5", "1234.5", 1),
    ("1 000 000", "1000000", 0),
    ("1.000.000", "1000000", 0),
    ("1.234,5", "1234.5", 1),
    ("1,234.5", "1234.5", 1),
    ("1'000", "1000", 0),
    ("'500", "500", 0),  # an apostrophe that was typed to keep the text
    ("+5", "5", 0),
    ("(12,5)", "-12.5", 1),
    ("( 1 234 )", "-1234", 0),
    ("12,5-", "-12.5", 1),
    ("1 133,1-", "-1133.1", 1),
    ("2.0", "2.0", 1),  # a number here; that 'Trygghetspaketet 2.0' is a name is told by the words around it
    ("5 000\N{SOFT HYPHEN}", "5000", 0),
    ("1 250 *", "1250", 0),  # footnotes' marks
    ("1 250 1)", "1250", 0),
    ("1 250²", "1250", 0),
    ("  7\n", "7", 0),
]
# text, number, unit
WITH_UNIT = [
    ("1,0 miljoner kr", "1.0", MKR),
    ("1,0 miljon kronor", "1.0", MKR),
    ("5 mkr", "5", MKR),
    ("5mkr", "5", MKR),
    ("5,3 mnkr", "5.3", MKR),
    ("5 MSEK", "5", MKR),
    ("6 milj. kr", "6", MKR),
    ("500 tkr", "500", TKR),
    ("500 ksek", "500", TKR),
    ("12 tusen kronor", "12", TKR),
    ("1,5 mdkr", "1.5", MDKR),
    ("2 miljarder kronor", "2", MDKR),
    ("70 000 kr", "70000", KR),
    ("-70 000 kr", "-70000", KR),
    ("(1 234) kr", "-1234", KR),
    ("(1 234 kr)", "-1234", KR),
    ("1 234- kr", "-1234", KR),
    ("0 kr", "0", KR),
]
NO_AMOUNT = [
    "", "   ", "Summa", "mkr", "ca", "LOV 3", "LOV3", "2 tjänstepersoner", "2 tjänster", "5 st", "12,5 %", "10%",
    "2022-01-26", "26 januari 2022", "2022–2023", "12.4.2022", "12:30", "1:50", "§ 12", "1)", "(1", "*", "1.5.2",
    "08-718 80 00", "070-123 45 67", "0707-12 34 56", "+46 8 718 80 00", "556000-1234", "19800101-1234",
    "0101", "007", "00,5", "1 2", "12 34", "1 234 56", "1234 567", "10–20", "10 000 - 20 000", "5 / 6", "1/2", "5+5",
    "=5", "--5", "-5-", "-(5)", "1,", ",5", "1e5", "0x10", "∞", "NaN", "½", "1½", "²", "3 tkr/år", "5 mkr 2022",
    "Trygghetspaketet 2.0", "5 kr kr",
]  # fmt: skip
ZEROS = ["-", "–", "—", "\N{MINUS SIGN}", " - ", "--", "±0", "0,-", "- kr", "noll", "Nil"]
UNKNOWN = ["ej angivet", "Ej angivet", "(ej angivet)", "okänt", "Oklart", "uppgift saknas", "?", "..", "…", "x", "n/a"]


def only(text: str) -> Written:
    (written,) = read_amounts(text)
    return written


@pytest.mark.parametrize(("text", "number", "decimals"), NUMBERS)
def test_a_number(text: str, number: str, decimals: int) -> None:
    assert only(text) == Written(Decimal(number), State.STATED, None, decimals, priced="$" in text)


@pytest.mark.parametrize("space", SPACES)
def test_every_space_groups_digits(space: str) -> None:
    assert only(f"1{space}234{space}567,5{space}tkr") == Written(Decimal("1234567.5"), State.STATED, TKR, 1)


@pytest.mark.parametrize("minus", MINUSES)
def test_every_minus_is_one(minus: str) -> None:
    for text in (f"{minus}1,8", f"{minus} 1,8", f"{minus}\N{NO-BREAK SPACE}1,8", f"1,8{minus}"):
        assert only(text).number == Decimal("-1.8")
    assert only(minus).state is State.ZERO_MARK


@pytest.mark.parametrize(("text", "number", "unit"), WITH_UNIT)
def test_a_number_with_its_unit(text: str, number: str, unit: Unit) -> None:
    assert (only(text).number, only(text).unit) == (Decimal(number), unit)


@pytest.mark.parametrize("text", ["70 000:-", "70 000 :-", "70 000;-", "70 000,-"])
def test_a_price_as_swedes_write_it(text: str) -> None:
    assert only(text) == Written(Decimal(70_000), priced=True)


@pytest.mark.parametrize("text", ["ca 500 tkr", "Ca. 500 tkr", "c:a 500 tkr", "cirka 500 tkr", "drygt 500 tkr"])
def test_about(text: str) -> None:
    assert only(text) == Written(Decimal(500), State.STATED, TKR, 0, approximate=True)


@pytest.mark.parametrize("text", NO_AMOUNT)
def test_what_is_no_amount(text: str) -> None:
    assert read_amounts(text) == ()


@pytest.mark.parametrize("text", ZEROS)
def test_a_mark_for_nought(text: str) -> None:
    assert only(text) == Written(Decimal(0), State.ZERO_MARK)


@pytest.mark.parametrize("text", UNKNOWN)
def test_a_mark_for_unknown(text: str) -> None:
    assert only(text) == Written(None, State.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("12,4 varav 2,0", [("12.4", None), ("2.0", None)]),
        ("12,4 (varav 2,0)", [("12.4", None), ("2.0", None)]),
        ("12,4, därav 2,0 mkr", [("12.4", MKR), ("2.0", MKR)]),  # the one unit named is both's
        ("12,4 mkr, varav 500 tkr", [("12.4", MKR), ("500", TKR)]),
        ("12,4 varav lokaler", []),
    ],
)
def test_two_amounts_in_a_cell(text: str, amounts: list[tuple[str, Unit | None]]) -> None:
    assert [(each.number, each.unit) for each in read_amounts(text)] == [(Decimal(n), unit) for n, unit in amounts]


# what the other cells of the column show, what '1.234' and '1,234' mean among them
COLUMNS = [
    ([], "1234", "1.234"),
    (["5", "700"], "1234", "1.234"),
    (["1,5"], "1234", "1.234"),
    (["1.234,5"], "1234", "1.234"),
    (["1.5"], "1.234", "1234"),
    (["1,234.5", "7"], "1.234", "1234"),
    (["1.5", "2,5", "3,5"], "1234", "1.234"),
]


@pytest.mark.parametrize(("others", "point", "comma"), COLUMNS)
def test_an_ambiguous_mark_is_settled_by_its_column(others: list[str], point: str, comma: str) -> None:
    punctuation = punctuation_of([*others, "1.234", "1,234"])
    assert [read_amounts(text, punctuation)[0].number for text in ("1.234", "1,234")] == [
        Decimal(point),
        Decimal(comma),
    ]


def test_collapsed_and_plain() -> None:
    assert (
        collapsed(" Kamera\N{SOFT HYPHEN}övervakning\N{NO-BREAK SPACE} –\n centrala ") == "Kameraövervakning – centrala"
    )
    assert plain("'\N{EN DASH}\N{NARROW NO-BREAK SPACE}1 250²") == "- 1 250"


@pytest.mark.parametrize("text", ["1 " * 5000, "(" * 5000, "1." * 5000, "9" * 33_000, "Summa " * 5500, "varav " * 5500])
def test_what_is_longer_than_any_amount_is_none_and_takes_no_time(text: str) -> None:
    start = time.process_time()
    for end in (0, 80, 81, len(text)):
        assert read_amounts(text[:end]) == () or text[0] == "9"
    punctuation_of([text])
    collapsed(text)
    assert time.process_time() - start < 1
    assert read_amounts(text) == ()


PIECES = [
    "1",
    "12",
    " ",
    "  ",
    ".",
    ",",
    "-",
    "–",
    "(",
    ")",
    "kr",
    "mkr",
    "ca ",
    "varav ",
    "*",
    "'",
    ":-",
    "²",
    "0",
    "\n",
]


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_is_too_odd(text: str) -> None:
    for punctuation in (SWEDISH, ENGLISH):
        start = time.process_time()
        for written in read_amounts(text, punctuation):
            assert (written.number is None) == (written.state is State.UNKNOWN)
            assert written.number is None or written.number.is_finite()
        assert time.process_time() - start < 1
    assert punctuation_of([text]) in (SWEDISH, ENGLISH)


@given(st.decimals(-(10**12), 10**12, places=2, allow_nan=False), st.sampled_from(SPACES), st.sampled_from(MINUSES))
def test_what_a_swede_writes_is_what_is_read(number: Decimal, space: str, minus: str) -> None:
    text = f"{abs(number):,.2f}".replace(",", space).replace(".", ",")
    assert only(f"{minus}{text}" if number < 0 else text).number == number


@pytest.mark.parametrize("text", ["$ -", "- €", "£-"])
def test_accounting_formats_write_nothing_as_a_sign_and_a_dash(text: str) -> None:
    assert [each.state for each in read_amounts(text)] == [State.ZERO_MARK]
