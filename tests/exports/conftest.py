"""What the tests of exports share: the coverage of the examples in a ledger, and a way to export it."""

import io
import json
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sijill.cli.options import Options, readings
from sijill.exports import Exported, How, export
from sijill.ledger import Ledger, Query
from sijill.packs import Packs


class Made(NamedTuple):
    data: bytes
    side: list[dict[str, Any]]
    done: Exported

    @property
    def lines(self) -> list[str]:
        return self.data.decode().split("\n")[:-1]

    @property
    def table(self) -> list[list[str]]:
        return [line.split("\t") for line in self.lines]

    @property
    def objects(self) -> list[Any]:
        return [json.loads(line) for line in self.lines]


Make = Callable[..., Made]


@pytest.fixture(scope="session")
def covered(tmp_path_factory: pytest.TempPathFactory, packs: Packs) -> Iterator[Ledger]:
    """A ledger that tests only read."""
    path: Path = tmp_path_factory.mktemp("exports") / "news.sijill"
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file, Ledger(path, packs) as ledger:
        ledger.add(readings([str(file)], Options(), packs))
        yield ledger


@pytest.fixture
def make(covered: Ledger) -> Make:
    def made(to: str, query: Query | None = None, ledger: Ledger | None = None, **how: Any) -> Made:
        out, side = io.BytesIO(), io.BytesIO()
        done = export(ledger or covered, to, out, query, How(**how), side)
        return Made(out.getvalue(), [json.loads(line) for line in side.getvalue().splitlines()], done)

    return made
