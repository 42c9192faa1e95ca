"""What tests share: the packs, loaded once, and a way to call the command line."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result

from sijill.cli import group
from sijill.packs import Packs, load_packs
from tests import postgres


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs()


@pytest.fixture
def sijill() -> Callable[..., Result]:
    """Calls `sijill` with arguments; `input` is its standard input."""

    def call(*arguments: object, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(group, [str(argument) for argument in arguments], input=input, catch_exceptions=False)

    return call


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server; tests of it are skipped where none is installed."""
    with postgres.server() as running:
        if running is None:
            pytest.skip("PostgreSQL is not installed")
        yield running
