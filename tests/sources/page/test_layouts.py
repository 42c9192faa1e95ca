"""How much of an article comes back from its page, on pages laid out as real sites lay out theirs; and what is no article."""

import re
from collections import Counter

import pytest

from sijill.records import FailureLine, Source
from sijill.sources import Page, opened
from sijill.sources.given import Given
from tests.sources.page.layouts import Made, made

pytest.importorskip("trafilatura")
PAGES = {page.name: page for page in made()}
ARTICLES = [page for page in PAGES.values() if page.refused is None]
FLOOR = 0.99  # of the words: what is more is a gain, what is less a loss


def taken(page: Made) -> Given | FailureLine:
    return opened(Page(page.data, Source(id=page.name, text="", url=page.url), page.name, None, None, page.charset))


def article(name: str) -> Given:
    found = taken(PAGES[name])
    assert isinstance(found, Given), found
    return found


def overlap(one: str, other: str) -> float:
    """F1 over words, and over single characters of Chinese."""
    a, b = (Counter(re.findall(r"[\u4e00-\u9fff]|\w+", text)) for text in (one, other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def test_there_are_enough_pages_to_measure_on() -> None:
    assert len(PAGES) >= 60
    assert len({page.name.split("-")[0] for page in PAGES.values()}) > 30


def test_the_text_of_all_pages() -> None:
    shares = [overlap(article(page.name).source.text, "\n".join(page.piece.paragraphs)) for page in ARTICLES]
    assert sum(shares) / len(shares) >= FLOOR
    assert min(shares) > 0.9


@pytest.mark.parametrize("page", ARTICLES, ids=lambda page: page.name)
def test_date_title_and_publisher(page: Made) -> None:
    source = article(page.name).source
    assert (source.published or "")[:10] == (page.day or "")
    assert source.title == page.piece.title
    assert source.publisher == page.publisher


def test_paragraphs_are_kept() -> None:
    for page in ARTICLES:
        lines = [" ".join(line.split()) for line in article(page.name).source.text.splitlines()]
        told = [" ".join(paragraph.split()) for paragraph in page.piece.paragraphs]
        assert [one for one in told if not any(one in line for line in lines)] == [], page.name
        assert not any(told[0] in line and told[1] in line for line in lines), page.name


@pytest.mark.parametrize("page", [page for page in PAGES.values() if page.refused], ids=lambda page: page.name)
def test_what_is_no_article_is_refused_with_its_reason(page: Made) -> None:
    found = taken(page)
    assert isinstance(found, FailureLine)
    assert (found.error.code, found.error.id) == (page.refused, page.name)
    assert found.error.fix


@pytest.mark.parametrize(
    ("name", "published", "rule"),
    [
        ("agency_with_json_ld-en-1", "T09:30:00+03:00", "json-ld"),
        ("open_graph-en-1", "T05:00:00Z", "meta"),
        ("time_element-en-1", "T11:00:00+02:00", "time"),
        ("byline_glued_to_its_date-ar-0", "T17:45:18", "visible"),
        ("date_in_the_address-en-0", "", "url"),
        ("year_of_a_footer_only-en-0", None, None),
    ],
)
def test_the_rule_that_told_the_date_is_kept(name: str, published: str | None, rule: str | None) -> None:
    source = article(name).source
    assert source.published_from == rule
    assert source.published == (None if published is None else f"{PAGES[name].piece.day}{published}")


def test_how_a_text_was_taken_is_kept() -> None:
    found = article("graph_of_a_cms-en-1")
    assert found.provenance is not None
    assert found.provenance.extractor
    assert found.provenance.extractor.startswith("trafilatura ")
    assert len(found.provenance.sha256 or "") == 64
    assert found.provenance.author == "A. Nour, B. Sol"
    assert found.provenance.canonical == PAGES["graph_of_a_cms-en-1"].piece.url


def test_a_mobile_page_goes_by_the_address_it_calls_its_own() -> None:
    page = PAGES["mobile_page-ar-0"]
    assert page.url != page.piece.url
    assert article(page.name).source.url == page.piece.url


def test_what_came_with_a_page_is_believed_before_what_it_tells() -> None:
    page = PAGES["agency_with_json_ld-en-1"]
    given = Source(id="x", text="", title="Mine", published="2020-01-02", publisher="Me", url="https://other.example/a", language="en")
    found = opened(Page(page.data, given, "x", None))
    assert isinstance(found, Given)
    assert (found.source.title, found.source.published, found.source.published_from, found.source.publisher) == ("Mine", "2020-01-02", None, "Me")
    assert found.source.url == "https://other.example/a"
