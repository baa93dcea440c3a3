"""English as the checker compares it: words without case, article, plural and hyphens."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’]s\b)?|\d+|[,.;:()\[\]!?|/]")
_DROPPED = frozenset({"the", "a", "an"})
_STOP = "|"
"""What stands for punctuation that no term reaches across."""


class Words(NamedTuple):
    """A text as words with one space before and after each; where each stands in both texts."""

    text: str
    at: list[int]
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of `text[start:end]`: whole words and the spaces around."""
        first = bisect_right(self.at, start + 1) - 1
        last = bisect_right(self.at, end - 2) - 1
        return self.starts[first], self.ends[last]


@lru_cache(maxsize=1 << 16)
def stem(token: str) -> str:
    """`token` in lower case and in the singular; acronyms keep their capitals.

    Not a dictionary: both sides of a comparison pass through it.
    """
    token = token.removesuffix("'s").removesuffix("’s")
    if len(token) > 1 and token.isupper():
        return token
    if len(token) > 2 and token[:-1].isupper() and token[-1] == "s":  # NGOs
        return token[:-1]
    word = token.lower()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words(text: str) -> Words:
    """`text` as words: articles, quotation marks and hyphens are gone, “, and” is “and”."""
    parts: list[str] = [" "]
    at: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    length = 1
    comma: tuple[int, int] | None = None
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign == ",":
            comma = match.span()
            continue
        word = _STOP if len(sign) == 1 and not sign.isalnum() else stem(sign)
        if word in _DROPPED:
            continue
        if comma is not None:
            if word not in ("and", "or"):
                at.append(length)
                starts.append(comma[0])
                ends.append(comma[1])
                parts.append(", ")
                length += 2
            comma = None
        at.append(length)
        starts.append(match.start())
        ends.append(match.end())
        parts.append(word + " ")
        length += len(word) + 1
    return Words("".join(parts), at, starts, ends)


def key(term: str) -> str:
    """The words of `term`, as they stand in `Words.text`; empty if it has none."""
    text = words(term).text
    return text if text.strip() else ""


def fits(term: str, found: str) -> bool:
    """Whether the capitals of `found` allow it to be `term`.

    A name (“Executive Committee”) is written with capitals, a term in any case.
    """
    if found.isupper() and len(found) > 6:
        return True
    return all(
        not name[:1].isupper() or seen[:1].isupper()
        for name, seen in zip(_ends(term), _ends(found), strict=True)
    )


def _ends(text: str) -> tuple[str, str]:
    tokens = [match[0] for match in _TOKEN.finditer(text) if match[0].lower() not in _DROPPED]
    return (tokens[0], tokens[-1]) if tokens else ("", "")
