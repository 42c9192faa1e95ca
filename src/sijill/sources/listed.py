"""What feeds and sitemaps list: addresses of articles, each with what is told of it there."""

import io
import re
from calendar import timegm
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError

from sijill.errors import BrokenList, MissingExtra

MOST = 1_000  # addresses that are taken from one list; what follows is reported as left out
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|(?:\w+:)?RDF)[\s>]", re.IGNORECASE)
_MAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_HEAD = 4096
_YEARS = (1950, 2100)
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


class Listed(NamedTuple):
    """An address on a list. `published` is ISO 8601; `changed` what the list says of its last change, compared as text; `map` leads to another list."""

    url: str
    published: str | None = None
    title: str | None = None
    language: str | None = None
    changed: str | None = None
    map: bool = False


class Found(NamedTuple):
    """What a list holds: its first addresses, whether there are more, and what it calls itself."""

    rows: list[Listed]
    more: bool = False
    title: str | None = None
    language: str | None = None


def is_list(data: bytes) -> bool:
    """Whether bytes are a feed or a sitemap, by their first element."""
    head = data[:_HEAD]
    return bool(_FEED.search(head) or _MAP.search(head))


def read_list(data: bytes, url: str, most: int = MOST) -> Found:
    """The addresses of a feed or sitemap that was got at `url`. Raises BrokenList, MissingExtra."""
    return _sitemap(data, url, most) if _MAP.search(data[:_HEAD]) else _feed(data, url, most)


def _feed(data: bytes, url: str, most: int) -> Found:
    feedparser = _extra("feedparser")
    begun = _cut(data, most)
    found = feedparser.parse(io.BytesIO(begun), response_headers={"content-location": url}, sanitize_html=False, resolve_relative_uris=False)
    if not found.version and not found.entries:
        raise BrokenList("it is no feed that can be read", fix="give the address of the feed itself, or of an article", file=url)
    rows = [row for entry in found.entries[: most + 1] if (row := _entry(entry, url)) is not None]
    more = len(found.entries) > most or len(begun) < len(data)
    return Found(rows[:most], more, _plain(found.feed.get("title")), _plain(found.feed.get("language")))


def _cut(data: bytes, most: int) -> bytes:
    """The beginning of a feed that holds as many entries as are taken: a feed with a million is not read to its end."""
    ends = re.compile(rb"</(?:item|entry)>", re.IGNORECASE).finditer(data)
    last = next((match.end() for number, match in enumerate(ends, 1) if number > most), len(data))
    return data[:last]


def _entry(entry: Any, url: str) -> Listed | None:
    get = entry.get
    link = get("link") or next((one.get("href") for one in get("links") or () if one.get("href")), None)
    address = _address(link, url)
    changed = get("updated") if "updated" in entry else None  # feedparser warns of what it makes up otherwise
    told = _moment(get("published") or changed) or _utc(get("published_parsed"))
    return Listed(address, told, _plain(get("title")), changed=_plain(changed)) if address else None


def _moment(told: str | None) -> str | None:
    """A moment in the zone that it is told in: the day it was there is the day that the article speaks of."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(told.strip()).isoformat() if told else None
        except (ValueError, TypeError):
            continue
    return None


def _utc(moment: Any) -> str | None:
    return datetime.fromtimestamp(timegm(moment), UTC).isoformat() if moment and _YEARS[0] < moment[0] < _YEARS[1] else None


def _sitemap(data: bytes, url: str, most: int) -> Found:
    element_tree = _extra("defusedxml.ElementTree")
    rows: list[Listed] = []
    try:
        for _, node in element_tree.iterparse(io.BytesIO(data), events=("end",), forbid_dtd=True):
            name = node.tag.rpartition("}")[2]
            if name in ("url", "sitemap"):
                row = _location(node, url, name == "sitemap")
                node.clear()
                if row is not None:
                    rows.append(row)
                if len(rows) > most:
                    return Found(rows[:most], more=True)
    except (ParseError, ValueError) as error:  # what is forbidden, such as an entity, is a ValueError
        if not rows:
            raise BrokenList(f"it is no sitemap that can be read: {_said(error)}", fix="give another address", file=url) from error
    return Found(rows)


def _location(node: Element, url: str, map: bool) -> Listed | None:
    def told(path: str) -> str | None:
        return next((_plain(child.text) for child in node.iter() if child.tag == path or child.tag.rpartition("}")[2] == path), None)

    address = _address(told("loc"), url)
    moment = told(f"{_NEWS}publication_date")
    return Listed(address, moment, told(f"{_NEWS}title"), told(f"{_NEWS}language"), told("lastmod"), map) if address else None


def _address(link: str | None, url: str) -> str | None:
    address = urljoin(url, link.strip()).partition("#")[0] if link else ""
    return address if urlsplit(address).scheme in ("http", "https") else None


def _plain(text: str | None) -> str | None:
    return " ".join(text.split()) or None if isinstance(text, str) else None


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, ParseError) else f"it holds what is not allowed in one ({type(error).__name__})"


def _extra(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra("feeds and sitemaps need the extra `fetch`", fix="pip install 'sijill[fetch]'") from error

