"""What a page tells of its article: headline, publisher, author, its one address, its language, its date."""

import re
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from sijill.sources.page.dates import Dated, dated
from sijill.sources.page.linked import Linked, linked, metas
from sijill.text.language import language_of

_PARTED = re.compile(r"\s+[|–—·•«»:-]\s+|\s*[|_]\s*|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")  # between a headline and its site in <title>
_SITE = 5  # words that a site's name may have
_SHORT = 8  # characters below which nothing is a headline
_KIN = {"ar": "ar fa ur ckb ku ps ug sd", "zh": "zh ja", "ru": "ru uk be bg sr mk kk ky tg mn"}  # languages in the scripts that we read
_PUBLISHERS = ("og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher", "apple-mobile-web-app-title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_LINKS = ("http:", "https:")


class Facts(NamedTuple):
    """What a page tells of its article; None where it tells nothing."""

    title: str | None
    publisher: str | None
    author: str | None
    canonical: str | None
    language: str | None  # as declared, such as ar-SA
    date: Dated | None
    linked: Linked
    metas: dict[str, str]


def facts(tree: HtmlElement, url: str | None) -> Facts:
    """Everything that a page says of itself; `url` is where it was got."""
    told, tags = linked(tree), metas(tree)
    publisher, author = told.publisher or _first(tags, *_PUBLISHERS), told.author or _first(tags, *_AUTHORS)
    language = tree.get("lang") or tags.get("og:locale", "").replace("_", "-") or tags.get("inlanguage") or None
    canonical = _canonical(tree, told, tags, url)
    return Facts(
        title=_title(tree, told, tags, publisher),
        publisher=publisher,
        author=author if author and not author.startswith(_LINKS) else None,
        canonical=canonical,
        language=language,
        date=dated(tree, told, tags, url or canonical, language),
        linked=told,
        metas=tags,
    )


def foreign(declared: str | None, text: str) -> str | None:
    """A declared language, if the text is in its script and in none of the languages that are told by their script: sites often declare another."""
    code, script = (declared or "").casefold().partition("-")[0], language_of(text)
    kin = next((main for main, codes in _KIN.items() if code in codes.split()), "en")
    return code if code and code != script and kin == script and re.fullmatch("[a-z]{2,3}", code) else None


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one registered domain: m. and www. are the same house."""
    return bool(_domain(one)) and _domain(one) == _domain(other)


def _domain(url: str) -> str:
    """The registered domain of an address; of one under no public suffix, an intranet's, the last two names."""
    from courlan import extract_domain  # trafilatura's own

    return extract_domain(url) or ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _first(tags: dict[str, str], *names: str) -> str | None:
    return next((" ".join(tags[name].split()) for name in names if tags.get(name, "").strip()), None)


def _canonical(tree: HtmlElement, told: Linked, tags: dict[str, str], url: str | None) -> str | None:
    """The address that a page calls its own; a bare front page is no article's."""
    links = [node.get("href") for node in tree.iter("link") if (node.get("rel") or "").casefold() == "canonical"]
    for value in (*links, tags.get("og:url"), told.url):
        address = urljoin(url or "", value.strip()) if value else ""
        if address.startswith(_LINKS) and (urlsplit(address).path.strip("/") or urlsplit(address).query):
            return address
    return None


def _title(tree: HtmlElement, told: Linked, tags: dict[str, str], publisher: str | None) -> str | None:
    """The headline: the page's only first heading, else what it tells machines, without the name of the site."""
    headings = [text for node in tree.iter("h1") if len(text := " ".join(node.text_content().split())) >= _SHORT]
    page = " ".join((tree.findtext(".//title") or "").split())
    named = told.title or _first(tags, "og:title", "twitter:title", "dc.title", "title")
    if len(headings) == 1 and (not named or named in headings[0] or headings[0] in f"{named} {page}"):
        return headings[0]
    found = _bare(named or page, publisher)
    return found or (headings[0] if headings else None)


def _bare(title: str, publisher: str | None) -> str | None:
    """A title without its site's name at either end."""
    parts = _PARTED.split(title)
    while len(parts) > 1:
        at = next((i for i in (-1, 0) if publisher and parts[i].strip().casefold() in publisher.casefold()), None)
        if at is None and len(parts[-1].split()) <= _SITE and len(parts[-1]) < len(title) / 2:
            at = -1
        if at is None:
            break
        cut = title.rfind(parts[-1]) if at == -1 else 0
        title = title[:cut] if at == -1 else title[len(parts[0]) :]
        title = title.strip(" |–—·•«»:-_")
        parts = _PARTED.split(title)
    return title.strip() or None
