"""TX41: the build of the document against that of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from termx.check.draft import Draft
from termx.check.registry import Problem
from termx.models import Document, Paragraph, SegmentKind

_LABEL = re.compile(r"\s*(\d{1,3}|\*{1,3})(?!\d)")


def paragraph_number(draft: Draft) -> Iterator[Problem]:
    """A paragraph has another number than the one that it translates.

    Bad:  12. The Committee took note of the report. | 13. 委员会注意到该报告。
    Good: 12. The Committee took note of the report. | 12. 委员会注意到该报告。
    """
    for pair in draft.pairs:
        source, target = _NUMBERED.match(pair.source), _NUMBERED.match(pair.target)
        if source and target and source[1] != target[1]:
            start = pair.start + target.start(1)
            yield Problem(
                start,
                pair.start + target.end(1),
                f"paragraph {target[1]} translates paragraph {source[1]}",
                (source[1],),
            )


_NUMBERED = re.compile(r"(\d{1,3})[.．、]\s?(?!\d)")


def footnotes_differ(draft: Draft) -> Iterator[Problem]:
    """The notes are not those of the source: one is missing, added or out of order.

    Bad:  The text ¶ ^1 See A/64/1. ¶ ^2 See A/64/2. | 正文 ¶ ^1 见A/64/1。 ¶ ^3 见A/64/2。
    Good: The text ¶ ^1 See A/64/1. ¶ ^2 See A/64/2. | 正文 ¶ ^1 见A/64/1。 ¶ ^2 见A/64/2。
    """
    if draft.source is None:
        return
    source, target = _notes(draft.source), _notes(draft.target)
    if not source or not target:
        return
    labels = [label for label, _ in source], [label for label, _ in target]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *labels, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        at = target[min(j1, len(target) - 1)][1]
        missing, extra = ", ".join(labels[0][i1:i2]), ", ".join(labels[1][j1:j2])
        says = [f"note {missing} of the source is missing"] if missing else []
        says += [f"note {extra} is not in the source"] if extra else []
        length = len(labels[1][min(j1, len(target) - 1)])
        yield Problem(at.start, at.start + length, "; ".join(says))


def _notes(document: Document) -> list[tuple[str, Paragraph]]:
    """The labels of the notes, in order."""
    return [
        (match[1], paragraph)
        for paragraph in document.paragraphs
        if paragraph.kind is SegmentKind.FOOTNOTE
        and (match := _LABEL.match(document.text, paragraph.start, paragraph.end))
    ]
