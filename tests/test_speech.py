"""A spaCy pipeline of the user decides which English phrases are terms."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner

from termx.cli import main
from termx.errors import ConfigError
from termx.models import Candidate, Document, Kind, Occurrence, Segment
from termx.speech import load, noun_phrases

TEXT = "States patrol harbour zones. Flooded harbours and marine litter harm States."
TAGS = {
    "NOUN": ["states", "harbour", "zones", "harbours", "litter"],
    "ADJ": ["marine"],
    "VERB": ["patrol", "harm", "flooded"],
    "CCONJ": ["and"],
}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    for pos, found in TAGS.items():
        tag = {"TAG": "VBN"} if pos == "VERB" else {}
        for word in found:
            attributes = {"POS": pos, **(tag if word == "flooded" else {})}
            ruler.add([[{"LOWER": word}]], attributes)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "tagger")
    return str(tmp_path / "tagger")


def candidate(form: str, kind: Kind = Kind.THEME) -> Candidate:
    segment = Segment(Document("a.txt", TEXT, lang="en"), 0, len(TEXT))
    at = TEXT.index(form)
    return Candidate(form, "en", kind, (Occurrence(segment, at, at + len(form)),))


def test_themes_are_noun_phrases(folder: str) -> None:
    terms = ["harbour zones", "patrol harbour", "Flooded harbours", "marine litter", "litter harm"]
    found = noun_phrases([candidate(form) for form in terms], load(folder))
    assert [item.form for item in found] == ["harbour zones", "Flooded harbours", "marine litter"]


def test_names_are_left_alone(folder: str) -> None:
    name = candidate("patrol harbour", Kind.ORGANIZATION)
    assert noun_phrases([name], load(folder)) == (name,)


def test_a_pipeline_that_tags_nothing_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ConfigError, match="no parts of speech"):
        noun_phrases([candidate("marine litter")], load(str(tmp_path / "blank")))


def test_the_option_names_a_pipeline(tmp_path: Path, folder: str) -> None:
    for name, line in (
        ("a.zh", "港口区域的海洋垃圾。"),
        ("a.en", "Marine litter in harbour zones."),
    ):
        (tmp_path / name).write_text((line + "\n") * 5, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.zh", "a.en")]
    done = CliRunner().invoke(main, ["harvest", "--bitext", *files, "--spacy", "nowhere"])
    assert done.exit_code == 2
    assert "python -m spacy download nowhere" in done.stderr
    done = CliRunner().invoke(main, ["harvest", "--bitext", *files, "--spacy", folder])
    assert done.exit_code == 0, done.stderr
    assert "pipeline:" in done.stdout
