"""What pages ask: the ledger, opened for reading alone, and the packs."""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from sijill.ledger import Ledger
from sijill.ledger.migrate import REVISIONS
from sijill.packs import Packs, load_packs

_T = TypeVar("_T")
_KEPT = 256  # answers that are kept
PATIENCE = 5.0  # seconds that a page's question may take
PROMPT = 1.0  # seconds within which a ledger that is well answers


class Room:
    """A ledger, for pages: it cannot write. Raises LedgerError."""

    def __init__(self, path: str | Path, packs: Packs | None = None, patience: float = PATIENCE) -> None:
        self.packs = packs or load_packs()
        Ledger(path, self.packs, create=False).close()  # an older ledger is brought to the tables of today first
        self.ledger = Ledger(path, self.packs, create=False, patience=patience)
        self._path = path
        self._kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._making: dict[tuple[object, ...], Lock] = {}
        self._turn = Lock()

    def schema(self) -> str:
        """The version of the ledger's tables, which is that of this program. Raises LedgerError if it cannot be opened anew, or has others."""
        with Ledger(self._path, self.packs, create=False, patience=PROMPT) as ledger:
            ledger.edition()
        return REVISIONS[-1]

    def kept(self, make: Callable[[], _T], *key: object) -> _T:
        """What `make` gives, from before if nothing has come into the ledger since: some pages go over all that two states did."""
        whole = (*key, self.ledger.edition())
        with self._turn:
            making = self._making.setdefault(whole, Lock())
        with making:  # who asks the same meanwhile waits for the answer, and does not work it out as well
            try:
                with self._turn:
                    if whole in self._kept:
                        self._kept.move_to_end(whole)
                        found: _T = self._kept[whole]
                        return found
                made = make()
                self._keep(whole, made)
                return made
            finally:
                self._making.pop(whole, None)

    def _keep(self, key: tuple[object, ...], made: object) -> None:
        with self._turn:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


def _room(request: Request) -> Room:
    room: Room = request.app.state.room
    return room


Asked = Annotated[Room, Depends(_room)]
