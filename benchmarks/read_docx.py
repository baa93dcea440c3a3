"""Speed of reading Word documents beside python-docx, on the same files, in one run.

python-docx gives the texts of `document.paragraphs`: the body without tables and notes. termx gives
a whole `Document`: text, lists, notes, places. See README.md.
"""

from __future__ import annotations

import argparse
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from documents.make import package, plain  # noqa: E402

from termx.clean import clean  # noqa: E402
from termx.read import read  # noqa: E402

# What Word writes around a run and a paragraph of Chinese.
_RUN = (
    '<w:r w:rsidR="00A77B3E" w:rsidRPr="00B21C55"><w:rPr><w:rFonts w:ascii="Times New Roman"'
    ' w:eastAsia="SimSun" w:hAnsi="Times New Roman" w:hint="eastAsia"/><w:color w:val="000000"/>'
    '<w:sz w:val="21"/><w:lang w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
)
_PARAGRAPH = (
    '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:spacing w:after="120"'
    ' w:line="240"/><w:ind w:firstLine="420"/><w:jc w:val="both"/></w:pPr>{}</w:p>'
)


def main() -> None:
    options = _options()
    document = clean(read(options.text))
    texts = [document.text[item.start : item.end] for item in document.paragraphs]
    print(f"{'file':<20} {'characters':>11} {'python-docx':>12} {'termx':>8} {'ratio':>6}")
    with tempfile.TemporaryDirectory(prefix="termx-benchmark-") as name:
        for path in (
            plain(texts * options.copies, Path(name) / "python-docx.docx"),
            _wordlike(texts * options.copies, Path(name) / "word-like.docx"),
        ):
            chars = len(read(path).text)
            theirs, ours = _best(options.runs, lambda path=path: _python_docx(path), path)
            print(
                f"{path.name:<20} {chars:>11,} {theirs:>10.3f} s {ours:>6.3f} s"
                f" {theirs / ours:>6.2f}"
            )
    packages = ", ".join(f"{package} {version(package)}" for package in ("python-docx", "lxml"))
    print(f"Python {platform.python_version()}, {packages}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--text", type=Path, default=ROOT / "pipelines" / "sample" / "A_99_902.zh.txt"
    )
    parser.add_argument("--copies", type=int, default=100, help="repeat the text so many times")
    parser.add_argument("--runs", type=int, default=5, help="measure so many times, take the best")
    options = parser.parse_args()
    if options.runs < 1 or options.copies < 1:
        parser.error("--runs and --copies must be positive")
    return options


def _wordlike(texts: list[str], path: Path) -> Path:
    """A document whose runs are cut anywhere and dressed as Word does it."""
    draw = random.Random(0)  # noqa: S311  the document must be the same in every run
    body = []
    for text in texts:
        runs, at = [], 0
        while at < len(text):
            size = draw.randint(5, 60)
            runs.append(_RUN.format(escape(text[at : at + size])))
            at += size
        body.append(_PARAGRAPH.format("".join(runs)))
    return package(path, "".join(body))


def _python_docx(path: Path) -> str:
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def _best(runs: int, other: Callable[[], object], path: Path) -> tuple[float, float]:
    """Seconds of processor time, the best of several runs, by turns."""
    theirs = ours = float("inf")
    for _ in range(runs):
        begin = time.process_time()
        other()
        middle = time.process_time()
        read(path)
        theirs = min(theirs, middle - begin)
        ours = min(ours, time.process_time() - middle)
    return theirs, ours


if __name__ == "__main__":
    main()
