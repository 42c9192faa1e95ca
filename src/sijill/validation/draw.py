"""Drawing a sample by strata: the same ledger and seed draw the same rows, whatever the order in which they are stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from heapq import heappush, heapreplace

from sijill.ledger import Drawn, Ledger, Unit
from sijill.ledger.pool import KINDS, Place

_LEAST = 2  # of a stratum, as one row says nothing of how rows differ


def shares(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """How many to draw of each stratum: in proportion, but at least two where there are two. The sum may be a little more than `total`."""
    everything = sum(sizes.values())
    return {name: min(size, max(_LEAST, round(total * size / everything))) for name, size in sizes.items()} if total else {}


def draw(units: Iterable[Unit], wanted: Mapping[str, int], seed: str) -> dict[str, list[Place]]:
    """The rows drawn of each stratum; only those are kept in memory."""
    heaps: defaultdict[str, list[tuple[int, Place]]] = defaultdict(list)
    for unit in units:
        if not wanted.get(unit.stratum):
            continue
        lot = -int.from_bytes(sha256(f"{seed}\x1f{unit.stratum}\x1f{unit.key}".encode()).digest()[:8])  # the smallest lots win
        heap = heaps[unit.stratum]
        if len(heap) < wanted[unit.stratum]:
            heappush(heap, (lot, unit.place))
        elif lot > heap[0][0]:
            heapreplace(heap, (lot, unit.place))
    return {stratum: [place for _, place in sorted(heap, reverse=True)] for stratum, heap in sorted(heaps.items())}


def sample(ledger: Ledger, totals: Mapping[str, int], seed: str) -> Iterator[tuple[Drawn, str, int, int]]:
    """What was drawn, kind by kind, with its stratum, the stratum's size and how many of it were drawn."""
    for kind in KINDS:
        sizes = ledger.strata(kind)
        found = draw(ledger.units(kind), shares(sizes, totals[kind]), seed)
        for stratum, places in found.items():
            for drawn in ledger.drawn(kind, places):
                yield drawn, stratum, sizes[stratum], len(places)
