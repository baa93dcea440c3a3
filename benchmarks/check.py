"""Speed of `termx check`: start and throughput; see README.md in this folder."""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = (
    "海洋", "森林", "气候", "贸易", "教育", "卫生", "难民", "粮食", "能源", "渔业", "运输", "统计",
)  # fmt: skip
ACTS = ("保护", "管理", "监测", "合作", "研究", "培训", "评价", "治理", "筹资", "规划", "协调")
HEADS = ("公约", "方案", "委员会", "工作组", "行动计划", "议定书", "基金", "会议", "宣言")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--characters", type=float, default=3e6, help="length of the text")
    parser.add_argument("--concepts", type=int, default=10_000, help="of the glossary")
    parser.add_argument("--runs", type=int, default=3, help="of several the best counts")
    parser.add_argument("--text", type=Path, help="a Chinese text, one paragraph a line")
    options = parser.parse_args()
    if options.characters < 1 or options.concepts < 1 or options.runs < 1:
        parser.error("--characters, --concepts and --runs must be positive")
    with tempfile.TemporaryDirectory(prefix="termx-benchmark-") as name:
        folder = Path(name)
        os.environ["TERMX_CACHE"] = str(folder)
        # As where it is installed: modules are compiled once.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "pycache")
        start(folder, options.runs)
        throughput(folder, options)


def start(folder: Path, runs: int) -> None:
    """Time a page with a glossary of 5,000 concepts against the import of click alone."""
    page = folder / "page.txt"
    page.write_text("\n".join(paragraphs(glossary(50), 1_500)) + "\n", encoding="utf-8")
    concepts = folder / "start.json"
    concepts.write_text(json.dumps({"title": "", "concepts": glossary(5_000)}), encoding="utf-8")
    # What the script `termx` does; `python -m` imports more.
    main = [sys.executable, "-c", "from termx.cli import main; main()"]
    check = [*main, "check", str(page), "-g", str(concepts), "--isolated"]
    click = [sys.executable, "-c", "import click"]
    first = cpu(check)
    cpu(click)
    # By turns, so that both meet the same load.
    times = [(cpu(click), cpu(check)) for _ in range(max(3, runs))]
    click_time, check_time = (min(column) for column in zip(*times, strict=True))
    print(
        f"start      first {first:.2f} s, then {check_time:.2f} s, import click {click_time:.2f} s"
    )
    print(f"start      {check_time / click_time:.2f} x import click")


def throughput(folder: Path, options: argparse.Namespace) -> None:
    """Time the rules over a long text, and the bare automaton over the same."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    from termx.check import check
    from termx.check.lexicon import load
    from termx.models import Document, Paragraph

    entries = glossary(options.concepts)
    path = folder / "throughput.json"
    path.write_text(json.dumps({"title": "", "concepts": entries}), encoding="utf-8")
    lexicon = load([path])
    if options.text:
        lines = options.text.read_text(encoding="utf-8").split("\n")
        lines *= 1 + int(options.characters // sum(map(len, lines)))
    else:
        lines = paragraphs(entries, options.characters)
    items, at = [], 0
    for line in lines:
        items.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    document = Document("draft", "\n".join(lines), "zh-Hans", paragraphs=tuple(items))
    check(Document("warm", "国", "zh-Hans", paragraphs=(Paragraph(0, 1),)), lexicon)
    forms = sorted({term["text"] for entry in entries for term in entry["terms"]})
    automaton = CharwiseDoubleArrayAhoCorasick(forms, MATCH_KIND_LEFTMOST_LONGEST)
    seconds = best(lambda: check(document, lexicon), options.runs)
    bare = best(lambda: automaton.find(document.text), options.runs)
    size = len(document.text)
    found = len(check(document, lexicon))
    print(
        f"check      {size / seconds / 1e6:6.2f} Mchar/s  {size:,} characters, {found:,} findings"
    )
    print(f"automaton  {size / bare / 1e6:6.2f} Mchar/s  ({seconds / bare:.1f} x its time)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"memory     {peak:6.0f} MB, {len(lexicon):,} concepts")


def glossary(size: int) -> list[dict[str, object]]:
    """Concepts with a name, a short form, an older rendering, and English, all invented."""
    chance = random.Random(1)  # noqa: S311  not for secrets
    entries = []
    for number in range(size):
        one, two = chance.sample(PARTS, 2)
        act, head = chance.choice(ACTS), chance.choice(HEADS)
        place = "".join(chance.choices("东西南北中上下新", k=3))
        texts = [f"联合国{place}{one}和{two}{act}{head}", f"{place}{one}{head}"]
        terms = [
            {"text": text, "lang": "zh-Hans", "status": status, "type": kind}
            for text, status, kind in zip(
                (*texts, f"{place}{two}{act}{head}"),
                ("preferred", "admitted", "deprecated"),
                ("fullForm", "shortForm", "variant"),
                strict=True,
            )
        ]
        name = f"United Nations Programme {number} on Concern {number * 7}"
        terms.append({"text": name, "lang": "en", "status": "preferred", "type": "fullForm"})
        kind = "theme" if number % 3 else "instrument"
        entries.append({"id": f"c{number}", "kind": kind, "terms": terms})
    return entries


def paragraphs(entries: Sequence[dict[str, object]], size: float) -> list[str]:
    """Paragraphs of about 100 characters, each with a name or two of `entries`."""
    chance = random.Random(2)  # noqa: S311  not for secrets
    lines: list[str] = []
    length = 0
    while length < size:
        terms = chance.choice(entries)["terms"]
        words = "".join(chance.choice(chance.choice((PARTS, ACTS))) for _ in range(30))
        form = chance.choices((0, 1, 2), (70, 28, 2))[0]
        name = terms[form]["text"]  # type: ignore[index]
        line = f"{len(lines) + 1}. 请会员国在{words[:20]}方面执行《{name}》，并考虑到{words[20:]}。"
        lines.append(line)
        length += len(line) + 1
    return lines


def cpu(command: list[str]) -> float:
    """Processor time of `command`, its import included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(function: Callable[[], object], runs: int) -> float:
    """The shortest processor time of several runs."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        function()
        times.append(time.process_time() - begin)
    return min(times)


if __name__ == "__main__":
    main()
