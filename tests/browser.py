"""A real browser for the tests that need one: Chromium without a window, driven by Playwright; and axe-core."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(os.environ.get("AXE_CORE", "/nowhere")) / "node_modules" / "axe-core" / "axe.min.js"

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
    pytest.mark.skipif(importlib.util.find_spec("playwright") is None, reason="playwright is not installed (.[dev])"),
]
needs_axe = pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is not at AXE_CORE (npm install --prefix $AXE_CORE axe-core@4)"
)


@cache
def _started() -> tuple[Playwright, Browser]:
    from playwright.sync_api import sync_playwright

    play = sync_playwright().start()
    return play, play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


def stop() -> None:
    """Close the browser that the tests of a module shared."""
    if _started.cache_info().currsize:
        play, browser = _started()
        browser.close()
        play.stop()
        _started.cache_clear()


@contextmanager
def opened(path: Path, *, width: int = 1280, height: int = 900, dark: bool = False) -> Iterator[Page]:
    """The page, opened from its file with no network; what it asks for or complains of fails the test."""
    _, browser = _started()
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, offline=True)
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda asked: trouble.append(asked.url) if not asked.url.startswith("file:") else None)
    page.goto(path.as_uri())
    yield page
    context.close()
    assert trouble == []


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, each with its first place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]
