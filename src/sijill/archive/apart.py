"""Items read in another process, one after the other, for a shard that a worker has died of: a page that ends the process loses nothing but itself."""

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_CONTEXT = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")


class Apart(Generic[_In, _Out]):
    """Calls `work` in a process of its own. `lost` gives the result of what ended that process twice."""

    def __init__(self, work: Callable[[_In], _Out], lost: Callable[[_In], _Out]) -> None:
        self._work, self._lost = work, lost
        self._child: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def __call__(self, given: _In) -> _Out:
        for _ in range(2):
            try:
                line = self._ready()
                line.send(given)
                return line.recv()  # type: ignore[no-any-return]  # what `work` gave
            except (EOFError, OSError):
                self.close()
        return self._lost(given)

    def close(self) -> None:
        """End the process."""
        if self._line is not None:
            self._line.close()
        if self._child is not None:
            self._child.kill()
            self._child.join()
        self._child = self._line = None

    def _ready(self) -> Connection:
        if self._line is None:
            self._line, other = _CONTEXT.Pipe()
            self._child = _CONTEXT.Process(target=_serve, args=(other, self._line, self._work), daemon=True)
            self._child.start()
            other.close()
        return self._line


def _serve(line: Connection, parents: Connection, work: Callable[[_In], _Out]) -> None:
    """Until the one who asks is gone."""
    parents.close()
    with suppress(EOFError, OSError):
        while True:
            line.send(work(line.recv()))
    os._exit(0)
