"""The year's overview on its own, from records made by hand."""

from __future__ import annotations

from collections.abc import Mapping

from trygg_excel.money import unit_named
from trygg_excel.month.records import Figures, Record, Records
from trygg_excel.register.model import Programme, Register
from trygg_excel.reporting.display import showing, shown
from trygg_excel.reporting.model import Sheet
from trygg_excel.reporting.month_overview import year_report

PROGRAMMES = tuple(Programme(id=each.casefold(), label=each) for each in ("Vardar", "Kamera", "Larm"))
TKR = 100_000  # öre


def forecasts(*months: Mapping[str, int | None]) -> Sheet:
    """The sheet of forecasts for months from January, in each the programmes' forecasts in tkr."""
    records = [
        Record(
            period=202601 + at, version=1, final=False,
            figures={
                id_: Figures(revised=1000 * TKR, forecast=None if tkr is None else tkr * TKR)
                for id_, tkr in month.items()
            },
        )
        for at, month in enumerate(months)
    ]  # fmt: skip
    unit = unit_named("tkr")
    assert unit is not None
    register = Register(
        id="trygghet", label="Trygga kommunen", programmes=PROGRAMMES, currency="SEK", unit="tkr", file="", digest="",
        committees=(), years=(),
    )  # fmt: skip
    report = year_report(register, Records(tuple(records)), 2026, unit)
    return next(each for each in report.sheets if each.id == "forecasts")


def rows(sheet: Sheet) -> list[list[str]]:
    how = showing(sheet.table, "sv")
    return [
        [shown(cell, column.style, how) for cell, column in zip(row.cells, sheet.table.columns, strict=True)]
        for row in sheet.table.rows
    ]


def lead(sheet: Sheet) -> str:
    return " ".join(each.sv for each in sheet.lead)


def test_a_month_where_every_programme_has_a_forecast_is_summed() -> None:
    sheet = forecasts({"vardar": 900, "kamera": 400}, {"vardar": 950, "kamera": 410})
    assert rows(sheet)[-1] == ["Summa", "2\xa0000", "1\xa0300", "1\xa0360", "+60"]


def test_a_month_where_some_have_none_says_how_many_have() -> None:
    sheet = forecasts({"vardar": 900, "kamera": None}, {"vardar": 950, "kamera": 410})
    assert rows(sheet)[-1] == ["Summa", "2\xa0000", "1 av 2", "1\xa0360", "Olika månader"]
    assert "annars står hur många som har en" in lead(sheet)


def test_a_budget_that_some_lack_is_not_summed_either() -> None:
    sheet = forecasts({"vardar": 900, "kamera": 400}, {"vardar": 950})
    assert rows(sheet)[-1] == ["Summa", "1 av 2", "1\xa0300", "1 av 2", "Olika månader"]


def test_a_programme_that_never_had_a_forecast_is_named_as_not_in_the_sum() -> None:
    sheet = forecasts({"vardar": 900, "kamera": 400, "larm": None})
    assert [row[0] for row in rows(sheet)] == ["Vardar", "Kamera", "Summa"]
    assert "Utan prognos hela året, och inte med här: Larm." in lead(sheet)
    assert "Utan prognos" not in lead(forecasts({"vardar": 900}))
