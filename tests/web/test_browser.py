"""The pages in a real browser: layout in both directions, letters that stay joined, what a screen reader meets. Skipped without Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from sijill.packs import Packs
from sijill.web import create_app
from sijill.web.safety import door
from tests.web.chromium import CHROMIUM, serving

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium")


@pytest.fixture(scope="module")
def served(example: Path, packs: Packs) -> Iterator[tuple[str, str]]:
    """A room on a port of its own: its address, and the one that lets in."""
    way_in = door()
    with serving(create_app(example, way_in, packs)) as base:
        yield base, f"{base}/?token={way_in.token}"


@pytest.fixture
def page(browser: Browser, served: tuple[str, str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that has been let in; what its console complains of fails the test."""
    context = browser.new_context(viewport={"width": getattr(request, "param", 1400), "height": 1000}, base_url=served[0])
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(served[1])
    yield opened
    context.close()
    assert complaints == []


def addresses(page: Page, language: str) -> dict[str, str]:
    """Each page by an address; the article is in the language."""
    events: list[Any] = page.request.get("/relation/CHN/RUS.json").json()["events"]
    event = max(events, key=lambda e: e["counts"]["reports"])["id"]
    life = page.request.get(f"/event/{event}.json").json()["life"]
    article, report = next((told["article"], told["report"]) for _, told in life if told["language"] == language)
    told = {"home": "/", "find": "/find?party=CHN", "relation": "/relation/CHN/RUS", "event": f"/event/{event}", "article": f"/article/{article}"}
    lists = {name: f"/{name}" for name in ("due", "audit", "sources", "packs", "review")}
    return told | lists | {"compare": f"/compare/{event}", "history": "/review/history", "correct": f"/review/correct/{report}"}


@pytest.mark.parametrize("page", [1400, 390], indirect=True)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_page_can_be_used_by_all(page: Page, language: str) -> None:
    page.goto(f"/?lang={language}")
    for name, address in addresses(page, language).items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the screen"
        found = Axe().run(page)["violations"]
        assert [(name, f["id"], [n["html"] for n in f["nodes"]][:3]) for f in found if f["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_page_can_be_read_in_the_dark(page: Page, language: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"/?lang={language}")
    for name, address in addresses(page, language).items():
        page.goto(address)
        found = Axe().run(page)["violations"]
        assert [(name, f["id"], [n["html"] for n in f["nodes"]][:3]) for f in found if f["impact"] in ("serious", "critical")] == []


def test_an_article_on_paper(page: Page) -> None:
    page.goto("/?lang=en")
    page.goto(addresses(page, "en")["article"])
    shown = """(name) => [...document.querySelectorAll(name)].filter(e => e.getClientRects().length).length"""
    tools = (".places", ".tongues", ".ask", ".legend")
    assert all(page.evaluate(shown, name) for name in tools)
    page.emulate_media(media="print")
    assert not any(page.evaluate(shown, name) for name in tools)
    style = page.evaluate("(s => [s.backgroundColor, s.color])(getComputedStyle(document.querySelector('.k-actor, .k-recipient')))")
    assert style == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert page.evaluate("getComputedStyle(document.querySelector('.text .k-evidence')).textDecorationLine") == "underline"


def test_keys_go_through_the_sentences_of_an_article(page: Page) -> None:
    page.goto("/?lang=en")
    page.goto(addresses(page, "en")["article"])
    for key, at in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert page.evaluate("[...document.querySelectorAll('a.note')].indexOf(document.activeElement)") == at
        assert page.locator("[data-of].lit").count() > 0
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"  # the first stop leads past the head of the page


def test_from_search_to_sentence_and_back(page: Page) -> None:
    page.goto("/?lang=en")
    page.keyboard.press("/")
    page.keyboard.type("video")
    page.keyboard.press("Enter")
    page.locator(".gloss a").first.click()
    page.locator(".telling a").first.click()
    note = page.locator(".note").first
    note.focus()
    lit = page.locator("[data-of].lit")
    assert lit.count() > 0
    note.click()
    assert "/event/" in page.url


def test_arabic_runs_from_the_right(page: Page) -> None:
    page.goto("/?lang=ar")
    boxes = [page.locator(selector).bounding_box() for selector in (".mark", ".tongues")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] > boxes[1]["x"]
    page.goto(addresses(page, "ar")["article"])
    text, notes = (page.locator(selector).first.bounding_box() for selector in (".text", ".notes"))
    assert text is not None
    assert notes is not None
    assert text["x"] > notes["x"]


def test_marks_leave_arabic_letters_joined(page: Page) -> None:
    page.goto(addresses(page, "ar")["article"])
    assert page.locator(".text span[class]").count() > 5
    widths = """() => [...document.querySelectorAll('.text, .headline')].map(line => {
        const copy = document.createElement(line.tagName);
        copy.className = line.className; copy.lang = 'ar'; copy.dir = 'rtl';
        const measure = (node) => { node.style.cssText = 'white-space: nowrap; position: absolute; width: max-content; max-width: none';
            return node.getBoundingClientRect().width; };
        copy.textContent = line.textContent; line.after(copy);
        return [measure(line), measure(copy)];
    })"""
    measured = page.evaluate(widths)
    assert measured
    assert all(abs(marked - unmarked) < 0.25 for marked, unmarked in measured), measured  # each piece is rounded to 1/64 of a pixel
    cut = """() => { const line = document.querySelector('.text'); line.textContent = 'الاجتماع';
        const whole = line.firstChild, range = document.createRange(); line.style.cssText = 'position: absolute; width: max-content';
        const before = line.getBoundingClientRect().width; range.setStart(whole, 3); range.setEnd(whole, 5);
        const mark = document.createElement('span'); mark.className = 'k-trigger k-evidence'; range.surroundContents(mark);
        const marked = line.getBoundingClientRect().width; mark.style.display = 'inline-block';
        return [before, marked, line.getBoundingClientRect().width]; }"""
    before, marked, parted = page.evaluate(cut)
    assert abs(before - marked) < 0.25  # also where a mark begins inside a word
    assert abs(before - parted) > 1  # and the measure does see letters that are parted
