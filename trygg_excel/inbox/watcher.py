"""A watcher at work: the folder, the journal, who it is, and how it speaks of files in its log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from trygg_excel.finding import Text
from trygg_excel.inbox.answer import Answerer
from trygg_excel.inbox.journal import Journal
from trygg_excel.inbox.owner import Owner
from trygg_excel.inbox.places import Places
from trygg_excel.inbox.root import Root
from trygg_excel.inbox.settings import Settings
from trygg_excel.inbox.stability import Look

Tell = Callable[[Text, str], None]


@dataclass(slots=True)
class Watcher:
    """What one watcher knows. All that must outlive it stands in the journal."""

    root: Root
    settings: Settings
    journal: Journal
    owner: Owner
    answerer: Answerer
    tell: Tell
    looks: dict[str, Look] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    tried: dict[str, float] = field(default_factory=dict)  # when what is locked was last tried (steady clock)
    untidy: bool = True  # something of ours may lie about
    page: bytes = b""  # the status page as it was last written
    purged: float | None = None
    beaten: float | None = None

    @property
    def places(self) -> Places:
        return self.root.places

    def wall(self) -> float:
        return self.settings.clock.wall()

    def steady(self) -> float:
        return self.settings.clock.steady()

    def desk(self) -> Path:
        """Where this watcher works; what lies there is its own."""
        return self.places.work / self.owner.name
