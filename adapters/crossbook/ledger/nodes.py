"""What is known, node by node, and what it comes to when somebody asks. Pure.

Placements whose name is not theirs alone are held against orders that carry the name when somebody asks, not when they are learnt:
so it does not matter what was learnt first. A placement of that name stands for the one order that carries it where there is one
of each, they fit, and the order was not there before the placement left.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from typing import Final

import msgspec

from crossbook.core.facts import ORDER, PLACEMENT, TAKEN, kind_of
from crossbook.ledger.namesakes import Namesakes, are_one
from crossbook.ledger.naming import fits, is_spoken_for
from crossbook.ledger.records import Record, merged
from crossbook.ledger.standing import certainly_matched, is_too_late, less, matched, may_rest, surely_gone, total
from crossbook.ledger.worth import venue_of

_OF_AN_EDIT: Final = frozenset(("intent", "outcome"))
"""What tells of the order that an edit cancels: that it was sent, and what it came to."""
_MOST_OF_A_NAME: Final = 32
"""How much may carry a name of which anything is believed by the name."""


class Nodes:
    """Says what the records come to. Whoever asks of a node asks with its record; what others say of it is looked up."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.listed: dict[str, float] = {}
        """By account: when the last read of all that rests was begun."""
        self._namesakes = Namesakes()
        self._nameless: dict[str, None] = {}
        """Orders of which nobody has told the name."""
        self._named: dict[str, dict[str, None]] = {}
        """By venue and name: what carries it."""

    def counted(self) -> Iterator[Record]:
        """Give the records that count by themselves."""
        return (known for key, known in self.records.items() if self._namesakes.head(key) == key)

    def open(self) -> list[Record]:
        """Give whatever may rest, by key: orders, and placements that may have made one."""
        # What a list or a name closed may be opened again by what is learnt of others, so all of them are looked at.
        return sorted((known for known in self.counted() if self.rests(known)), key=lambda known: known.key)

    def by_reference(self, venue: str, reference: str) -> list[Record]:
        """Give whatever carries a name."""
        keys = self._named.get(f"{venue}|{reference}", {})
        return [self.records[key] for key in dict.fromkeys(map(self._namesakes.head, keys))]

    def seen(self, known: Record) -> Record:
        """Give a record as it counts: of a placement, all of its records; of an order, with what only its placement says."""
        kind = known.key[0]
        if kind == PLACEMENT:
            others = self._namesakes.others(known.key) if self._namesakes.are_some_one else ()
            return reduce(merged, (self.records[key] for key in others), known) if others else known
        return self._as_placed(known) if kind == ORDER and known.links else known

    def made(self, order: Record) -> list[Record]:
        """Give the placements that are said to have made an order, as they count."""
        links = order.links
        if len(links) == 1:  # As nearly always.
            known = self.records.get(self._namesakes.head(links[0])) if links[0][0] == PLACEMENT else None
            return [] if known is None else [self.seen(known)]
        keys = [link for link in links if link[0] == PLACEMENT]
        if not keys:
            return []
        if len(keys) > 1 or self._namesakes.are_some_one:
            keys = list(dict.fromkeys(map(self._namesakes.head, keys)))
        return [self.seen(known) for key in keys if (known := self.records.get(key)) is not None]

    def _as_placed(self, order: Record) -> Record:
        links = self._namesakes.heads_of(order.links)
        if order.whole is not None and order.accounts and order.prices and order.sides:
            return order if links == order.links else msgspec.structs.replace(order, links=links)
        made = self.made(order)
        if not made:
            return order if links == order.links else msgspec.structs.replace(order, links=links)
        told = made[0] if len(made) == 1 else reduce(merged, made)
        return msgspec.structs.replace(
            order,
            links=links,
            accounts=order.accounts or told.accounts,
            market_types=order.market_types or told.market_types,
            sides=order.sides or told.sides,
            lines=order.lines or told.lines,
            prices=order.prices or told.prices,
            whole=told.whole if order.whole is None else order.whole,
        )

    def rests(self, known: Record) -> bool:
        """Say whether a node may rest."""
        if self._namesakes.head(known.key) != known.key:
            return False
        own = self.seen(known)
        listed_at = self._listed_at(own)
        if not may_rest(own, listed_at):
            return False
        if kind_of(own.key) != PLACEMENT:
            return not self._is_over_as_placed(known)
        bound = self.bound(known)
        if bound is not None and kind_of(bound.key) == ORDER:
            return False
        if is_too_late(own, listed_at) and not self._may_be_nameless(own):
            return False
        left = self.left_of(known)
        return left is None or left > 0

    def _is_over_as_placed(self, order: Record) -> bool:
        """Say whether what is known of the placement that made an order shows that it rests no more.

        A feed that names nothing but the placement may say that it is cancelled. And what was sent may be all that tells how large an
        order is, of which exact parts were matched.
        """
        made_by = self.made(order)
        if len(made_by) != 1:
            return False
        made = made_by[0]
        if order.whole is None and made.whole and not order.endings and surely_gone(order) >= made.whole:
            return True
        return "cancelled" in made.endings and (order.open_at is None or made.ended_at is None or order.open_at <= made.ended_at)

    def _may_be_nameless(self, placement: Record) -> bool:
        """Say whether a placement may be an order that rests, and of which nobody has told the name."""
        others = (self.records[key] for key in self._nameless)
        return any(may_rest(each, self._listed_at(each)) and fits(placement, each) for each in others if each.key not in placement.replaces)

    def left_of(self, placement: Record) -> Decimal | None:
        """Say how much of a placement may rest: what was sent, without what is known to have been taken."""
        own = self.seen(placement)
        if own.whole is None:
            return None
        taken = total(matched(node, rests=False) or Decimal(0) for node in self._taken(own))
        return less(own.whole, taken)

    def matched_at_once(self, placement: Record) -> Decimal | None:
        """Say how much a placement took at most that no other node counts; None where nobody can say."""
        own = self.seen(placement)
        told = certainly_matched(own)
        if any(kind_of(link) == ORDER for link in own.links):
            return told
        left, bound = self.left_of(own), self.bound(own)
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
        own = self.seen(placement)
        if own.shares_name or len(own.references) != 1 or any(kind_of(link) != PLACEMENT for link in own.links):
            return None
        carriers = self._named.get(name_of(own, own.references[0]), {})
        if len(carriers) > _MOST_OF_A_NAME or (len(carriers) == 1 and own.key in carriers):
            return None
        found: list[Record] = []
        for key in dict.fromkeys(map(self._namesakes.head, carriers)):
            if key == own.key or is_spoken_for(other := self.seen(self.records[key]), own):
                continue
            if kind_of(key) == PLACEMENT or len(found) == 2:  # noqa: PLR2004 - as below
                return None
            found.insert(0 if kind_of(key) == ORDER else len(found), other)
        if not found or not all(fits(own, each) for each in found):
            return None
        # At most one order, and with it what was taken before it rested.
        if len(found) == 1 or (len(found) == 2 and found[1].key in found[0].links and kind_of(found[1].key) == TAKEN):  # noqa: PLR2004
            return found[0]
        return None

    def where_of(self, known: Record) -> str | None:
        """Say in which game or market it is: an edit does not say it of the new order, which is where the old one was.

        That is so whatever its caller took the game for, unless nothing but the reply to the edit tells the old one's: then nobody knows.
        """
        if known.where and not known.replaces:
            return known.where[0]
        found = self._where(known)
        if found is None or not known.replaces or not known.where or found in known.where:
            return found
        return found if any(self._is_told_beside(key) for key in known.replaces) else None

    def _where(self, known: Record) -> str | None:
        near = [*(self.records[key] for key in known.replaces if key in self.records), known]
        seen = {each.key for each in near}
        for each in near:
            # What an edit's caller takes the game for says nothing.
            if each.where and not (each is known and known.replaces):
                return each.where[0]
            for key in self._beside(each):
                if key not in seen and (other := self.records.get(key)) is not None:
                    seen.add(key)
                    near.append(other)
        return None

    def _is_told_beside(self, key: str) -> bool:
        """Say whether the game of an order that was replaced is told by something else than the reply that says so, and but one."""
        old = self.records.get(key)
        return old is not None and len(old.where) <= 1 and (bool(old.links) or not _OF_AN_EDIT.issuperset(old.sources))

    def _beside(self, known: Record) -> tuple[str, ...]:
        """Give the nodes that are one with a node, or that it was to replace."""
        links = (*known.replaces, *known.links) if known.replaces else known.links
        if not self._namesakes.are_some_one:
            return links
        return tuple(key for link in (*links, *self._namesakes.others(known.key)) for key in (link, self._namesakes.head(link)))

    def _listed_at(self, known: Record) -> float | None:
        accounts, venue = known.accounts, venue_of(known)
        if len(accounts) <= 1:  # As nearly always.
            return self.listed.get(account_key(venue, accounts[0] if accounts else None))
        if not are_one(accounts):
            return None
        return max((self.listed[key] for each in accounts if (key := account_key(venue, each)) in self.listed), default=None)


def name_of(known: Record, reference: str) -> str:
    """Give the name that a node carries, at its venue."""
    key = known.key
    return key[2 : key.index("|", 2) + 1] + reference


def account_key(venue: str, account: str | None) -> str:
    """Name an account at a venue."""
    return venue if account is None else f"{venue}|{account}"
