"""Which articles are copies of one text, kept up as articles come: only those that a new one may belong with are looked at again."""

from collections.abc import Iterable

from sqlalchemy import Connection, and_, bindparam, func, select, update

from sijill.ledger import tables as t
from sijill.ledger.load import insert
from sijill.ledger.settle import Mark
from sijill.ledger.stored import chunks
from sijill.ledger.syndication import SHARED, Copyable, copies


def keep_bands(connection: Connection, bands: Iterable[tuple[int, int]]) -> None:
    """Keep the bands of a batch of articles. They go in by their order: what lies anywhere in a tree costs more the larger the tree is."""
    insert(connection, t.bands, [{"band": band, "article": article} for band, article in sorted(bands)])


def link_copies(connection: Connection, fresh: set[int], replaced: set[int]) -> set[Mark]:
    """Link the copies among new article versions and all that are near them; the reports of articles whose link changed."""
    group = _around(connection, fresh, replaced)
    if not group:
        return set()
    a = t.articles.c
    rows = {row.key: row for some in chunks(sorted(group)) for row in connection.execute(select(a.pk, a.key, a.published, a.first).where(a.pk.in_(some)))}
    bands = _bands(connection, group)
    found = copies(Copyable(row.key, row.published, bands.get(row.pk, ())) for row in rows.values())
    changed = [{"article": row.pk, "now": found.get(key)} for key, row in rows.items() if row.first != found.get(key)]
    if changed:
        connection.execute(update(t.articles).where(a.pk == bindparam("article")).values(first=bindparam("now")), changed)
    touched = chunks(row["article"] for row in changed)
    r = t.reports.c
    return {(pk, block) for some in touched for pk, block in connection.execute(select(r.pk, r.block).where(r.article.in_(some), r.current))}


def _around(connection: Connection, fresh: set[int], replaced: set[int]) -> set[int]:
    """The current articles that belong together with these, directly or through others; none where nothing is near."""
    group: set[int] = set()
    edge = fresh | replaced
    while edge:
        near = _near(connection, edge)
        edge = near - group - replaced
        group |= near
    return group - replaced


def _near(connection: Connection, articles: Iterable[int]) -> set[int]:
    """These and the current articles that share enough bands with one of them; those without any are left out."""
    one, other = t.bands.alias("one"), t.bands.alias("other")
    found: set[int] = set()
    for some in chunks(sorted(articles)):
        pairs = (
            select(one.c.article, other.c.article)
            .join(other, and_(one.c.band == other.c.band, one.c.article != other.c.article))
            .join(t.articles, and_(t.articles.c.pk == other.c.article, t.articles.c.current))
            .where(one.c.article.in_(some))
            .group_by(one.c.article, other.c.article)
            .having(func.count() >= SHARED)
        )
        found.update(pk for pair in connection.execute(pairs) for pk in pair)
    return found


def _bands(connection: Connection, articles: Iterable[int]) -> dict[int, list[int]]:
    bands: dict[int, list[int]] = {}
    for some in chunks(sorted(articles)):
        for article, band in connection.execute(select(t.bands.c.article, t.bands.c.band).where(t.bands.c.article.in_(some))):
            bands.setdefault(article, []).append(band)
    return bands
