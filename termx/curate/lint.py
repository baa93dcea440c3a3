"""Lint: what is wrong in a glossary itself, and what of it can be put right without a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from termx.curate.fixes import fixed
from termx.curate.rules import RULES, Rule
from termx.errors import ConfigError
from termx.formats import csv, is_curated, load
from termx.models import Glossary, Severity

__all__ = ["Problem", "fixed", "lint", "lint_file", "selected"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of a concept or of one of its terms; line and column are those of a CSV file."""

    rule: Rule
    message: str
    concept: str
    text: str | None = None
    line: int | None = None
    column: int | None = None

    @property
    def severity(self) -> Severity:
        return self.rule.severity


def lint(
    glossary: Glossary,
    rules: Sequence[Rule] = RULES,
    *,
    places: dict[tuple[str, int], tuple[int, int]] | None = None,
) -> tuple[Problem, ...]:
    """The problems of a glossary, in the order of its concepts, then of codes.

    `places` says where in a file a term of a concept stands, by its number; the first one also
    stands for the concept.
    """
    order = {concept.id: at for at, concept in enumerate(glossary.concepts)}
    found: list[tuple[tuple[int, int, int, str], Problem]] = []
    for rule in rules:
        for hit in rule.check(glossary):
            line, column = (places or {}).get((hit.concept, hit.term or 0), (None, None))
            text = None
            if hit.term is not None:
                text = glossary.concepts[order[hit.concept]].terms[hit.term].text
            problem = Problem(rule, hit.message, hit.concept, text, line, column)
            key = (line or 0, order[hit.concept], hit.term or 0, rule.code)
            found.append((key, problem))
    return tuple(problem for _, problem in sorted(found, key=lambda item: item[0]))


def lint_file(path: Path, rules: Sequence[Rule] = RULES) -> tuple[Problem, ...]:
    """The problems of the glossary in a file, with their places if it is a curated CSV.

    Raises `FormatError` if it cannot be read.
    """
    glossary = load(path)
    if not is_curated(path):
        return lint(glossary, rules)
    found = csv.places(path)
    concepts = tuple(
        replace(
            concept,
            terms=tuple(
                term if found[concept.id, number].has_pos else replace(term, pos="")
                for number, term in enumerate(concept.terms)
            ),
        )
        for concept in glossary.concepts
    )
    places = {name: (place.line, place.column) for name, place in found.items()}
    return lint(replace(glossary, concepts=concepts), rules, places=places)


def selected(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules whose codes or names begin with one of `select`, but with none of `ignore`.

    Without `select` all are. Raises `ConfigError` for a prefix that no rule has.
    """
    select, ignore = tuple(select), tuple(ignore)
    for prefix in (*select, *ignore):
        if not any(_has(rule, prefix) for rule in RULES):
            raise ConfigError(f"no rule {prefix}; there are {', '.join(r.code for r in RULES)}")
    return tuple(
        rule
        for rule in RULES
        if (not select or any(_has(rule, prefix) for prefix in select))
        and not any(_has(rule, prefix) for prefix in ignore)
    )


def _has(rule: Rule, prefix: str) -> bool:
    return rule.code.startswith(prefix.upper()) or rule.name == prefix.lower()
