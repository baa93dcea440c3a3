"""The rules of `termx lint`: a function each, and a line in `RULES` by its decorator.

Rejected concepts are not looked at: what is wrong with them does not matter. A code is never used
again for another rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from termx.curate.fixes import plain_marks, plain_spaces
from termx.curate.terms import is_short, term_key
from termx.formats.tbx_basic import PARTS_OF_SPEECH_2008
from termx.lang import has_han, simplified
from termx.models import Concept, Glossary, Kind, Review, Severity, Status, Term, TermType


@dataclass(frozen=True, slots=True)
class Hit:
    """A fault: the id of the concept, the number of the term if it is one of a term, and why."""

    concept: str
    term: int | None
    message: str


Check = Callable[[Glossary], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, its name, what it finds in one line, and whether `--fix` puts it right."""

    code: str
    name: str
    summary: str
    severity: Severity
    fixable: bool
    check: Check


_RULES: list[Rule] = []


def _rule(
    code: str, *, severity: Severity = Severity.ERROR, fixable: bool = False
) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        summary = (check.__doc__ or "").partition("\n")[0].rstrip(".")
        _RULES.append(Rule(code, name, summary, severity, fixable, check))
        return check

    return register


def _live(glossary: Glossary) -> list[Concept]:
    return [concept for concept in glossary.concepts if concept.review is not Review.REJECTED]


def _terms(glossary: Glossary) -> Iterator[tuple[Concept, int, Term]]:
    for concept in _live(glossary):
        for number, term in enumerate(concept.terms):
            yield concept, number, term


_Standing = dict[tuple[str, str], list[tuple[Concept, int, Term]]]


def _standing(glossary: Glossary) -> _Standing:
    """Where each form stands, by language and folded text."""
    found: _Standing = defaultdict(list)
    for concept, number, term in _terms(glossary):
        found[term_key(term)].append((concept, number, term))
    return found


@_rule("TG101")
def duplicate_concept(glossary: Glossary) -> Iterator[Hit]:
    """Two concepts share terms, no short forms, in two languages."""
    seen: dict[tuple[str, str], list[Concept]] = defaultdict(list)
    for concept in _live(glossary):
        shared: dict[str, set[str]] = defaultdict(set)
        keys = {term_key(term) for term in concept.terms if not is_short(term)}
        for name in sorted(keys):
            for other in seen[name]:
                shared[other.id].add(name[0])
            seen[name].append(concept)
        for other_id, langs in shared.items():
            if len(langs) > 1:
                yield Hit(concept.id, None, f"is the same as {other_id}; merge the two")


@_rule("TG102", fixable=True)
def duplicate_term(glossary: Glossary) -> Iterator[Hit]:
    """A term stands twice in a concept."""
    for concept in _live(glossary):
        seen: dict[tuple[str, str], str] = {}
        for number, term in enumerate(concept.terms):
            name = (term.lang, plain_marks(plain_spaces(term.text)))
            if name in seen:
                yield Hit(concept.id, number, f"{term.text} is here twice; leave one")
            seen.setdefault(name, term.text)


@_rule("TG103")
def preferred_twice(glossary: Glossary) -> Iterator[Hit]:
    """One form is preferred in two concepts, and no note tells them apart."""
    for standing in _standing(glossary).values():
        preferred = [item for item in standing if item[2].status is Status.PREFERRED]
        first = preferred[0][0] if preferred else None
        for concept, number, term in preferred[1:]:
            if first and concept.id != first.id and not _explained(concept, first, term):
                yield Hit(
                    concept.id,
                    number,
                    f"{term.text} is preferred in {first.id} too; prefer another form in one of"
                    " them, or tell them apart in the notes",
                )


@_rule("TG104")
def two_preferred(glossary: Glossary) -> Iterator[Hit]:
    """Two terms of one language are preferred."""
    for concept in _live(glossary):
        seen: dict[str, str] = {}
        for number, term in enumerate(concept.terms):
            if term.status is Status.PREFERRED:
                if term.lang in seen and seen[term.lang] != term.text:
                    yield Hit(
                        concept.id,
                        number,
                        f"{seen[term.lang]} and {term.text} are both preferred; admit one",
                    )
                seen.setdefault(term.lang, term.text)


@_rule("TG105")
def deprecated_and_preferred(glossary: Glossary) -> Iterator[Hit]:
    """A form is not to be used in one concept and preferred in another."""
    for standing in _standing(glossary).values():
        good = [concept.id for concept, _, term in standing if term.status is Status.PREFERRED]
        for concept, number, term in standing:
            others = [name for name in good if name != concept.id]
            avoided = term.status in (Status.DEPRECATED, Status.SUPERSEDED)
            if avoided and others and not term.note:
                yield Hit(
                    concept.id,
                    number,
                    f"{term.text} is {term.status} here and preferred in {others[0]}; decide, or"
                    " say in its note when it is wrong",
                )


@_rule("TG106", fixable=True)
def stray_spaces(glossary: Glossary) -> Iterator[Hit]:
    """Spaces at the ends of a term, twice in a row, invisible or between Chinese characters."""
    for concept, number, term in _terms(glossary):
        if plain_spaces(term.text) != term.text:
            yield Hit(concept.id, number, f"write {plain_spaces(term.text)!r}, not {term.text!r}")


@_rule("TG107", fixable=True)
def stray_marks(glossary: Glossary) -> Iterator[Hit]:
    """Title marks or quotation marks around a term, or a punctuation mark behind it."""
    for concept, number, term in _terms(glossary):
        if plain_marks(term.text) != term.text:
            yield Hit(concept.id, number, f"write {plain_marks(term.text)}, not {term.text}")


@_rule("TG108")
def wrong_script(glossary: Glossary) -> Iterator[Hit]:
    """A term is not in the script of its language."""
    for concept, number, term in _terms(glossary):
        if message := _script(term):
            yield Hit(concept.id, number, f"{term.text} {message}")


@_rule("TG109", fixable=True)
def no_part_of_speech(glossary: Glossary) -> Iterator[Hit]:
    """A term has no part of speech, or none that TBX knows."""
    known = ", ".join(PARTS_OF_SPEECH_2008)
    for concept, number, term in _terms(glossary):
        if term.pos not in PARTS_OF_SPEECH_2008:
            said = f"{term.pos!r} is no part of speech" if term.pos else "has no part of speech"
            yield Hit(concept.id, number, f"{term.text} {said}; use one of {known}")


@_rule("TG110", severity=Severity.WARNING)
def several_in_one(glossary: Glossary) -> Iterator[Hit]:
    """Brackets behind a term or a slash in one: an alternative is a term of its own.

    Brackets within a term and slashes in names are part of official titles.
    """
    for concept, number, term in _terms(glossary):
        if match := _several(term, is_name=concept.kind is not Kind.THEME):
            yield Hit(
                concept.id,
                number,
                f"{term.text} holds {match!r}; make an alternative its own term, or"
                " put an explanation in the note",
            )


@_rule("TG111", severity=Severity.WARNING)
def homograph(glossary: Glossary) -> Iterator[Hit]:
    """A form stands in two concepts, and no note tells them apart."""
    for standing in _standing(glossary).values():
        usable = [i for i in standing if i[2].status in (Status.PREFERRED, Status.ADMITTED)]
        if not usable:
            continue
        first = usable[0]
        for concept, number, term in usable[1:]:
            both = first[2].status is term.status is Status.PREFERRED  # TG103
            if concept.id != first[0].id and not both and not _explained(concept, first[0], term):
                yield Hit(
                    concept.id,
                    number,
                    f"{term.text} is a term of {first[0].id} too; say in a note which is meant",
                )


@_rule("TG112", severity=Severity.WARNING)
def empty_language(glossary: Glossary) -> Iterator[Hit]:
    """A concept has no term in a language that most concepts have."""
    live = _live(glossary)
    counts: dict[str, int] = defaultdict(int)
    for concept in live:
        for lang in {term.lang for term in concept.terms}:
            counts[lang] += 1
    common = sorted(lang for lang, count in counts.items() if count * 2 > len(live))
    for concept in live:
        for lang in common:
            if all(term.lang != lang for term in concept.terms):
                yield Hit(concept.id, None, f"has no term in {lang}")


def _explained(concept: Concept, other: Concept, term: Term) -> bool:
    """Whether a note tells the form apart, of one of the concepts or of the term in it."""
    notes = [concept.note, other.note]
    notes += [t.note for side in (concept, other) for t in side.terms
              if term_key(t) == term_key(term)]  # fmt: skip
    return any(notes)


_BRACKETED = re.compile(r"(?<=.)[（(\[［【]([^）)\]］】]*)[）)\]］】]$", re.DOTALL)
# (XXX) and (2000) of resolutions, (b) of paragraphs, 甲 of lists.
_NUMERAL = re.compile(r"[0-9IVXLCDM]+|[a-z]|[一二三四五六七八九十甲乙丙丁]+")
# Bolivia (Plurinational State of); 伊朗（伊斯兰共和国）
_INVERTED = re.compile(r".* of(?: the)?|.*国", re.DOTALL)
_SLASH = re.compile(r"[^\s/／]+\s*[/／]\s*[^\s/／]+")
# HIV/AIDS and its Chinese, A/RES/80/229, and/or
_ONE_WORD = re.compile(r"[A-Z0-9.-]+(?:/[A-Za-z0-9.-]+)+|艾滋病毒/艾滋病|and/or|和/或")


def _several(term: Term, *, is_name: bool) -> str | None:
    """The brackets or the alternatives in a term that are not part of it."""
    if match := _BRACKETED.search(term.text):
        inside = match[1].strip()
        if not _NUMERAL.fullmatch(inside) and not _INVERTED.fullmatch(inside):
            return match[0]
    if not is_name:
        for match in _SLASH.finditer(term.text):
            if not _ONE_WORD.search(match[0]):
                return match[0]
    return None


def _script(term: Term) -> str | None:
    """What is wrong with the script of a term."""
    text = term.text
    if not term.lang.startswith("zh"):
        latin = term.lang in ("en", "fr", "es")
        return f"holds Chinese characters, but is {term.lang}" if latin and has_han(text) else None
    if not has_han(text):
        short = term.type in (TermType.ACRONYM, TermType.ABBREVIATION) or text.isupper()
        return None if short else f"holds no Chinese characters, but is {term.lang}"
    if term.lang == "zh-Hans" and (right := simplified(text)) != text:
        return f"is not simplified throughout: {right}"
    if term.lang == "zh-Hant" and (right := _traditional(text)) != text:
        return f"is not traditional throughout: {right}"
    return None


def _traditional(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC

    return OpenCC("s2t")


RULES: tuple[Rule, ...] = tuple(_RULES)
