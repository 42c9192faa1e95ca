"""`sijill replicate`: the articles of a bundle read again, and what differs."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from sijill.cli.asked import json_lines
from sijill.records import Source

if TYPE_CHECKING:
    from sijill.bundle import Difference
    from sijill.cli.show import Line


@click.command()
@click.argument("bundle", type=click.Path(exists=True, dir_okay=False))
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@click.option("--json", "as_json", is_flag=True, help="One object an article, as JSON, and one for the sum.")
def replicate(bundle: str, files: tuple[str, ...], as_json: bool) -> None:
    """Read your own copies of a BUNDLE's articles again, with its packs, and print what differs.

    FILES are what `sijill read` takes. An article is known by its text; its publisher, date and address are the bundle's. Exit status 1 if a report
    differs, or an article of the bundle is missing.
    """
    from sijill.bundle import Bundle, Summary
    from sijill.cli.show import Line, show

    good = True
    with Bundle(bundle) as opened:
        for found in opened.replicate(_sources(files)):
            good &= found.articles["same"] == sum(found.articles.values()) if isinstance(found, Summary) else found.outcome == "same"
            if as_json:
                json_lines([{"summary" if isinstance(found, Summary) else "article": found}])
            elif isinstance(found, Summary):
                counts = ", ".join(f"{number} {outcome}" for outcome, number in found.articles.items() if number)
                show([Line(f"articles: {counts or 'none'}; reports: {found.same} of {found.reports} the same", 0, "article")])
                if found.strangers:
                    show([Line(f"{found.strangers} articles given are not of the bundle", 0, "dim")])
                if found.versions[0] != found.versions[1]:
                    show([Line(f"read with sijill {found.versions[1]}; the bundle was written by {found.versions[0]}", 0, "dim")])
            elif found.outcome != "same":
                show(_lines(found))
    sys.exit(0 if good else 1)


def _lines(found: "Difference") -> Iterator["Line"]:
    from sijill.cli.show import Line, printable

    why = f": {printable(found.why)}" if found.why else ""
    yield Line(f"{found.outcome} · {printable(found.article)}{why}", 0, "head")
    yield from (Line(f"no longer told: {id}", 2) for id in found.lost)
    yield from (Line(f"told anew: {id}", 2) for id in found.new)
    yield from (Line(f"told otherwise: {id} ({', '.join(fields)})", 2) for id, fields in found.changed.items())


def _sources(files: tuple[str, ...]) -> Iterator[Source]:
    from sijill.cli.opening import articles
    from sijill.cli.read import complain
    from sijill.records import FailureLine
    from sijill.sources import items
    from sijill.sources.limits import Limits

    for given in articles((item for file in files for item in items(file, None, None)), Limits()):
        if isinstance(given, FailureLine):
            complain(given)
        else:
            yield given.source
