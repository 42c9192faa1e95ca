"""`sijill backup`: a consistent copy of a ledger, also while articles are added to it."""

import click

from sijill.cli.asked import ledger_option


@click.command()
@click.argument("to", type=click.Path(dir_okay=False))
@ledger_option
def backup(to: str, path: str) -> None:
    """Copy a ledger to the file TO.

    The ledger may be in use. TO is replaced when the copy is whole.
    """
    from pathlib import Path

    from sijill.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        ledger.backup(to)
    click.echo(f"{to}: {Path(to).stat().st_size / 1e6:.1f} MB")
