"""The page in a real browser, from file://: searching, copying, filtering, reading."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest

from tests.site.conftest import Site
from tests.site.site_glossaries import HOSTILE, crime

SMUGGLING = "crime/smuggling"


QUERIES = [
    ("偷运移民", SMUGGLING),
    ("运移", SMUGGLING),
    ("偷運移民", SMUGGLING),
    ("偷運移徙者", SMUGGLING),
    ("網絡安全", "crime/network"),
    ("裏程碑", "crime/taiwan-strait"),
    ("臺灣", "crime/taiwan-strait"),
    ("migr smug", SMUGGLING),
    ("SMUGGLING   of", SMUGGLING),
    ("som", SMUGGLING),
    ("crime organ conv", "crime/convention"),
    ("women's", "crime/women"),
    ("womens peace", "crime/women"),
    ("ＣＯＶＩＤ-19 疫苗", "crime/covid"),
    ("covid 19疫苗", "crime/covid"),
    ("偷运 smug", SMUGGLING),
    ("A/RES/80/229", SMUGGLING),
    ("A/RES/1/1", "hostile/hostile-0"),
    ("a/res/80/2", SMUGGLING),
    ("第80/229号决议", SMUGGLING),
    ("𠀀", "hostile/hostile-3"),
    ("第1299号", "plans/plan-1299"),
    ("programme 2049", "plans/plan-2049"),
]


def test_searching(wide: Site) -> None:
    wide.open()
    for query, address in QUERIES:
        wide.type(query)
        wide.first(address)


def test_words_match_at_their_beginning_only(wide: Site) -> None:
    wide.open()
    assert wide.type("uggling") == []


def test_typing_on_finds_what_typing_at_once_finds(wide: Site) -> None:
    search = """(queries) => queries.map((query) => {
      const filters = Object.fromEntries(
        ["kind", "subject", "status", "glossary", "changed"].map((name) => [name, new Set()]));
      return [...termx.search(query, filters, null).numbers].join();
    })"""
    wide.open()
    for query in ("programme 12", "of smuggling mig", "偷運移", "a.bc", "covid 19疫苗"):
        typed = [query[:end] for end in range(1, len(query) + 1)]
        slowly = wide.page.evaluate(search, typed)
        at_once = [wide.page.evaluate(search, ["", "zz qq xx", query])[-1] for query in typed]
        assert slowly == at_once


def test_exact_and_short_terms_come_first(wide: Site) -> None:
    assert wide.open().type("Joint Programme 7")[0] == "plans/plan-7"


def test_what_is_near_where_nothing_fits(wide: Site) -> None:
    assert wide.open().type("偷运移民行为")[0] == SMUGGLING
    assert "nearest" in wide.page.locator(".head .count").inner_text()
    assert wide.type("zzzz") == []
    assert "“zzzz”" in wide.page.locator(".empty").inner_text()


def test_enter_copies_the_preferred_equivalent(wide: Site) -> None:
    wide.open().type("移徙")
    wide.page.keyboard.press("Enter")
    wide.copied("smuggling of migrants")
    wide.type("smuggling of")
    wide.page.keyboard.press("Enter")
    wide.copied("偷运移民")


def test_arrows_choose(wide: Site) -> None:
    found = wide.open().type("programme 1")
    wide.page.keyboard.press("ArrowDown")
    wide.page.keyboard.press("ArrowDown")
    wide.pane(found[1])
    wide.page.keyboard.press("Enter")
    wide.said("第1")
    wide.page.keyboard.press("ArrowUp")
    wide.pane(found[0])
    for _ in range(60):
        wide.page.keyboard.press("ArrowDown")
    assert wide.page.locator(".row.active").count() == 1
    assert len(wide.found()) > 60


def test_keys_for_the_search_field(wide: Site) -> None:
    wide.open()
    wide.page.locator("body").click(position={"x": 5, "y": 500})
    wide.page.keyboard.press("/")
    wide.page.keyboard.type("som")
    assert wide.found()[0] == SMUGGLING
    wide.page.keyboard.press("Shift+Enter")
    wide.page.wait_for_selector("body.reading")
    wide.page.keyboard.press("Escape")
    wide.page.keyboard.press("Escape")
    assert wide.page.locator("#search").input_value() == ""


def test_a_click_copies_any_term(wide: Site) -> None:
    wide.open(f"c={SMUGGLING}").pane(SMUGGLING)
    for text in ("偷运移徙者", "SoM", "migrant smuggling"):
        wide.page.locator("#pane .term", has_text=re.compile(f"^{text}$")).first.click()
        wide.copied(text)


def test_filters(wide: Site) -> None:
    wide.open().type("会议")
    wide.type("")
    box = wide.page.locator(".facet.kind label", has_text="instrument").locator("input")
    box.check()
    assert wide.found() == ["crime/convention"]
    wide.page.wait_for_url(re.compile("kind=instrument"))
    wide.page.locator(".facet.kind label", has_text="event").locator("input").check()
    assert len(wide.found()) == 2
    wide.page.get_by_role("button", name="Clear filters").first.click()
    wide.page.locator(".facet.status label", has_text="superseded").locator("input").check()
    assert wide.found() == [SMUGGLING]
    wide.page.get_by_role("button", name="Clear filters").first.click()
    wide.page.locator(".facet.changed label", has_text="new").locator("input").check()
    assert wide.found() == ["crime/covid"]


def test_the_address_holds_query_and_filters(wide: Site) -> None:
    wide.open().type("programme 1")
    wide.page.locator(".facet.glossary label", has_text="Programmes").locator("input").check()
    wide.page.wait_for_url(re.compile("q=programme.1.*glossary=plans"))
    found = wide.found()
    wide.page.reload()
    wide.page.locator(".facet.glossary input:checked").wait_for()
    wide.page.wait_for_selector(".row")
    assert wide.page.locator("#search").input_value() == "programme 1"
    assert wide.page.locator(".facet.glossary input:checked").count() == 1
    wide.page.wait_for_selector("html[data-ready='true']", state="attached")
    assert wide.found() == found


def test_back_leads_to_the_concept_before(wide: Site) -> None:
    wide.open("q=programme 1")
    rows = wide.page.locator(".row a.open")
    rows.nth(0).click()
    first = wide.page.locator("#pane article").get_attribute("data-address")
    rows.nth(3).click()
    wide.page.wait_for_selector(f"#pane article:not([data-address='{first}'])")
    wide.page.go_back()
    wide.pane(first or "")


def test_a_concept(wide: Site) -> None:
    wide.open(f"c={SMUGGLING}").pane(SMUGGLING)
    text = wide.page.locator("#pane").inner_text()
    for part in (
        "since 2010",
        "superseded",
        "deprecated",
        "Do not use",
        "not the same as trafficking",
        "acronym",
        "12 times",
    ):
        assert part in text
    link = wide.page.locator("#pane a", has_text="A/RES/80/229")
    assert link.get_attribute("href") == "https://undocs.org/en/A/RES/80/229"
    assert "noopener" in (link.get_attribute("rel") or "")
    quotes = wide.page.locator(".aligned blockquote")
    assert quotes.evaluate_all("all => all.map(one => one.lang)") == ["zh-Hans", "en"]
    assert quotes.locator("mark").all_inner_texts() == ["偷运移民", "smuggling of migrants"]
    assert wide.page.locator("svg.picture").count() == 2
    assert "people smuggling" in wide.page.locator(".changes").inner_text()


def test_a_concept_that_is_not_there(wide: Site) -> None:
    wide.open("c=crime/<b>none")
    assert wide.page.locator("#pane .empty").inner_text() == "There is no concept crime/<b>none"


def test_the_overview(wide: Site) -> None:
    wide.open()
    wide.page.wait_for_selector(".matrix")
    assert "已删" in wide.page.locator(".home").inner_text()
    wide.page.get_by_role("button", name="crime, instrument: 1").click()
    assert wide.found() == ["crime/convention"]


def test_language_and_theme_are_kept(wide: Site) -> None:
    wide.open("q=som")
    paper = "getComputedStyle(document.body.parentElement).backgroundColor"
    light = wide.page.evaluate(paper)
    wide.page.locator("#language").click()
    wide.page.locator("#theme").click()
    assert wide.page.evaluate("document.documentElement.lang") == "zh-Hans"
    assert wide.page.evaluate(paper) != light
    wide.page.reload()
    wide.page.locator("#pane h4", has_text="勿用").wait_for()
    assert wide.page.evaluate(paper) != light
    wide.page.locator("#language").click()
    wide.page.locator("#pane h4", has_text="Do not use").wait_for()


def test_terms_are_shown_and_not_run(wide: Site) -> None:
    wide.open("glossary=hostile")
    shown = wide.page.locator(".row .term").all_inner_texts()
    for number, text in enumerate(HOSTILE):
        assert any(text.replace("\t", " ") == one.replace("\t", " ") for one in shown), text
        wide.page.goto(f"{wide.address}#c=hostile/hostile-{number}")
        wide.pane(f"hostile/hostile-{number}")
        assert text.split("\t")[0] in wide.page.locator("#pane").inner_text()
        wide.type(text)
    assert wide.page.title() != "run"
    assert wide.page.locator("#pane img, #pane script, .row img, .row script").count() == 0


def test_an_address_cannot_run_code(wide: Site) -> None:
    for state in (
        "q=<img src=x onerror=alert(1)>",
        "c=hostile/</script><script>alert(1)</script>",
        "q=%E0%A4%A",
        "__proto__=1",
    ):
        wide.open(state)
    assert wide.page.locator("#pane img").count() == 0


def test_the_policy_holds(wide: Site) -> None:
    wide.open()
    blocked = wide.page.evaluate(
        """async () => {
          const seen = [];
          const inline = document.createElement("script");
          try {
            inline.textContent = "window.ran = 1";
            document.head.append(inline);
          } catch { seen.push("trusted-script"); }
          try { document.body.innerHTML = "<b>x</b>"; } catch { seen.push("trusted-html"); }
          await fetch("data/meta.js").catch(() => seen.push("fetch"));
          await fetch("https://example.org/").catch(() => seen.push("fetch-out"));
          return [seen, window.ran];
        }"""
    )
    assert blocked[1] is None
    assert {"trusted-html", "fetch", "fetch-out"} <= set(blocked[0])
    wide.errors.clear()


def test_nothing_is_asked_of_the_network(wide: Site) -> None:
    asked: list[str] = []
    wide.page.on("request", lambda request: asked.append(request.url))
    wide.open(f"q=som&c={SMUGGLING}").pane(SMUGGLING)
    assert asked
    assert all(url.startswith("file:") for url in asked)


def test_a_narrow_column(wide: Site) -> None:
    wide.page.set_viewport_size({"width": 380, "height": 700})
    wide.open("q=偷运")
    assert not wide.page.locator("#pane").is_visible()
    assert wide.page.evaluate("document.documentElement.scrollWidth") <= 380
    wide.page.locator(".row a.open").first.click()
    wide.pane(SMUGGLING)
    assert wide.page.evaluate("document.documentElement.scrollWidth") <= 380
    assert not wide.page.locator("#results").is_visible()
    wide.page.get_by_role("button", name="Close").click()
    assert wide.page.locator("#results").is_visible()


@pytest.mark.parametrize("width", [1400, 1000, 860, 390])
def test_nothing_lies_on_a_term(wide: Site, width: int) -> None:
    """The kind and the marks of a row stand beside its terms, however long they are."""
    wide.page.set_viewport_size({"width": width, "height": 900})
    wide.open()
    overlaps = """rows => rows.filter(row => {
      const open = row.querySelector(".open").getBoundingClientRect();
      return [...row.querySelectorAll(".cell")].some(cell => {
        const box = cell.getBoundingClientRect();
        const apart = box.right <= open.left || box.bottom <= open.top || box.top >= open.bottom;
        return !apart;
      });
    }).map(row => row.textContent)"""
    assert wide.page.locator(".row .dot").count() > 0
    wide.page.locator(".open .kind").evaluate_all(
        "kinds => kinds.forEach(kind => (kind.textContent = 'organization'))"
    )
    assert wide.page.locator(".row").evaluate_all(overlaps) == []


def test_it_prints(wide: Site, tmp_path: Path) -> None:
    wide.open(f"c={SMUGGLING}").pane(SMUGGLING)
    wide.page.emulate_media(media="print")
    assert not wide.page.locator("#search").is_visible()
    wide.page.pdf(path=tmp_path / "page.pdf")
    from pypdfium2 import PdfDocument

    document = PdfDocument(tmp_path / "page.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "偷运移民" in text
    assert "undocs" not in text


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1400, "light")])
def test_axe_finds_nothing(wide: Site, width: int, theme: Literal["light", "dark"]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    wide.page.set_viewport_size({"width": width, "height": 900})
    wide.page.emulate_media(color_scheme=theme)
    for state in ("", "q=偷运", f"c={SMUGGLING}", "v=downloads", "q=zzzz", "c=hostile/hostile-1"):
        wide.open(state)
        wide.page.wait_for_timeout(200)
        found = axe.run(wide.page, options={"preload": False})
        assert found.violations_count == 0, f"{state}: {found.generate_report()}"
    # What axe tries is forbidden, as it should be.
    wide.errors.clear()


def test_crime_is_as_it_is_thought(wide: Site) -> None:
    """All concepts but the rejected one are found one by one."""
    wide.open()
    for concept in crime().concepts[:-1]:
        assert f"crime/{concept.id}" in wide.type(concept.terms[0].text)
