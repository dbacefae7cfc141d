"""A formula of an .ods as Excel writes it. (ODF 1.3 part 4, 5.)"""

from __future__ import annotations

import re

_PREFIX = re.compile(r"(?:of|oooc|msoxl|xlfn):=?|=")
_NAME = r"\$?(?:'(?:[^']|'')*+'|[^\[\].:'\"]++)"
_END = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}|\$?[0-9]{1,7}|#REF!"
_TOKEN = re.compile(
    rf'"[^"]*"|\[(?P<sheet>{_NAME})?\.(?P<first>{_END})(?::(?P<again>{_NAME})?\.(?P<last>{_END}))?\]|;|\|'
)
_LATE = re.compile(r"\b(?:COM\.MICROSOFT|ORG\.OPENOFFICE|ORG\.LIBREOFFICE)\.(?=[A-Z])")
_LONGEST = 32_767


def excel_formula(written: str) -> str:
    """'of:=SUM([.A1:.B2];[$Blad2.C3])' -> 'SUM(A1:B2,Blad2!C3)'. What is written otherwise stays as it is."""
    text = _PREFIX.sub("", written[:_LONGEST], count=1) if _PREFIX.match(written) else written[:_LONGEST]
    text = text.removeprefix("=")
    if "[" not in text and ";" not in text:
        return text
    return _LATE.sub("", _TOKEN.sub(_plain, text))


def _plain(match: re.Match[str]) -> str:
    found = match.group(0)
    if found[0] != "[":
        return "," if found == ";" else found
    sheet = (match["sheet"] or "").removeprefix("$")
    if match["again"] and match["again"].removeprefix("$") != sheet:
        return found  # an area over several sheets
    last = f":{match['last']}" if match["last"] else ""
    return f"{sheet}!{match['first']}{last}" if sheet else match["first"] + last
