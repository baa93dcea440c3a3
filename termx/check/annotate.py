"""Annotate: the terms of a text with their equivalents, for the translator before the work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import NamedTuple

from termx.check import english
from termx.check.draft import Draft, cover
from termx.check.lexicon import Entry, Form, Lexicon
from termx.check.word import Comment
from termx.models import Document
from termx.segment import paragraphs


class Annotation(NamedTuple):
    """A known term at `text[start:end]` of a document, and the entries that it may belong to."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def annotate(document: Document, lexicon: Lexicon) -> tuple[Annotation, ...]:
    """The known terms in a clean document, in order; the longest where they overlap.

    A Chinese document is searched for Chinese terms, any other for English ones. Terms without an
    equivalent in the other language are left out.
    """
    chinese = (document.lang or "").startswith("zh")
    found = _chinese(document, lexicon) if chinese else _english(document, lexicon)
    return tuple(
        Annotation(start, end, useful)
        for start, end, entries in found
        if (useful := tuple(entry for entry in entries if equivalents(entry, chinese)))
    )


def equivalents(entry: Entry, chinese: bool) -> list[Form]:
    """The forms of `entry` to write in the other language, preferred ones first."""
    forms = [form for form in (entry.source if chinese else entry.target) if form.good]
    return sorted(forms, key=lambda form: form.status != "preferred")


def _chinese(document: Document, lexicon: Lexicon) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    draft = Draft(document, lexicon)
    for hit in draft.hits:
        entries = dict.fromkeys(entry for entry, _ in draft.standing(hit))
        yield *draft.squeezed.span(hit.start, hit.end), tuple(entries)


def _english(document: Document, lexicon: Lexicon) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    if lexicon.english is None:
        return
    for segment in paragraphs(document):
        words = english.words(segment.text)
        fitting = []
        for start, end, pattern in lexicon.english.find_overlapping(words.text):
            first, last = words.span(start, end)
            text = segment.text[first:last]
            numbers = dict.fromkeys(
                number
                for number, at in lexicon.terms[pattern]
                if english.fits(lexicon.entry(number).source[at].text, text)
            )
            if numbers:
                fitting.append((segment.start + first, segment.start + last, tuple(numbers)))
        for first, last, found in cover(fitting):
            yield first, last, tuple(lexicon.entry(number) for number in found)


def table(document: Document, found: Sequence[Annotation]) -> list[tuple[str, str, str, int]]:
    """Term as first printed, equivalents, kind and frequency, in order of first occurrence."""
    chinese = (document.lang or "").startswith("zh")
    rows: dict[tuple[str, ...], tuple[str, str, str, int]] = {}
    for item in found:
        key = tuple(entry.id for entry in item.entries)
        text, renderings, kind, count = rows.get(
            key,
            (
                document.text[item.start : item.end],
                _renderings(item, chinese),
                item.entries[0].kind,
                0,
            ),
        )
        rows[key] = text, renderings, kind, count + 1
    return list(rows.values())


def _renderings(item: Annotation, chinese: bool) -> str:
    return " / ".join(
        " | ".join(dict.fromkeys(form.text for form in equivalents(entry, chinese)))
        for entry in item.entries
    )


def html(document: Document, found: Sequence[Annotation], title: str) -> bytes:
    """One page: the text with each term's equivalents, and the list of the terms."""
    chinese = (document.lang or "").startswith("zh")
    lang, other = ("zh-Hans", "en") if chinese else ("en", "zh-Hans")
    body = []
    place = 0
    for segment in paragraphs(document):
        pieces: list[str] = []
        at = segment.start
        while place < len(found) and found[place].start < segment.end:
            item = found[place]
            place += 1
            pieces.append(escape(document.text[at : item.start]))
            term = escape(document.text[item.start : item.end])
            first = equivalents(item.entries[0], chinese)[0].text
            pieces.append(
                f'<ruby title="{escape(_renderings(item, chinese))}">{term}'
                f"<rt lang={other}>{escape(first)}</rt></ruby>"
            )
            at = item.end
        pieces.append(escape(document.text[at : segment.end]))
        body.append(f"<p>{''.join(pieces)}</p>\n")
    rows = "".join(
        f"<tr><td lang={lang}>{escape(term)}</td><td lang={other}>{escape(renderings)}</td>"
        f"<td>{kind}</td><td>{count}</td></tr>\n"
        for term, renderings, kind, count in table(document, found)
    )
    page = files(__package__).joinpath("annotated.html").read_text(encoding="utf-8")
    values = {"title": escape(title), "lang": lang, "body": "".join(body), "rows": rows}
    return _filled(page, values).encode("utf-8", "replace")


def _filled(page: str, values: dict[str, str]) -> str:
    """`page` with its {{names}} replaced, in one pass: a value may hold braces."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], page)


def comments(document: Document, found: Iterable[Annotation]) -> Iterator[Comment]:
    """A comment for the first occurrence of each term, for a Word file."""
    chinese = (document.lang or "").startswith("zh")
    seen: set[tuple[str, ...]] = set()
    segments = iter(paragraphs(document))
    segment = next(segments, None)
    for item in found:
        while segment is not None and segment.end <= item.start:
            segment = next(segments, None)
        key = tuple(entry.id for entry in item.entries)
        if segment is None or key in seen:
            continue
        seen.add(key)
        text = document.text[item.start : item.end]
        nth = document.text[segment.start : item.start].count(text)
        yield Comment(document.place(item.start).number, text, nth, [_renderings(item, chinese)])
