"""HTML: the article of a page, if the extra is there; else an error that says how to get it."""

import sys
from pathlib import Path

import pytest

from sijill.records import FailureLine
from sijill.sources import Given, sources
from sijill.sources.page.html import decode_page

SENTENCE = "The president of Kenya met the president of Uganda in Nairobi on Tuesday and both spoke of trade at length. "
PAGE = f"""<html lang="en"><head><title>Kenya and Uganda meet</title><meta property="article:published_time" content="2021-12-16T10:00:00Z">
<meta property="og:site_name" content="Harbour Wire"></head><body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav>
<article><h1>Kenya and Uganda meet</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 3}</p></article><footer>All rights reserved</footer></body></html>"""


def test_the_article_and_what_the_page_tells_of_it(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    (row,) = sources(path)
    assert isinstance(row, Given)
    assert SENTENCE.strip() in row.source.text
    assert "All rights reserved" not in row.source.text
    assert (row.source.title, row.source.publisher, row.source.published) == ("Kenya and Uganda meet", "Harbour Wire", "2021-12-16T10:00:00Z")


def test_without_the_extra_the_error_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    (row,) = sources(path)
    assert isinstance(row, FailureLine)
    assert row.error.code == "missing-extra"
    assert "sijill[html]" in row.error.fix


def test_a_page_without_article_is_empty(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "page.html"
    path.write_text("<html><body></body></html>")
    (row,) = sources(path)
    assert isinstance(row, FailureLine)
    assert row.error.code == "empty"


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    page = '<html><head><meta charset="windows-1256"></head><body>لقاء</body></html>'
    assert decode_page(page.encode("windows-1256")) == page
    wrong = page.replace("windows-1256", "no-such-code")
    assert decode_page(wrong.encode()) == wrong


def test_a_date_that_is_guessed_says_so(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "page.html"
    told = '<meta property="article:published_time" content="2021-12-16T10:00:00Z">'
    path.write_text(PAGE.replace(told, '<meta name="bt:pubdate" content="2021-12-16">'))
    (row,) = sources(path)
    assert isinstance(row, Given)
    assert (row.source.published, row.source.published_from) == ("2021-12-16", "guess")
