"""`sijill sample`: a coding sheet, drawn from a ledger by strata."""

from pathlib import Path

import click

from sijill.cli.asked import ledger_option


@click.command()
@click.argument("to", type=click.Path(dir_okay=False))
@click.option("--reports", type=click.IntRange(0), default=200, show_default=True, help="Reports to draw, by act and language.")
@click.option("--dropped", type=click.IntRange(0), default=100, show_default=True, help="Dropped sentences of articles that have reports, by language.")
@click.option("--articles", type=click.IntRange(0), default=50, show_default=True, help="Articles without reports, by language.")
@click.option("--seed", default="1", show_default=True, help="Another seed draws another sample.")
@ledger_option
def sample(to: str, reports: int, dropped: int, articles: int, seed: str, path: str) -> None:
    """Draw a sample for people to code, into the CSV file TO.

    Each stratum gives in proportion to its size, but at least two rows. Fill in `right` (yes or no) for reports, and `missed` (how many events should
    have been told) for sentences and articles; docs/validation.md says how. A sheet that is there is never written over.
    """
    import io

    from sijill.exports.files import whole
    from sijill.ledger import Ledger
    from sijill.validation import sample as draw
    from sijill.validation import write

    if Path(to).exists():
        raise click.UsageError(f"{to} is there, and may have been coded: give another name")
    with Ledger(path, create=False) as ledger, whole(Path(to)) as file:
        words = io.TextIOWrapper(file, encoding="utf-8-sig", errors="backslashreplace", newline="", write_through=True)
        count = write(draw(ledger, {"report": reports, "dropped": dropped, "article": articles}, seed), words)
        words.detach()
    click.echo(f"{to}: {count} rows to code")
