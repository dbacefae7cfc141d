"""The receipt of an answer: the manifest that is put in place last, and what the hook is given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trygg_excel.inbox.answer import Answered
from trygg_excel.inbox.files import sha_of
from trygg_excel.inbox.jobs import Job, key_of
from trygg_excel.inbox.names import shown
from trygg_excel.inbox.places import DETAILS
from trygg_excel.inbox.words import VERDICTS

RECEIPT = "kvitto.json"
SCHEMA_VERSION = 1
_MOST = 1024 * 1024


def receipt_of(
    job: Job, answered: Answered, main: str, files: Mapping[str, str], same_as: str | None, at: float, lang: str
) -> dict[str, object]:
    """As docs/schemas/inbox-receipt.schema.json; `files` are (path under `ut/`, sha-256). No cell values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "id": job.id,
        "key": job.key,
        "file": shown(job.name),
        "sha256": job.sha,
        "size": job.size,
        "rules": job.rules,
        "engine": job.engine,
        "verdict": answered.verdict.value,
        "message": VERDICTS[answered.verdict].say(lang),
        "code": answered.code or None,
        "findings": {"error": answered.errors, "warning": answered.warnings, "note": answered.notes},
        "open": main,
        "same_content_as": None if same_as is None else shown(same_as),
        "files": [{"path": path, "sha256": sha} for path, sha in sorted(files.items())],
        "time": datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds"),
    }


def read_receipt(path: Path) -> dict[str, Any]:
    """A receipt that was put in place before; {} where none can be read."""
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(_MOST))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) and said.get("schema_version") == SCHEMA_VERSION else {}


def listed_in(path: Path, name: str) -> set[tuple[str, str]]:
    """(path under `ut/`, sha-256) of the answer that a receipt is of, and the receipt's own, if it is to this name.

    The journal forgets what is old, and may be lost; what stands in `ut/` still tells that it is ours.
    """
    said = read_receipt(path)
    try:
        if said["key"] != key_of(name, said["sha256"], said["rules"], said["engine"]):
            return set()  # of another name, which may look the same
        files = {(str(each["path"]), str(each["sha256"])) for each in said["files"]}
    except (KeyError, TypeError, AttributeError, ValueError):
        return set()  # not as we write them
    return {(f"{DETAILS}/{path.parent.name}/{RECEIPT}", sha_of(path)), *files}


def as_bytes(receipt: Mapping[str, object]) -> bytes:
    return (json.dumps(receipt, ensure_ascii=False, indent=2) + "\n").encode()
