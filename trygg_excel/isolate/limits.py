"""What a child process may use at most. One place, each with its reason; change one with `dataclasses.replace`."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessLimits:
    """Sizes are bytes. A file earns time by its size, so that 2 KB made to harm is given up on soon."""

    memory: int = 2048 * MIB  # address space above what the child has at rest; a cell takes about 0.4 KiB in it
    cpu_seconds: int = 20  # for any file; the slowest real one in the corpus takes 1.5
    wall_seconds: int = 25  # seen from outside: a file on a share that does not answer, a child that sleeps
    seconds_per_mib: int = 4  # added to both; the slowest real workbooks need about 1 per MiB of file
    start_seconds: int = 30  # for a cold start: a machine with a virus scanner and a slow disk
    open_files: int = 16  # the three pipes, the workbook, and a module that is imported late
    frame: int = 16 * MIB  # one message from the child; parsed JSON may take twenty times its size
    answer: int = 1024 * MIB  # all messages about one file; five million cells take about 150 MiB

    def cpu_for(self, size: int) -> int:
        """CPU seconds for a file of `size` bytes."""
        return self.cpu_seconds + self.seconds_per_mib * size // MIB

    def wall_for(self, size: int) -> float:
        return self.wall_seconds + self.seconds_per_mib * size / MIB


PROCESS_LIMITS = ProcessLimits()
