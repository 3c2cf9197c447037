"""Edits over REST, as a plan: an order is cancelled, and another one placed in its stead. Pure.

No message of the orders socket edits. pages/rest/introduction.mdx speaks of edits in batches; the page of the operation takes one.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec
from msgspec import UNSET

from crossbook.cancel_outcomes import NotCancelled, NotCancelledReason
from crossbook.core.checks import Call
from crossbook.core.correlation import malformed, untouched
from crossbook.core.instances import is_a
from crossbook.core.judging import ask, evidence_of, is_documented
from crossbook.core.steps import Plan
from crossbook.edit_outcomes import EditOutcome, NotEdited
from crossbook.errors import CrossbookError, NotSent, Refused
from crossbook.fourcasters.identifiers import VENUE, is_object_id
from crossbook.fourcasters.orders.edit_replies import EditReply, edit_unknown, read_edit
from crossbook.fourcasters.orders.new_order import NewOrder, american
from crossbook.fourcasters.orders.placing import checked_order, reason_of_class
from crossbook.fourcasters.orders.reasons import reason_of
from crossbook.place_outcomes import NotPlaced
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import Request


class _Refusal(msgspec.Struct, frozen=True):
    """What the body of a refusal may tell beside its words: pages/rest/orders/edit-order.mdx, v4 only."""

    errorType: object = None  # noqa: N815 - the venue's name


_REFUSAL = msgspec.json.Decoder(_Refusal)


def edit(
    order_id: str, new: NewOrder, expected_remaining: Decimal | int | None = None, *, needs_other_side: bool = False
) -> Plan[EditOutcome]:
    """Replace one order by another.

    By the newer route where one of its guards is asked for, because only there they work; else by the one that has a description.
    """
    guarded = expected_remaining is not None or needs_other_side is not False
    call = Call(VENUE, "editOrderV4" if guarded else "editOrder")
    call.order_id(order_id)
    new = checked_order(call, new, least_minutes=0)
    if not is_a(needs_other_side, bool):
        raise call.invalid(expected="needs_other_side as True or False", found=needs_other_side)
    left = None if expected_remaining is None else call.exact(expected_remaining, "what is left of the old order", above_zero=True)
    if not is_object_id(order_id):
        return NotEdited(old=malformed(order_id))
    request = _request(order_id, new, left, guarded=guarded, needs_other_side=needs_other_side)
    result = yield from ask(request)
    match result:
        case Refused(status=400):
            return _refused(order_id, new, request, result)
        case NotSent() | Refused():
            (old,) = untouched([order_id], result)
            result.outcomes = (NotEdited(old=old),) if isinstance(old, NotCancelled) else ()
            raise result
        case CrossbookError():
            return edit_unknown(order_id, new, evidence_of(request, result))
        case _:
            return read_edit(order_id, new, result.value.data, result)


def _request(
    order_id: str, new: NewOrder, left: Decimal | None, *, guarded: bool, needs_other_side: bool
) -> Request[str, EditReply, EditReply]:
    """Build a request in which nothing is left to the venue that could be said: what it makes of what is left out is disputed."""
    build = bindings.edit_order_v4 if guarded else bindings.edit_order
    return build(
        sessionID=order_id,
        orderOdds=american(new),
        orderVolume=Decimal(new.risk),
        orderType=new.order_type,
        userReference=UNSET if new.user_reference is None else new.user_reference,
        intendedOrderVolume=UNSET if left is None else left,
        # Published as text; a number by the correction of the page, which was written from the venue's code (unmerged 1395b01).
        expiryChange=UNSET if new.expires_in_minutes is None else new.expires_in_minutes,
        blockIfNoOtherSideOrders=needs_other_side if guarded else UNSET,
    ).read_as(EditReply)


def _refused(order_id: str, new: NewOrder, request: Request[str, EditReply, object], error: Refused) -> EditOutcome:
    """Say what the documented refusal of an edit proves: nothing was done. Only with a body that the venue can have written."""
    if not is_documented(request, error):
        problem = f"HTTP {error.status}, whose body is not of the form that is documented for it"
        return edit_unknown(order_id, new, msgspec.structs.replace(evidence_of(request, error), problem=problem))
    words, reason = error.venue_text, reason_of(error.venue_text)
    # Words about the old order say what is wrong with it. All others are about the edit, and the order rests as before.
    if reason is NotCancelledReason.OTHER:
        reason = NotCancelledReason.REFUSED
    kind = _REFUSAL.decode(error.body or "{}").errorType
    against = (
        NotPlaced(reason=reason_of_class(kind), venue_text=words, user_reference=new.user_reference) if isinstance(kind, str) else None
    )
    return NotEdited(old=NotCancelled(order_id=order_id, reason=reason, venue_text=words), new=against)
