"""The reader's language: its catalogue, its dates, and how it names states, bodies and people."""

import gettext
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fastapi import Request

from sijill.ledger.rows import When
from sijill.packs import Packs

_HOME = files("sijill.web")
COOKIE = "language"
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # they would reorder the page around them


def offered(home: Traversable) -> tuple[str, ...]:
    """English, and each language that has a catalogue in `locale/` and a file in `glosses/`."""
    codes = sorted(file.name.removesuffix(".po") for file in home.joinpath("locale").iterdir() if file.name.endswith(".po"))
    return ("en", *(code for code in codes if home.joinpath("glosses", f"{code}.toml").is_file()))


LANGUAGES = offered(_HOME)


class Language(NamedTuple):
    """A language of the interface. `names` are those of states, bodies, people and outlets, by code; `terms` those of offices and documents."""

    code: str
    locale: Locale
    catalogue: gettext.NullTranslations
    names: Mapping[str, str]
    terms: Mapping[str, str]

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def name(self, code: str) -> str:
        """How a party or outlet is called; a code that nobody knows, or a name, stays as it is."""
        return self.names.get(code, code)

    def listed(self, codes: Iterable[str]) -> str:
        """`China, Russia and India`."""
        from babel.lists import format_list

        return format_list([self.name(code) for code in codes], locale=self.locale)

    def day(self, told: str | None) -> str:
        """A day, month or year of EDTF in words, or a time between two of them; anything else as it is."""
        _ = self.catalogue.gettext
        first, _slash, last = (told or "").partition("/")
        if last:
            words = _("until {other}") if first in ("", "..") else _("since {day}") if last == ".." else _("{day} to {other}")
            return words.format(day=self.day(first), other=self.day(last))
        if first[-1:] in ("~", "?", "%"):
            return _("around {day}").format(day=self.day(first[:-1]))
        parts = first[:10].split("-")
        try:
            if len(parts) == 3:
                return format_date(date.fromisoformat(first[:10]), "d MMMM y", locale=self.locale)
            return format_skeleton("yMMMM", date(int(parts[0]), int(parts[1]), 1), locale=self.locale) if len(parts) == 2 else first
        except ValueError:
            return first

    def when(self, time: When) -> str:
        """Between which days, as short as can be said."""
        _ = self.catalogue.gettext
        if not time.earliest:
            return _("undated")
        if time.latest is None:
            return _("around {day}").format(day=self.day(time.earliest))
        if time.earliest == time.latest:
            return self.day(time.earliest)
        first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
        if first.day == 1 and (last - first).days in (27, 28, 29, 30) and first.month == last.month:
            return self.day(time.earliest[:7])
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return str(first.year)
        return format_interval(first, last, "yMMMd", locale=self.locale)


def load_languages(packs: Packs) -> dict[str, Language]:
    """The languages of the interface, by code."""
    return {code: Language(code, Locale.parse(code), catalogue(code, _HOME), _names(packs, code), _terms(packs, code)) for code in LANGUAGES}


def asked(request: Request, languages: Mapping[str, Language]) -> Language:
    """The language of the address, else of the cookie, else the first that the browser wants."""
    wants = [part.split(";")[0].strip().split("-")[0] for part in request.headers.get("accept-language", "").split(",")]
    told = (request.query_params.get("lang"), request.cookies.get(COOKIE), *wants)
    return languages[next((code for code in told if code and code in languages), LANGUAGES[0])]


def catalogue(code: str, home: Traversable) -> gettext.NullTranslations:
    """The catalogue, compiled as it is loaded: there is no build step to forget."""
    source = home.joinpath("locale", f"{code}.po")
    if not source.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _names(packs: Packs, code: str) -> dict[str, str]:
    """The first name of each; English for what has none in this language."""
    world = packs.world
    found: dict[str, str] = {person.id: person.name for person in world.people}
    rows = [(s.code, s.names) for s in world.states] + [(b.code, b.names) for b in world.bodies]
    rows += [(p.id, p.names) for p in world.people] + [(o.id, o.names) for o in world.outlets]
    for key, names in rows:
        some = names.get(code) or names.get("en") or next(iter(names.values()), None)
        if some:
            found[key] = some[0]
    return found


def _terms(packs: Packs, code: str) -> dict[str, str]:
    """Offices, topics and documents by the first word that the language's pack has for each; a language without a pack has none."""
    if code not in packs.languages:
        return {}
    pack = packs.language(code)
    rows = [(row.get("id") or row["kind"], row["words"]) for table in ("topic", "document") for row in pack.details.tables.get(table, ())]
    rows += [(title.id, title.words) for title in pack.titles if title.class_ not in ("goods", "place")]
    return {str(key): str(words[0]).replace(" - ", "-") for key, words in rows if words}


def escaped(json: str) -> str:
    """JSON whose signs that would reorder the page are written as escapes, so that it still says the same."""
    return _BIDI.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json)


def plain(text: str) -> str:
    """Words of an article without signs that would reorder the page."""
    return _BIDI.sub("", text)
