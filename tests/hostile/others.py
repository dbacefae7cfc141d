"""Files that are no container, and places that are no file."""

from __future__ import annotations

import os
import random
import socket
import stat
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.book import worksheet
from tests.hostile.markup import LAUGHS
from tests.hostile.table import ADMITTED, CannotBuild, Outcome, add, case
from trygg_excel.gate.reasons import Reason

_NOISE = random.Random(3).randbytes(20_000)  # noqa: S311  noise, no secret
_CSV = "insats;2022;2023\nKamera;1500;1600\n"
_HTML = "<html><body><table><tr><td>1500</td></tr></table></body></html>"
_XML = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
_CONTENTS: dict[str, tuple[bytes, tuple[Outcome, ...], str]] = {
    "nothing": (b"", (Reason.EMPTY,), "no bytes"),
    "one_byte": (b"a", (Reason.TEXT,), "a text of one letter"),
    "blanks": (b" \r\n" * 50, (Reason.TEXT, Reason.EMPTY), "blanks are text, or nothing"),
    "zeros": (bytes(100_000), (Reason.UNKNOWN, Reason.EMPTY), "what a failed download leaves"),
    "csv": (_CSV.encode(), (ADMITTED,), "csv"),
    "csv_latin1": (_CSV.replace("Kamera", "Kåmera").encode("latin-1"), (ADMITTED,), "csv in Latin-1"),
    "csv_bom": (b"\xef\xbb\xbf" + _CSV.encode(), (ADMITTED,), "csv from Excel"),
    "csv_utf16": (_CSV.encode("utf-16"), (ADMITTED,), "'Unicode text' from Excel"),
    "csv_utf16_be": (b"\xfe\xff" + _CSV.encode("utf-16-be"), (ADMITTED,), "the same, other end first"),
    "sylk": (b"ID;PWXL;N;E\nP;PGeneral\nE\n", (Reason.TEXT,), "SYLK, which Excel opens"),
    "rtf": (rb"{\rtf1\ansi hej}", (Reason.TEXT, Reason.UNKNOWN), "rich text"),
    "json": (b'{"a": 1500}', (Reason.TEXT,), "json"),
    "html": (_HTML.encode(), (Reason.MARKUP,), "what systems export as .xls"),
    "html_bom": (b"\xef\xbb\xbf \n" + _HTML.encode(), (Reason.MARKUP,), "the same behind a mark and blanks"),
    "html_upper": (_HTML.upper().encode(), (Reason.MARKUP,), "the same in capitals"),
    "html_comment": (
        f"<!-- {'x' * 9_000} -->{_HTML}".encode(),
        (Reason.MARKUP, Reason.TEXT),
        "a long comment first; the remedy is the same",
    ),
    "html_doctype": (f"<!DOCTYPE html>{_HTML}".encode(), (Reason.MARKUP,), "a page's doctype is none of ours"),
    "html_utf16": (_HTML.encode("utf-16"), (Reason.MARKUP, Reason.TEXT), "a page in UTF-16"),
    "html_table": (b"<table><tr><td>1</td></tr></table>", (Reason.MARKUP,), "only the table"),
    "mhtml": (
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n\r\n--x\r\n",
        (Reason.MARKUP, Reason.TEXT),
        "a web archive is text",
    ),
    "xml": (_XML.encode(), (Reason.MARKUP,), "a workbook of 2003 as XML"),
    "xml_utf16": (_XML.encode("utf-16"), (Reason.MARKUP, Reason.TEXT), "the same in UTF-16"),
    "xml_laughs": (
        f'<?xml version="1.0"?>{LAUGHS}<x>&a11;</x>'.encode(),
        (Reason.MARKUP, Reason.ENTITIES),
        "never parsed",
    ),
    "xml_deep": (b"<a>" * 500_000, (Reason.MARKUP, Reason.TEXT), "never parsed"),
    "sheet_alone": (worksheet(book.rows()).encode(), (Reason.MARKUP,), "a sheet outside its container"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n", (Reason.PDF,), "a PDF"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + _NOISE[:500], (Reason.UNKNOWN,), "a picture"),
    "gzip": (b"\x1f\x8b\x08\0" + zlib.compress(b"x"), (Reason.UNKNOWN,), "gzip"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4" + _NOISE[:500], (Reason.UNKNOWN,), "7-Zip"),
    "rar": (b"Rar!\x1a\x07\1\0" + _NOISE[:500], (Reason.UNKNOWN,), "RAR"),
    "program": (b"MZ\x90\0\3\0\0\0" + _NOISE[:500], (Reason.UNKNOWN,), "a program"),
    "random": (b"\0\xff" + _NOISE, (Reason.UNKNOWN,), "noise"),
    "biff2": (
        b"\x09\0\4\0\2\0\x10\0\x0a\0\0\0",
        (Reason.UNKNOWN, Reason.DAMAGED, ADMITTED),
        "a sheet of 1987, outside a compound file",
    ),
    "owner_file": (
        b"\4Anna" + b" " * 50 + "Anna".encode("utf-16-le") + bytes(100),
        (Reason.UNKNOWN, Reason.TEXT),
        "what Excel leaves beside an open workbook",
    ),
    "pk_noise": (b"PK\3\4" + _NOISE, (Reason.TRUNCATED, Reason.DAMAGED), "starts as a zip"),
    "pk_ends": (
        _NOISE[:900] + b"PK\5\6" + bytes(18),
        (Reason.UNKNOWN, Reason.PREFIX, Reason.NO_WORKBOOK),
        "ends as a zip",
    ),
    "pointer": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        (Reason.TEXT,),
        "a Git LFS pointer",
    ),
}


def _content(data: bytes, path: Path) -> None:
    path.write_bytes(data)


for _name, (_data, _outcomes, _why) in _CONTENTS.items():
    add(f"content_{_name}_xlsx", partial(_content, _data), *_outcomes, why=_why)
    add(f"content_{_name}_xls", partial(_content, _data), *_outcomes, why=_why, suffix=".xls")


# Places that are no plain file.
def _link(target: str, path: Path) -> None:
    try:
        path.symlink_to(target)
    except OSError as problem:  # Windows asks for a right
        raise CannotBuild(str(problem)) from problem


_LINKS = {
    "zero": "/dev/zero",
    "random": "/dev/urandom",
    "secret": "/etc/passwd",
    "nowhere": "/no/such/file",
    "terminal": "/dev/tty",
    "itself": "place_link_itself.xlsx",
    "folder": "/etc",
}
for _name, _target in _LINKS.items():
    add(f"place_link_{_name}", partial(_link, _target), Reason.NO_FILE, why=f"a link to {_target}: never opened")


@case(Reason.NO_FILE, why="what a link points at may change between looking and opening")
def place_link_good(path: Path) -> None:
    path.with_suffix(".target").write_bytes(book.good())
    _link(path.with_suffix(".target").name, path)


@case(Reason.NO_FILE, why="a link to a link")
def place_link_twice(path: Path) -> None:
    _link("/dev/zero", path.with_suffix(".link"))
    _link(path.with_suffix(".link").name, path)


@case(Reason.NO_FILE, why="a folder by a workbook's name")
def place_folder(path: Path) -> None:
    path.mkdir()


def _special(make: Callable[[Path], None], path: Path) -> None:
    try:
        make(path)
    except (AttributeError, OSError) as problem:  # a right, a file system or Windows
        raise CannotBuild(str(problem)) from problem


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 5))


def _socket(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)  # the name of a socket is at most 108 bytes long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


add("place_pipe", partial(_special, _pipe), Reason.NO_FILE, why="a pipe: opening it waits for ever")
add("place_device", partial(_special, _device), Reason.NO_FILE, why="a device that never ends")
add("place_socket", partial(_special, _socket), Reason.NO_FILE, why="a socket")
