"""`sijill schema`: the JSON Schema of a line of output."""

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a line of `sijill read --json`."""
    from sijill.schema import schema_json

    click.echo(schema_json(), nl=False)
