"""The command line: one verb a file, loaded when it is called. Exit 0 fine, 1 findings or failures, 2 misuse."""

import sys
from importlib import import_module

import click

from sijill.version import __version__

__all__ = ["group", "main"]

# each is the module sijill.cli.<verb> and the command of that name in it
_VERBS = (
    "add", "archive", "audit", "backup", "bundle", "compare", "copy", "coverage", "demo", "due", "export", "find", "gate", "pack", "read", "replicate",
    "reread", "review", "sample", "schema", "serve", "show", "sources", "timeline", "validate", "watch", "why",
)  # fmt: skip
_ELSEWHERE = {"show": "show_event"}  # `show` prints lines


class _Lazy(click.Group):
    """A group that imports a verb only when it is needed: `sijill --version` loads no reader."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _VERBS:
            return None
        command: click.Command = getattr(import_module(f"sijill.cli.{_ELSEWHERE.get(cmd_name, cmd_name)}"), cmd_name)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sijill", message="%(prog)s %(version)s")
def group() -> None:
    """Read news on relations between states into records whose every value shows the words it stands on."""


def main() -> None:
    """The console script. What goes wrong on purpose is one line, never a traceback."""
    from sijill.errors import SijillError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # news is not Latin-1, whatever the locale says
    try:
        group()
    except SijillError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
