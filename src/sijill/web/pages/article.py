"""An article: its whole text with the evidence marked, and beside each line what it tells."""

from sijill.ledger.whole import Whole
from sijill.records import Record
from sijill.web.highlight import Paragraph, marks_of, paragraphs
from sijill.web.pages.review import Said, said
from sijill.web.room import Asked

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


class ArticleTold(Record, frozen=True, kw_only=True):
    """An article; `said` is what people judged of its reports, newest first; `title` and `paragraphs` are its headline and lines cut where
    marks begin and end.
    """

    whole: Whole
    said: tuple[Said, ...]
    direction: str
    title: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]


def article(room: Asked, key: str) -> ArticleTold:
    """An article by its key: the text with everything that was read in it, and where."""
    whole = room.ledger.article(key)
    return ArticleTold(
        whole=whole,
        said=said(room.ledger.judgements_on([placed.key for placed in whole.reports])),
        direction="rtl" if whole.article.language in _RIGHT_TO_LEFT else "ltr",
        title=tuple(paragraphs(whole.article.title or "", marks_of(whole, "title"))),
        paragraphs=tuple(paragraphs(whole.text, marks_of(whole))),
    )
