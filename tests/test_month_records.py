"""What is remembered of the months that are made: lines of JSON that come back as they were, or are told."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import jsonschema
import pytest

from trygg_excel.errors import RecordsWrong, Unwritable
from trygg_excel.month import records
from trygg_excel.month.answers import Answer
from trygg_excel.month.records import (
    RECORDS,
    Figures,
    Record,
    Records,
    add_record,
    plain,
    read_records,
    severities,
)

ROOT = Path(__file__).parents[1]


def record(period: int = 202603, version: int = 1, *, final: bool = False) -> Record:
    figures = Figures(original=100, revised=100, outcome=-5, by_period={202601: 3, 202603: -8}, judgement="within")
    return Record(
        period=period, version=version, final=final, figures={"sspf": figures},
        answers={"sspf": Answer(reason="Vikarier på avdelningen", not_booked=12)},
        findings={"error": 0, "warning": 1, "note": 0}, outputs={"2026-03/a.xlsx": "0" * 64},
    )  # fmt: skip


def test_records_come_back_as_they_were_and_fit_their_schema(tmp_path: Path) -> None:
    assert read_records(tmp_path).lines == ()
    lines = (record(), record(final=True), record(202604), record(202603, 2))
    for each in lines:
        add_record(tmp_path, each)
    found = read_records(tmp_path)
    assert found.lines == lines
    assert (found.latest(202603), found.last_final(202603)) == (lines[3], lines[1])
    assert (found.before(202604), found.before(202603), found.before(202701)) == (lines[3], None, None)
    schema = json.loads((ROOT / "docs/schemas/month.schema.json").read_text(encoding="utf-8"))
    for each in lines:
        jsonschema.validate(plain(each), schema)


def test_a_record_cut_short_by_a_crash_was_never_made(tmp_path: Path) -> None:
    add_record(tmp_path, record())
    path = tmp_path / RECORDS
    path.write_bytes(path.read_bytes() + b'{"schema_version": 1, "per')
    assert read_records(tmp_path).lines == (record(),)
    add_record(tmp_path, record(202604))
    assert read_records(tmp_path).periods == (202603, 202604)


@pytest.mark.parametrize(
    "line", ["{}", "[]", "nej", '{"schema_version": 2}', json.dumps({**plain(record()), "figures": {"a": {"x": 1}}})]
)
def test_a_line_that_is_no_record_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    add_record(tmp_path, record())
    with (tmp_path / RECORDS).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(RecordsWrong, match="rad 2"):
        read_records(tmp_path)


def test_a_year_has_the_last_version_of_each_month_in_order() -> None:
    lines = (record(202604), record(202603), record(202603, 2), record(202503))
    held = Records(lines)
    assert held.of_year(2026) == (lines[2], lines[0])
    assert held.periods == (202503, 202603, 202604)
    assert held.with_line(lines[0]).lines == (*lines, lines[0])
    assert (held.latest(202605), held.last_final(202603)) == (None, None)
    assert (held.before(202605), held.before(202604)) == (lines[0], lines[2])


@pytest.mark.parametrize("held", [record(), record().figures["sspf"], Records()])
def test_what_is_remembered_cannot_be_changed(held: Record | Figures | Records) -> None:
    field = next(iter(type(held).__slots__))
    with pytest.raises(FrozenInstanceError):
        setattr(held, field, None)


def test_another_version_has_other_figures_or_other_answers() -> None:
    one = record()
    assert one.substance == record(final=True, version=2).substance
    assert one.substance != replace(one, figures={}).substance
    assert one.substance != replace(one, answers={}).substance


def test_a_line_ends_where_the_next_begins(tmp_path: Path) -> None:
    folder = tmp_path / "kommun" / "rapporter"
    add_record(folder, record())
    add_record(folder, record(202604))
    data = (folder / RECORDS).read_bytes()
    assert (data.count(b"\n"), data[-1:], data.startswith(b'{"answers": {')) == (2, b"\n", True)
    assert "Vikarier på avdelningen" in data.decode()


@pytest.mark.parametrize("rest", [b"{", b'{"schema_version": 1, "per', b"x" * 5000])
@pytest.mark.parametrize("whole", [0, 1, 2])
def test_only_what_was_cut_short_is_taken_away(tmp_path: Path, rest: bytes, whole: int) -> None:
    lines = [record(202601 + number) for number in range(whole)]
    for each in lines:
        add_record(tmp_path, each)
    with (tmp_path / RECORDS).open("ab") as file:
        file.write(rest)
    assert read_records(tmp_path).lines == tuple(lines)
    add_record(tmp_path, record(202612))
    assert read_records(tmp_path).lines == (*lines, record(202612))


def test_a_blank_line_is_passed_over_and_counted(tmp_path: Path) -> None:
    add_record(tmp_path, record())
    with (tmp_path / RECORDS).open("ab") as file:
        file.write(b"\n{}\n")
    with pytest.raises(RecordsWrong, match="rad 3"):
        read_records(tmp_path)


def test_a_file_beyond_all_reason_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_record(tmp_path, record())
    size = (tmp_path / RECORDS).stat().st_size
    monkeypatch.setattr(records, "_MOST_BYTES", size)
    assert read_records(tmp_path).lines == (record(),)
    monkeypatch.setattr(records, "_MOST_BYTES", size - 1)
    with pytest.raises(RecordsWrong, match="': filen är större än 200 MB"):
        read_records(tmp_path)


def test_a_file_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    (tmp_path / RECORDS).mkdir()
    with pytest.raises(RecordsWrong, match="kunde inte läsas") as problem:
        read_records(tmp_path)
    assert ", rad" not in problem.value.message.sv
    with pytest.raises(Unwritable):
        add_record(tmp_path, record())


@pytest.mark.parametrize("final", ["true", 1, "ja", None])
def test_only_a_plain_true_makes_a_month_final(tmp_path: Path, final: object) -> None:
    (tmp_path / RECORDS).write_text(json.dumps({**plain(record()), "final": final}) + "\n", encoding="utf-8")
    assert read_records(tmp_path).lines[0].final is False


@pytest.mark.parametrize(
    "wrong", [
        {"period": "2026-14"}, {"version": "1"}, {"version": True},
        {"figures": {"sspf": {"by_period": {"2026-01": 1.5}}}}, {"answers": {"sspf": {"x": 1}}}, {"figures": 3},
        {"schema_version": 0}, {"schema_version": 2},
    ],
)  # fmt: skip
def test_what_is_not_as_it_is_written_is_told(tmp_path: Path, wrong: dict[str, object]) -> None:
    (tmp_path / RECORDS).write_text(json.dumps({**plain(record()), **wrong}) + "\n", encoding="utf-8")
    with pytest.raises(RecordsWrong) as problem:
        read_records(tmp_path)
    newer = "schema_version" in wrong
    assert ("kanske är programmet äldre" in problem.value.message.sv) is newer


def test_what_is_not_stated_is_not_written() -> None:
    written = plain(Record(period=202603, version=1, final=False, figures={"p": Figures(outcome=0)}))
    assert written["figures"] == {"p": {"outcome": 0}}
    assert written["schema_version"] == 1


def test_severities_are_counted_those_that_are_nought_too() -> None:
    assert severities(iter(["note", "error", "note"]), ("error", "warning", "note")) == {
        "error": 1, "warning": 0, "note": 2,
    }  # fmt: skip
