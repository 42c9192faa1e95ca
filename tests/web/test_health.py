"""Health and metrics: what a probe and Prometheus are told, who may ask, and that no number tells what people read."""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

import sijill
from sijill.ledger import Ledger
from sijill.ledger.migrate import REVISIONS
from sijill.packs import Packs
from sijill.web import create_app
from sijill.web.safety import COOKIE, LOOPBACK, Door, door
from tests.web.chromium import serving


@pytest.fixture
def own(example: Path, tmp_path: Path) -> Path:
    """A ledger that a test may spoil."""
    path = tmp_path / "own.sijill"
    with Ledger(example, create=False) as ledger:
        ledger.backup(path)
    return path


def stranger(path: Path, way_in: Door, packs: Packs, host: str = "127.0.0.1") -> TestClient:
    return TestClient(create_app(path, way_in, packs), base_url=f"http://{host}", follow_redirects=False)


def samples(text: str) -> list[Sample]:
    """What Prometheus would take from an answer, by its own reader."""
    return [sample for family in text_string_to_metric_families(text) for sample in family.samples]


def value(found: list[Sample], name: str, **labels: str) -> float | None:
    return next((sample.value for sample in found if sample.name == name and labels.items() <= sample.labels.items()), None)


def test_health_needs_no_token_but_a_name(example: Path, packs: Packs) -> None:
    probe = stranger(example, door(), packs)
    answer = probe.get("/health")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == {"ready": True, "version": sijill.__version__, "schema": REVISIONS[-1]}
    assert probe.head("/health").status_code == 200
    assert probe.get("/health", headers={"host": "evil.example"}).status_code == 421
    for address in ("/health/", "/healthy", "/health/../", "/index.json", "/metrics"):
        assert probe.get(address).status_code == 403
    assert stranger(example, door((*LOOPBACK, "room.example"), "X-User"), packs, "room.example").get("/health").status_code == 200


def test_a_ledger_that_is_gone_broken_or_newer_is_not_ready(own: Path, packs: Packs) -> None:
    probe = stranger(own, door(), packs)
    assert probe.get("/health").json()["ready"]
    aside = own.with_name("aside")
    shutil.copy(own, aside)
    own.unlink()
    gone = probe.get("/health")
    assert (gone.status_code, gone.json()["error"], gone.json()["schema"]) == (503, "missing-ledger", None)
    assert not own.exists()  # asking makes none
    own.write_bytes(b"no ledger" * 1000)
    assert probe.get("/health").json()["error"] == "broken-ledger"
    aside.replace(own)
    with sqlite3.connect(own) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    plain.close()
    newer = probe.get("/health")
    assert (newer.status_code, newer.json()["error"]) == (503, "newer-ledger")
    assert str(own) not in newer.text


def test_a_ledger_that_does_not_answer_in_time_is_not_ready(example: Path, packs: Packs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.web.health.PROMPT", 0.0)
    answer = stranger(example, door(), packs).get("/health")
    assert (answer.status_code, answer.json()["error"]) == (503, "too-costly")


def test_metrics_are_for_those_who_may_read_unless_opened(example: Path, packs: Packs) -> None:
    closed = door()
    assert stranger(example, closed, packs).get("/metrics").status_code == 403
    assert stranger(example, closed, packs).get("/metrics", headers={"cookie": f"{COOKIE}={closed.token}"}).status_code == 200
    proxied = stranger(example, door((*LOOPBACK, "room.example"), "X-User"), packs, "room.example")
    assert proxied.get("/metrics").status_code == 403
    assert proxied.get("/metrics", headers={"x-user": "prometheus"}).status_code == 200
    opened = stranger(example, door(metrics=True), packs)
    assert opened.get("/metrics").status_code == 200
    assert opened.get("/").status_code == 403
    assert opened.get("/metrics", headers={"host": "evil.example"}).status_code == 421


def test_metrics_say_what_the_ledger_holds_now(own: Path, packs: Packs) -> None:
    scraper = stranger(own, door(metrics=True), packs)
    answer = scraper.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    before = samples(answer.text)
    with Ledger(own, packs) as ledger:
        totals = ledger.totals()
        assert [value(before, f"sijill_{name}") for name in ("articles", "reports", "events")] == [totals.articles, totals.reports, totals.events]
        assert (value(before, "sijill_ready"), value(before, "sijill_stale")) == (1, 0)
        ledger.add([sijill.read("French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on Monday.", published="2023-06-15")])
        ledger.add([sijill.FailureLine(error=sijill.Failure(code="broken-json", message="no JSON", fix="mend it", file="a.jsonl", line=1, id=None))])
        added = ledger.vitals().last_added
    after = samples(scraper.get("/metrics").text)
    assert value(after, "sijill_articles") == totals.articles + 1
    assert value(after, "sijill_failures") == (value(before, "sijill_failures") or 0) + 1
    assert added is not None
    assert value(after, "sijill_last_added_seconds") == datetime.fromisoformat(added).timestamp()


def test_reports_that_wait_for_their_events_are_stale(own: Path, packs: Packs) -> None:
    with Ledger(own, packs) as ledger:
        adding = ledger.adding([sijill.read("French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on Monday.", published="2023-06-15")])
        next(adding)  # stored, and not yet settled
        assert (value(samples(stranger(own, door(metrics=True), packs).get("/metrics").text), "sijill_stale") or 0) > 0
        list(adding)
        assert ledger.vitals().stale == 0


def test_a_ledger_that_fails_takes_no_number_of_the_room_with_it(own: Path, packs: Packs) -> None:
    scraper = stranger(own, door(metrics=True), packs)
    assert scraper.get("/health").status_code == 200
    with sqlite3.connect(own) as plain:
        plain.execute("DROP TABLE stale")
    plain.close()
    found = samples(scraper.get("/metrics").text)
    assert (value(found, "sijill_ready"), value(found, "sijill_articles")) == (0, None)
    assert value(found, "sijill_requests_total", page="/health", status="200") == 1


def test_requests_are_counted_by_template_over_a_real_port(example: Path, packs: Packs) -> None:
    way_in = door(metrics=True)
    with serving(create_app(example, way_in, packs)) as base, httpx2.Client(base_url=base, cookies={COOKIE: way_in.token}) as reader:
        latest = reader.get("/index.json").json()["latest"]
        for event in latest[:2]:
            assert reader.get(f"/event/{event['id']}").status_code == 200
        assert reader.get("/event/absent").status_code == 404
        assert reader.get("/find?words=secret").status_code == 200
        assert reader.get("/static/room.css").status_code == 200
        assert reader.get("/secret").status_code == 404
        assert httpx2.get(f"{base}/due").status_code == 403  # a stranger
        text = httpx2.get(f"{base}/metrics").text
    found = samples(text)

    def counted(page: str, status: str) -> float | None:
        return value(found, "sijill_requests_total", page=page, status=status)

    assert (counted("/event/{id}", "200"), counted("/event/{id}", "404")) == (2, 1)
    assert [counted(*of) for of in (("/find", "200"), ("/static", "200"), ("other", "404"), ("other", "403"))] == [1, 1, 1, 1]
    assert value(found, "sijill_request_seconds_count", page="/event/{id}") == 3
    assert value(found, "sijill_request_seconds_bucket", page="/event/{id}", le="+Inf") == 3
    assert "secret" not in text
    assert latest[0]["id"] not in text


def test_two_rooms_count_apart(example: Path, packs: Packs) -> None:
    one, other = (stranger(example, door(metrics=True), packs) for _ in range(2))
    one.get("/health")
    assert value(samples(one.get("/metrics").text), "sijill_requests_total", page="/health") == 1
    assert value(samples(other.get("/metrics").text), "sijill_requests_total", page="/health") is None
