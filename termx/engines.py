"""Where work is done: in this process, in several, or on a Dask cluster, with the same result."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import pickle
import tempfile
import threading
import time
from bisect import bisect_left, insort
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from termx.errors import ConfigError, WorkError
from termx.garbage import collect_seldom

if TYPE_CHECKING:
    from distributed import Client

Item = TypeVar("Item")
State = TypeVar("State")
Result = TypeVar("Result")

AHEAD = 4
"""So many tasks a process are handed out before the turn of their results, which wait in memory."""

TRIES = 3
"""So often work is begun anew, as the processes or machines die that do it."""


class Engine(Protocol):
    """Does a task for many items."""

    @property
    def local(self) -> bool:
        """Whether all work is done on this machine."""
        ...

    def map(
        self, task: Callable[[Item, State], Result], items: Sequence[Item], state: State
    ) -> Iterator[Result]:
        """`task(item, state)` for each item, in the order of `items`.

        `task` is a function of a module; items, state and results can be pickled.
        """
        ...


class Serial:
    """Everything in this process."""

    local = True

    def map(
        self, task: Callable[[Item, State], Result], items: Sequence[Item], state: State
    ) -> Iterator[Result]:
        for item in items:
            yield task(item, state)


class _Handed(NamedTuple):
    """An item that a process has in hand or waits to do next."""

    number: int
    worker: int
    pool: ProcessPoolExecutor


class Processes:
    """At most `jobs` processes on this machine; what they are told lies in `folder`."""

    local = True

    def __init__(self, jobs: int, folder: Path) -> None:
        self._folder = folder
        self._pools: list[ProcessPoolExecutor | None] = [None] * jobs

    def map(
        self, task: Callable[[Item, State], Result], items: Sequence[Item], state: State
    ) -> Iterator[Result]:
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
            pickle.dump(state, file, protocol=5)
        path = Path(file.name)
        left = list(range(len(items)))
        handed: dict[Future[Result], _Handed] = {}
        ready: dict[int, Future[Result]] = {}
        deaths: Counter[int] = Counter()
        for turn in range(len(items)):
            while turn not in ready:
                load = Counter(own.worker for own in handed.values())
                soon = left[: bisect_left(left, turn + AHEAD * len(self._pools))]
                for number, worker in self._choose(soon, load):
                    left.remove(number)
                    pool, future = self._submit(worker, task, items[number], path)
                    handed[future] = _Handed(number, worker, pool)
                for future in wait(handed, return_when=FIRST_COMPLETED).done:
                    own = handed.pop(future)
                    if not isinstance(future.exception(), BrokenProcessPool):
                        ready[own.number] = future
                        continue
                    self._replace(own.worker, own.pool)
                    insort(left, own.number)
                    deaths[own.number] += 1
                    if deaths[own.number] == TRIES:
                        raise WorkError(
                            "worker processes are killed again and again; give fewer --jobs, the"
                            " memory may be too small"
                        )
            yield ready.pop(turn).result()
        path.unlink()

    def _choose(self, soon: list[int], load: Counter[int]) -> Iterator[tuple[int, int]]:
        """Which of the items that are due `soon` which process gets.

        One that has nothing to do gets one of its own, else the oldest; every process then gets
        one of its own to do next. They are its own in every stage: what it has read of them is
        still in its memory.
        """
        jobs = len(self._pools)
        for busy in (False, True):
            for worker in range(jobs):
                own = [number for number in soon if number % jobs == worker]
                if load[worker] <= busy and (own or (soon and not busy)):
                    number = own[0] if own else soon[0]
                    soon.remove(number)
                    load[worker] += 1
                    yield number, worker

    def _submit(
        self, worker: int, task: Callable[[Item, State], Result], item: Item, state: Path
    ) -> tuple[ProcessPoolExecutor, Future[Result]]:
        pool = self._pools[worker] or _start()
        self._pools[worker] = pool
        try:
            return pool, pool.submit(_with_state, task, item, state)
        except BrokenProcessPool:
            self._replace(worker, pool)
            return self._submit(worker, task, item, state)

    def _replace(self, worker: int, pool: ProcessPoolExecutor) -> None:
        """Have a new process in the place of one that was killed."""
        if self._pools[worker] is pool:
            self._pools[worker] = None
            pool.shutdown(wait=False)

    def close(self) -> None:
        """End the processes."""
        for pool in filter(None, self._pools):
            pool.shutdown(wait=True, cancel_futures=True)


def _start() -> ProcessPoolExecutor:
    """A process that does one task after the other."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, context, initializer=_begin)


def _begin() -> None:
    """Prepare this process for work; it ends with the one that started it, however that ends."""
    collect_seldom()
    parent = multiprocessing.parent_process()

    def wait_for_end() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait_for_end, daemon=True).start()
    atexit.register(os._exit, 0)  # freeing what is in memory, object by object, takes seconds


def _with_state(task: Callable[[Any, Any], Result], item: object, state: Path) -> Result:
    return task(item, _state(state))


@lru_cache(2)
def _state(path: Path) -> object:
    value: object = pickle.loads(path.read_bytes())  # noqa: S301  written by `Processes`
    return value


class Cluster:
    """The workers of a Dask scheduler. They have termx installed and see the same files."""

    local = False

    def __init__(self, client: Client) -> None:
        self._client = client

    def map(
        self, task: Callable[[Item, State], Result], items: Sequence[Item], state: State
    ) -> Iterator[Result]:
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        done = tries = 0
        while done < len(items):
            before = done
            try:
                for result in self._window(task, items[done:], state):
                    yield result
                    done += 1
            except (KilledWorker, FutureCancelledError, OSError, RuntimeError) as error:
                # RuntimeError: the scheduler cannot read what it is given, as a future in it is
                # lost with its worker, or as termx is another one there.
                if isinstance(error, RuntimeError) and "deserialization" not in str(error):
                    raise
                tries = tries + 1 if done == before else 1
                if tries == TRIES:
                    reason = str(error).partition("\n")[0]
                    raise WorkError(
                        f"the workers of the cluster are lost again and again ({reason}); look at"
                        " their logs and their memory; termx, Dask and Python must be the same"
                        " everywhere"
                    ) from None
                time.sleep(tries)  # the scheduler may not know yet that a worker is gone

    def _window(
        self, task: Callable[[Item, State], Result], items: Sequence[Item], state: State
    ) -> Iterator[Result]:
        shared = self._client.scatter(state, broadcast=True, hash=False)
        threads = sum(self._client.nthreads().values())
        folder = str(Path.cwd())
        waiting: deque[Any] = deque()
        for item in items:
            there = self._client.submit(_there, task, item, shared, folder, pure=False)
            waiting.append(there)
            if len(waiting) > AHEAD * max(1, threads):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _there(task: Callable[[Any, Any], Result], item: object, state: object, folder: str) -> Result:
    """Do a task on a worker of a cluster; paths mean there what they mean here."""
    try:
        os.chdir(folder)
    except OSError:
        raise WorkError(
            f"a worker of the cluster does not see {folder}; give it the same files at this place"
        ) from None
    return task(item, state)


@contextmanager
def engine(jobs: int = 1, cluster: str | None = None) -> Iterator[Engine]:
    """The engine for the settings of a run, which ends with the block.

    Raises `ConfigError` where there is no Dask or no scheduler at the address.
    """
    if cluster is not None:
        with _client(cluster) as client:
            yield Cluster(client)
    elif jobs > 1:
        with tempfile.TemporaryDirectory(prefix="termx-") as folder:
            processes = Processes(jobs, Path(folder))
            try:
                yield processes
            finally:
                processes.close()
    else:
        yield Serial()


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise ConfigError(
            "--cluster needs Dask, which is not installed: pip install 'termx[cluster]'"
        ) from None
    try:
        return Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        reason = str(error).splitlines()[0] if str(error) else "no answer"
        raise ConfigError(
            f"no Dask scheduler at {address} ({reason}); start one with: dask scheduler"
        ) from None
