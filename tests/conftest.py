"""What all tests share: an option to write the golden files again, and generated inputs that are the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("trygg", deadline=None, derandomize=True, database=None)
settings.load_profile("trygg")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read the difference")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written and not compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made municipality's thirteen monthly reports. A test that changes them takes a copy."""
    from tests.month_reports import make_reports

    return make_reports(tmp_path_factory.mktemp("kommun") / "år")
