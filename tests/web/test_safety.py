"""Safety: who is let in, what a browser may do, and articles that mean harm."""

from pathlib import Path
from typing import Any

import httpx2
import pytest
from click.testing import Result
from fastapi import HTTPException, Request
from fastapi.testclient import TestClient

import sijill as api
from sijill.errors import CostlyQuestion, ReadOnlyLedger, ServeError
from sijill.ledger import Ledger
from sijill.packs import Packs
from sijill.web import Door, create_app
from sijill.web.safety import COOKIE, LOOPBACK, change_token, check_change, door

HARM = (
    """<script>alert(1)</script> & "quotes" 'here' <img src=x onerror=alert(2)>
French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on Monday <b onmouseover="alert(3)">x</b> \u202egnp.exe.
"""
    + "w" * 20000
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, packs: Packs) -> TestClient:
    """A room whose one article means harm in every field."""
    path = tmp_path_factory.mktemp("hostile") / "h.sijill"
    with Ledger(path, packs) as ledger:
        ledger.add([api.read(
            HARM, title="<script>alert(4)</script> Macron meets Scholz", publisher='"><script>alert(5)</script>', url="javascript:alert(6)",
            published="2023-06-15", language="en", id="<h>",
        )])  # fmt: skip
    way_in = door()
    return TestClient(create_app(path, way_in, packs), base_url="http://localhost", cookies={COOKIE: way_in.token})


def test_hostile_articles_are_text(hostile: TestClient) -> None:
    event = hostile.get("/index.json").json()["latest"][0]["id"]
    article = hostile.get(f"/event/{event}.json").json()["life"][0][1]["article"]
    told = ("/", "/find?words=%3Cscript%3Ealert(9)", "/find?words=Macron&as=reports", "/sources", "/due", "/audit")
    for address in (*told, f"/event/{event}", f"/article/{article}", f"/compare/{event}"):
        page = hostile.get(address).text
        assert page.count("<script") == 1  # our own
        assert page.count("<img") == page.count('<img src="/event/')  # our charts
        assert "<b onmouseover" not in page
        assert "javascript:" not in page
    assert "&lt;script&gt;" in hostile.get(f"/article/{article}").text
    assert "\u202e" not in hostile.get(f"/event/{event}").text.split("<h2>", 1)[0]


def test_a_stranger_stays_outside(example: Path, way_in: Door, packs: Packs) -> None:
    stranger = TestClient(create_app(example, way_in, packs), base_url="http://127.0.0.1", follow_redirects=False)
    assert stranger.get("/").status_code == 403
    assert stranger.get("/?token=wrong").status_code == 403
    assert stranger.get("/", headers={"host": "evil.example"}).status_code == 421
    let_in: httpx2.Response = stranger.get(f"//evil.example/x?words=a&token={way_in.token}")
    assert let_in.headers["location"] == "/x?words=a"  # on this host, without the token
    assert "httponly" in let_in.headers["set-cookie"].lower()


def test_every_answer_has_the_policy(room: TestClient) -> None:
    for address in ("/", "/index.json", "/static/room.css", "/nothing"):
        policy = room.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert "style=" not in room.get("/").text


def test_a_change_needs_its_token(way_in: Door) -> None:
    request = Request({"type": "http", "headers": [(b"cookie", f"{COOKIE}={way_in.token}".encode())], "path": "/", "query_string": b""})
    check_change(request, way_in, change_token(request, way_in))
    with pytest.raises(HTTPException):
        check_change(request, way_in, "guessed")


def test_a_proxy_names_the_reader(example: Path, packs: Packs) -> None:
    behind = TestClient(create_app(example, door((*LOOPBACK, "room.example"), "X-User"), packs), base_url="https://room.example")
    assert behind.get("/").status_code == 403
    assert behind.get("/", headers={"x-user": "amina"}).status_code == 200


def test_pages_cannot_write_and_do_not_wait_for_ever(example: Path, packs: Packs) -> None:
    with Ledger(example, packs, create=False, patience=30) as ledger, pytest.raises(ReadOnlyLedger):
        ledger.judge("unsure", [ledger.latest()[0].reports[0]], "a", at="2022-01-01")
    with Ledger(example, packs, create=False, patience=0) as ledger, pytest.raises(CostlyQuestion), ledger._reading() as connection:
        connection.exec_driver_sql("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n").all()


def test_serve_refuses_the_open_net(sijill: Any, example: Path) -> None:
    with pytest.raises(ServeError, match="other machines"):
        sijill("serve", "--ledger", example, "--host", "0.0.0.0")
    with pytest.raises(ServeError, match="name"):
        sijill("serve", "--ledger", example, "--behind-proxy", "X-User")
    misused: Result = sijill("serve")
    assert misused.exit_code == 2
