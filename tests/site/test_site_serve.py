"""`termx serve`: on this machine only, built again on change, drafts checked and not kept."""

from __future__ import annotations

import http.client
import json
import os
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from termx import formats
from termx.cli import main
from termx.errors import ConfigError, FormatError
from termx.site.server import Workshop, server
from tests.site.conftest import Site
from tests.site.site_glossaries import crime, many

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route, ViewportSize

DRAFT = "各国应当合作，防止偷运移徙者。"
WIDE: ViewportSize = {"width": 1400, "height": 900}
NARROW: ViewportSize = {"width": 600, "height": 900}


@dataclass
class Running:
    workshop: Workshop
    port: int
    glossary: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, own)
        response = connection.getresponse()
        answer = response.status, response.read()
        connection.close()
        return answer

    def check(self, draft: str, **headers: str) -> tuple[int, bytes]:
        packed = {"name": "draft.zh.txt", "data": b64encode(draft.encode()).decode()}
        body = json.dumps({"draft": packed, "source": None}).encode()
        given = {"Origin": self.address.rstrip("/"), "Content_Type": "application/json"} | headers
        return self.ask("POST", "/check", body, **given)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    path = tmp_path / "crime.json"
    formats.dump(crime(), path)
    workshop = Workshop([path], title="Served")
    with server(workshop, 0) as made:
        Thread(target=made.serve_forever, daemon=True).start()
        yield Running(workshop, made.server_port, path)
        made.shutdown()


def test_the_page_and_its_data(running: Running) -> None:
    status, page = running.ask("GET", "/")
    assert status == 200
    assert b"<title>Served</title>" in page
    assert b"connect-src 'self'" in page
    assert running.ask("GET", "/data/meta.js")[0] == 200
    assert running.ask("GET", "/../../etc/passwd")[0] == 404
    assert running.ask("GET", "/%2e%2e/crime.json")[0] == 404


def test_only_this_machine_by_its_own_name(running: Running) -> None:
    assert running.ask("GET", "/", Host=f"localhost:{running.port}")[0] == 200
    assert running.ask("GET", "/", Host="evil.example")[0] == 403
    assert running.ask("GET", "/", Host=f"evil.example:{running.port}")[0] == 403


def test_drafts_come_from_its_own_page_only(running: Running) -> None:
    assert running.check(DRAFT)[0] == 200
    assert running.check(DRAFT, Origin="https://evil.example")[0] == 403
    assert running.check(DRAFT, Origin="null")[0] == 403
    assert running.check(DRAFT, Content_Type="text/plain")[0] == 403
    assert running.check(DRAFT, Content_Length="x")[0] == 413
    assert running.ask("OPTIONS", "/check")[0] == 501


def test_a_draft_is_checked_and_not_kept(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    answer = json.loads(running.check(DRAFT)[1])
    assert answer["text"].strip() == DRAFT
    found = [item for item in answer["findings"] if "偷运移民" in item["suggestions"]]
    assert found
    assert answer["text"][found[0]["start"] : found[0]["end"]] == "偷运移徙者"
    assert found[0]["address"] == "crime/smuggling"
    assert list(folder.iterdir()) == []


def test_what_cannot_be_checked_is_said(running: Running) -> None:
    packed = {"name": "draft.docx", "data": b64encode(b"no zip").decode()}
    body = json.dumps({"draft": packed}).encode()
    origin = running.address.rstrip("/")
    status, answer = running.ask(
        "POST", "/check", body, Origin=origin, Content_Type="application/json"
    )
    assert status == 200
    assert "draft.docx" in json.loads(answer)["error"]
    for broken in (b"{}", b"[]", b"no", b'{"draft": 1}'):
        status, _ = running.ask(
            "POST", "/check", broken, Origin=origin, Content_Type="application/json"
        )
        assert status == 400


def test_what_checks_need_is_made_beforehand(running: Running) -> None:
    assert "lexicon" not in vars(running.workshop.shown)
    running.workshop.shown.prepare()
    assert "lexicon" in vars(running.workshop.shown)


def test_it_is_built_again_on_change(running: Running) -> None:
    before = running.ask("GET", "/version")[1]
    assert not running.workshop.refresh()
    formats.dump(many(3), running.glossary)
    os.utime(running.glossary, ns=(1, 1))
    assert running.workshop.refresh()
    assert running.ask("GET", "/version")[1] != before
    running.glossary.write_text("broken")
    with pytest.raises(FormatError):
        running.workshop.refresh()
    assert b"plan-1" not in running.ask("GET", "/index.html")[1]
    assert running.ask("GET", "/")[0] == 200


def test_a_port_that_is_taken(running: Running) -> None:
    with pytest.raises(ConfigError, match=f"--port {running.port}: .*choose another"):
        server(running.workshop, running.port)


def test_the_command_names_what_it_cannot_read(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["serve", str(tmp_path / "no.csv")])
    assert run.exit_code == 2
    assert "no.csv" in run.stderr


def test_a_draft_in_the_page(running: Running, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport=WIDE, locale="en-US")
    shown = Site(context.new_page(), running.address)
    shown.open("v=check")
    shown.page.get_by_label("Chinese draft").fill(f"1<2 & “𠮷”{DRAFT}")
    shown.page.locator("#run").click()
    mark = shown.page.locator(".text mark", has_text="偷运移徙者")
    mark.wait_for()
    assert "1<2 & “𠮷”" in shown.page.locator(".text").inner_text()
    assert shown.page.locator(".finding .term", has_text="偷运移民").count() > 0
    file = tmp_path / "dropped.zh.txt"
    file.write_text("移民偷运是一种犯罪。", "utf-8")
    shown.page.locator("input[type=file]").first.set_input_files(file)
    shown.page.locator("#run").click()
    shown.page.locator(".text mark", has_text="移民偷运").wait_for()
    # A file that misses the field does not replace the page; nothing to check is said.
    shown.page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["x"], "x.txt"));
          for (const name of ["dragover", "drop"]) {
            const given = { dataTransfer: data, bubbles: true, cancelable: true };
            const event = new DragEvent(name, given);
            window[name] = !document.body.dispatchEvent(event);
          }
        }"""
    )
    assert shown.page.evaluate("window.drop && window.dragover")
    shown.page.get_by_label("Chinese draft").fill(" ")
    shown.page.get_by_label("Chinese draft").press("Control+Enter")
    shown.said("Paste or drop a draft first")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(shown.page, options={"preload": False})
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_an_answer_comes_to_the_view_that_is_there_by_then(
    running: Running, browser: Browser
) -> None:
    context = browser.new_context(viewport=WIDE, locale="en-US")
    page = context.new_page()
    Site(page, running.address).open("v=check")
    held: list[Route] = []
    page.route("**/check", lambda route: held.append(route))
    page.get_by_label("Chinese draft").fill(DRAFT)
    page.locator("#run").click()
    page.locator("#run", has_text="Checking…").wait_for()
    page.get_by_label("Chinese draft").focus()
    page.set_viewport_size(NARROW)  # The page shows its views again.
    page.wait_for_function("!matchMedia('(min-width: 860px)').matches")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.locator("#language").click()
    page.locator("#run", has_text="正在检查…").wait_for()
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    page.locator(".text mark", has_text="偷运移徙者").wait_for()
    assert page.locator("#run").is_enabled()
    assert page.get_by_label("中文译稿").input_value() == DRAFT
    context.close()


def test_a_file_is_sent_once_and_one_that_is_gone_is_named(
    running: Running, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(viewport=WIDE, locale="en-US")
    shown = Site(context.new_page(), running.address)
    shown.open("v=check")
    sent: list[Route] = []
    shown.page.route("**/check", lambda route: (sent.append(route), route.continue_()))
    file = tmp_path / "draft.zh.txt"
    file.write_text(DRAFT, "utf-8")
    shown.page.locator("input[type=file]").first.set_input_files(file)
    shown.page.evaluate("['run', 'run'].forEach((id) => document.getElementById(id).click())")
    shown.page.locator(".text mark", has_text="偷运移徙者").wait_for()
    assert len(sent) == 1
    file.unlink()
    shown.page.locator("#run").click()
    shown.said("The file cannot be read")
    assert shown.page.locator("#run").is_enabled()
    context.close()


def test_a_draft_stays_when_the_glossary_changes(running: Running, browser: Browser) -> None:
    context = browser.new_context(viewport=WIDE, locale="en-US")
    shown = Site(context.new_page(), running.address)
    shown.open("v=check")
    shown.page.get_by_label("Chinese draft").fill(DRAFT)
    shown.page.locator("#to-home").click()
    formats.dump(many(3), running.glossary)
    os.utime(running.glossary, ns=(1, 1))
    assert running.workshop.refresh()
    shown.said("The glossary has changed")
    shown.page.locator("#to-check").click()
    assert shown.page.get_by_label("Chinese draft").input_value() == DRAFT
    context.close()
