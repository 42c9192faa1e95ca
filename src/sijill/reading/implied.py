"""Implied: what the words of an act tell of its channel and place without saying so by a word of their own.

A visit is in person and in the host's country; who receives does so at home; who phones, phones; a meeting at a named place is in person.
"""

from sijill.packs.entries import Trigger
from sijill.reading.nodes import Ref
from sijill.reading.values import Detail

_TALKS = frozenset(("meeting", "negotiation"))


def implied(act: str, entry: Trigger, trigger: tuple[int, int], actors: tuple[Ref, ...], recipients: tuple[Ref, ...], told: list[Detail]) -> list[Detail]:
    """Details to add to those told; each stands on the words it is inferred from."""
    fields = {d.field for d in told}
    places = [d for d in told if d.field == "places"]
    found: list[Detail] = []
    hosts = recipients if act == "visit" else actors if entry.host == "subject" else recipients if entry.host == "object" else ()
    host = next((ref for ref in hosts if ref.country), None)
    if not places and host is not None:
        place = Detail("places", (("country", host.country), ("name", host.name)), host.start, host.end)
        found.append(place)
        places = [place]
    if "channels" not in fields:
        value = entry.channel or {"visit": "in_person", "call": "phone"}.get(act)
        if value:
            found.append(Detail("channels", (("value", value),), *trigger))
        elif act in _TALKS and places:
            found.append(Detail("channels", (("value", "in_person"),), places[0].start, places[0].end))
    return found
