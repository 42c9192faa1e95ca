"""When a page says that it was published, and by which rule: what machines are told first, then what people are shown, then the address, then a guess."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from lxml.html import HtmlElement

from sijill.sources.page.linked import Linked
from sijill.sources.page.written import written

GUESS = "guess"
_METAS = (  # in the order in which they are believed
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published", "rnews:datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publishdate", "publish-date", "publish_date", "pubdate", "pub_date",
    "firstpublishedtime", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "article.published",
    "article:create_at", "published_at", "createdate", "creation_date", "date",
)  # fmt: skip
_STAMP = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?\Z")
_IN_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?:[/_-]|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)-?(\d\d)/?(\d\d)(?:[/_-]|$)"),
)
_BESIDE = ("aside", "footer", "nav", "form")  # their dates are other articles'
_OTHERS = re.compile(r"related|recommend|sidebar|footer|comment|latest|most|popular|trending|menu|widget|copyright|ticker|breaking", re.IGNORECASE)
_DATELIKE = re.compile(r"date|time|publish|posted|byline|meta|info|source|author|credit|stamp|created|header|title|addition|from", re.IGNORECASE)
_LINE = 160  # characters of a line that may be a byline
_LINES = 60  # of them that are looked at


class Dated(NamedTuple):
    """A date, ISO 8601 as precisely as it is told, and the rule that found it."""

    iso: str
    rule: str


def dated(tree: HtmlElement, told: Linked, metas: Mapping[str, str], url: str | None, language: str | None) -> Dated | None:
    """The first rule that finds a date; what is only guessed from the page says so (`GUESS`)."""
    found = (
        _first("json-ld", [told.published]),
        _first("meta", [metas.get(name) for name in _METAS]),
        _first("time", _times(tree)),
        _visible(tree, language),
        _first("url", [_in_address(url)]),
    )
    return next((one for one in found if one is not None), None) or _guessed(tree, url)


def _first(rule: str, values: list[str | None]) -> Dated | None:
    iso = next((iso for value in values if value and (iso := stamp(value))), None)
    return Dated(iso, rule) if iso else None


def stamp(value: str) -> str | None:
    """A timestamp as machines write it, in ISO 8601 with the zone that it tells; written dates in meta tags are read as people's are."""
    match = _STAMP.match(value.strip())
    if match is None:
        return written(value) if len(value) < _LINE else None
    year, month, day, hour, minute, second, zone = match.groups()
    zone = "Z" if zone in ("UTC", "GMT") else zone or ""
    iso = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone}" if hour else "")
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return None
    return iso


def _times(tree: HtmlElement) -> list[str | None]:
    """The moments of `<time>`, those that say that they are of publication first; none of other articles."""
    found = [node for node in tree.iter("time") if node.get("datetime") and not _aside(node)]
    found.sort(key=lambda node: not (node.get("pubdate") is not None or "publish" in f"{node.get('itemprop')} {node.get('class')}".casefold()))
    return [node.get("datetime") for node in found]


def _visible(tree: HtmlElement, language: str | None) -> Dated | None:
    """The first date in a line that looks like a byline: by its class, or because it is little more than a date."""
    for text, likely in _lines(tree):
        iso = written(text, language)
        if iso and (likely or len(text) < _LINE // 2):
            return Dated(iso, "visible")
    return None


def _lines(tree: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Short texts of a page in their order, and whether their element is named as one with a date would be."""
    body = tree.find(".//body")
    told = 0
    for node in (tree if body is None else body).iter():
        if told > _LINES or not isinstance(node.tag, str) or node.tag in ("script", "style", "a", "option", "noscript", "head"):
            continue
        own = " ".join(" ".join([node.text or "", *(child.tail or "" for child in node)]).split())
        if any(c.isdecimal() for c in own) and len(own) <= _LINE and not _aside(node):
            told += 1
            yield own, bool(_DATELIKE.search(f"{node.get('class')} {node.get('id')}"))


def _aside(node: HtmlElement) -> bool:
    """Whether an element stands in what a page has beside its article."""
    return any(one.tag in _BESIDE or _OTHERS.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in (node, *node.iterancestors()))


def _in_address(url: str | None) -> str | None:
    for pattern in _IN_ADDRESS if url else ():
        for match in pattern.finditer(url or ""):
            try:
                return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
            except ValueError:
                continue
    return None


def _guessed(tree: HtmlElement, url: str | None) -> Dated | None:
    """htmldate's guess; the first of January is what it makes of the year of a copyright line, and no guess at all."""
    from htmldate import find_date

    found = find_date(tree, url=url, extensive_search=False, original_date=True, deferred_url_extractor=True)
    return Dated(found, GUESS) if found and not found.endswith("-01-01") else None
