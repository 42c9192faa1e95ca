"""`sijill bundle`: what others need to replicate a ledger, without a word of its articles."""

from pathlib import Path

import click

from sijill.cli.asked import ledger_option


@click.command()
@click.argument("to", type=click.Path(dir_okay=False))
@click.option("--title", required=True, help="What the data are called: in their citation and codebook.")
@click.option("--author", "authors", required=True, multiple=True, metavar="NAME", help="Whom to cite; may be given again.")
@ledger_option
def bundle(to: str, title: str, authors: tuple[str, ...], path: str) -> None:
    """Write a replication bundle of a ledger to the file TO, a zip.

    It holds the version of sijill, the packs, the list of articles (hashes, addresses, dates; no text), the output, a codebook, checksums and
    CITATION.cff. `sijill replicate` reads it. The same ledger gives the same bytes.
    """
    from sijill.bundle import write
    from sijill.exports.files import whole
    from sijill.ledger import Ledger

    if Path(to).resolve() == Path(path).resolve():
        raise click.UsageError("the ledger itself would be written over: give another file")
    with Ledger(path, create=False) as ledger, whole(Path(to)) as file:
        made = write(ledger, file, title, authors)
    click.echo(f"{to}: {made.articles} articles, {made.reports} reports, {made.events} events, {Path(to).stat().st_size / 1e6:.1f} MB")
