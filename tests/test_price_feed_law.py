"""Whatever the wire, REST and the reader do: no book is made up, none is told that cannot be believed, and all come out right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from price_feed_world import GAMES, PriceWorld, content
from samples import sample

from crossbook.feeds import BookInvalid, Live
from crossbook.fourcasters import BookChanged
from crossbook.fourcasters.feeds.choice import Keys

Act: TypeAlias = Callable[[PriceWorld], None]
numbers = st.integers(0, 20)


def acting(name: str, act: Callable[[PriceWorld, int, int, int], None]) -> st.SearchStrategy[tuple[str, Act]]:
    """Draw the numbers of an act; it takes as many of the three as it needs."""
    return st.tuples(numbers, numbers, numbers).map(lambda drawn: (name, lambda world: act(world, *drawn)))


def happening(world: PriceWorld, game: int, side: int, what: int) -> None:
    world.happen(game, side, what)


def simple(name: str, act: Act) -> st.SearchStrategy[tuple[str, Act]]:
    return st.just((name, act))


def _refuse(world: PriceWorld) -> None:
    world.fail(refused=True)


def _junk(world: PriceWorld) -> None:
    world.hear('["orderUpdate", {"gameID":')


def _tomorrow(world: PriceWorld) -> None:
    world.hear('["tomorrow", {"gameID": "66a00000000000000000000a"}]')


def _answer(world: PriceWorld, which: int, _a: int, _b: int) -> None:
    world.answer(which=which)


def _answer_late(world: PriceWorld, which: int, _a: int, _b: int) -> None:
    world.answer(late=True, which=which)


def _pass_time(world: PriceWorld, quarters: int, _a: int, _b: int) -> None:
    world.pass_time(quarters / 4)


def _read_some(world: PriceWorld, most: int, _a: int, _b: int) -> None:
    world.read(1 + most % 3)


def _contradict(world: PriceWorld, game: int, side: int, _a: int) -> None:
    world.contradict(game, side)


ORDERLY: Final = (
    *(3 * (acting("happen", happening),)),
    *(2 * (simple("deliver", PriceWorld.deliver),)),
    acting("answer", _answer),
    acting("answer late", _answer_late),
    acting("pass time", _pass_time),
    simple("read", PriceWorld.read),
    acting("read some", _read_some),
    simple("open", PriceWorld.open),
    simple("drop", PriceWorld.drop),
    simple("repeat", PriceWorld.repeat),
    simple("fail", PriceWorld.fail),
    simple("refuse", _refuse),
    acting("contradict", _contradict),
    simple("junk", _junk),
    simple("tomorrow", _tomorrow),
)
UNRULY: Final = (simple("lose", PriceWorld.lose), simple("lose", PriceWorld.lose), simple("delay", PriceWorld.delay))


def courses(*kinds: tuple[st.SearchStrategy[tuple[str, Act]], ...]) -> st.SearchStrategy[list[tuple[str, Act]]]:
    return st.lists(st.one_of([act for kind in kinds for act in kind]), min_size=5, max_size=60)


def play(world: PriceWorld, course: list[tuple[str, Act]]) -> None:
    world.open()
    for _, act in course:
        act(world)
    world.come_to_rest()
    world.read()
    world.check_words()
    world.check_books()
    believed = world.believed()
    heard = GAMES if world.keys is None else world.keys.games
    for game in heard:
        venue = {side: sorted(rows) for side, rows in world.books[game].items() if rows}
        if game in believed:
            assert content(believed[game]) == venue
        else:  # Nobody named it, so its book begins when something happens in it.
            assert world.keys is None
            assert isinstance(world.told[-1], Live) or world.protocol.is_live


@settings(max_examples=sample(50, long=120), deadline=None)
@given(courses(ORDERLY))
def test_a_book_comes_out_as_the_venue_has_it(course: list[tuple[str, Act]]) -> None:
    play(PriceWorld(), course)


@settings(max_examples=sample(50, long=120), deadline=None)
@given(courses(ORDERLY))
def test_nothing_is_wrong_with_it_where_no_message_is_lost_and_nobody_looks_again(course: list[tuple[str, Act]]) -> None:
    world = PriceWorld(every=1e9)
    play(world, course)
    assert not [event for event in world.told if isinstance(event, BookInvalid) and "over REST says otherwise" in event.problem]


@settings(max_examples=sample(50, long=120), deadline=None)
@given(courses(ORDERLY, UNRULY))
def test_what_is_lost_or_comes_in_the_wrong_order_is_found_by_looking_twice(course: list[tuple[str, Act]]) -> None:
    play(PriceWorld(), course)


@settings(max_examples=sample(25, long=50), deadline=None)
@given(courses(ORDERLY))
def test_who_hears_of_everything_has_each_book_from_its_first_message_on(course: list[tuple[str, Act]]) -> None:
    play(PriceWorld(keys=None), course)


@settings(max_examples=sample(25, long=50), deadline=None)
@given(courses(ORDERLY))
def test_a_league_has_its_books_at_once(course: list[tuple[str, Act]]) -> None:
    play(PriceWorld(keys=Keys(games=GAMES, leagues=("NBA",))), course)


@settings(max_examples=sample(30, long=60), deadline=None)
@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=60), st.integers(1, 10))
def test_of_what_a_slow_reader_misses_nothing_is_uncounted(happenings: list[tuple[int, int, int]], every: int) -> None:
    world = PriceWorld()
    world.open()
    world.pass_time()
    while world.asks:
        world.answer()
    world.read()
    begun = len(world.told)
    sent = 0
    for number, (game, side, what) in enumerate(happenings):
        before = len(world.wire)
        world.happen(game, side, what)
        sent += len(world.wire) - before
        while world.wire:
            world.deliver()
        if number % every == 0:
            world.read()
    world.read()
    told = [event for event in world.told[begun:] if isinstance(event, BookChanged)]
    assert len(told) + sum(event.conflated for event in told) == sent
    assert not [event for event in world.told if isinstance(event, BookInvalid)]


def test_one_look_at_a_book_proves_nothing_and_two_do() -> None:
    world = PriceWorld(keys=Keys(games=GAMES[:1]))
    world.open()
    world.pass_time()
    world.answer()
    world.read()
    world.happen(0, 0, 0)
    world.lose()
    world.pass_time()
    world.answer()
    world.read()
    assert not [event for event in world.told if isinstance(event, BookInvalid)]
    world.pass_time(1.0)
    world.answer()
    world.read()
    assert [type(event).__name__ for event in world.told[-3:]] == ["BookInvalid", "BookRebuilt", "BookChanged"]
    assert content(world.believed()[GAMES[0]]) == {0: world.books[GAMES[0]][0]}


def test_a_message_that_comes_between_two_looks_explains_the_first() -> None:
    world = PriceWorld(keys=Keys(games=GAMES[:1]))
    world.open()
    world.pass_time()
    world.answer()
    world.happen(0, 0, 0)
    world.pass_time()
    world.answer()
    world.happen(0, 0, 3)
    world.deliver()
    world.pass_time(1.0)
    world.answer(late=True)
    world.deliver()
    world.read()
    assert not [event for event in world.told if isinstance(event, BookInvalid)]
