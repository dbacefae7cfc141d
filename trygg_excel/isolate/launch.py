"""The command that starts a child, and the little it inherits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Isolated (-I) keeps the folder with the workbooks, PYTHONPATH and the user's site out of the child's search path: a
# 'json.py' beside a workbook is not imported. The package itself comes from the very folder the parent has it from, be
# it a checkout, a wheel or a zip; what else the parent can import stands last, for libraries outside of site-packages.
_BOOT = """
import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
child, home, *more = sys.argv[1:]
spec = PathFinder.find_spec("trygg_excel", [home])
sys.modules["trygg_excel"] = package = module_from_spec(spec)
spec.loader.exec_module(package)
sys.path += [each for each in more if each not in sys.path]
from importlib import import_module
import_module(child).main()
"""
# What Python may need to start at all, and to name files as the parent does; none of it can hold a secret.
_KEPT = frozenset({"LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"})
_KEPT_ON_WINDOWS = frozenset({"SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PATH"})
_TO_WRITE = frozenset({"HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP", "TMPDIR"})
READER = "trygg_excel.isolate.child"
_NO_WINDOW = 0x08000000


def start(child: str = READER) -> subprocess.Popen[bytes]:
    """A child that waits for its settings on stdin. OSError where no process can be started.

    `child` is the module whose `main` it runs; one that is no reader may know where files are written.
    """
    return subprocess.Popen(  # noqa: S603  our own interpreter and our own words
        _command(child),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if sys.platform == "win32" else subprocess.PIPE,
        cwd=Path(sys.prefix).anchor or None,  # no folder of the user's is held open
        env=_environment(frozenset() if child == READER else _TO_WRITE),
        close_fds=True,
        bufsize=0,  # a buffer has a lock, which a fork at the wrong moment would leave locked
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )


def _command(child: str) -> list[str]:
    if not sys.executable or getattr(sys, "frozen", False):
        message = f"no Python interpreter in {sys.executable!r}"
        raise OSError(message)
    utf8 = f"utf8={int(sys.getfilesystemencoding() == 'utf-8')}"
    flags = ["-I", "-X", utf8, "-X", "faulthandler", *(["-B"] if sys.dont_write_bytecode else [])]
    more = [each for each in sys.path if Path(each).is_absolute() and Path(each).exists()]
    return [sys.executable, *flags, "-c", _BOOT, child, _home(), *more]


def _home() -> str:
    """The folder that holds the package."""
    return str(Path(__file__).absolute().parents[2])


def _environment(more: frozenset[str]) -> dict[str, str]:
    kept = more | (_KEPT_ON_WINDOWS if sys.platform == "win32" else _KEPT)
    return {name: value for name, value in os.environ.items() if name.upper() in kept}
