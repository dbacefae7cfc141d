"""Columns of words that tell something about a row and never name it: remarks, people, status, numbers of papers."""

from __future__ import annotations

import re
from functools import lru_cache

_REMARKS = re.compile(
    r"(?:\w*kommentar\w*|komm\.?|anm(?:\.|ärkning\w*)?|notering\w*|förklaring\w*|motivering\w*|orsak\w*|comments?|remarks?"
    r"|kontakt\w*|kontakt ?person|ansvarig\w*|handläggare|ekonom|controller|chef|\w+chef|ordförande|ägare|beställare"
    r"|budgetansvarig|projektledare|rektor|attestant|beslutsattestant|responsible|owner|contact|manager"
    r"|status|läge|e-?post\w*|mejl|e-?mail|telefon\w*|tel\.?|uppdaterad\w*|inlämnad\w*|klar\??)"
    r"(?:$|[ :/,(].*)",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"(?:not(?:er)?(?: ?nr)?\.?|notes?"
    r"|\w*avtal(?:s(?:nr|nummer|id|period|tid))?|upphandling(?:snr)?|dnr\.?|diarie(?:nr|nummer)?\.?|ärende(?:nr|nummer)?"
    r"|beslut(?:s?(?:nr|nummer|datum|sdatum|paragraf))?|beslut(?:at|ad)? (?:av|i|datum)|protokoll\w*|§+|paragraf"
    r"|(?:org(?:anisations)?|person|faktura|order|verifikat(?:ions)?|ver|kund|leverantörs?|avtals|ref(?:erens)?)[.-]? ?"
    r"(?:nr|nummer|no)\.?|referens|ref\.?|faktura|verifikat(?:ion)?|case(?: no)?|contract(?: no)?|invoice(?: no)?)"
    r"(?:$|[ :/,(].*)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def remarks(heading: str) -> bool:
    """Whether a column says something of rows that others name: 'Kommentar', 'Kontakt', 'Status'."""
    return _REMARKS.match(heading.strip()) is not None


_NUMBERED = re.compile(r"(?:faktura|verifikat(?:ion)?|ver|order|referens|ref|invoice|voucher)\.?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def numbers_papers(heading: str) -> bool:
    """Whether a column of whole numbers of one length holds those of papers: 'Faktura' over 100001, 100002."""
    return _NUMBERED.fullmatch(heading.strip()) is not None


@lru_cache(maxsize=4096)
def tells_papers(heading: str) -> bool:
    """Whether a column holds numbers of agreements, matters, decisions or invoices: no period is meant by '2023-05'."""
    return _PAPERS.match(heading.strip()) is not None
