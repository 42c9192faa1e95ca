"""Pages opened where they can do no harm: under limits, in a process that may be lost."""

from collections.abc import Iterable, Iterator
from functools import partial

from sijill.cli.workers import each, pieces_of
from sijill.errors import PageLimit
from sijill.records import FailureLine
from sijill.sources import Given, Item, Page, Skipped, opened
from sijill.sources.limits import Limits, limited


def articles(items: Iterable[Item], limits: Limits) -> Iterator[Given | FailureLine]:
    """The articles of items in their order, each page opened in another process."""
    for item in each(pieces_of(items, 1), partial(_opened, limits=limits), 1, lambda: None, ended, is_page, weight):
        if not isinstance(item, Skipped):
            yield item


def is_page(item: Item) -> bool:
    """Whether an item must be opened before it can be read."""
    return isinstance(item, Page)


def weight(item: Item) -> int:
    """About how many bytes an item holds."""
    return len(item.data) if isinstance(item, Page) else len(item.source.text) if isinstance(item, Given) else 0


def ended(item: Item) -> Skipped | FailureLine:
    """What becomes of an item whose process died of it."""
    if isinstance(item, FailureLine | Skipped):
        return item
    fix = "leave it out, or allow more with --page-seconds and --page-memory"
    return PageLimit("the process that read it was ended", fix=fix, file=item.file, line=item.line, article=item.source.id).record()


def beyond(error: PageLimit, page: Page) -> FailureLine:
    """The error of a page that took too much, with its place."""
    error.file, error.line, error.article = page.file, page.line, page.source.id
    return error.record()


def _opened(items: list[Item], limits: Limits) -> list[Given | Skipped | FailureLine]:
    return [_one(item, limits) if isinstance(item, Page) else item for item in items]


def _one(page: Page, limits: Limits) -> Given | FailureLine:
    try:
        with limited(limits):
            return opened(page)
    except PageLimit as error:
        return beyond(error, page)
