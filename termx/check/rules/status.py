"""TX2: the status of a term in the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from termx.check.draft import Draft
from termx.check.folding import squeeze
from termx.check.registry import Problem
from termx.models import Severity

_title = lru_cache(maxsize=1 << 12)(squeeze)


def deprecated_term(draft: Draft) -> Iterator[Problem]:
    """A deprecated term is used.

    Nothing is said of a term inside a longer known name. In a quotation it is only noted. Where
    the concept has one preferred form, --fix writes it.

    Terms: theme: 气候变化, -气候变迁 = climate change
    Bad:   必须应对气候变迁。
    Good:  必须应对气候变化。
    """
    yield from _bad(draft, "deprecated")


def superseded_term(draft: Draft) -> Iterator[Problem]:
    """A superseded term is used.

    An older rendering that newer documents have replaced. Older documents are quoted with the
    terms that they use, so nothing is said of quotations.

    Terms: theme: 偷运移民, ~偷运移徙者 = smuggling of migrants
    Bad:   打击偷运移徙者的行动。
    Good:  打击偷运移民的行动。
    """
    yield from _bad(draft, "superseded")


def _bad(draft: Draft, status: str) -> Iterator[Problem]:
    for start, end, references in _places(draft, status):
        lexicon = draft.lexicon
        standing = [(lexicon.entry(entry), lexicon.form((entry, at))) for entry, at in references]
        if any(form.good for _, form in standing):
            continue
        entry, form = standing[0]
        if form.status != status or (len(form.text) < 4 and _in_word(draft.text, start, end)):
            continue
        severity = None
        if draft.in_quotation(start, end):
            if status == "superseded":
                continue
            severity = Severity.INFO
        instead = " or ".join(entry.preferred)
        message = f"“{form.text}” is {status}"
        yield Problem(
            start,
            end,
            f"{message}; use {instead}" if instead else message,
            entry.preferred,
            entry.id,
            severity,
        )


def _in_word(text: str, start: int, end: int) -> bool:
    """Whether a short term is a part of a longer word; to know takes a segmenter."""
    from termx.check.segmentation import is_word

    return not is_word(text, start, end)


def _places(draft: Draft, status: str) -> list[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """Hits of forms with `status`, and titles in marks that a longer form would hide."""
    lexicon = draft.lexicon
    found: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
    spoilt = lexicon.spoilt
    for place in draft.places if spoilt else ():
        if place[2] in spoilt:
            hit = draft.hit(place)
            if any(lexicon.form(reference).status == status for reference in hit.references):
                found[draft.squeezed.span(hit.start, hit.end)] = tuple(hit.references)
    bad = lexicon.bad
    lengths = {len(form) for form in bad}
    for start, end in draft.marked if bad else ():
        if end - start - 2 not in lengths:
            continue
        references = bad.get(_title(draft.text[start:end]))
        if references:
            found.setdefault((start + 1, end - 1), tuple(references))
    return sorted((start, end, references) for (start, end), references in found.items())
