"""Mistakes of the code that pulls orders. Runs of `PullWorld` must find every one of them."""

from __future__ import annotations

from typing import Final

from simulation.mutant import Mutant

_DESK: Final = "crossbook.desk."

PULLING: Final = (
    Mutant(
        "what may still arrive is not waited for",
        f"{_DESK}survey",
        "return all(each.settles_at <= listed_at for each in survey.waiting)",
        "return True",
        "pull/",
    ),
    Mutant(
        "what carries its reference is it",
        f"{_DESK}under_way",
        'return reference is not None and (venue == "predictstreet" or _DRAWN.fullmatch(reference) is not None)',
        "return reference is not None",
        "pull/",
    ),
    Mutant(
        "what a venue says is cancelled does not rest",
        f"{_DESK}survey",
        "            self.has_moved, self.earlier = True, None\n",
        "            self.resting = ()\n",
        "pull/",
    ),
    Mutant(
        "any reference has the prefix",
        f"{_DESK}scopes",
        'return (order.user_reference or "").startswith(prefix)',
        "return bool(order.user_reference)",
        "pull/",
    ),
    Mutant(
        "an order of any game is of this one",
        f"{_DESK}scopes",
        "return None if told is None else told.casefold() == game.casefold()",
        "return None if told is None else True",
        "pull/",
    ),
    Mutant(
        "what cannot be listed does not rest",
        f"{_DESK}pulling",
        "        survey.unread, survey.earlier = answer.message, None\n        return answer\n",
        "        survey.listed((), moment)\n        survey.is_alone = True\n        return answer\n",
        "pull/",
    ),
    Mutant(
        "what was sent arrives in half the time",
        f"{_DESK}survey",
        "return Patience(clock=self.clock, arrives_within=self.arrives_within, sent_ago=self.sent_ago)",
        "return Patience(clock=self.clock, arrives_within=self.arrives_within / 2, sent_ago=self.sent_ago)",
        "pull/",
    ),
)
