"""One run: files -> read -> clean -> segment -> harvest -> normalize -> pair -> `Glossary`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from termx.cache import Cache, content, fingerprint
from termx.errors import Failure, ReadError
from termx.garbage import few_collections
from termx.models import Glossary
from termx.pipeline import Pipeline, Result
from termx.progress import Report, silent


def run(
    pipeline: Pipeline,
    *,
    report: Report = silent,
    failed: Callable[[Failure], None] | None = None,
    warn: Callable[[str], None] | None = None,
) -> Glossary:
    """The glossary of a pipeline, which is known if nothing has changed since the cache saw it.

    A file that cannot be read is told to `failed` and left out; without `failed`, or if there is no
    other file, `ReadError` is raised. It is raised at once for a file that does not exist. Files
    with one symbol or name that are no translations of each other are told to `warn`.
    """
    read = (*pipeline.inputs, *(pipeline.bitext or ()), *pipeline.lexicon)
    for path in read:
        if not path.exists():
            raise ReadError(f"{path}: no such file; check the name")
    contents = tuple(map(content, read))
    settings = replace(pipeline, jobs=1, cluster=None, cache=None, outputs=())
    key = fingerprint("result", settings, contents)
    kept = Cache(pipeline.cache) if pipeline.cache else None
    result = cast("Result | None", kept.get(key)) if kept else None
    if result is None:
        from termx.compose import compose

        with few_collections():
            result = compose(pipeline, strict=failed is None, report=report)
        if kept and contents == tuple(map(content, read)):
            kept.put(key, result)
            kept.prune()
    if result.failures and failed is None:
        raise ReadError(result.failures[0].reason)
    for failure in result.failures:
        if failed is not None:
            failed(failure)
    for warning in result.warnings:
        if warn is not None:
            warn(warning)
    return result.glossary
