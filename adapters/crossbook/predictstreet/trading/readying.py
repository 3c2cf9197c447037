"""What has to be so before an order is signed: the venue names its contracts, and its market is known as it is now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

import attrs

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.judging import answer_to, ask
from crossbook.core.signatures import Signature
from crossbook.core.steps import Plan, now, sign_digest
from crossbook.errors import CrossbookError, NotFound, NotSent, Refused
from crossbook.predictstreet.contracts import unnamed
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.orders.draft import OrderDraft, draft
from crossbook.predictstreet.orders.identity import OrderIdentity
from crossbook.predictstreet.orders.market_terms import MarketTerms
from crossbook.predictstreet.orders.new_order import NewOrder, checked_words
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook.predictstreet.signing.proving import not_sent
from crossbook.predictstreet.trading.desk import Desk, Known, Session
from crossbook.predictstreet.trading.markets import STALE, Listed, Markets
from crossbook_bindings.predictstreet import rest as bindings

MOST_LISTED: Final = 500
"""(P) llms.txt: rows of the list of markets, which has no further page. What is beyond is found through matches."""
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""(P) market-detail-by-slug: lower-case words joined by hyphens."""


class Knowledge:
    """What one call knows, from what its client knew when it began. What it learns, the client learns too."""

    def __init__(self, desk: Desk, known: Known) -> None:
        self.desk = desk
        self._known = known

    @property
    def markets(self) -> Markets:
        return self._known.markets

    def confirm_contracts(self) -> Plan[None]:
        """Have the venue name every contract of the account, once for a client. Raises InvalidRequest where it does not name one."""
        if self._known.contracts_confirmed:
            return
        reply = yield from answer_to(bindings.get_platform_contracts())
        missing = unnamed(self.desk.account.contracts, reply.value)
        if missing:
            raise Call(VENUE, "getPlatformContracts").invalid(
                expected="contracts that GET /api/platform/contracts names, each of them",
                found=f"{', '.join(missing)}, which it does not",
            )
        self._learnt(lambda known: attrs.evolve(known, contracts_confirmed=True))

    def terms(self, name: str, call: Call, *, newer_than: float | None = None) -> Plan[MarketTerms]:
        """Give a market as it is now, by any of its names. Raises InvalidRequest where the venue lists none or several of that name.

        `newer_than` is a moment before which it must not have been read.
        """
        oldest = (yield from now()) - STALE if newer_than is None else newer_than
        found = self.markets.find(name)
        if not found or any(listed.read_at <= oldest for listed in found):
            yield from self._read(name, found)
            found = self._read_since(name, found)
        if len(found) != 1:
            names = ", ".join(str(listed.market.symbol) for listed in found) or "none"
            raise call.invalid(
                expected=f"one market that the venue lists as {name!r} (symbol, slug, id, conditionId or token id)", found=names
            )
        return MarketTerms.of(found[0].market)

    def read_at(self, name: str) -> float:
        """Say when a market was read; long ago where it never was."""
        return min((listed.read_at for listed in self.markets.find(name)), default=0.0)

    def _read(self, name: str, found: tuple[Listed, ...]) -> Plan[None]:
        """Read what a name may stand for: the market itself where its slug is known, else the list, and what the list leaves out."""
        slug = found[0].market.slug if len(found) == 1 else None
        if slug and (yield from self._read_one(slug)):
            return
        listed = yield from self._read_list()
        if self._read_since(name, found):
            return
        if not slug and _SLUG.fullmatch(name) is not None and (yield from self._read_one(name)):
            return
        if listed >= MOST_LISTED:
            matches = yield from answer_to(bindings.list_matches())
            events = (event for match in matches.value.matches for event in match.events or ())
            yield from self._take(market for event in events for market in event.markets or ())

    def _read_since(self, name: str, before: tuple[Listed, ...]) -> tuple[Listed, ...]:
        """Give what a name stands for now, as far as it was read after these."""
        return tuple(each for each in self.markets.find(name) if all(each is not old for old in before))

    def _read_list(self) -> Plan[int]:
        reply = yield from answer_to(bindings.list_markets())
        yield from self._take(reply.value.markets)
        return len(reply.value.markets)

    def _read_one(self, slug: str) -> Plan[bool]:
        result = yield from ask(bindings.get_market(slug=slug))
        if isinstance(result, NotFound):
            return False
        if isinstance(result, CrossbookError):
            raise result
        if result.value.slug not in (None, slug):
            raise result.doubt("it is about another market than the one asked for")
        yield from self._take((result.value,))
        return True

    def _take(self, markets: Iterable[bindings.Market]) -> Plan[None]:
        moment = yield from now()
        read = tuple(markets)
        self._learnt(lambda known: attrs.evolve(known, markets=known.markets.with_read(read, moment)))

    def _learnt(self, change: Callable[[Known], Known]) -> None:
        self._known = change(self._known)
        self.desk.learn(change)


def drafted(
    knowledge: Knowledge, order: NewOrder, identity: OrderIdentity, at: datetime, call: Call, *, newer_than: float | None = None
) -> Plan[OrderDraft]:
    """Work an order out to what is to be signed, in its market as it is now. Raises InvalidRequest for one that would be refused."""
    terms = yield from knowledge.terms(order.market_id, call, newer_than=newer_than)
    meant = attrs.evolve(order, market_id=terms.symbol)  # The venue's own word, whichever name was given.
    return draft(meant, account=knowledge.desk.account, market=terms, identity=identity, now=at, call=call)


def signed(desk: Desk, made: OrderDraft, call: Call) -> Plan[PreparedOrder]:
    """Have an order signed, and prove that its wallet did. Raises NotSent where it did not."""
    if desk.sign is None:
        raise call.invalid(expected="a client with a signer, or orders that are prepared", found="neither")
    given = yield from sign_digest(made.digest, desk.sign)
    if not isinstance(given, Signature):
        raise NotSent(f"{given.problem}; nothing was sent", venue=VENUE, operation=call.operation, user_reference=made.client_order_id)
    return PreparedOrder(draft=made, signature=given.given)


def knowledge_of(session: Session | None, call: Call) -> Knowledge:
    """Give what a call trades with. Raises InvalidRequest where its client was made without an account."""
    if session is None:
        raise call.invalid(expected="a client that was made with an account", found=None)
    return Knowledge(*session)


def market_terms(session: Session | None, name: str) -> Plan[MarketTerms]:
    """Read a market as orders are signed for it, now."""
    call = Call(VENUE, "getMarket")
    knowledge = knowledge_of(session, call)
    return (yield from knowledge.terms(call.name(name, "a market"), call, newer_than=(yield from now())))


def prepare_order(session: Session | None, order: NewOrder, drawn: Sequence[OrderIdentity], at: datetime) -> Plan[PreparedOrder]:
    """Prepare one order: contracts confirmed, its market read, signed, and nothing sent."""
    call = Call(VENUE, "prepare", user_reference=order.user_reference if is_a(order, NewOrder) else None)
    knowledge = knowledge_of(session, call)
    checked_words(call, order)
    identity = drawn[0] if order.user_reference is None else attrs.evolve(drawn[0], client_order_id=order.user_reference)
    try:
        yield from knowledge.confirm_contracts()
        made = yield from drafted(knowledge, order, identity, at, call)
    except CrossbookError as error:
        raise unready(error, call)  # noqa: B904 - it says itself what it comes from
    return (yield from signed(knowledge.desk, made, call))


def unready(error: CrossbookError, call: Call) -> NotSent | Refused:
    """Say of what went wrong before anything was signed that nothing was placed."""
    if isinstance(error, NotSent | Refused):
        return error
    wrapped = not_sent(call, "the venue to tell its contracts and the market", error.message)
    wrapped.__cause__ = error
    return wrapped
