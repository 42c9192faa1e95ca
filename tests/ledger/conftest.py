"""What the tests of the ledger share: one to fill."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sijill.ledger import Ledger
from sijill.packs import Packs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sijill"


@pytest.fixture
def ledger(path: Path, packs: Packs) -> Iterator[Ledger]:
    with Ledger(path, packs) as opened:
        yield opened
