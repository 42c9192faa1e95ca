"""Feeds and sitemaps: what they list, and what hostile ones must not do."""

import pytest

pytest.importorskip("feedparser")

from sijill.errors import BrokenList
from sijill.sources.listed import is_list, read_list

HERE = "https://wire.example/feed"
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>مرصد</title>
<entry><title>لقاء</title><link rel="alternate" href="/a/1#top"/><published>2023-06-15T01:30:00+03:00</published><updated>2023-06-15T09:00:00Z</updated></entry>
<entry><title>no address</title></entry><entry><title>x</title><link href="mailto:desk@wire.example"/></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="https://wire.example/a/2"><title>t</title><link>https://wire.example/a/2</link><dc:date>2023-06-15</dc:date></item></rdf:RDF>"""
NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://wire.example/a/3 </loc><lastmod>2023-06-16</lastmod><news:news><news:publication><news:name>W</news:name><news:language>ar</news:language>
</news:publication><news:publication_date>2023-06-15T10:00:00+03:00</news:publication_date><news:title>t</news:title></news:news></url></urlset>"""


def test_atom_keeps_the_zone_of_its_moments() -> None:
    found = read_list(ATOM.encode(), HERE)
    (row,) = found.rows
    assert (row.url, row.published, row.title, row.changed) == ("https://wire.example/a/1", "2023-06-15T01:30:00+03:00", "لقاء", "2023-06-15T09:00:00Z")
    assert (found.title, found.more) == ("مرصد", False)


def test_rss_of_the_first_kind() -> None:
    assert [(row.url, row.published) for row in read_list(RDF.encode(), HERE).rows] == [("https://wire.example/a/2", "2023-06-15T00:00:00")]


def test_a_news_sitemap_tells_date_language_and_change() -> None:
    (row,) = read_list(NEWS.encode(), HERE).rows
    assert (row.url, row.published, row.language, row.changed) == ("https://wire.example/a/3", "2023-06-15T10:00:00+03:00", "ar", "2023-06-16")


@pytest.mark.parametrize(("data", "told"), [(ATOM, True), (RDF, True), (NEWS, True), ("<html><body>rss</body></html>", False), ("", False), ("\0\0", False)])
def test_lists_are_told_by_their_first_element(data: str, told: bool) -> None:
    assert is_list(data.encode()) == told


@pytest.mark.parametrize("packing", ["<rss version='2.0'><channel>{}</channel></rss>", "<urlset>{}</urlset>"])
def test_of_a_list_without_end_the_beginning_is_taken(packing: str) -> None:
    row = "<item><link>https://wire.example/{0}</link><title>t</title></item>" if "rss" in packing else "<url><loc>https://wire.example/{0}</loc></url>"
    found = read_list(packing.format(row.format(1) * 300_000).encode(), HERE, most=50)
    assert (len(found.rows), found.more) == (50, True)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]>'
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, XXE])
@pytest.mark.parametrize(
    "body", ["<urlset><url><loc>https://wire.example/&e11;</loc></url></urlset>", "<rss version='2.0'><channel><item><link>https://wire.example/&e11;</link></item></channel></rss>"]
)
def test_entities_are_never_resolved(head: str, body: str) -> None:
    rows = [] if "urlset" in body else read_list(f"{head}{body}".encode(), HERE).rows
    assert all("root:" not in row.url and len(row.url) < 100 for row in rows)
    if "urlset" in body:
        with pytest.raises(BrokenList, match="not allowed"):
            read_list(f"{head}{body}".encode(), HERE)


@pytest.mark.parametrize("data", ["<rss", "<urlset><url>", "<urlset>\0</urlset>"])
def test_what_is_broken_says_so(data: str) -> None:
    with pytest.raises(BrokenList) as error:
        read_list(data.encode(), HERE)
    assert error.value.file == HERE
    assert error.value.fix
