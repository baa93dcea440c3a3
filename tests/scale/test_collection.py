"""A collection in parts gives the same in one process, in several, on a cluster, from a cache."""

from __future__ import annotations

import random
import signal
import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from opencc import OpenCC

from termx import collection as collections
from termx.cache import Cache
from termx.clean import clean
from termx.collection import Collection, divided, parts
from termx.engines import Serial, engine
from termx.errors import ConfigError
from termx.formats import FORMATS
from termx.harvest import harvest, harvest_parts, keyterms
from termx.models import Candidate, Place
from termx.pipeline import Pipeline
from termx.read import read
from termx.run import run
from termx.segment import paragraphs
from tests.scale import deadly

LIMIT = 8


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Twelve documents in several parts, one of them broken, one in traditional characters."""
    draw = random.Random(7)  # noqa: S311  the same in every run
    bodies = ["珊瑚礁养护委员会", "海洋垃圾问题工作组", "联合国毒品和犯罪问题办公室", "海龟基金"]
    treaties = ["珊瑚礁保护公约", "海洋噪声议定书", "联合国反腐败公约"]
    found = []
    for number in range(12):
        lines = [f"A/RES/98/{number}", f"2043年12月{number + 1}日", ""]
        for _ in range(20):
            body, treaty = draw.choice(bodies), draw.choice(treaties)
            lines.append(f"请{body}与各国合作执行《{treaty}》，并就打击非法捕捞提交报告；")
            lines.append("")
        text = "\n".join(lines)
        path = tmp_path / f"A_RES_98_{number}.zh.txt"
        path.write_text(OpenCC("s2t").convert(text) if number == 5 else text)
        found.append(path)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    monkeypatch.setattr(collections, "PART", 8_000)
    return (*found[:3], broken, *found[3:])


def described(candidates: tuple[Candidate, ...]) -> list[tuple[object, ...]]:
    """What a user sees of `candidates`, places in the files included."""
    return [
        (item.form, item.lang, item.kind, item.score, item.defines, item.attestation, _seen(item))
        for item in candidates
    ]


def _seen(candidate: Candidate) -> list[tuple[str, Place, str]]:
    return [
        (place.segment.document.path, place.place, place.text) for place in candidate.occurrences
    ]


def test_parts_are_of_the_files_alone(files: tuple[Path, ...]) -> None:
    divided = parts(files)
    assert len(divided) > 2
    assert tuple(path for part in divided for path in part) == files


def test_an_item_that_grows_comes_or_goes_changes_the_parts_near_by() -> None:
    items = [(number, f"A_RES_98_{number}.txt", 100) for number in range(400)]
    whole = divided(items, 2_000)
    assert [number for part in whole for number in part] == list(range(400))
    assert all(10 <= len(part) <= 20 for part in whole[:-1])
    longer = [*items[:200], (200, items[200][1], 900), *items[201:]]
    for other in (longer, [*items[:200], *items[201:]], [(400, "new.txt", 100), *items]):
        fresh = [part for part in divided(other, 2_000) if part not in whole]
        assert 1 <= len(fresh) <= 6


def test_parts_and_processes_do_not_matter(
    files: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyterms, "_CHUNK", 7)  # else all clauses are one chunk
    one = Collection(parts(files), Serial())
    assert [failure.path.name for failure in one.survey().failures] == ["broken.docx"]
    expected = described(harvest_parts(one, limit=LIMIT))
    assert max(len(item[-1]) for item in expected) == LIMIT
    whole = Collection((files,), Serial())
    assert described(harvest_parts(whole, limit=LIMIT)) == expected
    with engine(2) as processes:
        for cache in (None, Cache(tmp_path / "cache"), Cache(tmp_path / "cache")):
            divided = Collection(parts(files), processes, cache)
            assert described(harvest_parts(divided, limit=LIMIT)) == expected


def test_excerpts_lead_to_the_same_places_as_whole_documents(files: tuple[Path, ...]) -> None:
    good = tuple(path for path in files if path.suffix == ".txt")
    segments = [item for path in good for item in paragraphs(clean(read(path)))]
    in_memory = {(item.form, item.lang): item for item in harvest(segments)}
    assert any(language == "zh-Hant" for _, language in in_memory)
    for item in harvest_parts(Collection(parts(good), Serial())):
        known = in_memory[item.form, item.lang]
        assert (_seen(item), item.score) == (_seen(known), known.score)


def test_a_damaged_cache_is_made_anew(files: tuple[Path, ...], tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    expected = described(harvest_parts(Collection(parts(files), Serial()), limit=LIMIT))
    for attempt in range(3):
        found = harvest_parts(Collection(parts(files), Serial(), Cache(folder)), limit=LIMIT)
        assert described(found) == expected
        entries = sorted(path for path in folder.glob("*/*"))
        assert entries
        for number, path in enumerate(entries):
            if attempt == 0 and number % 2:
                path.write_bytes(path.read_bytes()[:-3])
            elif attempt == 1:
                path.write_bytes(b"")


def test_a_changed_document_changes_the_result(files: tuple[Path, ...], tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    harvest_parts(Collection(parts(files), Serial(), cache), limit=LIMIT)
    text = files[0].read_text()
    files[0].write_text(text + "\n请海鸟保护委员会提交报告。\n")
    found = harvest_parts(Collection(parts(files), Serial(), cache), limit=LIMIT)
    assert "海鸟保护委员会" in {item.form for item in found}


def test_an_engine_that_cannot_be_had() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ConfigError, match="dask scheduler"), engine(cluster="tcp://127.0.0.1:1"):
        pass


def test_a_cluster_gives_the_same_even_if_a_worker_dies(
    files: tuple[Path, ...], cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, (_, worker, _) = cluster
    expected = described(harvest_parts(Collection(parts(files), Serial()), limit=LIMIT))
    with engine(cluster=address) as machines:
        divided = Collection(parts(files), machines)
        assert described(harvest_parts(divided, limit=LIMIT)) == expected
        killed = False

        def report(stage: str, done: int, total: int) -> None:
            nonlocal killed
            if stage == "counting names" and not killed:
                killed = True
                worker.send_signal(signal.SIGKILL)

        assert described(harvest_parts(divided, limit=LIMIT, report=report)) == expected
        assert killed
        assert worker.wait(10) == -signal.SIGKILL


def test_a_worker_dies_while_it_works(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, processes = cluster

    def kill() -> None:
        while not (tmp_path / "stuck").exists():
            time.sleep(0.02)
        (stuck,) = [p for p in processes if str(p.pid) == (tmp_path / "stuck").read_text()]
        stuck.send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    with engine(cluster=address) as machines:
        squares = list(machines.map(deadly.stalls_once, range(12), tmp_path))
    killer.join()
    assert squares == [number**2 for number in range(12)]


def test_the_command_writes_the_same_bytes_with_a_cluster(
    files: tuple[Path, ...],
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = files[0].parent / "inner"
    folder.mkdir()
    monkeypatch.chdir(folder)  # the workers are elsewhere
    relative = tuple(Path("..") / path.name for path in files if path.suffix == ".txt")
    local = Pipeline(relative)
    expected = FORMATS["json"].dump(run(local))
    assert "珊瑚礁".encode() in expected
    assert FORMATS["json"].dump(run(replace(local, cluster=cluster[0]))) == expected
