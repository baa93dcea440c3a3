"""Inside of paragraphs: marks, markup and printed spaces go; each character keeps its origin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from termx.clean.lines import CJK, SUPERSCRIPTS
from termx.clean.structure import label
from termx.models import SourceMap

GONE = "\x00"
"""Stands for a character that is to go, so that all passes work on text of one length."""

# Patterns begin with a literal where they can: that is what the regex engine searches fast.
_TAGS = re.compile(
    r"<(?:sup>[\s\d*,，、]*</sup>"
    r"|/?(sup|sub|b|i|u|em|strong|span|p|div|a|font|center|br|hr)\b[^<>\n]*>)",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</([a-z]+)\s*>", re.IGNORECASE)
_UNCLOSED = frozenset(("p", "br", "hr"))
_ENTITIES = re.compile(r"&(?:nbsp|ensp|emsp|thinsp);|(?<=&)amp;")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SUPER = re.compile(rf"[{SUPERSCRIPTS}]+")
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcm]?m)$")
"""Before ² and ³ these are units: 30 km²."""
_LINK = re.compile(r"(\[)([^\[\]\n]*)(\]\((?:#|/|https?:|mailto:|\.)[^()\s]*\))|\[\^\d+\](?!:)")
_STRONG = re.compile(r"\*\*+")
_STRONG_LINES = re.compile(r"__(?=[^\W_]+(?: [^\n_]*)?__(?![\w/.]))|(?<=\w)__(?![\w/.])")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*)(?=\S)([^*\n]+?)(?<=\S)(\*)(?![\w*])")
_ESCAPE = re.compile(r"\\(?=[*_#\[\]()\\.+\-!|<>])")
_SPACED_DIGITS = re.compile(r"\d(?: \d)+(?![\d.,/])")
_YEAR_IN_BRACKETS = re.compile(r" \((?:19|20)\d\d\)")
_GAP = r" \t\u00a0\u2000-\u200a\u202f\u3000\x0b\x0c"
_NOTHING = r"\x00\x1f\u200b-\u200d\u2060\ufeff\u00ad"
_RUN = re.compile(f"[{_GAP}{_NOTHING}]+")
_RUN_IN_LATIN = re.compile(
    rf"(?<=[{CJK}])[{_GAP}{_NOTHING}]+|[{_GAP}{_NOTHING}]+(?=[{CJK}])"
    rf"|[{_GAP}{_NOTHING}]{{2,}}|[{_NOTHING}]"
)
_PRINTED = re.compile(f"[{_GAP}]")
_IS_CJK = re.compile(f"[{CJK}]")
_COLUMN = 4
"""So many spaces between Chinese characters part the columns of a table."""


class Piece(NamedTuple):
    """A stretch of the file's text, and what is put between it and the piece before it."""

    start: int
    end: int
    separator: str = ""


def blank(pattern: re.Pattern[str], text: str) -> str:
    """`text` with what the pattern matches marked as gone."""
    return pattern.sub(lambda match: GONE * len(match[0]), text)


def without_comments(text: str) -> str:
    """`text` with HTML comments turned to a control character that counts as a space."""
    if "<!--" not in text:
        return text
    return _COMMENT.sub(lambda match: re.sub(r"[^\n]", "\x1f", match[0]), text)


def is_markdown(text: str) -> bool:
    """Whether the text is marked up in Markdown."""
    return "](" in text or bool(re.search(r"\*\*\S|^#{1,6} ", text, re.MULTILINE))


def compose(text: str, paragraphs: Iterable[Iterable[Piece]]) -> tuple[str, list[int], list[int]]:
    """The pieces put together, paragraphs parted by a newline, and the runs they came from."""
    chunks: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    at = 0
    for number, pieces in enumerate(paragraphs):
        separator = "\n" if number else ""
        for piece in pieces:
            separator = separator or piece.separator
            if separator:
                chunks.append(separator)
                at += 1
                separator = ""
            starts.append(at)
            origins.append(piece.start)
            chunks.append(text[piece.start : piece.end])
            at += piece.end - piece.start
    return "".join(chunks), starts, origins


def tidy(text: str, *, markdown: bool, chinese: bool) -> str:
    """`text`, of the same length, with markup, superscripts and spaces inside numbers gone."""
    text = text.replace("\u00a0", " ")  # to whoever looks for a term it is the same
    if "<" in text:
        text = _without_tags(text)
    if "&" in text:
        text = blank(_ENTITIES, text)
    text = _SUPER.sub(_superscript, text)
    if markdown:
        if "](" in text or "[^" in text:
            text = _LINK.sub(_keep_middle, text)
        text = blank(_STRONG, text)
        if "__" in text:
            text = blank(_STRONG_LINES, text)
        if "*" in text:
            text = _EMPHASIS.sub(_keep_middle, text)
        if "\\" in text:
            text = blank(_ESCAPE, text)
    if chinese:
        text = _SPACED_DIGITS.sub(_digits, text)
        text = _YEAR_IN_BRACKETS.sub(_bracket, text)
    return text


def _without_tags(text: str) -> str:
    """`text` with tags gone; one that is closed nowhere, as in “a <b> c”, may be none."""
    closed = {match[1].lower() for match in _CLOSING.finditer(text)} | _UNCLOSED

    def gone(match: re.Match[str]) -> str:
        name = match[1]
        return GONE * len(match[0]) if name is None or name.lower() in closed else match[0]

    return _TAGS.sub(gone, text)


def _superscript(match: re.Match[str]) -> str:
    if match[0] in "²³" and _UNIT.search(match.string[max(0, match.start() - 3) : match.start()]):
        return match[0]
    return GONE * len(match[0])


def _digits(match: re.Match[str]) -> str:
    """`2 0 0 8` together; not the end of a number that is spaced otherwise (`10 0 5`)."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    if before[-1:] in tuple("0123456789.,/") or re.match(r"\d $", before):
        return match[0]
    return match[0].replace(" ", GONE)


def _bracket(match: re.Match[str]) -> str:
    if match.string[match.start() - 1].isdigit():
        return GONE + match[0][1:]
    return match[0]


def _keep_middle(match: re.Match[str]) -> str:
    if match[1] is None:
        return GONE * len(match[0])
    return GONE * len(match[1]) + match[2] + GONE * len(match[3])


def deletions(text: str, *, chinese: bool) -> Iterator[tuple[int, int]]:
    """Stretches of the composed `text` to leave out: all that is gone, and spaces.

    Spaces beside Chinese go, except after the numbering of a paragraph; of others one stays.
    """
    kept = _after_labels(text)
    cjk = _IS_CJK.match
    length = len(text)
    for match in (_RUN if chinese else _RUN_IN_LATIN).finditer(text):
        start, end = match.span()
        edge = start == 0 or end == length or text[start - 1] == "\n" or text[end] == "\n"
        beside = edge or cjk(text, start - 1) or cjk(text, end)
        if end - start == 1:
            if (beside and start not in kept) or not _PRINTED.match(text, start):
                yield start, end
            continue
        space = _PRINTED.search(text, start, end)
        stays = space and (
            start in kept or not beside or (not edge and _parts_columns(text, start, end))
        )
        if not stays or not space:
            yield start, end
            continue
        at = space.start()
        if at > start:
            yield start, at
        if at + 1 < end:
            yield at + 1, end


def _parts_columns(text: str, start: int, end: int) -> bool:
    run = text[start:end].replace(GONE, "")
    wide = len(run) >= _COLUMN or "\t" in run
    return wide and bool(_IS_CJK.match(text[start - 1]) and _IS_CJK.match(text[end]))


def _after_labels(text: str) -> set[int]:
    """Offsets of the spaces that follow the numbering of paragraphs."""
    kept = set()
    at = 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip(" \x00"))
        size, _, rank = label(line[lead : lead + 40])
        core = line[lead : lead + size].rstrip(" \t\u00a0\u3000\x00")
        if not rank and (match := re.match(r"\d{1,3}|\*{1,3}", line)):
            core = match[0]
        if core:
            kept.add(at + lead + len(core))
        at += len(line) + 1
    return kept


def squeeze(
    text: str, starts: list[int], origins: list[int], *, chinese: bool
) -> tuple[str, list[int], list[int]]:
    """The composed `text` without its deletions, and the runs of what is left."""
    chunks: list[str] = []
    new_starts: list[int] = []
    new_origins: list[int] = []
    at = run = keep = 0
    last = len(starts)
    for start, end in (*deletions(text, chinese=chinese), (len(text), len(text))):
        if start > keep:
            while run < last and starts[run] <= keep:
                run += 1
            new_starts.append(at)
            new_origins.append(origins[run - 1] + keep - starts[run - 1])
            while run < last and starts[run] < start:
                new_starts.append(at + starts[run] - keep)
                new_origins.append(origins[run])
                run += 1
            chunks.append(text[keep:start])
            at += start - keep
        keep = end
    return "".join(chunks), new_starts, new_origins


def through(source: SourceMap, starts: list[int], origins: list[int], length: int) -> SourceMap:
    """The map from clean text to the file, where `source` leads from the read text to the file."""
    if len(source.starts) == 1:
        shift = source.origins[0]
        return replace(
            source,
            starts=tuple(starts) or (0,),
            origins=tuple([origin + shift for origin in origins]) or (0,),
        )
    new_starts: list[int] = []
    new_origins: list[int] = []
    for start, end, origin in zip(starts, (*starts[1:], length), origins, strict=True):
        at = bisect_right(source.starts, origin) - 1
        new_starts.append(start)
        new_origins.append(source.origin(origin))
        at += 1
        while at < len(source.starts) and source.starts[at] < origin + end - start:
            new_starts.append(start + source.starts[at] - origin)
            new_origins.append(source.origins[at])
            at += 1
    return replace(source, starts=tuple(new_starts) or (0,), origins=tuple(new_origins) or (0,))
