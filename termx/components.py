"""The spaCy side: a Chinese tokenizer and a component that marks terms.

Both are found by spaCy through entry points, without an import of termx.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import DummyTokenizer
from spacy.vocab import Vocab

from termx import formats, lang
from termx.formats import json
from termx.harvest import ALL, harvest
from termx.harvest.occurrences import cover
from termx.match import Matcher
from termx.models import Document, Glossary, Kind, Paragraph, Review
from termx.pipeline import THEMES
from termx.segment import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_FILE = "glossary.json"


def chinese_tokenizer(terms: Sequence[str] = ()) -> Callable[[Language], ChineseTokenizer]:
    """The tokenizer `termx.ChineseTokenizer.v1` of a spaCy config.

    `terms` stay one token each. They are part of the config, so a saved pipeline keeps them, and
    they hold for this tokenizer alone: jieba's own dictionary, which every user of the process
    shares, is not touched.
    """

    def create(nlp: Language) -> ChineseTokenizer:
        return ChineseTokenizer(nlp.vocab, terms)

    return create


class ChineseTokenizer(DummyTokenizer):
    """Cuts text into the terms that were given to it and, between them, the words of jieba.

    Where terms overlap the longest holds. Traditional and full-width text is cut as its simplified,
    half-width copy would be. The tokens join back to the text exactly.
    """

    def __init__(self, vocab: Vocab, terms: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self.terms = tuple(terms)
        self._matcher = Matcher(self.terms)

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for word in self._cut(text):
            if not word.isspace():
                words.append(word)
                spaces.append(False)
            elif word == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            elif words and words[-1].isspace():
                words[-1] += word
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _cut(self, text: str) -> Iterator[str]:
        """Terms and words of `text`; every character of white space is a piece of its own."""
        folded = lang.simplified(lang.fold_width(text))
        position = 0
        for start, end, _ in (*self._matcher(text), (len(text), len(text), -1)):
            for word in lang.words(folded[position:start]):
                yield text[position : position + len(word)]
                position += len(word)
            if start < end:
                yield text[start:end]
            position = end


@Language.factory("termx_harvester", assigns=["doc.spans"])
def termx_harvester(
    nlp: Language,
    name: str,
    harvesters: Sequence[str] = ALL,
    themes: int = THEMES,
    spans_key: str = "termx",
    glossary: str | None = None,
) -> TermHarvester:
    """The component `termx_harvester` of a spaCy pipeline.

    `harvesters` and `themes` are those of `termx.harvest.harvest`, `spans_key` names the group in
    `doc.spans`. `glossary` is the path of a file that `termx.formats` can read; it is read when the
    first document comes or the pipeline is saved, and not needed again by what was saved. Raises
    `ConfigError` for a harvester that does not exist.
    """
    return TermHarvester(
        nlp.lang or "", harvesters=harvesters, themes=themes, spans_key=spans_key, path=glossary
    )


class TermHarvester:
    """Marks the terms of each document in `doc.spans[spans_key]`, which is always set.

    Marked are the terms of the glossary in the language of the pipeline, rejected concepts left
    out and deprecated terms included, and in a Chinese pipeline also what `termx.harvest` finds in
    this one document, a line being a paragraph. English text is only matched with the glossary.
    `span.label_` is the kind of the concept and `span.id_` its id, empty if it is not in the
    glossary.

    Spans do not overlap: the longest holds, and of two equals the term of the glossary. Terms are
    found by characters; where tokens do not end with the term, the span is widened to whole tokens.
    Exact spans need spaCy's character tokenizer (what `spacy.blank("zh")` has) or
    `termx.ChineseTokenizer.v1` with these terms.

    To harvest a collection jointly, run `termx.pipeline` on it and set `glossary` to the result.
    """

    def __init__(
        self,
        lang: str,
        *,
        harvesters: Sequence[str],
        themes: int,
        spans_key: str,
        path: str | None = None,
    ) -> None:
        harvest((), harvesters=harvesters)  # raises ConfigError for a wrong name
        self.lang = lang
        self.harvesters = tuple(harvesters)
        self.themes = themes
        self.spans_key = spans_key
        self._path = path
        self._known: _Known | None = None

    @property
    def glossary(self) -> Glossary:
        """The known terms. Raises `FormatError` if the file of the config cannot be read."""
        return self._terms().glossary

    @glossary.setter
    def glossary(self, glossary: Glossary) -> None:
        self._known = _Known(glossary, self.lang)

    def _terms(self) -> _Known:
        if self._known is None:
            self.glossary = formats.load(Path(self._path)) if self._path else Glossary("", ())
        return self._known  # type: ignore[return-value]  # the setter has just set it

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(Kind)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc.spans[spans_key]` and return `doc`."""
        doc.spans[self.spans_key] = SpanGroup(
            doc, name=self.spans_key, spans=list(self._spans(doc))
        )
        return doc

    def _spans(self, doc: Doc) -> Iterator[Span]:
        hits = [*self._terms().find(doc.text), *self._harvest(doc.text)]
        spans = [
            span
            for start, end, kind, id in hits
            if (span := doc.char_span(start, end, kind, span_id=id, alignment_mode="expand"))
        ]
        edges = [(span.start, span.end, index) for index, span in enumerate(spans)]
        for _, _, index in cover(edges):
            yield spans[index]

    def _harvest(self, text: str) -> Iterator[_Hit]:
        if self.lang != "zh":
            return
        folded = lang.simplified(text)
        lines = tuple(Paragraph(*line.span()) for line in _LINE.finditer(folded))
        segments = paragraphs(Document("", folded, "zh-Hans", paragraphs=lines))
        for candidate in harvest(segments, harvesters=self.harvesters, themes=self.themes):
            for place in candidate.occurrences:
                yield place.start, place.end, candidate.kind, ""

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The glossary; the settings are in the config of the pipeline."""
        return json.dump(self.glossary)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> TermHarvester:
        """Take the glossary that `to_bytes` returned. Raises `FormatError`."""
        self.glossary = json.parse(data.decode("utf-8"), "glossary of termx_harvester")
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the glossary into the folder `path`. Raises `FormatError`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        formats.dump(self.glossary, folder / _FILE)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> TermHarvester:
        """Take the glossary that `to_disk` wrote. Raises `FormatError`."""
        self.glossary = formats.load(Path(path) / _FILE)
        return self


_Hit = tuple[int, int, Kind, str]
"""Start and end of a term, its kind, the id of its concept."""


class _Known:
    """The terms of a glossary in one language, ready to be found."""

    def __init__(self, glossary: Glossary, lang: str) -> None:
        self.glossary = glossary
        self._terms = tuple(
            (term.text, concept)
            for concept in glossary.concepts
            if concept.review is not Review.REJECTED
            for term in concept.terms
            if term.lang.partition("-")[0] == lang
        )
        self._matcher = Matcher([text for text, _ in self._terms])

    def find(self, text: str) -> Iterator[_Hit]:
        for start, end, index in self._matcher(text):
            concept = self._terms[index][1]
            yield start, end, concept.kind, concept.id
