"""What the tests of the ledger share: one to fill, and readings of short articles."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sijill.ledger import Ledger
from sijill.packs import Packs
from sijill.reading import read
from sijill.records import Reading, Source

Tell = Callable[..., Reading]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sijill"


@pytest.fixture
def ledger(path: Path, packs: Packs) -> Iterator[Ledger]:
    with Ledger(path, packs) as opened:
        yield opened


@pytest.fixture(scope="session")
def tell(packs: Packs) -> Tell:
    """Reads a text; its id is its first words unless told."""

    def reading(text: str, id: str = "", **told: str) -> Reading:
        return read(Source(id=id or text[:20], text=text, **({"published": "2023-06-15"} | told)), packs)

    return reading
