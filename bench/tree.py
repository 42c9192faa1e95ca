"""What a tree of processes takes: its peak memory and its seconds of processor, looked at twice a second. Linux."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_EVERY = 0.5  # seconds
_TICK = os.sysconf("SC_CLK_TCK")


class Use:
    """What was taken. Memory shared by several processes counts once; what a process took in its last half second may be missed."""

    def __init__(self) -> None:
        self.peak = 0  # bytes
        self._ticks: dict[tuple[int, int], int] = {}

    @property
    def seconds(self) -> float:
        """Of processor, by all processes together."""
        return sum(self._ticks.values()) / _TICK

    def look(self, root: int) -> None:
        """Add what all that descends from `root` takes now."""
        memory = 0
        for pid in descendants(root):
            try:
                words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                shared = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:  # ended meanwhile
                continue
            self._ticks[pid, int(words[19])] = int(words[11]) + int(words[12])
            memory += next((int(line.split()[1]) * 1024 for line in shared.splitlines() if line.startswith("Pss:")), 0)
        self.peak = max(self.peak, memory)


def descendants(root: int) -> list[int]:
    """The processes that a process started, and theirs; not itself."""
    children: dict[int, list[int]] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                parent = int(Path(entry.path, "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        more = children.get(waiting.pop(), [])
        found += more
        waiting += more
    return found


@contextmanager
def watched() -> Iterator[Use]:
    """Looks at all that this process starts, as long as the block runs."""
    use, over = Use(), threading.Event()

    def look() -> None:
        while not over.wait(_EVERY):
            use.look(os.getpid())

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield use
    finally:
        over.set()
        thread.join()
