"""Workers: results in order whatever becomes of the processes, and what one page may take of one."""

import os
import resource
import signal
from functools import partial

import pytest

from sijill.cli.workers import each, pieces_of
from sijill.errors import PageLimit
from sijill.sources.limits import Limits, limited


def double(numbers: list[int], ends: tuple[int, ...] = (), parent: int = 0) -> list[int]:
    for number in numbers:
        if number in ends and os.getpid() != parent:
            os._exit(9)
    return [2 * number for number in numbers]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    assert list(each(pieces_of(range(100), 7), double, jobs, lambda: None, lambda _: -1)) == [2 * n for n in range(100)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_ends_its_process_takes_no_other_with_it(jobs: int) -> None:
    work = partial(double, ends=(3, 40, 41, 99), parent=os.getpid())
    done = list(each(pieces_of(range(100), 7), work, jobs, lambda: None, lambda number: -number, apart=lambda number: number < 7))
    assert done == [-n if n in (3, 40, 41, 99) else 2 * n for n in range(100)]


def test_what_is_to_be_kept_apart_is_never_worked_on_here() -> None:
    (one, two) = each([[1], [2]], here, 1, lambda: None, lambda _: False, apart=lambda item: item == 2)
    assert one == os.getpid()
    assert two != os.getpid()


def here(items: list[int]) -> list[int]:
    return [os.getpid() for _ in items]


def test_heavy_items_go_by_few() -> None:
    assert [len(piece) for piece in pieces_of(range(40), 16, weight=lambda number: 3_000_000 if number < 4 else 1)] == [2, 2, 16, 16, 4]


def endless() -> None:
    while True:
        try:
            while True:
                sum(range(1000))
        except Exception:  # as a library may
            pass


def test_a_page_has_its_time() -> None:
    with pytest.raises(PageLimit, match=r"more than 0\.1 s"), limited(Limits(seconds=0.1)):
        endless()
    before = signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_CPU)
    with limited(Limits(seconds=5)):
        assert resource.getrlimit(resource.RLIMIT_CPU) != before[1]
    assert (signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_CPU)) == before


def test_a_page_has_its_memory() -> None:
    with pytest.raises(PageLimit, match="more than 50 MB"), limited(Limits(memory=50)):
        bytearray(200_000_000)
    assert len(bytearray(200_000_000)) == 200_000_000


def stuck(items: list[int]) -> list[str]:
    with limited(Limits(seconds=0.3)):
        if items == [1]:
            (10**8 + 1) ** (3 * 10**6)  # one call that listens to nothing
    return ["done"]


def test_a_library_that_does_not_listen_is_ended_from_outside() -> None:
    assert list(each([[0], [1], [2]], stuck, 1, lambda: None, lambda _: "ended", apart=lambda _: True)) == ["done", "ended", "done"]
