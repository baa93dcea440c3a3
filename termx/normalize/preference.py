"""Statuses: which form of a concept is preferred, what the others are, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache

from termx import lang
from termx.data import names, table
from termx.models import Kind, Status, Term, TermType
from termx.normalize.canon import canon, exchanged, tiles, unusual
from termx.normalize.context import Contexts
from termx.normalize.contrast import inside, words_differ
from termx.normalize.forms import Form
from termx.normalize.groups import Evidence, Link
from termx.normalize.links import difference
from termx.normalize.near import near_listed

_RESOLUTION = re.compile(r"(?:^|/)RES/")
_ACRONYM = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Za-z0-9]*(?:[-/+&][A-Za-z0-9]+)*")
_YEAR_OUTSIDE = re.compile(r"\d{4}年《")
_ENOUGH = 2
"""Documents with either rendering only that it takes to call the old one replaced."""


def terms(
    group: Mapping[int, Form],
    links: Sequence[Link],
    slips: Collection[str],
    contexts: Contexts,
) -> tuple[Term, ...]:
    """The terms of the concept `group`, for each language the preferred one first.

    Slips come last, a short form is preferred only where no full form is there, and a title that
    the text prefixes with its year (1988年《…》) only where it is not printed without. Between full
    forms decide, in this order: the authority of the source (the official name of a word list,
    then resolutions), the newest documents, frequency, the usual words, fullness. `links` are
    those of the group, `slips` the keys of all slips of the collection.
    """
    if len(group) == 1:
        (form,) = group.values()
        kind = TermType.ACRONYM if _is_acronym(form) else TermType.FULL_FORM
        return (_term(form, kind, Status.PREFERRED, _doubt(form), contexts),)
    result: list[Term] = []
    for language in sorted({form.lang for form in group.values()}):
        own = {index: form for index, form in group.items() if form.lang == language}
        result += _terms(own, _Roles(own, links, slips), contexts)
    return tuple(result)


class _Roles:
    """Which forms of a group are slips, short forms, replaced renderings, titles with a year."""

    def __init__(
        self, group: Mapping[int, Form], links: Sequence[Link], slips: Collection[str]
    ) -> None:
        self.links = links
        self.dated, titles = _dated(group)
        self.misnamed = {
            index: why for index, form in group.items() if (why := _misnamed(form, group.values()))
        }
        wrong = {index for index, form in group.items() if _holds(form.key, slips)}
        wrong |= self.misnamed.keys()
        self.slips = wrong if len(wrong) < len(group) else set()
        directed = {link.one for link in links if link.shortens}
        canons = {group[index].canon for index in directed & group.keys()}
        self.short = {
            index
            for index, form in group.items()
            if form.key not in _official() and (form.canon in canons or form.key in _short_listed())
        } - titles
        self.replaced = {
            index: new
            for index, form in group.items()
            if (new := _replacement(form, group.values()))
        }

    def last(self, index: int) -> tuple[bool, ...]:
        """What speaks against preferring a form, the gravest first."""
        against = self.slips, self.short, self.replaced, self.dated
        return tuple(index in each for each in against)


def _holds(key: str, slips: Collection[str]) -> bool:
    """Whether a form is a slip, has it as a part, or is one without 联合国."""
    return any(slip in key or slip == f"联合国{key}" for slip in slips)


def _dated(group: Mapping[int, Form]) -> tuple[set[int], set[int]]:
    """The forms that are a title with its year in front of it, and those that are the title."""
    dated: set[int] = set()
    titles: set[int] = set()
    for index, form in group.items():
        if year := _YEAR_OUTSIDE.match(form.text):
            own = {i for i, other in group.items() if form.key.endswith(other.key) and i != index}
            own = {i for i in own if len(group[i].key) + year.end() - 1 == len(form.key)}
            titles |= own
            dated |= {index} if own else set()
    return dated, titles


def _misnamed(form: Form, group: Iterable[Form]) -> str | None:
    """A word of another thing in a form that otherwise is the official name."""
    if form.entries or not form.chinese:
        return None
    text, _ = exchanged(form.key)
    official = (other for other in group if other.key in _official() and other.canon == form.canon)
    differ = (words_differ(text, exchanged(other.key)[0]) for other in official)
    return next(filter(None, differ), None)


def _terms(group: Mapping[int, Form], roles: _Roles, contexts: Contexts) -> list[Term]:
    def rank(index: int) -> tuple[object, ...]:
        form = group[index]
        length = -_fullness(form) if index in roles.short else 0
        return *roles.last(index), length, *(-measure(form) for _, measure in _REASONS), form.key

    best, *others = sorted(group, key=rank)
    rivals = [index for index in others if not any(roles.last(index))]
    note = _doubt(group[best])
    if rivals and not note:
        note = _advantage(group[best], group[rivals[0]])
    kind = TermType.ACRONYM if _is_acronym(group[best]) else TermType.FULL_FORM
    result = [_term(group[best], kind, Status.PREFERRED, note, contexts)]
    for index in others:
        status, note = _status(index, best, group, roles)
        kind = _type(group[index], group[best], short=index in roles.short - roles.slips)
        result.append(_term(group[index], kind, status, note, contexts))
    return result


def _term(form: Form, kind: TermType, status: Status, note: str | None, contexts: Contexts) -> Term:
    return Term(
        text=form.text,
        lang=form.lang,
        type=kind,
        status=status,
        frequency=form.frequency,
        sources=form.attestation.sources,
        context=contexts.of(form),
        note=note,
    )


def _doubt(form: Form) -> str | None:
    near = near_listed(form)
    return str(near) if near else None


def _advantage(best: Form, rival: Form) -> str:
    reasons = (reason for reason, measure in _REASONS if measure(best) > measure(rival))
    return f"preferred: {next(reasons, 'one of equals')}"


def _status(
    index: int, best: int, group: Mapping[int, Form], roles: _Roles
) -> tuple[Status, str | None]:
    form, preferred = group[index], group[best]
    if index in roles.slips:
        if why := roles.misnamed.get(index):
            return Status.DEPRECATED, f"slip, {why}: {preferred.text}"
        reason = _reason(index, best, group, roles) or ""
        return Status.DEPRECATED, reason if "slip" in reason else f"slip: {preferred.text}"
    if index in roles.replaced:
        return Status.SUPERSEDED, f"replaced by {roles.replaced[index]}"
    if index in roles.dated:
        return Status.ADMITTED, f"with the year: {preferred.text}"
    if index not in roles.short and (year := _replaced_since(form, preferred)):
        return Status.SUPERSEDED, f"replaced by {preferred.text} in documents since {year}"
    return Status.ADMITTED, _reason(index, best, group, roles)


def _reason(index: int, best: int, group: Mapping[int, Form], roles: _Roles) -> str | None:
    """What ties a form to the preferred one, else to another one of the group."""
    if differs := difference(group[index], group[best]):
        return f"{differs}: {group[best].text}"
    own = [link for link in roles.links if index in (link.one, link.other)]
    own.sort(key=lambda link: (best not in (link.one, link.other), _interest(link)))
    if not own:
        return None
    other = own[0].other if own[0].one == index else own[0].one
    why = "fuller form" if own[0].shortens and other == own[0].one else own[0].reason
    return f"{why}: {group[other].text}" if other in group else why


def _interest(link: Link) -> tuple[bool, Evidence]:
    """A definition in the text says more about a short form than a word list does."""
    return link.evidence is not Evidence.DEFINED, link.evidence


def _replaced_since(old: Form, new: Form) -> str | None:
    """The year since which documents print `new` where they used to print `old`.

    A fuller or a shorter form replaces nothing, nor do particles; and documents whose dates are not
    known leave the question open.
    """
    if inside(old.key, new.key) or inside(new.key, old.key):
        return None
    if old.canon == new.canon and canon(old.key).words == canon(new.key).words:
        return None
    before, since = old.attestation.dates, new.attestation.dates
    if not before or not since or since[0] <= before[-1]:
        return None
    enough = min(old.attestation.documents, new.attestation.documents) >= _ENOUGH
    return since[0][:4] if enough and _all_dated(old) and _all_dated(new) else None


def _all_dated(form: Form) -> bool:
    return all(occurrence.segment.document.date for occurrence in form.occurrences)


def _replacement(form: Form, group: Iterable[Form]) -> str | None:
    """The form that has the new word of the table where `form` has the old one."""
    for old, new in table("normalize_replaced.tsv"):
        if old in form.key:
            others = sorted(
                (other.key != form.key.replace(old, new), other.text)
                for other in group
                if new in other.key
            )
            if others:
                return others[0][1]
    return None


def _type(form: Form, preferred: Form, *, short: bool) -> TermType:
    if _is_acronym(form):
        return TermType.ACRONYM
    if not short:
        return TermType.VARIANT
    if inside(form.key, preferred.key) and not tiles(form.key, preferred.key):
        return TermType.ABBREVIATION
    return TermType.SHORT_FORM


def _is_acronym(form: Form) -> bool:
    letters = sum(map(str.isupper, form.text))
    return bool(_ACRONYM.fullmatch(form.text)) and (letters > 1 or not form.lang.startswith("en"))


@cache
def _official() -> frozenset[str]:
    firsts = ((name.zh[:1], name.en[:1]) for name in names())
    return frozenset(lang.key(form) for zh, en in firsts for form in (*zh, *en))


def _authority(form: Form) -> int:
    """2 for the official name of a word list, 1 for a form of resolutions, 0 for others."""
    if form.key in _official():
        return 2
    return int(any(_RESOLUTION.search(document) for document in form.attestation.sources))


def _newest(form: Form) -> int:
    dates = form.attestation.dates
    return int(dates[-1].replace("-", "")) if dates else 0


def _fullness(form: Form) -> int:
    """The length of a name without particles, of a term without what may be left out."""
    if form.kind is Kind.THEME and form.chinese:
        return len(form.canon) + form.key.endswith("行为")
    return len(form.key.replace("的", "").replace("以及", "和"))


_REASONS: tuple[tuple[str, Callable[[Form], int]], ...] = (
    ("official name", lambda form: int(form.key in _official())),
    ("form of resolutions", _authority),
    ("form of the newest documents", _newest),
    ("most frequent form", lambda form: form.frequency),
    ("usual words", lambda form: -unusual(form.key) if form.chinese else 0),
    ("fullest form", _fullness),
    ("plainest form", lambda form: -10 * len(form.key) - sum(map(form.key.count, "与及暨"))),
)


def _shortens(form: str, full: str) -> bool:
    """Whether a listed form is short for the full name: less of the same words, or a nickname."""
    if 2 * len(form) < len(full):
        return True
    return (
        len(form) + 2 <= len(full) and inside(form, full) and canon(form).text != canon(full).text
    )


@cache
def _short_listed() -> frozenset[str]:
    return frozenset(
        lang.key(form)
        for name in names()
        for form in (*name.zh[1:], *name.acronyms)
        if _shortens(lang.key(form), lang.key(name.zh[0]))
    ) | {lang.key(acronym) for name in names() for acronym in name.acronyms}
