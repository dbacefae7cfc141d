"""Every find of the fuzzer, kept: `tests/regressions/<target>-….xml` must pass its target of fuzz/targets.py."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FINDS = sorted((ROOT / "tests" / "regressions").iterdir())

spec = importlib.util.spec_from_file_location("targets", ROOT / "fuzz" / "targets.py")
assert spec is not None
assert spec.loader is not None
targets = importlib.util.module_from_spec(spec)
spec.loader.exec_module(targets)


@pytest.mark.parametrize("find", FINDS, ids=lambda find: str(find.name))
def test_a_find_stays_mended(find: Path) -> None:
    targets.TARGETS[find.name.partition("-")[0]](find.read_bytes())
