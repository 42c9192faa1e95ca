"""What the tests of the ledger share: one to fill, in a file and on a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sijill.ledger import Ledger
from sijill.packs import Packs
from tests.postgres import Server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sijill"


@pytest.fixture(scope="session")
def template(server: Server) -> str:
    """The name of a database with the tables of a ledger, from which others are made faster than by the migrations."""
    url = server.make()
    Ledger(url).close()
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture
def url(server: Server, template: str) -> str:
    """An empty ledger on the server."""
    return server.make(template)


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, path: Path) -> str:
    """Where a ledger is kept: each test with one is run twice."""
    return str(path) if request.param == "file" else str(request.getfixturevalue("url"))


@pytest.fixture
def ledger(place: str, packs: Packs) -> Iterator[Ledger]:
    with Ledger(place, packs) as opened:
        yield opened
