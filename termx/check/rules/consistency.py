"""TX10: one concept, two renderings in one document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from termx.check.draft import Draft, Pair
from termx.check.folding import squeeze
from termx.check.lexicon import SHORT, Entry, Form
from termx.check.registry import Problem


class Use(NamedTuple):
    """A known form at `start:end` of the draft."""

    start: int
    end: int
    form: str


def mixed_renderings(draft: Draft) -> Iterator[Problem]:
    """A term of the source is rendered in two ways in one document.

    Each rendering is right alone; the first place of each rarer one is reported. Short forms and
    abbreviations are no second rendering.

    Terms: theme: 偷运移民, +移民偷运活动 = smuggling of migrants
    Bad:   The smuggling of migrants ¶ Smuggling of migrants by sea | 偷运移民 ¶ 海上移民偷运活动
    Good:  The smuggling of migrants ¶ Smuggling of migrants by sea | 偷运移民 ¶ 海上偷运移民
    """
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    entries: dict[str, Entry] = {}
    for pair in draft.pairs:
        seen = {entry for hit in pair.terms for entry, _ in hit.references}
        for entry, form, start, end in _uses(draft, pair):
            if entry in seen:
                item = draft.lexicon.entry(entry)
                entries[item.id] = item
                uses[item.id].append(Use(start, end, form.text))
    yield from _mixed(uses, entries)


def mixed_variants(draft: Draft) -> Iterator[Problem]:
    """Two admitted renderings of one concept are mixed in one document.

    The first place of each rarer one is reported. Short forms and abbreviations may stand beside
    the full form.

    Terms: theme: 偷运移民, +移民偷运活动 = smuggling of migrants
    Bad:   打击偷运移民的行动计划。 ¶ 偷运移民罪。 ¶ 防止移民偷运活动。
    Good:  打击偷运移民的行动计划。 ¶ 防止偷运移民。
    """
    if draft.beads:
        return
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    entries: dict[str, Entry] = {}
    rival = draft.lexicon.rival
    for place in draft.places:
        if place[2] in rival:
            for entry, form in draft.standing(draft.hit(place)):
                entries[entry.id] = entry
                uses[entry.id].append(Use(place[0], place[1], form.text))
    mixed = {id: found for id, found in uses.items() if len({use.form for use in found}) > 1}
    for id, found in mixed.items():
        mixed[id] = [
            Use(start, end, use.form)
            for use in found
            for start, end in [draft.squeezed.span(use.start, use.end)]
            if not draft.in_quotation(start, end)
        ]
    yield from _mixed(mixed, entries)


def _counts(form: Form) -> bool:
    return form.good and form.type not in SHORT


def _uses(draft: Draft, pair: Pair) -> Iterator[tuple[int, Form, int, int]]:
    """The known forms in the target of `pair`: entry, form and place."""
    for hit in draft.hits_between(pair.start, pair.end):
        start, end = draft.squeezed.span(hit.start, hit.end)
        for entry, at in hit.references:
            form = draft.lexicon.form((entry, at))
            if _counts(form) and not draft.in_quotation(start, end):
                yield entry, form, start, end


def _mixed(uses: Mapping[str, list[Use]], entries: Mapping[str, Entry]) -> Iterator[Problem]:
    for id, found in uses.items():
        counts = Counter(use.form for use in found)
        if len(counts) < 2:
            continue
        preferred = entries[id].preferred
        main = min(counts, key=lambda form: (-counts[form], form not in preferred, form))
        done = {main}
        for use in found:
            if use.form in done or _shortened(use.form, main):
                continue
            done.add(use.form)
            n = counts[use.form]
            yield Problem(
                use.start,
                use.end,
                f"“{use.form}” ({n}×) beside “{main}” ({counts[main]}×) for one concept",
                (main,),
                id,
            )


def _shortened(form: str, other: str) -> bool:
    """Whether one holds the other: 预警 beside 早期预警 is no other rendering."""
    one, two = squeeze(form), squeeze(other)
    return one in two or two in one


def country_name(draft: Draft) -> Iterator[Problem]:
    """A state is called by its formal name where the source has the short one, or the reverse.

    The entries of states say so in their subject (“Member State”).

    Terms: theme (Member State): 挪威, +挪威王国 = Norway, +Kingdom of Norway
    Bad:   The Kingdom of Norway ratified the Convention. | 挪威批准了《公约》。
    Good:  The Kingdom of Norway ratified the Convention. | 挪威王国批准了《公约》。
    """
    for pair in draft.pairs:
        asked: dict[int, set[bool]] = {}
        for hit in pair.terms:
            for number, at in hit.references:
                entry = draft.lexicon.entry(number)
                if "State" in (entry.subject or "") and len(hit.references) == 1:
                    formal = _formal(entry.source, entry.source[at])
                    asked.setdefault(number, set()).add(formal)
        if not asked:
            continue
        for hit in draft.hits_between(pair.start, pair.end):
            for number, at in hit.references:
                entry = draft.lexicon.entry(number)
                if number not in asked or len(hit.references) > 1:
                    continue
                formal = _formal(entry.target, entry.target[at])
                if formal in asked[number]:
                    continue
                wanted = [
                    f.text for f in entry.target if f.good and _formal(entry.target, f) != formal
                ]
                if wanted:
                    start, end = draft.squeezed.span(hit.start, hit.end)
                    yield Problem(
                        start,
                        end,
                        f"the source has the {'short' if formal else 'formal'} name of this state",
                        tuple(wanted),
                        entry.id,
                    )


def _formal(forms: tuple[Form, ...], form: Form) -> bool:
    """Whether `form` is the formal name: no longer one, and there is a shorter one."""
    lengths = [len(other.text) for other in forms if other.good]
    return len(form.text) >= max(lengths, default=0) > min(lengths, default=0)
