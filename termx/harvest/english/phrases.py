"""Noun phrases of English text by a light model of parts of speech.

Every token of a text becomes one letter (`_Letters`), and one regular expression over the letters
finds the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from termx.harvest.english.lemma import key
from termx.harvest.english.lexicon import place_words, pos, word, words

JOINTS = frozenset({"of", "and", "against", "to", "in", "for", "with", "on", "from", "or"})
"""Words that may join two phrases to one term: crimes against humanity, right to development."""

_TOKEN = re.compile(r"[^\s.,;:?!()\[\]“”\"‘*•…—/\ufffc]+\s?|[.,;:?!()\[\]“”\"‘*•…—/\ufffc]+\s*|\s+")
_SYMBOL = re.compile(r"\b[A-Z][A-Z.]*/[\w./-]*[A-Z0-9]")
"""A document symbol: A/99/4, WELL/CONF.1/L.2."""

_ROMAN = re.compile(r"[IVXLC]+(?:[–-][IVXLC]+)?$")
_STOPS = frozenset(".?!;:")
_PHRASE = re.compile(
    r"(?:(?:^|(?<=!))[NADnad]|[nad]|r(?=dn*))(?:[nadg]|r(?=d)|j(?=j?[nadr])){0,40}"
)


class _Letters(dict[str, str]):
    """Token (with the space behind it) -> letter.

    n may end a term, a (adjective) and d (participle) may begin one, g only stands inside, r is an
    adverb, j a word that joins phrases, ! ends a sentence, the rest is a dot. Words with a capital
    have capital letters, unless terms are printed with it (Member States, HIV).
    """

    def __missing__(self, token: str) -> str:
        text = token.rstrip()
        letter = self[token] = _letter(text) if text != token or text else "."
        return letter


def _letter(text: str) -> str:
    if not text or not text[0].isalpha() or text[-1] == "-":
        return "!" if text and text[-1] in _STOPS else "."
    if any(map(str.isdigit, text)) and text.lower() not in words("capital"):
        return "."
    if _ROMAN.match(text) or (text[0].isupper() and text in place_words()):
        return "."
    if text in JOINTS:
        return "j"
    tag = pos(text)
    if tag in "vfx" or (text[0].isupper() and text.lower() in words("opener")):
        return "."
    letter = "n" if word(text).ends else {"b": "a", "n": "a"}.get(tag, tag)
    known = text.lower() in words("capital") or (text.isupper() and len(text) > 1)
    return letter if text[0].islower() or known else letter.upper()


@cache
def _letters() -> _Letters:
    return _Letters()


class Phrase(NamedTuple):
    """A noun phrase as printed, with a letter and a key for each of its words."""

    text: str
    letters: str

    @property
    def words(self) -> list[str]:
        return self.text.split(" ")

    @property
    def keys(self) -> list[str]:
        """The key of each word: a form made of some of the words has their keys as its key."""
        return [key(text) for text in self.text.split(" ")]


def _blot(match: re.Match[str]) -> str:
    return "\ufffc" * len(match[0])


def phrases(text: str) -> Iterator[tuple[int, Phrase]]:
    """The maximal noun phrases of a text with their offsets."""
    if "/" in text:
        text = _SYMBOL.sub(_blot, text)
    tokens = _TOKEN.findall(text)
    letters = "".join(map(_letters().__getitem__, tokens))
    ends: list[int] | None = None
    for match in _PHRASE.finditer(letters):
        if "n" not in match[0] and "N" not in match[0]:
            continue
        if ends is None:
            ends = [0, *accumulate(map(len, tokens))]
        start, end = ends[match.start()], ends[match.end()]
        form = text[start:end].rstrip()
        if form.count(" ") == len(match[0]) - 1:
            yield start, Phrase(form, match[0].lower())
