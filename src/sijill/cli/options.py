"""What the verbs that read articles share: their options, and the reading of one article after the other."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

import click
import msgspec

from sijill.cli.network import Network
from sijill.packs import Packs
from sijill.records import FailureLine, Reading, Source
from sijill.sources import FORMATS, KEYS, Columns, Format, Given, items

_F = TypeVar("_F", bound=Callable[..., Any])


class Options(NamedTuple):
    """How articles are to be read; `language` and `published` stand in where an article tells none."""

    format: Format | None = None
    scope: str = "international"
    language: str | None = None
    published: str | None = None
    columns: Columns | None = None
    keep_raw: str | None = None  # the folder in which the bytes of pages are kept


_FORMAT = click.option("--format", type=click.Choice(FORMATS), help="Format of the input; else told by its content.")


def reading_options(command: _F, formats: bool = True) -> _F:
    """Adds the options of `Options` to a command, that of the format only where it is for the user to say."""
    for option in (
        click.option("--published", callback=_iso, metavar="DATE", help="When it was published (ISO 8601), where the article tells no date."),
        click.option("--language", metavar="CODE", help="Its language (ISO 639-1), where the article tells none; else it is told by its script."),
        click.option("--scope", type=click.Choice(["international", "all"]), default="international", help="`all` keeps domestic and one-sided acts too."),
        *([_FORMAT] if formats else []),
        click.option("--map", "columns", callback=_columns, metavar="KEY=COLUMN,...", help="Other names of text, html, id, title, ... in JSON Lines or CSV."),
    ):
        command = option(command)
    return command


def readings(files: Iterable[str], options: Options, packs: Packs, network: Network | None = None) -> Iterator[Reading | FailureLine]:
    """The reading of each article of the files, in their order; an article that cannot be read gives an error in its place."""
    from sijill.cli.opening import articles
    from sijill.cli.paths import fetched, is_address
    from sijill.sources.limits import Limits

    found = (
        item for file in files for item in (fetched(file, network or Network()) if is_address(file) else items(file, options.format, options.columns))
    )
    for given in articles(found, Limits()):
        yield given if isinstance(given, FailureLine) else reading_of(given, options, packs)


def filled(article: Source, options: Options) -> Source:
    """An article with what the options say where it tells nothing."""
    return msgspec.structs.replace(article, language=article.language or options.language, published=article.published or options.published)


def reading_of(given: Given, options: Options, packs: Packs) -> Reading | FailureLine:
    """The reading of one article, or the error in its place."""
    from sijill.reading.attempt import attempt

    return attempt(filled(given.source, options), packs, options.scope, given.file, given.line)


def _iso(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """`value` if it is an ISO 8601 date or time."""
    if value is not None:
        try:
            datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        except ValueError as error:
            raise click.BadParameter(f"{value!r} is no ISO 8601 date, such as 2021-12-16") from error
    return value


def _columns(ctx: click.Context, param: click.Parameter, value: str | None) -> Columns | None:
    """The names that a file uses, by ours: `text=body,published=date`."""
    pairs = [pair.partition("=") for pair in value.split(",")] if value else []
    for key, mark, column in pairs:
        if key not in KEYS or not mark or not column:
            raise click.BadParameter(f"{key + mark + column!r} is no KEY=COLUMN; the keys are {', '.join(KEYS)}")
    return {key: column for key, _, column in pairs}
