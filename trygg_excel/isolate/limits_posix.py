"""What a child gives up before it sees a file (Linux, macOS). Each step is tried alone; `Confined` says which held.

Not held: reading other files of the same user, which needs Landlock or another user; and named Unix sockets.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import fcntl
    import resource

_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000
_CAPABILITY_VERSION = 0x20080522
_STATM = "/proc/self/statm"


@dataclass(frozen=True, slots=True)
class Confined:
    """What a child could be held to: whether it has no network, and the limits the platform refused."""

    network_denied: bool
    lacking: tuple[str, ...] = ()


def confine(memory: int, open_files: int) -> Confined:
    """Give up what reading a workbook needs not. Called once, before any file, in the one thread of the child."""
    kill_me_first()
    limits = {
        "RLIMIT_AS": _address_space() + memory,
        "RLIMIT_FSIZE": 0,  # it writes no file; pipes do not count
        "RLIMIT_CORE": 0,  # a core file would hold the workbook
        "RLIMIT_NOFILE": open_files,
        "RLIMIT_NPROC": 0,  # it starts no process; of no effect for root
    }
    network_denied = _without_network()
    lacking = [name for name, most in limits.items() if not _limited(name, most)]
    if sys.platform == "linux" and _libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        lacking.append("NO_NEW_PRIVS")
    return Confined(network_denied, tuple(lacking))


def allow_cpu(seconds: int) -> None:
    """So many more seconds than have been used: the limit counts over the whole life of the process."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


@contextmanager
def dying_with_parent(pipe: int) -> Iterator[None]:
    """While a file is read, end at once when the parent is gone: the kernel signals that the pipe lost its writer.

    PR_SET_PDEATHSIG will not do: it tells of the death of the thread that started the child. While idle, the end of the
    pipe is enough, and a request would raise the signal too.
    """
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL)  # which is to end the process
    poll = select.poll()
    poll.register(pipe, 0)
    if any(event & select.POLLHUP for _, event in poll.poll(0)):
        os._exit(0)
    try:
        yield
    finally:
        signal.signal(signal.SIGIO, signal.SIG_IGN)


def watch(pipe: int) -> None:
    """Ask the kernel for SIGIO from this pipe, ignored until `dying_with_parent`."""
    if sys.platform != "win32":
        signal.signal(signal.SIGIO, signal.SIG_IGN)
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)


def grown() -> Callable[[], int]:
    """A function that says by how many bytes the address space has grown since now; 0 where it cannot be seen."""
    try:
        told = os.open(_STATM, os.O_RDONLY)  # once: it is asked after each file
    except OSError:
        return lambda: 0
    page, at_rest = os.sysconf("SC_PAGE_SIZE"), _pages(told)
    return lambda: (_pages(told) - at_rest) * page


def _pages(told: int) -> int:
    return int(os.pread(told, 64, 0).split()[0])


def _address_space() -> int:
    try:
        return int(Path(_STATM).read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _limited(name: str, most: int) -> bool:
    """Both limits, so that nothing inside can raise them again; a lower one that stands already is kept."""
    if sys.platform == "win32" or not hasattr(resource, name):
        return False
    which = getattr(resource, name)
    _, hard = resource.getrlimit(which)
    limit = most if hard < 0 else min(most, hard)
    try:
        resource.setrlimit(which, (limit, limit))
    except (ValueError, OSError):
        return False
    return True


def _without_network() -> bool:
    """An empty network of its own: as root, or in a user namespace of its own where the system lets anyone have one."""
    if sys.platform != "linux":
        return False
    libc = _libc()
    if libc.unshare(_CLONE_NEWNET) == 0:
        return True
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    # In its own namespace a process may do all that root may. Nothing of that is needed.
    libc.capset((ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)())
    return True


def kill_me_first() -> None:
    """When memory runs out on the machine, the kernel is to take the child and not the notebook.

    It weighs as if it held half of all memory: a process that holds more than that still goes before it.
    """
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
