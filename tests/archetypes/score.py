"""The rules of the shared corpus' score.py, in one process: how much of a workbook's truth the reader found.

Right: amount, year and label are. Wrong but sure: a fact of confidence 'sure' that is wrong, or stands where no amount
is. All truths here are full, so a fact on any other cell is wrong too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Row: TypeAlias = Mapping[str, str]
Miss: TypeAlias = tuple[str, ...]
PUNCT = " \t\n.:;,-–—•*/\\()[]'\"="
BESIDE = ("nature", "version", "against", "period_from", "period_to")  # told beside what is scored


@dataclass
class Score:
    amounts: int = 0
    right: int = 0
    sure: int = 0
    missing: int = 0
    others: int = 0
    others_right: int = 0
    extra: int = 0
    wrong_sure: int = 0
    measure: int = 0
    measure_of: int = 0
    role: int = 0
    beside: int = 0
    beside_of: int = 0
    beside_misses: list[tuple[str, ...]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)

    @property
    def share(self) -> float:
        return (self.right + self.others_right) / max(1, self.amounts + self.others + self.extra)

    @property
    def sure_share(self) -> float:
        return self.sure / max(1, self.right)


def score(truth: Iterable[Row], facts: Iterable[Row]) -> Score:
    """`facts` are rows of `trygg read --format csv`."""
    out = Score()
    found = {(row["sheet"], row["cell"].replace("$", "")): row for row in facts}
    labelled = {(row["sheet"], row["cell"]): row for row in truth}
    for at, row in labelled.items():
        if row["note"].startswith("doubt:"):
            continue
        if row["role"] == "not_amount":
            _other(out, at, row, found.get(at))
        else:
            _amount(out, at, row, found.get(at))
    for at in found.keys() - labelled.keys():
        out.extra += 1
        out.wrong_sure += _is_sure(found[at])
        out.misses.append((*at, "extra fact", _told(found[at])))
    return out


def _other(out: Score, at: tuple[str, str], row: Row, fact: Row | None) -> None:
    out.others += 1
    if fact is None:
        out.others_right += 1
        return
    out.wrong_sure += _is_sure(fact)
    out.misses.append((*at, f"no amount ({row['note']}), taken as", _told(fact)))


def _amount(out: Score, at: tuple[str, str], row: Row, fact: Row | None) -> None:
    out.amounts += 1
    if fact is None:
        out.missing += 1
        out.misses.append((*at, "missing", _told(row)))
        return
    judged = {
        "amount": same_amount(fact["amount"], row["amount"], row["unit_factor"]),
        "year": not row["year"] or fact["year"] == row["year"],
        "label": same_label(fact["label"], row["label"]),
    }
    _count_beside(out, at, row, fact)
    if all(judged.values()):
        out.right += 1
        out.sure += _is_sure(fact)
        return
    out.wrong_sure += _is_sure(fact)
    wrong = "+".join(name for name, right in judged.items() if not right)
    out.misses.append((*at, f"wrong {wrong}", _told(fact), "should be", _told(row)))


def _count_beside(out: Score, at: tuple[str, str], row: Row, fact: Row) -> None:
    told = {"role": "line" if fact["role"] == "line" else "total"}
    told["measure"] = fact["measure"].replace("deviation", "change")
    told |= {name: fact[name] for name in BESIDE}
    wanted = {**row, "role": "line" if row["role"] == "line" else "total"}
    judged = [name for name in told if wanted.get(name)]
    right = {name for name in judged if told[name] == wanted[name]}
    out.role += "role" in right
    out.measure_of += "measure" in judged
    out.measure += "measure" in right
    out.beside_of += len(set(judged) & set(BESIDE))
    out.beside += len(right & set(BESIDE))
    out.beside_misses += [(*at, name, told[name], "should be", wanted[name]) for name in judged if name not in right]


def _is_sure(fact: Row) -> bool:
    return fact["confidence"] == "sure"


def _told(row: Row) -> str:
    sure = f" ({row['confidence']})" if "confidence" in row else ""
    return f"{row['label']} | {row['year']} | {row['amount'] or 'unknown'}{sure}"


def same_amount(found: str, truth: str, factor: str) -> bool:
    if not found or not truth:
        return found == truth
    allowed = max(0.0051, 1e-9 * abs(float(truth)), 1e-9 * float(factor or 1))
    return abs(float(found) - float(truth)) <= allowed


def same_label(found: str, truth: str) -> bool:
    a, b = _plain(found), _plain(truth)
    if not b or a == b or (_no_code(a) and _no_code(a) == _no_code(b)):
        return True
    return bool(a) and a.replace(" ", "") == b.replace(" ", "")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    return re.sub(r"\s+", " ", folded).strip(PUNCT)


def _no_code(text: str) -> str:
    return re.sub(r"^[\d.\s/-]+[-–:.\s]*", "", text).strip(PUNCT)
