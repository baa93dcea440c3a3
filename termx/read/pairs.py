"""Pairs: what every reader of translation files yields, and the two documents they make."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from termx.errors import ReadError
from termx.models import Bitext, Document, Paragraph, SourceMap, Unit
from termx.read.head import language_of, symbol_of
from termx.read.safe import MAX_LINE

MAX_TEXT = 2**29
"""Characters of one side that are kept in memory."""
MAX_PIECES = 2**20
"""Pieces of one segment."""

_SAMPLE = 4_000
BREAK = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What would end a line inside of a segment."""
_NOT_A_LETTER = re.compile(r"[\W_]+")
_SIMPLIFIED = frozenset({"hans", "cn", "sg", "chs", "simplified", "简体", "简体中文", "简"})
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo", "cht", "traditional", "繁體", "繁體中文", "繁"})
_CHINESE = frozenset(
    {"zh", "zho", "chi", "cmn", "chinese", "中文", "汉语", "漢語", "中", "简体中文", "繁體中文"}
)
_ENGLISH = frozenset({"en", "eng", "english", "英文", "英语", "英語", "英"})


class Piece(NamedTuple):
    """A stretch of a segment as it stands on one line of the file; both numbers count from 1."""

    text: str
    line: int
    column: int


class Side(NamedTuple):
    """A segment in one language; without pieces it is not translated."""

    lang: str
    """`zh`, `zh-Hans`, `zh-Hant` or `en`."""
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Gathered:
    """The pieces of a segment while a reader finds them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pieces: list[Piece] = []
        self._size = 0

    def add(self, text: str, line: int, column: int) -> None:
        self._pieces.append(Piece(text, line, column))
        self._size += len(text)
        if len(self._pieces) > MAX_PIECES or self._size > MAX_LINE:
            raise ReadError(f"{self._path}:{line}: a segment is too long; split the file")

    def side(self, lang: str) -> Side:
        return Side(lang, tuple(self._pieces))


class Pair(NamedTuple):
    """A segment of a translation file: its id, its state in the words of the file, both sides."""

    id: str
    state: str | None
    source: Side
    target: Side


@lru_cache(maxsize=256)
def language(name: str) -> str | None:
    """`zh`, `zh-Hans`, `zh-Hant` or `en` for a language tag or name, nothing for others.

    `zh-CN`, `ZH_TW`, `zho`, `Chinese (Simplified)` and `中文` are Chinese.
    """
    parts = _NOT_A_LETTER.split(name.strip().lower())
    if parts[0] in _ENGLISH:
        return "en"
    if not _CHINESE.intersection(parts[:2]):
        return None
    if _TRADITIONAL.intersection(parts):
        return "zh-Hant"
    return "zh-Hans" if _SIMPLIFIED.intersection(parts) else "zh"


def couple(path: Path, source: str, target: str) -> tuple[str, str]:
    """The languages called `source` and `target`, one of which is Chinese and one English.

    Raises `ReadError` for others; where one is not named, it is the other one.
    """
    first, second = language(source), language(target)
    if first and not target:
        second = "en" if first != "en" else "zh"
    if first is None or second is None or (first == "en") == (second == "en"):
        names = " and ".join(filter(None, (source, target))) or "no language"
        raise ReadError(f"{path}: is in {names}; termx pairs Chinese and English")
    return first, second


def collect(path: Path, pairs: Iterable[Pair], other: Path | None = None) -> Bitext:
    """The documents that `pairs` make; the first pair decides which language is the source.

    Raises `ReadError` if there is no pair with text.
    """
    sides: tuple[_Builder, _Builder] | None = None
    for pair in pairs:
        if sides is None:
            sides = (_Builder(path), _Builder(other or path))
            english = pair.source.lang == "en"
        swapped = (pair.source.lang == "en") != english
        first, second = (pair.target, pair.source) if swapped else (pair.source, pair.target)
        sides[0].add(first, pair)
        sides[1].add(second, pair)
    if sides is None or not any(side.size for side in sides):
        raise ReadError(f"{path}: holds no segments with text; check the file")
    return Bitext(sides[0].document(), sides[1].document())


class _Builder:
    """A document that grows segment by segment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._at = 0
        self._chunks: list[str] = []
        self._paragraphs: list[Paragraph] = []
        self._langs: Counter[str] = Counter()
        self._starts = array("q")
        self._origins = array("q")
        self._units = array("q")
        self._numbers = array("q")
        self._end = 0

    def add(self, side: Side, pair: Pair) -> None:
        start = self._at
        texts = []
        for line, column, text in _runs(side.pieces):
            # Runs are laid out as if each stood on a line of its own, indented by its column.
            self._starts.append(self._at)
            self._units.append(self._end)
            self._numbers.append(line)
            self._origins.append(self._end + column - 1)
            self._end += column - 1 + len(text)
            texts.append(text)
            self._at += len(text)
        self.size += self._at - start
        if self.size > MAX_TEXT:
            raise ReadError(f"{self.path}: holds too much text; split the file")
        self._paragraphs.append(Paragraph(start, self._at, id=pair.id, state=pair.state))
        self._chunks.append(BREAK.sub(" ", "".join(texts)))
        self._at += 1
        self._langs[side.lang] += 1

    def document(self) -> Document:
        text = "\n".join(self._chunks)
        self._chunks.clear()
        if self._starts and self._starts[0]:  # the first segments are empty
            self._starts.insert(0, 0)
            self._origins.insert(0, self._origins[0])
        return Document(
            path=str(self.path),
            text=text,
            lang=self._lang(text),
            symbol=symbol_of("", self.path),
            source=SourceMap(
                self._starts or (0,),
                self._origins or (0,),
                self._units or (0,),
                Unit.LINE,
                self._numbers or (1,),
            ),
            paragraphs=tuple(self._paragraphs),
        )

    def _lang(self, text: str) -> str:
        """The commonest language tag; the text says which script where the tags do not."""
        named = [lang for lang, _ in self._langs.most_common() if lang != "zh"]
        if named:
            return named[0]
        found = language_of(text[:_SAMPLE]) or ""
        return found if found.startswith("zh") else "zh-Hans"


def _runs(pieces: Iterable[Piece]) -> Iterator[tuple[int, int, str]]:
    """Line, column and text of the pieces, those that touch put together."""
    line = column = end = 0
    texts: list[str] = []
    for piece in pieces:
        if texts and (piece.line, piece.column) == (line, end):
            texts.append(piece.text)
            end += len(piece.text)
            continue
        if texts:
            yield line, column, "".join(texts)
        line, column, end = piece.line, piece.column, piece.column + len(piece.text)
        texts = [piece.text]
    if texts:
        yield line, column, "".join(texts)
