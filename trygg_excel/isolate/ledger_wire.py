"""What crosses the pipe of a ledger: the question with its rules, and the extract as messages.

{"kind": "extract"} {"kind": "sums"} … {"kind": "end"}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from trygg_excel.isolate.frames import Malformed, Message
from trygg_excel.isolate.typed import codec_of, record
from trygg_excel.ledger.extract import Extract, Sum
from trygg_excel.register.model import AccountRule

_IN_A_MESSAGE = 16_384
_MANY = ("sums", "budget")
_EXTRACT = record(Extract, frozenset(_MANY))
_RULES = codec_of(tuple[AccountRule, ...])
_SUMS = codec_of(tuple[Sum, ...])


def ledger_question(rules: tuple[AccountRule, ...], internal: str) -> Message:
    return {"kind": "ledger", "rules": _RULES.dump(rules), "internal": internal}


def extract_messages(question: Message, path: Path) -> Iterator[Message]:
    """In the child: the file that is asked for."""
    from trygg_excel.ledger.files import read_extract  # only in a child that reads a ledger

    extract = read_extract(path, _RULES.load(question.get("rules")), codec_of(str).load(question.get("internal")))
    yield {"kind": "extract", "extract": _EXTRACT.dump(extract)}
    for name in _MANY:
        given: tuple[Sum, ...] = getattr(extract, name)
        for at in range(0, len(given), _IN_A_MESSAGE):
            yield {"kind": "sums", "of": name, "sums": _SUMS.dump(given[at : at + _IN_A_MESSAGE])}


def load_extract(messages: Iterable[Message]) -> Extract:
    """In the parent: the extract of its messages; Malformed for what is none, amounts that are no numbers too."""
    given = iter(messages)
    first = next(given, {})
    if first.get("kind") != "extract":
        raise Malformed("no extract")
    head: dict[str, Any] = _EXTRACT.load(first.get("extract"))
    many: dict[str, list[Sum]] = {name: [] for name in _MANY}
    for message in given:
        name = message.get("of")
        if message.get("kind") != "sums" or not isinstance(name, str) or name not in many:
            raise Malformed("no sums")
        many[name] += _SUMS.load(message.get("sums"))
    extract = Extract(**head, sums=tuple(many["sums"]), budget=tuple(many["budget"]))
    _check(extract)
    return extract


def _check(extract: Extract) -> None:
    amounts = [each.amount for each in (*extract.sums, *extract.budget)]
    amounts += [each.amount for each in extract.rests] + [each.amount for each in extract.stated]
    amounts += [each.amount for each in extract.problems]
    if not all(each.removeprefix("-").isdecimal() and len(each) < 30 for each in amounts):
        raise Malformed("no amount")
