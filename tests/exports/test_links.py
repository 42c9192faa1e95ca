"""Only pages of the web are linked, and words on them by text fragments."""

from urllib.parse import unquote

import pytest

from sijill.exports.links import page, passage


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/x", "http:", "https://[x", "news.example/a", "", None])
def test_what_is_not_of_the_web_is_no_link(url: str | None) -> None:
    assert page(url) is None
    assert passage(url, "words") is None


def test_words_on_a_page() -> None:
    assert passage("https://news.example/a", "Follow-up, at last & more") == "https://news.example/a#:~:text=Follow%2Dup%2C%20at%20last%20%26%20more"
    assert passage("https://news.example/a#part", "met") == "https://news.example/a#part:~:text=met"
    assert unquote(passage("https://news.example/", "التقى الوزيران\nفي عمّان") or "").endswith(":~:text=التقى الوزيران في عمّان")


def test_a_long_sentence_is_linked_by_its_ends() -> None:
    link = passage("https://news.example/a", " ".join(f"word{n}" for n in range(100))) or ""
    assert unquote(link).endswith("#:~:text=word0 word1 word2 word3 word4 word5,word94 word95 word96 word97 word98 word99")
