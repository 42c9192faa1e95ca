"""`sijill copy`: a whole ledger from a file to a server, or back."""

import click


@click.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy the ledger FROM to TO, a new file or an empty database.

    Each is a file, or postgresql://USER@HOST/DATABASE. Everything goes along, older versions, judgements and watched
    sources too. It is stored whole or not at all; FROM may be in use meanwhile.
    """
    from sijill.ledger import Ledger
    from sijill.ledger.connect import name_of

    with Ledger(source, create=False) as here, Ledger(target) as there:
        rows = here.copy_to(there)
    told = ", ".join(f"{rows[name]:,} {name}" for name in ("articles", "reports", "events", "judgements"))
    click.echo(f"{name_of(target)}: {told}")
