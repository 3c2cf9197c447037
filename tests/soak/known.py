"""What a program knows of its orders by outcomes alone: which may rest. Kept for one life of the venue at a time."""

from __future__ import annotations

from random import Random

import attrs

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelUnknown,
    Edited,
    EditUnknown,
    NotCancelled,
    NotEdited,
    NotPlaced,
    Outcome,
    Placed,
    PlaceUnknown,
)


@attrs.define
class Known:
    """Orders of one account."""

    resting: dict[str, int] = attrs.Factory(dict[str, int])
    """Where each order that may rest stands in `listed`."""
    listed: list[str] = attrs.Factory(list[str])
    references: dict[str, str | None] = attrs.Factory(dict[str, str | None])
    """What each order that may rest was called when it was placed."""
    elsewhere: set[str] = attrs.Factory(set[str])
    """Orders that may be of the life before: a command that began in that told of them."""
    unknown: set[str] = attrs.Factory(set[str])
    """References of placements of which nobody knows."""

    def learn(self, outcome: Outcome) -> None:  # noqa: C901 - one match over a closed union
        """Take in one outcome."""
        match outcome:
            case Placed(order_id=order_id):
                if order_id is not None and outcome.may_be_open:
                    self._add(order_id, outcome.user_reference)
            case PlaceUnknown():
                if outcome.user_reference is not None:
                    self.unknown.add(outcome.user_reference)
            case Cancelled() | NotCancelled():
                if not outcome.may_be_open:
                    self._remove(outcome.order_id)
            case Edited(old=old, new=new) | CancelledNotReplaced(old=old, new=new) | NotEdited(old=old, new=new):
                self.learn(old)
                if new is not None:
                    self.learn(new)
            case EditUnknown(old=old, new=new):
                self.learn(old)
                if new is not None:
                    self.learn(new)
            case NotPlaced() | CancelUnknown():
                pass

    def learn_late(self, outcome: Outcome) -> None:
        """Take in what a command came to that began in the life before, and may have acted in either."""
        before = set(self.resting)
        self.learn(outcome)
        self.elsewhere |= self.resting.keys() - before

    def drawn(self, chance: Random, most: int) -> list[str]:
        """Draw some orders that may rest."""
        count = min(most, len(self.listed))
        return list({self.listed[chance.randrange(len(self.listed))] for _ in range(count)})

    def may_rest(self, order_id: str, reference: str | None) -> bool:
        """Say whether whoever believes the outcomes reckons with an order."""
        return order_id in self.resting or reference in self.unknown

    def _add(self, order_id: str, reference: str | None) -> None:
        if order_id not in self.resting:
            self.resting[order_id] = len(self.listed)
            self.references[order_id] = reference
            self.listed.append(order_id)

    def _remove(self, order_id: str) -> None:
        place = self.resting.pop(order_id, None)
        if place is None:
            return
        del self.references[order_id]
        last = self.listed.pop()
        if last != order_id:
            self.listed[place], self.resting[last] = last, place
