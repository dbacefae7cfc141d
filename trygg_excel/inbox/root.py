"""A department's folder: how it is known again, and that one host only watches it."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

from trygg_excel.errors import PathMissing, WrongUsage
from trygg_excel.finding import text
from trygg_excel.inbox.errors import HostTaken, ShareAway
from trygg_excel.inbox.files import write_whole
from trygg_excel.inbox.places import SENTINEL, Places, local_state

_MOST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Root:
    """A drop folder that is known: its places, and the id that its sentinel holds as long as it is really there."""

    places: Places
    id: str

    def present(self) -> bool:
        """Whether the folder is there, and not the empty place where a share was mounted."""
        said = _said(self.places.sentinel)
        return said is not None and said.get("id") == self.id


def opened(path: Path, state: Path | None = None, *, take_over: bool = False) -> Root:
    """The drop folder at `path`, made one if it is not yet.

    Raises PathMissing; and unless `take_over` ShareAway when it was one and its sentinel is gone, and HostTaken when
    another host watches it, or this one with another state.
    """
    base = (state or local_state()).absolute()
    root = path.absolute()
    known = _known(base, root)
    if not root.is_dir():
        raise ShareAway(path) if known else PathMissing(path)
    if base.is_relative_to(root):
        raise WrongUsage(
            text(
                "Journalen får inte ligga i mappen som bevakas. Ange en lokal mapp med --state.",
                "The journal must not lie in the folder that is watched. Name a local folder with --state.",
            )
        )
    said = _said(root / SENTINEL)
    if said is None:
        if known and not take_over:
            raise ShareAway(path)
        base.mkdir(parents=True, exist_ok=True, mode=0o700)  # before the folder is bound to it
        said = _founded(root, base, known)
    id_ = str(said.get("id", ""))
    home = Places(root, base / id_)
    if said.get("host") != this_host() or said.get("state") != str(home.state):
        if not take_over:
            raise HostTaken(path, str(said.get("name", "?")))
        _write(home.sentinel, _words(id_, home.state))
    _remember(home)
    return Root(home, id_)


def found(path: Path, state: Path | None = None) -> Root:
    """A drop folder that is one already, for those who only look or tidy up. Raises as `opened`; makes nothing."""
    base = (state or local_state()).absolute()
    root = path.absolute()
    said = _said(root / SENTINEL)
    id_ = str(said.get("id", "")) if said else _known(base, root)
    if not id_:
        raise ShareAway(path) if root.is_dir() else PathMissing(path)
    if not (base / id_).is_dir():
        raise HostTaken(path, str((said or {}).get("name", "?")))
    return Root(Places(root, base / id_), id_)


def this_host() -> str:
    """What tells this host from others, also after it got another name; no secret."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"trygg {sys.platform} {_machine()}"))


def _machine() -> str:
    for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            if said := Path(place).read_text(encoding="ascii").strip():
                return said
        except (OSError, ValueError):
            continue
    return f"{uuid.getnode():x} {socket.gethostname()}"


def _founded(root: Path, base: Path, known: str) -> dict[str, object]:
    """The sentinel, whole or not there. Of two that are first at once the last one stays, and the other sees it."""
    id_ = known or secrets.token_hex(8)
    _write(root / SENTINEL, _words(id_, base / id_))
    return _said(root / SENTINEL) or {}


def _words(id_: str, state: Path) -> dict[str, object]:
    return {"schema_version": 1, "id": id_, "host": this_host(), "name": socket.gethostname(), "state": str(state)}


def _write(path: Path, words: dict[str, object]) -> None:
    write_whole(path, (json.dumps(words, ensure_ascii=False) + "\n").encode(), f"{os.getpid()}-{secrets.token_hex(4)}")


def _said(sentinel: Path) -> dict[str, object] | None:
    try:
        with sentinel.open("rb") as file:
            said = json.loads(file.read(_MOST))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def _known(base: Path, root: Path) -> str:
    """The id under which this host knows a drop folder at this path; '' when it does not."""
    for file in sorted(base.glob("*/rot.json")):
        said = _said(file)
        if said and said.get("root") == str(root):
            return file.parent.name
    return ""


def _remember(places: Places) -> None:
    places.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    note = places.state / "rot.json"
    said = _said(note)
    if said is None or said.get("root") != str(places.root):
        _write(note, {"root": str(places.root)})
