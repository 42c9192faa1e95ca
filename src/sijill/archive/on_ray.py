"""The back-end on Ray: each shard is a task of Ray Core, done on whichever machine of a cluster has a core free.

The cluster is the one that `RAY_ADDRESS` names, else one that is started here and ended with the run. Every machine needs the same sijill, and sees the
archive and the folder under the same paths.
"""

import os
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sijill.archive.backends import Done, How
from sijill.archive.records import Task
from sijill.archive.shelf import marker_of
from sijill.archive.task import perform
from sijill.errors import ArchiveError, MissingExtra, SijillError

_BEAT = 1.0  # seconds
_AHEAD = 2  # tasks that are out for every core: one is done, one waits there
_PACKED = 5_000  # bytes of an archive that an item takes, about: Ray counts a worker's tasks, not their items
_STORE = 100_000_000  # bytes of Ray's store of objects: markers are all that goes through it


def run(tasks: Sequence[Task], how: How) -> Generator[Done, None, None]:
    """Do the tasks; what became of each, as soon as it is known. Raises MissingExtra, ArchiveError where there is no cluster."""
    if not tasks:
        return
    ray = _ray()
    with _cluster(ray, how.workers):
        work = ray.remote(num_cpus=1, max_retries=how.tries - 1, max_calls=_calls(tasks, how.recycle))(_attempt)
        rest, here = iter(tasks), os.getcwd()
        waiting: dict[Any, Task] = {}
        try:
            while True:
                for task in islice(rest, max(0, _room(ray, how.workers) - len(waiting))):
                    waiting[work.remote(task, here)] = task
                if not waiting:
                    return
                ready, _ = ray.wait(list(waiting), timeout=_BEAT)
                how.beat()
                for reference in ready:
                    yield _taken(ray, reference, waiting.pop(reference), how.tries)
        finally:
            for reference in waiting:
                ray.cancel(reference, force=True)


def _attempt(task: Task, here: str) -> Done:
    """A task done on a machine of the cluster, from the folder `here` where its paths are not absolute."""
    try:
        if os.path.isdir(here):
            os.chdir(here)
        return Done(task, perform(task))
    except SijillError as error:
        return Done(task, None, str(error))


def _taken(ray: Any, reference: Any, task: Task, tries: int) -> Done:
    """What became of a task. Nothing that a machine wrote counts unless it can be seen here."""
    try:
        done: Done = ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        return Done(task, None, f"its worker failed: {error.cause or str(error).strip().splitlines()[-1]}")
    except ray.exceptions.RayError as error:
        return Done(task, None, f"its worker died, {tries} times ({type(error).__name__})")
    if done.marker and not _seen(task):
        return Done(task, None, "it was done on a machine whose folder is not the one here; give a folder that all machines share")
    return done


def _seen(task: Task) -> bool:
    """Whether a shard stands in the folder as it is seen here; file systems over a network take a moment."""
    for wait in (0, 0.5, 1, 2, 4):
        time.sleep(wait)
        if marker_of(task):
            return True
    return False


def _room(ray: Any, workers: int) -> int:
    """How many tasks may be out now: a cluster grows and shrinks."""
    return max(_AHEAD, int(ray.cluster_resources().get("CPU", workers) * _AHEAD))


def _calls(tasks: Sequence[Task], recycle: int) -> int:
    """After how many tasks a worker makes room for a fresh one."""
    return max(1, recycle * _PACKED * len(tasks) // max(1, sum(task.shard.size for task in tasks)))


def _ray() -> Any:
    """Ray, which tells nobody that it is used. Raises MissingExtra."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray
    except ImportError as error:
        raise MissingExtra("reading archives on a Ray cluster needs the extra `ray`", fix="pip install 'sijill[ray]', or read with --on local") from error
    return ray


@contextmanager
def _cluster(ray: Any, workers: int) -> Iterator[None]:
    """Joined to the cluster of `RAY_ADDRESS`, or to one of `workers` cores that is started here. Raises ArchiveError."""
    if ray.is_initialized():  # the caller's
        yield
        return
    address = os.environ.get("RAY_ADDRESS")
    own = {} if address else {"num_cpus": workers, "include_dashboard": False, "object_store_memory": _STORE}
    try:
        ray.init(address=address or "local", log_to_driver=False, logging_level="ERROR", **own)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        what = f"the Ray cluster at {address} cannot be joined" if address else "no Ray cluster can be started here"
        fix = "see that it runs, with the same versions of Ray and Python as here" if address else "say where one is with RAY_ADDRESS, or use --on local"
        raise ArchiveError(f"{what}: {str(error).strip().splitlines()[0]}", fix=fix) from error
    try:
        yield
    finally:
        ray.shutdown()
