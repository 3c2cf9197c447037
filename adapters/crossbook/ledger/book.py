"""Everything that was learnt, node by node: what may rest is kept, and of what ended the last so many. Pure."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from crossbook.core.facts import ORDER, PLACEMENT, Fact, Listing, kind_of
from crossbook.ledger.naming import is_spoken_for
from crossbook.ledger.nodes import Nodes, account_key, name_of
from crossbook.ledger.records import Record, join
from crossbook.ledger.standing import added, certainly_matched, matched, may_rest
from crossbook.ledger.state import VERSION, Carried, State, shifted
from crossbook.ledger.worth import account_of, venue_of, worth

_TRIES: Final = 4
"""How many of those that ended are looked at to forget one."""


class Book(Nodes):
    """Joins facts, and remembers those orders that may rest, and the last so many that ended."""

    def __init__(self, keep_ended: int) -> None:
        super().__init__()
        self.keep_ended = keep_ended
        self.carried: dict[tuple[str, str | None, str | None], Carried] = {}
        self._open: dict[str, None] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()
        """Oldest first. (A dict takes ever longer to give its first, once many were taken out.)"""
        self._unsettled: dict[str, dict[str, None]] = {}
        """By venue and name: placements of which nothing tells for certain what they made."""

    def fold(self, fact: Fact) -> None:
        """Take a fact in."""
        key = fact.key
        others: tuple[str, ...] = ()
        known = self.records.get(key)
        if known is None:
            known = Record(key=key)
            others = self._begin(known)
        if (reference := fact.reference) is not None and reference not in known.references:
            self._call(known, reference)
        join(known, fact)
        self._put(key, known)
        if others:
            self._put_again(others)

    def _begin(self, known: Record) -> tuple[str, ...]:
        """Take note of a node of which nothing was known. Gives what may count otherwise now."""
        key = known.key
        self.records[key] = known
        if kind_of(key) != PLACEMENT:
            return ()
        if known.shares_name:
            self._namesakes.keep_apart(key)
        others = self._namesakes.add(key)
        for other in others:
            self._take_out(other)
        known.shares_name = known.shares_name or self._namesakes.is_apart(key)
        return others

    def _put_again(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            if (known := self.records.get(key)) is not None:
                self._put(key, known)

    def _call(self, known: Record, reference: str) -> None:
        """Take note of a name that a node carries."""
        name = name_of(known, reference)
        carriers = self._named.get(name)
        if carriers is None:
            self._named[name] = {known.key: None}
        else:
            carriers[known.key] = None
        if known.key in self._open and kind_of(known.key) == PLACEMENT:
            self._unsettled.setdefault(name, {})[known.key] = None

    def fold_listing(self, listing: Listing) -> None:
        """Take in that everything that rests was read, after what stood in it."""
        account = account_key(listing.venue, listing.account)
        self.listed[account] = max(listing.began_at, self.listed.get(account, listing.began_at))
        for key in [key for key in self._open if not self.rests(self.records[key])]:
            self._end(key)

    def _put(self, key: str, known: Record) -> None:
        """Keep a node with those that may rest, or with those that ended."""
        kind = key[0]
        if kind == ORDER:
            if not known.references:
                self._nameless[key] = None
            elif self._nameless:
                self._nameless.pop(key, None)
            self._keep(key, is_open=self._may_rest(known))
        elif kind == PLACEMENT:
            self._put_placement(key, known)
        else:
            self._keep(key, is_open=False)

    def _put_placement(self, key: str, known: Record) -> None:
        if not self._namesakes.are_some_one:
            is_open = may_rest(known)
            if is_open and key in self._open:
                return
            self._settle(known, is_open=is_open)
            self._keep(key, is_open=is_open)
            if not is_open:
                self._look_again(known.links)
            return
        head = self._namesakes.head(key)
        if head != key:
            # It counts under the other, and goes where that goes.
            self._take_out(key)
            known = self.records[head]
        others = self._namesakes.others(head)
        is_open = may_rest(known) and all(may_rest(self.records[other]) for other in others)
        self._settle(self.seen(known) if others else known, is_open=is_open)
        links = () if is_open else self.seen(known).links if others else known.links
        self._keep(head, is_open=is_open)
        self._look_again(links)

    def _look_again(self, links: tuple[str, ...]) -> None:
        for link in links:
            # What is said of a placement may be all that is said of its order.
            if link in self._open and not self._may_rest(self.records[link]):
                self._end(link)

    def _take_out(self, key: str) -> None:
        self._settle(self.records[key], is_open=False)
        self._open.pop(key, None)
        self._ended.pop(key, None)

    def _may_rest(self, order: Record) -> bool:
        """Say whether an order may rest by what is known of it and of its placement."""
        return may_rest(order) and not (order.links and self._is_over_as_placed(order))

    def _keep(self, key: str, *, is_open: bool) -> None:
        if is_open:
            # What was not over for lack of a list may be over already.
            self._open[key] = None
            self._ended.pop(key, None)
        else:
            self._end(key)

    def _settle(self, known: Record, *, is_open: bool) -> None:
        if not is_open and not self._unsettled:
            return
        for reference in known.references:
            name = name_of(known, reference)
            if is_open:
                self._unsettled.setdefault(name, {})[known.key] = None
            elif (unsettled := self._unsettled.get(name)) is not None:
                unsettled.pop(known.key, None)
                if not unsettled:
                    del self._unsettled[name]

    def _end(self, key: str) -> None:
        self._open.pop(key, None)
        ended = self._ended
        if key in ended:
            return
        ended[key] = None
        for _ in range(_TRIES):
            if len(ended) <= self.keep_ended:
                return
            oldest = ended.popitem(last=False)[0]
            if not self._forget(oldest):
                ended[oldest] = None

    def _forget(self, key: str) -> bool:
        """Forget a node, but for what it cost. Not while it rests, or while it is all that shows how something else stands."""
        own, is_placement = self.records[key], kind_of(key) == PLACEMENT
        if (may_rest(own) if is_placement else self._may_rest(own)) and self.rests(own):
            self._open[key] = None
            return True
        known = self.seen(own)
        names = [name_of(known, reference) for reference in known.references]
        waiting = [self.records[each] for name in names for each in self._unsettled.get(name, ()) if each != key] if self._unsettled else ()
        if waiting and any(self._is_made_by(placement, known) for placement in waiting):
            return False
        if is_placement and not all(map(self._is_done_with, known.links)):
            return False
        self._carry(known)
        for placement in waiting:
            # By its name alone, nobody could tell any more that there was another.
            placement.shares_name = placement.shares_name or not is_spoken_for(known, placement)
        gone: tuple[str, ...] = (key,)
        if is_placement:
            # A list may have ended it, which settles nothing.
            self._settle(known, is_open=False)
            gone = (key, *self._namesakes.others(key))
            for other in self._namesakes.forget(key):
                self.records[other].shares_name = True
        for each in gone:
            del self.records[each]
            for name in names:
                carriers = self._named.get(name)
                if carriers is not None and carriers.pop(each, 1) is None and not carriers:
                    del self._named[name]
        self._nameless.pop(key, None)
        return True

    def _is_done_with(self, link: str) -> bool:
        """Forget an order of which its placement may be all that tells how large it is, or that it rests no more. False where it stays."""
        order = self.records.get(link)
        if order is None or not may_rest(order):
            return True
        if link not in self._ended or not self._forget(link):
            return False
        self._ended.pop(link, None)
        return link not in self._open

    def _is_made_by(self, placement: Record, known: Record) -> bool:
        bound = self.bound(placement)
        return bound is not None and (bound.key == known.key or known.key in bound.links)

    def _carry(self, known: Record) -> None:
        if not known.fills and known.filled is None and (known.whole is None or _has_order(known)):
            return
        vanished = kind_of(known.key) == PLACEMENT and not known.endings
        most = self.matched_at_once(known) if vanished else matched(known, rests=False)
        buys, gives = worth(known, certainly_matched(known) if most is None else most)
        if not buys and not gives:
            return
        where = (venue_of(known), account_of(known), self.where_of(known))
        held = self.carried.get(where)
        if held is None:
            self.carried[where] = Carried(venue=where[0], account=where[1], where=where[2], buys=buys, gives=gives)
        else:
            held.buys, held.gives = added(held.buys, buys), added(held.gives, gives)

    # ---- written down

    def state(self, shift: float = 0.0) -> State:
        """Write everything down: what may rest, and then what ended, oldest first."""
        order = [each for key in (*self._open, *self._ended) for each in (key, *self._namesakes.others(key))]
        return State(
            version=VERSION,
            records=[shifted(self.records[key], shift) for key in order],
            listed={account: moment + shift for account, moment in self.listed.items()},
            carried=list(self.carried.values()),
        )

    def load(self, state: State, now: float) -> None:
        """Take over what was written down, as if no time had passed since. What was under way then left by now, at the latest."""
        self.listed = {account: moment + now for account, moment in state.listed.items()}
        self.carried = {(each.venue, each.account, each.where): each for each in state.carried}
        for written in state.records:
            known = shifted(written, now)
            if kind_of(known.key) == PLACEMENT and known.left_at is None:
                known.left_at = now
            for reference in known.references:
                self._call(known, reference)
            others = self._begin(known)
            self._put(known.key, known)
            self._put_again(others)
        for key in [key for key in self._open if not self.rests(self.records[key])]:
            self._end(key)


def _has_order(known: Record) -> bool:
    """Say whether it is a placement whose order is known: then it is the order that was matched."""
    return kind_of(known.key) == PLACEMENT and any(kind_of(link) == ORDER for link in known.links)
