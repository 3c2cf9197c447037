"""Everything that was learnt, node by node, and what it comes to. Pure.

Placements whose name is not theirs alone are held against orders that carry the name when somebody asks, not when they are learnt:
so it does not matter what was learnt first. A placement of that name stands for the one order that carries it where there is one
of each, they fit, and the order was not there before the placement left.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from crossbook.core.facts import ORDER, PLACEMENT, TAKEN, Fact, Listing, kind_of
from crossbook.ledger.naming import fits, is_spoken_for
from crossbook.ledger.records import Record, join
from crossbook.ledger.standing import added, certainly_matched, is_too_late, less, matched, may_rest, total
from crossbook.ledger.state import VERSION, Carried, State, shifted
from crossbook.ledger.worth import account_of, venue_of, worth

_MOST_OF_A_NAME: Final = 32
"""How much may carry a name of which anything is believed by the name."""
_TRIES: Final = 4
"""How many of those that ended are looked at to forget one."""


class Book:
    """Joins facts, and remembers those orders that may rest, and the last so many that ended."""

    def __init__(self, keep_ended: int) -> None:
        self.keep_ended = keep_ended
        self.records: dict[str, Record] = {}
        self.carried: dict[tuple[str, str | None, str | None], Carried] = {}
        self.listed: dict[str, float] = {}
        self._open: dict[str, None] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()
        """Oldest first. (A dict takes ever longer to give its first, once many were taken out.)"""
        self._nameless: dict[str, None] = {}
        """Orders of which nobody has told the name."""
        self._unsettled: dict[str, dict[str, None]] = {}
        """By venue and name: placements of which nothing tells for certain what they made."""
        self._named: dict[str, dict[str, None]] = {}
        """By venue and name: what carries it."""

    def fold(self, fact: Fact) -> None:
        """Take a fact in."""
        key = fact.key
        known = self.records.get(key)
        if known is None:
            known = self.records[key] = Record(key=key)
        if (reference := fact.reference) is not None and reference not in known.references:
            self._call(known, reference)
        join(known, fact)
        self._put(key, known)

    def _call(self, known: Record, reference: str) -> None:
        """Take note of a name that a node carries."""
        name = _name(known, reference)
        carriers = self._named.get(name)
        if carriers is None:
            self._named[name] = {known.key: None}
        else:
            carriers[known.key] = None

    def fold_listing(self, listing: Listing) -> None:
        """Take in that everything that rests was read, after what stood in it."""
        account = _account(listing.venue, listing.account)
        self.listed[account] = max(listing.began_at, self.listed.get(account, listing.began_at))
        for key in [key for key in self._open if not self.rests(self.records[key])]:
            self._end(key)

    def _put(self, key: str, known: Record) -> None:
        if kind_of(key) == ORDER:
            if not known.references:
                self._nameless[key] = None
            elif self._nameless:
                self._nameless.pop(key, None)
        is_open = may_rest(known)
        if kind_of(key) == PLACEMENT:
            self._settle(key, known, is_open=is_open)
        if is_open:
            # What was not over for lack of a list may be over already.
            self._open[key] = None
            self._ended.pop(key, None)
        else:
            self._end(key)

    def _settle(self, key: str, known: Record, *, is_open: bool) -> None:
        for reference in known.references:
            if is_open:
                self._unsettled.setdefault(_name(known, reference), {})[key] = None
            elif (unsettled := self._unsettled.get(_name(known, reference))) is not None:
                unsettled.pop(key, None)
                if not unsettled:
                    del self._unsettled[_name(known, reference)]

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
        """Forget a node, but for what it cost. Not while it rests, or while it is all that shows that a placement does not."""
        known = self.records[key]
        names = [_name(known, reference) for reference in known.references]
        waiting = [self.records[each] for name in names for each in self._unsettled.get(name, ()) if each != key]
        if may_rest(known) and self.rests(known):
            self._open[key] = None
            return True
        if any(self._is_made_by(placement, known) for placement in waiting):
            return False
        self._carry(known)
        for placement in waiting:
            # By its name alone, nobody could tell any more that there was another.
            placement.shares_name = placement.shares_name or not is_spoken_for(known, placement)
        if kind_of(key) == PLACEMENT:
            self._settle(key, known, is_open=False)
        for name in names:
            carriers = self._named[name]
            carriers.pop(key, None)
            if not carriers:
                del self._named[name]
        self._nameless.pop(key, None)
        del self.records[key]
        return True

    def _is_made_by(self, placement: Record, known: Record) -> bool:
        bound = self.bound(placement)
        return bound is not None and (bound is known or known.key in bound.links)

    def _carry(self, known: Record) -> None:
        if known.whole is None and known.filled is None and not known.fills:
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

    def where_of(self, known: Record) -> str | None:
        """Say in which game or market it is: an edit does not say it of the new order, which is where the old one was."""
        # What an edit was to make is where the old order was, whatever its caller took the game for.
        near = [*(self.records[key] for key in known.replaces if key in self.records), known]
        seen = {each.key for each in near}
        for each in near:
            if each.where:
                return each.where[0]
            for link in (*each.replaces, *each.links):
                if link not in seen and (other := self.records.get(link)) is not None:
                    seen.add(link)
                    near.append(other)
        return None

    # ---- what it comes to

    def open(self) -> list[Record]:
        """Give whatever may rest, by key: orders, and placements that may have made one."""
        # What a list or a name closed may be opened again by what is learnt of others, so all of them are looked at.
        return sorted((known for known in self.records.values() if self.rests(known)), key=lambda known: known.key)

    def rests(self, known: Record) -> bool:
        """Say whether a node may rest."""
        listed_at = self._listed_at(known)
        if not may_rest(known, listed_at):
            return False
        if kind_of(known.key) != PLACEMENT:
            return not self._is_cancelled_by_name(known)
        bound = self.bound(known)
        if bound is not None and kind_of(bound.key) == ORDER:
            return False
        if is_too_late(known, listed_at) and not self._may_be_nameless(known):
            return False
        left = self.left_of(known)
        return left is None or left > 0

    def _is_cancelled_by_name(self, order: Record) -> bool:
        """Say whether the placement that made an order is said to be cancelled, by a feed that names nothing but the placement."""
        made_by = [self.records[link] for link in order.links if kind_of(link) == PLACEMENT and link in self.records]
        if len(made_by) != 1 or "cancelled" not in made_by[0].endings:
            return False
        return order.open_at is None or made_by[0].ended_at is None or order.open_at <= made_by[0].ended_at

    def _may_be_nameless(self, placement: Record) -> bool:
        """Say whether a placement may be an order that rests, and of which nobody has told the name."""
        others = (self.records[key] for key in self._nameless)
        return any(may_rest(each, self._listed_at(each)) and fits(placement, each) for each in others if each.key not in placement.replaces)

    def left_of(self, placement: Record) -> Decimal | None:
        """Say how much of a placement may rest: what was sent, without what is known to have been taken."""
        if placement.whole is None:
            return None
        taken = total(matched(node, rests=False) or Decimal(0) for node in self._taken(placement))
        return less(placement.whole, taken)

    def matched_at_once(self, placement: Record) -> Decimal | None:
        """Say how much a placement took at most that no other node counts; None where nobody can say."""
        told = certainly_matched(placement)
        if any(kind_of(link) == ORDER for link in placement.links):
            return told
        left, bound = self.left_of(placement), self.bound(placement)
        if left is None:
            return None
        if bound is None or kind_of(bound.key) != ORDER or bound.whole is None:
            return max(told, left)
        # Its order was found by name, and may be what it did not take.
        return max(told, less(left, bound.whole))

    def _taken(self, placement: Record) -> Iterator[Record]:
        bound = self.bound(placement)
        links = placement.links if bound is None else (*placement.links, bound.key, *bound.links)
        for link in dict.fromkeys(links):
            if kind_of(link) == TAKEN and (node := self.records.get(link)) is not None:
                yield node

    def bound(self, placement: Record) -> Record | None:
        """Find what a placement made, by its name alone; None where that is not certain."""
        if placement.shares_name or len(placement.references) != 1 or any(kind_of(link) != PLACEMENT for link in placement.links):
            return None
        carriers = self._named.get(_name(placement, placement.references[0]), {})
        if len(carriers) > _MOST_OF_A_NAME:
            return None
        found: list[Record] = []
        for key in carriers:
            other = self.records[key]
            if other is placement or is_spoken_for(other, placement):
                continue
            if kind_of(key) == PLACEMENT or len(found) == 2:  # noqa: PLR2004 - as below
                return None
            found.insert(0 if kind_of(key) == ORDER else len(found), other)
        if not found or not all(fits(placement, each) for each in found):
            return None
        # At most one order, and with it what was taken before it rested.
        if len(found) == 1 or (len(found) == 2 and found[1].key in found[0].links and kind_of(found[1].key) == TAKEN):  # noqa: PLR2004
            return found[0]
        return None

    def _listed_at(self, known: Record) -> float | None:
        accounts = known.accounts
        if len(accounts) > 1:
            return None
        return self.listed.get(_account(venue_of(known), accounts[0] if accounts else None))

    def by_reference(self, venue: str, reference: str) -> list[Record]:
        """Give whatever carries a name."""
        return [self.records[key] for key in self._named.get(f"{venue}|{reference}", {})]

    # ---- written down

    def state(self, shift: float = 0.0) -> State:
        """Write everything down, oldest endings first."""
        order = [*self._ended, *self._open]
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
            self.records[known.key] = known
            for reference in known.references:
                self._call(known, reference)
            self._put(known.key, known)
        for key in [key for key in self._open if not self.rests(self.records[key])]:
            self._end(key)


def _name(known: Record, reference: str) -> str:
    return f"{venue_of(known)}|{reference}"


def _account(venue: str, account: str | None) -> str:
    return venue if account is None else f"{venue}|{account}"
