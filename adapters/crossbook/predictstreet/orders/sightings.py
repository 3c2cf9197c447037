"""Where PredictStreet tells what became of an order: each place is asked as a plan. Pure.

Strongest first: one order's detail, the list of open orders, the history of orders in every state. No page says how fresh any of
them is. An order cannot be looked up by its client order id: the lists are searched for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, TypeVar

import attrs
import msgspec
from msgspec import UNSET, Raw

from crossbook.cancel_outcomes import NotCancelledReason
from crossbook.core.own_words import is_the_venues_own
from crossbook.core.paging import next_page
from crossbook.core.sightings import may_be_read_later, read
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError, InvalidRequest, NotFound
from crossbook.predictstreet.identifiers import same
from crossbook.predictstreet.orders.listing import LARGEST_PAGES, may_go_on, wallet_of
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import PagedRequest, decoder

ItemT = TypeVar("ItemT")

MOST_PAGES: Final = 50
"""Pages of the history that are read at most, 200 orders each. What was not read to its end proves no absence."""

LookedUp: TypeAlias = bindings.Order | NotCancelledReason | CrossbookError
"""What a look-up of one order says: the order, that the wallet has none of that id, or nothing."""


@attrs.frozen
class Owner:
    """Whose orders are looked for, as far as a client knows: a single-wallet key need not be told. Addresses in any case."""

    wallet: str | None = None
    vault: str | None = None

    def stranger(self, order: bindings.Order) -> str | None:
        """Name what shows that an order is somebody else's; None where nothing does."""
        told = (("wallet", order.userWallet, self.wallet), ("vault", order.vault, self.vault))
        return next((f"the {name} {found}" for name, found, own in told if found and own and found.lower() != own.lower()), None)


UNTOLD: Final = Owner()
"""Of a client that was told neither."""


@attrs.frozen
class Listing:
    """What a list holds, all pages of it."""

    orders: tuple[bindings.Order, ...]
    is_whole: bool = True
    """Whether all of it was read, and could be."""
    wallet: str | None = None
    """Whose orders it lists, in lower case, where it says so."""


@attrs.frozen(kw_only=True)
class Sightings:
    """What has been seen so far. None where nobody has looked."""

    owner: Owner = UNTOLD
    """Whose orders these are to be."""
    orders: dict[str, LookedUp] = attrs.field(factory=dict[str, LookedUp])
    """By id, as `same` writes it."""
    resting: Listing | CrossbookError | None = None
    """Open orders."""
    histories: dict[str | None, Listing | CrossbookError] = attrs.field(factory=dict["str | None", "Listing | CrossbookError"])
    """Orders in every state, by market; None for all of them."""

    @property
    def missed(self) -> bool:
        """Whether something could not be read that may be readable the next time."""
        # Of an open order the documents say what it tells: one that could not be read may be readable then.
        is_cut = isinstance(self.resting, Listing) and not self.resting.is_whole
        return is_cut or any(map(may_be_read_later, (*self.orders.values(), self.resting, *self.histories.values())))

    def open_order(self, order_id: str) -> bindings.Order | None:
        """Find an order in the list of open ones."""
        return next((order for order in listed(self.resting) if same(order.id or "") == same(order_id)), None)

    def rests(self, order_id: str) -> bool | None:
        """Say whether an order is among the open ones; None where that list was not read."""
        if self.open_order(order_id) is not None:
            return True
        return False if isinstance(self.resting, Listing) and self.resting.is_whole else None

    def past_order(self, order_id: str) -> bindings.Order | None:
        """Find an order in whatever was read of the history."""
        return next(self.past_rows(order_id), None)

    def past_rows(self, order_id: str) -> Iterator[bindings.Order]:
        """Give every row that the history has of an order."""
        orders = (order for history in self.histories.values() for order in listed(history))
        return (order for order in orders if same(order.id or "") == same(order_id))


def listed(found: Listing | CrossbookError | None) -> Iterator[bindings.Order]:
    """Give what a list holds, nothing where it was not read."""
    yield from found.orders if isinstance(found, Listing) else ()


def look_up(order_id: str) -> Plan[LookedUp]:
    """Look an order up."""
    request = bindings.get_order(id=order_id)
    result = yield from read(request)
    if isinstance(result, CrossbookError):
        # That an unknown id is 404 is said beside the fills. What something in front of the venue answers has another body.
        is_missing = isinstance(result, NotFound) and is_the_venues_own(request, result)
        return NotCancelledReason.NOT_FOUND if is_missing else result
    if result.value.id is None or same(result.value.id) != same(order_id):
        return result.doubt("it does not say that it is about the order that was asked for")
    return result.value


def list_resting(owner: Owner) -> Plan[Listing | CrossbookError]:
    """List what rests, all pages."""
    return (yield from _pages(bindings.list_open_orders(), owner, lambda order: order, most=None))


def list_history(market_id: str | None, owner: Owner) -> Plan[Listing | CrossbookError]:
    """List orders in every state: those of one market, or all."""
    market = UNSET if market_id is None else market_id
    request = bindings.list_order_history(marketId=market, limit=LARGEST_PAGES["listOrderHistory"])
    return (yield from _pages(request, owner, _row, most=MOST_PAGES))


def _pages(
    request: PagedRequest[str, object, object, ItemT], owner: Owner, read_one: Callable[[ItemT], bindings.Order | None], *, most: int | None
) -> Plan[Listing | CrossbookError]:
    orders: list[bindings.Order] = []
    is_whole, seen, count, wallet = True, set[str](), 0, owner.wallet
    following: PagedRequest[str, object, object, ItemT] | None = request
    while following is not None and (most is None or count < most):
        try:
            page = yield from next_page(following, seen, fresh=True)
            wallet = wallet_of(page, wallet)
        except InvalidRequest:
            raise
        except CrossbookError as error:
            return error
        for item in page.items:
            order = read_one(item)
            # An order without an id, or that cannot be read, may be any.
            is_whole = is_whole and order is not None and order.id is not None
            orders += [order] if order is not None and order.id is not None else []
        is_whole = is_whole and not may_go_on(page)
        following, count = page.following, count + 1
    return Listing(tuple(orders), is_whole and following is None, wallet)


def _row(raw: Raw) -> bindings.Order | None:
    """Read a row of the history. What members it has is not documented; those of an order are looked for."""
    try:
        return decoder(bindings.Order).decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
