"""`te.report_month`: a month's report, its files by name and its figures as frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trygg_excel.checking import by_severity
from trygg_excel.finding import Finding
from trygg_excel.month.config import find_config, load_config
from trygg_excel.month.files import names_of
from trygg_excel.month.inputs import desk_for
from trygg_excel.month.line import Line
from trygg_excel.month.make import Month
from trygg_excel.month.run import Made, Wish, make_months, wanted_period
from trygg_excel.month.versions import Change
from trygg_excel.notebook.displayed import Framed


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ReportedMonth(Framed, Mapping[str, Path]):
    """A month's report: a mapping of its files' names to their paths. Amounts of its `lines` are öre.

    `version` counts from 1, `final` tells whether the month is fixed, `changes` what differs from its last final
    version. In a dry run the files are those that would be written.
    """

    files: Mapping[str, Path]
    month: Month = field(repr=False)
    version: int
    final: bool
    changes: tuple[Change, ...] = ()

    def __getitem__(self, name: str) -> Path:
        return self.files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    @property
    def period(self) -> int:
        """YYYYMM; the closing period is 13."""
        return self.month.period

    @property
    def lines(self) -> tuple[Line, ...]:
        """One for each programme: budget, outcome, deviation, last year and forecast, in öre."""
        return self.month.lines

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not agree or wants an answer, most serious first."""
        return tuple(by_severity(self.month.every))


def report_month(
    period: str,
    config: str | Path | None = None,
    register: str | Path | None = None,
    lang: str = "sv",
    *,
    final: bool = False,
    dry_run: bool = False,
    isolate: bool = True,
) -> ReportedMonth:
    """Make the report of a month, '2026-03' (13: the closing period), from what trygg.toml names; amounts are öre.

    `config` is that file or its folder, else the nearest upwards from where Python stands. `final` fixes the month, and
    `dry_run` writes nothing. What `trygg month` gives, to the byte; it makes missed months too (`--catch-up`).
    Raises NoConfig or ConfigWrong (with the line), RegisterError, InputMissing, WrongUsage for what is no month, Busy
    while another run is at work, and Unwritable.

    >>> import json
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> table = example_folder("workbooks") / "uppfoljning" / "trygghetspaketet-uppfoljning-2022-03.xlsx"
    >>> settings = {"budget": [str(table)], "follow_up": [str(table)], "out": "rapporter", "unit": "tkr"}
    >>> with TemporaryDirectory() as folder:
    ...     rows = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    ...     register = json.dumps(str(example_folder("schemas") / "trygghetspaketet.yaml"))
    ...     text = "\\n".join([f"register = {register}", "[month]", *rows])
    ...     _ = Path(folder, "trygg.toml").write_text(text, encoding="utf-8")
    ...     march = te.report_month("2022-03", folder)
    >>> list(march)
    ['manadsrapport-2022-03.xlsx', 'manadsrapport-2022-03.html', 'manadsrapport-2022-03.pdf']
    """
    named = None if register is None else Path(register)
    settings = load_config(find_config(Path.cwd(), None if config is None else Path(config)))
    desk = desk_for(settings, named, isolate=isolate)
    wish = Wish(final=final, dry_run=dry_run, lang="en" if lang == "en" else "sv")
    (made,) = make_months(desk, [wanted_period(period)], wish)
    return _reported(made, settings.out)


def _reported(made: Made, out: Path) -> ReportedMonth:
    if made.problem is not None:
        raise made.problem
    if made.month is None:
        raise AssertionError  # a month that is made is told
    files = {Path(name).name: out / name for name in names_of(made.period, made.version).values()}
    return ReportedMonth(files, made.month, made.version, made.final, made.changes)
