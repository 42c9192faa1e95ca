"""Addresses to items: a page is one, a feed or a sitemap is what it lists."""

from collections.abc import Iterator

from sijill.errors import BrokenList, InputError
from sijill.records import Provenance, Source
from sijill.sources.given import Given, Item, Page, Skipped
from sijill.sources.listed import Found, Listed, is_list, read_list
from sijill.sources.net.fetch import Fetched, Fetcher

_DEEP = 2  # sitemaps of sitemaps that are followed
_LISTS = 50  # of them
_MARKUP = ("html", "xml")


def fetched_items(url: str, fetcher: Fetcher) -> Iterator[Item]:
    """The page at an address, or all that are listed there; an error in the place of what could not be had."""
    try:
        got = fetcher.get(url)
        if not is_list(got.data or b""):
            yield item_of(url, got)
            return
        found = listing(got, fetcher)
    except InputError as error:
        error.file, error.article = error.file or url, url
        yield error.record()
        return
    for row in found.rows:
        try:
            yield item_of(row.url, fetcher.get(row.url), row.published)
        except InputError as error:
            error.file, error.article = error.file or row.url, row.url
            yield error.record()
    if found.more:
        yield BrokenList(f"it lists more than the {len(found.rows)} that were taken", fix="watch it, or give a part of it", file=url, article=url).record()


def listing(got: Fetched, fetcher: Fetcher, most: int | None = None) -> Found:
    """What a feed or sitemap lists, with what the sitemaps list that it leads to. Raises InputError where none of it can be had."""
    first = read_list(got.data or b"", got.url, *([most] if most else []))
    rows: list[Listed] = [row for row in first.rows if not row.map]
    maps = [(row.url, 1) for row in first.rows if row.map]
    more, seen, failure = first.more, {got.url}, None
    while maps and len(seen) <= _LISTS:
        url, depth = maps.pop(0)
        if url in seen:
            continue
        seen.add(url)
        try:
            found = read_list(fetcher.get(url).data or b"", url, *([most] if most else []))
        except InputError as error:
            failure = error
            continue
        rows += [row for row in found.rows if not row.map]
        maps += [(row.url, depth + 1) for row in found.rows if row.map and depth < _DEEP]
        more = more or found.more
    if failure is not None and not rows:
        raise failure
    return Found(list({row.url: row for row in rows}.values()), more or bool(maps), first.title, first.language)


def item_of(url: str, got: Fetched, published: str | None = None) -> Item:
    """What was fetched from an address, as the rest of sijill takes it; `published` is what a list said of it."""
    data = got.data or b""
    source = Source(id=url, text="", url=got.url, published=published, published_from="list" if published else None)
    if got.kind.startswith("text/plain"):
        from sijill.sources.page.html import decode_page

        return Given(Source(id=url, text=decode_page(data, url, got.charset), url=got.url, published=published), url, None, Provenance(retrieved=got.retrieved))
    if got.kind and not any(part in got.kind for part in _MARKUP) and data.lstrip()[:1] != b"<":
        return Skipped(f"not a page ({got.kind})")
    return Page(data, source, url, None, Provenance(retrieved=got.retrieved), got.charset)
