"""What a list of the wallet's orders says about one that may have been placed. Pure: it judges what was found, and asks for nothing.

Presence proves: an order that stands under our name, and is ours in all that it says, was placed. Absence proves nothing by
itself, because a request may be held on its way: whoever asks decides what it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final

import msgspec

from crossbook.core.times import moment
from crossbook.evidence import Evidence, Proof
from crossbook.place_outcomes import NotPlaced, NotPlacedReason, Placed, PlaceOutcome, PlaceUnknown
from crossbook.predictstreet.identifiers import same
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook.predictstreet.orders.standing import Standing, read_standing
from crossbook_bindings.predictstreet import rest as bindings

SLACK: Final = timedelta(minutes=5)
"""How far the venue's clock may be behind the one by which an order was prepared."""


def judge_listed(made: PreparedOrder, rows: Iterable[tuple[bindings.Order, Proof]], evidence: Evidence) -> PlaceOutcome | None:
    """Say what orders in a list prove about one that may have been placed; None where none of them carries its name.

    Each row comes with the list that it stands in. `evidence` says what was sent before, and what came of it: what the list adds is
    written to it where the order stays unknown.
    """
    ours = [(row, proof) for row, proof in rows if row.clientOrderId == made.client_order_id]
    if not ours:
        return None
    read = _read(made, [row for row, _ in ours])
    if not isinstance(read, str):
        return msgspec.structs.replace(read, proof=ours[-1][1])
    return PlaceUnknown(order=made, evidence=msgspec.structs.replace(evidence, problem=f"{evidence.problem}; looked up, {read}"))


def contradiction(made: PreparedOrder, row: bindings.Order) -> str | None:
    """Say what shows that the order which the venue names is another one than ours; None where nothing does."""
    named = [] if row.clientOrderId in (None, "", made.client_order_id) else [f"the name {row.clientOrderId}"]
    return ", ".join([*named, *_aged(made, row), *_differing(made, row)]) or None


def may_be(made: PreparedOrder, row: bindings.Order) -> bool:
    """Say whether an order that tells no name may be ours. Its age says nothing here: a clock that is wrong must not hide an order."""
    return row.clientOrderId in (None, "") and next(_differing(made, row), None) is None


def _aged(made: PreparedOrder, row: bindings.Order) -> Iterator[str]:
    created = moment(row.createdAt)
    if created is not None and created < made.prepared_at - SLACK:
        yield f"a creation of {row.createdAt}, before it was prepared"


def standing_of(made: PreparedOrder, row: bindings.Order) -> Placed | NotPlaced | str:
    """Say how an order of ours stands by a list or a look-up, or what keeps that from proving it."""
    if (row.status or "").upper() == "REJECTED":
        if row.filledQty:
            return f"order {row.id} is both rejected and matched"
        return NotPlaced(reason=NotPlacedReason.OTHER, venue_text=row.status, user_reference=made.client_order_id)
    return read_standing(made.draft, Standing(order_id=row.id, status=row.status, filled=row.filledQty, remaining=row.remainingQty))


def _read(made: PreparedOrder, ours: list[bindings.Order]) -> Placed | NotPlaced | str:
    if len({same(row.id or "") for row in ours}) > 1:
        return f"several orders carry its name: {', '.join(sorted(str(row.id) for row in ours))}"
    for row in ours:
        if (differing := contradiction(made, row)) is not None:
            return f"its name is that of another order, {row.id}, with {differing}"
    return standing_of(made, ours[-1])


def _differing(made: PreparedOrder, row: bindings.Order) -> Iterator[str]:
    """Name each member that another order than ours has. What a row leaves out proves nothing either way."""
    order, struct = made.order, made.draft.struct
    if row.marketId is not None and row.marketId != order.market_id:
        yield f"market {row.marketId}"
    words = (
        ("side", row.side, order.side),
        ("outcome", row.outcome, str(order.outcome)),
        ("type", row.type, order.order_type),
        ("time in force", row.timeInForce, made.draft.time_in_force),
        ("vault", row.vault, struct.maker),
        ("wallet", row.userWallet, struct.signer),
    )
    for name, found, expected in words:
        if found is not None and found.lower() != expected:
            yield f"{name} {found}"
    numbers: tuple[tuple[str, Decimal | int | None, Decimal | int], ...] = (
        ("price", row.price, made.draft.price),
        ("quantity", row.quantity, made.draft.quantity),
        ("expiry", row.expiry, struct.expiration),
    )
    for name, number, wanted in numbers:
        if number is not None and (not Decimal(number).is_finite() or number != wanted):
            yield f"{name} {number}"
