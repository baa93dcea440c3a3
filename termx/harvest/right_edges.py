"""The right edge of a name: whether a head noun stands where one is written."""

from __future__ import annotations

from collections.abc import Sequence

from termx import lang
from termx.harvest.heads import SURE
from termx.harvest.tokens import Token, is_foreign, places


def may_be_head(
    words: Sequence[Token], first: int, head_start: int, head: str, strength: str
) -> bool:
    """Whether the word at the beginning of `head` lets it be a head noun, not a part of a word."""
    whole = words[first]
    if head == "大会" and first and _acts_upon(words[first - 1]):
        return False
    if whole.start < head_start:
        inside = whole.classes & {"name", "stop", "compound"} or head_start - whole.start < 2
        noun = strength not in SURE and lang.tag(whole.text) not in {"nt", "nz", "ns", "x"}
        return not (inside or noun or len(head) == 1)
    if len(head) > 1:
        return head != "组织" or not first or words[first - 1].text not in _JOINTLY
    if first == 0 or len(words[first - 1].text) < 2:
        return False
    before = words[first - 1]
    if before.classes & _NO_TASK or (head == "部" and before.text in places()):
        return False
    return not ("unknown" in before.classes and is_foreign(before.text))


_JOINTLY = ("共同", "联合", "合作", "协助", "参与", "分别")
"""Adverbs before 组织, which then is a verb."""

_NO_TASK = frozenset({"number", "year", "ordinal", "stop"})
"""What a unit of one character is not called by."""


def _acts_upon(word: Token) -> bool:
    """Whether a verb has the General Assembly as its object: 处理|大会."""
    acts = word.classes & {"scrutiny", "transitive", "verb"} and "content" not in word.classes
    return bool(acts) and word.text not in ("审议", "筹备")
