"""Which register applies to a path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trygg_excel.errors import PathMissing, RegisterError
from trygg_excel.register import find_register, load_register
from trygg_excel.shipped import example_folder

REGISTER = "schema_version: 1\nprogrammes: []\n"
PANDERA = "schema_type: dataframe\nschema_version: 1\nprogrammes: x\ncolumns: {}\n"


def put(path: Path, text: str = REGISTER) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """A folder two levels down, for workbooks."""
    folder = tmp_path / "kommun" / "2022"
    folder.mkdir(parents=True)
    return folder


def test_the_one_named_comes_before_all(books: Path, tmp_path: Path) -> None:
    put(books / "schemas" / "a.yaml")
    named = put(tmp_path / "eget.yaml")
    assert find_register(books, named) == named
    with pytest.raises(PathMissing, match=r"saknas\.yaml"):
        find_register(books, tmp_path / "saknas.yaml")


@pytest.mark.parametrize("path", ["", "bok.xlsx", "finns/inte/bok.xlsx"])
def test_schemas_is_found_upwards(books: Path, tmp_path: Path, path: str) -> None:
    register = put(tmp_path / "kommun" / "schemas" / "paket.yaml")
    put(tmp_path / "kommun" / "schemas" / "facts.yaml", PANDERA)
    put(tmp_path / "kommun" / "schemas" / "annat.yaml", "a: 1\n")
    assert find_register(books / path) == register


def test_a_workbook_itself_is_no_folder(books: Path) -> None:
    register = put(books / "schemas" / "paket.yml")
    assert find_register(put(books / "bok.xlsx", "")) == register


def test_the_nearest_wins_and_settings_before_schemas(books: Path, tmp_path: Path) -> None:
    put(tmp_path / "schemas" / "far.yaml")
    near = put(tmp_path / "kommun" / "schemas" / "near.yaml")
    assert find_register(books) == near
    put(tmp_path / "kommun" / "trygg.toml", 'register = "register/eget.yaml"\n')
    own = put(tmp_path / "kommun" / "register" / "eget.yaml")
    assert find_register(books) == own


def test_settings_and_schemas_that_name_no_register_are_passed_by(books: Path, tmp_path: Path) -> None:
    put(books / "trygg.toml", "[month]\nunit = 'tkr'\n")
    put(books / "schemas" / "facts.yaml", PANDERA)
    register = put(tmp_path / "schemas" / "paket.yaml")
    assert find_register(books) == register


def test_a_broken_register_is_still_the_one(books: Path) -> None:
    register = put(books / "schemas" / "paket.yaml", REGISTER + "\t: [")
    assert find_register(books) == register
    with pytest.raises(RegisterError):
        load_register(register)


def test_two_registers_are_an_error_that_names_both(books: Path) -> None:
    put(books / "schemas" / "b.yaml")
    put(books / "schemas" / "a.yaml")
    with pytest.raises(RegisterError) as caught:
        find_register(books)
    assert caught.value.message.sv == (
        f"Registret '{books / 'schemas'}', a.yaml, b.yaml: mappen innehåller flera register. "
        "Ange vilket som gäller med --register, eller i trygg.toml."
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            "register = 7",
            "register: '7' är ingen fil. Skriv registrets sökväg, räknad från mappen där trygg.toml ligger.",
        ),
        ('register = "x.yaml"', "register: 'x.yaml' är ingen fil. Skriv registrets sökväg, räknad från"),
        ("register = ", "trygg.toml: filen kan inte tolkas som TOML ("),
    ],
)
def test_settings_that_cannot_be_followed(books: Path, settings: str, said: str) -> None:
    path = put(books / "trygg.toml", settings)
    with pytest.raises(RegisterError) as caught:
        find_register(books)
    assert caught.value.message.sv.startswith(f"Registret '{path}', {said}")


def test_a_place_that_may_not_be_read(books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as system:
        system.setattr(os, "stat", refuse)
        system.setattr(os, "lstat", refuse)
        with pytest.raises(RegisterError, match="platsen får inte läsas"):
            find_register(books)


def test_none(tmp_path: Path) -> None:
    assert find_register(tmp_path) is None


def test_the_shipped_example_is_found_beside_its_workbooks() -> None:
    schemas = example_folder("schemas")
    assert find_register(example_folder("workbooks") / "bok.xlsx") == schemas / "trygghetspaketet.yaml"
