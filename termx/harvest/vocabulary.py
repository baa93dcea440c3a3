"""The words of a clause with their parts in a term: what `keyterms` knows of Chinese.

The knowledge is `data/keyterms_words.txt`; for other words, jieba's part of speech and frequency.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from termx import lang
from termx.data import lines
from termx.measures import specificity


class Role(StrEnum):
    """What a word does in a term; the sections of the word list, and what is in no section."""

    DOMAIN = "domain"
    EVENT = "event"  # a domain word that is a verb: 没收
    ATTRIBUTE = "attribute"  # a domain word that only stands before nouns: 刑事
    NOUN = "noun"
    VERB = "verb"
    ACT = "act"
    OTHER_VERB = "other verb"
    ADJECTIVE = "adjective"
    MODIFIER = "modifier"
    HEAD = "head"
    VAGUE = "vague"
    GENERAL = "general"
    PROPER = "proper"
    LATIN = "latin"
    AND = "and"
    COMMA = "comma"
    BREAK = "break"


VERBAL = frozenset({Role.EVENT, Role.VERB, Role.ACT, Role.OTHER_VERB})
"""Roles that make a verb phrase of what they begin, unless the context asks for a noun."""

_BUILDING = frozenset(
    {Role.DOMAIN, Role.EVENT, Role.ATTRIBUTE, Role.NOUN, Role.HEAD, Role.MODIFIER}
    | {Role.VERB, Role.ACT, Role.OTHER_VERB}
)


_RUN = re.compile(f"[{lang.HAN}]+|[A-Za-z0-9-]+|.")
_FUNCTION = re.compile(
    "[的了所被受与及和或对将把其该各此为以并等使于在由从向但应须而这那两几不未非无]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its part in a term, its weight as evidence for one, and the places it can take."""

    text: str
    role: Role
    weight: float = 0.0
    starts: bool = False
    ends: bool = False
    alone: bool = False


@cache
def sections() -> dict[str, frozenset[str]]:
    """Word -> the sections of the list that it stands in."""
    result: defaultdict[str, set[str]] = defaultdict(set)
    section = ""
    for line in lines("keyterms_words.txt"):
        if line.startswith("["):
            section = line[1 : line.index("]")]
            continue
        for text in line.split():
            result[text].add(section)
    return {text: frozenset(found) for text, found in result.items()}


@lru_cache(1 << 16)
def word(text: str) -> Word:
    """What `text` does in a term."""
    listed = sections().get(text, frozenset())
    if text in {"和", "与", "及", "或", "及其"}:
        return Word(text, Role.AND)
    if text == "、":
        return Word(text, Role.COMMA)
    if "domain" in listed:
        return _domain(text, wide="wide" in listed)
    if len(text) == 1 and not listed & {"modifier", "verb"}:
        return Word(text, Role.BREAK)
    return _listed(text, listed) if listed else _unlisted(text)


def _domain(text: str, *, wide: bool) -> Word:
    weight = max(0.35, specificity(lang.frequency(text)))
    pos = lang.tag(text)
    if pos == "b":
        return Word(text, Role.ATTRIBUTE, weight, starts=True, ends=True)
    wide = wide or (len(text) == 3 and text.endswith("性"))
    if pos[0] == "v" and pos != "vn":
        return Word(text, Role.EVENT, 0.9 * weight, starts=True, ends=True, alone=not wide)
    return Word(text, Role.DOMAIN, weight, starts=True, ends=True, alone=not wide)


def _listed(text: str, listed: frozenset[str]) -> Word:
    if "break" in listed:
        if listed & {"head", "vague"}:
            return Word(text, Role.HEAD, 0.45, ends=True)
        if "verb" in listed:
            return Word(text, Role.VERB, 0.3, starts=True, ends=True)
        if "act" in listed:
            return Word(text, Role.ACT, 0.2, starts=True, ends=True)
        if "modifier" in listed:
            return Word(text, Role.MODIFIER, 0.45, starts=True)
        return Word(text, Role.BREAK)
    if "verb" in listed:
        return Word(text, Role.VERB, 0.85, starts=True, ends=True)
    if "act" in listed:
        return Word(text, Role.ACT, 0.45, starts=True, ends=True)
    if "modifier" in listed:
        weight = 0.35 if "general" in listed else 0.6
        return Word(text, Role.MODIFIER, weight, starts=True, ends="head" in listed)
    if "head" in listed:
        weight = 0.4 if "general" in listed else 0.55
        return Word(text, Role.HEAD, weight, starts=True, ends=True)
    if "vague" in listed:
        return Word(text, Role.VAGUE, 0.2, ends=True)
    if "general" in listed:
        return Word(text, Role.GENERAL, 0.0, starts=True, ends=True)
    return Word(text, Role.BREAK)


def _unlisted(text: str) -> Word:
    if not lang.has_han(text):
        return Word(text, Role.LATIN, 0.3, starts=True)
    if text[-1] in "于为使成到" or (len(text) > 2 and text[0] in "在对把将被从"):
        return Word(text, Role.BREAK)
    pos = lang.tag(text)
    weight = max(-0.1, 1.2 * specificity(lang.frequency(text)) - 0.7)
    if pos in {"nr", "nrt", "nrfg", "nt"}:
        return Word(text, Role.PROPER, 0.1, starts=True, ends=True)
    if pos in {"b", "s"}:
        return Word(text, Role.NOUN, weight, starts=True)
    if pos in {"n", "nz", "vn", "an", "l", "j"} or pos == "x":
        return Word(
            text, Role.NOUN, weight, starts=True, ends=True, alone=pos != "x" or len(text) > 2
        )
    if pos[0] == "v":
        rare = lang.frequency(text) < 500
        return Word(text, Role.OTHER_VERB, 0.6 * weight if rare else 0.0, starts=rare, ends=True)
    if pos[0] == "a":
        return Word(text, Role.ADJECTIVE, 0.5 * weight, starts=True)
    return Word(text, Role.BREAK)


def words(clause: str) -> list[Word]:
    """The words of `clause`, affixes joined to what they belong to (非+政府, 签字+国, 冲突+后)."""
    texts = _joined([part for text in _raw(clause) for part in _parts(text)])
    found: list[Word] = []
    for i, text in enumerate(texts):
        following = texts[i + 1] if i + 1 < len(texts) else ""
        derived = _suffixed(found, text, following) if found else None
        derived = derived or (_prefixed(found[-1], text) if found else None)
        if derived:
            found[-1] = derived
        else:
            found.append(word(text))
    return found


def _raw(clause: str) -> Iterator[str]:
    """jieba's words; a run that is not Chinese (COVID-19) is one word."""
    for run in _RUN.findall(clause):
        if lang.has_han(run):
            yield from lang.words(run)
        else:
            yield run


@lru_cache(1 << 16)
def _parts(text: str) -> Sequence[str]:
    """Where jieba joins too much.

    Its dictionary has phrases (提供援助), to be cut where both parts are words of their own; its
    HMM makes words of function words and their neighbours.
    """
    if len(text) < 4 or text in sections():
        guess = lang.tag(text) == "x" and text not in sections()
        return tuple(text) if guess and _FUNCTION.search(text) else (text,)
    for i in sorted({2, 3, len(text) - 2} if len(text) > 4 else {2}):
        if all(part in sections() or lang.frequency(part) >= 30 for part in (text[:i], text[i:])):
            return (text[:i], *_parts(text[i:]))
    return (text,)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(text[:i] for text in sections() for i in range(1, len(text)))


def _joined(texts: Sequence[str]) -> list[str]:
    """Words of the list that jieba cuts apart are put together again (有+组织)."""
    result: list[str] = []
    i = 0
    while i < len(texts):
        end = i + 1
        if texts[i] in _beginnings():
            for j in range(min(len(texts), i + 4), i + 1, -1):
                if "".join(texts[i:j]) in sections():
                    end = j
                    break
        result.append("".join(texts[i:end]))
        i = end
    return result


def _prefixed(prefix: Word, text: str) -> Word | None:
    if len(prefix.text) != 1 or "prefix" not in sections().get(prefix.text, ()) or len(text) < 2:
        return None
    base = word(text)
    if base.role not in _BUILDING:
        return None
    derived = prefix.text + text
    if derived in sections():
        return word(derived)
    return replace(base, text=derived, weight=max(base.weight, 0.3), starts=True)


def _suffixed(found: Sequence[Word], suffix: str, following: str) -> Word | None:
    if len(suffix) > 1 and suffix not in {"年后", "相关"}:
        return None
    base = found[-1]
    derived = base.text + suffix
    nominal = len(following) > 1 and word(following).role is not Role.BREAK
    if suffix in {"年", "年后"} and re.fullmatch(r"\d{4}", base.text):
        return Word(derived, Role.MODIFIER, 0.6, starts=suffix == "年后")
    if suffix == "后" and re.fullmatch(r"\d{4}年", base.text):
        return Word(derived, Role.MODIFIER, 0.6, starts=True)
    if suffix == "相关" and nominal and base.role in {Role.DOMAIN, Role.NOUN}:
        return replace(base, text=derived, role=Role.MODIFIER, ends=False)
    if len(base.text) < 2 or len(suffix) > 1:
        return None
    if suffix in "前后":
        if nominal and base.role in {Role.DOMAIN, Role.EVENT, Role.OTHER_VERB}:
            return Word(derived, Role.MODIFIER, 0.5, starts=True)
        return None
    if "suffix" not in sections().get(suffix, ()):
        return None
    if base.role not in _BUILDING | {Role.VAGUE, Role.GENERAL, Role.ADJECTIVE}:
        return None
    if derived in sections():
        return word(derived)
    kept = base.role in {Role.DOMAIN, Role.EVENT, Role.ATTRIBUTE, Role.NOUN, Role.VERB}
    return Word(
        derived,
        base.role if kept else Role.NOUN,
        max(base.weight, 0.3) + 0.1,
        starts=base.starts,
        ends=True,
        alone=base.alone or base.role is Role.MODIFIER,
    )
