"""Baselines: the findings that a project has today and does not want to hear of again.

A fingerprint holds no line number, so it survives edits around it: it is made of the file, the
rule, what is marked and the words around that. Where one fingerprint stands several times, it is
counted. Files are named as the folder of the baseline sees them, so that it holds wherever the
check is called from.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path, PurePath

from termx.check.folding import squeeze
from termx.errors import ConfigError
from termx.models import Finding

_AROUND = 12


def fingerprint(path: str, finding: Finding) -> str:
    """What stays the same of `finding` when the text elsewhere in the file `path` changes."""
    where = finding.occurrence
    text, segment = where.segment.document.text, where.segment
    around = (
        text[max(segment.start, where.start - _AROUND) : where.start],
        where.text,
        text[where.end : min(segment.end, where.end + _AROUND)],
    )
    parts = (PurePath(path).as_posix(), finding.code, *map(squeeze, around))
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def dump(findings: Iterable[tuple[str, Finding]], folder: Path) -> bytes:
    """The baseline in `folder` of `findings` (each with the path of its file), one line each."""
    counts: Counter[tuple[str, str, str]] = Counter(
        (named, finding.code, fingerprint(named, finding))
        for path, finding in findings
        for named in (_named(path, folder),)
    )
    rows = [
        {"path": path, "code": code, "fingerprint": mark, "count": count}
        for (path, code, mark), count in sorted(counts.items())
    ]
    body = ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{"termx-baseline": 1, "findings": [\n {body}\n]}}\n'.encode("utf-8", "surrogatepass")


def load(path: Path) -> Mapping[str, int]:
    """Fingerprints and how often each stands in the baseline file. Raises `ConfigError`."""
    try:
        data = json.loads(path.read_bytes())
        if data["termx-baseline"] != 1:
            raise ValueError("of another version")
        return Counter({str(row["fingerprint"]): int(row["count"]) for row in data["findings"]})
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; make it with --write-baseline") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigError(f"{path}: no baseline; make it with --write-baseline") from None


def new(
    path: str, findings: Iterable[Finding], known: Mapping[str, int], folder: Path
) -> tuple[Finding, ...]:
    """The findings in the file `path` that the baseline in `folder` does not know so often."""
    left = Counter(known)
    named = _named(path, folder)
    fresh = []
    for finding in findings:
        mark = fingerprint(named, finding)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            fresh.append(finding)
    return tuple(fresh)


def _named(path: str, folder: Path) -> str:
    """The file `path` as `folder` sees it; as it is given if it is elsewhere."""
    try:
        return Path(path).resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return PurePath(path).as_posix()
