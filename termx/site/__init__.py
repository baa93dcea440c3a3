"""Site: glossaries become a folder that any web server, or none, can show.

`build` gives the files, `write` puts them into a folder. The assets are plain scripts and a style
sheet: no build chain, nothing from other places; `file://` works, so data come as scripts too.
"""

from __future__ import annotations

import hashlib
import html
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from termx import __version__
from termx.errors import FormatError
from termx.files import make_folder, write_whole
from termx.models import Concept, Glossary, Kind
from termx.site import data
from termx.site.changes import Changes, changes, published
from termx.site.downloads import downloads
from termx.site.scripts import simplifying

__all__ = ["Source", "build", "write"]

SCRIPTS = (
    "words.js",
    "dom.js",
    "store.js",
    "address.js",
    "fold.js",
    "search.js",
    "twins.js",
    "pictures.js",
    "concept.js",
    "list.js",
    "writers.js",
    "xlsx.js",
    "export.js",
    "home.js",
    "app.js",
)
"""The scripts of the page, in the order in which they need each other."""
LIVE = ("check.js", "live.js")
"""The scripts that only `termx serve` adds."""

MANIFEST = "site-files.txt"
_POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:;"
    " connect-src {connect}; base-uri 'none'; form-action 'none';"
    " require-trusted-types-for 'script'; trusted-types termx"
)
"""Nothing inline, nothing from elsewhere. On `file://` Firefox takes 'self' for nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """A glossary to be shown, the name of its files and addresses, the version published before."""

    name: str
    glossary: Glossary
    previous: Glossary | None = None


def build(
    sources: Sequence[Source],
    *,
    title: str | None = None,
    offer: bool = True,
    live: bool = False,
) -> dict[str, bytes]:
    """The files of the site by their paths, `/` between folders; the same input, the same bytes.

    Without `offer` there are no files of whole glossaries to download, which take the most time and
    room. `live` adds what only `termx serve` can do. Raises `FormatError`: a name or an id twice.
    """
    _check_names(sources)
    found = [
        changes(source.previous, source.glossary) if source.previous else None for source in sources
    ]
    items = _items(sources, found)
    made = {f"assets/{name}": _asset(name) for name in ("style.css", "icon.svg", *SCRIPTS)}
    if live:
        made |= {f"assets/{name}": _asset(name) for name in LIVE}
    title = title or _title(sources)
    meta, scripts = _data(items, found)
    made |= scripts
    meta["title"] = title
    meta["glossaries"] = [
        _glossary(number, source, items, made, offer) for number, source in enumerate(sources)
    ]
    meta["version"] = _version(made)
    made["data/meta.js"] = data.call("meta", meta)
    made["index.html"] = _index(title, live=live)
    made[MANIFEST] = "".join(f"{name}\n" for name in sorted([*made, MANIFEST])).encode()
    return dict(sorted(made.items()))


def write(made: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into `folder`, and remove those of an earlier site that are no more.

    Files that no site has written stay. Raises `FormatError`.
    """
    make_folder(folder)
    old = folder / MANIFEST
    stale = old.read_text("utf-8").splitlines() if old.is_file() else []
    for name, content in made.items():
        path = folder / name
        make_folder(path.parent)
        write_whole(path, content)
    for name in stale:
        path = folder / name
        if name not in made and ".." not in Path(name).parts and not Path(name).is_absolute():
            path.unlink(missing_ok=True)


def _title(sources: Sequence[Source]) -> str:
    """The titles of two glossaries; more do not fit beside the search field."""
    titles = [source.glossary.title for source in sources]
    return " · ".join(titles) if len(titles) < 3 else "Glossaries 术语库"


def _check_names(sources: Sequence[Source]) -> None:
    names = Counter(source.name for source in sources)
    for name, count in names.items():
        if count > 1:
            raise FormatError(f"two glossaries are called {name}; rename one of the files")
    for source in sources:
        ids = Counter(concept.id for concept in source.glossary.concepts)
        for id, count in ids.items():
            if count > 1:
                raise FormatError(f"{source.name}: two concepts have the id {id}; rename one")


def _items(sources: Sequence[Source], found: Sequence[Changes | None]) -> list[data.Item]:
    return [
        data.Item(
            number,
            f"{source.name}/{concept.id}",
            concept,
            changed.entries.get(concept.id, ()) if changed else (),
        )
        for number, (source, changed) in enumerate(zip(sources, found, strict=True))
        for concept in source.glossary.concepts
        if published(concept)
    ]


def _data(
    items: Sequence[data.Item], found: Sequence[Changes | None]
) -> tuple[dict[str, object], dict[str, bytes]]:
    """What the page has to know before its data, and the scripts that hold the data."""
    concepts = [item.concept for item in items]
    langs = _languages(concepts)
    kinds = [kind for kind in Kind if any(concept.kind is kind for concept in concepts)]
    subjects = sorted({concept.subject or "" for concept in concepts})
    letters = data.alphabets(items, langs)
    blocks = list(data.search_scripts(items, langs, letters, kinds, subjects))
    shards = data.concept_scripts(items)
    symbols, firsts = data.symbol_scripts(items)
    scripts = {
        f"data/{name}-{number}.js": script
        for name, group in (("search", blocks), ("concepts", shards), ("symbols", symbols))
        for number, script in enumerate(group)
    }
    removed = [
        [number, *(_shown(concept, lang) for lang in ("zh", "en"))]
        for number, changed in enumerate(found)
        for concept in (changed.removed if changed else ())
    ]
    terms = (term for concept in concepts for term in concept.terms)
    meta: dict[str, object] = {
        "termx": __version__,
        "count": len(items),
        "langs": langs,
        "letters": letters,
        "kinds": kinds,
        "subjects": subjects,
        "types": data.TYPES,
        "statuses": data.STATUSES,
        "blocks": len(blocks),
        "shards": len(shards),
        "symbols": firsts,
        "compared": any(found),
        "removed": removed,
        "matrix": _matrix(concepts, kinds, subjects),
        "simplify": simplifying(term.text for term in terms if term.lang.startswith("zh")),
    }
    return meta, scripts


def _languages(concepts: Sequence[Concept]) -> list[str]:
    """Chinese first, then English, then others."""
    found = {term.lang for concept in concepts for term in concept.terms}
    return sorted(found, key=lambda lang: (not lang.startswith("zh"), lang != "en", lang))


def _shown(concept: Concept, lang: str) -> str:
    return next((term.text for term in concept.terms if term.lang.startswith(lang)), "")


def _matrix(
    concepts: Sequence[Concept], kinds: Sequence[Kind], subjects: Sequence[str]
) -> list[tuple[int, int, int]]:
    """How many concepts each subject has of each kind: number of subject, of kind, count."""
    count = Counter((concept.subject or "", concept.kind) for concept in concepts)
    return sorted(
        (subjects.index(subject), kinds.index(kind), number)
        for (subject, kind), number in count.items()
    )


def _glossary(
    number: int, source: Source, items: Sequence[data.Item], made: dict[str, bytes], offer: bool
) -> dict[str, object]:
    """What the page says of a glossary; its downloads are added to `made`."""
    offered = []
    for download in downloads(source.glossary, source.name) if offer else ():
        made[f"downloads/{download.name}"] = download.data
        offered.append([download.format, download.name, len(download.data)])
    return {
        "name": source.name,
        "title": source.glossary.title,
        "signature": source.glossary.signature,
        "count": sum(item.glossary == number for item in items),
        "files": offered,
    }


def _version(made: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for name, content in sorted(made.items()):
        total.update(name.encode() + b"\0" + content + b"\0")
    return total.hexdigest()[:12]


def _index(title: str, *, live: bool) -> bytes:
    template = Template(_asset("index.html").decode())
    scripts = (*SCRIPTS[:-1], *LIVE, SCRIPTS[-1]) if live else SCRIPTS
    tags = [f'<script defer src="assets/{name}"></script>' for name in scripts]
    tags.insert(SCRIPTS.index("store.js") + 1, '<script defer src="data/meta.js"></script>')
    return template.substitute(
        title=html.escape(title),
        policy=_POLICY.format(connect="'self'" if live else "'none'"),
        scripts="\n".join(tags),
    ).encode()


def _asset(name: str) -> bytes:
    return (files(__name__) / "assets" / name).read_bytes()
