"""Processes: who does what, and what is left when something goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from termx.engines import Processes, engine
from tests.scale import tasks


def test_nothing_to_do(pool: Processes) -> None:
    assert list(pool.map(tasks.who, [], None)) == []


def test_heavy_items_are_shared_although_they_belong_to_one_process(pool: Processes) -> None:
    list(pool.map(tasks.who, [0.1, 0.1], None))  # both have begun
    seconds = [0.4, 0.0] * 6
    found = list(pool.map(tasks.who, seconds, None))
    assert len({who for who, took in zip(found, seconds, strict=True) if took}) == 2


def test_no_more_processes_than_items(tmp_path: Path) -> None:
    processes = Processes(50, tmp_path)
    try:
        assert len(set(processes.map(tasks.who, [0.3, 0.3], None))) == 2
        assert sum(pool is not None for pool in processes._pools) == 2
    finally:
        processes.close()


def test_an_error_of_a_task_is_an_error_of_the_run_and_the_pool_goes_on(pool: Processes) -> None:
    found = pool.map(tasks.fails, range(8), None)
    assert [next(found) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="no threes"):
        next(found)
    assert list(pool.map(tasks.fails, [5, 6], None)) == [5, 6]


def test_a_pool_whose_results_nobody_wants_ends() -> None:
    with engine(2) as processes:
        found = processes.map(tasks.who, [0.1] * 10, None)
        next(found)
