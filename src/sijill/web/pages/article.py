"""An article: its whole text with the evidence marked, and beside each line what it tells."""

from collections.abc import Iterator

from sijill.ledger.whole import Whole
from sijill.records import Record
from sijill.text import split_sentences
from sijill.web.highlight import Paragraph, marks_of, paragraphs
from sijill.web.pages.review import Said, said
from sijill.web.room import Asked

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence of the text, or a headline, in which a person may find what was missed."""

    start: int
    title: bool
    text: str


class ArticleTold(Record, frozen=True, kw_only=True):
    """An article; `said` is what people judged of its reports, newest first; `title` and `paragraphs` are its headline and lines cut where
    marks begin and end. `sentences` are where a report that was missed may stand.
    """

    whole: Whole
    said: tuple[Said, ...]
    direction: str
    title: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]


def article(room: Asked, key: str) -> ArticleTold:
    """An article by its key: the text with everything that was read in it, and where."""
    whole = room.ledger.article(key)
    return ArticleTold(
        whole=whole,
        said=said(room.ledger.judgements_in(key)),
        direction="rtl" if whole.article.language in _RIGHT_TO_LEFT else "ltr",
        title=tuple(paragraphs(whole.article.title or "", marks_of(whole, "title"))),
        paragraphs=tuple(paragraphs(whole.text, marks_of(whole))),
        sentences=tuple(_sentences(whole)),
    )


def _sentences(whole: Whole) -> Iterator[Sentence]:
    if whole.article.title:
        yield Sentence(start=0, title=True, text=whole.article.title)
    at = 0
    for line in whole.text.split("\n"):
        yield from (Sentence(start=a, title=False, text=whole.text[a:b]) for a, b in split_sentences(whole.text, at, at + len(line)))
        at += len(line) + 1
