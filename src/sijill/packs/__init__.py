"""Packs: what sijill knows of the world and of each language, read from TOML and checked.

A `Packs` loads a language when an article in it is met, so that one language costs nothing of another.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from sijill.packs.cache import cached_tables
from sijill.packs.entries import Outlet
from sijill.packs.lemmas import LemmaLexicon
from sijill.packs.lexicon import Lexicon
from sijill.packs.load import LanguagePack, WorldPack, languages, load_language, load_world, own_outlets, packs_folder

__all__ = ["Lexicon", "Packs", "load_packs"]


class Packs:
    """The packs of one folder; `lexicon(code)` builds a language's lexicon the first time it is asked for."""

    def __init__(self, folder: str | Path | None = None, only: tuple[str, ...] | None = None) -> None:
        self._folder = packs_folder(folder)
        self.languages = [code for code in languages(self._folder) if only is None or code in only]
        self.world: WorldPack = load_world(cached_tables(self._folder, "world", None if folder else own_outlets()))
        self._told: dict[str, LanguagePack] = {}
        self._lexicons: dict[str, Lexicon] = {}
        self._hosts: dict[str, list[Outlet]] = {}
        for outlet in reversed(self.world.outlets):  # a user's own rows come last, and first to mind
            for domain in outlet.domains:
                self._hosts.setdefault(domain, []).append(outlet)
        self._named = {name.casefold(): o for o in self.world.outlets for names in o.names.values() for name in (*names, o.id)}

    def language(self, code: str) -> LanguagePack:
        """One language as its pack tells it."""
        if code not in self._told:
            self._told[code] = load_language(cached_tables(self._folder, code), code, self.world.acts)
        return self._told[code]

    def lexicon(self, code: str) -> Lexicon:
        """The lexicon of a language of `languages`."""
        if code not in self._lexicons:
            pack = self.language(code)
            kind = LemmaLexicon if pack.language.morphology else Lexicon
            self._lexicons[code] = kind(pack, self.world)
        return self._lexicons[code]

    def home_of(self, publisher: str | None, url: str | None = None) -> str | None:
        """The home state of a medium, by the address it goes by, else by its name."""
        return next((outlet.country for outlet in self._outlets(publisher, url) if outlet.country), None)

    def speaks_for(self, publisher: str | None, url: str | None = None) -> str | None:
        """The state whose institution publishes the page, if one does."""
        return self.home_of(publisher, url) if any(outlet.house for outlet in self._outlets(publisher, url)) else None

    def side_of(self, publisher: str | None, url: str | None = None) -> str | None:
        """The state whose account a page gives: an institution's own page, or a medium that the government owns."""
        return next((o.country for o in self._outlets(publisher, url) if o.country and (o.house or o.state)), None)

    def outlet(self, id: str) -> Outlet | None:
        """The outlet of an id."""
        return next((outlet for outlet in reversed(self.world.outlets) if outlet.id == id), None)

    def _outlets(self, publisher: str | None, url: str | None) -> Iterator[Outlet]:
        """The media that a page may be of: those of its address, then the one of that name."""
        host = (urlsplit(url).hostname or "") if url else ""
        parts = host.split(".")
        yield from (o for at in range(len(parts)) for o in self._hosts.get(".".join(parts[at:]), ()))
        named = self._named.get(publisher.casefold().strip()) if publisher else None
        if named is not None:
            yield named

    def hashes(self, code: str) -> dict[str, str]:
        """The hashes of the packs that an article in this language is read with."""
        return {code: self.lexicon(code).pack.hash, "world": self.world.hash}


def load_packs(languages: tuple[str, ...] | None = None, folder: str | Path | None = None) -> Packs:
    """The packaged packs, or those of `folder`; only `languages` if given. Raises PackError."""
    return Packs(folder, languages)
