"""Runs: the capitalized words of a chain that have nothing between them.

A chain is a stretch of capitalized words joined by function words and commas, which may hold one
name, several, or none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from termx.harvest.english.lexicon import ORDINAL, Head, heads, place_names, place_words, words

_BODY = r"\w*(?:[-‐‑–.’'&/+]\w+)*\+?"
_CAP = (
    rf"(?:(?:[a-z]+[-‑])?[A-ZÀ-Þ]{_BODY}(?:’(?=\s[A-Z]))?"
    r"|(?<=of )\d{1,2}\b(?!\s[A-Z])|\d{4}(?=:?\s[A-Z]))"
)
_LINK = rf"(?:{'|'.join(sorted(words('link'), key=lambda word: (-len(word), word)))})\b"
_LONGEST = 60
"""So many capitalized words of a chain are looked at: a list of States may go on for pages."""

_YEARS = r"\d{4}(?:\s?[-–]\s?\d{4})?"
CHAIN = re.compile(
    rf"(?<![\w-])(?:(?P<ordinal>{ORDINAL})\s(?=[A-Z]))?{_CAP}"
    rf"(?:(?:,\s|:\s|\s)(?:{_LINK}\s){{0,5}}{_CAP}"
    rf"|\s\([A-Z][a-z]+\)(?=\s(?:and|or)\s[A-Z])){{0,{_LONGEST}}}"
    rf"(?P<tail>\sthereto\b|\s(?:of|since)\s\d{{4}}\b|,?\s{_YEARS}\b(?![/-])|\s\(\d{{4}}\)"
    rf"|,?\s[“\"][A-Z][\w\s]{{2,40}}[”\"](?:,\s{_YEARS})?)?"
)
"""A chain in a text, with an ordinal number before it and what may be added behind it."""

_PIECE = re.compile(rf"{_CAP}|[,:]|\S+?(?=[,:]?\s|$)")
_ARTICLES = frozenset({"A", "An", "The"})
_CUT = "|"


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalized words with nothing between them, and what stands before them.

    `before` holds a bar where nothing may join the run to the one before it.
    """

    before: tuple[str, ...]
    words: tuple[str, ...]
    start: int
    end: int
    head: Head | None
    modifiers: int
    """How many words stand before the head."""

    @property
    def apart(self) -> bool:
        return _CUT in self.before

    @property
    def placed(self) -> bool:
        """Whether the run begins with a place."""
        return self.words[0] in place_words()


def runs(chain: str, *, initial: bool) -> list[Run]:
    """The runs of `chain`; where it begins a sentence (`initial`), without the opening words."""
    found: list[Run] = []
    before: list[str] = []
    own: list[re.Match[str]] = []

    def close() -> None:
        if own:
            found.append(_run(chain, before, own))
            before.clear()
            own.clear()

    for match in _PIECE.finditer(chain):
        text = match[0]
        capital = text[0].isdigit() or any(char.isupper() for char in text[:12])
        if not capital or text in _ARTICLES:
            close()
            if found:
                before.append(text.lower())
        elif initial and not found and not own and text.lower() in words("opener"):
            continue
        elif text in words("calendar") or ("/" in text and any(map(str.isdigit, text))):
            close()
            before.append(_CUT)
        else:
            own.append(match)
            if _owner(text):
                close()
                before.append(_CUT)
    close()
    return found


def _owner(text: str) -> bool:
    """Whether the word is an owner, so that another name begins behind it."""
    base, mark, _ = text.replace("'", "’").partition("’s")
    return bool(mark) and (
        base.lower() in heads() or base in place_words() or base in words("role")
    )


def _run(chain: str, before: Sequence[str], own: Sequence[re.Match[str]]) -> Run:
    texts = tuple(match[0] for match in own)
    end = own[-1].end()
    if _owner(texts[-1]):
        end = chain.replace("'", "’").rindex("’s", own[-1].start(), end)
        texts = (*texts[:-1], chain[own[-1].start() : end])
    dated = len(texts) > 1 and texts[-1].isdigit()
    head, modifiers = _head(texts[:-1] if dated else texts)
    if " ".join(texts) in place_names():
        head, modifiers = None, len(texts)
    return Run(tuple(before), texts, own[0].start(), end, head, modifiers)


def _head(texts: Sequence[str]) -> tuple[Head | None, int]:
    """The head noun at the end of a run and the number of words before it."""
    known = heads()
    for size in (3, 2, 1):
        if size <= len(texts):
            noun = " ".join(texts[-size:]).lower()
            if noun in known:
                return known[noun], len(texts) - size
    return None, len(texts)
