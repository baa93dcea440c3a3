"""TX10: one concept, two renderings in one document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from termx.check.draft import Draft, Hit, Pair
from termx.check.folding import squeeze
from termx.check.lexicon import SHORT, Entry, Form
from termx.check.registry import Problem
from termx.models import Severity


class Use(NamedTuple):
    """A known form at `start:end` of the draft."""

    start: int
    end: int
    form: str


def mixed_renderings(draft: Draft) -> Iterator[Problem]:
    """A term of the source is rendered in two ways in one document.

    Each rendering is right alone; the first place of each rarer one is reported. Short forms and
    abbreviations are no second rendering. One of the same words, in another order, contracted or
    with 的 or 行为, is only noted: 贩运人口 and 人口贩运.

    Terms: theme: 偷运移民, +偷运移徙者 = smuggling of migrants
    Bad:   The smuggling of migrants ¶ Smuggling of migrants by sea | 偷运移民 ¶ 海上偷运移徙者
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
            light = _same_words(use.form, main)
            yield Problem(
                use.start,
                use.end,
                f"“{use.form}” ({n}×) beside “{main}” ({counts[main]}×) for one concept",
                (main,),
                id,
                Severity.INFO if light else None,
            )


_LIGHT = re.compile("行为|活动|问题|关于|各项|[的之及和与或对了]")
"""What a phrase may have or not: particles, and nouns that only say what kind of thing it is."""


def _same_words(form: str, other: str) -> bool:
    """Whether the two differ only in order, in light words, or as a contraction does (贩毒)."""
    shorter, longer = sorted((_LIGHT.sub("", squeeze(text)) for text in (form, other)), key=len)
    return Counter(shorter) <= Counter(longer)


def _shortened(form: str, other: str) -> bool:
    """Whether one holds the other: 预警 beside 早期预警 is no other rendering."""
    one, two = squeeze(form), squeeze(other)
    return one in two or two in one


def country_name(draft: Draft) -> Iterator[Problem]:
    """A state is called by its formal name where the source has the short one, or the reverse.

    The entries of states say so in their subject (“Member State”). Nothing is said where the
    source has both, or the translation has the name of the other kind as well, and of a name that
    is a part of a longer one or of a word.

    Terms: theme (Member State): 挪威, +挪威王国 = Norway, +Kingdom of Norway
    Bad:   The Kingdom of Norway ratified the Convention. | 挪威批准了《公约》。
    Good:  The Kingdom of Norway ratified the Convention. | 挪威王国批准了《公约》。
    Good:  Norwegian ships of the Kingdom of Norway | 挪威王国的挪威船只
    """
    for pair in draft.pairs:
        asked = _asked(draft, pair)
        if not asked:
            continue
        written: defaultdict[int, list[tuple[Hit, Form]]] = defaultdict(list)
        for hit in draft.hits_between(pair.start, pair.end):
            if len(hit.references) == 1 and hit.references[0][0] in asked:
                number = hit.references[0][0]
                written[number].append((hit, draft.lexicon.form(hit.references[0])))
        for number, found in written.items():
            entry = draft.lexicon.entry(number)
            kinds = {_formal(entry.target, form) for _, form in found}
            if len(kinds) > 1 or kinds == asked[number] or len(asked[number]) > 1:
                continue
            formal = kinds.pop()
            hit = found[0][0]
            start, end = draft.squeezed.span(hit.start, hit.end)
            good = [form for form in entry.target if form.good]
            wanted = tuple(form.text for form in good if _formal(good, form) != formal)
            if wanted and _alone(draft.text, start, end):
                kind = "short" if formal else "formal"
                message = f"the source has the {kind} name of this state"
                yield Problem(start, end, message, wanted, entry.id)


def _asked(draft: Draft, pair: Pair) -> dict[int, set[bool]]:
    """The states in the source of `pair`, and whether by their formal or short names."""
    asked: defaultdict[int, set[bool]] = defaultdict(set)
    for hit in pair.terms:
        for number, at in hit.references:
            entry = draft.lexicon.entry(number)
            text = entry.source[at].text
            if "State" not in (entry.subject or "") or len(hit.references) > 1 or text.isupper():
                continue
            titled = _TITLED.search(pair.source, max(0, hit.start - 40), hit.start)
            listed = _LISTED.match(pair.source, hit.end)
            formal = titled or listed or _formal(entry.source, entry.source[at])
            asked[number].add(bool(formal))
            if _one_name(entry.source):
                # Dominican Republic: the source does not tell which is meant.
                asked[number].update((True, False))
    return asked


_TITLED = re.compile(r"(?:Republic|Kingdom|State|Federation|Union|Commonwealth) of (?:the )?$")
_LISTED = re.compile(r" \([A-Z][A-Za-z ]+ of\)")
"""How lists name states: Iran (Islamic Republic of)."""
_LONGER = re.compile("多民族国|[伊共联王民合]|国(?![家防会内际籍民土境])")
"""What follows a short name where it is a part of a longer one that the glossary does not have."""


def _alone(text: str, start: int, end: int) -> bool:
    """Whether the name is not a part of a longer name or word (卡塔尔国家会议中心)."""
    from termx.check.segmentation import is_word

    if text[end - 1] == "国" and text[end : end + 1] in tuple("家防会内际籍民土境"):
        return False
    return not _LONGER.match(text, end) and is_word(text, start, end)


def _one_name(forms: Sequence[Form]) -> bool:
    """Whether the good names of a state in one language are the same but for an article."""
    names = {re.sub(r"^the ", "", form.text) for form in forms if form.good}
    names = {name for name in names if not name.isupper()}
    return len(names) < 2


def _formal(forms: Sequence[Form], form: Form) -> bool:
    """Whether `form` is the formal name: no longer one, and there is a shorter one."""
    lengths = [len(other.text) for other in forms if other.good]
    return len(form.text) >= max(lengths, default=0) > min(lengths, default=0)
