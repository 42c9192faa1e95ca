"""The local back-end: a process on every core, each with one shard in hand."""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from sijill.archive.backends import Done, How
from sijill.archive.parquet import sweep
from sijill.archive.records import Marker, Task
from sijill.archive.task import desk_of, perform
from sijill.errors import SijillError

_BEAT = 1.0  # seconds
_GRACE = 2.0  # seconds in which a worker that is stopped may take away what it has written half
_MUCH = 20_000_000  # bytes, for which it is worth the time to load every language first
_CONTEXT = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")


class _Worker:
    """A process, the line to it, the task that it has in hand and the items that it has read."""

    def __init__(self) -> None:
        self.line, other = _CONTEXT.Pipe()
        self.process: BaseProcess = _CONTEXT.Process(target=_serve, args=(other, self.line, os.getpid()))
        self.process.start()
        other.close()
        self.task: Task | None = None
        self.items = 0

    def give(self, task: Task) -> None:
        self.task = task
        with contextlib.suppress(OSError):  # one that is dead is seen to be
            self.line.send(task)

    def taken(self) -> Marker | str:
        """What became of the task in hand. Raises EOFError where the process is dead."""
        try:
            found: Marker | str = self.line.recv()
        except OSError as error:
            raise EOFError from error
        self.items += found.items if isinstance(found, Marker) else 0
        return found

    def end(self) -> None:
        self.process.terminate()
        self.process.join(_GRACE)
        self.process.kill()
        self.process.join()
        self.line.close()


def run(tasks: Sequence[Task], how: How) -> Generator[Done, None, None]:
    """Do the tasks; what became of each, as soon as it is known."""
    if not tasks:
        return
    if sum(task.shard.size for task in tasks) > _MUCH:
        desk_of(tasks[0].made).warm()  # once, before the processes start
    waiting, tries, workers = deque(tasks), dict.fromkeys((task.id for task in tasks), 0), list[_Worker]()
    try:
        while waiting or any(worker.task for worker in workers):
            _share(waiting, workers, min(how.workers, len(tasks)))
            ready = wait([worker.line for worker in workers if worker.task], _BEAT)
            how.beat()
            for worker in [worker for worker in workers if worker.line in ready]:
                task = worker.task
                assert task is not None
                tries[task.id] += 1
                try:
                    found = worker.taken()
                    worker.task = None
                except EOFError:
                    worker.process.join()
                    found = f"its worker died ({worker.process.exitcode})"
                if worker.task or worker.items >= how.recycle:
                    workers.remove(worker)
                    worker.end()
                if isinstance(found, Marker):
                    yield Done(task, found)
                elif tries[task.id] < how.tries:
                    waiting.append(task)
                else:
                    yield Done(task, None, found)
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.end()
            if worker.task:  # stopped before it could tidy up
                sweep(Path(worker.task.folder), worker.task.id)


def _share(waiting: deque[Task], workers: list[_Worker], most: int) -> None:
    """Give every free worker a task; more workers, while there are tasks for them."""
    for worker in workers:
        if waiting and not worker.task:
            worker.give(waiting.popleft())
    while waiting and len(workers) < most:
        workers.append(_Worker())
        workers[-1].give(waiting.popleft())


def _leave(number: int, frame: FrameType | None) -> None:
    """End once: what is written half is taken away meanwhile, and a second wish must not cut that short."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def _serve(line: Connection, parents: Connection, parent: int) -> None:
    """Do what comes, until nothing more does."""
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started it
    signal.signal(signal.SIGTERM, _leave)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))  # a page that ends it leaves no gigabytes behind

    def follow() -> None:
        if os.getppid() != parent:
            os._exit(1)

    with contextlib.suppress(EOFError, OSError):
        while True:
            task: Task = line.recv()
            try:
                line.send(perform(task, follow))
            except SijillError as error:
                line.send(str(error))
            except Exception as error:  # a disk that fails, or a fault of ours: said, and the other shards go on
                line.send(f"{type(error).__name__}: {error}")
