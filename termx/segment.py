"""Segment: a clean document becomes paragraphs, and a paragraph becomes sentences."""

from __future__ import annotations

import re
from dataclasses import replace

from termx.clean.structure import label
from termx.models import Document, Segment

# A full stop after these ends no sentence. English abbreviations of UN documents: the editorial
# manual's list of abbreviations, titles before names, Latin in footnotes.
_ABBREVIATIONS = re.compile(
    r"nos?|paras?|arts?|chaps?|sects?|vols?|pp?|eds?|figs?|suppl|add|corr|rev|res|dec|ser|docs?"
    r"|annex|st|mr|mrs|ms|dr|prof|gen|sgt|lt|col|capt|hon|jr|sr|messrs|vs?|cf|e\.g|i\.e|viz|op|cit"
    r"|ibid|id|al|et|approx|est|dept|co|ltd|inc|u\.s|u\.k|u\.n|jan|feb|mar|apr|jun|jul|aug|sept?"
    r"|oct|nov",
    re.IGNORECASE,
)
_OPEN = "（(《〈「『【〔[“‘"
_CLOSE = "）)》〉」』】〕]”’"
_PAIR = dict(zip(_CLOSE, _OPEN, strict=True))
_MARK = re.compile(
    f'[{re.escape(_OPEN + _CLOSE)}]|[。！？；!?]+|…{{2,}}|\\.(?=["”’)\\]]*(?:\\s|$))|;(?=\\s|$)'
)
_CLOSERS = frozenset(_CLOSE + "\"'")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*|\d+)$")
_SENTENCE_START = re.compile(r"\s+[\"“‘'(\[]*[A-Z0-9\u3400-\u9fff]")


def paragraphs(document: Document) -> tuple[Segment, ...]:
    """One segment a paragraph of a clean document."""
    return tuple(
        Segment(document, item.start, item.end, item.kind, item.number, item.id, item.state)
        for item in document.paragraphs
        if item.end > item.start
    )


def sentences(segment: Segment) -> tuple[Segment, ...]:
    """The sentences of `segment`, which inherit its kind, number and id.

    A sentence ends at 。！？； and at an English full stop, question or exclamation mark, but not
    inside brackets or quotation marks; closing quotation marks stay with their sentence.
    """
    text = segment.text
    cuts = _cuts(text)
    found = []
    for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True):
        piece = text[start:end]
        if stripped := piece.strip():
            begin = segment.start + start + len(piece) - len(piece.lstrip())
            found.append(replace(segment, start=begin, end=begin + len(stripped)))
    return tuple(found)


def _cuts(text: str) -> list[int]:
    """Offsets after which a new sentence begins."""
    cuts: list[int] = []
    open_marks: list[str] = []
    for match in _MARK.finditer(text, _numbering(text)):
        mark = match[0]
        if mark in _OPEN:
            open_marks.append(mark)
        elif mark in _PAIR:
            if _PAIR[mark] in open_marks:
                while open_marks.pop() != _PAIR[mark]:
                    pass
                if not open_marks and mark in "”’」』" and _ends_inside(text, match.start()):
                    cuts.append(_after_closers(text, match.end()))
        elif not open_marks and _ends(text, match):
            cuts.append(_after_closers(text, match.end()))
    return [cut for cut in cuts if cut < len(text)]


def _numbering(text: str) -> int:
    """Where the number of the paragraph ends: `80/229.`, `19.7.`, `一.`."""
    size = label(text)[0]
    return size if text[:size].rstrip().endswith((".", "．")) else 0


def _after_closers(text: str, at: int) -> int:
    """Where the closing brackets and quotation marks at `at` end."""
    while at < len(text) and text[at] in _CLOSERS:
        at += 1
    return at


def _ends_inside(text: str, quote: int) -> bool:
    """Whether the stop before a closing quotation mark ends the sentence around it too."""
    last = text[quote - 1]
    return last in "。！？" or (last in ".!?" and bool(_SENTENCE_START.match(text, quote + 1)))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the mark ends a sentence: full stops also abbreviate and number."""
    if match[0] not in ".!?;":
        return True
    following = _after_closers(text, match.end())
    if not _SENTENCE_START.match(text, following):
        return match[0] != "." and following == len(text)
    if match[0] != ".":
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    if word is None:
        return True
    token = word[1]
    if len(token) == 1 and token.isalpha() and token.isupper():
        return False
    at_start = not text[: word.start()].strip(" \t([")
    return not _ABBREVIATIONS.fullmatch(token) and not at_start
