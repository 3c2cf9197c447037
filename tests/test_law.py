"""The law: whatever a venue replies, each order asked for ends in exactly one outcome, in the order asked, and is Cancelled only
where the reply proves it. What a reply proves is written down here once more, from the documents, knowing nothing of the code.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import pytest
from accounts import TOKEN, fourcasters_at, object_ids
from hypothesis import given, settings
from hypothesis import strategies as st
from replies import Replies, said
from samples import sample
from socket_server import Visit, serving

from crossbook import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason
from crossbook.fourcasters import Fourcasters, OrdersSocket

Entry: TypeAlias = dict[str, Any]

IDS = object_ids(6)
MALFORMED = ("", " ", "65b0", "z" * 24, f"{IDS[0]}0", f" {IDS[0]}", "65b036dfb31407c2b6bc1cf\n", "٦" * 24)
WORDS = ("Not your order", "order not found", "order already cancelled", "Failed to process cancelMultiple", "words of tomorrow", "")
AMOUNTS = (0, 100, 12.5, "100.00", "NaN", "-Infinity", -1, "-0.01")


@pytest.fixture(scope="module")
def client(server: Replies) -> Generator[Fourcasters]:
    with fourcasters_at(server.url) as client:
        yield client


@pytest.fixture(scope="module")
def runner() -> Generator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def is_well_formed(order_id: str) -> bool:
    return len(order_id) == 24 and all(letter in "0123456789abcdefABCDEF" for letter in order_id)


def distinct(asked: Sequence[str]) -> list[str]:
    """Give the orders asked for, each as first written. Hexadecimal digits mean the same in either case."""
    first: dict[str, str] = {}
    for order_id in asked:
        first.setdefault(order_id.lower(), order_id)
    return list(first.values())


@st.composite
def wishes(draw: st.DrawFn) -> list[str]:
    """Draw what a caller asks for: ids in either case, twice, and some that cannot name an order."""
    spelled = st.sampled_from([*IDS, *IDS, IDS[1].upper(), IDS[2].upper()])
    return draw(st.lists(spelled | st.sampled_from(MALFORMED), max_size=8))


@st.composite
def replies(draw: st.DrawFn, sent: Sequence[str], name: str) -> list[Entry]:
    """Draw a reply: an honest one, then spoiled in a few of the ways in which it could be wrong."""
    entries = [draw(_entry(order_id, name)) for order_id in sent]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, max(0, len(entries) - 1)))
        match draw(st.sampled_from(["shuffle", "drop", "repeat", "contradict", "append", "rename", "strip", "same"])):
            case "shuffle":
                entries = draw(st.permutations(entries))
            case "drop":
                entries = [*entries[:at], *entries[at + 1 :]]
            case "repeat" if entries:
                entries = [*entries, dict(entries[at])]
            case "contradict" if entries:
                entries = [*entries, {**entries[at], "success": not entries[at].get("success")}]
            case "append":
                entries = [*entries, draw(_entry(draw(st.sampled_from([*IDS, "not an id"])), name))]
            case "rename" if entries:
                entries = [*entries[:at], {**entries[at], name: draw(st.sampled_from(IDS))}, *entries[at + 1 :]]
            case "strip" if entries:
                entries = [*entries[:at], {key: value for key, value in entries[at].items() if key != name}, *entries[at + 1 :]]
            case _:
                pass
    return entries


@st.composite
def _entry(draw: st.DrawFn, order_id: str, name: str) -> Entry:
    """Draw what a venue may say of one order."""
    reason = "reason" if name == "sessionID" else "description"
    entry: Entry = {name: draw(st.sampled_from([order_id, order_id, order_id.upper()]))}
    match draw(st.sampled_from(["cancelled", "cancelled", "cancelled", "refused", "unnamed", "silent", "odd"])):
        case "cancelled":
            entry |= {"success": True, "filled": draw(st.sampled_from(AMOUNTS[:4])), "remaining": draw(st.sampled_from(AMOUNTS[:4]))}
        case "refused":
            entry |= {"success": False, reason: draw(st.sampled_from(WORDS))}
        case "unnamed":
            entry = {"success": draw(st.booleans()), reason: draw(st.sampled_from(WORDS))}
        case "silent":
            entry |= draw(st.sampled_from([{}, {reason: "order not found"}, {"filled": 1}]))
        case _:
            entry |= {"success": True, "filled": draw(st.sampled_from(AMOUNTS)), "remaining": draw(st.sampled_from(AMOUNTS))}
    return entry


def fits(sent: Sequence[str], entries: Sequence[Entry]) -> bool:
    """Say whether positions count: an entry for each order, and each that names one sits where it was sent."""
    pairs = zip(sent, entries, strict=False)
    return len(entries) == len(sent) and all(entry.get("sessionID", order_id).lower() == order_id.lower() for order_id, entry in pairs)


def positions_prove(sent: Sequence[str], entries: Sequence[Entry]) -> dict[str, Entry]:
    """Say which cancels a positional reply proves: a success that names its order; its place counts, or else its name alone."""
    if not fits(sent, entries):
        return names_prove(sent, entries, "sessionID")
    return {order_id: entry for order_id, entry in zip(sent, entries, strict=True) if "sessionID" in entry and succeeded(entry)}


def names_prove(sent: Sequence[str], entries: Sequence[Entry], name: str = "orderID") -> dict[str, Entry]:
    """Say which cancels a reply by id proves: somebody says so, and nobody says otherwise."""
    proven: dict[str, Entry] = {}
    for order_id in sent:
        about = about_order(order_id, entries, name)
        if about and all(succeeded(entry) and amounts(entry) == amounts(about[0]) for entry in about):
            proven[order_id] = about[0]
    return proven


def about_order(order_id: str, entries: Sequence[Entry], name: str) -> list[Entry]:
    return [entry for entry in entries if entry.get(name, "").lower() == order_id.lower()]


def succeeded(entry: Entry) -> bool:
    if entry.get("reason") in WORDS[:4]:
        return False  # A success beside the words of a failure is neither.
    return entry.get("success") is True and all(amount is None or (amount.is_finite() and amount >= 0) for amount in amounts(entry))


def amounts(entry: Entry) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(str(entry[name])) if name in entry else None for name in ("filled", "remaining"))


def denies(entry: Entry) -> bool:
    """Say whether an entry can be read as a refusal at all."""
    words = str(entry.get("reason", entry.get("description", "")))
    return entry.get("success") is not True and not words.startswith("Failed to process")


def check(asked: Sequence[str], outcomes: Sequence[CancelOutcome], proven: dict[str, Entry]) -> None:
    """Check the law: an outcome at each place of the list, about the order asked for there."""
    assert [outcome.order_id for outcome in outcomes] == list(asked)
    told = {order_id.lower(): entry for order_id, entry in proven.items()}
    for order_id, outcome in zip(asked, outcomes, strict=True):
        entry = told.get(order_id.lower())
        if not is_well_formed(order_id):
            assert outcome == NotCancelled(order_id=order_id, reason=NotCancelledReason.MALFORMED_ID)
        elif entry is None:
            assert not isinstance(outcome, Cancelled), "cancelled where it is proven, and nowhere else"
        else:
            assert isinstance(outcome, Cancelled)
            assert (outcome.filled, outcome.remaining) == amounts(entry)


@settings(max_examples=sample(120, long=400), deadline=None)
@given(data=st.data(), asked=wishes())
def test_a_positional_reply_gives_each_order_one_outcome_and_no_cancel_that_it_does_not_prove(
    data: st.DataObject, asked: list[str], server: Replies, client: Fourcasters
) -> None:
    sent = [order_id for order_id in distinct(asked) if is_well_formed(order_id)]
    entries = data.draw(replies(sent, "sessionID"))
    before = len(server.requests)
    server.always(said({"data": entries}))

    outcomes = client.cancel_orders(asked)

    assert [request.json for request in server.requests[before:]] == ([{"sessionIDs": sent}] if sent else [])
    check(asked, outcomes, positions_prove(sent, entries) if sent else {})
    places = [order_id.lower() for order_id in sent]
    for outcome in outcomes:
        if isinstance(outcome, NotCancelled) and is_well_formed(outcome.order_id):
            if fits(sent, entries):
                assert denies(entries[places.index(outcome.order_id.lower())])
            else:
                about = about_order(outcome.order_id, entries, "sessionID")
                assert about
                assert all(map(denies, about))


@settings(max_examples=sample(100, long=300), deadline=None)
@given(data=st.data(), asked=wishes())
def test_a_reply_by_id_gives_each_order_one_outcome_and_no_cancel_that_it_does_not_prove(
    data: st.DataObject, asked: list[str], runner: asyncio.Runner
) -> None:
    sent = [order_id for order_id in distinct(asked) if is_well_formed(order_id)]
    entries = data.draw(replies(sent, "orderID"))

    async def venue(visit: Visit) -> None:
        await visit.answer(await visit.asked(), data=entries)

    async def ask() -> tuple[list[Any], tuple[CancelOutcome, ...]]:
        async with serving(venue) as server, OrdersSocket(token=TOKEN, url=server.url) as orders:
            outcomes = await orders.cancel_orders(asked)
            return server.frames, outcomes

    frames, outcomes = runner.run(ask())

    assert [frame[1]["orderIDs"] for frame in frames] == ([sent] if sent else [])
    check(asked, outcomes, names_prove(sent, entries) if sent else {})
    for outcome in outcomes:
        if isinstance(outcome, NotCancelled) and is_well_formed(outcome.order_id):
            about = about_order(outcome.order_id, entries, "orderID")
            assert about
            assert all(map(denies, about))


@settings(max_examples=sample(80, long=200), deadline=None)
@given(data=st.data())
def test_a_single_cancel_is_cancelled_only_if_its_entry_succeeded_and_is_about_no_other_order(
    data: st.DataObject, server: Replies, client: Fourcasters
) -> None:
    entry = data.draw(replies([IDS[0]], "sessionID").filter(bool))[0]
    server.always(said({"data": entry}))

    outcome = client.cancel_order(IDS[0])

    names_it = entry.get("sessionID", "").lower() == IDS[0]
    assert outcome.order_id == IDS[0]
    assert isinstance(outcome, Cancelled) == (names_it and succeeded(entry))
    assert isinstance(outcome, CancelUnknown) or names_it or ("sessionID" not in entry and denies(entry))
