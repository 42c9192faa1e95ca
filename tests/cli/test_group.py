"""The command line as a whole: its verbs, its help, its reference page, its start."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from sijill import __version__
from sijill.cli.reference import reference

Sijill = Callable[..., Result]
ROOT = Path(__file__).parents[2]


def test_version(sijill: Sijill) -> None:
    assert sijill("--version").stdout == f"sijill {__version__}\n"


def test_help_names_every_verb(sijill: Sijill) -> None:
    for verb in ("demo", "pack", "read", "schema", "why"):
        assert verb in sijill("--help").stdout
        assert sijill(verb, "--help").exit_code == 0


def test_the_reference_page_is_current() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == reference(), "run `make docs`"


def test_the_demo_reads_every_example(sijill: Sijill) -> None:
    result = sijill("demo")
    assert result.exit_code == 0
    assert not result.stderr
    examples = sorted((ROOT / "src" / "sijill" / "examples" / "articles").glob("*.txt"))
    assert examples
    for path in examples:
        assert f"{path.name} · " in result.stdout


def test_version_and_help_load_no_reader() -> None:
    late = ("sijill.reading", "sijill.packs", "rich", "trafilatura", "charset_normalizer")
    code = f"import sys, sijill.cli; sys.exit(any(name in sys.modules for name in {late}))"
    subprocess.run([sys.executable, "-c", code], check=True)
