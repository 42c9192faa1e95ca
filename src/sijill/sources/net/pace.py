"""Manners: one request at a time for each host, with a pause between two."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 60.0  # seconds that a site may ask to be waited for between two requests


class Pace:
    """Whose turn it is; `delay` is in seconds, and a site may ask for a longer one."""

    def __init__(self, delay: float = 1.0) -> None:
        self._delay = delay
        self._hosts: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._asked: dict[str, float] = {}
        self._lock = threading.Lock()

    def ask(self, host: str, delay: float | None) -> None:
        """A site asks for a pause of its own (Crawl-delay)."""
        if delay is not None:
            self._asked[host] = min(delay, LONGEST)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until nobody else asks this host, and long enough after the last who did."""
        with self._lock:
            own = self._hosts[host]
        with own:
            pause = self._last.get(host, float("-inf")) + max(self._delay, self._asked.get(host, 0.0)) - time.monotonic()
            if pause > 0:
                time.sleep(pause)
            try:
                yield
            finally:
                self._last[host] = time.monotonic()
