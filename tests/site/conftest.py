"""A site of invented concepts, and a real browser that shows it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from termx import site
from tests.site.site_glossaries import built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

PATIENCE = 120_000
"""Milliseconds until what should happen in a page is said not to: a busy machine is slow."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a folder whose name has spaces, as on a stick."""
    path = tmp_path_factory.mktemp("site") / "my site"
    site.write(built(), path)
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    driver = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with driver.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """The address of the site on a web server."""
    handler = partial(_Silent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


# A toast is shown for two seconds, and a busy machine may look at it later.
_HEARD = """addEventListener("DOMContentLoaded", () => {
  const toast = document.getElementById("toast");
  window.heard = [];
  const hear = () => toast.classList.contains("shown") && window.heard.push(toast.textContent);
  if (toast) new MutationObserver(hear).observe(toast, { attributes: true, childList: true });
})"""


class Site:
    """A page of the site, and what went wrong in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.add_init_script(_HEARD)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(f"dialog {dialog.message}"))

    def _console(self, message: object) -> None:
        if getattr(message, "type", "") in ("error", "warning"):
            self.errors.append(getattr(message, "text", ""))

    def open(self, state: str = "") -> Site:
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{state}")
        self.page.wait_for_selector("html[data-ready='true']", state="attached")
        return self

    def type(self, text: str) -> list[str]:
        """Type `text` and give the addresses of what is found."""
        self.page.locator("#search").fill(text)
        return self.found()

    def found(self) -> list[str]:
        rows = self.page.locator(".row")
        result: list[str] = rows.evaluate_all("rows => rows.map(row => row.dataset.address)")
        return result

    def first(self, address: str) -> None:
        """Wait until the concept is the first of the list."""
        self.page.wait_for_selector(f".list > .row:first-child[data-address='{address}']")

    def said(self, text: str) -> None:
        """Wait until the page says `text`, if it has not yet since this was asked last."""
        self.page.wait_for_function(
            "text => window.heard.some(heard => heard.includes(text))", arg=text
        )
        self.page.evaluate("window.heard = []")

    def copied(self, text: str) -> None:
        """Wait until the page says that `text` is copied, and see that it is."""
        self.said(text)
        assert self.page.evaluate("navigator.clipboard.readText()") == text

    def pane(self, address: str) -> None:
        """Wait until the concept is shown."""
        self.page.wait_for_selector(f'article[data-address="{address}"]')


@pytest.fixture
def wide(browser: Browser, folder: Path) -> Iterator[Site]:
    """The site from file://, on a wide screen, in English and light."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 900}, locale="en-US", color_scheme="light"
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = Site(context.new_page(), (folder / "index.html").as_uri())
    yield shown
    context.close()
    assert shown.errors == []
