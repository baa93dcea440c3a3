"""Where work is done: in this process, in several, or on a Dask cluster, with the same result."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import pickle
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from termx.collector import collect_seldom
from termx.errors import ConfigError, WorkError

if TYPE_CHECKING:
    from distributed import Client

Item = TypeVar("Item")
State = TypeVar("State")
Result = TypeVar("Result")

AHEAD = 2
"""So many tasks a process are handed out before their turn: results wait in memory."""

TRIES = 3
"""So often work is begun anew that does not get on, as its processes or machines die."""


class Engine(Protocol):
    """Does a task for many items."""

    def map(
        self, task: Callable[[Item, State], Result], items: Sequence[Item], state: State
    ) -> Iterator[Result]:
        """`task(item, state)` for each item, in the order of `items`.

        `task` is a function of a module; items, state and results can be pickled.
        """
        ...


class Serial:
    """Everything in this process."""

    def map(
        self, task: Callable[[Item, State], Result], items: Sequence[Item], state: State
    ) -> Iterator[Result]:
        for item in items:
            yield task(item, state)


class Processes:
    """`jobs` processes on this machine."""

    def __init__(self, jobs: int, folder: Path) -> None:
        self._folder = folder
        self._pools = [_start() for _ in range(jobs)]

    def map(
        self, task: Callable[[Item, State], Result], items: Sequence[Item], state: State
    ) -> Iterator[Result]:
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
            pickle.dump(state, file, protocol=5)
        path = Path(file.name)
        done = tries = 0
        while done < len(items):
            before = done
            try:
                for result in self._window(task, items, done, path):
                    yield result
                    done += 1
            except BrokenProcessPool:
                tries = tries + 1 if done == before else 1
                if tries == TRIES:
                    raise WorkError(
                        "worker processes are killed again and again; give fewer --jobs,"
                        " the memory may be too small"
                    ) from None
                self._restart()
        path.unlink()

    def _window(
        self,
        task: Callable[[Item, State], Result],
        items: Sequence[Item],
        done: int,
        state: Path,
    ) -> Iterator[Result]:
        """The results from item `done` on.

        A process that is not far behind the others gets the same items in every stage: what it
        has read of them is still in its memory.
        """
        jobs = len(self._pools)
        waiting: deque[Future[Result]] = deque()
        owed: list[list[Future[Result]]] = [[] for _ in self._pools]
        broken = None
        for number in range(done, len(items)):
            owed = [[future for future in own if not future.done()] for own in owed]
            least = min(map(len, owed))
            own = number % jobs
            if len(owed[own]) > least + 1:
                own = next(i for i, futures in enumerate(owed) if len(futures) == least)
            try:
                future = self._pools[own].submit(_with_state, task, items[number], state)
            except BrokenProcessPool as error:
                broken = error  # what was done before is given first
                break
            owed[own].append(future)
            waiting.append(future)
            if len(waiting) > AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        if broken:
            raise broken

    def _restart(self) -> None:
        self.close()
        self._pools = [_start() for _ in self._pools]

    def close(self) -> None:
        """End the processes."""
        for pool in self._pools:
            pool.shutdown(wait=True, cancel_futures=True)


def _start() -> ProcessPoolExecutor:
    """A process that does one task after the other."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, context, initializer=_begin)


def _begin() -> None:
    """Prepare this process for work; it ends with the one that started it, however that ends."""
    collect_seldom()
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
    atexit.register(os._exit, 0)  # freeing what is in memory, object by object, takes seconds


def _with_state(task: Callable[[Any, Any], Result], item: object, state: Path) -> Result:
    return task(item, _state(state))


@lru_cache(2)
def _state(path: Path) -> object:
    value: object = pickle.loads(path.read_bytes())  # noqa: S301  written by `Processes`
    return value


class Cluster:
    """The workers of a Dask scheduler. They have termx installed and see the same files."""

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
