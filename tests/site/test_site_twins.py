"""A concept that two glossaries have: shown once, and one concept in the file of a selection."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termx import site
from termx.formats import load
from termx.models import Concept, Glossary, Kind, Status, Term
from tests.site.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def concept(name: str, zh: str, en: str, *more: Term) -> Concept:
    terms = (
        Term(zh, "zh-Hans", status=Status.PREFERRED),
        Term(en, "en", status=Status.PREFERRED),
        *more,
    )
    return Concept(name, Kind.ORGANIZATION, terms)


COUNCIL = concept("council", "安全理事会", "Security Council")
BANK = concept("bank", "世界银行", "World Bank")
SAME = replace(COUNCIL, terms=(*COUNCIL.terms, Term("安理会", "zh-Hans")), subject="organ")
OTHER = concept("bank", "区域银行", "regional bank")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twins")
    glossaries = (Glossary("one", (COUNCIL, BANK)), Glossary("two", (SAME, OTHER)))
    site.write(site.build([site.Source(item.title, item) for item in glossaries]), folder)
    return folder


@pytest.mark.parametrize("format", ["csv", "tbx"])
def test_twins(browser: Browser, two: Path, format: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-US")
    shown = Site(context.new_page(), (two / "index.html").as_uri()).open()
    assert shown.found() == ["one/council", "one/bank", "two/bank"]
    assert shown.type("安理会") == ["two/council"]
    shown.open("glossary=two")
    assert shown.found() == ["two/council", "two/bank"]
    shown.open("c=two/council")
    shown.page.locator(".address a", has_text="one").click()
    shown.pane("one/council")
    shown.open("v=downloads")
    with shown.page.expect_download() as download:
        shown.page.locator(f"button[data-format='{format}']").click()
    download.value.save_as(tmp_path / f"x.{format}")
    context.close()
    assert shown.errors == []
    found = {c.id: [t.text for t in c.terms] for c in load(tmp_path / f"x.{format}").concepts}
    assert {name: sorted(texts) for name, texts in found.items()} == {
        "council": sorted(["安全理事会", "Security Council", "安理会"]),
        "bank": sorted(["世界银行", "World Bank"]),
        "bank-2": sorted(["区域银行", "regional bank"]),
    }


def test_many_glossaries_have_a_short_title() -> None:
    glossaries = [Glossary(f"glossary-{number}", ()) for number in range(3)]
    for count, title in ((1, "glossary-0"), (2, "glossary-0 · glossary-1"), (3, "Glossaries")):
        made = site.build([site.Source(item.title, item) for item in glossaries[:count]])
        assert f"<title>{title}" in made["index.html"].decode()
