"""The data of the page, cut into scripts that a browser loads when it needs them.

`search-N.js` hold what a search needs of some thousand concepts (terms, kind, subject, status),
deflated; together they are small, and a page loads all of them. `concepts-N.js` hold the whole
concepts, dealt out by a hash of their address: an address alone tells the file. `symbols-N.js`
hold which document is a source of which concepts, in the order of the symbols.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termx.models import Concept, Status, Term, TermType
from termx.site.changes import Change, Entry
from termx.site.years import since, year_of

TYPES = tuple(TermType)
STATUSES = tuple(Status)
AVOID = (Status.DEPRECATED, Status.SUPERSEDED)
SYMBOL = re.compile(r"[A-Z][A-Z0-9.-]{0,19}(?:/[A-Za-z0-9.()\[\]*_ -]+)+")

_FIRST = 16
"""The code of the first character of an alphabet in search data."""
_FORBIDDEN = (0, 0x0A, 0x0D, 0x22, 0x3C, 0x5C)
"""What may not stand in the text of a script between quotes; and <, to be safe anywhere."""
_BLOCK = 2_000
"""Concepts in a script of search data."""
_SHARD = 48_000
"""Bytes in a script of concepts, about."""
_SYMBOLS = 64_000


@dataclass(frozen=True, slots=True)
class Item:
    """A concept with the number of its glossary, its address, and what changed in it."""

    glossary: int
    address: str
    concept: Concept
    changes: tuple[Entry, ...] = ()


def call(function: str, *arguments: object) -> bytes:
    """A script that calls `termx.data.function(*arguments)`; only text, no code, in arguments."""
    return f"termx.data.{function}({','.join(map(_json, arguments))});\n".encode()


def alphabets(items: Sequence[Item], langs: Sequence[str]) -> list[str]:
    """For each language the characters of its terms, the most frequent first."""
    result = []
    for lang in langs:
        found = Counter[str]()
        for item in items:
            for term in item.concept.terms:
                if term.lang == lang:
                    found.update(term.text)
        result.append("".join(sorted(found, key=lambda char: (-found[char], char))))
    return result


def search_scripts(
    items: Sequence[Item],
    langs: Sequence[str],
    letters: Sequence[str],
    kinds: Sequence[str],
    subjects: Sequence[str],
) -> Iterator[bytes]:
    """The search data of `items`, a script for each few thousand concepts.

    A block is columns in JSON and, for each language, its terms parted by line breaks, each
    character written as its place in `letters`: Chinese deflates a fifth better that way.
    """
    for number, start in enumerate(range(0, len(items), _BLOCK)):
        block = items[start : start + _BLOCK]
        texts = (_terms_text(block, lang, own) for lang, own in zip(langs, letters, strict=True))
        columns = _json(_columns(block, langs, kinds, subjects))
        data = _deflated("\0".join((columns, *texts)).encode())
        head = f"termx.data.block({number},{start},{len(data)}," + '"'
        yield head.encode() + packed(data).encode() + b'");\n'


def _terms_text(items: Sequence[Item], lang: str, letters: str) -> str:
    # The first places are for line breaks and ends; places stop far below the surrogates.
    places = {char: chr(_FIRST + place) for place, char in enumerate(letters)}
    return "\n".join(
        "".join(places[char] for char in term.text)
        for item in items
        for term in item.concept.terms
        if term.lang == lang
    )


def packed(data: bytes) -> str:
    """`data` as text that a script may hold between quotes, seven bits to a byte of UTF-8.

    Seven bits that may not stand there go together with the next seven into two bytes, as in
    base-122: a seventh more than the data, where Base64 takes a third more.
    """
    bits = int.from_bytes(data) << (-len(data) * 8) % 7
    groups = -(-len(data) * 8 // 7)
    sevens = _sevens(bits, groups)
    result = []
    at = 0
    while at < groups:
        value = sevens[at]
        at += 1
        if value in _FORBIDDEN:
            following = sevens[at] if at < groups else 0
            at += 1
            result.append(chr(0x80 + (_FORBIDDEN.index(value) << 7) + following))
        else:
            result.append(chr(value))
    return "".join(result)


def _sevens(bits: int, count: int) -> list[int]:
    """The `count` groups of seven bits of a number, the highest first."""
    if count <= 512:
        return [bits >> 7 * (count - 1 - at) & 127 for at in range(count)]
    # Halves of halves: the time to shift a long number grows with its length.
    low = count // 2
    high = bits >> 7 * low
    return _sevens(high, count - low) + _sevens(bits - (high << 7 * low), low)


def concept_scripts(items: Sequence[Item]) -> list[bytes]:
    """The whole concepts, in scripts of about equal size."""
    texts = [(item.address, _json(_concept(item))) for item in items]
    count = max(1, -(-sum(len(text) for _, text in texts) * 2 // _SHARD))
    shards: list[list[str]] = [[] for _ in range(count)]
    for address, text in texts:
        shards[fnv(address) % count].append(text)
    return [
        f"termx.data.shard({number},[{','.join(shard)}]);\n".encode()
        for number, shard in enumerate(shards)
    ]


def symbol_scripts(items: Sequence[Item]) -> tuple[list[bytes], list[str]]:
    """The documents and the concepts they are sources of; and the first symbol of each script."""
    found: dict[str, dict[int, None]] = {}
    for number, item in enumerate(items):
        for term in item.concept.terms:
            for source in term.sources:
                if SYMBOL.fullmatch(source):
                    found.setdefault(source, {})[number] = None
    scripts: list[bytes] = []
    firsts: list[str] = []
    rows: list[tuple[str, list[int]]] = []
    size = 0
    for symbol in sorted(found, key=lambda symbol: (symbol.upper(), symbol)):
        rows.append((symbol, list(found[symbol])))
        size += len(symbol) + 6 * len(found[symbol])
        if size > _SYMBOLS:
            firsts.append(rows[0][0])
            scripts.append(call("symbols", len(scripts), rows))
            rows, size = [], 0
    if rows:
        firsts.append(rows[0][0])
        scripts.append(call("symbols", len(scripts), rows))
    return scripts, firsts


def fnv(text: str) -> int:
    """The FNV-1a hash (32 bits) of `text` in UTF-8: the page computes the same."""
    value = 0x811C9DC5
    for byte in text.encode("utf-8", "replace"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def preferred(concept: Concept, lang: str) -> Term | None:
    """What to use in `lang`: the preferred term, else the first that may be used."""
    usable = [term for term in concept.terms if term.lang == lang and term.status not in AVOID]
    best = (term for term in usable if term.status is Status.PREFERRED)
    return next(best, usable[0] if usable else None)


def _columns(
    items: Sequence[Item], langs: Sequence[str], kinds: Sequence[str], subjects: Sequence[str]
) -> dict[str, object]:
    """Columns, for like stands beside like there and deflates well."""
    languages = []
    for lang in langs:
        terms = [[term for term in item.concept.terms if term.lang == lang] for item in items]
        codes = [
            TYPES.index(term.type) * len(STATUSES) + STATUSES.index(term.status)
            for own in terms
            for term in own
        ]
        languages.append({"n": [len(own) for own in terms], "c": codes})
    return {
        "g": [item.glossary for item in items],
        "id": [item.concept.id for item in items],
        "k": [kinds.index(item.concept.kind) for item in items],
        "s": [subjects.index(item.concept.subject or "") for item in items],
        "x": [_changed(item) for item in items],
        "l": languages,
    }


def _changed(item: Item) -> int:
    if not item.changes:
        return 0
    return 1 if item.changes[0].change is Change.NEW else 2


def _concept(item: Item) -> dict[str, object]:
    """All that is known of a concept, without what is empty."""
    concept = item.concept
    data: dict[str, object] = {
        "a": item.address,
        "g": item.glossary,
        "id": concept.id,
        "kind": concept.kind,
        "subject": concept.subject,
        "review": concept.review,
        # As Python prints it: the page writes the same files.
        "score": repr(concept.score),
        "note": concept.note,
        "terms": [_term(term, concept) for term in concept.terms],
        "changes": [
            {"what": entry.change, "text": entry.text, "lang": entry.lang}
            | {"old": entry.old, "new": entry.new}
            for entry in item.changes
        ],
    }
    return {name: value for name, value in data.items() if value not in (None, [])}


def _term(term: Term, concept: Concept) -> dict[str, object]:
    use = preferred(concept, term.lang) if term.status in AVOID else None
    data: dict[str, object] = {
        "text": term.text,
        "lang": term.lang,
        "type": term.type,
        "status": term.status,
        "pos": term.pos,
        "frequency": term.frequency or None,
        "sources": [
            [source, year_of(source) or 0, 1] if SYMBOL.fullmatch(source) else [source, 0, 0]
            for source in term.sources
        ],
        "context": term.context,
        "note": term.note,
        "use": use.text if use else None,
        "since": since(term, use) if use else None,
    }
    return {name: value for name, value in data.items() if value not in (None, [])}


def _json(value: object) -> str:
    """JSON that may stand in a script in UTF-8: half of a surrogate pair is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[\ud800-\udfff\u2028\u2029<]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _deflated(data: bytes) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeezer.compress(data) + squeezer.flush()
