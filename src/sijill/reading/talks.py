"""What is said in talks is said when, where and how they were held: 习近平应约同英国首相通电话。…习近平祝贺斯塔默就任首相。"""

from sijill.reading.drafts import Draft
from sijill.reading.merge import codes
from sijill.reading.values import Detail

_TALKS = frozenset(("meeting", "call"))
_SAID = frozenset(("SUPPORT", "REQUEST"))
_SHARED = ("times", "channels", "places")


def within_talks(drafts: list[tuple[Draft, list[Detail]]]) -> None:
    """Give what the two sides of an article's first dated talks said or signed in them the details of these talks."""
    lead = next(((d, told) for d, told in drafts if _dated(d, told)), None)
    if lead is None:
        return
    sides = codes(lead[0].actors) | codes(lead[0].recipients)
    shared = [detail for detail in lead[1] if detail.field in _SHARED]
    if lead[0].act.name == "call" or lead[0].entry.channel:
        shared.append(Detail("channels", (("value", lead[0].entry.channel or "phone"),), lead[0].start, lead[0].end))
    elif any(detail.field == "places" for detail in shared) and not any(detail.field == "channels" for detail in shared):
        shared.append(Detail("channels", (("value", "in_person"),), lead[0].start, lead[0].end))
    for draft, told in drafts:
        said = draft.act.type in _SAID and draft.mood.value == lead[0].mood.value and not draft.mute
        later = draft.sentence > lead[0].sentence and not any(detail.field == "times" for detail in told)
        if said and later and codes(draft.actors) and codes(draft.actors) | codes(draft.recipients) <= sides:
            told.extend(shared)


def _dated(draft: Draft, told: list[Detail]) -> bool:
    """Whether a draft tells talks of two sides, held or to come, and their day."""
    held = draft.act.name in _TALKS and draft.mood.value in ("actual", "planned") and draft.voice.kind == "narrator" and not draft.mute
    return held and bool(draft.actors and draft.recipients) and any(detail.field == "times" for detail in told)
