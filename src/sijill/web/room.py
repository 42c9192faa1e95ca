"""What pages ask: the ledger, opened for reading alone, and the packs."""

from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from sijill.ledger import Ledger
from sijill.packs import Packs, load_packs

PATIENCE = 5.0  # seconds that a page's question may take


class Room:
    """The ledger at a path, for pages: it cannot write. Raises LedgerError."""

    def __init__(self, path: Path, packs: Packs | None = None, patience: float = PATIENCE) -> None:
        self.packs = packs or load_packs()
        Ledger(path, self.packs, create=False).close()  # an older ledger is brought to the tables of today first
        self.ledger = Ledger(path, self.packs, create=False, patience=patience)


def _room(request: Request) -> Room:
    room: Room = request.app.state.room
    return room


Asked = Annotated[Room, Depends(_room)]
