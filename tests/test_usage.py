"""A command that is written wrong is answered by one sentence, in the language that was asked for."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace

import pytest
import typer

from trygg_excel.cli import main
from trygg_excel.cli.usage import misused


def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["trygg", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("chekc", "a.xlsx"), "Kommandot chekc finns inte."),
        (("register", "nop"), "Kommandot nop finns inte."),
        (("check",), "PATH… saknas."),
        (("compare", "a.xlsx"), "Tillvalet --out saknas."),
        (("check", "--nop", "a.xlsx"), "Tillvalet --nop finns inte."),
        (("report", "a.xlsx", "--otu", "ut"), "Tillvalet --otu finns inte. Menade du --out?"),
        (("check", "a.xlsx", "--register"), "Tillvalet --register ska följas av ett värde."),
        (("read", "--trusted=3", "a.xlsx"), "Tillvalet --trusted ska stå utan värde."),
        (("check", "--format", "hej", "a.xlsx"), "Värdet efter --format ska vara något av 'table', 'json', 'csv'."),
        (("watch", ".", "--poll", "0"), "Värdet efter --poll ska vara minst 0.1."),
        (("watch", ".", "--poll", "ofta"), "Värdet efter --poll ska vara ett tal."),
        (("demo", "en", "till"), "Det här blev över: en till."),
    ],
)
def test_in_swedish(
    words: tuple[str, ...], sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(monkeypatch, capsys, *words)
    assert told.startswith(sentence)
    assert told.endswith(" --help.\n")
    assert told.count("\n") == 1


def test_in_english(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(monkeypatch, capsys, "check", "--nop", "a.xlsx", "--lang", "en")
    assert told == "No such option: --nop. See trygg check --help.\n"


def test_as_a_line_of_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(monkeypatch, capsys, "check", "--json-log"))
    assert (told["level"], told["code"]) == ("error", "TRY-E09")


def test_the_command_alone_shows_its_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["trygg"])
    with pytest.raises(SystemExit):
        main()
    told = "".join(capsys.readouterr())
    assert "annotate" in told
    assert "Se trygg" not in told


def test_what_no_pattern_fits_is_kept_as_it_was_said() -> None:
    odd = SimpleNamespace(format_message=lambda: "Something new.", ctx=None)
    assert misused(odd).message.sv == "Kommandot är inte rätt skrivet. (Something new.) Se trygg --help."


def test_a_stop_by_the_keyboard_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(**_: object) -> None:
        raise typer.Abort

    monkeypatch.setattr("trygg_excel.cli.app.app", stopped)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
