"""`sijill pack`: the linguist's loop: check a pack, try a sentence, see the forms of a word, write a new entry."""

import re
import sys
from pathlib import Path

import click

from sijill.cli.pack_new import new
from sijill.packs import Packs, load_packs
from sijill.packs.cache import Tables, cached_tables
from sijill.packs.forms import Form, entry_forms
from sijill.packs.load import packs_folder
from sijill.packs.toml import as_toml, entries, find

_FOLDER = click.option(
    "--packs", "--folder", "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False), help="A folder of packs instead of the packaged ones."
)


@click.group()
def pack() -> None:
    """Check and extend the language packs."""


pack.add_command(new)


@pack.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@_FOLDER
def check(languages: tuple[str, ...], folder: str | None) -> None:
    """Run every `yes` and `no` sentence of the packs through the reader; exit status 1 if one does not give what it should."""
    from sijill.cli import pack_check

    packs = load_packs(folder=folder)
    found = 0
    for code in languages or packs.languages:
        _known(code, packs)
        tables = cached_tables(packs_folder(folder), code)
        rows, sentences = pack_check.count(code, packs)
        findings = 0
        for finding in pack_check.check(code, packs):
            findings += 1
            click.echo(f"{_place(tables, finding.kind, finding.entry)}: {finding.kind} {finding.entry}: {finding.which}: {finding.problem}")
            for line in finding.lines:
                click.echo(f"    {line}")
        click.echo(f"{code}: {rows} entries, {sentences} sentences, {findings} finding{'' if findings == 1 else 's'}")
        found += findings
    sys.exit(1 if found else 0)


@pack.command(name="try")
@click.argument("language", metavar="LANG")
@click.argument("text", metavar="SENTENCE")
@_FOLDER
def try_(language: str, text: str, folder: str | None) -> None:
    """Show what one sentence gives, and what was dropped."""
    from sijill.cli import pack_check

    packs = load_packs(folder=folder)
    _known(language, packs)
    for line in pack_check.summary(pack_check.sentence(text, language, packs)):
        click.echo(line)


@pack.command()
@click.argument("language", metavar="LANG")
@click.argument("id")
@_FOLDER
def forms(language: str, id: str, folder: str | None) -> None:
    """Print an entry and every form that is derived from it, by part of speech."""
    packs = load_packs(folder=folder)
    _known(language, packs)
    content = packs.language(language)
    found = find(content, id)
    if not found:
        near = sorted({entry.id for _, entry in entries(content) if id.split(".")[0] in entry.id})
        raise click.BadParameter(f"no entry {id!r} in {language}" + (f"; there are {', '.join(near[:20])}" if near else ""), param_hint="ID")
    for kind, entry in found:
        click.echo(as_toml(kind, entry, sentences=False))
        rows: dict[str, list[str]] = {}
        for form in entry_forms(entry, content.paradigms):
            texts = rows.setdefault(_group(form), [])
            if form.text not in texts:
                texts.append(form.text)
        for group, texts in rows.items():
            click.echo(f"{group}:\n    {' · '.join(texts)}")


def _group(form: Form) -> str:
    return " ".join(part for part in (form.pos, form.tense, "passive" if form.passive and form.pos != "passive" else "") if part)


def _known(code: str, packs: Packs) -> None:
    if code not in packs.languages:
        raise click.BadParameter(f"no pack {code!r}; there are {', '.join(packs.languages)}", param_hint="LANG")


def _place(tables: Tables, kind: str, id: str) -> str:
    """`ar/triggers/consult.toml:12`: the file and line of an entry."""
    for name, content in tables.files:
        if any(row.get("id") == id for row in content.get(kind, ())):
            parts = Path(name).parts
            line = _line(Path(name).read_text(encoding="utf-8"), kind, id)
            return "/".join(parts[-3:] if parts[-2] == "triggers" else parts[-2:]) + f":{line}"
    return kind


def _line(text: str, kind: str, id: str) -> int:
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+([\w.-]+)\]+", line)
        table = header[1] if header else table
        if table == kind and re.match(rf"\s*id\s*=\s*[\"']{re.escape(id)}[\"']", line):
            return number
    return 1
