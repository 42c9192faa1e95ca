"""The pages: each answers in both languages and as JSON, from search to sentence."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import sijill
from sijill.ledger import Ledger
from sijill.packs import Packs
from sijill.web import create_app
from sijill.web.gloss import wording
from sijill.web.language import LANGUAGES
from sijill.web.pages import PAGES
from sijill.web.safety import COOKIE, door


@pytest.fixture(scope="session")
def addresses(room: TestClient) -> dict[str, str]:
    """An address of each page, reached as a reader would."""
    events = room.get("/relation/CHN/RUS.json").json()["events"]
    event = max(events, key=lambda e: e["counts"]["reports"])["id"]
    telling = room.get(f"/event/{event}.json").json()["life"][0][1]
    article, report = telling["article"], telling["report"]
    told = {"home": "/", "find": "/find?words=meeting", "relation": "/relation/CHN/RUS", "event": f"/event/{event}", "article": f"/article/{article}"}
    lists = {name: f"/{name}" for name in ("due", "audit", "sources", "packs", "review")}
    return told | lists | {"compare": f"/compare/{event}", "history": "/review/history", "correct": f"/review/correct/{report}"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_each_page_in_each_language(room: TestClient, addresses: dict[str, str], page: str, language: str) -> None:
    answer = room.get(addresses[page], headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_each_page_has_a_twin_that_is_described(room: TestClient, addresses: dict[str, str], page: str) -> None:
    path, _, query = addresses[page].partition("?")
    assert room.get(f"{'/index' if path == '/' else path}.json?{query}").headers["content-type"] == "application/json"
    described = room.get("/api").json()["paths"]
    assert page in {entry["get"]["operationId"] for entry in described.values()}


def test_a_sentence_is_two_links_from_a_search(room: TestClient) -> None:
    event = re.search(r'href="(/event/\w+)"', room.get("/find?words=minutes").text)
    assert event
    article = re.search(r'href="(/article/\w+)#(r-\w+)"', room.get(event[1]).text)
    assert article
    assert f'id="{article[2]}"' in room.get(article[1]).text


def test_facets_narrow(room: TestClient) -> None:
    every, some = (room.get(f"/find.json?{query}").json()["found"] for query in ("party=CHN", "party=CHN&year=2021"))
    assert 0 < some["total"] < every["total"]
    assert some["reports"] == every["facets"]["year"]["2021"]


def test_a_gloss_in_both_languages(room: TestClient, addresses: dict[str, str]) -> None:
    told = {code: room.get(addresses["event"], headers={"accept-language": code}).text for code in LANGUAGES}
    assert "China and Russia met by video on 15 December 2021, say" in told["en"]
    assert "لقاء بين الصين وروسيا عبر الفيديو في 15 ديسمبر 2021، بحسب" in told["ar"]


def test_every_act_and_status_has_wording() -> None:
    from sijill.ledger.acts import acts

    for code in LANGUAGES:
        assert set(wording(code)["acts"]) == set(acts())
        assert set(wording(code)["modality"]) == {"actual", "planned", "possible", "urged", "denied", "cancelled"}


def test_what_is_not_there_is_said(room: TestClient) -> None:
    assert room.get("/event/zzzz").status_code == 404
    failure = room.get("/article/zzzz.json")
    assert (failure.status_code, failure.json()["error"]["code"]) == (404, "unknown-id")
    assert room.get("/find?limit=100000").status_code == 422
    assert "silence in the ledger" in room.get("/relation/ABW/AFG", headers={"accept-language": "en"}).text


def test_charts_are_drawn_and_can_be_taken_away(room: TestClient) -> None:
    for chart in ("timeline", "weights", "contacts"):
        assert room.get(f"/relation/CHN/RUS/{chart}.svg").text.startswith("<svg")
        spec = room.get(f"/relation/CHN/RUS/{chart}.vl.json").json()
        assert any(layer["data"]["values"] for layer in spec["layer"])
    assert "تعاون" in room.get("/relation/CHN/RUS/weights.svg?lang=ar").text
    assert room.get("/relation/CHN/RUS/other.svg").status_code == 422


def test_what_became_of_an_event_is_told_by_shape(room: TestClient) -> None:
    told = room.get("/relation/CHN/RUS.json").json()["events"]
    *_, rules, points = room.get("/relation/CHN/RUS/timeline.vl.json?lang=en").json()["layer"]
    assert len(points["data"]["values"]) == len(rules["data"]["values"]) == sum(event["time"]["earliest"] is not None for event in told)
    assert {row["status"] for row in points["data"]["values"]} == {"held", "planned"}
    shapes = points["encoding"]["shape"]["scale"]
    assert len(set(shapes["range"])) == len(shapes["domain"]) == 4
    assert room.get("/relation/CHN/RUS/timeline.svg?lang=ar").text.count("لقاء") > 0


def test_who_reported_an_event_stands_on_a_map_and_in_a_table(room: TestClient, addresses: dict[str, str]) -> None:
    told = room.get(f"{addresses['event']}.json").json()
    assert set(told["homes"].values()) == {"CHN", "RUS"}
    drawn = room.get(f"{addresses['event']}/reporters.vl.json?lang=en").json()
    homes = next(layer["data"]["values"] for layer in drawn["layer"] if "size" in layer.get("encoding", {}))
    assert {(row["name"], row["outlets"]) for row in homes} == {("China", 1), ("Russia", 1)}
    page = room.get(addresses["event"], headers={"accept-language": "en"}).text
    assert f"Not on the map: {len(told['outlets']) - 2} outlets" in page
    assert "الصين" in room.get(f"{addresses['event']}/reporters.svg?lang=ar").text


def test_the_reports_of_an_event_are_drawn_by_day(room: TestClient, addresses: dict[str, str]) -> None:
    life = room.get(f"{addresses['event']}.json").json()["life"]
    rows = room.get(f"{addresses['event']}/tellings.vl.json?lang=en").json()["layer"][0]["data"]["values"]
    assert sum(row["reports"] for row in rows) == len(life)
    assert {row["told"] for row in rows} == {"planned", "happened"}
    assert room.get(f"{addresses['event']}/tellings.svg").text.startswith("<svg")


def test_months_without_articles_are_told_apart_from_months_without_events(room: TestClient) -> None:
    months = {m["month"]: m for m in room.get("/relation/CHN/RUS.json").json()["months"]}
    assert months["2022-01"]["events"] == 0
    assert months["2022-05"]["articles"] == 0
    assert months["2022-02"]["articles"] > 0


def test_an_empty_ledger_says_what_to_do_next(packs: Packs, tmp_path: Path) -> None:
    Ledger(tmp_path / "empty.sijill", packs).close()
    way_in = door()
    empty = TestClient(create_app(tmp_path / "empty.sijill", way_in, packs), base_url="http://127.0.0.1", cookies={COOKIE: way_in.token})
    assert "sijill serve --example" in empty.get("/").text
    assert empty.get("/find").status_code == 200


def test_what_was_answered_is_made_anew_after_a_change(packs: Packs, tmp_path: Path) -> None:
    path = tmp_path / "grows.sijill"
    Ledger(path, packs).close()
    way_in = door()
    growing = TestClient(create_app(path, way_in, packs), base_url="http://127.0.0.1", cookies={COOKIE: way_in.token})
    assert growing.get("/index.json").json()["totals"]["events"] == 0
    with Ledger(path, packs) as ledger:
        ledger.add([sijill.read("France condemned the attack by Syria.", published="2023-06-15", id="a")])
    assert growing.get("/index.json").json()["totals"]["events"] > 0
