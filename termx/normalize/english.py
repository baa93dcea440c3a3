"""Evidence that two English forms are one concept: number, hyphens, a year, “United Nations”.

Acronyms and short forms come from definitions in the text and from the word lists, as in Chinese.
A name in the plural is another name (the Optional Protocols are not the Optional Protocol); a
domain term in the plural is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from termx.harvest.english.lemma import key, unfolded
from termx.normalize.forms import Form
from termx.normalize.groups import Evidence, Link
from termx.normalize.links import is_name

_YEAR = re.compile(r" of \d{4}$|,? \(?\d{4}\)?$|, \d{4}\s?[-–]\s?\d{4}$")
_UNITED_NATIONS = "united nations "
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&/+-]+")
_SHORTEST = 2
"""So many words a name must have that leaves something out."""


def english_word_links(forms: Sequence[Form]) -> Iterator[Link]:
    """Forms that differ in number, hyphens or an article: trust funds, the trust-fund."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        if _is_english(form):
            blocks[_block(form)].append(index)
    for block in blocks.values():
        for one, other in pairwise(block):
            reason = "differs in number, hyphens or article"
            yield Link(one, other, Evidence.WORDS, reason)


def english_ellipsis_links(forms: Sequence[Form]) -> Iterator[Link]:
    """Names that leave out a year at their end, or “United Nations” at their beginning."""
    known: defaultdict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        if _is_english(form) and is_name(form):
            known[unfolded(form.text)].append(index)
    for index, form in enumerate(forms):
        if not (_is_english(form) and is_name(form)):
            continue
        for short, omitted in _readings(form):
            for other in known.get(short, ()):
                if other != index and forms[other].kind == form.kind:
                    reason = f"omits {omitted}"
                    yield Link(other, index, Evidence.ELLIPSIS, reason, shortens=True)


def _readings(form: Form) -> Iterator[tuple[str, str]]:
    """What a form becomes by an ellipsis, and what that leaves out."""
    texts = [(_YEAR.sub("", form.text), "the year")]
    if form.text.lower().startswith(_UNITED_NATIONS):
        texts.append((form.text[len(_UNITED_NATIONS) :], "United Nations"))
    for text, omitted in texts:
        if text != form.text and len(text.split()) >= _SHORTEST:
            yield unfolded(text), omitted


def _block(form: Form) -> str:
    if _ACRONYM.fullmatch(form.text.removesuffix("s")):
        return form.text.removesuffix("s")
    return unfolded(form.text) if is_name(form) else f"theme {key(form.text)}"


def _is_english(form: Form) -> bool:
    return form.lang.startswith("en")
