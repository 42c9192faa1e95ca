"""What the tests of the reading room share: the example in a ledger, made once, and a reader who is let in."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from sijill.cli.options import Options, readings
from sijill.ledger import Ledger
from sijill.packs import Packs
from sijill.web import create_app
from sijill.web.safety import COOKIE, Door, door
from tests.web.chromium import ARGUMENTS, CHROMIUM


@pytest.fixture(scope="session")
def example(packs: Packs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged coverage in a ledger."""
    path = tmp_path_factory.mktemp("room") / "example.sijill"
    with Ledger(path, packs) as ledger:
        ledger.add(readings([str(files("sijill.examples").joinpath("coverage", "articles.jsonl"))], Options(), packs))
    return path


@pytest.fixture(scope="session")
def way_in() -> Door:
    return door()


@pytest.fixture(scope="session")
def room(example: Path, way_in: Door, packs: Packs) -> Iterator[TestClient]:
    """A reader of the example who came in by the token."""
    with TestClient(create_app(example, way_in, packs), base_url="http://127.0.0.1", cookies={COOKIE: way_in.token}) as client:
        yield client


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, for the tests that are not skipped without it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield browser
        browser.close()
