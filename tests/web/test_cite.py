"""Citing: selectors as the export makes them, links to words on original pages, and none to what is not of the web."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import sijill
from sijill.ledger import Ledger
from sijill.packs import Packs
from sijill.web import create_app
from sijill.web.safety import COOKIE, door

_TEXT = "France condemned the attack by Syria."


def _event(packs: Packs, path: Path, url: str) -> tuple[TestClient, str]:
    """A room of one article at an address, and the page of its event that has most reports."""
    with Ledger(path, packs) as ledger:
        ledger.add([sijill.read(_TEXT, published="2023-06-15", id="a", url=url)])
        event = ledger.events("FRA")[0].id
    way_in = door()
    return TestClient(create_app(path, way_in, packs), base_url="http://127.0.0.1", cookies={COOKIE: way_in.token}), f"/event/{event}"


def test_selectors_are_those_of_the_export(room: TestClient) -> None:
    event = room.get("/find.json?party=CHN").json()["found"]["events"][0]
    cited = room.get(f"/event/{event['id']}.json").json()["citations"]
    assert [c["report"] for c in cited] == event["reports"]
    annotations = {item["id"]: item["target"] for item in room.get("/find/export/webannotation?party=CHN").json()["items"]}
    assert all(c["target"] == annotations[f"urn:sijill:{c['report']}"] for c in cited)
    page = room.get(f"/event/{event['id']}", headers={"accept-language": "ar"}).text
    assert "TextQuoteSelector" in page
    assert "محدِّدات" in page


def test_words_are_linked_on_the_original_page(packs: Packs, tmp_path: Path) -> None:
    client, address = _event(packs, tmp_path / "a.sijill", "https://news.example/a")
    link = "https://news.example/a#:~:text=France%20condemned%20the%20attack%20by%20Syria."
    assert client.get(f"{address}.json").json()["citations"][0]["passage"] == link
    assert f'href="{link}"' in client.get(address).text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://news.example/a"])
def test_no_other_address_is_linked(packs: Packs, tmp_path: Path, url: str) -> None:
    client, address = _event(packs, tmp_path / "a.sijill", url)
    cited = client.get(f"{address}.json").json()["citations"][0]
    assert cited["passage"] is None
    assert cited["target"]["source"].startswith("urn:sha256:")
    for shown in (address, f"/article/{cited['article']}"):
        assert url not in client.get(shown).text
    assert url not in json.dumps(client.get("/find/export/webannotation").json())
