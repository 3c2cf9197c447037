"""The orders of one call, checked before anything is read, signed or sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.predictstreet.orders.identity import OrderIdentity
from crossbook.predictstreet.orders.new_order import NewOrder, checked_words
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook.predictstreet.trading.desk import Desk


@attrs.frozen(kw_only=True)
class Asked:
    """One order of a call."""

    position: int
    call: Call
    order: NewOrder | PreparedOrder
    identity: OrderIdentity | None
    """Of an order that is new: what was drawn for it."""

    @property
    def is_new(self) -> bool:
        return self.identity is not None

    @property
    def is_named_by_caller(self) -> bool:
        """Whether another order may have had its name: any but one that was drawn for this call.

        One that is handed in prepared is looked up before, but only in its market, and not among orders that are older than it is.
        """
        return isinstance(self.order, PreparedOrder) or self.order.user_reference is not None

    @property
    def name(self) -> str:
        """The client order id that it has, or will have."""
        if isinstance(self.order, PreparedOrder):
            return self.order.client_order_id
        return "" if self.identity is None else self.identity.client_order_id


def asked_for(call: Call, desk: Desk, orders: Iterable[NewOrder | PreparedOrder], drawn: Sequence[OrderIdentity]) -> tuple[Asked, ...]:
    """Check the orders of a call. Raises InvalidRequest for one that is wrong, is for elsewhere, or stands in the list twice."""
    if is_a(orders, NewOrder, PreparedOrder):
        raise call.invalid(expected="a list of orders", found=orders)
    asked = tuple(
        _asked(call.of(position, getattr(order, "user_reference", None)), desk, order, position, drawn)
        for position, order in enumerate(call.listed(orders, "orders"))
    )
    names: dict[str, int] = {}
    salts: dict[int, int] = {}
    for each in asked:
        salt = each.order.salt if isinstance(each.order, PreparedOrder) else 0 if each.identity is None else each.identity.salt
        earlier = names.setdefault(each.name, each.position), salts.setdefault(salt, each.position)
        for what, where in zip(("client order id", "salt"), earlier, strict=True):
            if where != each.position:
                raise each.call.invalid(expected=f"a {what} that no other order of the call has", found=f"that of order {where}")
    return asked


def _asked(call: Call, desk: Desk, order: NewOrder | PreparedOrder, position: int, drawn: Sequence[OrderIdentity]) -> Asked:
    if isinstance(order, PreparedOrder):
        account, struct = desk.account, order.draft.struct
        order.entry(account.environment, account.contracts)
        for what, own, found in (("wallet", account.wallet, struct.signer), ("vault", account.vault, struct.maker)):
            if own.lower() != found:
                raise call.invalid(expected=f"an order of the account's {what}, {own.lower()}", found=f"one of {found}")
        return Asked(position=position, call=call, order=order, identity=None)
    if not is_a(order, NewOrder):
        raise call.invalid(expected="a crossbook.predictstreet.NewOrder or PreparedOrder", found=order)
    if desk.sign is None:
        raise call.invalid(expected="to be prepared, because this client was made without a signer", found="a NewOrder")
    checked_words(call, order)
    identity = drawn[position]
    if order.user_reference is not None:
        identity = attrs.evolve(identity, client_order_id=order.user_reference)
    return Asked(position=position, call=call, order=order, identity=identity)
