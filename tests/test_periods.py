"""Which period a heading, label or title names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.fact import Basis
from trygg_excel.layout.names.rows import label_text
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.balances import stands
from trygg_excel.layout.time.dated import dated_by_notes
from trygg_excel.layout.time.months import months_in
from trygg_excel.layout.time.periods import Period, is_bare_period, is_year, read_period, year_period, years_in
from trygg_excel.layout.vocabulary import says_only_measure

# text, first month, last month, basis
NAMED = [
    ("2022", 202201, 202212, Basis.FULL_YEAR),
    ("Budget 2022", 202201, 202212, Basis.FULL_YEAR),
    ("Trygghetspaketet 2022", 202201, 202212, Basis.FULL_YEAR),
    ("Helår 2022", 202201, 202212, Basis.FULL_YEAR),
    ("År 2021:", 202101, 202112, Basis.FULL_YEAR),
    ("(2022)", 202201, 202212, Basis.FULL_YEAR),
    ("FY2014", 201401, 201412, Basis.FULL_YEAR),
    ("Budget 2022 (beslut 2021-11-15)", 202201, 202212, Basis.FULL_YEAR),  # the day of a decision names no year
    ("Budget 2022, dnr KFKS 2021/123", 202201, 202212, Basis.FULL_YEAR),
    ("2012/2013", 201207, 201306, Basis.FULL_YEAR),
    ("2012/13", 201207, 201306, Basis.FULL_YEAR),
    ("2011/12", 201107, 201206, Basis.FULL_YEAR),  # a split year; with '-' it is December
    ("2024-07-01 – 2025-06-30", 202407, 202506, Basis.FULL_YEAR),
    ("2011-12", 201112, 201112, Basis.PERIOD),
    ("2022–2023", 202201, 202312, Basis.MULTI_YEAR),
    ("2022 - 2023", 202201, 202312, Basis.MULTI_YEAR),
    ("2022–23", 202201, 202312, Basis.MULTI_YEAR),
    ("Plan 2023–2025 totalt", 202301, 202512, Basis.MULTI_YEAR),
    ("Utfall 2010-04", 201004, 201004, Basis.PERIOD),
    ("Ack utfall 2009-07", 200901, 200907, Basis.ACCUMULATED),
    ("Utfall 2010/04", 201004, 201004, Basis.PERIOD),
    ("Utfall 201004", 201004, 201004, Basis.PERIOD),
    ("Mars 2022", 202203, 202203, Basis.PERIOD),
    ("Utfall maj 2010", 201005, 201005, Basis.PERIOD),
    ("okt. 2022", 202210, 202210, Basis.PERIOD),
    ("apr–jun 2022", 202204, 202206, Basis.PERIOD),
    ("Jan–Okt 2013", 201301, 201310, Basis.ACCUMULATED),
    ("januari-augusti 2015", 201501, 201508, Basis.ACCUMULATED),
    ("Utfall per 2022-08-31", 202201, 202208, Basis.ACCUMULATED),
    ("Utfall t.o.m. 31 augusti 2022", 202201, 202208, Basis.ACCUMULATED),
    ("Bokslut 2022-12-31", 202201, 202212, Basis.FULL_YEAR),
]
NOT_NAMED = [
    "", "Summa", "mars", "Budget", "Trygghetspaketet 2.0", "LOV3", "1949", "2101", "12022", "20221", "2 022", "2022,5",
    "Budget 2021 och 2022", "2022, 2021, 2020", "2022–2021", "dec 2021–jan 2022", "okt–mar 2022", "2022-01-26",
    "26 januari 2022", "KF 2021-11-15 § 12", "Dnr KFKS 2018/123", "Dnr 2018/12", "SFS 1980:578", "Bokslut-20",
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end", "basis"), NAMED)
def test_the_one_period_a_text_names(text: str, start: int, end: int, basis: Basis) -> None:
    assert read_period(text) == Period(start, end, basis)


@pytest.mark.parametrize("text", NOT_NAMED)
def test_texts_that_name_no_period_or_several(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Trygghetspaketet 2022", [2022]),
        ("Trygghetspaketet 2.0", []),
        ("Budget 2021 och 2022", [2021, 2022]),
        ("2022, 2021, 2020 och 2022", [2022, 2021, 2020]),
        ("Budget 2020–2022", [2020, 2022]),
        ("Månadsrapport 2010-04", [2010]),
        ("Uppföljning per 2022-08-31", [2022]),
        ("Fastställd 2021-11-15", []),
        ("Budget 2022, fastställd 2021-11-15", [2022]),
        ("Dnr KFKS 2018/123", []),
        ("Lag (1980:578) om ordningsvakter", []),
    ],
)
def test_the_years_a_title_names(text: str, years: list[int]) -> None:
    assert years_in(text) == tuple(years)


@pytest.mark.parametrize("text", ["2022", "2022.", "(2022)", "År 2021", "2022–2023", "2012/13", "2022-04"])
def test_nothing_but_a_period(text: str) -> None:
    assert is_bare_period(text)


@pytest.mark.parametrize(
    "text", ["", "Budget 2022", "2022 (tkr)", "2022-01-26", "2 022", "år", "2022 2021 2020 2019 2018"]
)
def test_more_or_less_than_a_period(text: str) -> None:
    assert not is_bare_period(text)


def test_years() -> None:
    assert [number for number in ("1949", "1950", "2022", "2100", "2101", "022", "²022", "") if is_year(number)] == [
        "1950", "2022", "2100",
    ]  # fmt: skip
    assert Period(201207, 201306).year == 2013  # a split year counts as the one it ends in
    assert year_period(2022) == Period(202201, 202212, Basis.FULL_YEAR)


PIECES = [*" -–/.,()", "2022", "2023", "20", "12", "13", "jan", "mars", "per ", "Utfall ", "dnr ", "2021-11-15"]


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_text_is_too_odd(text: str) -> None:
    period = read_period(text)
    assert period is None or (period.start <= period.end and 1 <= period.start % 100 <= period.end % 100 + 99)
    if is_bare_period(text):
        assert years_in(text)


@pytest.mark.parametrize(
    "text", ["2022-" * 7000, "jan " * 8000, "2" * 33_000, "dnr " * 8000, "1 " * 16_000, "per " * 8000]
)
def test_long_texts_take_no_time(text: str) -> None:
    start = time.process_time()
    read_period(text)
    years_in(text)
    is_bare_period(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text",
    ["ab" * 32_000, "budget" + " " * 32_000 + "§", " " * 32_000 + "§", "Budget," * 8000, "KF " * 16_000 + "1 jan §"],
)
def test_long_names_and_notes_take_no_time(text: str) -> None:
    start = time.process_time()
    said = HeadedColumn(2, ("Belopp",))
    assert dated_by_notes([said], [text]) == (said,)
    label_text(text)
    says_only_measure(text)
    months_in(text)
    stands(text)
    assert time.process_time() - start < 1
