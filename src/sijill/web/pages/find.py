"""Finding events, with facets whose every state is an address."""

from typing import Annotated

from fastapi import Query as Parameter

from sijill.ledger import Found, Query
from sijill.records import Record
from sijill.web.room import Asked

_PAGE, _MOST = 20, 200
_Many = Annotated[list[str] | None, Parameter()]


class FoundTold(Record, frozen=True, kw_only=True):
    """What was asked, and what was found; `limit` events are shown at most."""

    query: Query
    found: Found
    limit: int


def find(
    room: Asked,
    words: str = "",
    party: _Many = None,
    act: str | None = None,
    type: str | None = None,
    modality: str | None = None,
    speaker: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    year: Annotated[str | None, Parameter(pattern=r"^\d{4}$")] = None,
    since: str | None = None,
    until: str | None = None,
    anywhere: bool = False,
    limit: Annotated[int, Parameter(ge=1, le=_MOST)] = _PAGE,
) -> FoundTold:
    """Events that have a report such as asked for, newest first, with counts of what else would narrow them."""
    query = Query(
        words=words[:200],
        parties=tuple(party or ()),
        act=act or None,
        type=type or None,
        modality=modality or None,
        speaker=speaker or None,
        publisher=outlet or None,
        language=language or None,
        since=since or None,
        until=until or None,
        year=year or None,
        anywhere=anywhere,
    )
    return FoundTold(query=query, found=room.ledger.find(query, limit), limit=limit)
