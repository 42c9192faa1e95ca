"""Results as reports, and what was found taken away in the formats of other tools."""

import json
import re

import pytest
from fastapi.testclient import TestClient

from sijill.exports import FORMATS, available
from sijill.exports.quotes import LONGEST


def test_results_as_reports(room: TestClient) -> None:
    told = room.get("/find.json?party=CHN&as=reports&limit=200").json()
    assert len(told["reports"]) == told["found"]["reports"] > told["found"]["total"]
    assert {found["event"] for found in told["reports"]} == {event["id"] for event in told["found"]["events"]}
    days = [found["stored"]["article"]["published"] for found in told["reports"]]
    assert days == sorted(days, reverse=True)
    assert room.get("/find.json?party=CHN").json()["reports"] == []
    page = room.get("/find?party=CHN&as=reports&limit=2").text
    for found in told["reports"][:2]:
        assert f'/article/{found["stored"]["article"]["id"]}#r-{found["stored"]["key"]}"' in page
    assert "limit=4" in page  # there are more to show


@pytest.mark.parametrize("form", available())
def test_every_format_can_be_taken_away(room: TestClient, form: str) -> None:
    links = re.findall(rf'href="(/find/export/{form}[/?][^"]*)"', room.get("/find?party=CHN&year=2021").text)
    for link in links:
        answer = room.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        assert form == "claimreview" or (int(answer.headers["sijill-rows"]) > 0 and answer.content)
    assert [link.split("?")[0].endswith("/evidence") for link in links] == [False, True][: 1 + FORMATS[form].lossy]


def test_an_export_holds_what_is_shown_and_quotes_alone(room: TestClient) -> None:
    lines = room.get("/find/export/jsonl?party=CHN&year=2021").text.splitlines()
    assert len(lines) == room.get("/find.json?party=CHN&year=2021").json()["found"]["reports"]
    for line in map(json.loads, room.get("/find/export/plover/evidence?party=CHN&year=2021").text.splitlines()):
        assert 0 < len(line["exact"]) <= LONGEST


def test_a_format_that_is_not_there_is_said(room: TestClient) -> None:
    answer = room.get("/find/export/docx")
    assert answer.status_code == 404
    assert "jsonl" in answer.text
