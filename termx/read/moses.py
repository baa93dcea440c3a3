"""Two files of which line *i* of one is the translation of line *i* of the other (Moses)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from termx.errors import ReadError
from termx.read.head import language_of
from termx.read.pairs import Pair, Piece, Side, language
from termx.read.safe import read_bytes
from termx.read.text import decode

_SAMPLE = 100_000


def read_moses(path: Path, other: Path) -> Iterator[Pair]:
    """A pair for each line, its number the id; a line may be empty on either side.

    The language is what a file is called by (`corpus.zh`, `corpus.en.txt`), else what its text is
    in. Raises `ReadError`, also if the files have not the same number of lines.
    """
    texts = [_lines(item) for item in (path, other)]
    langs = [language_by(item, lines) for item, lines in zip((path, other), texts, strict=True)]
    if (langs[0] == "en") == (langs[1] == "en"):
        raise ReadError(
            f"{path}, {other}: one must be in Chinese and one in English; call them .zh and .en"
        )
    first, second = texts
    if len(first) != len(second):
        raise ReadError(
            f"{path} has {len(first)} lines and {other} {len(second)}; align them first"
        )
    for number, pair in enumerate(zip(first, second, strict=True), 1):
        sides = (
            Side(lang, (Piece(line, number, 1),) if line else ())
            for line, lang in zip(pair, langs, strict=True)
        )
        yield Pair(str(number), None, *sides)


def _lines(path: Path) -> list[str]:
    """The lines of the file; a carriage return inside of one ends it nowhere but on old Macs."""
    data = read_bytes(path)
    if b"\x00" not in data and b"\n" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    lines = decode(data, path).split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines


def language_by(path: Path, lines: list[str]) -> str:
    """The language of a file that is called by it or holds `lines`. Raises `ReadError`."""
    for suffix in reversed(path.suffixes):
        if lang := language(suffix.removeprefix(".")):
            return lang
    lang = language_of("\n".join(lines)[:_SAMPLE])
    if lang is None:
        raise ReadError(f"{path}: the language is not known; call it .zh or .en")
    return lang
