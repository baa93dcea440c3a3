"""Short forms that the text does not define but that follow from a full form beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from rapidfuzz.distance import Prefix

from termx import lang
from termx.data import table
from termx.models import Kind
from termx.normalize.canon import canon
from termx.normalize.contrast import contrastive, head, head_nouns, inside
from termx.normalize.forms import Form
from termx.normalize.groups import Evidence, Link
from termx.normalize.links import is_name

_UN = "联合国"
_YEARS = re.compile(r"^\d{4}(?:-\d{4})?年?(?=\D{4})")
_YEAR_BEHIND = re.compile(r"\(\d{4}\)$")
_TREATY = re.compile(r"(?:公约|议定书|条约|协定|盟约|规约|条例|法)(?:\(\d{4}\))?$")
_DATED = re.compile(r"(?:国际[^议]+年|十年)$")
_QUOTED = re.compile(r"[“\"‘]([^“”\"‘’]+)[”\"’][^“”《》]{2,6}$")
_LATIN = re.compile(r"[a-z+]")
_PARENT = re.compile(r".*(?:公约|条约|协定|盟约)(?=.{4,}议定书$)")
_LEADING = re.compile(r"^(?:联合国系统|联合国|国际|世界|全球)")
_AGAINST = re.compile(r"^(?:打击|反对|防止|禁止|反)")
_SESSION = re.compile(r"第\d*[〇零一二三四五六七八九十百]*[届次].*")
_PARENT_BODY = "the parent body"
_SHORT_TITLES = ("公约", "议定书", "条约", "协定")
_SUFFIX, _SHORTEST, _LONGEST = 3, 3, 9

_Block = tuple[str, Kind, str, str]
"""Language, kind, first character and head of names that may be a short and a full form."""


def ellipsis_links(forms: Sequence[Form]) -> Iterator[Link]:
    """Forms that leave out 联合国, a year, the parent body or the parent instrument."""
    by_canon: defaultdict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        if form.chinese:
            by_canon[form.canon].append(index)
    bodies = {form.canon for form in forms if form.chinese and form.kind is Kind.ORGANIZATION}
    for index, form in enumerate(forms):
        if not form.chinese:
            continue
        for short, omitted in _shortened(form, bodies, by_canon):
            for other in by_canon[short]:
                if _may_be_short(forms[other], form, omitted):
                    yield Link(other, index, Evidence.ELLIPSIS, f"omits {omitted}", shortens=True)


def _shortened(
    form: Form, bodies: set[str], known: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """The known strings that `form` becomes by an ellipsis, and what it leaves out."""
    text = form.canon
    for short, omitted in _readings(form, bodies):
        if short != text and len(short) >= _SUFFIX and short in known and not is_generic(short):
            yield short, omitted


def _readings(form: Form, bodies: set[str]) -> Iterator[tuple[str, str]]:
    text = form.canon
    if _UN in (text if is_name(form) else text[1:-1]):
        yield text.replace(_UN, "", 1), _UN
        yield text.replace(f"{_UN}系统", _UN, 1), "系统"
    if _TREATY.search(text) or _DATED.search(text):
        yield _YEARS.sub("", text), "the year"
        yield _YEAR_BEHIND.sub("", text), "the year"
    if (parent := _PARENT.match(text)) and parent[0]:
        yield text[parent.end() :], "the parent instrument"
    if form.kind in (Kind.PROGRAMME, Kind.EVENT):
        if quoted := _QUOTED.match(form.text):
            yield canon(lang.key(quoted[1])).text, "its head"
        elif _LATIN.search(stem := text.removesuffix(head(text))):
            yield stem, "its head"
    if form.kind in (Kind.ORGANIZATION, Kind.PROGRAMME):
        for size in range(2, len(text) - 1):
            if text[:size] in _bodies():
                yield text[size:], text[:size]
            elif text[:size] in bodies:
                yield text[size:], _PARENT_BODY


@cache
def _bodies() -> frozenset[str]:
    """Bodies that stand before the names of their parts: 秘书处法治协调和资源小组."""
    return frozenset(
        {
            "联合国系统",
            "联合国秘书处",
            "秘书处",
            "秘书长",
            "大会",
            "联合国大会",
            "安全理事会",
            canon("经济及社会理事会").text,
        }
    )


def _may_be_short(short: Form, full: Form, omitted: str) -> bool:
    """A body that the word lists know by the short form is not that of any other parent."""
    known = omitted == _PARENT_BODY and short.entries and not full.entries
    return not known and short.lang == full.lang and is_name(short) == is_name(full)


def is_generic(text: str) -> bool:
    """Whether a canonical string names nothing by itself: 执行委员会, 第二十二届会议."""
    return bool(_SESSION.fullmatch(text) or _generic().fullmatch(text))


@cache
def _generic() -> re.Pattern[str]:
    words = {word for word, cls in table("context.tsv") if cls == "generic"}
    words |= {row[0] for row in table("heads.tsv")}
    words |= {
        "任何",
        "这些",
        "上述",
        "其他",
        "所有",
        "有关",
        "若干",
        "和",
        "其",
        "各",
        "该",
        "本",
        "委员",
        "成员",
        "会",
        "补充",
        "任择",
        "附加",
        "缔约方",
        "缔约国",
    }
    ordered = sorted(
        {canon(word).text for word in words} | words, key=lambda word: (-len(word), word)
    )
    return re.compile(f"(?:{'|'.join(map(re.escape, ordered))})+")


def abbreviation_links(forms: Sequence[Form]) -> Iterator[Link]:
    """Regular Chinese abbreviations of a full name in the collection.

    An abbreviation keeps characters of the full name in their order and keeps its head
    (经济及社会理事会, 经社理事会); a short title keeps the matter of an instrument and its head
    (枪支议定书). It begins where the full name begins, or behind 联合国, 国际, 世界.
    """
    blocks: defaultdict[_Block, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        if form.chinese and is_name(form) and len(form.canon) > _SHORTEST:
            for char, end in product(_beginnings(form), head_nouns(form.canon)):
                blocks[form.lang, form.kind, char, end].append(index)
    for index, form in enumerate(forms):
        text = form.canon
        if not (
            form.chinese
            and is_name(form)
            and _SHORTEST <= len(text) <= _LONGEST
            and not form.entries
            and _may_abbreviate(form)
        ):
            continue
        for full in blocks.get((form.lang, form.kind, text[0], head(text)), ()):
            if reason := _abbreviates(form, forms[full]):
                yield Link(index, full, Evidence.ABBREVIATION, reason, shortens=True)


def _beginnings(full: Form) -> set[str]:
    """The characters with which a short form of `full` may begin."""
    if full.kind is Kind.INSTRUMENT:
        return set(full.canon)
    return {full.canon[0], *_LEADING.sub("", full.canon)[:1]}


def _may_abbreviate(form: Form) -> bool:
    """Whether `form` ends in a head noun and has something before it that not every name has."""
    text, end = form.canon, head(form.canon)
    if end in ("", text) or (is_generic(text) and not text.startswith(_UN)):
        return False
    return form.kind is not Kind.INSTRUMENT or text.startswith(_UN) or end in _SHORT_TITLES


def _abbreviates(short: Form, full: Form) -> str | None:
    """How `short` shortens a form of its kind, None if it does not."""
    if len(full.canon) - len(short.canon) < 2:
        return None
    if short.kind is Kind.INSTRUMENT:
        if _is_short_title(short.canon, full.canon) and _is_titled(short):
            return "short title"
        return "short form" if _is_bare(short.canon, full.canon) else None
    if _is_contraction(short.canon, full.canon) and not _loses_a_member(short.canon, full.canon):
        return "abbreviation"
    return None


def _is_titled(form: Form) -> bool:
    """Whether texts put the form in title marks, if they print it: 《枪支议定书》."""
    return not form.occurrences or any(
        place.segment.document.text.startswith("《", place.start - 1) for place in form.occurrences
    )


def _loses_a_member(short: str, full: str) -> bool:
    """Whether `short` names some of those whom `full` names: 妇女委员会, 妇女儿童委员会."""
    named, of = contrastive(short), contrastive(full)
    return any(named.get(row) and named[row] < words for row, words in of.items())


def _is_short_title(short: str, full: str) -> bool:
    """Head and one block of the full title; a member of a list inside it is not its matter."""
    end = head(full)
    if end not in _SHORT_TITLES or head(short) != end:
        return False
    matter = _AGAINST.sub("", short[: -len(end)])
    start = full.find(matter)
    return len(matter) >= 2 and start >= 0 and full[start - 1 : start] != "和"


def _is_bare(short: str, full: str) -> bool:
    """联合国 and a head of several words: 联合国标准和规范."""
    end = short.removeprefix(_UN)
    return len(end) > 3 and short == _UN + end and full.startswith(_UN) and full.endswith(end)


def _is_contraction(short: str, full: str) -> bool:
    """Whether `short` is put together from the first characters of words of `full` and its head.

    Every piece begins a word, at least one word is clipped and at most half of the words are left
    out: 经济合作与发展组织, 经合组织. A name that merely loses a modifier is another name.
    """
    end = head(short)
    if not end or not full.endswith(end) or short == end:
        return False
    front, rest = short[: -len(end)], full[: -len(end)]
    return any(_clips(front, text) for text in (rest, _LEADING.sub("", rest)))


def _clips(front: str, text: str) -> bool:
    if not inside(front, text):
        return False
    words = [word for word in lang.words(text) if word != "和"]
    used, clipped = 0, False
    for word in words:
        size = Prefix.similarity(word, front)
        if size:
            used, clipped = used + 1, clipped or size < len(word)
            front = front[size:]
        elif not used:
            return False
    return not front and clipped and used > 1 and 2 * used >= len(words)
