"""Reading on every core: pieces of work go out to processes, a few ahead of what is taken back, and come back in their order.

A process that dies (killed by a limit, by the system, by a fault in a library) takes nothing with it but the one item that killed it.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TypeVar

PIECE = 16  # items that go to a process at once,
HEAVY = 4_000_000  # or as many as weigh so much
_AHEAD = 64  # pieces that are out at a time: what keeps every process busy while a batch is stored,
_HELD = 25 * HEAVY  # or as many as weigh so much
_In = TypeVar("_In")
_Out = TypeVar("_Out")
_Work = Callable[[list[_In]], list[_Out]]
_Sent = tuple[list[_In], Future[list[_Out]]]


def each(
    pieces: Iterable[list[_In]],
    work: Callable[[list[_In]], list[_Out]],
    jobs: int,
    release: Callable[[], None],
    lost: Callable[[_In], _Out],
    apart: Callable[[_In], bool] = lambda _: False,
    weight: Callable[[_In], int] = lambda _: 0,
    fork: bool = sys.platform == "linux",
) -> Generator[_Out, None, None]:
    """The results of all pieces, in order. The first is worked on here, so that the processes start with packs loaded, and few items need none.

    What `apart` says of one of its items is that it must not be worked on here. `release` is called before the processes start: what must not be shared
    with them (a database) is let go of there. `lost` gives the result of an item whose process died of it. `fork` only where no threads run.
    """
    rest = iter(pieces)
    piece, here = next(rest, None), True
    while piece and here and not any(apart(item) for item in piece):
        yield from work(piece)
        piece, here = next(rest, None), jobs == 1
    if not piece:
        return
    release()
    pool = _pool(jobs, fork)
    try:
        waiting: deque[_Sent[_In, _Out]] = deque([(piece, _sent(pool, work, piece))])
        while waiting:
            while len(waiting) < _AHEAD + 2 * jobs and _held(waiting, weight) < _HELD and (more := next(rest, None)):
                waiting.append((more, _sent(pool, work, more)))
            piece, future = waiting.popleft()
            try:
                done = future.result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                done = _one_by_one(piece, work, lost, fork)
                pool = _pool(jobs, fork)
                waiting = deque((p, f if f.done() and not f.cancelled() and f.exception() is None else _sent(pool, work, p)) for p, f in waiting)
            yield from done
    finally:
        pool.shutdown(cancel_futures=True)


def pieces_of(items: Iterable[_In], size: int = PIECE, weight: Callable[[_In], int] = lambda _: 0) -> Iterator[list[_In]]:
    """A few at a time, and fewer of what is heavy."""
    piece: list[_In] = []
    heavy = 0
    for item in items:
        piece.append(item)
        heavy += weight(item)
        if len(piece) == size or heavy >= HEAVY:
            yield piece
            piece, heavy = [], 0
    if piece:
        yield piece


def _held(waiting: Iterable[_Sent[_In, _Out]], weight: Callable[[_In], int]) -> int:
    return sum(weight(item) for piece, _ in waiting for item in piece)


def _one_by_one(piece: list[_In], work: Callable[[list[_In]], list[_Out]], lost: Callable[[_In], _Out], fork: bool) -> list[_Out]:
    """The results of a piece that may have ended its process, each item tried by itself."""
    done: list[_Out] = []
    pool = _pool(1, fork)
    for item in piece:
        try:
            done += pool.submit(work, [item]).result()
        except BrokenProcessPool:
            done.append(lost(item))
            pool.shutdown()
            pool = _pool(1, fork)
    pool.shutdown()
    return done


def _pool(jobs: int, fork: bool) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("fork" if fork else "spawn"), _settle)


def _sent(pool: ProcessPoolExecutor, work: Callable[[list[_In]], list[_Out]], piece: list[_In]) -> Future[list[_Out]]:
    """A piece on its way; where the processes are gone already, one that says so."""
    try:
        return pool.submit(work, piece)
    except BrokenProcessPool as error:
        gone: Future[list[_Out]] = Future()
        gone.set_exception(error)
        return gone


def _settle() -> None:
    """A process of the pool leaves Ctrl-C to the one that started it, and ends with it, even if that one is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))  # a page that ends it leaves no gigabytes behind
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(parent: int) -> None:
    wait([parent])
    os._exit(1)
