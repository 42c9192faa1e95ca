"""Pages that are no article: lists of headlines, and stubs of what only subscribers read."""

from functools import cache

from lxml.html import HtmlElement, document_fromstring

from sijill.errors import IndexPage, InputError, Stub
from sijill.sources.page.facts import Facts
from sijill.sources.page.linked import lists
from sijill.sources.page.words import table

_ENDS = (".", "!", "?", "؟", "。", "！", "？", "…", '"', "”", "»", ")", ":", "：")
_FEW = 5  # lines below which nothing can be said of a page
_FINISHED = 0.34  # of an article's lines end as sentences do
_LINKED = 0.6  # of its text stands in links
_HEADLINE = 20  # characters from which a link may be one
_STUB = 900  # characters that an article behind a wall may show


def refusal(page: str, told: Facts, links: list[str], text: str) -> InputError | None:
    """Why a page is not read as an article, or None; `links` are the texts of its links, `text` is what was taken from it."""
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    finished = sum(row.endswith(_ENDS) for row in rows) / max(1, len(rows))
    led = sum(len(link) for link in links if link in text) > _LINKED * len(text)
    if (len(rows) >= _FEW and (finished < _FINISHED or led)) or (lists(told.linked) and finished < 2 * _FINISHED):
        return IndexPage("the page is a list of articles, not one of them", fix="add the articles that it links to")
    walled = told.linked.free is False or told.metas.get("article:content_tier", "").casefold() in ("locked", "metered")
    if len(text) < _STUB and (walled or _asks(page)):
        return Stub("the page shows only the beginning of its article", fix="give the whole text")
    return None


def links_of(tree: HtmlElement) -> list[str]:
    """The texts of a page's links that may be headlines."""
    return [text for node in tree.iter("a") if len(text := " ".join(node.text_content().split())) > _HEADLINE]


def _asks(page: str) -> bool:
    """Whether a page asks its reader to pay for the rest."""
    tree = document_fromstring(page)
    body = tree.find(".//body")
    shown = " ".join((tree if body is None else body).text_content().split()).casefold()
    return any(words in shown for words in _asking())


@cache
def _asking() -> tuple[str, ...]:
    """How pages ask for that, in every language that has a pack."""
    return tuple(words.casefold() for furniture in table("details.toml", "furniture") for words in furniture.get("walls", ()))
