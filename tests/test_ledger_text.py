"""What a ledger wrote, edited by somebody: it is refused with a word of what was expected, or it can be used. Nothing else is raised."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

import pytest
from ledger_messages import FOURCASTERS, PREDICTSTREET, fill_there, filled, gone, order_there, place_call, placed, predictstreet_id, taken

from crossbook import Ledger

Path = tuple[str | int, ...]
WRONG: Final[tuple[Any, ...]] = (
    None,
    "",
    -1,
    1.5,
    "NaN",
    "sNaN",
    "Infinity",
    "1e999999999",
    "x" * 10,
    [],
    {},
    True,
    0,
    "-100",
    10**400,
    [None],
    {"a": 1},
)


def written() -> dict[str, Any]:
    """Give what a ledger of both venues writes, with something of everything."""
    ledger = Ledger(keep_ended=1, clock=lambda: 10.0)
    for told in (placed(), filled(30, 70), gone(30), placed(number=2), filled(40, 60, "f2", 2), taken(5, number=2), fill_there(4)):
        ledger.add(told)
    ledger(place_call(FOURCASTERS, (100, "sent")))
    for number in (3, 4, 5):
        for told in (placed(number=number), filled(100, 0, f"g{number}", number)):
            ledger.add(told)
    ledger.add_open_orders(PREDICTSTREET, [order_there(number=7)], asked_at=10.0)
    text: dict[str, Any] = json.loads(ledger.to_json())
    assert text["carried"]
    assert text["listed"]
    return text


def places(value: object, path: Path = ()) -> Iterator[Path]:
    """Give the way to everything in a text."""
    if path:
        yield path
    inner: list[tuple[str | int, Any]] = []
    match value:
        case dict():
            inner = list(cast("dict[str | int, Any]", value).items())
        case list():
            inner = list(enumerate(cast("Iterable[Any]", value)))
        case _:
            pass
    for name, held in inner:
        yield from places(held, (*path, name))


def test_a_text_that_was_edited_anywhere_is_refused_in_words_or_can_be_used() -> None:
    whole = json.dumps(written())
    used = 0
    for path in places(json.loads(whole)):
        for wrong in (*WRONG, ...):
            text: Any = json.loads(whole)
            holder = text
            for name in path[:-1]:
                holder = holder[name]
            if wrong is ...:
                del holder[path[-1]]
            else:
                holder[path[-1]] = wrong
            try:
                ledger = Ledger.from_json(json.dumps(text))
            except ValueError as error:
                assert "expected" in str(error)  # noqa: PT017 - that something is raised, is not what is asked for
                continue
            used += 1
            for look in (ledger.exposure, ledger.may_be_open, ledger.contradictions):
                look()
            Ledger.from_json(ledger.to_json())
    assert used > 50


@pytest.mark.parametrize("amount", ["NaN", "-NaN", "sNaN", "Infinity", "-100"])
@pytest.mark.parametrize("member", ["whole", "remaining", "filled"])
def test_an_amount_that_is_none_is_refused(member: str, amount: str) -> None:
    text = written()
    text["records"][0][member] = amount
    with pytest.raises(ValueError, match=r"expected"):
        Ledger.from_json(json.dumps(text))


def test_the_name_of_a_node_that_no_ledger_gives_is_refused() -> None:
    for name in ("", "x", "o|", "o|nowhere|7", "z|fourcasters|7"):
        text = written()
        text["records"][0]["links"] = [name]
        with pytest.raises(ValueError, match=r"expected the name of an order"):
            Ledger.from_json(json.dumps(text))
    assert Ledger.from_json(json.dumps(written())).order(PREDICTSTREET, predictstreet_id(7)) is not None
