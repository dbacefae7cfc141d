"""Names to ids: what is the same name, what is only near it, and what must never be taken for another."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.register import MatchKind, Names, Register, load_register
from trygg_excel.register.match import key
from trygg_excel.register.model import Programme
from trygg_excel.register.nearness import edits
from trygg_excel.shipped import example_folder

REGISTER = load_register(example_folder("schemas") / "trygghetspaketet.yaml")
NAMES = Names(REGISTER)
SPELLINGS = [name for each in REGISTER.programmes for name in (each.label, *each.names)]
labels = st.one_of(
    st.text(), st.sampled_from(SPELLINGS).flatmap(lambda name: st.builds(str.__add__, st.text(), st.just(name)))
)


def found(label: str) -> tuple[str, str] | None:
    match = NAMES.find(label)
    return None if match is None else (str(match.kind), match.id)


@pytest.mark.parametrize(
    ("label", "id_"),
    [
        ("• Trygghetsvärdar (Orminge och Fisksätra)", "trygghetsvardar"),
        ("trygghetsvärdar i Fisksätra och Orminge", "trygghetsvardar"),
        ("Trygghetsvärdar", "trygghetsvardar"),
        ("Ambulerande Trygghetsvärdar", "ambulerande"),
        ("ambulerande väktare/trygghetsvärdar", "ambulerande"),
        ("projektjänst som brottsförebyggande trygghetssamordnare", "samordnare"),
        ("SSPF (skola, socialtjänst, polis, fritid)", "sspf"),
        ("\tsspf:", "sspf"),
        ("stödet till de lokala arbetsgrupperna", "lokala_arbetsgrupper"),
        ("Kameraövervakning – centrala funktioner", "kamera"),
        ("Kameraövervakning - centrala  funktioner", "kamera"),
        ("Kameraövervakning−centrala funktioner", "kamera"),
        ("Kamera\u00adövervakning — centrala\u00a0funktioner", "kamera"),
        ("KAMERAO\u0308VERVAKNING – CENTRALA FUNKTIONER", "kamera"),
        ("centrala funktioner för kamera-övervakning", "kamera"),
        ("”Kamerabevakning”", "kamera"),
        ("särskilda insatser tillsammans med lokala aktörer", "samverkan"),
        ("Övriga insatser (LOV3, insatser mot unga i riskzon etcetera)", "ovriga"),
        ("polar/ungdomsverksamheten", "polarna"),
        ("trygghetsvakter / kommunvakter", None),
        ("trygghetsvakter/kommunvakter", "kommunvakter"),
        ("drogförebyggande arbete", "drogforebyggande"),
        ("tryggare utemiljö", "utemiljo"),
    ],
)
def test_programmes_under_their_spellings(label: str, id_: str | None) -> None:
    assert found(label) == (None if id_ is None else ("programme", id_))


@pytest.mark.parametrize(
    ("label", "id_"),
    [
        ("Trygghetspaketet 2.0, totalt", "trygghetspaketet_2_0"),
        ("Trygghetspaketet, ram enligt kommunfullmäktige", "paket"),
        ("varav kommunstyrelsens fördelning", "ks_fordelning"),
        ("Kommunstyrelsens fördelning", "ks_fordelning"),
        ("varav till socialnämnden (Polarna/ungdomsverksamheten)", "sn_polarna"),
        ("till socialnämnden (Polarna/ungdomsverksamheten)", "sn_polarna"),
        ("Satsningar via framtidsfonderna", "framtidsfonder"),
        ("varav trygghetsvakter/kommunvakter", "kommunvakter"),
        ("varav drogförebyggande arbete", "drog"),
        ("varav tryggare utemiljö", "utemiljo"),
        ("Resurser inom socialnämndens ram", "sn_ram"),
        ("Socialnämndens tillskott till SSPF", "sn_tillskott_sspf"),
    ],
)
def test_the_rows_of_the_funding_workbook(label: str, id_: str) -> None:
    assert found(label) == ("funding", id_)


@pytest.mark.parametrize("label", ["Trygghetspaketet", "trygghetspaketet 2022", "2022 års trygghetspaket"])
def test_the_package_itself(label: str) -> None:
    assert found(label) == ("package", "trygghetspaketet")


def test_the_umbrella_is_not_the_package() -> None:
    assert found("Trygghetspaketet 2.0") == ("funding", "trygghetspaketet_2_0")


@pytest.mark.parametrize(
    "label", ["", "Summa", "2022", "Summa miljoner kronor", "Kameraövervaking – centrala funktioner"]
)
def test_what_is_no_name(label: str) -> None:
    assert NAMES.find(label) is None


def test_committees() -> None:
    assert [NAMES.committee(each) for each in ("KS", "socialnämnden", "BRÅ", "Byggnadsnämnden")] == [
        "ks", "sn", "bra", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "id_", "reason"),
    [
        ("Kameraövervaking – centrala funktioner", "kamera", "en bokstav skiljer"),
        ("Kameraövervakinng – centrala funktioner", "kamera", "en bokstav skiljer"),  # two letters swapped places
        ("Ambulernde Trygghetsvärda", "ambulerande", "två bokstäver skiljer"),
        ("Stöd till lokal arbetsgruper", "lokala_arbetsgrupper", "två bokstäver skiljer"),
        ("Centrala funktioner – kameraövervakning", "kamera", "samma ord i annan ordning"),
        ("Trygghetsvärdar (Alby)", "trygghetsvardar", "samma namn men annan parentes"),
        ("varav drogförbyggande arbete", "drog", "en bokstav skiljer"),
        ("drogförbyggande arbete", "drogforebyggande", "en bokstav skiljer"),
    ],
)
def test_proposals(label: str, id_: str, reason: str) -> None:
    proposal = NAMES.propose(label)
    assert proposal is not None
    assert proposal.only is not None
    assert (proposal.only.id, proposal.reason.sv) == (id_, reason)
    assert proposal.reason.en


@pytest.mark.parametrize(
    "label",
    [
        "Summa", "SSP", "Trygghetspaketet 2023", "Rörliga trygghetsvärdar", "Nattvandrarna", "Insatser", "2022",
        "kronor", "Trygghetsvård i Alby", "Övriga kostnader",
    ],
)  # fmt: skip
def test_nothing_near(label: str) -> None:
    assert NAMES.propose(label) is None


def without(*names: str) -> Names:
    """The example's names but for these programmes'."""
    rest = tuple(each for each in REGISTER.programmes if each.id not in names)
    return Names(replace(REGISTER, programmes=rest, funding=()))


def test_guards_that_walk_about_are_not_proposed_for_guards_and_the_other_way_round() -> None:
    assert without("ambulerande").propose("Ambulerande Trygghetsvärdar") is None
    assert without("trygghetsvardar").propose("Trygghetsvärdar") is None
    assert NAMES.propose("Trygghetsvärdar") is None


def two_near() -> Register:
    programmes = (Programme(id="one", label="Insats alfa"), Programme(id="two", label="Insats alfb"))
    return replace(REGISTER, programmes=programmes, funding=())


def test_two_equally_near_are_both_named_and_neither_chosen() -> None:
    proposal = Names(two_near()).propose("Insats alfc")
    assert proposal is not None
    assert [each.id for each in proposal.nearest] == ["one", "two"]
    assert proposal.only is None


def test_a_name_of_a_transfer() -> None:
    (transfer,) = REGISTER.transfers
    names = Names(replace(REGISTER, transfers=(replace(transfer, names=("Flytt till SN",)),)))
    match = names.find("flytt till sn")
    assert match is not None
    assert (match.kind, match.id) == (MatchKind.TRANSFER, "polarna_2022")


def test_a_full_cell_of_text_is_answered_at_once() -> None:
    start = time.process_time()
    for label in ("a" * 32_767, "Trygghetsvärdar " * 2_000, "((((" * 8_000, "-–" * 16_000):
        assert NAMES.find(label) is None
        assert NAMES.propose(label) is None
    assert time.process_time() - start < 1


@given(st.text())
def test_the_key_of_a_key_is_itself(label: str) -> None:
    assert key(key(label)) == key(label)


@given(labels)
def test_what_is_found_is_not_proposed(label: str) -> None:
    match, proposal = NAMES.find(label), NAMES.propose(label)
    assert match is None or proposal is None


@given(st.sampled_from(SPELLINGS), st.sampled_from(["{}", " {} ", "• {}", "{}:", "”{}”", "VARAV {}", "{}\u00ad"]))
def test_dress_does_not_change_a_name(name: str, dress: str) -> None:
    match, plain = NAMES.find(dress.format(name)), NAMES.find(name)
    assert plain is not None
    assert match is not None
    if "VARAV" not in dress:
        assert match == plain


@given(st.text("abå", max_size=8), st.text("abå", max_size=8), st.integers(0, 4))
def test_edits_are_the_same_both_ways_and_nought_for_the_same(one: str, other: str, most: int) -> None:
    assert edits(one, other, most) == edits(other, one, most)
    assert edits(one, one, most) == 0
    unbounded = edits(one, other, 99)
    assert unbounded is not None
    assert edits(one, other, most) == (unbounded if unbounded <= most else None)
