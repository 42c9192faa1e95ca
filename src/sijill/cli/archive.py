"""`sijill archive`: archives larger than one machine: planned, read shard by shard, asked, brought into a ledger."""


import click

from sijill.cli.archive_load import load
from sijill.cli.archive_plan import plan
from sijill.cli.archive_query import query
from sijill.cli.archive_run import run
from sijill.cli.archive_status import status


@click.group()
def archive() -> None:
    """Read archives of millions of pages on every core or many machines; docs/archives.md shows how."""


for verb in (plan, run, status, load, query):
    archive.add_command(verb)
