"""Diff: what changed between two versions of a glossary, as people speak of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from termx.curate.terms import term_key
from termx.models import Concept, Glossary, Status, Term


class Change(StrEnum):
    """What happened to a concept."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    PREFERRED = "preferred form changed"
    EQUIVALENTS = "equivalents changed"
    STATUS = "status changed"
    REVIEW = "review changed"
    DETAILS = "details changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One change of one concept: its id, its name, and in words what was and what is."""

    change: Change
    concept: str
    name: str
    lang: str | None = None
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def diff(old: Glossary, new: Glossary) -> tuple[Difference, ...]:
    """The changes from `old` to `new`, in the order of `new`, removed concepts last.

    Concepts are the same if they have one id, else if they share their preferred terms in some
    language: then the concept was renamed. Order, evidence and scores are no changes.
    """
    before = {concept.id: concept for concept in old.concepts}
    after = {concept.id: concept for concept in new.concepts}
    lost = {name: concept for name, concept in before.items() if name not in after}
    by_name: dict[tuple[str, str], str] = {}
    for name, concept in lost.items():
        for term in _preferred(concept):
            by_name.setdefault(term_key(term), name)
    found: list[Difference] = []
    for name, concept in after.items():
        was = before.get(name)
        if was is None:
            old_id = next(
                (
                    by_name[term_key(term)]
                    for term in _preferred(concept)
                    if by_name.get(term_key(term)) in lost
                ),
                None,
            )
            if old_id is None:
                found.append(_whole(Change.ADDED, concept))
                continue
            was = lost.pop(old_id)
            found.append(Difference(Change.RENAMED, name, _name(concept), None, (old_id,), (name,)))
        found += _changes(was, concept)
    return (*found, *(_whole(Change.REMOVED, concept) for concept in lost.values()))


def _changes(old: Concept, new: Concept) -> Iterator[Difference]:
    name = _name(new)
    for lang in sorted({term.lang for term in (*old.terms, *new.terms)}):
        sides = [[t for t in concept.terms if t.lang == lang] for concept in (old, new)]
        was, now = (tuple(t.text for t in side if t.status is Status.PREFERRED) for side in sides)
        if was != now:
            yield Difference(Change.PREFERRED, new.id, name, lang, was, now)
        texts = [{t.text: t for t in side} for side in sides]
        gone = tuple(text for text in texts[0] if text not in texts[1])
        came = tuple(text for text in texts[1] if text not in texts[0])
        if gone or came:
            yield Difference(Change.EQUIVALENTS, new.id, name, lang, gone, came)
        for text, term in texts[1].items():
            known = texts[0].get(text)
            if known and known.status is not term.status and not {
                known.status, term.status
            } & {Status.PREFERRED}:  # fmt: skip
                yield Difference(
                    Change.STATUS, new.id, name, lang, (f"{text}: {known.status}",), (term.status,)
                )
    if old.review is not new.review:
        yield Difference(Change.REVIEW, new.id, name, None, (old.review,), (new.review,))
    was, now = _details(old, new), _details(new, old)
    if was != now:
        yield Difference(Change.DETAILS, new.id, name, None, was, now)


def _details(concept: Concept, other: Concept) -> tuple[str, ...]:
    """What people wrote about a concept, and about the terms that `other` has too."""
    theirs = {(term.lang, term.text): term for term in other.terms}
    pairs = [
        ("kind", concept.kind, other.kind),
        ("subject", concept.subject, other.subject),
        ("note", concept.note, other.note),
    ]
    for term in concept.terms:
        if known := theirs.get((term.lang, term.text)):
            pairs += [
                (f"type of {term.text}", term.type, known.type),
                (f"part of speech of {term.text}", term.pos, known.pos),
                (f"note of {term.text}", term.note, known.note),
            ]
    return tuple(f"{name}: {mine or 'none'}" for name, mine, its in pairs if mine != its)


def _preferred(concept: Concept) -> Sequence[Term]:
    return [t for t in concept.terms if t.status is Status.PREFERRED] or concept.terms[:1]


def _name(concept: Concept) -> str:
    """What people call a concept: its preferred terms, one a language."""
    first: dict[str, str] = {}
    for term in _preferred(concept):
        first.setdefault(term.lang, term.text)
    return " / ".join(first.values()) or concept.id


def _whole(change: Change, concept: Concept) -> Difference:
    texts = tuple(f"{term.text} ({term.lang}, {term.status})" for term in concept.terms)
    old, new = ((), texts) if change is Change.ADDED else (texts, ())
    return Difference(change, concept.id, _name(concept), None, old, new)


def as_text(found: Sequence[Difference]) -> str:
    """A line for each change, and a summary."""
    lines = [
        f"{item.change}: {item.name} [{item.concept}]"
        + (f" {item.lang}" if item.lang else "")
        + _arrow(item)
        for item in found
    ]
    return "\n".join([*lines, summary(found)]) + "\n"


def as_json(found: Sequence[Difference]) -> str:
    """A list of objects: change, concept, name, lang, old, new."""
    data = [
        {
            "change": item.change,
            "concept": item.concept,
            "name": item.name,
            "lang": item.lang,
            "old": item.old,
            "new": item.new,
        }
        for item in found
    ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_markdown(found: Sequence[Difference]) -> str:
    """A table for each kind of change, for a pull request."""
    lines = [f"**{summary(found)}**", ""]
    for change in Change:
        mine = [item for item in found if item.change is change]
        if mine:
            lines += [f"### {change.capitalize()} ({len(mine)})", ""]
            lines += ["| concept | language | before | after |", "|---|---|---|---|"]
            for item in mine:
                name = f"{item.name}<br>({item.concept})"
                cells = (name, item.lang or "", "<br>".join(item.old), "<br>".join(item.new))
                lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def summary(found: Sequence[Difference]) -> str:
    """How many changes of each kind: `2 added, 1 removed`."""
    counts = [(change, sum(item.change is change for item in found)) for change in Change]
    return ", ".join(f"{count} {change}" for change, count in counts if count) or "no differences"


def _arrow(item: Difference) -> str:
    old, new = "; ".join(item.old), "; ".join(item.new)
    if old and new:
        return f": {old} -> {new}"
    return f": - {old}" if old else f": + {new}" if new else ""


def _cell(text: str) -> str:
    flat = " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*")
    return flat.replace("<", "&lt;").replace("&lt;br>", "<br>")
