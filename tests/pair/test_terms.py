"""Equivalents of listed terms from bitext."""

from __future__ import annotations

from pathlib import Path

import pytest

from termx.engines import engine
from termx.errors import ConfigError
from termx.models import Concept, Status
from termx.pair import equivalents, read_terms
from termx.pair.beads import Kept
from termx.pair.lexicon import learn
from termx.pair.links import tokenized
from termx.read import bitext

from .bitext import ONCE, PAIRS, TERMS


@pytest.fixture(scope="module")
def concepts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Concept]:
    folder = tmp_path_factory.mktemp("bitext")
    lines = [*PAIRS, ONCE]
    for side, name in enumerate(("some.zh", "some.en")):
        (folder / name).write_text("".join(line[side] + "\n" for line in lines), encoding="utf-8")
    both = bitext(folder / "some.zh", folder / "some.en")
    found = equivalents([*TERMS, "极地考察", "火山"], Kept(both))
    return {concept.terms[0].text: concept for concept in found}


def test_terms_get_their_english(concepts: dict[str, Concept]) -> None:
    found = {term: concepts[term].terms[1].text.lower() for term in TERMS}
    assert found == TERMS


def test_a_term_seen_once_is_found_by_elimination(concepts: dict[str, Concept]) -> None:
    assert concepts["极地考察"].terms[1].text == "polar expeditions"


def test_both_contexts_are_of_one_bead(concepts: dict[str, Concept]) -> None:
    chinese, english = concepts["极地考察"].terms[:2]
    assert (chinese.context, english.context) == ONCE
    assert english.status is Status.PREFERRED
    assert english.note and english.note.startswith("confidence ")


def test_a_term_that_is_nowhere_has_no_english(concepts: dict[str, Concept]) -> None:
    (only,) = concepts["火山"].terms
    assert only.note == "not in the bitext"
    assert concepts["火山"].score == 0


def test_processes_do_not_change_the_lexicon() -> None:
    beads = tokenized(PAIRS)
    with engine(jobs=2) as processes:
        one, two = learn(beads), learn(beads, engine=processes)
    assert one.keys.tolist() == two.keys.tolist()
    assert one.to_english.given.tobytes() == two.to_english.given.tobytes()


def test_a_list_is_read_by_its_first_column(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("渔业\tx\n\n灯塔\n渔业\n", encoding="utf-8")
    assert read_terms(path) == ("渔业", "灯塔")


def test_an_empty_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="holds no terms"):
        read_terms(path)
