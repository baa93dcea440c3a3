"""`--terms`: a list of terms gets its equivalents from bitext, whatever their language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from termx import lang
from termx.errors import ConfigError
from termx.models import Concept
from termx.pair.beads import Beads
from termx.pair.knowledge import Texts
from termx.pair.reverse import chinese_of
from termx.pair.terms import english_of
from termx.progress import Report, silent


def read_terms(path: Path) -> tuple[str, ...]:
    """The terms of a list, one a line; the first column counts. Raises `ConfigError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; give a list of terms, one a line") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8; save the list as UTF-8") from None
    lines = (line.split("\t")[0].strip() for line in text.splitlines())
    terms = tuple(dict.fromkeys(line for line in lines if line))
    if not terms:
        raise ConfigError(f"{path}: holds no terms; write one a line")
    return terms


def equivalents(
    terms: Sequence[str],
    work: Beads,
    *,
    given: Sequence[Texts] = (),
    report: Report = silent,
) -> tuple[Concept, ...]:
    """A concept for each of `terms` with what bitext shows of it in the other language, surest
    first. Terms with Chinese characters are Chinese, all others English.
    """
    concepts: list[Concept] = []
    for search, own in (
        (english_of, [term for term in terms if lang.has_han(term)]),
        (chinese_of, [term for term in terms if not lang.has_han(term)]),
    ):
        if own:
            concepts += search(own, work, given=given, report=report)
    return tuple(sorted(concepts, key=lambda item: (-item.score, item.terms[0].text)))
