"""Lookup: concepts by any part of a term, at once for a hundred thousand concepts.

The terms of a glossary, folded in width, script, case, spaces and marks (`lang.key`), stand in an
SQLite file in the user's cache with the JSON of their concepts. The file is made when a glossary is
first asked, and again when the glossary has another size or time. Where the cache cannot be
written, the index is made in memory each time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from termx.errors import FormatError
from termx.files import cache_folder
from termx.lang import has_han, key

_VERSION = 1
_SCHEMA = """
create table about (version integer, size integer, time integer);
create table concept (number integer primary key, data text);
create table term (key text, text text, status text, concept integer, number integer);
"""
_BATCH = 500
_STATUSES = ("preferred", "admitted", "superseded", "deprecated")


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that was found: its glossary, its JSON form, and the number of the term."""

    path: Path
    concept: dict[str, object]
    term: int


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
    order of the glossaries. Rejected concepts are left out. `report` hears when an index is made.
    Raises `FormatError` for a glossary
    that cannot be read.
    """
    found: list[tuple[tuple[int, ...], int, int, int]] = []
    indexes = []
    try:
        for source, path in enumerate(paths):
            indexes.append(_open(path, report))
            found += _hits(indexes[-1], query, source)
        found.sort()
        best: dict[tuple[int, int], int] = {}
        for _, source, concept, number in found:
            best.setdefault((source, concept), number)
        matches = []
        for (source, concept), number in list(best.items())[:limit]:
            row = indexes[source].execute("select data from concept where number = ?", (concept,))
            matches.append(Match(paths[source], json.loads(row.fetchone()[0]), number))
        return tuple(matches), len(best)
    finally:
        for index in indexes:
            index.close()


def _hits(
    index: sqlite3.Connection, query: str, source: int
) -> list[tuple[tuple[int, ...], int, int, int]]:
    whole = key(query)
    parts = [part for part in map(key, query.split()) if part]
    if not whole:
        return []
    rows = index.execute(
        "select key, text, status, concept, number from term where instr(key, ?)", parts[:1]
    )
    latin = not has_han(query)
    word = re.compile(rf"\b{re.escape(parts[0])}", re.IGNORECASE)
    return [
        (
            (
                name != whole,
                not name.startswith(whole),
                whole not in name,
                latin and not word.search(text),
                _STATUSES.index(status),
                len(name),
                source,
                concept,
            ),
            source,
            concept,
            number,
        )
        for name, text, status, concept, number in rows
        if all(part in name for part in parts)
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
    from termx.models import Review

    concepts = [c for c in load(path).concepts if c.review is not Review.REJECTED]
    rows = [
        (term.text, term.status, number, at)
        for number, concept in enumerate(concepts)
        for at, term in enumerate(concept.terms)
    ]
    with index:
        index.executescript(_SCHEMA)
        index.executemany(
            "insert into concept values (?, ?)",
            (
                (number, json.dumps(concept_data(concept), ensure_ascii=False))
                for number, concept in enumerate(concepts)
            ),
        )
        index.executemany(
            "insert into term values (?, ?, ?, ?, ?)",
            zip(_keys([row[0] for row in rows]), *zip(*rows, strict=True), strict=True),
        )
        index.execute("insert into about values (?, ?, ?)", stamp)


def _keys(texts: Sequence[str]) -> Iterator[str]:
    """`lang.key` of each text, many at a time: a call of OpenCC takes longer than a term."""
    for start in range(0, len(texts), _BATCH):
        batch = [text.replace("\0", "") for text in texts[start : start + _BATCH]]
        yield from key("\0".join(batch)).split("\0")
