"""`sijill read`: articles in, what they tell out, in their order."""

import sys
from typing import Any

import click

from sijill.cli.network import network_of, network_options
from sijill.cli.options import Options, reading_options, readings
from sijill.cli.table import header, rows
from sijill.records import FailureLine, Reading


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILES... | -")
@click.option("--json", "to", flag_value="json", help="One reading a line, as JSON.")
@click.option("--csv", "to", flag_value="csv", help="A flat table, one row a report.")
@click.option("--dropped", is_flag=True, help="Also print what was seen and not used, and why.")
@click.option("--packs", "folder", type=click.Path(exists=True, file_okay=False), metavar="DIR", help="A folder of packs instead of the packaged ones.")
@network_options
@reading_options
def read(files: tuple[str, ...], to: str | None, dropped: bool, folder: str | None, **options: Any) -> None:
    """Read articles and print what they tell.

    FILES are texts, web pages, web archives, CSV or JSON Lines with one article a row or line (`text` or `html`, and if known `id`, `title`,
    `published`, `publisher`, `language`, `url`), packed or not, zips of these, or addresses of pages, feeds and sitemaps; `-` is standard input. Exit
    status 1 if an article could not be read.
    """
    from sijill.packs import load_packs

    network = network_of(options)
    failed = False
    if to == "csv":
        click.echo(header(), nl=False)
    for result in readings(files, Options(**options), load_packs(folder=folder), network):
        failed |= isinstance(result, FailureLine)
        _print(result, to, dropped)
    sys.exit(1 if failed else 0)


def _print(result: Reading | FailureLine, to: str | None, dropped: bool) -> None:
    if to == "json":
        import msgspec

        click.echo(msgspec.json.encode(result))
    elif isinstance(result, FailureLine):
        complain(result)
    elif to == "csv":
        click.echo(rows(result), nl=False)
    else:
        from sijill.cli.show import show, told

        show(told(result, dropped))


def complain(line: FailureLine) -> None:
    """An error for people, on standard error."""
    failure = line.error
    place = ":".join(str(part) for part in (failure.file, failure.line) if part)
    click.echo(f"error: {place}: {failure.message} [{failure.code}]\n  fix: {failure.fix}", err=True)
