"""Everything that was learnt, node by node: what may rest is kept, and of what ended the last so many. Pure.

An interrupt may strike at any step. The records lose nothing by it: to join a fact again gives the same, however much of it was joined.
All else is worked out of them, and can be worked out anew. Only to forget takes something away, so that is written down beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossbook.core.facts import ORDER, PLACEMENT, Fact, Learnt, Listing, kind_of
from crossbook.ledger.nodes import account_key, name_of
from crossbook.ledger.records import Record, join
from crossbook.ledger.shelf import Shelf, place_of
from crossbook.ledger.standing import may_rest
from crossbook.ledger.state import VERSION, State, shifted


class Book(Shelf):
    """Joins facts, and remembers those orders that may rest, and the last so many that ended."""

    def fold(self, fact: Fact) -> None:
        """Take a fact in."""
        self._learn(fact)
        self.trim()

    def fold_listing(self, listing: Listing) -> None:
        """Take in that everything that rests was read, after what stood in it."""
        self._learn_listing(listing)
        self.trim()

    def learn(self, each: Learnt) -> None:
        """Take in one thing, and forget nothing for it: so it may be taken in again, by this or by what is made `again` of it."""
        if isinstance(each, Fact):
            self._learn(each)
        else:
            self._learn_listing(each)

    def _learn(self, fact: Fact) -> None:
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

    def _learn_listing(self, listing: Listing) -> None:
        account = account_key(listing.venue, listing.account)
        self.listed[account] = max(listing.began_at, self.listed.get(account, listing.began_at))
        self._end_by_lists()

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

    def _keep(self, key: str, *, is_open: bool) -> None:
        if is_open:
            # What was not over for lack of a list may be over already.
            self._open[key] = None
            self._ended.pop(key, None)
        else:
            self._end(key)

    # ---- written down

    def state(self, shift: float = 0.0) -> State:
        """Write everything down: what may rest, and then what ended, oldest first."""
        return State(
            version=VERSION,
            records=[shifted(self.records[key], shift) for key in self._with_others((*self._open, *self._ended))],
            listed={account: moment + shift for account, moment in self.listed.items()},
            carried=list(self.carried.values()),
        )

    def load(self, state: State, now: float) -> None:
        """Take over what was written down, as if no time had passed since. What was under way then left by now, at the latest."""
        self.listed = {account: moment + now for account, moment in state.listed.items()}
        self.carried = {place_of(each): each for each in state.carried}
        for written in state.records:
            known = shifted(written, now)
            if kind_of(known.key) == PLACEMENT and known.left_at is None:
                known.left_at = now
            self._bring(known)
        self._end_by_lists()
        self.trim()

    def again(self) -> Book:
        """Make the same anew out of the records, where what is worked out of them may be half done."""
        made = Book(self.keep_ended)
        made.listed, made.carried = dict(self.listed), dict(self.carried)
        gone: tuple[str, ...] = ()
        if (forgotten := self._forgotten) is not None:
            gone = forgotten.keys
            if forgotten.carried is not None:
                made.carried[place_of(forgotten.carried)] = forgotten.carried
        # What ended last is kept longest: of what may rest, something may have ended just now. What is with neither is the oldest, or new.
        for key in dict.fromkeys((self._oldest, *self._with_others(self._ended), *self._with_others(self._open), *self.records)):
            if key is not None and key not in gone and (known := self.records.get(key)) is not None:
                made._bring(known)
        made._end_by_lists()
        made._new = max(0, len(made._ended) - made.keep_ended)
        return made

    def _with_others(self, keys: Iterable[str]) -> Iterator[str]:
        return (each for key in keys for each in (key, *self._namesakes.others(key)))

    def _bring(self, known: Record) -> None:
        for reference in known.references:
            self._call(known, reference)
        others = self._begin(known)
        self._put(known.key, known)
        self._put_again(others)

    def _end_by_lists(self) -> None:
        for key in [key for key in self._open if not self.rests(self.records[key])]:
            self._end(key)
