"""The two sides of a relation: their positions, and what their media tell."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import sijill
from sijill.ledger import Ledger
from sijill.packs import Packs
from sijill.web import create_app
from sijill.web.safety import COOKIE, door

_TEXTS = (
    "China and Russia oppose unilateral sanctions.",
    "China opposes unilateral sanctions.",
    "Russia opposes protectionism.",
    "Beijing and Moscow enjoy a deep friendship.",
    "France opposes unilateral sanctions.",
)


@pytest.fixture
def opinionated(packs: Packs, tmp_path: Path) -> TestClient:
    """A room of articles that tell positions and an opinion."""
    path = tmp_path / "a.sijill"
    with Ledger(path, packs) as ledger:
        ledger.add([sijill.read(text, published="2023-06-15", id=f"a{n}", publisher=f"Example Post {n}") for n, text in enumerate(_TEXTS)])
    way_in = door()
    return TestClient(create_app(path, way_in, packs), base_url="http://127.0.0.1", cookies={COOKIE: way_in.token})


def test_positions_of_each_and_of_both(opinionated: TestClient) -> None:
    told = opinionated.get("/relation/CHN/RUS.json").json()["positions"]
    found = {stand["issue"] or stand["text"]: (stand["holders"], len(stand["tellings"])) for stand in told}
    assert found["sanctions"] == (["CHN", "RUS"], 2)  # not that of France
    assert found["protectionism"] == (["RUS"], 1)
    page = opinionated.get("/relation/CHN/RUS", headers={"accept-language": "ar"}).text
    assert page.index("مواقف مشتركة") < page.index("China and Russia oppose unilateral sanctions.")
    assert "France opposes" not in page


def test_opinions_lead_to_their_sentences(opinionated: TestClient) -> None:
    (others,) = opinionated.get("/relation/CHN/RUS.json").json()["media"]
    assert others["side"] == "others"
    (opinion,) = others["opinions"]
    assert (opinion["text"], opinion["tone"]) == ("deep friendship", "positive")
    assert (opinion["telling"]["publisher"], opinion["telling"]["sentence"]["exact"]) == ("Example Post 3", _TEXTS[3])


def test_media_of_each_side_against_others(room: TestClient) -> None:
    told = room.get("/relation/CHN/RUS.json").json()
    media = {m["side"]: m for m in told["media"]}
    assert list(media) == ["CHN", "RUS", "others"]
    assert (media["CHN"]["outlets"], media["RUS"]["outlets"]) == ({"xinhua": 1}, {"kremlin-website": 1})
    tellers = {event["id"]: {t["publisher"] for v in event["values"] if v["name"] == "modality" for t in v["tellings"]} for event in told["events"]}
    for side, own in (("CHN", {"新华社"}), ("RUS", {"kremlin.ru"})):
        assert media[side]["events"] == sum(bool(names & own) for names in tellers.values())
        assert set(media[side]["alone"]) == {id for id, names in tellers.items() if names <= own}
    assert set(media["others"]["alone"]) == {id for id, names in tellers.items() if not names & {"新华社", "kremlin.ru"}}
    assert "energy" in media["CHN"]["topics"]
    assert "energy" not in media["others"]["topics"]
    page = room.get("/relation/CHN/RUS", headers={"accept-language": "en"}).text
    assert "Told by them alone" in page


def test_a_party_with_itself_and_with_a_stranger(opinionated: TestClient) -> None:
    for pair in ("CHN/CHN", "ABW/AFG"):
        assert opinionated.get(f"/relation/{pair}").status_code == 200
