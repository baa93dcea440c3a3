"""Pictures of the page for README and docs, written only when asked: TERMX_PICTURES=docs/images."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from termx import site
from termx.site.sources import load
from tests.site.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("un-instruments", "un-system", "un-countries")

Look = tuple[str, int, int, Literal["light", "dark"], str, str]
LOOKS: tuple[Look, ...] = (
    ("site-search", 1120, 640, "light", "en-US", "q=有組織犯罪&kind=instrument"),
    ("site-overview", 1120, 640, "light", "zh-CN", ""),
    ("site-dark", 1120, 640, "dark", "zh-CN", "q=human rights"),
    ("site-phone", 390, 640, "light", "zh-CN", "q=公约"),
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the glossaries of the project."""
    paths = [path for name in NAMES if (path := ROOT / "glossaries" / f"{name}.csv").is_file()]
    if not paths:
        pytest.skip("needs the glossaries of the project")
    folder = tmp_path_factory.mktemp("real")
    site.write(site.build(load(paths), title="UN terms 联合国术语"), folder)
    return folder


@pytest.mark.parametrize("look", LOOKS, ids=[look[0] for look in LOOKS])
def test_pictures(browser: Browser, real: Path, look: Look) -> None:
    name, width, height, theme, locale, state = look
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale=locale
    )
    shown = Site(context.new_page(), (real / "index.html").as_uri()).open(state)
    assert shown.found()
    shown.page.wait_for_selector("#pane article", state="attached")
    shown.page.wait_for_timeout(300)
    if folder := os.environ.get("TERMX_PICTURES"):
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
        shown.page.screenshot(path=ROOT / folder / f"{name}.png")
    context.close()
    assert shown.errors == []
