"""What may rest is kept, and of what ended the last so many. Pure.

To forget is the only thing that takes something away. So it is written down beforehand: an interrupt may strike at any step of it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

import msgspec

from crossbook.core.facts import ORDER, PLACEMENT, kind_of
from crossbook.ledger.nodes import Nodes, name_of
from crossbook.ledger.records import Record
from crossbook.ledger.standing import added, certainly_matched, matched, may_rest
from crossbook.ledger.state import Carried
from crossbook.ledger.worth import account_of, venue_of, worth

_TRIES: Final = 4
"""How many of those that ended are looked at to forget one."""


class Forgotten(msgspec.Struct, frozen=True):
    """What is about to be forgotten, and all that stays of it."""

    keys: tuple[str, ...]
    carried: Carried | None


class Shelf(Nodes):
    """Keeps what may rest apart from what ended, and forgets the oldest of that."""

    def __init__(self, keep_ended: int) -> None:
        super().__init__()
        self.keep_ended = keep_ended
        self.carried: dict[tuple[str, str | None, str | None], Carried] = {}
        self._open: dict[str, None] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()
        """Oldest first. (A dict takes ever longer to give its first, once many were taken out.)"""
        self._unsettled: dict[str, dict[str, None]] = {}
        """By venue and name: placements of which nothing tells for certain what they made."""
        self._new = 0
        """How many ended since the last time that any were forgotten."""
        self._oldest: str | None = None
        """What is looked at, to be forgotten."""
        self._forgotten: Forgotten | None = None
        """What is being forgotten."""

    def trim(self) -> None:
        """Forget of those that ended what is too old by now."""
        if not self._new:
            return
        tries, self._new = _TRIES * self._new, 0
        ended = self._ended
        for _ in range(tries):
            if len(ended) <= self.keep_ended:
                return
            oldest = self._oldest = next(iter(ended))
            del ended[oldest]
            if not self._forget(oldest):
                ended[oldest] = None
            self._oldest = None

    def _may_rest(self, order: Record) -> bool:
        """Say whether an order may rest by what is known of it and of its placement."""
        return may_rest(order) and not (order.links and self._is_over_as_placed(order))

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
        if key not in self._ended:
            self._ended[key] = None
            self._new += 1

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
        self._strike_out(known, names, waiting)
        return True

    def _strike_out(self, known: Record, names: Sequence[str], waiting: Sequence[Record]) -> None:
        """Forget a node, whatever is said of it. `waiting` are placements that carry one of its `names`, and may have made anything."""
        key, is_placement = known.key, kind_of(known.key) == PLACEMENT
        for placement in waiting:
            # By its name alone, nobody could tell any more that there was another, nor whose it is what is told once more of that one.
            placement.shares_name = True
        gone: tuple[str, ...] = (key,)
        if is_placement:
            gone = (key, *self._namesakes.others(key))
            for other in self._namesakes.beside(key):
                self.records[other].shares_name = True
        # From this step on it is forgotten. Sums are written down whole: to do the rest again gives the same.
        self._forgotten = forgotten = Forgotten(gone, self._carried(known))
        if forgotten.carried is not None:
            self.carried[place_of(forgotten.carried)] = forgotten.carried
        if is_placement:
            # A list may have ended it, which settles nothing.
            self._settle(known, is_open=False)
            self._namesakes.forget(key)
        for each in gone:
            del self.records[each]
            for name in names:
                carriers = self._named.get(name)
                if carriers is not None and carriers.pop(each, 1) is None and not carriers:
                    del self._named[name]
        self._nameless.pop(key, None)
        self._forgotten = None

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

    def _carried(self, known: Record) -> Carried | None:
        """Sum up what was matched where a node is, with that node; None where it adds nothing."""
        if not known.fills and known.filled is None and (known.whole is None or _has_order(known)):
            return None
        vanished = kind_of(known.key) == PLACEMENT and not known.endings
        most = self.matched_at_once(known) if vanished else matched(known, rests=False)
        buys, gives = worth(known, certainly_matched(known) if most is None else most)
        if not buys and not gives:
            return None
        where = (venue_of(known), account_of(known), self.where_of(known))
        held = self.carried.get(where)
        if held is not None:
            buys, gives = added(held.buys, buys), added(held.gives, gives)
        return Carried(venue=where[0], account=where[1], where=where[2], buys=buys, gives=gives)


def place_of(carried: Carried) -> tuple[str, str | None, str | None]:
    """Say where a sum is of."""
    return carried.venue, carried.account, carried.where


def _has_order(known: Record) -> bool:
    """Say whether it is a placement whose order is known: then it is the order that was matched."""
    return kind_of(known.key) == PLACEMENT and any(kind_of(link) == ORDER for link in known.links)
