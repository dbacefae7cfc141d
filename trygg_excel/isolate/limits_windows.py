"""A Job Object around the child on Windows: a memory limit, and its end with the parent's.

Written from the documentation and tried nowhere yet: there is no Windows where this was made. What it must not do is
stop the reading, so a call that fails gives no job; the limit in wall time is the parent's own and holds in any case.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_KILL_ON_CLOSE, _PROCESS_MEMORY, _ACTIVE_PROCESSES, _NO_CRASH_DIALOG = 0x2000, 0x100, 0x8, 0x400
_EXTENDED_LIMITS = 9
_PROCESSES = 2  # the python.exe of a virtual environment starts the real one


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def job_around(process_handle: int, memory: int) -> int | None:
    """A job with the process in it, as a handle whose closing ends the process; None where there can be none."""
    if sys.platform == "win32":
        return _job(process_handle, memory)
    return None


def close_job(job: int | None) -> None:
    if sys.platform == "win32" and job is not None:
        _kernel().CloseHandle(ctypes.c_void_p(job))


def _job(process_handle: int, memory: int) -> int | None:
    kernel = _kernel()
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return None
    limits = _Extended()
    limits.basic.flags = _KILL_ON_CLOSE | _PROCESS_MEMORY | _ACTIVE_PROCESSES | _NO_CRASH_DIALOG
    limits.basic.active_processes = _PROCESSES
    limits.process_memory = memory
    handle = ctypes.c_void_p(job)
    size = ctypes.sizeof(limits)
    kernel.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(limits), size)
    kernel.AssignProcessToJobObject(handle, ctypes.c_void_p(process_handle))
    return int(job)


def _kernel() -> Any:
    return vars(ctypes)["WinDLL"]("kernel32", use_last_error=True)
