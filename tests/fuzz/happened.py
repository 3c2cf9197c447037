"""What came of one call, for the judge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import attrs

from fuzz.answers import Delivered, delivered
from fuzz.calls import is_object_id, is_uuid
from fuzz.http_server import Seen
from fuzz.scenario import Step, Venue


@attrs.frozen
class Happened:
    """A call, what the server saw of it, and what it returned or raised."""

    venue: Venue
    step: Step
    value: object
    error: BaseException | None
    seconds: float
    seen: Sequence[Seen]
    token_before: str | None
    token_after: str | None

    @property
    def call(self) -> str:
        return self.step.call

    def reply(self, place: int = 0) -> Delivered | None:
        """Give what was delivered in answer to a request; None where the server saw no such request."""
        return delivered(self.seen[place].answer) if place < len(self.seen) else None

    @property
    def given(self) -> list[str]:
        """The ids that were asked for, in the order asked."""
        first = self.step.args[0] if self.step.args else ()
        return [str(one) for one in cast("Sequence[object]", first)] if isinstance(first, list | tuple) else [str(first)]

    def possible(self, order_id: str) -> bool:
        return (is_object_id if self.venue == "fourcasters" else is_uuid)(order_id)

    @property
    def sent(self) -> list[str]:
        """The ids that should go out: possible ones, each once."""
        found: dict[str, str] = {}
        for order_id in self.given:
            if self.possible(order_id):
                found.setdefault(order_id.lower(), order_id)
        return list(found.values())
