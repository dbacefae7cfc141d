"""How deep the elements of a part are nested, before a parser is let near it: parsers answer depth with memory."""

from __future__ import annotations

import re

# No '<' in a tag but its first, not even in quotes, and a step that always takes something: each byte is looked at a
# few times at most, whatever the input. What is not well-formed is the parser's to refuse, and counted here in any way.
_TAG = rb"<[^<>\"'!?/][^<>\"']*+(?:\"[^\"<]*+\"[^<>\"']*+|'[^'<]*+'[^<>\"']*+)*+>"
_CLOSE = rb"</[^<>]*+>"
_APART = rb"<!--(?s:.*?)(?:-->|\Z)|<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<\?(?s:.*?)(?:\?>|\Z)"
_LEAF = rb"%b(?:(?<=/>)|[^<]*+%b)" % (_TAG, _CLOSE)  # no element inside it
_STEP = re.compile(rb"(?:[^<]++|%b|%b)*+(?:(?P<into>%b)|(?P<out>%b)|<|\Z)" % (_LEAF, _APART, _TAG, _CLOSE))


def nests_within(data: bytes, depth: int) -> bool:
    """Whether no element stands more than `depth` deep."""
    if data.count(b"</") < depth:
        return True
    open_ = 0
    for step in _STEP.finditer(data):
        open_ += (step["into"] is not None) - (step["out"] is not None)
        if open_ >= depth:  # a leaf stands in it
            return False
    return True
