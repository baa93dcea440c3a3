"""What a run reads, how, and what it writes: the settings of `termx harvest`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from termx import formats
from termx.errors import ConfigError, Failure
from termx.files import check_writable, make_folder
from termx.harvest import ALL
from termx.models import Glossary

THEMES = 200

FOLDER_FORMATS = ("json", "tbx", "csv", "xlsx")
"""What is written when the output is a folder."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The settings of a run; `outputs` are files with the names of their formats."""

    inputs: tuple[Path, ...]
    title: str = "Glossary"
    subject: str | None = None
    harvesters: tuple[str, ...] = ALL
    themes: int = THEMES
    outputs: tuple[tuple[Path, str], ...] = ()
    bitext: tuple[Path, Path] | None = None
    """Two files of which line *i* of one is the translation of line *i* of the other."""
    terms: tuple[str, ...] = ()
    """Terms of which the bitext is to give the equivalents; nothing else is harvested."""
    lexicon: tuple[Path, ...] = ()
    """Glossaries that help to pair."""
    spacy: str | None = None
    """A spaCy pipeline whose parts of speech decide which English phrases are terms."""
    jobs: int = 1
    """Processes."""
    cluster: str | None = None
    """The address of a Dask scheduler, whose workers do what processes would."""
    cache: Path | None = None
    """A folder that keeps what was worked out, for the next run."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run makes, the files that were left out, and what the user ought to know."""

    glossary: Glossary
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()


def load(path: Path) -> Pipeline:
    """The pipeline that the TOML file `path` describes; its paths are relative to it.

    Raises `ConfigError` naming the file, the key and what is expected.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; give the path of a pipeline file") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not a TOML file ({error}); correct it there") from None
    _expect(path, table, _KEYS)
    inputs = tuple(_inputs(path, table.get("inputs", [])))
    if not inputs:
        raise ConfigError(f"{path}: has no inputs; list file names or globs relative to the file")
    if table.get("themes", THEMES) < 0:
        raise ConfigError(f"{path}: themes must not be negative; 0 means none")
    harvesters = tuple(table.get("harvesters", ALL))
    for name in harvesters:
        if name not in ALL:
            raise ConfigError(f"{path}: no harvester {name!r}; choose from {', '.join(ALL)}")
    return Pipeline(
        inputs,
        table.get("title", path.stem),
        table.get("subject"),
        harvesters,
        table.get("themes", THEMES),
        tuple(_outputs(path, table.get("outputs", {}))),
        spacy=table.get("spacy"),
    )


_KEYS: Mapping[str, type] = {
    "title": str,
    "inputs": list,
    "subject": str,
    "harvesters": list,
    "themes": int,
    "spacy": str,
    "outputs": dict,
}
_OUTPUT_KEYS: Mapping[str, type] = {"folder": str, "formats": list}


def _expect(path: Path, table: Mapping[str, object], keys: Mapping[str, type]) -> None:
    for key, value in table.items():
        if key not in keys:
            raise ConfigError(f"{path}: unknown key {key!r}; the keys are {', '.join(keys)}")
        if not isinstance(value, keys[key]) or isinstance(value, bool):
            raise ConfigError(f"{path}: {key} must be of type {keys[key].__name__}")
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{path}: {key} must be a list of strings")


def _inputs(path: Path, globs: Sequence[str]) -> Iterator[Path]:
    seen: set[Path] = set()
    for pattern in globs:
        try:
            matches = sorted(path.parent.glob(pattern))
        except (NotImplementedError, ValueError):
            raise ConfigError(
                f"{path}: inputs: {pattern!r} is not a glob relative to the file"
            ) from None
        matches = [found for found in matches if found.is_file()]
        if not matches:
            raise ConfigError(
                f"{path}: inputs: no file matches {pattern!r}; globs are relative to {path.parent}"
            )
        for found in matches:
            if found not in seen:
                seen.add(found)
                yield found


def _outputs(path: Path, table: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    _expect(path, table, _OUTPUT_KEYS)
    folder = Path(os.path.normpath(path.parent / str(table.get("folder", "."))))
    names = table.get("formats", FOLDER_FORMATS)
    if not names:
        raise ConfigError(f"{path}: formats is empty; choose from {', '.join(formats.FORMATS)}")
    for name in names if isinstance(names, list | tuple) else ():
        if name not in formats.FORMATS:
            known = ", ".join(formats.FORMATS)
            raise ConfigError(f"{path}: no format {name!r}; choose from {known}")
        yield folder / f"{path.stem}{formats.FORMATS[name].suffixes[0]}", name


def targets(paths: Sequence[Path]) -> tuple[tuple[Path, str], ...]:
    """Files and formats that are meant by `paths`: a file by its suffix, a folder for all."""
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.suffix and not path.is_dir():
            found.append((path, formats.of(path).name))
            continue
        for name in FOLDER_FORMATS:
            found.append((path / f"glossary{formats.FORMATS[name].suffixes[0]}", name))
    return tuple(found)


def check_outputs(pipeline: Pipeline) -> None:
    """Raise the `FormatError` that `write` would, as far as it can be foreseen."""
    for path, _ in pipeline.outputs:
        check_writable(path)


def write(glossary: Glossary, pipeline: Pipeline) -> Iterator[Path]:
    """Write the outputs of `pipeline`, yielding each as it is done; their folder is made.

    Raises `FormatError`.
    """
    for path, name in pipeline.outputs:
        make_folder(path.parent)
        formats.dump(glossary, path, format=name)
        yield path
