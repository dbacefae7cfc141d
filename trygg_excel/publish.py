"""A run's outputs: control workbook, web page, pages to forward, annotated copies and run.json, put in place."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from trygg_excel import __version__
from trygg_excel.inputs import RECORD
from trygg_excel.machine import as_json, run_record
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.findings import without_answers
from trygg_excel.reporting.forwarded import forwarded
from trygg_excel.reporting.html import render_html
from trygg_excel.reporting.paper import dated
from trygg_excel.reporting.pdf import render_pdf
from trygg_excel.reporting.xlsx import xlsx_bytes
from trygg_excel.run import Run
from trygg_excel.writeback.copies import copies_of
from trygg_excel.writeback.obstacle import CannotAnnotate
from trygg_excel.writing import write_files

WORKBOOK, PAGE = "kontroll.xlsx", "rapport.html"


@dataclass(frozen=True, slots=True)
class Published:
    """The paths written, by name, and the workbooks that got no annotated copy."""

    paths: Mapping[str, Path]
    hindered: tuple[CannotAnnotate, ...]


def publish(run: Run, out: Path, lang: str = "sv", now: datetime | None = None, *, facts: bool = False) -> Published:
    """Write the control workbook, the pages to forward, the annotated copies and run.json into `out`: all or none.

    `facts`: the control workbook has a sheet with every single amount.
    Raises WouldOverwrite for an input, and Unwritable when the disk says no.
    """
    report, pages = control_report(run.checked, run.unread, facts=facts), forwarded(run.checked, run.unread)
    copies = copies_of(run.checked, lang)
    outputs = {
        WORKBOOK: xlsx_bytes(report, lang),
        PAGE: render_html(without_answers(report), lang, [(each.heading, each.report) for each in pages]).encode(),
        **{f"{each.name}.pdf": render_pdf(each.report, dated(run.checked), lang) for each in pages},
        **copies.made,
    }
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()}
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    volatile = {"time": moment, "python": platform.python_version(), "version": __version__}
    outputs[RECORD] = as_json(run_record(run, hashes, volatile, copies.hindered)).encode()
    paths = {name: out / name for name in outputs}
    inputs = [check.budget.file for check in run.checked.checks]
    write_files({paths[name]: data for name, data in outputs.items()}, inputs)
    return Published(paths, copies.hindered)
