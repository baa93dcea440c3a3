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


# After a stop, before the indent of a Chinese paragraph, or where a line is empty.
_STOP = "[。！？；：.!?;:]"
_GAP = r"[ \t\u3000\u00a0]*"
_PARAGRAPH_END = re.compile(
    rf"(?<={_STOP}){_GAP}\n\s*|(?<={_STOP}[”’」』）)》]){_GAP}\n\s*"
    r"|\n[ \t]*(?:[\u3000\u00a0]{2}|\n)\s*"
)


_HEAD = 4_000
"""Characters among which symbol and date stand: there are no running heads to tell them later."""


def assemble(path: Path, blocks: Iterable[Block], *, unit: Unit, head: str = "") -> Document:
    """The document that the blocks make, footnotes behind the body, endnotes behind these.

    `head` is text that belongs to the page, not to the document, but may tell symbol and date:
    running heads, the title of a web page.
    """
    placed: list[tuple[int, Block]] = []
    units: list[int] = []
    at = 0
    for block in blocks:
        for offset, number in block.marks:
            units += [at + offset] * (number - len(units))
        if "\n" in block.text and block.kind is not SegmentKind.FOOTNOTE:
            placed += [(at + start, part) for start, part in _parts(block)]
        elif block.text:
            placed.append((at, block))
        at += len(block.text) + 1
    placed.sort(key=lambda item: _rank(item[1]))
    starts: list[int] = []
    origins: list[int] = []
    paragraphs = []
    start, expected = 0, -1
    for origin, block in placed:
        if origin != expected:
            starts.append(start)
            origins.append(origin)
        end = start + len(block.text)
        paragraphs.append(Paragraph(start, end, block.kind))
        start, expected = end + 1, origin + len(block.text) + 1
    text = "\n".join(block.text for _, block in placed)
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


def _parts(block: Block) -> Iterator[tuple[int, Block]]:
    """The paragraphs of a block: a line break may stand for the end of one."""
    text, at = block.text, 0
    for match in _PARAGRAPH_END.finditer(text):
        if part := text[at : match.start()].rstrip():
            yield at, block._replace(text=part)
        at = match.end()
    if at < len(text):
        yield at, block._replace(text=text[at:])


def _rank(block: Block) -> int:
    if block.kind is not SegmentKind.FOOTNOTE:
        return 0
    return 2 if block.endnote else 1
