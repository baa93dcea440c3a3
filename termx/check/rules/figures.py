"""TX40: figures that differ from the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from termx.check.draft import Draft, Pair
from termx.check.figures import (
    GLUED,
    Figure,
    Sort,
    of_source,
    of_target,
    values_of_source,
    values_of_target,
    worded,
)
from termx.check.registry import Problem
from termx.lang import fold_width
from termx.models import Severity


def symbol_mismatch(draft: Draft) -> Iterator[Problem]:
    """A document symbol that the source does not have, or one that is missing.

    Bad:  See document A/64/123 for details. | 详见A/64/132号文件。
    Good: See document A/64/123 for details. | 详见A/64/123号文件。
    """
    yield from _compared(draft, Sort.SYMBOL, "symbol")


def resolution_mismatch(draft: Draft) -> Iterator[Problem]:
    """A resolution or decision number that is not that of the source, or is missing.

    Bad:  Recalling its resolutions 64/1 and 1325 (2000) | 回顾其第64/7号和第1325(2000)号决议
    Good: Recalling its resolutions 64/1 and 1325 (2000) | 回顾其第64/1号和第1325(2000)号决议
    """
    yield from _compared(draft, Sort.RESOLUTION, "number of a resolution or decision")


def date_mismatch(draft: Draft) -> Iterator[Problem]:
    """A day, month or year that the source does not have.

    One that is added, where no other is missing, is only noted.

    Bad:  The session was held on 14 May 2009. | 会议于2008年5月14日举行。
    Good: The session was held on 14 May 2009. | 会议于2009年5月14日举行。
    """
    for pair in draft.pairs:
        known = values_of_source(pair.source)
        for figure in of_target(pair.target):
            if figure.sort is Sort.YEAR and not known.intersection(figure.values):
                missing = _only(pair, Sort.YEAR)
                yield _problem(pair, figure, "year", missing, added=_is_added(pair, Sort.YEAR))
            elif figure.sort is Sort.DAY and not known.issuperset(figure.values):
                yield _problem(pair, figure, "date", (), added=_is_added(pair, Sort.DAY))


def number_mismatch(draft: Draft) -> Iterator[Problem]:
    """A number that the source does not have, or one that is missing.

    Numbers are compared by value: in digits or words, with 万 and 亿, with or without separators.
    One that is added, where no other is missing, is only noted, and so is one left out.

    Bad:  In 2009, 4,500 refugees returned. | 2009年，5 400名难民返回。
    Good: Some 1.5 million refugees returned to 25 areas. | 约150万难民返回了二十五个地区。
    """
    for pair in draft.pairs:
        known = values_of_source(pair.source)
        missing = _missing(pair, Sort.NUMBER)
        extra = [
            figure
            for figure in of_target(pair.target)
            if figure.sort is Sort.NUMBER
            and not known.intersection(figure.values)
            and not _is_label(figure, pair.target, pair.source)
        ]
        added = bool(extra) and _is_added(pair, Sort.NUMBER)
        for figure in extra:
            yield _problem(pair, figure, "number", tuple(missing), added=added)
        if missing and not extra:
            yield Problem(
                pair.start,
                pair.end,
                f"number missing: {', '.join(missing)} in the source",
                severity=Severity.INFO,
            )


def _compared(draft: Draft, sort: Sort, name: str) -> Iterator[Problem]:
    for pair in draft.pairs:
        source = _values(of_source, pair.source, sort)
        target = [figure for figure in of_target(pair.target) if figure.sort is sort]
        if not source and not target:
            continue
        missing = [value for value in source if not _within(value, pair.target)]
        extra = [figure for figure in target if not _within(figure.values[0], pair.source)]
        for figure in extra:
            problem = _problem(pair, figure, name, tuple(missing))
            # What replaces nothing may number a heading.
            yield problem if missing else problem._replace(severity=Severity.WARNING)
        if missing and not extra:
            yield Problem(
                pair.start,
                pair.end,
                f"{name} missing: {', '.join(missing)} in the source",
                severity=Severity.WARNING,
            )


def _values(read: Callable[[str], tuple[Figure, ...]], text: str, sort: Sort) -> list[str]:
    return list(dict.fromkeys(item.values[0] for item in read(text) if item.sort is sort))


def _within(value: str, text: str) -> bool:
    """Whether `value` stands in `text`, or the number of a resolution without its year."""
    text = _LOOSE.sub("", fold_width(text))
    if re.search(rf"(?<![A-Za-z0-9]){re.escape(value)}(?!\d)", text):
        return True
    number = value.partition("(")[0]
    return "/" not in value and bool(
        re.search(rf"(?<![A-Za-z0-9]){re.escape(number)}(?![\d(])", text)
    )


_LOOSE = re.compile(r"\s+(?=\()|(?<=\d)\s+(?=[A-Z](?![A-Za-z]))")
"""Spaces that are in a number or not: 1325 (2000), 45/123 A."""


def _only(pair: Pair, sort: Sort) -> tuple[str, ...]:
    """The figures of the source that the target lacks."""
    written = values_of_target(pair.target)
    return tuple(
        dict.fromkeys(
            figure.values[0]
            for figure in of_source(pair.source)
            if figure.sort is sort and not written.intersection(figure.values)
        )
    )


def _missing(pair: Pair, sort: Sort) -> list[str]:
    """What stands in the source of the figures that the target lacks."""
    written = values_of_target(pair.target)
    return list(
        dict.fromkeys(
            pair.source[figure.start : figure.end]
            for figure in of_source(pair.source)
            if figure.sort is sort
            and not written.intersection(figure.values)
            and (
                figure.in_units
                or not written.issuperset(_parts(pair.source[figure.start : figure.end]))
            )
            and not GLUED.fullmatch(figure.values[0])
            and not _is_label(figure, pair.source, pair.target)
        )
    )


def _parts(value: str) -> list[str]:
    """The figures on both sides of a point: 10.05 is a time of the day, too."""
    return [part.lstrip("0") or "0" for part in value.split(".")]


def _is_label(figure: Figure, text: str, other: str) -> bool:
    """Whether the figure numbers the paragraph, or is the mark of a note, on this side alone."""
    if figure.in_units:
        return False
    behind = text[figure.end : figure.end + 1]
    label = figure.end - figure.start <= 3 and behind not in tuple("-–/%年月" + _COUNTED)
    if label and not text[: figure.start].strip():
        return not other.lstrip()[:1].isdecimal()
    return label and not text[figure.end :].strip() and not other.rstrip()[-1:].isdecimal()


def _is_added(pair: Pair, sort: Sort) -> bool:
    """Whether the target has more figures than the source, and lacks none of them.

    Translators write “in 2014” for “last year”; a slip stands in the place of something.
    """
    written = values_of_target(pair.target)
    if _only(pair, sort) or (sort is Sort.NUMBER and not worded(pair.source) <= written):
        return False
    source, target = (
        [figure for figure in figures if figure.sort is sort]
        for figures in (of_source(pair.source), of_target(pair.target))
    )
    # A day and its month are one figure in Chinese.
    width = 2 if sort is Sort.DAY else 1
    return len(target) * width > len(source)


_COUNTED = "个名项次届份条款位件天周日号岁人国万亿百千多余所座枚艘架起宗种家套页段章"
"""What follows a number that counts something."""


def _problem(
    pair: Pair, figure: Figure, name: str, missing: tuple[str, ...], *, added: bool = False
) -> Problem:
    start, end = pair.start + figure.start, pair.start + figure.end
    text = pair.target[figure.start : figure.end]
    instead = f"; the source has {', '.join(missing)}" if missing else ""
    message = f"{name} {text} is not in the source{instead}"
    # Only digits take the place of digits.
    digits = not figure.in_units and all(value[-1].isdecimal() for value in missing)
    severity = Severity.INFO if added else None
    return Problem(start, end, message, missing if digits else (), severity=severity)
