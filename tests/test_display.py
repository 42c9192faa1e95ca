"""A reading in a notebook: all of the text once, the right words marked, letters of Arabic never parted."""

import re
from html.parser import HTMLParser

import pytest

import sijill
from sijill.display import html_of

TEXTS = {
    "ar": "التقى الرئيس المصري عبد الفتاح السيسي نظيره الروسي فلاديمير بوتين في موسكو. وقال إن <b>العلاقات</b> جيدة & قوية.",
    "en": 'French President Emmanuel Macron met Egyptian President Abdel Fattah el-Sisi in Cairo. "Good & <fine>", he said.',
    "zh": "12月15日，国家主席习近平同俄罗斯总统普京举行视频会晤。",
}


class Parsed(HTMLParser):
    """The text of the article, and the pieces of it by style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.pieces, self._open = "", [], []  # type: ignore[var-annotated]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop()[0] != tag:
            pass  # <br> has no end

    def handle_data(self, data: str) -> None:
        if "div" in [tag for tag, _ in self._open]:
            tag, attributes = self._open[-1]
            self.pieces.append((len(self.text), data, attributes.get("style", "") if tag == "span" else ""))
            self.text += data


@pytest.mark.parametrize("language", TEXTS)
def test_the_text_is_there_and_the_words_are_marked(language: str) -> None:
    reading = sijill.read(TEXTS[language], language=language)
    parsed = Parsed(html_of(reading))
    assert parsed.text == reading.article.text
    assert reading.reports
    marked = {at + i for at, data, style in parsed.pieces if "underline" in style for i in range(len(data))}
    told = [span for r in reading.reports for span in (r.trigger, *(p.span for p in (*r.actors, *r.recipients)))]
    assert marked == {i for span in told for i in range(span.start, span.end)}
    lit = {at + i for at, data, style in parsed.pieces if "background" in style for i in range(len(data))}
    evidence = [span for r in reading.reports for span in (r.evidence, *(m.evidence for m in r.mentions))]
    assert lit == {i for span in evidence for i in range(span.start, span.end)}


def test_nothing_stands_between_the_letters_of_a_word() -> None:
    html = html_of(sijill.read(TEXTS["ar"], language="ar"))
    styles = re.findall(r'<span style="([^"]*)"', html)
    assert styles
    assert not re.search(r"padding|margin|border|display|isolat|bdi", " ".join(styles))
    assert 'dir="auto"' in html


def test_a_notebook_finds_it_and_hostile_words_stay_words() -> None:
    reading = sijill.read("France met Egypt in Cairo.", title="<script>alert(1)</script>", publisher='"><img src=x>', id="<i>")
    html = reading._repr_html_()
    assert html == html_of(reading)
    assert "<script" not in html
    assert "<img" not in html
