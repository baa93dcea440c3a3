"""Clean: what pages and markup add to a text is undone; every character keeps its place.

`lines` finds lines and how they were set, `furniture` which of them belong to the page, `flow` and
`joins` the paragraphs and footnotes that the others make, `marks` the calls of the footnotes,
`hyphens` which of those at line ends go, `inline` what else goes inside of paragraphs, `structure`
what kind of paragraph each is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from termx.clean import inline, marks
from termx.clean.flow import flow
from termx.clean.furniture import furniture
from termx.clean.hyphens import Words
from termx.clean.inline import GONE, Piece
from termx.clean.joins import Block
from termx.clean.lines import CJK, LEADER, SPREAD, SUPERSCRIPTS, TABULAR, Line, layout, split
from termx.clean.structure import label, structure
from termx.models import Document, Paragraph, SegmentKind, Unit

_CJK = re.compile(f"[{CJK}]")
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_NOTE_LABEL = re.compile(
    rf"(?:<sup>\s*|\[\^)?(\d{{1,3}}|\*{{1,3}}|[{SUPERSCRIPTS}]{{1,3}})(?:\s*</sup>|\]:)?\s*"
)
_MARKDOWN_LEAD = re.compile(r"(#{1,6})\s+|[-*+]\s+(?=\S)|>\s*")
_RANGE = re.compile(r"\d[-–]$")  # 2012-2013, broken after the hyphen
_URL_END = re.compile(r"(?:https?://|www\.)\S*$")
_URL_GOES_ON = re.compile(r"[^\s\u3000-\u9fff]*[/_.%=][^\s]")
_BAR = re.compile(r"\s*\|\s*")
_APART = re.compile(f"{LEADER.pattern}|{SPREAD.pattern}")
_CELL_RULE = re.compile(r"[\s|:\-]+")


def clean(document: Document) -> Document:
    """`document` as paragraphs, one a line, footnotes after the body.

    Running heads and feet, page numbers, hard wraps, spaces printed beside Chinese, footnote marks
    and Markdown are gone; paragraphs have their kind and number. A document whose reader knew the
    paragraphs keeps them, and segments of a translation file stay even if they are empty: those
    of the other language count on them.
    """
    text, markdown = document.text, False
    if document.paragraphs:
        parts = list(_known(text, document))
    else:
        text = inline.without_comments(text)
        markdown = inline.is_markdown(text)
        parts, text = _found(text, document, markdown)
    chinese = (document.lang or "").startswith("zh")
    while True:
        joined, starts, origins = inline.compose(text, (part.pieces for part in parts))
        joined = inline.tidy(joined, markdown=markdown, chinese=chinese)
        result, starts, origins = inline.squeeze(joined, starts, origins, chinese=chinese)
        texts = result.split("\n") if parts else []
        kept = [part for part, line in zip(parts, texts, strict=True) if line or part.id]
        if len(kept) == len(parts):
            break
        parts = kept
    kinds = structure(zip(texts, (part.kind for part in parts), strict=True))
    paragraphs = []
    at = 0
    for line, part, (kind, number) in zip(texts, parts, kinds, strict=True):
        paragraphs.append(Paragraph(at, at + len(line), kind, number, part.id, part.state))
        at += len(line) + 1
    return replace(
        document,
        text=result,
        source=inline.through(document.source, starts, origins, len(result)),
        paragraphs=tuple(paragraphs),
    )


class _Part(NamedTuple):
    """The pieces of a paragraph, and what its reader knew about it."""

    pieces: list[Piece]
    kind: SegmentKind | None = None
    id: str | None = None
    state: str | None = None


def _known(text: str, document: Document) -> Iterator[_Part]:
    """The paragraphs that the reader found, footnotes last; no rules and job numbers."""
    notes: list[_Part] = []
    for paragraph in document.paragraphs:
        pieces = [
            Piece(
                paragraph.start + line.start, paragraph.start + line.end, " " if line.start else ""
            )
            for line in split(text[paragraph.start : paragraph.end])
            if line.text and (paragraph.id or line.tag not in ("rule", "job"))
        ]
        kind = None if paragraph.kind is SegmentKind.BODY else paragraph.kind
        if paragraph.id and not pieces:
            pieces = [Piece(paragraph.start, paragraph.start)]
        part = _Part(pieces, kind, paragraph.id, paragraph.state)
        if kind is SegmentKind.FOOTNOTE:
            notes.append(part)
        elif pieces:
            yield part
    yield from (note for note in notes if note.pieces)


def _found(text: str, document: Document, markdown: bool) -> tuple[list[_Part], str]:
    """The paragraphs that the lines of `text` make, and `text` with footnote marks gone."""
    lines = split(text)
    setting = layout(lines, printed=document.source.unit is Unit.PAGE)
    parts = flow(lines, furniture(lines, document.symbol), setting)
    edits = [(start, end, GONE * (end - start)) for start, end in marks.find(text, parts)]
    for note in parts.notes:
        if match := _NOTE_LABEL.match(note.lines[0].text):
            start = note.lines[0].start + match.start(1)
            edits.append((start, start + len(match[1]), match[1].translate(_DIGITS)))
    stretches = []
    at = 0
    for start, end, new in sorted(edits):
        stretches += [text[at:start], new]
        at = end
    text = "".join((*stretches, text[at:]))
    words = Words(text)
    found: list[_Part] = []
    for block in parts.body:
        if block.lines[0].tag in TABULAR:
            found += _cells(block.lines[0])
        else:
            found.append(_body(block, words, markdown))
    found += [_Part(_note(block, words), SegmentKind.FOOTNOTE) for block in parts.notes]
    return [part for part in found if part.pieces], text


def _cells(row: Line) -> Iterator[_Part]:
    if _CELL_RULE.fullmatch(row.text):
        return
    gaps = _BAR if row.tag == "row" else _APART
    size = len(row.text)
    at, behind_label = 0, label(row.text)[0]
    for start, end in (*(match.span() for match in gaps.finditer(row.text)), (size, size)):
        if end == behind_label < size:
            continue
        if row.text[at:start].strip():
            piece = Piece(row.start + at, row.start + start)
            yield _Part([piece], SegmentKind.CELL)
        at = end


def _body(block: Block, words: Words, markdown: bool) -> _Part:
    first = block.lines[0]
    kind = None
    start = first.start
    if markdown and (match := _MARKDOWN_LEAD.match(first.text)):
        start += match.end()
        kind = SegmentKind.TITLE if match[1] else None
    return _Part(_wrapped([Piece(start, first.end)], block.lines, words), kind)


def _note(block: Block, words: Words) -> list[Piece]:
    """A footnote: its mark, a space, its text."""
    first = block.lines[0]
    match = _NOTE_LABEL.match(first.text)
    if match is None:
        return _wrapped([Piece(first.start, first.end)], block.lines, words)
    pieces = [Piece(first.start + match.start(1), first.start + match.end(1))]
    if match.end() < len(first.text):
        pieces.append(Piece(first.start + match.end(), first.end, " "))
    return _wrapped(pieces, block.lines, words)


def _wrapped(pieces: list[Piece], lines: list[Line], words: Words) -> list[Piece]:
    """`pieces` of the first line and those of the other lines, put together as before the wrap."""
    for last, line in pairwise(lines):
        separator = _separator(last.text, line.text)
        if separator is None:
            separator = ""
            if words.hyphen_goes(last.text, line.text):
                pieces[-1] = pieces[-1]._replace(end=pieces[-1].end - 1)
        pieces.append(Piece(line.start, line.end, separator))
    return pieces


def _separator(before: str, after: str) -> str | None:
    """What stands between two lines of a paragraph; None after a hyphen."""
    if before[-1] == "-" and before[-2:-1].isalpha() and after[0].isalpha():
        return None
    if label(before)[0] == len(before) or before.isdecimal():
        return " "
    if _RANGE.search(before) and after[0].isdecimal():
        return ""
    if _CJK.match(before[-1]) or _CJK.match(after[0]):
        return ""
    if _URL_END.search(before) and (before[-1] in "/_-.=&?%" or _URL_GOES_ON.match(after)):
        return ""
    return " "
