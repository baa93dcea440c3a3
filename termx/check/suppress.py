"""Suppression in the text: `<!-- termx: disable=TX201 reason -->`.

The comment holds for the paragraph that it stands in or, on a line of its own, for the next one;
`disable-file` holds for the whole file. A reason is asked for, and a comment that suppresses
nothing is reported, so that comments do not outlive their cause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from termx.check.config import codes
from termx.check.rules import RULES, UNEXPLAINED, UNUSED
from termx.errors import ConfigError
from termx.models import Document, Finding, Occurrence, Segment, SourceMap, Unit

_COMMENT = re.compile(
    r"<!--\s*termx:\s*(disable|disable-file)\s*=\s*"
    r"([\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+(\S.*?))?\s*-->",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment in the user's file; `whole` if it holds for all of it.

    `wrong` are the names in it that no rule has.
    """

    line: int
    column: int
    codes: frozenset[str]
    names: str
    reason: str
    whole: bool
    wrong: tuple[str, ...] = ()


def suppressions(data: bytes) -> tuple[Suppression, ...]:
    """The comments in the bytes of a file."""
    if b"termx:" not in data:
        return ()
    found = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        for match in _COMMENT.finditer(line):
            meant: set[str] = set()
            wrong = []
            for name in re.split(r"\s*,\s*", match[2]):
                try:
                    meant |= codes([name])
                except ConfigError:
                    wrong.append(name)
            found.append(
                Suppression(
                    number,
                    match.start() + 1,
                    frozenset(meant),
                    match[2],
                    match[3] or "",
                    match[1] == "disable-file",
                    tuple(wrong),
                )
            )
    return tuple(found)


def apply(
    findings: Iterable[Finding],
    comments: Sequence[Suppression],
    document: Document,
    chosen: Collection[str],
) -> Iterator[Finding]:
    """`findings` that no comment suppresses, then what is wrong with the comments.

    Of the latter what the rules `chosen` say; and nothing of comments on rules not `chosen`.
    """
    held = [_held(comment, document) for comment in comments]
    used: set[Suppression] = set()
    for finding in findings:
        line = finding.occurrence.place.number
        holding = [
            comment
            for comment, (first, last) in zip(comments, held, strict=True)
            if finding.code in comment.codes and first <= line <= last
        ]
        used.update(holding)
        if not holding:
            yield finding
    for comment in comments:
        if comment.wrong and UNUSED in chosen:
            message = f"no rule {', '.join(comment.wrong)}; `termx rules` lists them"
            yield _about(comment, document, UNUSED, message)
        if comment not in used and comment.codes.intersection(chosen) and UNUSED in chosen:
            message = f"suppresses nothing: {comment.names}; take it out"
            yield _about(comment, document, UNUSED, message)
        elif comment in used and not comment.reason and UNEXPLAINED in chosen:
            message = f"give the reason why {comment.names} is off"
            yield _about(comment, document, UNEXPLAINED, message)


def _held(comment: Suppression, document: Document) -> tuple[int, int]:
    """The first and last line of the file that the comment holds for."""
    following: tuple[int, int] | None = None
    for paragraph in document.paragraphs:
        if paragraph.end == paragraph.start:
            continue
        first = document.place(paragraph.start).number
        last = document.place(paragraph.end - 1).number
        if comment.whole:
            return 1, max(last, 1 << 62)
        if first <= comment.line <= last:
            return first, last
        if first > comment.line and (following is None or first < following[0]):
            following = first, last
    return following or (0, 0)


def _about(comment: Suppression, document: Document, code: str, message: str) -> Finding:
    """A finding at the comment itself, which the clean text does not hold."""
    source = SourceMap((0,), (comment.column - 1,), (0,), Unit.LINE, (comment.line,))
    there = replace(document, text="", source=source, paragraphs=())
    return Finding(code, RULES[code].severity, Occurrence(Segment(there, 0, 0), 0, 0), message)
