"""How far a run is: what is finished and what is in hand, and from these the rate and the time left."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sijill.archive.records import Marker, Task
from sijill.archive.shelf import in_hand


class Sight(NamedTuple):
    """What can be seen of a run at one moment. `share` is read of all bytes, from 0 to 1; `left` seconds, None while nothing tells."""

    shards: int
    of: int
    items: int
    rate: float
    share: float
    left: float | None


class Pace:
    """Follows the tasks of a run in a folder."""

    def __init__(self, folder: Path, tasks: Sequence[Task]) -> None:
        self._folder, self._sizes = folder, {task.id: max(1, task.shard.size) for task in tasks}
        self._begun, self._since = time.monotonic(), time.time()
        self._shards = self._items = self._bytes = 0

    def done(self, task: Task, marker: Marker | None) -> None:
        """A task was given back."""
        self._bytes += self._sizes.pop(task.id, 0)
        self._shards += marker is not None
        self._items += marker.items if marker else 0

    def sight(self) -> Sight:
        """How far it is now."""
        held = {shard: hand for shard, hand in in_hand(self._folder).items() if shard in self._sizes and hand.noted >= self._since}
        items = self._items + sum(hand.item for hand in held.values())
        read = self._bytes + sum(min(hand.at, self._sizes[shard]) for shard, hand in held.items())
        whole = self._bytes + sum(self._sizes.values())
        seconds = max(time.monotonic() - self._begun, 0.001)
        left = seconds * (whole - read) / read if read else None
        return Sight(self._shards, self._shards + len(self._sizes), items, items / seconds, read / whole if whole else 1.0, left)


def spoken(seconds: float | None) -> str:
    """A time as people say it."""
    if seconds is None:
        return "an unknown time"
    minutes, hours, days = round(seconds / 60), round(seconds / 3600), round(seconds / 86400)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{hours} h" if hours < 48 else f"{days} days"
