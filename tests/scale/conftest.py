"""What several tests of scale need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from termx.engines import Processes


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Processes]:
    """Two processes."""
    processes = Processes(2, tmp_path)
    try:
        yield processes
    finally:
        processes.close()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, each a process of its own."""
    pytest.importorskip("distributed")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    address = tmp_path / "scheduler.json"
    common = {"env": environment, "cwd": tmp_path, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "distributed.cli"]
    processes = [
        subprocess.Popen(
            [*dask[:2], "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
             "--no-dashboard", "--scheduler-file", str(address)], **common
        )
    ]  # fmt: skip
    for _ in range(2):
        processes.append(
            subprocess.Popen(
                [*dask[:2], "distributed.cli.dask_worker", "--scheduler-file", str(address),
                 "--nthreads", "1", "--no-dashboard", "--no-nanny"], **common
            )
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not address.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        yield json.loads(address.read_text())["address"], processes
    finally:
        for process in processes:
            process.kill()
            process.wait()
