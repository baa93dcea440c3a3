"""Whatever is killed at whatever moment, no output is broken and the next run gives the same."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from termx import collection
from termx.engines import TRIES, Processes
from termx.errors import WorkError
from termx.pipeline import Pipeline
from termx.run import run
from tests.scale import deadly

MOMENTS = {"1": 10, "2": 3}
"""So many runs are killed, by --jobs."""

OLD = b"what was there before"

# Runs of the command begin as copies of a process that has done its imports and read its word
# lists: what is to be killed is work. The parts are small, so that there are several.
SERVER = """
import json, os, sys
from termx import collection
from termx.cli import main
collection.PART = 4_000
try:
    main(["harvest", sys.argv[1], "-q", "-o", sys.argv[2], "--no-cache"])
except SystemExit:
    print("ready", flush=True)
for line in sys.stdin:
    run = os.fork()
    if not run:
        os.setsid()
        main(json.loads(line))
    print(run, flush=True)
    sys.stdin.readline()  # only now the number of the process may be given to another one
    print(os.waitstatus_to_exitcode(os.waitpid(run, 0)[1]), flush=True)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with twenty documents."""
    draw = random.Random(3)  # noqa: S311  the same in every run
    folder = tmp_path / "documents"
    folder.mkdir()
    bodies = ["珊瑚礁养护委员会", "海洋垃圾问题工作组", "联合国毒品和犯罪问题办公室", "海龟基金"]
    for number in range(20):
        lines = [f"A/RES/98/{number}", ""]
        for _ in range(15):
            lines += [f"请{draw.choice(bodies)}执行《珊瑚礁保护公约》，并就捕捞提交报告；", ""]
        (folder / f"A_RES_98_{number}.zh.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


class Runs:
    """Harvests of `documents` to `out`, one after the other, each in a process group of its own."""

    def __init__(self, server: subprocess.Popen[str], documents: Path, out: Path) -> None:
        self._server = server
        self._files = sorted(map(str, documents.iterdir()))
        self.out = out

    def start(self, *options: str) -> int:
        """The number of the process."""
        command = ["harvest", *self._files, "-q", "-o", str(self.out), *options]
        print(json.dumps(command), file=self._server.stdin, flush=True)
        return int(self._line())

    def code(self) -> int:
        """How the run that was started last ends."""
        print(file=self._server.stdin, flush=True)
        return int(self._line())

    def _line(self) -> str:
        assert self._server.stdout is not None
        return self._server.stdout.readline()


@pytest.fixture
def runs(documents: Path, tmp_path: Path) -> Iterator[Runs]:
    first = tmp_path / "first.zh.txt"
    shutil.copy(min(documents.iterdir()), first)
    environment = os.environ | {
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "pycache"),  # for worker processes
        "TERMX_CACHE": str(tmp_path / "cache"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(first), str(tmp_path / "first.json")],
        env=environment,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        yield Runs(server, documents, tmp_path / "out.json")
        server.kill()


@pytest.mark.parametrize("jobs", MOMENTS)
def test_killed_at_random_moments(runs: Runs, jobs: str, tmp_path: Path) -> None:
    expected, whole = expectation(runs, jobs)
    draw = random.Random(11)  # noqa: S311  the same in every run
    for _ in range(MOMENTS[jobs]):
        runs.out.write_bytes(OLD)
        process = runs.start("--jobs", jobs)
        time.sleep(draw.uniform(0.05, 1) * whole)
        os.kill(process, signal.SIGKILL)
        runs.code()
        assert ends(process), "a worker has outlived its run"
        if runs.out.read_bytes() != OLD:  # it had come so far
            assert runs.out.read_bytes() == expected
            shutil.rmtree(tmp_path / "cache")
    for _ in range(2):  # goes on with what the others left, then finds the whole result
        runs.out.unlink()
        runs.start("--jobs", jobs)
        assert runs.code() == 0
        assert runs.out.read_bytes() == expected


def expectation(runs: Runs, jobs: str) -> tuple[bytes, float]:
    """What a run writes that nothing happens to, and how long it takes."""
    seen = set()
    for _ in range(2):  # the modules of workers are compiled by the first
        begin = time.monotonic()
        runs.start("--jobs", jobs, "--no-cache")
        assert runs.code() == 0
        seen.add(runs.out.read_bytes())
    (expected,) = seen
    assert "珊瑚礁保护公约".encode() in expected
    return expected, time.monotonic() - begin


def ends(group: int) -> bool:
    """Whether all processes of `group` end soon."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_changed_document_changes_only_what_it_must(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection, "PART", 4_000)
    settings = Pipeline(tuple(sorted(documents.iterdir())), cache=tmp_path / "cache")
    run(settings)
    changed = documents / "A_RES_98_7.zh.txt"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text + "\n请海鸟保护委员会提交报告。\n", encoding="utf-8")
    before = entries(tmp_path)
    found = run(settings)
    assert any(term.text == "海鸟保护委员会" for item in found.concepts for term in item.terms)
    after = entries(tmp_path)
    assert all(after[path] == when for path, when in before.items()), "an entry was made again"
    assert run(replace(settings, cache=None)) == found


def entries(root: Path) -> dict[Path, int]:
    """The files of the cache and their inodes: an entry that is written again is a new file."""
    return {path: path.stat().st_ino for path in (root / "cache").rglob("*") if path.is_file()}


def test_a_worker_that_is_killed_is_replaced(pool: Processes, tmp_path: Path) -> None:
    state = (tmp_path, frozenset({3, 4, 17}))
    assert list(pool.map(deadly.dies_once, range(20), state)) == [number**2 for number in range(20)]
    assert list(pool.map(deadly.dies_once, range(20), state)) == [number**2 for number in range(20)]
    assert len(list(tmp_path.glob("died-*"))) == 3


def test_a_task_that_kills_every_worker(pool: Processes, tmp_path: Path) -> None:
    found = pool.map(deadly.dies, range(8), tmp_path)
    assert [next(found) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(WorkError, match="--jobs"):
        list(found)
    assert len((tmp_path / "tries").read_text()) >= TRIES
