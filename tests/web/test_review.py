"""Review: what waits for a judgement, judgements by way of the pages, and a way back from each."""

import io
import json
import re
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import msgspec
import pytest
from axe_core_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

import sijill
from sijill.ledger import Ledger
from sijill.packs import Packs
from sijill.web import create_app
from sijill.web.language import LANGUAGES, load_languages
from sijill.web.reasons import because
from sijill.web.safety import COOKIE, LOOPBACK, door
from sijill.web.wording import labels
from tests.web.chromium import CHROMIUM, serving

_TEXTS = (  # two events of which nothing decides whether they are one; one event whose reports contradict each other; a promise
    ("a", "2023-06-20", "French President Emmanuel Macron met German Chancellor Olaf Scholz on 15 June 2023."),
    ("b", "2023-06-25", "French President Emmanuel Macron met German Chancellor Olaf Scholz in 2023."),
    ("c", "2022-03-05", "China's President Xi Jinping and Russia's President Vladimir Putin met by video on 4 March 2022. The talks lasted 90 minutes."),
    ("d", "2022-03-05", "China's President Xi Jinping and Russia's President Vladimir Putin met by video on 4 March 2022. The talks lasted two hours."),
    ("e", "2022-03-06", "China's President Xi Jinping and Russia's President Vladimir Putin met by video on 4 March 2022."),
    ("f", "2022-05-02", "Turkish President Recep Tayyip Erdogan will visit Egypt on 20 May 2022."),
)


class Desk(NamedTuple):
    """A reviewer at a ledger."""

    client: TestClient
    path: Path

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="(\w+)"', self.client.get("/review").text)
        assert found
        return found[1]

    def post(self, address: str, **fields: Any) -> httpx2.Response:
        return self.client.post(address, data={"token": self.token, **fields}, follow_redirects=False)

    def queue(self, kind: str) -> Any:
        told = self.client.get(f"/review.json?kind={kind}").json()
        return told["promises" if kind == "promise" else "doubts"]

    def event(self, id: str) -> Any:
        return self.client.get(f"/event/{id}.json").json()


@pytest.fixture
def ledger(tmp_path: Path, packs: Packs) -> Path:
    path = tmp_path / "r.sijill"
    with Ledger(path, packs) as made:
        made.add(sijill.read(text, id=id, publisher=f"The {id.upper()} Gazette", published=published, language="en") for id, published, text in _TEXTS)
    return path


@pytest.fixture
def desk(ledger: Path, packs: Packs) -> Iterator[Desk]:
    way_in = door(name="amina")
    with TestClient(create_app(ledger, way_in, packs), base_url="http://127.0.0.1", cookies={COOKIE: way_in.token}) as client:
        yield Desk(client, ledger)


def test_a_change_without_its_token_is_refused(desk: Desk) -> None:
    reports = [t["report"] for t in desk.queue("unsure")[0]["tellings"]]
    for token in ({}, {"token": "guessed"}):
        answer = desk.client.post("/review/pair", data={"kind": "same", "report": reports, **token})
        assert answer.status_code == 403
    assert desk.client.get("/review/judgements.jsonl").text == ""


def test_a_judgement_joins_events_and_undoing_parts_them(desk: Desk) -> None:
    doubt = desk.queue("unsure")[0]
    one, other = doubt["events"]
    assert one != other
    answer = desk.post("/review/pair", kind="same", report=[t["report"] for t in doubt["tellings"]], evidence="their calendars", back="/review?kind=unsure")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?kind=unsure")
    told = desk.event(doubt["tellings"][0]["report"])
    assert set(told["event"]["reports"]) >= {t["report"] for t in doubt["tellings"]}
    [said] = told["said"]
    assert (said["judgements"][0]["by"], said["judgements"][0]["evidence"], said["stands"]) == ("amina", "their calendars", True)
    assert desk.queue("unsure") == []
    assert "by-person" in desk.client.get(f"/event/{told['event']['id']}").text
    assert desk.post("/review/undo", judgement=said["judgements"][0]["id"]).status_code == 303
    assert desk.queue("unsure")[0]["events"] == [one, other]
    assert desk.event(doubt["tellings"][0]["report"])["said"][0]["undone"]["by"] == "amina"
    assert desk.post("/review/undo", judgement=said["judgements"][0]["id"]).status_code == 409


def test_a_contradiction_is_parted(desk: Desk) -> None:
    [doubt] = desk.queue("conflict")
    assert doubt["field"] == "duration"
    a, b = (t["report"] for t in doubt["tellings"])
    desk.post("/review/pair", kind="not-same", report=[a, b])
    assert desk.event(a)["event"]["id"] != desk.event(b)["event"]["id"]
    assert desk.queue("conflict") == []


def test_a_report_is_split_off_and_comes_back_in_one_go(desk: Desk) -> None:
    event = desk.event(desk.queue("conflict")[0]["events"][0])["event"]
    assert len(event["reports"]) > 2
    report = event["reports"][0]
    answer = desk.post("/review/split", report=report)
    assert desk.event(report)["event"]["reports"] == [report]
    assert answer.headers["location"] == f"/event/{desk.event(report)['event']['id']}"
    assert desk.post("/review/split", report=report).status_code == 409
    [said] = desk.event(report)["said"]
    assert len(said["judgements"]) == len(event["reports"]) - 1
    desk.post("/review/undo", judgement=[j["id"] for j in said["judgements"]])
    assert desk.event(report)["event"]["reports"] == event["reports"]


@pytest.mark.parametrize("by", ["candidate", "id", "address", "report"])
def test_an_event_is_merged_with_another_and_parted_again(desk: Desk, by: str) -> None:
    one, other = desk.queue("unsure")[0]["events"]
    before = desk.event(one)["event"], desk.event(other)["event"]
    key = before[1]["reports"][0]
    page = desk.client.get(f"/event/{one}").text
    assert [event["id"] for event in desk.event(one)["candidates"]] == [other]
    assert f'name="candidate" value="{other}"' in page
    told = {"candidate": other, "id": f" {other}", "address": f"http://127.0.0.1/event/{other}?lang=ar#judgements", "report": f"/report/{key}"}[by]
    answer = desk.post("/review/merge", event=one, evidence="one visit", **{"candidate" if by == "candidate" else "other": told})
    merged = desk.event(key)
    assert answer.headers["location"] == f"/event/{merged['event']['id']}#judgements"
    assert set(merged["event"]["reports"]) == {report for event in before for report in event["reports"]}
    [said] = merged["said"]
    assert (said["judgements"][0]["kind"], said["judgements"][0]["by"], said["judgements"][0]["evidence"]) == ("same", "amina", "one visit")
    assert merged["candidates"] == []
    desk.post("/review/undo", judgement=said["judgements"][0]["id"])
    assert (desk.event(one)["event"], desk.event(other)["event"]) == before


def test_what_cannot_be_merged_is_refused(desk: Desk) -> None:
    one = desk.queue("unsure")[0]["events"][0]
    meeting = desk.queue("conflict")[0]["events"][0]
    for told, status, why in (("", 422, "no event"), ("the other one", 422, "no event"), (one, 422, "already"), (meeting, 422, "never"), ("zzzz", 404, "zzzz")):
        answer = desk.post("/review/merge", event=one, other=told)
        assert (answer.status_code, why in answer.text) == (status, True), told
    assert desk.client.post("/review/merge", data={"event": one, "other": meeting}).status_code == 403
    report = desk.event(meeting)["event"]["reports"][0]
    desk.post("/review/split", report=report)
    [rest] = desk.event(report)["candidates"]
    answer = desk.post("/review/merge", event=report, other=rest["id"])
    assert answer.status_code == 422
    assert "amina" in answer.text
    assert [j["judgements"][0]["kind"] for j in desk.event(report)["said"]] == ["not-same"]


def test_a_promise_gets_its_verdict(desk: Desk) -> None:
    [promise] = desk.queue("promise")
    assert desk.post("/review/verdict", event=promise["event"], verdict="forgotten").status_code == 422
    desk.post("/review/verdict", event=promise["event"], verdict="broken")
    assert desk.queue("promise") == []
    with Ledger(desk.path, create=False) as ledger:
        assert [(j.verdict, j.by) for j in ledger.judgements()] == [("broken", "amina")]


def test_a_report_is_rejected_and_stands_struck_out_until_that_is_undone(desk: Desk) -> None:
    told = desk.event(desk.queue("conflict")[0]["tellings"][0]["report"])
    key, article = told["event"]["reports"][0], told["life"][0][1]["article"]
    assert desk.post("/review/report", kind="reject", report=key, evidence="<i>not so</i>", back=f"/report/{key}").headers["location"] == f"/report/{key}"
    assert desk.client.get(f"/report/{key}", follow_redirects=False).headers["location"] == f"/article/{article}#r-{key}"
    page = desk.client.get(f"/article/{article}").text
    assert f'<p class="note rejected" id="r-{key}"' in page
    assert "&lt;i&gt;not so" in page
    left = desk.event(told["event"]["reports"][1])
    assert (left["event"]["counts"]["reports"], [stored["key"] for stored in left["rejected"]]) == (told["event"]["counts"]["reports"] - 1, [key])
    assert "<s>" in desk.client.get(f"/event/{left['event']['id']}").text
    assert desk.client.get(f"/event/{key}").status_code == 404
    desk.post("/review/undo", judgement=left["said"][0]["judgements"][0]["id"])
    assert desk.event(key)["event"] == told["event"]


def test_a_value_is_corrected_and_undone(desk: Desk) -> None:
    key = desk.queue("conflict")[0]["tellings"][0]["report"]
    before = desk.event(key)["event"]
    page = desk.client.get(f"/review/correct/{key}").text
    assert '<option value="CHN">' in page
    read = tuple(next(v["read"] for v in desk.client.get(f"/review/correct/{key}.json").json()["values"] if v["name"] == "duration"))
    assert f'value="{read[0]}"' in page
    fields = {"report": key, "name": "duration", "values": "~PT100M", "words": "4 March", "evidence": "<i>their page</i>", "back": f"/review/correct/{key}"}
    assert desk.post("/review/correct", **fields).headers["location"] == f"/review/correct/{key}"
    told = desk.event(key)
    [value] = [value for value in told["event"]["values"] if value["name"] == "duration" and value["value"]["iso"] == "PT100M"]
    [telling] = value["tellings"]
    assert (telling["span"]["exact"], telling["judgement"]) == ("4 March", next(iter(told["corrections"])))
    assert told["corrections"][telling["judgement"]]["read"] == list(read)
    for address in (f"/event/{told['event']['id']}", f"/review/correct/{key}", "/review/history", f"/report/{key}"):
        page = desk.client.get(address).text
        assert "by-person" in page
        assert "&lt;i&gt;their page" in page
    assert desk.post("/review/correct", report=key, name="duration", values="an hour").status_code == 422
    desk.post("/review/undo", judgement=telling["judgement"])
    assert desk.event(key)["event"] == before


def test_what_people_judged_is_taken_away_as_gold_and_as_candidates(desk: Desk) -> None:
    assert "/review/gold.zip" not in desk.client.get("/review").text
    key = desk.queue("conflict")[0]["tellings"][0]["report"]
    desk.post("/review/report", kind="reject", report=key, evidence="not <so>")
    page = desk.client.get("/review").text
    assert 'href="/review/gold.zip" download' in page
    assert 'href="/review/suggestions.toml" download' in page
    answer = desk.client.get("/review/gold.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        records = [json.loads(archive.read(name)) for name in archive.namelist()]
    assert (answer.headers["Sijill-Rows"], [record["events"] for record in records]) == ("1", [[]])
    [entry] = tomllib.loads(desk.client.get("/review/suggestions.toml").text)["trigger"]
    assert entry["no"][0]["why"] == "not <so>"
    desk.client.cookies.clear()
    for address in ("/review/gold.zip", "/review/suggestions.toml"):
        assert desk.client.get(address).status_code == 403


def test_a_missed_report_is_added_from_a_chosen_sentence_and_undone(desk: Desk) -> None:
    telling = desk.queue("conflict")[0]["tellings"][0]
    article, text = telling["article"], desk.client.get(f"/article/{telling['article']}.json").json()["whole"]["text"]
    start = text.index("The talks")
    fields = {"act": "negotiation", "modality": "actual", "actors": "CHN; RUS", "words": "talks lasted", "article": article, "back": f"/article/{article}"}
    assert f'<option value="{start}"' in desk.client.get(f"/article/{article}").text
    place = desk.post("/review/add", **fields, sentence=str(start)).headers["location"]
    key = place.removeprefix(f"/article/{article}#r-")
    [placed] = [r for r in desk.client.get(f"/article/{article}.json").json()["whole"]["reports"] if r["key"] == key]
    assert (placed["report"]["rule"], placed["report"]["trigger"]["exact"]) == ("person/amina", "talks lasted")
    assert placed["report"]["evidence"]["exact"] == text[start:]
    told = desk.event(key)
    assert {t["judgement"] for v in told["event"]["values"] for t in v["tellings"] if t["report"] == key} == {told["said"][0]["judgements"][0]["id"]}
    for wrong in ({"words": "they talked"}, {"act": "talk"}, {"actors": "China"}):
        assert desk.post("/review/add", **fields | wrong, sentence=str(start)).status_code == 422
    desk.post("/review/undo", judgement=told["said"][0]["judgements"][0]["id"])
    assert desk.client.get(f"/event/{key}").status_code == 404
    assert len(desk.client.get(f"/article/{article}.json").json()["whole"]["reports"]) == 1


def test_reports_that_were_barely_let_through_wait(desk: Desk) -> None:
    with Ledger(desk.path, create=False) as ledger:
        text = "Finnish President Sauli Niinisto met Swedish Prime Minister Ulf Kristersson in Helsinki on 1 June 2023."
        reading = sijill.read(text, id="w", publisher="The W Gazette", published="2023-06-02", language="en")
        weak = tuple(msgspec.structs.replace(report, margin=0.07) for report in reading.reports)
        ledger.add([msgspec.structs.replace(reading, reports=weak)])
    [found] = desk.client.get("/review.json?kind=barely").json()["barely"]
    page = desk.client.get("/review?kind=barely").text
    assert "0.07" in page
    assert 'data-key="a"' in page
    desk.post("/review/report", kind="accept", report=found["stored"]["key"])
    assert desk.client.get("/review.json?kind=barely").json()["barely"] == []
    assert desk.event(found["stored"]["key"])["event"]["id"] == found["event"]


def test_what_cannot_be_judged_is_refused(desk: Desk) -> None:
    a = desk.queue("unsure")[0]["tellings"][0]["report"]
    b = desk.queue("conflict")[0]["tellings"][0]["report"]
    assert desk.post("/review/pair", kind="same", report=[a, b]).status_code == 422
    assert desk.post("/review/pair", kind="same", report=[a]).status_code == 422
    assert desk.post("/review/pair", kind="unsure", report=[a, "zzzz"]).status_code == 404
    assert desk.client.get("/review/judgements.jsonl").text == ""
    for back in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        assert desk.post("/review/pair", kind="unsure", report=[a, b], back=back).headers["location"] == "/review"


def test_the_queue_of_a_relation(desk: Desk) -> None:
    told = desk.client.get("/review.json?party=CHN&party=RUS").json()
    assert [doubt["kind"] for doubt in told["doubts"]] == ["conflict"]
    assert told["promises"] == []
    assert desk.client.get("/review.json?party=ABW").json()["doubts"] == []
    assert "/review?party=CHN&amp;party=RUS" in desk.client.get("/relation/CHN/RUS").text


def test_without_a_name_nobody_judges(desk: Desk, packs: Packs) -> None:
    way_in = door()
    nameless = TestClient(create_app(desk.path, way_in, packs), base_url="http://127.0.0.1", cookies={COOKIE: way_in.token})
    page = nameless.get("/review").text
    assert "--reviewer" in page
    assert "<form method" not in page
    behind = TestClient(create_app(desk.path, door((*LOOPBACK,), "X-User"), packs), base_url="http://127.0.0.1", headers={"x-user": "salma"})
    page = behind.get("/review").text
    token = re.search(r'name="token" value="(\w+)"', page)
    assert token
    doubt = behind.get("/review.json?kind=unsure").json()["doubts"][0]
    fields = {"token": token[1], "kind": "unsure", "report": [t["report"] for t in doubt["tellings"]]}
    assert behind.post("/review/pair", data=fields, headers={"x-user": "another"}).status_code == 403  # the token is hers
    behind.post("/review/pair", data=fields)
    assert '"by":"salma"' in behind.get("/review/judgements.jsonl").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_machine_and_people_look_different_in_each_language(desk: Desk, language: str) -> None:
    desk.post("/review/verdict", event=desk.queue("promise")[0]["event"], verdict="kept", evidence="<b>x</b>")
    page = desk.client.get("/review", headers={"accept-language": language}).text
    assert "by-machine" in page
    assert "by-person" in page
    assert "&lt;b&gt;x" in page
    assert {"en": "one tells no more than the year", "ar": "أحدهما لا يذكر إلا السنة"}[language] in page
    assert desk.client.get("/review/history", headers={"accept-language": language}).status_code == 200


def test_reasons_in_the_language_of_the_reader(packs: Packs) -> None:
    reason = "2022-03-04 lies in 2022-03-01 to 2022-03-31; both in CHN; planned, then actual; something new"
    told = {code: because(reason, language, labels(language)) for code, language in load_languages(packs).items()}
    assert told["en"] == "4 March 2022 lies in 1 March 2022 – 31 March 2022; both in China; planned, then happened; something new"
    assert "كلاهما في الصين" in told["ar"]
    assert "4 مارس 2022" in told["ar"]


@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium")
@pytest.mark.parametrize(("language", "script"), [("en", True), ("ar", True), ("en", False)])
def test_a_review_with_undo_in_a_browser(browser: Browser, ledger: Path, packs: Packs, language: str, script: bool) -> None:
    way_in = door(name="amina")
    with serving(create_app(ledger, way_in, packs)) as base:
        context = browser.new_context(viewport={"width": 1400, "height": 1000}, base_url=base, java_script_enabled=script)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.goto(f"/?token={way_in.token}&lang={language}")
        page.goto("/review")
        items = page.locator(".doubt")
        waiting = items.count()
        assert waiting == 3
        for key, left in (("m", waiting - 1), ("u", waiting)):  # by key where there is a script, else by the button
            page.keyboard.press(key) if script else page.locator(f"button[data-key={key}]").first.click()
            page.wait_for_function("n => document.querySelectorAll('.doubt').length === n", arg=left) if script else page.wait_for_load_state()
            assert items.count() == left
        assert page.locator(".by-person.undone").count() == 1
        if script:
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            page.keyboard.press("j")
            page.keyboard.press("j")
            assert page.evaluate("[...document.querySelectorAll('.doubt')].indexOf(document.activeElement)") == 1
            page.locator("input[name=evidence]").first.press("a")  # a letter that is typed judges nothing
            assert page.locator("input[name=evidence]").first.input_value() == "a"
            found = Axe().run(page)["violations"]
            assert [(f["id"], [n["html"] for n in f["nodes"]][:3]) for f in found if f["impact"] in ("serious", "critical")] == []
        context.close()
        assert complaints == []


@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_missed_report_is_added_by_selecting_text(browser: Browser, ledger: Path, packs: Packs, language: str) -> None:
    words = "أشار مستشار الرئيس 😀 إلى ذلك. دعت الإكوادور بيرو إلى الهدوء." if language == "ar" else "An aide 😀 spoke. Ecuador told Peru to stay calm."
    trigger = "دعت" if language == "ar" else "told"
    with Ledger(ledger, packs, create=False) as opened:
        (added,) = opened.add([sijill.read(words, id="s", publisher="The S Gazette", published="2023-06-20", language=language)])
    way_in = door(name="amina")
    with serving(create_app(ledger, way_in, packs)) as base:
        context = browser.new_context(viewport={"width": 1400, "height": 1000}, base_url=base)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"/?token={way_in.token}&lang={language}")
        page.goto(f"/article/{added.article}")
        page.evaluate(
            """word => { const walk = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) { const at = node.data.indexOf(word); if (at < 0) continue;
              const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + word.length);
              getSelection().removeAllRanges(); getSelection().addRange(range); return; } }""",
            trigger,
        )
        page.wait_for_function("() => document.querySelector('#add input[name=words]').value !== ''")
        assert page.locator("#add input[name=start]").input_value() == str(words.index(trigger))
        page.locator("#add summary").click()
        page.locator("#add select[name=act]").select_option("appeal")
        page.locator("#add input[name=actors]").fill("ECU")
        page.locator("#add input[name=recipients]").fill("PER")
        page.locator("#add form button").click()
        page.wait_for_url("**#r-*")
        note = page.locator(f".note[id='{page.url.partition('#')[2]}']")
        assert note.count() == 1
        found = Axe().run(page)["violations"]
        assert [(f["id"], [n["html"] for n in f["nodes"]][:3]) for f in found if f["impact"] in ("serious", "critical")] == []
        page.keyboard.press("u")
        page.wait_for_function("() => document.querySelectorAll('.judgement.undone').length === 1")
        context.close()
        assert complaints == []
