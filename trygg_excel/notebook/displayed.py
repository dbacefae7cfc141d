"""What every result of `import trygg_excel as te` can do with itself: be shown, be one line, become a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class Displayed:
    """A result as a notebook shows it. The result itself is a frozen value; nothing here changes it.

    Texts are Swedish unless `lang` is 'en'. A file is written whole or not at all, and never over the workbook that
    the result is about.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """One line: what it is, of which file, and its verdict."""
        from trygg_excel.notebook.reports import one_line_of

        return one_line_of(self)

    def _repr_html_(self) -> str:
        """What Jupyter shows: the verdict in words and symbol, and tables with Swedish numbers, long ones cut."""
        from trygg_excel.notebook.fragment import fragment
        from trygg_excel.notebook.reports import glimpse_of

        return fragment(glimpse_of(self))

    def to_excel(self, path: str | Path, lang: str = "sv") -> Path:
        """Write all of the result as a workbook (live formulas, amounts stored in crowns); where it was written.

        Raises WouldOverwrite for a workbook the result was read from, Unwritable when the disk says no.

        >>> from tempfile import TemporaryDirectory
        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> with TemporaryDirectory() as folder:
        ...     te.compare(budget).to_excel(f"{folder}/jämförelse.xlsx").name
        'jämförelse.xlsx'
        """
        from trygg_excel.notebook.reports import sources_of, workbook_of
        from trygg_excel.writing import write_file

        write_file(Path(path), workbook_of(self, lang), sources_of(self))
        return Path(path)

    def to_html(self, path: str | Path, lang: str = "sv") -> Path:
        """Write all of the result as one page that needs nothing else (no scripts); where it was written.

        Raises WouldOverwrite for a workbook the result was read from, Unwritable when the disk says no.

        >>> from tempfile import TemporaryDirectory
        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> with TemporaryDirectory() as folder:
        ...     te.check(budget).to_html(f"{folder}/kontroll.html", lang="en").name
        'kontroll.html'
        """
        from trygg_excel.notebook.reports import page_of, sources_of
        from trygg_excel.writing import write_file

        write_file(Path(path), page_of(self, lang).encode(), sources_of(self))
        return Path(path)


class Framed(Displayed):
    """A result that hands itself out as pandas frames, each time as frames of their own."""

    __slots__ = ()

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """Its frames by name, the main one first; amounts are Int64 öre in columns named …_ore.

        A check: findings, results. A comparison: rows, steps. A reconciliation: lines. A report: findings; a month's:
        lines, findings. A receipt: marks. A register: a frame for each table that has entries (programmes, years,
        decisions, …).

        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> list(te.compare(budget).frames)
        ['rows', 'steps']
        """
        from trygg_excel.notebook.frames import frames_of

        return frames_of(self)

    @property
    def frame(self) -> pd.DataFrame:
        """The first of `frames`.

        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> te.check(budget).frame["severity"].value_counts().to_dict()
        {'note': 5, 'warning': 4}
        """
        return next(iter(self.frames.values()))

    def in_unit(self, symbol: str, name: str | None = None) -> pd.DataFrame:
        """One of `frames` (the first unless named) with amounts as exact Decimals in 'kr', 'tkr', 'mkr' or 'mdkr'.

        A column `2022_ore` becomes `2022`; None where an amount is not known. Raises WrongUsage for another unit or
        name.

        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> te.compare(budget).in_unit("mkr").loc[3, ["label", "2021", "2022"]].tolist()
        ['SSPF', Decimal('1.5'), Decimal('1.5')]
        """
        from trygg_excel.notebook.frames import in_unit_frame, named_frame

        return in_unit_frame(named_frame(self, name), symbol)
