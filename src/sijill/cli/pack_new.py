"""`sijill pack new`: a trigger asked for question by question, and written as TOML."""

from pathlib import Path
from typing import get_args

import click
import msgspec

from sijill.packs import load_packs
from sijill.packs.entries import No, Role, Trigger, Yes
from sijill.packs.toml import as_toml

_PARTS = {
    "arabic": (("past", "past, he (التقى)"), ("present", "present, he (يلتقي)"), ("masdar", "verbal noun (لقاء)")),
    "latin": (("verb", "verb, base form (meet)"), ("past", "past, if irregular (met)"), ("participle", "past participle, if irregular (met)")),
}


@click.command()
@click.argument("language", metavar="LANG")
@click.option("--append", type=click.Path(dir_okay=False), help="Append the entry to this file instead of printing it.")
def new(language: str, append: str | None) -> None:
    """Ask for a new trigger and print it, or append it to a file of the pack."""
    packs = load_packs()
    if language not in packs.languages:
        raise click.BadParameter(f"no pack {language!r}; there are {', '.join(packs.languages)}", param_hint="LANG")
    content = packs.language(language)
    act = click.prompt("act", type=click.Choice(sorted(packs.world.acts)), show_choices=False)
    id = click.prompt(f"id ({act}.NAME, ASCII)", default=f"{act}.", show_default=False)
    if any(trigger.id == id for trigger in content.triggers):
        raise click.BadParameter(f"{id!r} is taken: see `sijill pack forms {language} {id}`", param_hint="id")
    values: dict[str, object] = {"id": id, "act": act}
    for key, question in _PARTS.get(content.language.script, _PARTS["latin"]):
        values[key] = _ask(question)
    values["noun"] = _list(_ask("event nouns, parted by commas"))
    values["object"] = click.prompt("role of its object", default="recipient", type=click.Choice(get_args(Role)))
    values["with"] = dict(pair.split("=", 1) for pair in _list(_ask("prepositions and their roles (with=recipient, between=parties)")) if "=" in pair)
    values["yes"] = [Yes(text=click.prompt("a sentence in which it is found"), actor=_ask("its actor's words"), recipient=_ask("its recipient's words"))]
    values["no"] = [No(text=click.prompt("a sentence with the word in which it is not"), why=click.prompt("why not"))]
    entry = msgspec.convert({key: value for key, value in values.items() if value}, Trigger)
    text = as_toml("trigger", entry)
    if append is None:
        click.echo(f"\n{text}", nl=False)
        return
    with Path(append).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")
    click.echo(f"appended to {append}; next: sijill pack check {language}")


def _ask(question: str) -> str | None:
    answer: str = click.prompt(f"{question}, empty if none", default="", show_default=False)
    return answer.strip() or None


def _list(answer: str | None) -> list[str]:
    return [part.strip() for part in (answer or "").replace("،", ",").split(",") if part.strip()]
