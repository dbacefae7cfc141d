"""Where the shared corpus of real workbooks is, for the tests that use it."""

from __future__ import annotations

from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the shared corpus of real workbooks is not beside the project (../shared/corpus)"
)
