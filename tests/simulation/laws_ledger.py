"""A ledger that hears everything that the calls do: at no moment does it say less than the venue holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from crossbook import Ledger
from crossbook.core.attempts import as_it_is
from crossbook.core.watching import Watchers
from crossbook.fourcasters.catalogue import CATALOGUE as FOURCASTERS
from crossbook.observing import CallBegan, Event, Intent, Pausing, Repeating
from crossbook.predictstreet.catalogue import CATALOGUE as PREDICTSTREET
from simulation.predictstreet_placing import WALLET
from simulation.timeline import Timeline
from simulation.venue import Creation, Venue

Amounts: TypeAlias = defaultdict[str, Decimal]

_SUMMED: Final = 3
"""Among how many looks one adds everything up, which takes as long as all the rest. The last one always does."""
_SAYING_NOTHING: Final = (CallBegan, Pausing, Repeating)
_LOOKS: Final = ("getBetByUserReference", "listOpenOrders")


class Bookkeeper:
    """Has a ledger hear a run, and holds it against the venue whenever somebody looks, or a call ends."""

    def __init__(self, name: str, venue: Venue, timeline: Timeline, ledger: Ledger | None = None) -> None:
        self._name = name
        self._venue = venue
        self._timeline = timeline
        self.ledger = Ledger(clock=lambda: timeline.now) if ledger is None else ledger
        self._hears_more = ledger is not None
        """Whether it is told of orders by others than the client, too."""
        catalogue = FOURCASTERS if name == "fourcasters" else PREDICTSTREET
        account = None if name == "fourcasters" else WALLET
        observers = (self.ledger, self._heard)
        self.watchers = Watchers(observers=observers, catalogue=catalogue, transport="rest", account=account, blot=as_it_is)
        self.found: list[tuple[str, str]] = []
        """The laws that were broken, each with the name of the order, if it is of one."""
        self._looks = 0
        self._is_summed = False
        """Whether everything was added up since it heard something that may say something of an order."""
        self._has_heard = True
        """Whether it heard such a thing since the last look."""
        self._known: set[str] = set()
        """What rested at the last look, and somebody could have told it of."""
        self._created: dict[str, Creation] = {}
        """By id: placements that made an order."""
        self._read = 0
        """How many of the placements at the venue are among these, or made none."""

    def _heard(self, event: Event) -> None:
        if not isinstance(event, _SAYING_NOTHING):
            self._has_heard = True
        # What was believed of the list before may have turned out wrong since.
        if isinstance(event, Intent) and event.operation in _LOOKS:
            self.look()

    @property
    def now(self) -> float:
        return self._timeline.now

    def look(self, *, at_the_end: bool = False) -> None:
        """Hold the ledger against the venue, now."""
        if self._has_heard or self._hears_more or len(self._venue.created) > self._read:
            self._has_heard, self._is_summed = False, False
            self._read_created()
            self.found += self._understated()
            self._looks += 1
        # Otherwise no more can rest than at the last look, and the ledger says the same.
        if not self._is_summed and (at_the_end or self._looks % _SUMMED == 0):
            self._is_summed = True
            self.found += self._understated_in_all()

    def broken(self, shared: Iterable[str]) -> Iterator[str]:
        """Give the laws that were broken, but for names that several orders have: by them, nobody can tell which is which."""
        names = frozenset(shared)
        for name, law in self.found:
            if not names or (name and name not in names):
                yield law

    def _understated(self) -> Iterator[tuple[str, str]]:
        self._known.clear()
        for order in self._venue.orders.ours(self._timeline.now):
            made = self._created.get(order.order_id.lower())
            known = self.ledger.order(self._name, order.order_id)
            if made is None and known is None:
                continue
            self._known.add(order.order_id)
            name = made.name if made is not None else order.scope.get("name", "")
            if known is None:
                carrying = self.ledger.by_reference(self._name, name)
                if not any(each.order_id is None and each.may_be_open and each.user_reference == name for each in carrying):
                    yield name, "an order rests of which the ledger knows nothing"
            elif not known.may_be_open:
                yield name, f"an order rests that the ledger takes for {known.ended}"
            elif known.resting is not None and known.resting < order.remaining:
                yield name, "more of an order rests than the ledger says"

    def _understated_in_all(self) -> Iterator[tuple[str, str]]:
        open_now = self.ledger.may_be_open()
        truth = sum(order.remaining for order in self._venue.orders.ours(self._timeline.now) if order.order_id in self._known)
        resting = [each.resting for each in open_now if each.resting is not None]
        if len(resting) == len(open_now) and sum(resting, Decimal(0)) < truth:
            yield "", "more rests than the ledger says, in all"
        yield from self._at_risk()

    def _read_created(self) -> None:
        """Take note of what was placed at the venue since the last look."""
        created = self._venue.created
        for each in created[self._read :]:
            if each.order_id is not None:
                self._created[each.order_id.lower()] = each
        self._read = len(created)

    def _at_risk(self) -> Iterator[tuple[str, str]]:
        """Hold what was matched against it as well, game by game: money, and at PredictStreet what sales give."""
        exposures = self.ledger.exposure()
        unsized = {each.where for each in exposures if each.unsized}
        if None in unsized:  # It may be in any game.
            return
        money, tokens = self._truth()
        for game in money.keys() | tokens.keys():
            # Of which game the order is that an edit made, no message says; it is counted beside the games then.
            said = [each for each in exposures if each.where in (game, None)]
            if game not in unsized and sum((each.resting + each.matched for each in said), Decimal(0)) < money[game]:
                yield "", "more is at risk in a game than the ledger says"
            if game not in unsized and sum((each.resting_tokens + each.matched_tokens for each in said), Decimal(0)) < tokens[game]:
                yield "", "more is sold in a market than the ledger says"

    def _truth(self) -> tuple[Amounts, Amounts]:
        """Give what is at risk in each game, and at PredictStreet in each market: money, and outcome tokens."""
        money, tokens = defaultdict[str, Decimal](Decimal), defaultdict[str, Decimal](Decimal)
        for each in self._venue.created:
            if self._name == "fourcasters":
                money[each.game] += each.taken
        for order_id, made in self._created.items():
            order = self._venue.orders.find(order_id)
            if order is None:
                continue
            held = order.filled + (order.remaining if order.rests(self._timeline.now) or order.how == "filled" else 0)
            if self._name == "fourcasters":
                money[made.game] += held
            elif order.scope["side"] == "buy":
                money[made.game] += held * Decimal(order.scope["price"])
            else:
                tokens[made.game] += held
        return money, tokens
