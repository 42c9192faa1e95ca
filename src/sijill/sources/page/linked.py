"""What a page tells of itself for machines: JSON-LD and meta tags, whichever of their many spellings it uses."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml.html import HtmlElement

_ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "LiveBlogPosting", "BlogPosting",
     "Report", "PressRelease", "ReviewNewsArticle", "AskPublicNewsArticle")
)  # fmt: skip
_LISTS = frozenset(("CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"))
_DATED = re.compile(r'"datePublished"\s*:\s*"([^"\\]{8,40})"')  # of JSON-LD that is no JSON
_LARGEST = 1_000_000  # characters of one block of JSON-LD
_DEPTH = 6


class Linked(NamedTuple):
    """What JSON-LD says: `published` as it stands, `kinds` the types of its objects, `free` None where nothing is said of a paywall."""

    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    kinds: frozenset[str] = frozenset()
    free: bool | None = None


def linked(tree: HtmlElement) -> Linked:
    """The article that a page's JSON-LD describes, the first if there are several."""
    blocks = [node.text_content()[:_LARGEST] for node in tree.iterfind(".//script[@type='application/ld+json']")]
    objects = [found for block in blocks for found in _objects(_parsed(block))]
    kinds = frozenset(kind for found in objects for kind in _kinds(found))
    article = next((found for found in objects if _kinds(found) & _ARTICLES), {})
    loose = next((match[1] for block in blocks if (match := _DATED.search(block))), None)
    free = article.get("isAccessibleForFree")
    return Linked(
        published=_text(article.get("datePublished")) or loose,
        title=_text(article.get("headline")),
        publisher=_name(article.get("publisher")),
        author=_name(article.get("author")),
        url=_address(article),
        kinds=kinds,
        free=None if free is None else str(free).rpartition("/")[2].casefold() == "true",
    )


def lists(found: Linked) -> bool:
    """Whether the page says that it is a list of articles, and not one."""
    return bool(found.kinds & _LISTS) and not found.kinds & _ARTICLES


def metas(tree: HtmlElement) -> dict[str, str]:
    """The meta tags by their names in lower case, the first of each: `property`, `name` and `itemprop` are one to the sites that write them."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = (node.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and (name := node.get(attribute)):
                found.setdefault(name.strip().casefold(), content)
    return found


def _parsed(block: str) -> Any:
    try:
        return json.loads(block.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object of a block that has a type, the outermost first."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("mainEntity"), depth + 1)


def _kinds(found: dict[str, Any]) -> frozenset[str]:
    told = found.get("@type")
    return frozenset(kind for kind in (told if isinstance(told, list) else [told]) if isinstance(kind, str))


def _name(value: Any) -> str | None:
    """The name of a person or an organisation, of several all."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for one in value if (name := _name(one)))) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _address(article: dict[str, Any]) -> str | None:
    page = article.get("mainEntityOfPage")
    return _text(page.get("@id") if isinstance(page, dict) else page) or _text(article.get("url"))


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
