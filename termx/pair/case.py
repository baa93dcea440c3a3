"""Capitals that a domain term has only because it stands in a title or begins a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

_BESIDE = re.compile(r"[\w\-‐‑]")


def lowered(forms: Iterable[str], texts: Iterable[str]) -> Mapping[str, str]:
    """The `forms` that some of the English `texts` print in lower case, with what they print."""
    wanted = {form: form.lower() for form in forms if form != form.lower()}
    if not wanted:
        return {}
    patterns = sorted(set(wanted.values()))
    printed: set[str] = set()
    automaton = CharwiseDoubleArrayAhoCorasick(patterns, MATCH_KIND_STANDARD)
    for text in texts:
        for start, end, index in automaton.find_overlapping(text):
            around = text[max(start - 1, 0) : start] + text[end : end + 1]
            if not _BESIDE.search(around):
                printed.add(patterns[index])
    return {form: lower for form, lower in wanted.items() if lower in printed}
