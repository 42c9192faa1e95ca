"""Due, Audit, Compare, Sources and Packs: what they show is what the ledger and the packs hold."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import sijill
from sijill.ledger import Ledger
from sijill.ledger.watched import Listing, Look
from sijill.packs import Packs
from sijill.records import Failure, FailureLine
from sijill.web import create_app
from sijill.web.safety import COOKIE, door


def let_in(path: Path, packs: Packs) -> TestClient:
    way_in = door()
    return TestClient(create_app(path, way_in, packs), base_url="http://127.0.0.1", cookies={COOKIE: way_in.token})


@pytest.fixture
def told(packs: Packs, tmp_path: Path) -> TestClient:
    """A ledger with articles of two weeks, one that failed, one in no language that is read, and a watched source in trouble."""
    path = tmp_path / "told.sijill"
    with Ledger(path, packs) as ledger:
        for day in ("2023-06-12", "2023-06-18", "2023-06-19"):
            ledger.add([sijill.read("France condemned the attack by Syria.", published=day, id=day, publisher="Harbour <b>Wire</b>")])
        for line, code in enumerate(("bad-html", "language"), 7):
            ledger.add([FailureLine(error=Failure(code=code, file="pages.warc", line=line, id=None, message=f"it is {code}", fix="look at <i>it</i>"))])
        ledger.watching.begins("harbour", "https://harbour.example/feed", "2023-06-12T08:00:00+00:00")
        rows = [Listing(f"https://harbour.example/{n}") for n in range(3)]
        ledger.watching.succeeded("harbour", "2023-06-12T08:00:00+00:00", timedelta(hours=1), None, None, rows)
        ledger.watching.looked([Look(rows[0].url, "failed", error="http-404")], "2023-06-12T08:01:00+00:00")
        ledger.watching.failed("harbour", "2023-06-13T08:00:00+00:00", timedelta(hours=1), "timeout")
    return let_in(path, packs)


def test_what_is_due_follows_the_day(room: TestClient) -> None:
    early, late = (room.get(f"/due.json?on={day}").json() for day in ("2021-12-14", "2022-12-31"))
    assert early["states"]["open"] >= 1
    assert "open" not in late["states"]
    assert late["states"]["held"] == sum(promise["state"] == "held" for promise in late["promises"])


def test_due_is_narrowed_by_state_and_party(room: TestClient) -> None:
    every, held, none = (room.get(f"/due.json?{query}").json() for query in ("", "state=held", "party=CHN&party=BRA"))
    assert {promise["state"] for promise in held["promises"]} == {"held"}
    assert held["total"] == every["states"]["held"] < every["total"]
    assert held["states"] == every["states"]
    assert none["total"] == 0
    assert room.get("/due?state=perhaps").status_code == 422
    one = room.get("/due?limit=1", headers={"accept-language": "en"}).text
    assert one.count('class="gloss"') == 1
    assert "limit=2" in one


def test_findings_are_those_of_the_ledger_with_their_sentences(room: TestClient, example: Path, packs: Packs) -> None:
    with Ledger(example, packs) as ledger:
        known = ledger.audit()
    told = room.get("/audit.json").json()
    assert [f["says"] for f in told["findings"]] == [f.says for f in known]
    some = room.get("/audit.json?kind=ordinal-gap").json()
    assert some["total"] == told["kinds"]["ordinal-gap"] == len(some["findings"])
    page = room.get("/audit").text
    assert all(f'href="/article/{t.article}#r-{t.report}"' in page for f in known for t in f.evidence)


def test_accounts_stand_side_by_side(room: TestClient) -> None:
    event = max(room.get("/relation/CHN/RUS.json").json()["events"], key=lambda e: e["counts"]["reports"])["id"]
    assert f'href="/compare/{event}"' in room.get(f"/event/{event}").text
    told = room.get(f"/compare/{event}.json").json()
    found = told["comparison"]
    assert [side["id"] for side in found["sides"]] == ["CHN", "RUS", "others"]
    page = room.get(f"/compare/{event}", headers={"accept-language": "en"}).text
    assert page.count("only this side") == sum(row["only"] is not None for row in found["rows"])
    assert page.count('<tr class="clashes">') == sum(row["conflict"] for row in found["rows"]) > 0
    assert room.get("/compare/zzzz").status_code == 404


def test_accounts_are_told_in_arabic(room: TestClient) -> None:
    event = max(room.get("/relation/CHN/RUS.json").json()["events"], key=lambda e: e["counts"]["reports"])["id"]
    page = room.get(f"/compare/{event}", headers={"accept-language": "ar"}).text
    assert "انفرد به هذا الطرف" in page
    assert "وسائل أخرى" in page


def test_weeks_begin_on_monday_and_empty_ones_are_shown(told: TestClient) -> None:
    seen = told.get("/sources.json?weeks=3").json()
    assert seen["weeks"] == ["2023-06-05", "2023-06-12", "2023-06-19"]
    (outlet,) = (row for row in seen["outlets"] if row["read"])
    assert (outlet["weeks"], outlet["read"]) == ([0, 2, 1], 3)
    assert (seen["before"], seen["after"]) == (None, None)
    before = told.get("/sources.json?weeks=1&until=2023-06-18").json()
    assert (before["weeks"], before["after"]) == (["2023-06-12"], "2023-06-19")


def test_errors_of_sources_and_articles_are_shown(told: TestClient) -> None:
    seen = told.get("/sources.json").json()
    assert [f["code"] for f in seen["failures"]] == ["bad-html"]
    (unknown,) = (row for row in seen["outlets"] if not row["read"])
    assert (unknown["failed"], unknown["skipped"]) == (1, 1)
    assert (seen["watched"][0]["error"], seen["watched"][0]["errors"]) == ("timeout", {"http-404": 1})
    page = told.get("/sources", headers={"accept-language": "en"}).text
    assert "look at &lt;i&gt;it&lt;/i&gt;" in page
    assert "<b>Wire</b>" not in page
    assert "1 time in a row" in page


def test_packs_tell_entries_and_floors(room: TestClient, packs: Packs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = room.get("/packs.json").json()
    assert [row["code"] for row in told["languages"]] == packs.languages
    assert all(row["entries"]["triggers"] == len(packs.language(row["code"]).triggers) and row["yes"] > 100 for row in told["languages"])
    kept = tomllib.loads((Path(__file__).parents[2] / "quality" / "floors.toml").read_text(encoding="utf-8"))
    assert {row["code"]: row["floors"] for row in told["languages"]} == kept
    monkeypatch.setattr("sijill.quality.floors.path_of", lambda root: tmp_path / "floors.toml")
    assert not room.get("/packs.json").json()["measured"]
    assert "sijill gate" in room.get("/packs").text


def test_an_empty_ledger_has_these_pages_too(packs: Packs, tmp_path: Path) -> None:
    Ledger(tmp_path / "empty.sijill", packs).close()
    empty = let_in(tmp_path / "empty.sijill", packs)
    assert [empty.get(address).status_code for address in ("/due", "/audit", "/sources", "/packs")] == [200] * 4
    assert "sijill watch" in empty.get("/sources").text
