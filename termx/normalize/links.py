"""Evidence that two forms are one concept: same words, other order, definitions, parts, slips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

from daachorse import CharwiseDoubleArrayAhoCorasick
from rapidfuzz.distance import Levenshtein

from termx import lang
from termx.models import Kind
from termx.normalize.canon import bag, canon, reordered
from termx.normalize.contrast import head, inside, telling_characters
from termx.normalize.forms import Form
from termx.normalize.groups import Evidence, Groups, Link
from termx.references import cited

_SLIP_LENGTH = 8
_SLIP_RATIO = 4
_PART_LENGTH = 4
_CITING = 50
"""So many occurrences of a form are searched for citations."""
_PRIVATE_USE = 0xF0000


def _chains(
    forms: Sequence[Form], key_of: Callable[[Form], str | None]
) -> Iterator[tuple[int, int]]:
    """Neighbours among the forms to which `key_of` gives the same key."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        if key := key_of(form):
            blocks[key].append(index)
    for block in blocks.values():
        yield from pairwise(block)


def script_links(forms: Sequence[Form]) -> Iterator[Link]:
    """One key in two scripts: 聯合國, 联合国."""
    for one, other in _chains(forms, lambda form: form.key):
        yield Link(one, other, Evidence.SCRIPT, "other script")


def list_links(forms: Sequence[Form]) -> Iterator[Link]:
    """Two names of one entry of the word lists."""
    for one, other in _chains(
        forms, lambda form: str(min(form.entries)) if len(form.entries) == 1 else None
    ):
        yield Link(one, other, Evidence.LISTED, "one entry of the United Nations word lists")


def word_links(forms: Sequence[Form]) -> Iterator[Link]:
    """Exchangeable words and particles: 有组织犯罪集团, 有组织犯罪团伙."""
    for one, other in _chains(forms, lambda form: form.canon if form.chinese else None):
        if forms[one].key != forms[other].key:
            yield Link(one, other, Evidence.WORDS, _words_reason(forms[one], forms[other]))


def difference(one: Form, other: Form) -> str | None:
    """In what two forms of one concept differ, None if not only in words, particles and order."""
    if one.key == other.key:
        return "other script"
    if one.canon == other.canon:
        return _words_reason(one, other)
    if bag(one.canon) == bag(other.canon) and reordered(one.canon, other.canon):
        return "other word order"
    return None


def _words_reason(one: Form, other: Form) -> str:
    first, second = dict(canon(one.key).words), dict(canon(other.key).words)
    pairs = [
        f"{first[row]} / {second[row]}"
        for row in first
        if row in second and first[row] != second[row]
    ]
    return (
        f"exchangeable words ({', '.join(pairs)})" if pairs else "differs in particles or fillers"
    )


def order_links(forms: Sequence[Form]) -> Iterator[Link]:
    """The same blocks in another order: 贩运人口, 人口贩运."""
    blocks: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for index, form in enumerate(forms):
        if form.chinese and len(form.canon) >= _PART_LENGTH:
            blocks[bag(form.canon)].setdefault(form.canon, index)
    for block in blocks.values():
        for (first, one), (second, other) in combinations(sorted(block.items()), 2):
            if reordered(first, second):
                yield Link(one, other, Evidence.ORDER, "other word order")


def citation_links(forms: Sequence[Form]) -> Iterator[Link]:
    """Instruments for which texts cite the same annex of the same resolution."""
    sources: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for index, form in enumerate(forms):
        if form.chinese and form.kind is Kind.INSTRUMENT:
            for occurrence in form.occurrences[:_CITING]:
                if source := cited(occurrence.segment.document.text, occurrence.end):
                    sources[source][index] = None
    for source, citing in sorted(sources.items()):
        for one, other in pairwise(citing):
            yield Link(one, other, Evidence.CITED, f"both cited as resolution {source}")


def definition_links(forms: Sequence[Form]) -> Iterator[Link]:
    """Short forms that the text itself introduces: X（Y）."""
    by_key = _by_key(forms)
    for full, form in enumerate(forms):
        for short in form.defines:
            for index in by_key.get(short, ()):
                if index != full:
                    where = next(iter(form.attestation.sources), "the text")
                    reason = f"short form, defined in {where}"
                    yield Link(index, full, Evidence.DEFINED, reason, shortens=True)


def _by_key(forms: Sequence[Form]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        found[form.key].append(index)
    return found


def slip_links(forms: Sequence[Form]) -> Iterator[Link]:
    """A rare form beside a frequent or listed one, with one character missing or changed.

    Blocks are deletion neighbourhoods: two strings at Levenshtein distance 1 share a string that
    each becomes by losing one character at most. First and last characters are left alone: there
    a difference is a boundary rather than a slip.
    """
    usual: defaultdict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        if form.chinese and (form.entries or form.frequency >= _SLIP_RATIO):
            for text in _neighbours(form.key):
                usual[text].append(index)
    for index, form in enumerate(forms):
        if not form.chinese or form.entries:
            continue
        near = {other for text in _neighbours(form.key) for other in usual.get(text, ())}
        for other in sorted(near - {index}):
            if reason := _slip(form, forms[other]):
                yield Link(index, other, Evidence.SLIP, reason)


def _neighbours(key: str) -> Iterator[str]:
    if len(key) >= _SLIP_LENGTH - 1:
        yield key
        for gap in range(1, len(key) - 1):
            yield key[:gap] + key[gap + 1 :]


def _slip(rare: Form, usual: Form) -> str | None:
    """What went wrong in `rare`, None if it may be a form of its own."""
    enough = _SLIP_RATIO * max(1, rare.frequency)
    if not usual.entries and usual.frequency < enough:
        return None
    difference = one_slip(rare.key, rare.canon, usual.key, usual.canon)
    return f"slip, {difference}" if difference else None


def one_slip(key: str, text: str, usual: str, usual_text: str) -> str | None:
    """In which character `key` differs from `usual`, if that is all and tells no two things apart.

    The texts are the canonical strings of the two.
    """
    if text == usual_text or len(usual) < _SLIP_LENGTH or head(text) != head(usual_text):
        return None
    edits = Levenshtein.editops(usual, key)
    if len(edits) != 1:
        return None
    (edit,) = edits
    lost = usual[edit.src_pos] if edit.tag != "insert" else ""
    new = key[edit.dest_pos] if edit.tag != "delete" else ""
    if not all(lang.is_han(char) for char in lost + new):
        return None
    if (lost == "有" and not new) or not telling_characters() & {lost, new}:
        if not new:
            return f"{lost} is missing"
        return f"{new} for {lost}" if lost else f"{new} is too much"
    return None


def part_links(forms: Sequence[Form], groups: Groups) -> Iterator[Link]:
    """Names that differ only in a part whose renderings are known to be one concept.

    《有组织犯罪公约》缔约方会议 and 《联合国打击跨国有组织犯罪公约》缔约方会议: every form of a
    group becomes one private character, then the strings are compared as before.
    """
    parts = _parts(forms, groups)
    if not parts:
        return
    automaton = CharwiseDoubleArrayAhoCorasick(list(parts))
    tokens = tuple(parts.values())
    blocks: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for index, form in enumerate(forms):
        if not form.chinese:
            continue
        text = _with_tokens(form.canon, automaton, tokens)
        if text != form.canon:
            blocks[bag(text)].setdefault(text, index)
            blocks[bag(text)].setdefault(text + "\0" + form.canon, index)
    for block in blocks.values():
        for (first, one), (second, other) in combinations(block.items(), 2):
            first, second = first.partition("\0")[0], second.partition("\0")[0]
            if one != other and (first == second or reordered(first, second)):
                yield _part_link(forms, one, other)


def _with_tokens(
    text: str, automaton: CharwiseDoubleArrayAhoCorasick, tokens: Sequence[str]
) -> str:
    """`text` with the token of every known part that is not the whole, leftmost longest."""
    found = automaton.find_overlapping(text)
    pieces: list[str] = []
    position = 0
    for start, end, index in sorted(found, key=lambda match: (match[0], -match[1])):
        if start >= position and end - start < len(text):
            pieces += text[position:start], tokens[index]
            position = end
    return "".join((*pieces, text[position:]))


def _part_link(forms: Sequence[Form], one: int, other: int) -> Link:
    short, full = sorted((one, other), key=lambda index: (len(forms[index].key), index))
    if inside(forms[short].canon, forms[full].canon):
        return Link(short, full, Evidence.PART, "shortens a part of the name", shortens=True)
    return Link(short, full, Evidence.PART, "another rendering of a part of the name")


def _parts(forms: Sequence[Form], groups: Groups) -> dict[str, str]:
    """Canonical strings of forms with variants, each with a private block for its group."""
    parts: dict[str, str] = {}
    numbers: dict[int, int] = {}
    for index, form in enumerate(forms):
        known = len(form.canon) >= _PART_LENGTH or form.entries
        if form.chinese and len(groups.members(index)) > 1 and known:
            number = numbers.setdefault(groups.of(index), len(numbers))
            parts.setdefault(form.canon, chr(_PRIVATE_USE + number) * 2)
    return parts


def is_name(form: Form) -> bool:
    """Whether the form names one thing, rather than being a domain term."""
    return form.kind is not Kind.THEME
