"""What the columns of a foreign table are: by their headings, else by the script of their cells.

Known are the headings of UNTERM-like tables, of memoQ, MultiTerm, MateCat, UTX and of termx's own
table, in English and Chinese. A heading may name a language and a role, in either order: `Chinese
short forms`, `context zh`, `English_Def`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from termx.formats import languages


class Role(StrEnum):
    """What the cells of a column are."""

    TERM = "term"
    SHORT = "short"
    OTHER = "other"
    AVOID = "avoid"
    CONTEXT = "context"
    SOURCES = "sources"
    NOTE = "note"
    DEFINITION = "definition"
    STATUS = "status"
    POS = "pos"
    FORBIDDEN = "forbidden"
    ID = "id"
    SUBJECT = "subject"
    KIND = "kind"
    REVIEW = "review"
    LANGUAGE = "language"
    SETTING = "setting"


_HEADINGS: Mapping[str, Role] = MappingProxyType(
    {
        name.strip(): role
        for role, names in {
            Role.TERM: "term, terms, title, term or title, term title, source term, target term,"
            " src, tgt, target, target text, source text, equivalent, translation, 术语, 词条,"
            " 名称, 原文, 译文, 译名",
            Role.SHORT: "short form, short forms, acronym, acronyms, abbreviation, abbreviations,"
            " acronym short, short, short title, 缩写, 缩略语, 简称",
            Role.OTHER: "other forms, synonym, synonyms, equivalents, variants, translations,"
            " 同义词, 别名, 又称",
            Role.AVOID: "do not use, deprecated, superseded, 不用, 旧译",
            Role.CONTEXT: "context, example, examples, example of use, term example, usage, 例句,"
            " 语境, 上下文",
            Role.SOURCES: "source, sources, reference, references, symbol, document, documents,"
            " 来源, 出处, 文号",
            Role.NOTE: "note, notes, comment, comments, remark, remarks, entry note, tgt comment,"
            " src comment, 备注, 说明, 注释, 附注",
            Role.DEFINITION: "definition, definitions, def, description, 定义, 释义",
            Role.STATUS: "status, term status, state, usage status, 状态",
            Role.POS: "pos, part of speech, src pos, tgt pos, 词性",
            Role.FORBIDDEN: "forbidden, is forbidden, forbidden term, forbidden terms, 禁用,"
            " 禁用词",
            Role.ID: "id, concept, concept id, entry, entry id, entry number, no, number, termid,"
            " term id, key, 编号, 序号",
            Role.SUBJECT: "subject, domain, subject field, field, category, topic, entry subject,"
            " entry domain, subdomain, 主题, 领域, 专业",
            Role.KIND: "kind, 类别",
            Role.REVIEW: "review",
            Role.LANGUAGE: "language, lang, term language, locale, 语言, 语种",
            # What memoQ says about how a term is matched, by whom and when it was made.
            Role.SETTING: "term info, entry clientid, entry projectid, entry created,"
            " entry creator, entry lastmodified, entry modifier, entry metadata,"
            " relevance",
        }.items()
        for name in names.split(",")
    }
)
_WORDS = re.compile(r"[^\W_]+")
_BILINGUAL_SOURCE = frozenset({"target", "target term", "tgt", "target text", "译文"})
_SOURCE = frozenset({"source", "来源"})
_TITLES = 6
_INHERITING = (Role.SHORT, Role.OTHER, Role.AVOID, Role.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, its language if it has one, and the term column that it belongs to."""

    at: int
    role: Role
    lang: str | None = None
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that are understood, and the names and places of the others."""

    columns: tuple[Column, ...]
    unknown: tuple[tuple[int, str], ...]
    has_heading: bool

    def of(self, *roles: Role) -> list[Column]:
        """The columns that have one of `roles`."""
        return [column for column in self.columns if column.role in roles]

    @property
    def names(self) -> set[Role]:
        return {column.role for column in self.columns}


def layout(rows: Sequence[Sequence[str]]) -> Layout:
    """The layout of a table, with a heading or without one."""
    heading = [_heading(cell) for cell in rows[0]] if rows else []
    if not _is_heading(rows, heading):
        return _without_heading(rows)
    columns = [
        Column(at, _HEADINGS[found[0]], found[1])
        for at, found in enumerate(heading)
        if found is not None
    ]
    names = {found[0] for found in heading if found is not None}
    if names & _BILINGUAL_SOURCE:
        columns = [
            replace(column, role=Role.TERM)
            if (found := heading[column.at]) and found[0] in _SOURCE
            else column
            for column in columns
        ]
    columns = _with_languages(columns, rows[1:])
    unknown = tuple(
        (at, cell.strip()) for at, cell in enumerate(rows[0]) if at not in {c.at for c in columns}
    )
    if not any(column.role is Role.TERM for column in columns):
        columns += _by_script([at for at, _ in unknown], rows[1:])
        unknown = tuple(item for item in unknown if item[0] not in {c.at for c in columns})
    return Layout(tuple(_with_owners(columns, rows)), unknown, has_heading=True)


def without_titles(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """The rows from the heading on, where a title of one cell a row stands above it."""
    for at, row in enumerate(rows[:_TITLES]):
        if names_columns(row):
            return rows[at:]
        if sum(bool(cell.strip()) for cell in row) > 1:
            break
    return rows


def names_columns(cells: Sequence[str]) -> bool:
    """Whether at least two of `cells` and most of those with text are headings."""
    known = sum(_heading(cell) is not None for cell in cells)
    return known >= 2 and known * 2 >= sum(bool(cell.strip()) for cell in cells)


def _is_heading(
    rows: Sequence[Sequence[str]], heading: Sequence[tuple[str, str | None] | None]
) -> bool:
    """Whether the first row names columns and is unlike the second one in what it names."""
    second = rows[1] if len(rows) > 1 else ()
    repeated = any(
        found and at < len(second) and second[at] == rows[0][at] for at, found in enumerate(heading)
    )
    return bool(rows) and names_columns(rows[0]) and not repeated


def _heading(cell: str) -> tuple[str, str | None] | None:
    """The word for a role and the language that a heading names, nothing if it names neither."""
    words = _WORDS.findall(cell.lower())
    if " ".join(words) in _HEADINGS:
        return " ".join(words), None
    if found := languages.split(cell):
        name = found[1] or "term"
        return (name, found[0]) if name in _HEADINGS else None
    for at in range(len(words) - 1, 0, -1):
        name = " ".join(words[:at])
        behind = languages.split(" ".join(words[at:]))
        if name in _HEADINGS and behind and not behind[1]:
            return name, behind[0]
    return None


def _with_languages(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Term columns that name no language have that of their cells; without one they are dropped.

    They are not where a column names the language of each row.
    """
    if any(column.role is Role.LANGUAGE for column in columns):
        return list(columns)
    found = []
    for column in columns:
        lang = column.lang
        if column.role is Role.TERM and lang is None:
            lang = languages.script(_cells(rows, column.at))
            if lang is None:
                continue
        found.append(replace(column, lang=lang))
    return found


def _with_owners(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """What stands behind a term and comes several times belongs to that term.

    Short and other forms without a language have that of the terms in their script, else that of
    the term before them.
    """
    heading = rows[0]
    terms = {column.lang[:2]: column.lang for column in columns if column.role is Role.TERM
             and column.lang}  # fmt: skip
    counts = Counter(heading[column.at].strip().lower() for column in columns)
    owner = lang = None
    found = []
    for column in sorted(columns, key=lambda column: column.at):
        if column.role is Role.TERM:
            owner, lang = column.at, column.lang
        if column.role in _INHERITING and not column.lang:
            written = languages.script(_cells(rows[1:], column.at)) or ""
            column = replace(column, lang=terms.get(written[:2], lang))
        repeated = counts[heading[column.at].strip().lower()] > 1
        mine = owner if repeated and column.role is not Role.TERM else None
        found.append(replace(column, owner=mine))
    return found


def _without_heading(rows: Sequence[Sequence[str]]) -> Layout:
    width = max(map(len, rows), default=0)
    # DeepL names the languages of each row in two more columns.
    coded = [at for at in range(2, width) if _is_codes(_cells(rows, at))]
    columns = _by_script([at for at in range(width) if at not in coded], rows)
    taken = {column.at for column in columns} | set(coded)
    notes = [Column(at, Role.NOTE) for at in range(width) if at not in taken]
    return Layout(tuple(columns + notes), (), has_heading=False)


def _is_codes(cells: Sequence[str]) -> bool:
    filled = {cell.strip() for cell in cells if cell.strip()}
    return 0 < len(filled) <= 2 and all(
        len(cell) <= 7 and languages.language(cell) for cell in filled
    )


def _by_script(places: Sequence[int], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The first column in each of two scripts."""
    found: dict[str, Column] = {}
    for at in places:
        lang = languages.script(_cells(rows, at))
        if lang and lang[:2] not in found and len(found) < 2:
            found[lang[:2]] = Column(at, Role.TERM, lang)
    return list(found.values())


def _cells(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at] for row in rows if at < len(row)]
