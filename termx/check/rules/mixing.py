"""TX11: mixing that the document itself shows, without any glossary.

Names and terms are harvested from the draft and their variants grouped; what stands in two forms
is reported. This takes seconds, so the rules apply by themselves only where there is no glossary.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from termx import lang
from termx.check.draft import Draft
from termx.check.folding import squeeze
from termx.check.lexicon import SHORT, compile
from termx.check.registry import Problem
from termx.check.rules.names import nearly
from termx.lang import HAN
from termx.models import Concept, Occurrence, Term

_NAMES = frozenset({"ns", "nr", "nrt", "nz", "n", "nt"})


def mixed_forms(draft: Draft) -> Iterator[Problem]:
    """A name or term stands in two forms in the document, found without a glossary.

    The first place of each rarer form is reported.

    Bad:  各国应打击偷运移民行为。 ¶ 防止偷运移徙者。 ¶ 偷运移民问题严重。 ¶ 关于偷运移徙者的报告。
    Good: 各国应打击偷运移民。 ¶ 防止偷运移民。 ¶ 偷运移民问题严重。
    """
    yield from _mixed(draft, short=False)


def mixed_short_forms(draft: Draft) -> Iterator[Problem]:
    """A full name is used again after its short form, found without a glossary.

    Bad:  经济及社会理事会（经社理事会）开会。 ¶ 经社理事会通过决议。 ¶ 经济及社会理事会欢迎该报告。
    Good: 经济及社会理事会（经社理事会）开会。 ¶ 经社理事会通过决议。
    """
    yield from _mixed(draft, short=True)


def _mixed(draft: Draft, *, short: bool) -> Iterator[Problem]:
    concepts, places = draft.harvested
    for concept in concepts:
        terms = [term for term in concept.terms if places.get(squeeze(term.text))]
        if len(terms) < 2:
            continue
        main = terms[0]
        others = [
            f"“{term.text}” ({len(places[squeeze(term.text)])}×)"
            for term in terms[1:]
            if term.type not in SHORT
        ]
        for term in terms[1:]:
            if (term.type in SHORT) is not short:
                continue
            found = places[squeeze(term.text)]
            full = places[squeeze(main.text)]
            if short:
                yield from _mixed_short(term, main, found, full)
            else:
                first = found[0]
                own = f"“{term.text}” ({len(found)}×)"
                beside = [f"“{main.text}” ({len(full)}×)", *(o for o in others if o != own)]
                yield Problem(
                    first.start,
                    first.end,
                    f"{own} beside {', '.join(beside)}{_why(term)}",
                    (main.text,),
                )


def _mixed_short(
    term: Term, main: Term, found: Sequence[Occurrence], full: Sequence[Occurrence]
) -> Iterator[Problem]:
    again = [place for place in full if place.start > found[0].end]
    if again or len(full) > 1:
        first = again[0] if again else full[-1]
        yield Problem(
            first.start,
            first.end,
            f"“{main.text}” ({len(full)}×) beside its short form “{term.text}” ({len(found)}×)",
            (term.text,),
        )


def _why(term: Term) -> str:
    return f": {term.note.partition(':')[0]}" if term.note else ""


_FAR, _LONG = 8, 6
_INSIDE = re.compile(f"[{HAN}、]")
_OF = re.compile(f"([{HAN}]{{4}})的(?=([{HAN}]{{4}}))")
_JOINED = re.compile(f"(?<=[{HAN}]{{2}})(以及|和|与|及|暨)(?=[{HAN}]{{2}})")


def mixed_particles(draft: Draft) -> Iterator[Problem]:
    """One phrase is joined in two ways, 标准和规范 and 标准与规范, or marked in two ways.

    Bad:  标准和规范很重要。 ¶ 这些标准与规范已经通过。 ¶ 各项标准和规范。
    Good: 标准和规范很重要。 ¶ 这些标准和规范已经通过。
    """
    text = draft.text
    joined: defaultdict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
    for match in _JOINED.finditer(text):
        around = text[match.start() - 2 : match.start()], text[match.end() : match.end() + 2]
        joined[around].append(match)
    for found in joined.values():
        counts = Counter(match[1] for match in found)
        main = min(counts, key=lambda word: (-counts[word], word))
        for word in sorted(set(counts) - {main}):
            first = next(match for match in found if match[1] == word)
            other = next(match for match in found if match[1] == main)
            left, right = _common(text, first.span(), other.span())
            if counts[main] > 1 or left + right > _LONG:
                start, end = first.start() - left, first.end() + right
                instead = text[other.start() - left : other.end() + right]
                yield Problem(
                    start,
                    end,
                    f"“{text[start:end]}” ({counts[word]}×) beside “{instead}” ({counts[main]}×)",
                    (instead,),
                )
    yield from _marked_twice(draft)
    yield from _with_and_without(draft)


def _common(text: str, one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """How far the surroundings of two places are equal, to the left and to the right."""
    left = right = 0
    while left < _FAR and (char := text[one[0] - left - 1]) == text[other[0] - left - 1]:
        if one[0] <= left or other[0] <= left or not _INSIDE.match(char):
            break
        left += 1
    after = zip(text[one[1] : one[1] + _FAR], text[other[1] : other[1] + _FAR], strict=False)
    for char, same in after:
        if char != same or not _INSIDE.match(char):
            break
        right += 1
    return left, right


def _with_and_without(draft: Draft) -> Iterator[Problem]:
    """A phrase with 的 that stands without it, too."""
    text = draft.text
    seen: set[str] = set()
    for match in _OF.finditer(text):
        left, right = match[1], match[2]
        whole = f"{left}的{right}"
        if whole not in seen and (times := text.count(left + right)):
            seen.add(whole)
            yield Problem(
                match.start(1),
                match.end(2),
                f"“{whole}” ({text.count(whole)}×) beside “{left}{right}” ({times}×)",
                (left + right,),
            )


def _marked_twice(draft: Draft) -> Iterator[Problem]:
    """What stands in title marks and, after the same words, without."""
    text = draft.text
    seen: dict[str, int] = {}
    for start, end in draft.marked:
        left, title = text[max(0, start - 3) : start], text[start + 1 : end - 1]
        if lang.is_han(left + title) and len(left) == 3:
            seen.setdefault(left + title, text.count(f"{left}《{title}》"))
    for bare, times in seen.items():
        at = text.find(bare)
        if at >= 0:
            title = f"{bare[:3]}《{bare[3:]}》"
            plain = text.count(bare)
            rarer, other = (title, bare) if times < plain else (bare, title)
            at = text.find(rarer)
            yield Problem(
                at,
                at + len(rarer),
                f"“{rarer}” ({min(times, plain)}×) beside “{other}” ({max(times, plain)}×)",
                (other,),
            )


def near_identical_names(draft: Draft) -> Iterator[Problem]:
    """Two names differ in one character, found without a glossary.

    Names of the document of seven characters and more, and foreign names: 多维尔, 多维耶.

    Bad:  多维尔伙伴关系已经成立。 ¶ 多维耶伙伴关系很重要。
    Good: 多维尔伙伴关系已经成立。 ¶ 多维尔伙伴关系很重要。
    """
    yield from _foreign(draft)
    concepts, places = draft.harvested
    grouped = [concept for concept in concepts if places.get(squeeze(concept.terms[0].text))]
    lexicon = compile(
        Concept(str(number), concept.kind, concept.terms[:1])
        for number, concept in enumerate(grouped)
        if concept.kind != "theme" and len(places[squeeze(concept.terms[0].text)]) > 1
    )
    for near in nearly(Draft(draft.target, lexicon)):
        name = lexicon.names[near.name][0]
        start, end = draft.squeezed.span(near.start, near.end)
        if squeeze(draft.text[start:end]) in places:
            continue
        yield Problem(
            start,
            end,
            f"almost “{name}” ({len(places[name])}×): one character differs ({near.changed})",
            (lexicon.form((lexicon.names[near.name][1], lexicon.names[near.name][2])).text,),
        )


@lru_cache(maxsize=1)
def _sounds() -> re.Pattern[str]:
    from termx.data import lines

    return re.compile(f"[{re.escape(''.join(lines('transliteration.txt')))}]{{3,8}}")


def _foreign(draft: Draft) -> Iterator[Problem]:
    """Transliterations of one length that differ in one character, not the first."""
    runs: defaultdict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for match in _sounds().finditer(draft.text):
        counts[match[0]] += 1
        runs[len(match[0]), match[0][:2]].setdefault(match[0], match.start())
    for found in runs.values():
        for one, other in combinations(
            sorted(found, key=lambda run: (-counts[run], found[run])), 2
        ):
            differ = sum(a != b for a, b in zip(one, other, strict=True))
            known = lang.frequency(one) and lang.frequency(other)
            # 索马里海 and 索马里兰: a name with something behind it.
            longer = one[:-1] == other[:-1] and (
                lang.tag(one[:-1]) in _NAMES
                or any(_runs_on(draft.text, found[run] + len(run) - 1) for run in (one, other))
            )
            begun = any(_runs_on(draft.text, found[run] - 1) for run in (one, other))
            if differ == 1 and not known and not longer and not begun:
                yield Problem(
                    found[other],
                    found[other] + len(other),
                    f"“{other}” ({counts[other]}×) beside “{one}” ({counts[one]}×)",
                    (one,),
                )


def _runs_on(text: str, at: int) -> bool:
    """Whether the character at `at` is one word with the next: 培 in 埃博拉培训."""
    return at >= 0 and bool(lang.frequency(text[at : at + 2]))
