"""Processor time and memory of `termx harvest` beside `jieba.cut` on the same text, in one run.

Every measurement is made in a process of its own; see README.md in this folder.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import random
import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT.parent / "shared" / "corpus", ROOT / "pipelines" / "sample")
PACKAGES = ("termx", "jieba", "rjieba", "daachorse", "rapidfuzz", "opencc")
CLEAN = "clean.txt"
"""Under this name the clean text of all documents stands beside them."""

SENTENCES = 150
"""So many sentences has a document of --distinct: about the length of a resolution."""

VARIED = 0.1
"""This share of the words of a sentence is changed in each copy of --distinct."""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="termx-benchmark-") as name:
        folder = Path(name)
        _say(f"writing {options.megabytes:g} MB from {options.documents}")
        build = _distinct if options.distinct else _repeated
        documents = _apart(build, options.documents, folder, options.megabytes * 1e6)
        _say(f"{documents} documents; cleaning")
        chars = _apart(_clean, folder)
        jieba, harvest = [], []
        for number in range(options.runs):
            _say(f"run {number + 1} of {options.runs}")
            jieba.append(_apart(_time_jieba, folder))
            harvest.append(_apart(_time_harvest, folder))
    _report(options, documents, chars, min(jieba), min(harvest))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--documents",
        type=Path,
        default=next(folder for folder in FOLDERS if folder.is_dir()),
        help="folder with Chinese documents (*.zh.*)",
    )
    parser.add_argument("--megabytes", type=float, default=20, help="how much text to make of them")
    parser.add_argument("--runs", type=int, default=2, help="measure so many times, take the best")
    parser.add_argument(
        "--distinct", action="store_true", help="shuffle and vary the sentences of each copy"
    )
    options = parser.parse_args()
    if not _sources(options.documents):
        parser.error(f"{options.documents}: no file *.zh.* in this folder")
    if options.runs < 1 or options.megabytes <= 0:
        parser.error("--runs and --megabytes must be positive")
    return options


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _apart(function: Callable[..., Result], *arguments: object) -> Result:
    """What `function` returns in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def _sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.zh.*") if path.is_file())


# --- the text


def _repeated(source: Path, folder: Path, size: float) -> int:
    """Write copies of the documents of `source`, each under a symbol of its own."""
    files = _sources(source)
    number = written = 0
    while written < size:
        path = files[number % len(files)]
        stem, suffix = path.name.split(".", 1)
        text = path.read_text(encoding="utf-8")
        if last := re.search(r"(\d+)_(\d+)$", stem):
            copy = int(last[2]) + number // len(files)
            text = re.sub(rf"(?<!\d){last[1]}/{last[2]}(?!\d)", f"{last[1]}/{copy}", text)
            stem = f"{stem[: last.start()]}{last[1]}_{copy}"
        else:
            stem = f"{stem}_{number}"
        data = text.encode()
        (folder / f"{stem}.{suffix}").write_bytes(data)
        written += len(data)
        number += 1
    return number


def _distinct(source: Path, folder: Path, size: float) -> int:
    """Write documents of sentences that are drawn from all of `source` and varied."""
    number = written = 0
    draw = random.Random(0)  # noqa: S311  the text must be the same in every run
    sentences = _varied(source, draw)
    while written < size:
        number += 1
        lines = [f"A/RES/98/{number}", "", *(next(sentences) for _ in range(SENTENCES))]
        data = "\n\n".join(lines).encode()
        (folder / f"A_RES_98_{number}.zh.txt").write_bytes(data)
        written += len(data)
    return number


def _varied(source: Path, draw: random.Random) -> Iterator[str]:
    """All sentences in a new order, again and again, with other digits and some other words."""
    from termx import lang
    from termx.clean import clean
    from termx.read import read
    from termx.segment import paragraphs, sentences

    documents = [clean(read(path)) for path in _sources(source)]
    pool = [
        lang.words(sentence.text)
        for document in documents
        for paragraph in paragraphs(document)
        for sentence in sentences(paragraph)
    ]
    alike: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for word in sorted({word for words in pool for word in words if lang.is_han(word)}):
        if len(word) > 1 and lang.tag(word)[0] in "nva":
            alike[lang.tag(word), len(word)].append(word)
    while True:
        draw.shuffle(pool)
        for words in pool:
            new = (
                draw.choice(alike.get((lang.tag(word), len(word))) or [word])
                if draw.random() < VARIED
                else word
                for word in words
            )
            yield re.sub(r"[0-9]", lambda _: str(draw.randrange(10)), "".join(new))


def _clean(folder: Path) -> int:
    """Write the clean text of the documents, a paragraph a line; the number of its characters."""
    from termx.clean import clean
    from termx.read import read

    with (folder / CLEAN).open("w", encoding="utf-8") as file:
        chars = 0
        for path in _sources(folder):
            document = clean(read(path))
            for paragraph in document.paragraphs:
                chars += file.write(document.text[paragraph.start : paragraph.end] + "\n")
    return chars


# --- the measurements: seconds and peak memory in bytes


def _time_jieba(folder: Path) -> tuple[float, int]:
    """`jieba.cut` over the clean text, its dictionary already loaded."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    lines = (folder / CLEAN).read_text(encoding="utf-8").splitlines()
    begin = time.process_time()
    for line in lines:
        for _ in jieba.cut(line):
            pass
    return time.process_time() - begin, _peak()


def _time_harvest(folder: Path) -> tuple[float, int]:
    """The whole run over the files, import and loading of the word lists included."""
    begin = time.process_time()
    from termx.pipeline import Pipeline
    from termx.run import run

    run(Pipeline(tuple(_sources(folder))))
    return time.process_time() - begin, _peak()


def _peak() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


# --- the report


def _report(
    options: argparse.Namespace,
    documents: int,
    chars: int,
    jieba: Sequence[float],
    harvest: Sequence[float],
) -> None:
    text = "distinct sentences" if options.distinct else "repeated documents"
    print(f"text      {documents} documents, {chars:,} characters of clean Chinese, {text}")
    for name, (seconds, peak) in (("jieba.cut", jieba), ("harvest", harvest)):
        speed = chars / seconds / 1000
        print(f"{name:<9} {seconds:8.2f} s {speed:8,.0f} kchar/s {peak / 1e6:8,.0f} MB")
    print(f"ratio     {jieba[0] / harvest[0]:.2f} x jieba.cut (best of {options.runs})")
    print(f"machine   {_processor()}, {os.cpu_count()} processors, {platform.platform()}")
    print(f"versions  Python {platform.python_version()}, {', '.join(_versions())}")


def _processor() -> str:
    cpu = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", cpu.read_text()) if cpu.exists() else None
    return model[1] if model else platform.processor() or platform.machine()


def _versions() -> Iterator[str]:
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"no {package}"


if __name__ == "__main__":
    main()
