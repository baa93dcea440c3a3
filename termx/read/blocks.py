"""What readers of structured files share: blocks of text become a `Document`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from termx.models import Document, Paragraph, SegmentKind, SourceMap, Unit
from termx.read.head import date_of, language_of, symbol_of


class Block(NamedTuple):
    """A paragraph as it stands in the file, perhaps empty, and where its text comes from.

    `marks` are pairs: from this offset of `text` on, the place is this line or paragraph (from 1).
    A note has none: its place is that of the block before it, which calls it. `endnote` puts it
    behind all others.
    """

    text: str
    kind: SegmentKind = SegmentKind.BODY
    marks: tuple[tuple[int, int], ...] = ()
    endnote: bool = False


# After a stop, before the indent of a Chinese paragraph or a number, or where a line is empty.
_STOP = "[。！？；：.!?;:]"
_GAP = r"[ \t\u3000\u00a0]*"
_PARAGRAPH_END = re.compile(
    rf"(?<={_STOP}){_GAP}\n\s*|(?<={_STOP}[”’」』）)》]){_GAP}\n\s*"
    r"|\n[ \t]*(?:[\u3000\u00a0]{2}|\n)\s*"
    rf"|\n{_GAP}(?=\d{{1,3}}(?:/\d{{1,4}})?[.．][ \t\u3000\u00a0]"
    r"|[(（][a-z一二三四五六七八九十]{1,3}[)）])"
)


_HEAD = 4_000
"""Characters among which symbol and date stand: there are no running heads to tell them later."""


def assemble(path: Path, blocks: Iterable[Block], *, unit: Unit, head: str = "") -> Document:
    """The document that the blocks make, footnotes behind the body, endnotes behind these.

    `head` is text that belongs to the page, not to the document, but may tell symbol and date:
    running heads, the title of a web page.
    """
    units: list[int] = []
    starts: list[int] = []
    origins: list[int] = []
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    start, expected = 0, -1
    for origin, part, kind in _placed(blocks, units):
        if origin != expected:
            starts.append(start)
            origins.append(origin)
        end = start + len(part)
        texts.append(part)
        paragraphs.append(Paragraph(start, end, kind))
        expected = origin + end - start + 1
        start = end + 1
    text = "\n".join(texts)
    text = text.replace("\u2011", "-")  # to whoever looks for a term it is the same
    whole = f"{head.strip()}\n{text[:_HEAD]}"
    return Document(
        path=str(path),
        text=text,
        lang=language_of(text),
        symbol=symbol_of(whole, path),
        date=date_of(whole),
        source=SourceMap(tuple(starts) or (0,), tuple(origins) or (0,), tuple(units) or (0,), unit),
        paragraphs=tuple(paragraphs),
    )


def _placed(blocks: Iterable[Block], units: list[int]) -> Iterator[tuple[int, str, SegmentKind]]:
    """Offset, text and kind of the paragraphs in their order; `units` gets the offsets of marks."""
    notes: tuple[list[tuple[int, Block]], ...] = ([], [])
    at = 0
    for block in blocks:
        text, kind, marks, endnote = block
        for offset, number in marks:
            if number > len(units):
                units += [at + offset] * (number - len(units))
        if kind is SegmentKind.FOOTNOTE:
            notes[endnote].append((at, block))
        elif "\n" in text:
            for start, part in _parts(text):
                yield at + start, part, kind
        elif text:
            yield at, text, kind
        at += len(text) + 1
    for origin, block in notes[0] + notes[1]:
        if block.text:
            yield origin, block.text, block.kind


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a block: a line break may stand for the end of one."""
    at = 0
    for match in _PARAGRAPH_END.finditer(text):
        if part := text[at : match.start()].rstrip():
            yield at, part
        at = match.end()
    if at < len(text):
        yield at, text[at:]
