"""A finding's sentences for someone who never opens the workbook: names instead of cells, no formulas, no commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from trygg_excel.checking import Checked
from trygg_excel.fact import Fact
from trygg_excel.finding import Cause, CauseKind, Finding, Source, Text
from trygg_excel.unseen import unseen_names

_ADDRESS = r"(?:(?:'[^']+'|[^\W\d][\w.-]*)!)?\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
_CELL = rf"(?<![\w!$]){_ADDRESS}(?:[:\N{{EN DASH}}]{_ADDRESS})?(?!\w)"
_HELD = "\ue000\\d+\ue001"  # a name put aside while the sentence is worked on
_NAMED = re.compile(rf"{_CELL} \(({_HELD})\)")
_BESIDE = re.compile(rf" \({_CELL}(?:(?:, | och | and ){_CELL})*\)")
_BESIDE_NAME = re.compile(rf"\({_CELL}, ({_HELD})\)|\(({_HELD}), {_CELL}\)")
_FIRST = re.compile(rf"^{_CELL}: ")
_SUM_OF = re.compile(r"\b(?:[Ss]umman i|[Tt]otalen|[Tt]he (?:sum|total)(?: in)?) (?=Summ|Total|S:a)")
_ANY = re.compile(_CELL)
_ROWS = re.compile(r" \((?:rad|rader|rows?) \d[\d ,\N{EN DASH}]*(?:(?:och|and) \d+)?(?: till| more)?\)")
_COMMAND = re.compile(r" \(trygg [^)]*\)|,? (?:eller|or) [^.,]*\(trygg [^)]*\)")
_FORMULA = re.compile(r"=[A-ZÅÄÖ(]")
_LIVE = Text("Rätta formeln, så att alla rader räknas en gång.", "Correct the formula, so that each row counts once.")
_SOME = {"sv": "en cell i underlaget", "en": "a cell of the workbook"}
_HIDDEN = {"sv": "en dold rad", "en": "a hidden row"}
_EACH_HIDDEN = "(?:en dold rad|a hidden row)"
_ONLY_HIDDEN = re.compile(
    rf": {_EACH_HIDDEN}(?:(?:, | och | and ){_EACH_HIDDEN})*(?:(?: och| and) \d+ (?:till|more))?(?=\.|$)"
)
_NOWHERE = re.compile(" (?:i|in) (?:" + "|".join(map(re.escape, _SOME.values())) + ")")
_ROWS_SAID = {"sv": "några av raderna", "en": "some of the rows"}
_LEAST = 2  # letters in a name worth putting aside


@dataclass(frozen=True)
class CellNames:
    """What the cells of the workbooks are called: by what their rows say, with the year where it tells them apart.

    `hidden` are names of rows out of sight, which are not told.
    """

    facts: tuple[Fact, ...]
    others: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    @cached_property
    def _by_cell(self) -> Mapping[Source, Fact]:
        return {each.source: each for each in self.facts}

    @cached_property
    def _by_row(self) -> Mapping[tuple[str, str, str], str]:
        return {(each.file, each.sheet, _row(each.cell)): each.label for each in self.facts}

    @cached_property
    def _years(self) -> Mapping[tuple[str, str], frozenset[int | None]]:
        found: dict[tuple[str, str], set[int | None]] = {}
        for each in self.facts:
            found.setdefault((each.file, each.label), set()).add(each.year)
        return {label: frozenset(years) for label, years in found.items()}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every name a sentence may hold, the longest first."""
        names = {each.label for each in self.facts} | self.others
        return tuple(sorted((each for each in names if len(each) >= _LEAST), key=lambda each: (-len(each), each)))

    def of(self, sources: Iterable[Source], address: str, lang: str) -> str:
        """What a cell, or a run of cells, is called in the sheets of `sources`."""
        _, _, cells = address.replace("$", "").rpartition("!")
        first, _, last = cells.replace("\N{EN DASH}", ":").partition(":")
        if not last:
            return self._name(sources, first) or _SOME[lang]
        ends = [self._name(sources, each) for each in (first, last)]
        if all(ends) and ends[0] != ends[1]:
            return f"{ends[0]} {'to' if lang == 'en' else 'till'} {ends[1]}"
        return _ROWS_SAID[lang]

    def _name(self, sources: Iterable[Source], cell: str) -> str:
        for place in dict.fromkeys((each.file, each.sheet) for each in sources):
            fact = self._by_cell.get(Source(*place, cell))
            if fact is not None:
                several = len(self._years[fact.file, fact.label]) > 1 and fact.year
                if fact.label in self.hidden:
                    return ""
                return f"{fact.label or fact.column} {fact.year if several else ''}".strip()
            if (label := self._by_row.get((*place, _row(cell)))) and label not in self.hidden:
                return label
        return ""


def cell_names(checked: Checked) -> CellNames:
    facts = tuple(fact for check in checked.checks for fact in check.held.facts)
    register, hidden = checked.register, unseen_names(check.held for check in checked.checks)
    if register is None:
        return CellNames(facts, hidden=hidden)
    parts = {part for each in register.programmes for part in (each.label, *each.names, *each.parts)}
    return CellNames(facts, frozenset(parts | {each.label for each in register.funding}), hidden)


def what(names: CellNames, finding: Finding) -> Text:
    """What the finding says, without cells."""
    return _of(names, finding, finding.message)


def why(names: CellNames, finding: Finding) -> Text:
    """The likeliest cause, or all that are as likely, without cells; '' where none is known."""
    told = [_of(names, finding, each) for each in _likeliest(finding)]
    return Text(" ".join(each.sv for each in told), " ".join(each.en for each in told))


def _likeliest(finding: Finding) -> tuple[Text, ...]:
    """One, unless it is a guess among others ('Om felet sitter i …'): the first alone would be taken for the answer."""
    first = finding.causes[:1]
    guesses = [each for each in first if isinstance(each, Cause) and each.kind is CauseKind.MISTYPED]
    return finding.causes if guesses else first


def remedy(names: CellNames, finding: Finding) -> Text:
    """What can be done, without cells and formulas; '' where nothing is proposed."""
    if finding.remedy is None:
        return Text("", "")
    said = finding.remedy
    return _LIVE if _FORMULA.search(said.sv) else _of(names, finding, said)


def without_cells(names: CellNames, sources: Iterable[Source], said: Text) -> Text:
    """A sentence with its cells, which stand in the sheets of `sources`, told by name or left out."""
    given = tuple(sources)
    return Text(_plain(names, given, said.sv, "sv"), _plain(names, given, said.en, "en"))


def _of(names: CellNames, finding: Finding, said: Text) -> Text:
    causes = (each for each in finding.causes if isinstance(each, Cause))
    return without_cells(names, (*finding.sources, *(source for each in causes for source in each.sources)), said)


def _plain(names: CellNames, sources: tuple[Source, ...], sentence: str, lang: str) -> str:
    """The sentence with names put aside, its cells told by name or left out, and the names put back."""
    kept: list[str] = []
    text = _put_aside(sentence, names.labels, kept)
    kept = [_HIDDEN[lang] if each in names.hidden else each for each in kept]
    text = _COMMAND.sub("", _NAMED.sub(r"\1", text))
    text = _ROWS.sub("", _BESIDE.sub("", _FIRST.sub("", text)))
    text = _BESIDE_NAME.sub(lambda found: f"({found[1] or found[2]})", text)
    text = _ANY.sub(lambda found: names.of(sources, found[0], lang), text)
    text = _NOWHERE.sub("", text)
    text = re.sub("\ue000(\\d+)\ue001", lambda found: kept[int(found[1])], text)
    text = _ONLY_HIDDEN.sub("", _SUM_OF.sub("", text))
    text = re.sub(r" +(?=[ .,;:])", "", text).strip()
    return text if sentence.startswith(text[:1]) else text[:1].upper() + text[1:]


def _put_aside(sentence: str, labels: Iterable[str], kept: list[str]) -> str:
    """The sentence with every name in it replaced by its number in `kept`, so that 'LOV3' is not taken for a cell."""
    for label in labels:
        if label in sentence:
            sentence = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", f"\ue000{len(kept)}\ue001", sentence)
            kept.append(label)
    return sentence


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
