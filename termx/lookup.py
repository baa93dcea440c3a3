"""Lookup: concepts by any part of a term, at once for a hundred thousand concepts.

The terms of a glossary, folded in width, script, case, spaces, marks (`lang.key`) and accents,
stand in an SQLite file in the user's cache with the JSON of their concepts. The file is made when a
glossary is first asked, and again when the glossary has another size or time. Where the cache
cannot be written, the index is made in memory each time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from termx.errors import FormatError
from termx.files import cache_folder
from termx.lang import has_han, key
from termx.models import Concept, Review, Status

_VERSION = 2
_LARGE = 2_000_000
"""Bytes of a glossary whose index takes more than a second."""
_SCHEMA = """
create table about (version integer, size integer, time integer);
create table concept (number integer primary key, name text, data text);
create table term (key text, text text, status text, concept integer, number integer);
"""
_BATCH = 500
_NEAR = 75
_STATUSES = ("preferred", "admitted", "superseded", "deprecated")


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that was found: its glossary, its JSON form, and the number of the term.

    `also` are other glossaries that have it, with the same id and the same preferred forms.
    """

    path: Path
    concept: dict[str, object]
    term: int
    also: tuple[Path, ...] = ()


def lookup(
    query: str,
    paths: Sequence[Path],
    *,
    limit: int = 20,
    report: Callable[[str], object] = lambda _: None,
) -> tuple[tuple[Match, ...], int]:
    """The best concepts of the glossaries for `query`, best first, and how many there are.

    A term fits if it holds the query, or if it holds all of its words. Whole terms come first, then
    beginnings, then beginnings of words; then what is preferred, then what is shorter, then the
    order of the glossaries. If no term fits, there are none, and the matches are the nearest.
    Rejected concepts are left out. `report` hears when an index is made that takes a while. Raises
    `FormatError` for a glossary that cannot be read.
    """
    found: list[_Hit] = []
    indexes = []
    try:
        for source, path in enumerate(paths):
            indexes.append(_open(path, report))
            found += _hits(indexes[-1], query, source)
        near = not found
        if near:
            for source, index in enumerate(indexes):
                found += _nearest(index, query, source)
        found.sort()
        best: dict[str, list[_Hit]] = {}
        for hit in found:
            best.setdefault(hit[4], []).append(hit)
        matches = []
        for hits in list(best.values())[:limit]:
            _, source, concept, number, _ = hits[0]
            row = indexes[source].execute("select data from concept where number = ?", (concept,))
            also = dict.fromkeys(paths[hit[1]] for hit in hits if hit[1] != source)
            matches.append(Match(paths[source], json.loads(row.fetchone()[0]), number, tuple(also)))
        return tuple(matches), 0 if near else len(best)
    finally:
        for index in indexes:
            index.close()


_Hit = tuple[tuple[int, ...], int, int, int, str]
"""How well a term fits; its glossary, concept and number; what its concept is known by."""


def _folded(text: str) -> str:
    """The key of a text or of several, without accents: `turkiye` finds Türkiye."""
    return _plain(key(text))


def _plain(text: str) -> str:
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def _hits(index: sqlite3.Connection, query: str, source: int) -> list[_Hit]:
    whole = _folded(query)
    parts = [part for part in map(_folded, query.split()) if part]
    if not whole:
        return []
    rows = index.execute(
        "select key, text, status, concept, term.number, name from term join concept"
        " on concept = concept.number where instr(key, ?)",
        parts[:1],
    )
    latin = not has_han(query)
    words = [re.compile(rf"\b{re.escape(part)}", re.IGNORECASE) for part in parts]
    return [
        (
            (
                name != whole,
                not name.startswith(whole),
                whole not in name,
                latin and sum(word.search(_plain(text)) is None for word in words),
                _STATUSES.index(status),
                len(name),
                source,
                concept,
            ),
            source,
            concept,
            number,
            same,
        )
        for name, text, status, concept, number, same in rows
        if all(part in name for part in parts)
    ]


def _nearest(index: sqlite3.Connection, query: str, source: int) -> list[_Hit]:
    """The terms that are most like a query that nothing fits: it may be misspelt."""
    from rapidfuzz import fuzz, process

    whole = _folded(query)
    if len(whole) < 2:
        return []
    rows = index.execute(
        "select key, concept, term.number, name from term join concept on concept = concept.number"
        " where length(key) between ? and ?",
        (len(whole) - 3, 3 * len(whole)),
    ).fetchall()
    keys = [row[0] for row in rows]
    near = process.extract(whole, keys, scorer=fuzz.ratio, limit=20, score_cutoff=_NEAR)
    return [
        ((-round(score), len(text), source, rows[at][1]), source, *rows[at][1:])
        for text, score, at in near
    ]


def _open(path: Path, report: Callable[[str], object]) -> sqlite3.Connection:
    """The index of a glossary, made if there is none or the glossary has changed."""
    try:
        state = path.stat()
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}; check the name") from None
    stamp = (_VERSION, state.st_size, state.st_mtime_ns)
    name = hashlib.blake2s(os.fsencode(path.resolve())).hexdigest()
    place = cache_folder() / "lookup" / f"{name}.sqlite"
    with suppress(sqlite3.Error, OSError):
        if place.is_file():
            index = sqlite3.connect(place)
            if index.execute("select * from about").fetchone() == stamp:
                return index
            index.close()
    if state.st_size > _LARGE:
        report(f"{path}: indexing, once until it changes")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = place.with_name(f".{token_hex(8)}.tmp")
        try:
            with closing(sqlite3.connect(temporary)) as index:
                _fill(index, path, stamp)
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)
        return sqlite3.connect(place)
    except (sqlite3.Error, OSError):
        index = sqlite3.connect(":memory:")
        _fill(index, path, stamp)
        return index


def _fill(index: sqlite3.Connection, path: Path, stamp: tuple[int, int, int]) -> None:
    from termx.formats import load
    from termx.formats.json import concept_data

    concepts = [c for c in load(path).concepts if c.review is not Review.REJECTED]
    rows = [
        (term.text, term.status, number, at)
        for number, concept in enumerate(concepts)
        for at, term in enumerate(concept.terms)
    ]
    with index:
        index.executescript(_SCHEMA)
        index.executemany(
            "insert into concept values (?, ?, ?)",
            (
                (
                    number,
                    _name(concept),
                    json.dumps(concept_data(concept), ensure_ascii=False),
                )
                for number, concept in enumerate(concepts)
            ),
        )
        index.executemany(
            "insert into term values (?, ?, ?, ?, ?)",
            zip(_keys([row[0] for row in rows]), *zip(*rows, strict=True), strict=True),
        )
        index.execute("insert into about values (?, ?, ?)", stamp)


def _name(concept: Concept) -> str:
    """What one concept has in common in several glossaries: its id and its preferred forms."""
    preferred = sorted(t.text for t in concept.terms if t.status is Status.PREFERRED)
    return "\n".join((concept.id, *preferred))


def _keys(texts: Sequence[str]) -> Iterator[str]:
    """`_folded` of each text, many at a time: a call of OpenCC takes longer than a term."""
    for start in range(0, len(texts), _BATCH):
        batch = [text.replace("\0", "") for text in texts[start : start + _BATCH]]
        yield from _folded("\0".join(batch)).split("\0")
