"""Inside of paragraphs: marks, markup and printed spaces go; each character keeps its origin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from termx.clean.lines import CJK, SUPERSCRIPTS
from termx.clean.structure import label
from termx.models import SourceMap

GONE = "\x00"
"""Stands for a character that is to go, so that all passes work on text of one length."""

_TAGS = re.compile(
    r"<sup>[\s\d*,，、]*</sup>|</?(?:sup|sub|b|i|u|em|strong|span|p|div|a|font|center|br|hr)\b[^<>\n]*>"
    r"|&(?:nbsp|ensp|emsp|thinsp);|(?<=&)amp;",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# km² and CO₂ are no footnote marks.
_SUPER = re.compile(rf"(?<![mM])[{SUPERSCRIPTS}]+|(?<=[^kcm][mM])[{SUPERSCRIPTS}]{{2,}}")
_LINK = re.compile(r"(!?\[)([^\[\]\n]*)(\]\((?:#|/|https?:|mailto:|\.)[^()\s]*\))|\[\^\d+\](?!:)")
_STRONG = re.compile(r"(?<!\\)\*\*+|(?<![\w/.])__(?=\w)|(?<=\w)__(?![\w/.])")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*)(?=\S)([^*\n]+?)(?<=\S)(\*)(?![\w*])")
_ESCAPE = re.compile(r"\\(?=[*_#\[\]()\\.+\-!|<>])")
_SPACED_DIGITS = re.compile(r"(?<![\d.,/]) ?(?<!\d )\d(?: \d)+(?![\d.,/])(?! \d)")
_YEAR_IN_BRACKETS = re.compile(r"(?<=\d) (?=\((?:19|20)\d\d\))")
_SPACE = (
    "[ \\t\\u00a0\\u2000-\\u200a\\u202f\\u3000\\x0b\\x0c\\x00\\u200b-\\u200d\\u2060\\ufeff\\u00ad]"
)
_RUN = re.compile(
    rf"(?<=[{CJK}]){_SPACE}+|{_SPACE}+(?=[{CJK}])|{_SPACE}{{2,}}|[\x00\u200b-\u200d\u2060\ufeff\u00ad]"
)
_PRINTED = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000\x0b\x0c]")
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
    """`text` with HTML comments turned to spaces."""
    if "<!--" not in text:
        return text
    return _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


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
    if "<" in text or "&" in text:
        text = blank(_TAGS, text)
    text = blank(_SUPER, text)
    if markdown:
        text = _LINK.sub(_keep_middle, text)
        text = blank(_STRONG, text)
        text = _EMPHASIS.sub(_keep_middle, text)
        text = blank(_ESCAPE, text)
    if chinese:
        text = _SPACED_DIGITS.sub(lambda match: match[0][0] + match[0][1:].replace(" ", GONE), text)
        text = blank(_YEAR_IN_BRACKETS, text)
    return text


def _keep_middle(match: re.Match[str]) -> str:
    if match[1] is None:
        return GONE * len(match[0])
    return GONE * len(match[1]) + match[2] + GONE * len(match[3])


def deletions(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the composed `text` to leave out: all that is gone, and spaces.

    Spaces beside Chinese go, except after the numbering of a paragraph; of others one stays.
    """
    kept = _after_labels(text)
    for match in _RUN.finditer(text):
        start, end = match.span()
        run = text[start:end]
        space = _PRINTED.search(run)
        stays = space is not None and (
            start in kept
            or not (
                start == 0
                or end == len(text)
                or text[start - 1] == "\n"
                or text[end] == "\n"
                or (
                    (_IS_CJK.match(text[start - 1]) or _IS_CJK.match(text[end]))
                    and not _parts_columns(text, start, end)
                )
            )
        )
        if space is None or not stays:
            yield start, end
            continue
        at = start + space.start()
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
        core = line[lead : lead + size].rstrip(" \x00")
        if not rank and (match := re.match(r"\d{1,3}|\*{1,3}", line)):
            core = match[0]
        if core:
            kept.add(at + lead + len(core))
        at += len(line) + 1
    return kept


def squeeze(text: str, starts: list[int], origins: list[int]) -> tuple[str, list[int], list[int]]:
    """The composed `text` without its deletions, and the runs of what is left."""
    chunks: list[str] = []
    new_starts: list[int] = []
    new_origins: list[int] = []
    at = run = keep = 0
    last = len(starts)
    for start, end in (*deletions(text), (len(text), len(text))):
        if start > keep:
            while run < last and starts[run] <= keep:
                run += 1
            new_starts.append(at)
            new_origins.append(origins[max(run - 1, 0)] + keep - starts[max(run - 1, 0)])
            while run < last and starts[run] < start:
                new_starts.append(at + starts[run] - keep)
                new_origins.append(origins[run])
                run += 1
            chunks.append(text[keep:start])
            at += start - keep
        keep = max(keep, end)
    return "".join(chunks), new_starts, new_origins


def through(source: SourceMap, starts: list[int], origins: list[int], length: int) -> SourceMap:
    """The map from clean text to the file, where `source` leads from the read text to the file."""
    if len(source.starts) == 1:
        shift = source.origins[0]
        return SourceMap(
            tuple(starts) or (0,),
            tuple([origin + shift for origin in origins]) or (0,),
            source.units,
            source.unit,
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
    return SourceMap(
        tuple(new_starts) or (0,), tuple(new_origins) or (0,), source.units, source.unit
    )
