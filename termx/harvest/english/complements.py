"""The complement of a head in lower case: “on the sale of children, child prostitution and …”.

Where it ends is decided word by word from parts of speech: it goes on over noun phrases, joined by
prepositions, “and” and commas of a series, and ends before a verb, a relative pronoun, a participle
that begins a clause, or a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from termx.harvest.english.lexicon import pos, word

_OPENING = re.compile(r"\s(?:on|for|against|(?:relating|related) to)\s(?=[a-zA-Z])")
_INFINITIVE = re.compile(r"\sto\s(?=[a-z])")
_TOKEN = re.compile(r"\s?([,:;.()“”\"]|[^\s,:;()“”\"]*[^\s,:;.()“”\"])")
_LONGEST = 28
_ARTICLES = frozenset(
    ["the", "a", "an", "all", "its", "their", "his", "her", "other", "every", "each", "any"]
)
_JOINTS = frozenset(
    [
        "of",
        "in",
        "against",
        "for",
        "on",
        "from",
        "with",
        "by",
        "to",
        "between",
        "among",
        "at",
        "within",
        "under",
    ]
)
_MEASURES = frozenset({"measures", "action", "actions", "strategies", "plan", "programme"})
_ACTS = re.compile(
    r"(?:adoption|approval|endorsement|consideration|review|information|action|decision|discussion"
    r"|comments?|signature|ratification|accession|acceptance|submission|transmission|guidance"
    r"|assistance|implementation|follow-up|support|funding)$"
)
"""What something is sent for: submitted to the World Conference for adoption."""

_STOPS = re.compile(
    r"\s?(?:the (?:basis|next|coming|work|activities|results|outcome|progress|biennium|triennium"
    r"|quarter|month|years|session|latter|former|above|first|second|same|period|purpose|occasion"
    r"|following|part|one|other)\b"
    r"|(?:in|at|with|by|for|on|to|of) (?:accordance|order|this|that|which|whom|particular|line"
    r"|the (?:light|context|framework|basis|course|period|year|event)|a view|respect|its|his"
    r"|regard|view|the same|\d)"
    r"|as\b|and (?:to|in|at|by|its|the [A-Z]|on the\b(?=[^,;]* and ))"
    r"|pursuant|held\b|established\b|adopted\b|submitted\b|contained\b|entitled\b)"
)


def complement(text: str, at: int, *, verb: bool = False) -> int:
    """Where the complement ends that follows a head at offset `at`, 0 without one.

    With `verb` it may be an infinitive: the expert group to conduct a study on …
    """
    opening = (_INFINITIVE if verb else _OPENING).match(text, at)
    end = noun_phrases(text, opening.end(), verb=verb) if opening else 0
    return 0 if opening and _ACTS.match(text, opening.end(), end) else end


def noun_phrases(text: str, at: int, *, verb: bool = False) -> int:
    """Where the noun phrases end that begin at `at`, 0 if none begins there.

    With `verb` an infinitive comes first.
    """
    tokens = [(m[1], m.start(1), m.end(1)) for m in _bounded(text, at)]
    end, i = 0, 0
    if verb:
        if not tokens or pos(tokens[0][0]) not in "vb":
            return 0
        i = 1
    elif tokens and (pos(tokens[0][0]) in "gvr" or _STOPS.match(text, at)):
        return 0
    expecting = True
    while i < len(tokens):
        piece, start, stop = tokens[i]
        if not expecting and _STOPS.match(text, start):
            break
        tag = pos(piece)
        if piece == ",":
            if not _series(tokens, i):
                break
            expecting = True
        elif piece in ("and", "or"):
            paired = i > 0 and pos(tokens[i - 1][0]) == "a"
            if (expecting and not paired) or not _goes_on(tokens, i):
                break
            expecting = True
        elif piece == "devoted" and not expecting:
            i, expecting = i + 1, True  # a session devoted to disarmament
        elif piece in _JOINTS:
            if expecting and tokens[i - 1][0] not in ("and", "or", ","):
                break
            if piece == "to" and _purpose(tokens, i):
                i += 1
            expecting = True
        elif piece in _ARTICLES or piece in ("especially", "including", "particularly", "while"):
            expecting = True
        elif tag in "nb" or word(piece).ends or piece[0].isupper() or len(piece) == 2:
            end, expecting = stop, False
        elif tag in "ag" or (tag == "d" and _before_noun(tokens, i)):
            expecting = True
            if tag == "g":
                end = stop
        elif tag == "r" and i + 1 < len(tokens) and pos(tokens[i + 1][0]) in "ad":
            expecting = True
        else:
            break
        i += 1
    return end


def _bounded(text: str, at: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    while len(found) < _LONGEST and (match := _TOKEN.match(text, at)):
        if match[1] in ':;.()“”"':
            break
        found.append(match)
        at = match.end()
    return found


def _series(tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Whether the comma at `at` is one of a series, or begins a detail (especially women)."""
    behind = [piece for piece, _, _ in tokens[at + 1 : at + 9]]
    if behind[:1] and behind[0] in ("especially", "particularly", "including"):
        return behind[0] != "including"
    if not behind or pos(behind[0]) not in "nabg" or behind[0] in _ARTICLES:
        return False
    for i, piece in enumerate(behind):
        if piece in ("and", "or"):
            return i + 1 < len(behind) and pos(behind[i + 1]) in "nabg"
        if piece != "," and pos(piece) not in "nabgd" and piece not in ("of", "in", "against"):
            return False
    return False


def _goes_on(tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Whether a noun phrase follows the “and” at `at`, and no verb or name."""
    if at + 1 == len(tokens):
        return False
    piece = tokens[at + 1][0]
    return pos(piece) in "nabgdr" or piece in ("of", "against", "on")


def _purpose(tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Whether the “to” at `at` says what measures are for: measures to prevent genocide."""
    before, behind = tokens[at - 1][0], tokens[at + 1 : at + 2]
    return before in _MEASURES and bool(behind) and pos(behind[0][0]) in "vb"


def _before_noun(tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Whether the participle at `at` modifies a noun behind it (persons deprived of … does not)."""
    return at + 1 < len(tokens) and pos(tokens[at + 1][0]) in "nabg"
