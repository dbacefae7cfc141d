"""How far a batch has come: a bar on a terminal, and not a word in a pipe or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from trygg_excel.finding import Text

_JUDGING = Text("Kontrollerar", "Checking")


@contextmanager
def progress(lang: str, *, silent: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """Something to tell how many of how many are done; None where nobody looks. The bar is gone when all is done."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(_JUDGING.say(lang), total=None)

        def tell(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of, refresh=True)

        yield tell
