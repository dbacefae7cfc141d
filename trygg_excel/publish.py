"""A run's outputs: the control workbook, the page and run.json, rendered and put in place."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from trygg_excel import __version__
from trygg_excel.machine import as_json, run_record
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.findings import without_answers
from trygg_excel.reporting.html import render_html
from trygg_excel.reporting.model import Report
from trygg_excel.reporting.xlsx import render_xlsx
from trygg_excel.run import Run
from trygg_excel.writing import write_file

WORKBOOK, PAGE, RECORD = "kontroll.xlsx", "rapport.html", "run.json"


def xlsx_bytes(report: Report, lang: str) -> bytes:
    buffer = BytesIO()
    render_xlsx(report, buffer, lang)
    return buffer.getvalue()


def publish(run: Run, out: Path, lang: str = "sv", now: datetime | None = None) -> Mapping[str, Path]:
    """Write the control workbook, the page and run.json into `out`; the paths by name."""
    report = control_report(run.checked, run.unread)
    outputs = {WORKBOOK: xlsx_bytes(report, lang), PAGE: render_html(without_answers(report), lang).encode()}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()}
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    record = run_record(run, hashes, {"time": moment, "python": platform.python_version(), "version": __version__})
    outputs[RECORD] = as_json(record).encode()
    inputs = [check.budget.file for check in run.checked.checks]
    for name, data in outputs.items():
        write_file(out / name, data, inputs)
    return {name: out / name for name in outputs}
