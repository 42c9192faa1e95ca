"""HTML: an article's text told apart from its page, with the title, date, publisher and author that the page tells."""

import re
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import NamedTuple

import msgspec

from sijill.errors import EmptyInput, MissingExtra
from sijill.records import Provenance, Source
from sijill.sources.text import decode
from sijill.text import fold

_RULES = 1  # of this folder for what a page tells: goes up when they give another text
_DECLARED = re.compile(rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,80}?encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page may declare its encoding
_WESTERN = ("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii")
_FOREIGN = 0.2  # of the bytes are beyond ASCII: no page of a western language


class Taken(NamedTuple):
    """An article taken from a page, and how."""

    source: Source
    provenance: Provenance


def decode_page(data: bytes, file: str = "", charset: str | None = None) -> str:
    """The text of a page's bytes: UTF-8 if they can be, else in the encoding that its server or the page declares, else as any text. Raises InputError."""
    declared = _DECLARED.search(data[:_HEAD])
    try:
        return data.decode("utf-8-sig")  # bytes of another encoding are hardly ever UTF-8, whatever is declared
    except UnicodeDecodeError:
        pass
    for name in (charset, declared[1].decode("ascii") if declared else None):
        if name and not _unlikely(name.casefold(), data):
            try:
                return data.decode("gb18030" if name.casefold() in ("gb2312", "gbk") else name)
            except (LookupError, UnicodeDecodeError):
                pass  # pages often declare what they are not
    return decode(data, file)


def _unlikely(name: str, data: bytes) -> bool:
    """Whether a declared encoding is the mark of a site that never thought of it: Latin letters for what is full of others."""
    body = data[:100_000]
    return name in _WESTERN and sum(byte > 127 for byte in body) > _FOREIGN * len(body) or name.replace("-", "") in ("utf8", "utf8sig")


def extract(page: str, given: Source, data: bytes | None = None) -> Taken:
    """`given` with the page's text, and with what the page tells where `given` tells nothing; `data` are its bytes as they came.

    Raises MissingExtra, EmptyInput, IndexPage, Stub.
    """
    try:
        from trafilatura import bare_extraction, load_html  # slow to import: only for HTML
    except ImportError as error:
        raise MissingExtra("HTML needs the extra `html`", fix="pip install 'sijill[html]'", article=given.id) from error
    from sijill.sources.page.facts import facts, foreign, same_site
    from sijill.sources.page.loose import bind
    from sijill.sources.page.refused import links_of, refusal

    tree = load_html(page)
    if tree is None:
        raise EmptyInput("no article was found in the page", fix="give the article's text", article=given.id)
    told, links = facts(tree, given.url), links_of(tree)
    title = given.title or told.title
    bind(tree)
    found = bare_extraction(tree, fast=True, include_comments=False, include_tables=False)  # takes the tree apart
    text = _without_title(found.text if found is not None and not isinstance(found, dict) and found.text else "", title)
    if not text:
        raise EmptyInput("no article was found in the page", fix="give the article's text", article=given.id)
    refused = refusal(page, told, links, text)
    if refused is not None:
        refused.article = given.id
        raise refused
    text = _without_links(text, links)
    canonical = told.canonical if told.canonical and (given.url is None or same_site(told.canonical, given.url)) else None
    dated = told.date if given.published is None else None
    return Taken(
        msgspec.structs.replace(
            given, text=text, title=title, publisher=given.publisher or told.publisher, url=canonical or given.url,
            language=given.language or foreign(told.language, text), published=dated.iso if dated else given.published,
            published_from=dated.rule if dated else given.published_from,
        ),
        Provenance(
            extractor=extractor(), sha256=sha256(data if data is not None else page.encode("utf-8", "surrogatepass")).hexdigest(), author=told.author,
            canonical=told.canonical,
        ),
    )  # fmt: skip


@cache
def extractor() -> str:
    """What takes a text from its page, and in which version."""
    return f"trafilatura {version('trafilatura')}, sijill {_RULES}"


def _without_links(text: str, links: list[str]) -> str:
    """The text without lines that are nothing but a link: Read also: ..."""
    alone = frozenset(links)
    return "\n".join(line for line in text.splitlines() if line.strip() not in alone) or text


def _without_title(text: str, title: str | None) -> str:
    """The text without its headline as its first line: that is told apart."""
    first, _, rest = text.strip().partition("\n")
    return rest.strip() if title and fold(first).text.strip() == fold(title).text.strip() else text.strip()
