"""Whether a text is a table, and by what its fields are parted. Prose, logs, programs and data formats are none."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice, pairwise
from typing import TypeAlias

Record: TypeAlias = list[str]

DELIMITERS = ";\t|,"  # where two part the same number of rows, the first: a comma may stand in amounts
SAMPLE = 1 << 16  # characters that are looked at
_RECORDS = 500
_DECLARED = re.compile(r'"?sep=([^\w\s"]|\t)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_OTHERWISE = re.compile(  # JSON, rich text, SYLK, SIE, PostScript, scripts, mail, calendars, SQL, pointers to files
    r"""\s*(?:\{\s*["}\\]|\[\s*[\[{"\d\]]|ID;P|\#FLAGGA\b|%!PS|\#!/|MIME-Version:|BEGIN:V|-----BEGIN
    |INSERT\s+INTO\s|CREATE\s+(?:TABLE|DATABASE)\s|SELECT\s|version\ https?://)""",
    re.VERBOSE | re.IGNORECASE,
)
_LOGGED = re.compile(
    r"^\W{0,2}\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d.*\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b",
    re.MULTILINE,
)
NUMBER_LIKE = re.compile(r"""\s*+(?:=")?[-+(\u2212\u2013]?\s?\d[\d\s.,'’]*+(?:[eE][-+]?\d+)?%?\)?-?"?\s*""")
_PROGRAM = re.compile(
    r"^[ \t]*+(?:import [\w.]+(?: as \w+)?;?$"
    r"|from \S+ import |(?:def|function) \w+\(|class \w+[:(]|#(?:include|define)\b)",
    re.MULTILINE,
)
_SHARE = 4  # one row in so many is parted at least, and one of those in so many has a number
_SENTENCE = 40  # characters: fields of prose are longer, on the whole


def declared(text: str) -> tuple[str, int] | None:
    """The delimiter that the first line 'sep=;' declares, and where what comes after it begins."""
    found = _DECLARED.match(text)
    return (found[1], found.end()) if found else None


def delimiter_of(sample: str) -> str | None:
    """What parts the fields of a text, of which this is the start; None when it is no table."""
    if (said := declared(sample)) is not None:
        return said[0] if sample[said[1] :].strip() else None
    if _OTHERWISE.match(sample) or _PROGRAM.search(sample) or _is_log(sample):
        return None
    best, most = None, 0
    for delimiter in DELIMITERS:
        records = _records(sample, delimiter) if delimiter in sample else []
        parted = sum(len(each) > 1 for each in records)
        if parted > most and _is_table(records, delimiter):
            best, most = delimiter, parted
    return best


def _is_log(sample: str) -> bool:
    return 2 * len(_LOGGED.findall(sample)) >= sum(1 for line in sample.splitlines() if line.strip())


def _records(sample: str, delimiter: str) -> list[Record]:
    """The records that are whole in the sample, without blank ones."""
    whole = sample if len(sample) < SAMPLE else sample[: sample.rfind("\n") + 1] or sample
    try:
        records = list(islice(csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter), _RECORDS))
    except csv.Error:
        return []
    return [each for each in records if any(field.strip() for field in each)]


def _is_table(records: list[Record], delimiter: str) -> bool:
    filled = [[field for field in each if field.strip()] for each in records]
    wide = [each for each in filled if len(each) > 1]
    lengths = [len(each) for each in records if len(each) > 1]
    if len(wide) < 2 or not any(a == b for a, b in pairwise(lengths)):
        return False
    alike = max(Counter(lengths).values())
    numbered = sum(any(map(NUMBER_LIKE.fullmatch, each)) for each in wide)
    if not numbered:
        spaced = delimiter == "," and any(field[:1].isspace() for each in wide for field in each[1:])
        most = len(records) if delimiter == "," else -(-len(records) // 2)
        return alike >= most and 2 * len(wide) >= len(records) and not spaced and _are_short(wide)
    if delimiter == ",":
        return 2 * len(wide) >= len(records) and _SHARE * alike >= len(lengths) and 2 * numbered >= len(wide) - 1
    return _SHARE * len(wide) >= len(records) and _SHARE * numbered >= len(wide) - 1


def _are_short(records: list[Record]) -> bool:
    fields = [len(field) for each in records for field in each]
    return sum(fields) <= _SENTENCE * len(fields)
