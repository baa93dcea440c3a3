"""Size of the page of `termx site`, and time of a keystroke in Chromium; see README.md."""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from termx import site
from termx.data import names
from termx.models import Concept, Glossary, Kind, Status, Term, TermType

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATTERNS = (
    ("{}", "{}"),
    ("{}咨询委员会", "Advisory Committee on the {}"),
    ("{}问题特设工作组", "Ad Hoc Working Group on the {}"),
    ("{}执行情况报告", "Report on the Implementation of the {}"),
    ("{}区域会议", "Regional Conference on the {}"),
    ("{}信托基金", "Trust Fund for the {}"),
    ("{}审查机制", "Review Mechanism of the {}"),
    ("{}中期战略", "Medium-Term Strategy of the {}"),
    ("{}技术援助方案", "Technical Assistance Programme of the {}"),
    ("{}不限成员名额专家组", "Open-ended Expert Group on the {}"),
    ("{}成员国手册", "Handbook of the {} for Member States"),
    ("{}十年行动计划", "Ten-Year Plan of Action of the {}"),
    ("{}联络处", "Liaison Office of the {}"),
    ("{}特别代表", "Special Representative for the {}"),
    ("{}自愿准则", "Voluntary Guidelines of the {}"),
    ("{}数据库", "Database of the {}"),
)
QUERIES = (
    "联合国",
    "聯合國毒品",
    "有组织犯罪",
    "advisory committee",
    "conv crime organ",
    "human rights council",
    "UNODC",
    "a",
    "的",
)
MEASURE = """async (queries) => {
  const input = document.getElementById("search");
  const times = [];
  for (const query of queries)
    for (let end = 1; end <= query.length; end++) {
      const begin = performance.now();
      input.value = query.slice(0, end);
      input.dispatchEvent(new Event("input"));
      document.body.getBoundingClientRect();
      times.push([query.slice(0, end), performance.now() - begin]);
      await new Promise((resolve) => setTimeout(resolve, 160));
    }
  return times;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--concepts", type=int, nargs="*", default=[10_000, 50_000])
    parser.add_argument("--no-downloads", action="store_true", help="only the page and its data")
    parser.add_argument("--no-browser", action="store_true", help="only sizes")
    options = parser.parse_args()
    for count in options.concepts:
        begin = time.perf_counter()
        source = site.Source("synthetic", Glossary("Synthetic", concepts(count)))
        made = site.build([source], offer=not options.no_downloads)
        print(f"{count:,} concepts, built in {time.perf_counter() - begin:.1f} s")
        sizes(made)
        if not options.no_browser:
            keystrokes(made)


def concepts(count: int) -> tuple[Concept, ...]:
    """Concepts whose names are those of termx and names made of them, none twice.

    What a name is made of stands some thousand concepts before it: farther than deflate sees.
    """
    return tuple(concept for _, concept in zip(range(count), _concepts(), strict=False))


def _concepts() -> Iterator[Concept]:
    for zh, en in PATTERNS:
        for number, name in enumerate(names()):
            at = PATTERNS.index((zh, en)) * 10_000 + number
            sources = (f"A/RES/{60 + number % 21}/{number % 280}", f"A/{60 + at % 21}/{at % 900}")
            context = "请秘书长就此向大会下届会议提出报告。" if number % 3 == 0 else None
            terms = [
                Term(text, lang, _type(place), _status(place), sources=sources, context=context)
                for lang, forms, pattern in (("zh-Hans", name.zh, zh), ("en", name.en, en))
                for place, text in enumerate(pattern.format(form) for form in forms)
            ]
            if zh == "{}":
                terms += [Term(text, "en", TermType.ACRONYM) for text in name.acronyms]
            yield Concept(f"c-{site.data.fnv(str(at)):08x}", Kind(name.kind), tuple(terms))


def _type(place: int) -> TermType:
    return TermType.VARIANT if place else TermType.FULL_FORM


def _status(place: int) -> Status:
    return Status.ADMITTED if place else Status.PREFERRED


def sizes(made: dict[str, bytes]) -> None:
    """Bytes as they are, without what a web server compresses."""

    def total(*starts: str) -> int:
        return sum(len(data) for name, data in made.items() if name.startswith(starts))

    concept = max(len(data) for name, data in made.items() if name.startswith("data/concepts-"))
    symbols = max(len(data) for name, data in made.items() if name.startswith("data/symbols-"))
    page = total("index.html", "assets/")
    meta, search = total("data/meta.js"), total("data/search-")
    rows = (
        ("page before the data", page),
        ("search data, all", meta + search),
        ("page and first search", page + meta + search),
        ("one concept, at most", concept),
        ("one document symbol, at most", symbols),
        ("folder", total("")),
    )
    for label, size in rows:
        print(f"  {label:<30} {size / 1000:>9,.1f} kB")


def keystrokes(made: dict[str, bytes]) -> None:
    """Milliseconds from a key to the list laid out, for every key of some queries."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        print("  no Chromium: keystrokes not measured", file=sys.stderr)
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="termx-benchmark-") as name:
        site.write(made, Path(name))
        with sync_playwright() as tool:
            browser = tool.chromium.launch(executable_path=path, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            begin = time.perf_counter()
            page.goto((Path(name) / "index.html").as_uri())
            page.wait_for_selector("html[data-ready='true']", state="attached", timeout=120_000)
            print(f"  {'all data loaded after':<30} {time.perf_counter() - begin:>9.2f} s")
            page.evaluate(MEASURE, ["warm"])
            times: Sequence[tuple[str, float]] = page.evaluate(MEASURE, list(QUERIES))
            browser.close()
    ordered = sorted(taken for _, taken in times)
    slowest, longest = max(times, key=lambda item: item[1])
    print(
        f"  {'keystroke':<30} median {statistics.median(ordered):.1f} ms,"
        f" 95 % under {ordered[int(len(ordered) * 0.95)]:.1f} ms,"
        f" longest {longest:.1f} ms ({slowest!r}), {len(ordered)} keys"
    )


if __name__ == "__main__":
    main()
