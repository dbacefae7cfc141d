"""Flat extracts: every format gives the same sums, and what cannot be read is told and never dropped."""

from __future__ import annotations

import random
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archetypes.case import Case
from tests.archetypes.catalogue import CASES
from tests.ledgers import HEADS, ROWS, RULES, TOP, WRITERS, Value, as_csv, as_xlsx, booked, booking, ledger, said
from trygg_excel.errors import NoLedger, Refused, TryggError, UnsureLedger
from trygg_excel.ledger.amounts import number_amounts, number_ore, shown_by, text_ore
from trygg_excel.ledger_facts import Ledger, RowCount
from trygg_excel.register.model import AccountRule

EXPECTED = {
    ("sspf", "5010", 202201): 100_050, ("sspf", "5010", 202202): -25, ("sspf", "3411", 202203): -25_000,
    ("kamera", "6011", 202203): 4_010, ("varde", "5011", 202203): 700, (None, "4010", 202203): 9_900,
}  # fmt: skip
SUM: list[Value] = [None] * 10
WHOLE = Decimal("896.35")


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_sums(name: str, tmp_path: Path) -> None:
    total: list[Value] = ["Summa", *SUM[1:], WHOLE]
    found = ledger(WRITERS[name](tmp_path / name, [*ROWS, tuple(total)]))
    assert booked(found) == EXPECTED
    assert said(found) == []
    assert found.count == RowCount(rows=7, booked=6, sums=1)
    assert str(found.extracted) == "2022-04-08"
    assert found.total == int(WHOLE * 100)


def test_in_a_child_it_is_the_same(tmp_path: Path) -> None:
    from trygg_excel.ledger.read import read_ledger

    path = as_xlsx(tmp_path / "a.xlsx", [*ROWS, booking("0310", "5010", 202203, "x")])
    assert read_ledger(path, RULES) == ledger(path)


def test_headings_stand_below_a_head_of_report_and_again_on_each_page(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [*ROWS[:3], HEADS, *ROWS[3:]])
    assert booked(ledger(path)) == EXPECTED


def test_codes_keep_their_noughts_and_numbers_that_lost_them_are_told(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        booking("0310", "5010", 202201, 1),
        [310, "", "", "4010", "", "", "", 202201, "A1", "", 2],
    ]
    found = ledger(as_xlsx(tmp_path / "a.xlsx", rows))
    assert booked(found) == {("sspf", "5010", 202201): 100, (None, "4010", 202201): 200}
    assert said(found) == [
        "Koder har blivit tal på bladet Huvudbok och kan ha tappat inledande nollor: 310 (0310). De är inte ändrade."
    ]


DATED = ("Konto", "Kst", "Bokföringsdatum", "Debet", "Kredit", "Serie", "Vernr")


def test_debit_and_credit_by_day(tmp_path: Path) -> None:
    rows = [("5010", "0310", "2022-01-31", 100, None, "A", "1"), ("2440", "0310", "2022-01-31", None, 100, "A", "1"),
            ("5010", "0310", "2022-02-01", 70, 20, "A", "2"), ("2440", "0310", "2022-02-01", None, 49, "A", "2"),
            ("5010", "0310", "2022-02-02", 5, "", "B", "1"), ("2440", "0310", "2022-02-02", "", 5, "B", "1"),
            ("Summa", "", "", 175, 174, "", "")]  # fmt: skip
    for path in (as_xlsx(tmp_path / "a.xlsx", rows, DATED), as_csv(tmp_path / "a.csv", rows, DATED)):
        found = ledger(path)
        assert booked(found) == {
            ("sspf", "5010", 202201): 10_000, ("sspf", "2440", 202201): -10_000, ("sspf", "5010", 202202): 5_500,
            ("sspf", "2440", 202202): -5_400,
        }  # fmt: skip
        assert [(each.name, each.amounts) for each in found.vouchers] == [("A2", (100,))]
        assert found.balanced
        assert said(found) == []


def test_vouchers_of_costs_alone_are_not_held(tmp_path: Path) -> None:
    assert not ledger(as_xlsx(tmp_path / "a.xlsx", ROWS)).balanced


def test_months_across_with_a_sum_of_each(tmp_path: Path) -> None:
    heads = ("Konto", "Ansvar", "jan", "feb", "Utfall mars 2022", "Totalt")
    rows = [("5010", "0310", 1, 2, 3.5, 6.5), ("6011", "3110", None, 4, None, 4), ("Summa", "", 1, 6, 4, 11)]
    found = ledger(as_xlsx(tmp_path / "a.xlsx", rows, heads, ("Utfall 2022",)))
    assert booked(found) == {
        ("sspf", "5010", 202201): 100, ("sspf", "5010", 202202): 200, ("sspf", "5010", 202203): 350,
        ("kamera", "6011", 202202): 400,
    }  # fmt: skip
    assert said(found) == ["Uttagets egen summa (rad 5) är 4 kr, men raderna ger 3,5 kr. Differens 0,5 kr."]


def test_year_and_month_in_columns_of_their_own_and_thousands(tmp_path: Path) -> None:
    heads = ("Konto", "Ansvar", "År", "Månad", "Belopp (tkr)")
    found = ledger(
        as_csv(tmp_path / "a.csv", [("5010", "0310", 2022, 3, "1,5"), ("5010", "0310", 2022, 13, "2")], heads)
    )
    assert booked(found) == {("sspf", "5010", 202203): 150_000, ("sspf", "5010", 202213): 200_000}


def test_thousands_that_the_head_of_the_report_declares(tmp_path: Path) -> None:
    rows = [booking("0310", "5010", 202201, 1.5)]
    found = ledger(as_xlsx(tmp_path / "a.xlsx", rows, top=("Huvudbok", "Belopp i tkr", "")))
    assert booked(found) == {("sspf", "5010", 202201): 150_000}


def test_a_sum_that_is_not_that_of_its_rows(tmp_path: Path) -> None:
    total = ["Summa", *SUM[1:], 896.45]
    found = ledger(as_xlsx(tmp_path / "a.xlsx", [*ROWS, total]))
    (told,) = found.findings
    assert said(found) == ["Uttagets egen summa (rad 13) är 896,45 kr, men raderna ger 896,35 kr. Differens 0,1 kr."]
    assert (told.code, told.found, told.expected, told.difference) == ("TRY-L03", 89_645, 89_635, 10)


def test_a_sum_that_is_off_since_a_row_could_not_be_read(tmp_path: Path) -> None:
    total: list[Value] = ["Summa", *SUM[1:], 896.45]
    found = ledger(as_xlsx(tmp_path / "a.xlsx", [*ROWS, booking("0310", "5010", 202203, "0.1x"), total]))
    (told,) = [each for each in found.findings if each.code == "TRY-L03"]
    assert [each.sv for each in told.causes] == ["Möjlig orsak: konteringarna som inte kan läsas."]


def test_sums_of_parts_are_held_and_not_added(tmp_path: Path) -> None:
    def part(amount: float) -> list[Value]:
        return ["Summa ansvar", *SUM[1:], amount]

    right = [*ROWS[:3], part(750.25), *ROWS[3:], part(146.1), ["Totalsumma", *SUM[1:], 896.35]]
    assert said(ledger(as_csv(tmp_path / "a.csv", right))) == []
    wrong = [*ROWS[:3], part(750), *ROWS[3:], part(146.1), ["Totalsumma", *SUM[1:], 896.35]]
    found = ledger(as_csv(tmp_path / "b.csv", wrong))
    assert booked(found) == EXPECTED
    assert said(found) == [
        "1 rad med summor i uttaget stämmer inte med raderna ovanför: rad 10. Summor räknas inte med."
    ]


@pytest.mark.parametrize("account", ["Summa 5010", "5010 Summa", "Delsumma 5010", "Totalt 5010"])
def test_a_sum_of_an_account_that_says_its_period_too_is_no_booking(account: str, tmp_path: Path) -> None:
    rows = [*[booking("0310", "5010", 202201, 1)] * 2_500, booking("0310", account, 202201, 2_500)]
    for path in (as_xlsx(tmp_path / "a.xlsx", rows), as_csv(tmp_path / "a.csv", rows)):
        found = ledger(path)
        assert booked(found) == {("sspf", "5010", 202201): 250_000}
        assert said(found) == []


def test_the_number_of_rows_is_held(tmp_path: Path) -> None:
    rows = [*ROWS, ["Antal rader", *SUM[1:], 7]]
    assert said(ledger(as_xlsx(tmp_path / "a.xlsx", rows))) == [
        "Uttaget uppger 7 rader (rad 13), men 6 konteringar är lästa."
    ]


BAD = {
    "x": "x", "=1+1": "=1+1", "1.2.3,4,5": "1.2.3,4,5", "5 tkr": "5 tkr", "9" * 40: "9" * 30, "1e400": "1e400",
    "#N/A": "#N/A", "12 34": "12 34",
}  # fmt: skip


@pytest.mark.parametrize("amount", BAD)
def test_an_amount_that_is_none_is_told_with_its_row(amount: str, tmp_path: Path) -> None:
    for path in (
        as_xlsx(tmp_path / "a.xlsx", [*ROWS, booking("0310", "5010", 202203, amount)]),
        as_csv(tmp_path / "a.csv", [*ROWS, booking("0310", "5010", 202203, amount)]),
    ):
        found = ledger(path)
        assert booked(found) == EXPECTED
        assert found.count == RowCount(rows=7, booked=6, unreadable=1)
        assert said(found) == [
            f"1 kontering har belopp som inte kan läsas säkert och räknas inte med: rad 13 ({BAD[amount]})."
        ]


@pytest.mark.parametrize("period", ["2022", "202214", "mars", "20220", "", "#REF!", 7])
def test_a_period_that_is_none_is_told_with_its_amount(period: str | int, tmp_path: Path) -> None:
    found = ledger(as_xlsx(tmp_path / "a.xlsx", [*ROWS, booking("0310", "5010", period, 12.5)]))
    assert booked(found) == EXPECTED
    assert said(found) == ["1 kontering (12,5 kr) har ingen period som kan läsas och räknas inte med: rad 13."]


def test_what_may_be_thousands_or_decimals_is_not_guessed_at(tmp_path: Path) -> None:
    unsure = [booking("0310", "5010", 202201, "1.234"), booking("0310", "5010", 202201, "5")]
    assert ledger(as_csv(tmp_path / "a.csv", unsure)).count == RowCount(rows=2, booked=1, unreadable=1)
    sure = [*unsure, booking("0310", "5010", 202201, "0,50")]
    assert booked(ledger(as_csv(tmp_path / "b.csv", sure))) == {("sspf", "5010", 202201): 123_950}


def test_parts_of_an_ore_are_rounded_and_told(tmp_path: Path) -> None:
    found = ledger(as_xlsx(tmp_path / "a.xlsx", [booking("0310", "5010", 202201, 0.125)]))
    assert said(found) == ["1 belopp har delar av ören och räknas avrundade till hela: rad 7."]
    assert found.total == 12


def test_rows_without_an_account_are_kept(tmp_path: Path) -> None:
    found = ledger(as_xlsx(tmp_path / "a.xlsx", [*ROWS, booking("9999", "", 202203, 5)]))
    assert booked(found)[None, "", 202203] == 500


def test_a_blank_amount_is_no_nought(tmp_path: Path) -> None:
    found = ledger(as_xlsx(tmp_path / "a.xlsx", [*ROWS, booking("0310", "5010", 202203, None)]))
    assert found.count == RowCount(rows=7, booked=6, empty=1)
    assert said(found) == ["1 rad med konto saknar belopp: rad 13."]


def test_bookings_without_a_programme_that_cancel_are_kept_apart(tmp_path: Path) -> None:
    rows = [booking("9", "4010", 202201, 100), booking("9", "4010", 202201, -100), booking("9", "4010", 202201, 0)]
    found = ledger(as_csv(tmp_path / "a.csv", rows))
    assert [(each.amount, each.bookings) for each in found.unmapped] == [(-10_000, 1), (0, 1), (10_000, 1)]


def test_internal_counterparties(tmp_path: Path) -> None:
    rows = [booking("0310", "5010", 202201, 100, motp="870"), booking("0310", "5010", 202201, 30, motp="990")]
    for path in (as_csv(tmp_path / "a.csv", rows * 2), as_xlsx(tmp_path / "a.xlsx", rows * 2)):
        found = ledger(path, internal="87X")
        assert [(each.internal, each.amount, each.bookings) for each in found.rows] == [
            (False, 6000, 2),
            (True, 20_000, 2),
        ]


def test_two_rules_that_fit_as_well_are_told(tmp_path: Path) -> None:
    rules = (AccountRule(programme="a", account="40*"), AccountRule(programme="b", cost_centre="31*"))
    found = ledger(
        as_csv(tmp_path / "a.csv", [booking("3110", "4010", 202201, 8), booking("3110", "5", 202201, 1)]), rules
    )
    assert booked(found) == {(None, "4010", 202201): 800, ("b", "5", 202201): 100}
    assert said(found) == [
        "1 kontering (8 kr) passar lika bra på regler för flera insatser (a, b) och räknas inte till någon. "
        "Konton: 4010."
    ]


# What is no ledger, or may be two.


def refusal(path: Path) -> TryggError:
    with pytest.raises(TryggError) as told:
        ledger(path)
    assert "\n" not in told.value.message.sv
    assert told.value.exit_code == 3
    return told.value


def test_what_is_no_ledger_is_told_in_a_sentence(tmp_path: Path) -> None:
    assert isinstance(refusal(as_xlsx(tmp_path / "a.xlsx", ROWS, ["Insats", "2022"])), NoLedger)
    twice = refusal(as_xlsx(tmp_path / "b.xlsx", [("1", 2022_01, 5, 6)], ("Konto", "Period", "Belopp", "Belopp")))
    assert isinstance(twice, UnsureLedger)
    assert "'Belopp'" in twice.message.sv
    assert "Period" in refusal(as_xlsx(tmp_path / "c.xlsx", [("1", 5)], ("Konto", "Belopp"))).message.sv
    assert "Belopp" in refusal(as_xlsx(tmp_path / "d.xlsx", [("1", 5, 4)], ("Konto", "Ansvar", "Period"))).message.sv


def test_broken_files_are_refused(tmp_path: Path) -> None:
    whole = as_xlsx(tmp_path / "a.xlsx", list(ROWS) * 300).read_bytes()
    for number, data in enumerate((whole[:3000], whole[:-30], b"", b"Konto;Belopp\0;1\r\n", b"\xff\xfe", whole[5000:])):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(data)
        assert isinstance(refusal(path), Refused)


def test_a_text_cut_inside_quotes_is_refused(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", ROWS)
    path.write_bytes(path.read_bytes() + b'0310;"Enhet')
    assert isinstance(refusal(path), Refused)


PERIODS: list[Value] = [202201, 202202, "202203"]

# Many rows: the fast ways give what the slow one does.


def many(count: int, seed: int = 1, *, odd_ones: bool = True) -> list[list[Value]]:
    """Bookings, with every kind of odd one that a fast way may come across."""
    r = random.Random(seed)  # noqa: S311  not a secret
    odd: list[Value] = ["1 234,50", "-5,00-", "x", None, 0, 12.345, "0,5"]
    rows: list[list[Value]] = []
    for number in range(count):
        amount: Value = r.choice(odd) if odd_ones and r.random() < 0.01 else r.randrange(-(10**7), 10**7) / 100
        period: Value = "fel" if odd_ones and r.random() < 0.002 else r.choice(PERIODS)
        row = booking(
            r.choice(["0310", "3110", "3120", "77 & 8"]), r.choice(["5010", "5011", "6011", ""]), period, None
        )
        row[-1] = amount
        row[5] = r.choice(["", "870", None])
        row[8] = f"A{number // 2}"
        rows.append(list(row))
    return rows


@pytest.mark.parametrize("odd_ones", [False, True])
@pytest.mark.parametrize("inline", [False, True])
def test_the_fast_ways_and_the_slow_one_agree(
    *, inline: bool, odd_ones: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_xlsx(tmp_path / "a.xlsx", many(1_600, odd_ones=odd_ones), inline=inline)
    fast = ledger(path, internal="870")
    monkeypatch.setattr("trygg_excel.ledger.columns.Columns.wanted", lambda _: None)
    assert ledger(path, internal="870") == fast
    assert fast.count is not None
    assert fast.count.rows == 1_600
    assert (fast.count.unreadable > 5) is odd_ones


def test_a_sheet_that_is_not_written_plainly_gives_the_same(tmp_path: Path) -> None:
    import zipfile

    path = as_xlsx(tmp_path / "a.xlsx", ROWS)
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as out:
        for name in given.namelist():
            data = given.read(name)
            out.writestr(name, data.replace(b"<sheetData>", b"<sheetData><!-- -->") if "sheet1" in name else data)
    assert ledger(other).rows == ledger(path).rows


def test_rows_out_of_order_are_read_by_the_parser(tmp_path: Path) -> None:
    import re
    import zipfile

    path = as_xlsx(tmp_path / "a.xlsx", list(ROWS) * 200)
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as out:
        for name in given.namelist():
            data = given.read(name)
            if "sheet1" in name:  # the same row twice: a reader that adds up would count it twice
                row = re.search(rb'<row r="900".*?</row>', data)
                assert row
                data = data.replace(row[0], row[0] * 2)
            out.writestr(name, data)
    assert ledger(other).total == ledger(path).total


AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
CODES = st.sampled_from(["0310", "3110", "3120", "3130", "", "9"])


@settings(max_examples=40)
@given(st.lists(st.tuples(CODES, st.sampled_from(["3411", "5010", "5011", "6011"]), AMOUNTS), min_size=1, max_size=60))
def test_programmes_and_the_unmapped_come_to_the_sum_of_the_rows(
    rows: list[tuple[str, str, Decimal]],
) -> None:
    folder = Path(tempfile.mkdtemp())
    written = [
        booking(ansvar, konto, 202200 + 1 + number % 12, amount) for number, (ansvar, konto, amount) in enumerate(rows)
    ]
    expected = Decimal(0)
    for _, _, amount in rows:
        expected += amount
    for path in (as_xlsx(folder / "a.xlsx", written), as_csv(folder / "a.csv", written)):
        found = ledger(path)
        mapped = sum(amount for months in found.booked.values() for amount in months.values())
        assert Decimal(mapped + sum(each.amount for each in found.unmapped)) / 100 == expected
        assert sum(each.bookings for each in found.rows) == len(rows)


@given(st.integers(-(10**14), 10**14))
def test_an_amount_comes_through_a_double_as_it_was(ore: int) -> None:
    for written in (
        repr(ore / 100),
        f"{ore / 100:.17g}",
        f"{ore // 100}.{ore % 100:02}" if ore >= 0 else repr(ore / 100),
    ):
        if "e" not in written:
            assert number_amounts([written]) == [ore]
        found = number_ore(written)
        assert found is not None
        assert found == (ore, False)


@given(st.integers(-(10**12), 10**12))
def test_an_amount_comes_through_swedish_text_as_it_was(ore: int) -> None:
    whole, parts = divmod(abs(ore), 100)
    text = f"{'−' if ore < 0 else ''}{whole:,}".replace(",", "\u00a0") + f",{parts:02}"
    found = text_ore(text, shown_by([text]))
    assert found is not None
    assert found == (ore, False)


@pytest.mark.parametrize(
    "case", [each for each in CASES if each.file.startswith(("16a", "16b", "16c"))], ids=lambda each: each.file
)
def test_the_exports_among_the_archetypes(case: Case, tmp_path: Path) -> None:
    found = ledger(case.build(tmp_path), (AccountRule(programme="a", cost_centre="0310"),))
    assert found.count == RowCount(rows=38, booked=36, sums=2)
    assert found.booked == {"a": {202201: 47_103_200, 202202: 47_246_200}}
    assert (said(found), str(found.extracted)) == ([], "2022-03-04")


def test_a_code_may_have_its_name_beside_it(tmp_path: Path) -> None:
    row = booking("0310 Stab", "5010 - Månadslöner", 202201, 1)
    assert booked(ledger(as_csv(tmp_path / "a.csv", [row]))) == {("sspf", "5010", 202201): 100}


def test_the_head_of_a_report_may_be_missing(tmp_path: Path) -> None:
    assert booked(ledger(as_csv(tmp_path / "a.csv", ROWS, top=()))) == EXPECTED
    assert len(TOP) == 5


def test_debit_and_credit_in_many_rows(tmp_path: Path) -> None:
    """More of them than are looked at one by one; one side is blank in each, in one row both."""
    sides: list[tuple[Value, Value]] = [("", 5), (7, ""), ("", "")] * 1_500
    rows = [
        ("5010", "0310", "2022-01-31", debit, credit, "A", str(at // 2)) for at, (debit, credit) in enumerate(sides)
    ]
    for path in (as_xlsx(tmp_path / "a.xlsx", rows, DATED), as_csv(tmp_path / "a.csv", rows, DATED)):
        found = ledger(path)
        assert booked(found) == {("sspf", "5010", 202201): (7 - 5) * 1_500 * 100}
        assert found.count == RowCount(rows=4_500, booked=3_000, empty=1_500)


def _by_month(tmp_path: Path, heads: str, amounts: str) -> Ledger:
    path = tmp_path / "a.csv"
    path.write_text(f"Konto;Ansvar;{heads}\n4010;1;{amounts}\n", encoding="utf-8")
    return ledger(path)


@pytest.mark.parametrize(
    ("heads", "amounts", "outcome", "left"),
    [
        (
            "Budget jan 2024;Utfall jan 2024;Budget feb 2024;Utfall feb 2024", "100;90;100;80",
            {202401: 9_000, 202402: 8_000}, "2 kolumner med en månad är inte utfall och räknas inte med: "
            "Budget jan 2024 och Budget feb 2024.",
        ),
        (
            "Antal jan 2024;Utfall jan 2024", "3;90", {202401: 9_000},
            "1 kolumn med en månad är inte utfall och räknas inte med: Antal jan 2024.",
        ),
        (
            "Utfall jan 2024;Utfall feb 2024;Prognos mar 2024", "90;80;70", {202401: 9_000, 202402: 8_000},
            "1 kolumn med en månad är inte utfall och räknas inte med: Prognos mar 2024.",
        ),
    ],
)  # fmt: skip
def test_a_month_of_something_else_is_no_outcome(
    heads: str, amounts: str, outcome: dict[int, int], left: str, tmp_path: Path
) -> None:
    found = _by_month(tmp_path, heads, amounts)
    assert {each.period: each.amount for each in found.rows} == outcome
    assert said(found) == [left]


@pytest.mark.parametrize(
    "heads", ["Jan 2024;Feb 2024;Jan 2024;Feb 2024", "Utfall jan 2024;Jan 2024", "Jan 2024;Jan 2024"]
)
def test_two_columns_of_one_month_are_not_added(heads: str, tmp_path: Path) -> None:
    with pytest.raises(UnsureLedger, match="flera kolumner kan vara samma sak: '"):
        _by_month(tmp_path, heads, ";".join("1" * (heads.count(";") + 1)))


@pytest.mark.parametrize("words", ["Ing moms 25%", "UB Stockholm", "Antal poster", "Total Sverige AB", "Summa Konsult"])
def test_an_account_without_a_period_is_told_whatever_its_text(words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = f"4010;0310;202201;Hyra;100\n4020;0310;;{words};5000\n4010;0310;202202;Hyra;100\n"
    path.write_text(f"Konto;Ansvar;Period;Text;Belopp\n{rows}", encoding="utf-8")
    found = ledger(path)
    assert said(found) == ["1 kontering (5 000 kr) har ingen period som kan läsas och räknas inte med: rad 3."]
    assert found.count == RowCount(rows=3, booked=2, unreadable=1)


@pytest.mark.parametrize("words", ["Ingående balans", "UB 2022-01-31", "Utg. saldo konto 4010", "IB"])
def test_an_accounts_balance_is_no_booking(words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"Konto;Ansvar;Period;Text;Belopp\n4010;0310;;{words};50\n4010;0310;202201;Hyra;100\n", encoding="utf-8"
    )
    found = ledger(path)
    assert (said(found), found.count) == ([], RowCount(rows=2, booked=1, sums=1))
