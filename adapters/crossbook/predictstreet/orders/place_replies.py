"""Reads the reply of a placed batch as what it proves about each order. Pure, and suspicious: any doubt leaves an order unknown.

An entry names its order by the client order id that we gave it. One that names it proves it wherever it stands; one that names
none is covered by its position, where the number of entries fits, something is named, and everything named sits where it was sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from crossbook.core.judging import Source
from crossbook.core.redaction import blot_fields
from crossbook.evidence import Evidence
from crossbook.place_outcomes import NotPlaced, NotPlacedReason, PlaceOutcome, PlaceUnknown
from crossbook.predictstreet.identifiers import same
from crossbook.predictstreet.orders.draft import OrderDraft
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook.predictstreet.orders.standing import Standing, read_standing
from crossbook_bindings.predictstreet import rest as bindings

BAD_SIGNATURE: Final = "bad_signature"

# errors/codes, and errors/overview for insufficient_funds. The list is cut in what was read: what is not here is OTHER.
_REASONS: Final[Mapping[str, NotPlacedReason]] = {
    "insufficient_funds": NotPlacedReason.LIABILITY,
    **dict.fromkeys(
        (
            BAD_SIGNATURE,
            "expired",
            "fee_too_high",
            "invalid_amounts",
            "invalid_outcome",
            "invalid_tif",
            "order_signed_with_floor_notional",
            "validation_failed",
        ),
        NotPlacedReason.VALIDATION,
    ),
}


def read_batch(
    orders: Sequence[PreparedOrder], entries: Sequence[bindings.PlaceBatchResult], source: Source, *, after_repeat: bool
) -> tuple[PlaceOutcome, ...]:
    """Give each order its outcome. `after_repeat` says that an earlier attempt may have been carried out."""
    found = _correlated(orders, entries)
    return tuple(_outcome(made, entry, source, after_repeat=after_repeat) for made, entry in zip(orders, found, strict=True))


def is_badly_signed(entry: PlaceOutcome) -> bool:
    """Say whether the venue refused an order because of its signature: its market may have changed since it was read."""
    match entry:
        case NotPlaced(venue_text=str() as words):
            return words.partition(":")[0].strip() == BAD_SIGNATURE
        case _:
            return False


def all_unknown(orders: Sequence[PreparedOrder], evidence: Evidence) -> tuple[PlaceOutcome, ...]:
    """Give the outcomes of orders of which nothing is known."""
    return tuple(PlaceUnknown(order=made, evidence=evidence) for made in orders)


def without_signatures(outcome: PlaceOutcome) -> PlaceOutcome:
    """Take the signatures out of what was sent: whoever has one, and any API key, can place the order."""
    if not isinstance(outcome, PlaceUnknown) or outcome.evidence.sent is None:
        return outcome
    sent = blot_fields(outcome.evidence.sent, ("signature",))
    return msgspec.structs.replace(outcome, evidence=msgspec.structs.replace(outcome.evidence, sent=sent))


def _correlated(orders: Sequence[PreparedOrder], entries: Sequence[bindings.PlaceBatchResult]) -> list[bindings.PlaceBatchResult | str]:
    """Find the entry of each order, or say why there is none."""
    asked = [made.client_order_id for made in orders]
    named: dict[str, list[bindings.PlaceBatchResult]] = {}
    for entry in entries:
        if entry.clientOrderId:
            named.setdefault(entry.clientOrderId, []).append(entry)
    in_place = len(entries) == len(asked) and all(
        not entry.clientOrderId or entry.clientOrderId == name for entry, name in zip(entries, asked, strict=True)
    )
    owners: dict[str, set[str]] = {}
    for entry in entries:
        if entry.orderId:
            owners.setdefault(same(entry.orderId), set()).add(entry.clientOrderId or "")
    # A reply in which nothing is named may be left over from another command.
    counts = in_place and bool(named)
    found: list[bindings.PlaceBatchResult | str] = []
    for position, name in enumerate(asked):
        own = named.get(name)
        if own is None:
            missing = f"{len(asked)} orders were sent, {len(entries)} entries came back, and none names this order"
            found.append(entries[position] if counts else missing)
        elif len(set(map(repr, own))) > 1:  # The decimals of a venue need not be comparable: "sNaN" decodes as one.
            found.append("it holds several entries for this order, which differ")
        elif len(owners.get(same(own[0].orderId or ""), ())) > 1:
            found.append(f"it names order {own[0].orderId} for several of the orders that were sent")
        else:
            found.append(own[0])
    return found


def _outcome(made: PreparedOrder, entry: bindings.PlaceBatchResult | str, source: Source, *, after_repeat: bool) -> PlaceOutcome:
    read = entry if isinstance(entry, str) else _read(made.draft, entry, source, after_repeat=after_repeat)
    return PlaceUnknown(order=made, evidence=source.evidence(read)) if isinstance(read, str) else read


def _read(draft: OrderDraft, entry: bindings.PlaceBatchResult, source: Source, *, after_repeat: bool) -> PlaceOutcome | str:
    """Read one entry, or say what keeps it from proving anything."""
    status = (entry.status or "").upper()
    if status == "REJECTED" or (not status and entry.success is False):
        return _rejected(draft, entry, source, after_repeat=after_repeat)
    if entry.success is False:
        return f"an entry says {entry.status}, and that the order was not taken"
    if entry.code:
        return f"an entry says {entry.status}, and {entry.code}, which is why an order is not taken"
    return read_standing(
        draft,
        Standing(
            order_id=entry.orderId,
            status=entry.status,
            filled=entry.filledQty,
            remaining=entry.remainingQty,
            trades=entry.trades,
        ),
    )


def _rejected(draft: OrderDraft, entry: bindings.PlaceBatchResult, source: Source, *, after_repeat: bool) -> PlaceOutcome | str:
    if entry.success is True or (entry.orderId or "").strip() or entry.trades or entry.filledQty:
        return "an entry holds both a rejection and an order"
    words = ": ".join(filter(None, (entry.code, entry.message))) or entry.status or ""
    if after_repeat:
        # What was carried out would have been told again. But the first time it may still be on its way.
        return f"it was rejected when it was sent again ({source.blot(words)}), which says nothing about the first time"
    reason = _REASONS.get((entry.code or "").strip(), NotPlacedReason.OTHER)
    return NotPlaced(reason=reason, venue_text=source.blot(words) or None, user_reference=draft.client_order_id)
