"""Titles in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from termx.harvest.english.chains import analyse
from termx.harvest.english.lexicon import heads
from termx.harvest.mentions import Mention
from termx.models import Kind, Occurrence, Segment

_QUOTED = re.compile(r"[“\"]([A-ZÀ-Þ][^“”\"]{8,300})[”\"]")
_CUE = re.compile(
    r"(?:entitled|titled|named|called|on the theme(?: of)?|under the theme|theme(?: of the \w+)?"
    r"(?: was| is| should be| will be| being)?|document|publication|report|study|booklet|guide"
    r"|panel discussion on|event on|campaign|initiative|programme|project|strategy)[,:]?\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r" ([a-z]+)")
_LONG = 3
_THEME = re.compile(r"theme", re.IGNORECASE)
_RUNNING = re.compile(r"[.;!?]\s+\S|[,;]$")


_RECORDS = re.compile(
    r"Official Records of the [A-Z][\w ]+?"
    r", (?:[A-Z][a-z]+(?:-[a-z]+)?(?: [A-Z][a-z]+)* Session|\d{4})"
    r"(?:, (?:Supplement|Annexes|Plenary Meetings)(?: No\. \d+[A-Z]?)?)?"
)
"""Official Records of the General Assembly, Ninetieth Session, Supplement No. 4."""


def titles(segments: Sequence[Segment]) -> Iterator[Mention]:
    """Quoted titles that a word before them announces, or that are capitalized throughout."""
    for segment in segments:
        text = segment.text
        for match in _RECORDS.finditer(text):
            start, end = segment.start + match.start(), segment.start + match.end()
            yield Mention(match[0], Kind.PUBLICATION, Occurrence(segment, start, end), weight=2)
        for match in _QUOTED.finditer(text):
            form = match[1].rstrip(" ,.;")
            cue = _CUE.search(text, max(0, match.start() - 60), match.start())
            if _RUNNING.search(form) or " " not in form:
                continue
            behind = _BEHIND.match(text, match.end())
            kind = _kind(form, cue[0] if cue else "", behind[1] if behind else "")
            if kind is None or not (cue or _capitalized(form)):
                continue
            start = segment.start + match.start(1)
            place = Occurrence(segment, start, start + len(form))
            yield Mention(form, kind, place, weight=2)


def _capitalized(form: str) -> bool:
    words = form.split()
    long = [word for word in words if len(word) > 4]
    return len(words) > 1 and bool(long) and all(word[0].isupper() for word in long)


def _kind(form: str, cue: str, behind: str) -> Kind | None:
    """The kind of a title, None if it is too short to be one and nothing else tells."""
    for name in analyse(form):
        if name.start == 0 and not name.bare:
            return name.kind
    if _THEME.search(cue):
        return Kind.EVENT
    for word in (*cue.lower().rstrip(" ,:").split()[-1:], behind.lower()):
        if head := heads().get(word):
            return head.kind
    return Kind.PUBLICATION if cue or form.count(" ") >= _LONG else None
