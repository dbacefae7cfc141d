"""SIE files: each trap of the format is a test, and every crown is counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import RULES, booked, ledger, said
from trygg_excel.errors import Refused
from trygg_excel.ledger.sie_records import decoded, records
from trygg_excel.ledger_facts import RowCount

HEAD = """#FLAGGA 0
#PROGRAM "Ekonomisystem" 7.3
#FORMAT PC8
#GEN 20220408
#SIETYP 4
#FNAMN "Kommunen på Ön"
#RAR 0 20220101 20221231
#RAR -1 20210101 20211231
#DIM 1 "Kostnadsställe"
#DIM 6 "Projekt"
#DIM 20 "Verksamhet"
#DIM 21 "Motpart"
#KONTO 5010 "Löner"
"""


def sie(tmp_path: Path, body: str, head: str = HEAD, encoding: str = "cp437") -> Path:
    path = tmp_path / "uttag.se"
    path.write_bytes((head + body).replace("\n", "\r\n").encode(encoding))
    return path


VOUCHERS = """#VER A 1 20220115 "Lön"
{
#TRANS 5010 {1 "0310" 6 "P 1"} 1000.50 20220115 "Lön \\"jan\\""
#TRANS 2440 {} -1000.50
}
#VER "" "" 20220331
{
#TRANS 6011 {1 "3110" 21 "870"} 40.10
#TRANS 2440 {} -40.10
}
"""
BOOKED = {("sspf", "5010", 202201): 100_050, (None, "2440", 202201): -100_050, ("kamera", "6011", 202203): 4_010,
          (None, "2440", 202203): -4_010}  # fmt: skip


def test_vouchers_by_their_objects_and_the_day_of_the_voucher(tmp_path: Path) -> None:
    found = ledger(sie(tmp_path, VOUCHERS), internal="870")
    assert booked(found) == BOOKED
    assert said(found) == []
    assert found.count == RowCount(rows=4, booked=4)
    assert str(found.extracted) == "2022-04-08"
    assert [each.account for each in found.rows if each.internal] == ["6011"]
    assert found.balanced
    assert found.vouchers == ()


def test_a_voucher_that_does_not_balance(tmp_path: Path) -> None:
    found = ledger(sie(tmp_path, VOUCHERS.replace("-40.10", "-40.00")))
    assert [(each.series, each.number, each.amounts) for each in found.vouchers] == [("", "", (10,))]


def test_changes_of_vouchers_are_not_added_again(tmp_path: Path) -> None:
    changed = VOUCHERS.replace(
        "#TRANS 2440 {} -1000.50\n",
        "#RTRANS 5010 {} 7.00\n#TRANS 5010 {} 7.00\n#BTRANS 5010 {} 9.00\n#TRANS 2440 {} -1007.50\n",
    )
    found = ledger(sie(tmp_path, changed))
    assert booked(found)[None, "5010", 202201] == 700
    assert found.total == 0
    assert found.vouchers == ()


BALANCES = """#PSALDO 0 202201 5010 {} 1000
#PSALDO 0 202201 5010 {1 "0310"} 600
#PSALDO 0 202201 5010 {1 "3120"} 300
#PSALDO 0 202201 5010 {6 "P1"} 1000
#PSALDO 0 202202 6011 {} 50.5
#PSALDO -1 202112 5010 {} 5
"""


def test_an_account_is_counted_once_though_it_stands_there_many_times(tmp_path: Path) -> None:
    found = ledger(sie(tmp_path, BALANCES))
    assert booked(found) == {
        ("sspf", "5010", 202201): 60_000, ("varde", "5010", 202201): 30_000, (None, "5010", 202201): 10_000,
        (None, "6011", 202202): 5_050, (None, "5010", 202112): 500,
    }  # fmt: skip
    assert found.total == (1000 + 50.5 + 5) * 100
    assert said(found) == []


def test_without_rules_for_objects_the_whole_account_is_taken(tmp_path: Path) -> None:
    from trygg_excel.register.model import AccountRule

    found = ledger(sie(tmp_path, BALANCES), (AccountRule(programme="a", account="50*"),))
    assert booked(found)["a", "5010", 202201] == 100_000


def test_objects_that_come_to_more_than_their_account(tmp_path: Path) -> None:
    found = ledger(sie(tmp_path, BALANCES.replace('{1 "0310"} 600', '{1 "0310"} 900')))
    assert said(found) == [
        "1 saldo i SIE-filen är inte summan av sina objekt (200 kr för mycket på objekten). Konton: 5010."
    ]
    assert found.total == (1000 + 50.5 + 5) * 100


def test_codes_that_are_nowhere_together(tmp_path: Path) -> None:
    from trygg_excel.register.model import AccountRule

    found = ledger(sie(tmp_path, BALANCES), (*RULES, AccountRule(programme="b", project="P1")))
    assert said(found) == [
        "Reglerna använder projekt, men SIE-filen har inte den koden tillsammans med de andra. Den är inte använd."
    ]


def test_the_budget_is_kept_apart(tmp_path: Path) -> None:
    body = BALANCES + '#PBUDGET 0 202201 5010 {} 900\n#PBUDGET 0 202201 5010 {1 "0310"} 900\n'
    found = ledger(sie(tmp_path, body))
    assert [(each.programme, each.period, each.amount) for each in found.budget] == [("sspf", 202201, 90_000)]
    assert found.total == ledger(sie(tmp_path, BALANCES)).total


def test_balances_are_held_against_the_vouchers(tmp_path: Path) -> None:
    from tests.controls_drawn import HOLDS, says, verdicts
    from tests.test_controls_ledger import against

    right = (
        VOUCHERS
        + "#PSALDO 0 202201 5010 {} 1000.5\n#RES 0 5010 1000.50\n#RES 0 6011 40.1\n#IB 0 2440 -5\n#UB 0 2440 -1045.60\n"
    )
    assert verdicts("TRY-044", against(ledger(sie(tmp_path, right)))) == {HOLDS}
    wrong = right.replace("#RES 0 6011 40.1", "#RES 0 6011 41.1").replace("#UB 0 2440 -1045.60", "#UB 0 2440 -1046.60")
    assert says("TRY-044", against(ledger(sie(tmp_path, wrong)))) == [
        "Konto 6011, december 2022: saldot anges till 41,1 kr men raderna ger 40,1 kr. Så är det även för 2440."
    ]


def test_nothing_but_the_years_balances(tmp_path: Path) -> None:
    found = ledger(sie(tmp_path, "#RES 0 5010 12.00\n#RES -1 5010 9.00\n"))
    assert booked(found) == {(None, "5010", 202212): 1_200}
    assert [each.code for each in found.findings] == ["TRY-L13"]


def test_dimensions_are_what_the_file_says(tmp_path: Path) -> None:
    head = HEAD.replace('#DIM 1 "Kostnadsställe"', '#DIM 1 "Bolag"').replace('#DIM 20 "Verksamhet"', '#DIM 20 "Ansvar"')
    found = ledger(sie(tmp_path, VOUCHERS.replace('{1 "0310"', '{1 "99" 20 "0310"'), head))
    assert booked(found)["sspf", "5010", 202201] == 100_050


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig"])
def test_every_encoding_that_has_been_seen(encoding: str, tmp_path: Path) -> None:
    body = VOUCHERS.replace('"0310"', '"FÖ1"')
    from trygg_excel.register.model import AccountRule

    found = ledger(sie(tmp_path, body, encoding=encoding), (AccountRule(programme="a", cost_centre="fö1"),))
    assert booked(found)["a", "5010", 202201] == 100_050


def test_encodings_mixed_in_one_file() -> None:
    assert decoded("Företag".encode("cp437")) == "Företag"
    assert decoded("Företag Åsa".encode("cp1252")) == "Företag Åsa"
    assert decoded("Företag".encode()) == "Företag"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("#TRANS 5010 {} x", "TRY-L01"),
        ("#TRANS 5010 {} 1e400", "TRY-L01"),
        ("#TRANS 5010 {} 1,5.2", "TRY-L01"),
        ("#TRANS 5010", "TRY-L01"),
        ("#TRANS 5010 {} " + "9" * 40, "TRY-L01"),
        ('#TRANS 5010 {1 "03', "TRY-L12"),
        ("skräp", "TRY-L12"),
        ("#TRANS 5010 {} 5.00 20229999", "TRY-L02"),
        ("#TRANS 5010 {} 0.001", "TRY-L06"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(line: str, code: str, tmp_path: Path) -> None:
    found = ledger(sie(tmp_path, VOUCHERS.replace("#TRANS 2440 {} -1000.50\n", f"#TRANS 2440 {{}} -1000.50\n{line}\n")))
    (told,) = found.findings
    assert told.code == code
    assert told.message.sv.replace("\u00a0", " ").split(": ")[1].startswith("rad 18")
    assert {key: amount for key, amount in booked(found).items() if amount} == BOOKED


def test_balances_stated_twice_are_not_added(tmp_path: Path) -> None:
    found = ledger(sie(tmp_path, BALANCES + "#PSALDO 0 202202 6011 {} 50.5\n"))
    assert booked(found)[None, "6011", 202202] == 5_050
    assert [each.code for each in found.findings] == ["TRY-L01"]


@pytest.mark.parametrize("body", [VOUCHERS[:-2], VOUCHERS + "\0", VOUCHERS + "#VER A 3 20220101\n{\n"])
def test_a_file_that_is_cut_off_is_refused(body: str, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        ledger(sie(tmp_path, body))


def test_another_currency_is_told(tmp_path: Path) -> None:
    assert said(ledger(sie(tmp_path, VOUCHERS, HEAD + "#VALUTA EUR\n"))) == ["SIE-filen är i EUR, inte kronor."]


def test_a_record_is_taken_apart() -> None:
    line = b'#TRANS 5010 {1 "03 10" 6 P1} -1.50 "" "En \\"text\\"" 2'
    (record,) = records(line)
    assert record.objects == (("1", "03 10"), ("6", "P1"))
    assert record.fields == ("5010", "-1.50", "", 'En "text"', "2")
