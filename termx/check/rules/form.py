"""TX31: brackets, marks, script and language of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termx import lang
from termx.check.draft import Draft
from termx.check.registry import Problem
from termx.models import Paragraph, Severity

_OPEN = {"《": "》", "〈": "〉", "“": "”", "「": "」", "『": "』", "【": "】"}
_ROUND = {"（": "）", "(": ")"}
_CLOSE = {close: open for open, close in (_OPEN | _ROUND).items()} | {")": "（", "）": "（"}
_SIGNS = re.compile(f"[{re.escape(''.join([*_OPEN, *_ROUND, *_CLOSE]))}]")
_ENUMERATOR = re.compile(
    r"(?<![^\s，、；：。:;,])[(（]?(?:[a-zA-Z]{1,2}|\d{1,3}|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十]{1,3})[.．]?$"
)
_TITLE_MARKS = frozenset("《》〈〉")
_NESTED = re.compile(r"《[^《》〈〉\n]*(《[^《》\n]*》)[^《》\n]*》")

# Characters that OpenCC maps to others and that the table of general standard characters
# (通用规范汉字表, 2013) has all the same.
_STANDARD = frozenset("乾瞭著藉夥徵苧噁於餘甯覆剋昇捲麽菸唸閒祇穫彷")
_LATIN = re.compile(
    r"(?<![A-Za-z/@:\-])(?<![A-Za-z]\.)[a-z]{2,}(?:[ \u00a0][a-z][a-z’'-]*){2,}(?![A-Za-z@/])"
)
_ENGLISH = frozenset(
    ("the", "of", "and", "for", "to", "in", "on", "with", "by", "from", "that", "which", "is",
     "are", "be", "as", "at", "or", "its", "their", "has", "have")
)  # fmt: skip
_ORDINAL = re.compile("第([二三四五六七八九][一二三四五六七八九])(?=[届次])")
# These two are compiled when they are used, which is seldom: the class of all Chinese characters
# takes its time.
_HALF_WIDTH = f"(?<=[{lang.HAN}])[,;:?!](?!\\d)|(?<=[{lang.HAN}])\\.(?=[{lang.HAN}\\s]|$)"
_FULL = str.maketrans(",;:?!.", "，；：？！。")
_SPACING = f"(?<=[{lang.HAN}]) +(?=[{lang.HAN}])"


def unbalanced_brackets(draft: Draft) -> Iterator[Problem]:
    """A bracket, title mark or quotation mark without its partner in the paragraph.

    An enumerator like “a)” needs no partner. A quotation of several paragraphs opens each and
    closes the last. Where the source has the same sign alone, nothing is said.

    Bad:  《残疾人权利公约第4条规定了一般义务。
    Good: 《残疾人权利公约》第4条规定了一般义务。
    Good: 各国应：a) 通报情况；b) 提交报告。
    """
    text = draft.text
    sources = {pair.start: pair.source for pair in draft.pairs}
    for segment in draft.paragraphs:
        alone = _alone(text, segment)
        if not alone:
            continue
        source = sources.get(segment.start, "")
        for at in alone:
            sign = text[at]
            titles = sign in _TITLE_MARKS
            if not titles and _alone_in(source, sign):
                continue
            name = (
                "title mark"
                if titles
                else "mark"
                if sign in _OPEN or sign in "”」』"
                else "bracket"
            )
            yield Problem(
                at,
                at + 1,
                f"{name} {sign} without its partner in this paragraph",
                severity=None if titles else Severity.WARNING,
            )


def _alone(text: str, segment: Paragraph) -> list[int]:
    """The places of the signs of `segment` that have no partner."""
    stack: list[int] = []
    alone: list[int] = []
    for match in _SIGNS.finditer(text, segment.start, segment.end):
        at, sign = match.start(), match[0]
        if sign not in _CLOSE:
            stack.append(at)
            continue
        partners = _partners(sign)
        if stack and text[stack[-1]] in partners:
            stack.pop()
        elif sign in ")）" and _ENUMERATOR.search(text, segment.start, at):
            continue
        elif any(text[place] in partners for place in stack):
            while text[stack[-1]] not in partners:
                alone.append(stack.pop())
            stack.pop()
        else:
            alone.append(at)
    quotation = stack and text[stack[0]] == "“" and stack[0] == segment.start
    return sorted([*alone, *(stack[1:] if quotation else stack)])


def _partners(close: str) -> str:
    return "（(" if close in ")）" else _CLOSE[close]


def _alone_in(source: str, sign: str) -> bool:
    """Whether the source has a sign of the kind of `sign` alone."""
    if sign in "（()）":
        return source.count("(") != source.count(")")
    if sign in "“”":
        return source.count("“") != source.count("”") or source.count('"') % 2 == 1
    return False


def nested_title_marks(draft: Draft) -> Iterator[Problem]:
    """A title inside a title stands in 〈〉.

    Bad:  《关于执行《残疾人权利公约》的报告》
    Good: 《关于执行〈残疾人权利公约〉的报告》
    """
    for match in _NESTED.finditer(draft.text):
        start, end = match.span(1)
        inner = draft.text[start + 1 : end - 1]
        yield Problem(start, end, "a title inside a title stands in 〈〉", (f"〈{inner}〉",))


def traditional_characters(draft: Draft) -> Iterator[Problem]:
    """A traditional character in a draft in simplified characters.

    Bad:  联合國会员国
    Good: 联合国会员国
    """
    if not (draft.target.lang or "").startswith("zh") or draft.target.lang == "zh-Hant":
        return
    text = draft.text
    converted = draft.simplified
    if converted == text:
        return
    places = []
    start = 0
    for line, other in zip(text.split("\n"), converted.split("\n"), strict=True):
        if line != other:
            places += [
                start + at
                for at, (old, new) in enumerate(zip(line, other, strict=True))
                if old != new and old not in _STANDARD
            ]
        start += len(line) + 1
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        start, end = run[0], run[-1] + 1
        old, new = text[start:end], converted[start:end]
        yield Problem(start, end, f"traditional {old}; simplified {new}", (new,))


def untranslated_text(draft: Draft) -> Iterator[Problem]:
    """A run of English words in a Chinese paragraph.

    Titles and names in Latin letters, addresses, glosses in brackets, works that are cited and
    other languages are no matter of this rule: it looks for words in small letters, which the
    source has too, or which are English by their small words.

    Bad:  会员国应 continue to strengthen their efforts 打击腐败。
    Good: 会员国应继续努力打击腐败（in vitro）。
    Good: 见J. Doe, Towards the limits of the law (Cambridge, 1992)，第5页。
    """
    sources = {pair.start: pair.source for pair in draft.pairs}
    for match in _LATIN.finditer(draft.text):
        start, end = match.span()
        segment = draft.segment(start)
        words = match[0].split()
        source = sources.get(segment.start)
        english = sum(word in _ENGLISH for word in words)
        if source is None:
            foreign = len(words) < 3 or english * 4 < len(words)
            if foreign and not (len(words) >= 4 and all(len(word) > 3 for word in words)):
                continue
        elif match[0] not in source or (not english and _FOREIGN.intersection(words)):
            continue
        if (
            not lang.has_han(segment.text)
            or draft.in_quotation(start, end)
            or _bracketed(draft, start, end)
            or _cited(draft.text, start, end)
        ):
            continue
        yield Problem(start, end, "not translated")


_FOREIGN = frozenset(
    ("le", "la", "les", "de", "des", "du", "et", "sur", "dans", "pour", "une", "el", "los", "las",
     "del", "y", "para", "por", "der", "die", "das", "und", "von", "für", "zur", "di", "della",
     "al")
)  # fmt: skip
"""Small words of French, Spanish, German, Italian and Latin, and of names."""
_CITATION = re.compile(
    r"\b(?:pp?|vols?|[Nn]o|eds?|chap|sect|paras?)\.|[(,，] ?(?:1[6-9]|20)\d\d\b"
    r"|\b[A-Z]\. ?[A-Z][a-z]"
)


def _cited(text: str, start: int, end: int) -> bool:
    """Whether the run is a part of a work that is cited: initials, year, pages around it."""
    first = start - _around(text[max(0, start - 200) : start][::-1])
    last = end + _around(text[end : end + 200])
    return _CITATION.search(text, first, last) is not None


def _around(text: str) -> int:
    """How far `text` has neither Chinese nor a line break."""
    match = re.match(f"[^{lang.HAN}\n]*", text)
    return match.end() if match else 0


def _bracketed(draft: Draft, start: int, end: int) -> bool:
    """Whether the run is a gloss: it stands in round brackets without Chinese."""
    text = draft.text
    before = max(text.rfind("(", start - 80, start), text.rfind("（", start - 80, start))
    after = re.compile("[)）]").search(text, end, end + 200)
    return before >= 0 and after is not None and not lang.has_han(text[before : after.end()])


def malformed_numeral(draft: Draft) -> Iterator[Problem]:
    """An ordinal in Chinese numerals that lacks its 十.

    Bad:  大会第六四届会议
    Good: 大会第六十四届会议和第二、三次会议
    """
    for match in _ORDINAL.finditer(draft.text):
        start, end = match.span(1)
        tens, ones = match[1][0], match[1][1]
        yield Problem(start, end, f"numeral without 十: {match[1]}", (f"{tens}十{ones}",))


def half_width_punctuation(draft: Draft) -> Iterator[Problem]:
    """A half-width sign after a Chinese character; off unless selected: house styles differ.

    Bad:  会员国, 特别是发展中国家
    Good: 会员国，特别是发展中国家
    """
    for match in re.finditer(_HALF_WIDTH, draft.text):
        new = match[0].translate(_FULL)
        yield Problem(match.start(), match.end(), f"half-width {match[0]}; write {new}", (new,))


def spacing(draft: Draft) -> Iterator[Problem]:
    """A space between two Chinese characters; off unless selected.

    Bad:  会员国（见 附件 一 和 二）
    Good: 会员国（见附件一和二）
    """
    for match in re.finditer(_SPACING, draft.text):
        yield Problem(match.start(), match.end(), "space between Chinese characters", ("",))
