"""Finding events or reports, with facets whose every state is an address."""

from typing import Annotated, Literal

from fastapi import Depends
from fastapi import Query as Parameter

from sijill.exports import available
from sijill.ledger import Found, Query
from sijill.ledger.told import Reported
from sijill.records import Record
from sijill.web.room import Asked

_PAGE, _MOST = 20, 200
_Many = Annotated[list[str] | None, Parameter()]


class FoundTold(Record, frozen=True, kw_only=True):
    """What was asked, and what was found; `limit` events are shown at most, or as many of their `reports` where those were asked for.

    `formats` are those that it can be exported in; those that have `True` lose something, which the file of their evidence keeps.
    """

    query: Query
    found: Found
    shown: Literal["events", "reports"]
    reports: tuple[Reported, ...]
    formats: dict[str, bool]
    limit: int


def question(
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
) -> Query:
    """What is asked for, by the parameters of an address."""
    return Query(
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


Question = Annotated[Query, Depends(question)]


def find(
    room: Asked,
    query: Question,
    shown: Annotated[Literal["events", "reports"], Parameter(alias="as")] = "events",
    limit: Annotated[int, Parameter(ge=1, le=_MOST)] = _PAGE,
) -> FoundTold:
    """Events that have a report such as asked for, or those reports, newest first, with counts of what else would narrow them."""
    return FoundTold(
        query=query,
        found=room.kept(lambda: room.ledger.find(query, limit), "find", query, limit),
        shown=shown,
        reports=tuple(room.ledger.reported(query, limit)) if shown == "reports" else (),
        formats={name: format.lossy for name, format in available().items()},
        limit=limit,
    )
