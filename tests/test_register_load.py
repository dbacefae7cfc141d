"""The register's loader: the memo's figures come out, and every slip gets its own sentence."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.errors import PathMissing, RegisterError
from trygg_excel.register import Names, Register, load_register
from trygg_excel.register.amounts import read_amount
from trygg_excel.register.model import ConstraintKind, DecisionStatus, EventKind, FundingBasis
from trygg_excel.shipped import example_folder

EXAMPLE = example_folder("schemas") / "trygghetspaketet.yaml"
MEMO = Path(__file__).resolve().parents[2] / "shared" / "memo" / "trygghetspaketet-2022.txt"
MKR_1 = 100_000_000  # öre

SMALL = """\
schema_version: 1
id: p
label: Paketet
currency: SEK
unit: mkr
committees:
  - id: ks
    label: Kommunstyrelsen
programmes:
  - id: a
    label: Insats A
  - id: b
    label: Insats B
    names: [Insatsen B]
years:
  - year: 2022
    frame: "6,0 mkr"
decisions:
  - id: d
    body: ks
    status: decided
    about: Ram
transfers:
  - id: t
    year: 2022
    from_committee: ks
    to_committee: ks
    amount: "1,0 mkr"
funding:
  - id: f
    label: Pott
    amount: "6,0 mkr"
    year_from: 2022
    year_to: 2022
    basis: year
events:
  - id: e
    kind: split
    year: 2022
    from_programmes: [a]
    to_programmes: [a, b]
    shares: ["1/3", "2/3"]
constraints:
  - id: "S1"
    kind: unchanged
    source: rad 1
    quote: ligga kvar
    programme: a
    year: 2022
    compared_to: 2021
cases:
  - id: c
    label: Ärende
    primary: x
    members:
      - role: x
        pattern: "*.xlsx"
"""


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register(EXAMPLE)


def write(folder: Path, text: str) -> Path:
    path = folder / "r.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> RegisterError:
    with pytest.raises(RegisterError) as caught:
        load_register(write(folder, text))
    return caught.value


def test_the_file_is_told_apart_by_its_digest(register: Register) -> None:
    assert register.file == str(EXAMPLE)
    assert register.digest == hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()


def test_the_table_of_the_memo(register: Register) -> None:
    in_package = [each.id for each in register.programmes if each.in_package]
    assert in_package == [
        "trygghetsvardar", "ambulerande", "samordnare", "sspf",
        "lokala_arbetsgrupper", "kamera", "samverkan", "ovriga",
    ]  # fmt: skip
    valid = {each.id: (each.valid_from, each.valid_to) for each in register.programmes}
    assert valid["ambulerande"] == valid["samordnare"] == (None, 2021)
    assert (valid["samverkan"], valid["ovriga"], valid["kommunvakter"]) == ((2021, None), (2022, None), (2022, None))
    assert register.programme("ovriga").conditional_on == "lov3_forordnande"


def test_the_frames_of_the_years(register: Register) -> None:
    assert [(each.year, each.frame) for each in register.years] == [(year, 6 * MKR_1) for year in (2020, 2021, 2022)]
    assert [each.frame_decision for each in register.years] == [None, None, "kf_ram_2022"]
    waits_for = register.decision("ks_fordelning_2022")
    assert waits_for is not None
    assert (waits_for.body, waits_for.status, waits_for.date) == ("ks", DecisionStatus.PLANNED, date(2022, 2, 7))


def test_the_funding_tree(register: Register) -> None:
    amounts = {each.id: each.amount for each in register.funding}
    assert amounts == {
        "trygghetspaketet_2_0": 20 * MKR_1, "paket": 6 * MKR_1, "ks_fordelning": 5 * MKR_1, "sn_polarna": MKR_1,
        "framtidsfonder": 19 * MKR_1 // 2, "kommunvakter": 6 * MKR_1, "drog": None, "utemiljo": None,
        "sn_ram": None, "sn_tillskott_sspf": None,
    }  # fmt: skip
    assert [each.id for each in register.parts_of("trygghetspaketet_2_0")] == ["paket", "framtidsfonder", "sn_ram"]
    assert [each.id for each in register.parts_of("paket")] == ["ks_fordelning", "sn_polarna"]
    assert [each.id for each in register.parts_of("framtidsfonder")] == ["kommunvakter", "drog", "utemiljo"]
    guards = next(each for each in register.funding if each.id == "kommunvakter")
    assert (guards.basis, guards.year_from, guards.year_to, guards.one_off) == (
        FundingBasis.MULTI_YEAR, 2022, 2023, True,
    )  # fmt: skip


def test_the_million_to_the_social_committee(register: Register) -> None:
    (moved,) = register.transfers
    assert (moved.from_committee, moved.to_committee, moved.amount) == ("ks", "sn", MKR_1)
    assert (moved.programme, moved.inside_frame) == ("polarna", True)


def test_the_statements(register: Register) -> None:
    ids = [each.id for each in register.constraints]
    assert ids == ["S7", "S13", "S15", "S16", "S17", "S18", "S21", "S21-2021", "S22", "S23", "S24", "S25"]
    (level,) = register.constraints_of(ConstraintKind.SAME_LEVEL)
    assert (level.year, level.compared_to, level.except_transfers) == (2022, 2021, ("polarna_2022",))
    assert {each.programme: each.amount for each in register.constraints_of(ConstraintKind.AMOUNT)} == {
        "samverkan": 50_000_000, "ovriga": 90_000_000,
    }  # fmt: skip


def test_what_happened(register: Register) -> None:
    (replaced,) = (each for each in register.events if each.kind is EventKind.REPLACED)
    assert replaced.from_programmes == ("ambulerande", "samordnare")
    assert (replaced.to_programmes, replaced.year) == (("kommunvakter",), 2022)
    assert {each.kind for each in register.events} >= {EventKind.START, EventKind.PAUSED, EventKind.SCOPE_CHANGED}


@pytest.mark.corpus
@pytest.mark.skipif(not MEMO.exists(), reason="the memo is not beside the project")
def test_every_quote_stands_in_the_memo(register: Register) -> None:
    told = " ".join(MEMO.read_text(encoding="utf-8").split())
    assert [each.id for each in register.constraints if each.quote not in told] == []


def test_no_typo_is_a_confirmed_name() -> None:
    assert "övervaking" not in EXAMPLE.read_text(encoding="utf-8").casefold()


def test_a_small_register_needs_no_more(tmp_path: Path) -> None:
    register = load_register(write(tmp_path, SMALL))
    assert register.programmes[1].names == ("Insatsen B",)
    assert register.years[0].frame == 6 * MKR_1
    assert register.decisions[0].date is None


def test_no_and_on_and_times_stay_text(tmp_path: Path) -> None:
    text = SMALL.replace("id: a\n", "id: no\n").replace("[a", "[no").replace("programme: a", "programme: no")
    register = load_register(write(tmp_path, text.replace("about: Ram", "about: 1:30")))
    assert (register.programmes[0].id, register.decisions[0].about) == ("no", "1:30")


AMOUNT = 'inget belopp. Skriv tal och enhet inom citattecken, "6,0 mkr" eller "500 tkr"; är det inte känt, "okänt".'
KEYS = "id, label, names, committee, valid_from, valid_to, scope, in_package, parts, conditional_on, note"
SLIPS = [
    (
        "schema_version: 1", "schema_version: 2",
        "schema_version: rad 1: versionen är 2 men ska vara 1. Skriv 'schema_version: 1', eller uppgradera programmet.",
    ),
    (
        "schema_version: 1\n", "",
        "schema_version: versionen är – men ska vara 1. Skriv 'schema_version: 1', eller uppgradera programmet.",
    ),
    ("unit: mkr", "unit: mnkr", "unit: rad 5: 'mnkr' är ingen känd enhet. Välj en av: kr, tkr, mkr, mdkr."),
    ("currency: SEK", "currency: kr", "currency: rad 4: 'kr' är ingen valutakod. Skriv tre versaler, som SEK."),
    (
        "label: Insats A", "label: Insats A\n    valid_form: 2021",
        f"programmes[0].valid_form: rad 12: uppgiften är okänd här. Menas 'valid_from'? Här kan stå: {KEYS}.",
    ),
    ("    label: Insats A\n", "", "programmes[0].label: rad 10: uppgiften saknas. Lägg till 'label: …'."),
    ("currency: SEK\n", "", "currency: uppgiften saknas. Lägg till 'currency: …'."),
    (
        "label: Insats A", "label: 2022",
        "programmes[0].label: rad 11: '2022' är ingen text. Sätt citattecken om värdet.",
    ),
    (
        "label: Insats A", "label:",
        "programmes[0].label: rad 11: ett tomt värde är ingen text. Sätt citattecken om värdet.",
    ),
    (
        "year: 2022\n    frame", "year: tjugo\n    frame",
        "years[0].year: rad 16: 'tjugo' är inget heltal. Skriv det med siffror och utan citattecken.",
    ),
    (
        "year: 2022\n    frame", "year: true\n    frame",
        "years[0].year: rad 16: 'true' är inget heltal. Skriv det med siffror och utan citattecken.",
    ),
    (
        "label: Insats A", "label: Insats A\n    in_package: ja",
        "programmes[0].in_package: rad 12: 'ja' är varken true eller false. Skriv det ena av dem.",
    ),
    (
        "about: Ram", "about: Ram\n    date: i går",
        "decisions[0].date: rad 23: 'i går' är inget datum. Skriv det som 2022-02-07 utan citattecken.",
    ),
    (
        "about: Ram", "about: Ram\n    date: 2022-02-30",
        "decisions[0].date: rad 23: '2022-02-30' är ingen dag i kalendern. Rätta datumet.",
    ),
    (
        "names: [Insatsen B]", "names: Insatsen B",
        "programmes[1].names: rad 14: 'Insatsen B' är ingen lista. Skriv varje värde på egen rad efter '- ', "
        "eller [] för en tom lista.",
    ),
    (
        "names: [Insatsen B]", "names: [{}]",
        "programmes[1].names[0]: rad 14: en tabell är ingen text. Sätt citattecken om värdet.",
    ),
    (
        "- id: ks\n    label: Kommunstyrelsen", "- Kommunstyrelsen",
        "committees[0]: rad 7: 'Kommunstyrelsen' är ingen tabell. Skriv uppgifterna som 'namn: värde', en per rad.",
    ),
    ('frame: "6,0 mkr"', "frame: 6", f"years[0].frame: rad 17: '6' är {AMOUNT}"),
    ('frame: "6,0 mkr"', "frame: 6.0", f"years[0].frame: rad 17: '6.0' är {AMOUNT}"),
    ('frame: "6,0 mkr"', 'frame: "6.0 mkr"', f"years[0].frame: rad 17: '6.0 mkr' är {AMOUNT}"),
    ('frame: "6,0 mkr"', 'frame: "6,0"', f"years[0].frame: rad 17: '6,0' är {AMOUNT}"),
    ('frame: "6,0 mkr"', 'frame: "6,0 euro"', f"years[0].frame: rad 17: '6,0 euro' är {AMOUNT}"),
    ('frame: "6,0 mkr"', 'frame: "0,001 kr"', f"years[0].frame: rad 17: '0,001 kr' är {AMOUNT}"),
    ('frame: "6,0 mkr"', f'frame: "{"9" * 90} kr"', f"years[0].frame: rad 17: '{'9' * 57}…' är {AMOUNT}"),
    (
        "status: decided", "status: klart",
        "decisions[0].status: rad 21: 'klart' är inget av: proposed, planned, decided, noted, remitted, rejected, "
        "conditional. Välj ett av dem.",
    ),
    ("body: ks", "body: kd", "decisions[0].body: rad 20: 'kd' finns inte i committees. Där finns: ks."),
    (
        "programme: a", "programme: aa",
        "constraints[0].programme: rad 48: 'aa' finns inte i programmes. Där finns: a, b.",
    ),
    (
        "to_programmes: [a, b]", "to_programmes: [a, c]",
        "events[0].to_programmes[1]: rad 41: 'c' finns inte i programmes. Där finns: a, b.",
    ),
    (
        "compared_to: 2021", "compared_to: 2021\n    except_transfers: [u]",
        "constraints[0].except_transfers[0]: rad 51: 'u' finns inte i transfers. Där finns: t.",
    ),
    (
        'frame: "6,0 mkr"', 'frame: "6,0 mkr"\n    frame_decision: x',
        "years[0].frame_decision: rad 18: 'x' finns inte i decisions. Där finns: d.",
    ),
    ("unit: mkr", "unit: mkr\ncommittee: kf", "committee: rad 6: 'kf' finns inte i committees. Där finns: ks."),
    (
        "- id: b\n", "- id: a\n",
        "programmes[1].id: rad 12: 'a' finns redan i programmes[0]. Ge den ena ett annat id eller ta bort den.",
    ),
    ("- id: b\n", '- id: ""\n', "programmes[1].id: rad 12: id är tomt. Ge posten ett kort namn."),
    (
        'frame: "6,0 mkr"', 'frame: "6,0 mkr"\n  - year: 2022\n    frame: null',
        "years[1].year: rad 18: '2022' finns redan i years[0]. Ge den ena ett annat id eller ta bort den.",
    ),
    (
        "[Insatsen B]", "[INSATS  A]",
        "programmes[1]: rad 12: namnet 'INSATS  A' hör redan till 'a'. Ett namn kan bara betyda en sak; ta bort det "
        "ena.",
    ),
    ('["1/3", "2/3"]', '["1/3", "1/3"]',
        "events[0].shares: rad 42: andelarna 1/3 + 1/3 blir inte 1. Rätta dem, eller skriv [] om de inte är kända.",
    ),
    ('["1/3", "2/3"]', '["1"]',
        "events[0].shares: rad 42: fel antal andelar, 1 för 2 insatser i to_programmes. Skriv en andel för var och en.",
    ),
    ('["1/3", "2/3"]', '["hälften", "1/2"]',
        "events[0].shares[0]: rad 42: 'hälften' är ingen andel. Skriv \"0,25\" eller \"1/3\" inom citattecken.",
    ),
    (
        "basis: year",
        "basis: year\n    part_of: g\n"
        "  - {id: g, label: G, amount: null, year_from: 2022, year_to: 2022, basis: year, part_of: f}",
        "funding[0].part_of: rad 36: posten blir del av sig själv: f → g → f. Ändra ett av leden.",
    ),
    (
        "    compared_to: 2021\n", "",
        "constraints[0].compared_to: rad 44: uppgiften saknas; 'unchanged' kan inte prövas utan den. "
        "Lägg till 'compared_to: …'.",
    ),
    (
        "primary: x", "primary: y",
        "cases[0].primary: rad 54: 'y' ska vara en av rollerna (x), och varje roll får stå en gång.",
    ),
    ("unit: mkr", "unit: mkr\nunit: tkr", "unit: rad 6: uppgiften står två gånger. Ta bort den ena."),
    (
        "unit: mkr", "unit: &u mkr",
        "r.yaml: rad 5: ankare (&) och hänvisningar (*) används inte här. Skriv ut värdet, eller sätt citattecken om "
        "tecknet hör till texten.",
    ),
    (
        "unit: mkr", "unit: *u",
        "r.yaml: rad 5: ankare (&) och hänvisningar (*) används inte här. Skriv ut värdet, eller sätt citattecken om "
        "tecknet hör till texten.",
    ),
    (
        "unit: mkr", "unit: !!python/name:os.system mkr",
        "r.yaml: rad 5: taggen 'tag:yaml.org,2002:python/name:os.system' används inte här. Ta bort den, eller sätt "
        "citattecken om utropstecknet hör till texten.",
    ),
    (
        "unit: mkr", "unit: " + "[" * 30 + "]" * 30,
        "r.yaml: rad 5: listorna går djupare än 20 nivåer. Kontrollera att det är rätt fil.",
    ),
    (
        "unit: mkr", "\tunit: mkr",
        "r.yaml: rad 5: filen kan inte tolkas som YAML (found character '\\t' that cannot start any token). Vanligast "
        "är fel indrag, ett tabbtecken eller ett kolon i en text utan citattecken.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "said"), SLIPS)
def test_a_slip_says_where_what_and_how(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert SMALL.count(right) >= 1
    error = refused(tmp_path, SMALL.replace(right, wrong, 1))
    assert error.message.sv == f"Registret '{tmp_path / 'r.yaml'}', {said}"
    assert error.message.en.startswith(f"The register '{tmp_path / 'r.yaml'}', ")
    assert error.exit_code == 2


def test_files_that_are_no_register(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    assert refused(tmp_path, "").message.sv == (
        f"Registret '{path}', r.yaml: ett tomt värde är ingen tabell. Skriv uppgifterna som 'namn: värde', en per rad."
    )
    assert "är ingen tabell" in refused(tmp_path, "- a").message.sv
    assert "filen är större än 1 MB." in refused(tmp_path, "#" * 1_000_001).message.sv
    path.write_bytes("schema_version: 1\nlabel: Påse".encode("cp1252"))
    with pytest.raises(RegisterError, match="rad 2: filen är inte sparad som UTF-8"):
        load_register(path)
    with pytest.raises(RegisterError, match="filen kunde inte läsas"):
        load_register(tmp_path)
    with pytest.raises(PathMissing):
        load_register(tmp_path / "saknas.yaml")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load_register(path).label == "Paketet"


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("6,0 mkr", 600_000_000), ("500 tkr", 50_000_000), ("1 000 000 kr", 100_000_000), ("0,5mdkr", 50_000_000_000),
        ("−1,5 mkr", -150_000_000), ("12,34 kr", 1234), ("okänt", None), ("Okänt", None),
    ],
)  # fmt: skip
def test_amounts(written: str, ore: int | None) -> None:
    assert read_amount(written) == ore


@given(st.text())
def test_an_amount_is_read_exactly_or_refused(written: str) -> None:
    try:
        ore = read_amount(written)
    except ValueError:
        return
    assert ore is None or abs(ore) < 10**15


@given(st.text(alphabet="ab:-[]{}&*!'\"#,\n 019~|>%@`é\t"))
def test_no_text_gets_past_but_as_a_register_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(SMALL.replace("label: Paketet", text), encoding="utf-8")
    with suppress(RegisterError):
        Names(load_register(path))
