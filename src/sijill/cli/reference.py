"""The reference of the command line, written from the commands themselves: `make docs`."""

from collections.abc import Iterator

import click

from sijill.cli import group


def reference() -> str:
    """The page docs/cli.md."""
    head = "# The command line\n\nThis page is the reference of every verb of `sijill`; it is written from the program by `make docs`.\n\n"
    notes = "Exit status: 0 fine, 1 findings or failures, 2 misuse.\n"
    return head + notes + "".join(_pages(group, click.Context(group, info_name="sijill", **group.context_settings)))


def _pages(command: click.Command, context: click.Context) -> Iterator[str]:
    with context.scope(cleanup=False):
        formatter = click.HelpFormatter(width=120)
        command.format_help(context, formatter)
        yield f"\n## {context.command_path}\n\n```text\n{formatter.getvalue().rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _pages(child, click.Context(child, info_name=name, parent=context))


if __name__ == "__main__":
    click.echo(reference(), nl=False)
