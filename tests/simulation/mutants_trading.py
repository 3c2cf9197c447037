"""Mistakes of our own code in what came with trading: looking up what is unknown, placing what is signed, other credentials."""

from __future__ import annotations

from typing import Final

from simulation.mutant import Mutant

_CORE: Final = "crossbook.core."
_FOURCASTERS: Final = "crossbook.fourcasters.orders."
_PREDICTSTREET: Final = "crossbook.predictstreet.orders."
_TRADING: Final = "crossbook.predictstreet.trading."

RESOLVING: Final = (
    Mutant("absence is believed at once", f"{_CORE}resolving", "return self.settles_at(evidence, asked_at) <= moment", "return True"),
    Mutant(
        "what is sent arrives a little sooner",
        f"{_CORE}resolving",
        "else asked_at - self.sent_ago) + self.arrives_within",
        "else asked_at - self.sent_ago) + self.arrives_within - 20",
    ),
    Mutant(
        "what nobody can date had left long before",
        f"{_CORE}resolving",
        "else asked_at - self.sent_ago)",
        "else asked_at - self.arrives_within)",
    ),
    Mutant(
        "when the last of several attempts left is forgotten",
        f"{_CORE}merging",
        "return msgspec.structs.replace(attempt, earlier=_what_leaves_it_open(earlier, effect))",
        "return msgspec.structs.replace(attempt, earlier=_what_leaves_it_open(earlier, effect), left_by=earlier.left_by)",
    ),
    Mutant(
        "what is read is as new as the end of the look",
        f"{_CORE}resolving",
        "partial(patience.has_settled, asked_at, began)",
        "partial(patience.has_settled, asked_at, began + 30)",
    ),
    Mutant(
        "nobody looks again after a read that failed",
        f"{_CORE}resolving",
        "if not patience.wait or not (due or (still and findings.missed)):",
        "if not patience.wait or not due:",
    ),
    Mutant(
        "nobody waits for what may arrive",
        f"{_CORE}resolving",
        "not (due or (still and findings.missed))",
        "not (still and findings.missed)",
    ),
    Mutant(
        "a list that could not be read is empty",
        f"{_FOURCASTERS}sightings",
        "    result = yield from read(bindings.get_unmatched())\n    return result if isinstance(result, CrossbookError)",
        "    result = yield from read(bindings.get_unmatched())\n    return () if isinstance(result, CrossbookError)",
    ),
    Mutant(
        "a foreign order's reference is believed",
        f"{_FOURCASTERS}sightings",
        'if not references <= {None, "", reference}:',
        "if False:",
    ),
    Mutant(
        "a refusal that says nothing of the order is one",
        f"{_FOURCASTERS}sightings",
        " and is_documented(request, result):\n            return _said_of_the_order(result) or result\n",
        ":\n            found = isinstance(result, NotFound)\n"
        "            return NotCancelledReason.NOT_FOUND if found else NotCancelledReason.NOT_OWNED\n",
    ),
    Mutant(
        "one that is cancelled by the look-up and filled by the list is cancelled",
        f"{_FOURCASTERS}resolving_cancels",
        "case bindings.LookupOrderDetail(cancelled=True) as order:",
        "case bindings.LookupOrderDetail() as order:",
    ),
    Mutant(
        "a cancel that may still arrive has not",
        f"{_FOURCASTERS}resolving_cancels",
        '    if not settled:\n        return undecided(unknown, "it rests, and the cancel may still arrive")\n',
        "",
    ),
    Mutant("bets are nothing of a placement", f"{_FOURCASTERS}resolving_places", "if not resting and not bets:", "if not resting:"),
    Mutant(
        "pages after the first are not read",
        f"{_PREDICTSTREET}sightings",
        "following, count = page.following, count + 1",
        "following, count = None, count + 1",
    ),
    Mutant(
        "a list of which a page failed is whole",
        f"{_PREDICTSTREET}sightings",
        "        except CrossbookError as error:\n            return error",
        "        except CrossbookError:\n            following = None\n            break",
    ),
    Mutant(
        "Cancelled is said of one that filled",
        f"{_PREDICTSTREET}resolving_cancels",
        "if reason is None:\n        return Cancelled",
        'if reason is None or state == "FILLED":\n        return Cancelled',
    ),
    Mutant(
        "an order that rests is said to rest, whatever comes",
        f"{_PREDICTSTREET}resolving_cancels",
        "    if state in RESTING:\n        if not settled:",
        "    if state in RESTING:\n        if False:",
    ),
    Mutant(
        "a placement is in no list that was read",
        f"{_PREDICTSTREET}resolving_places",
        "_carrying(name, seen.resting), _carrying(name, history)\n",
        '_carrying(name, seen.resting), _carrying("", history)\n',
    ),
)

PLACING: Final = (
    Mutant(
        "an order that is signed anew has a name of its own",
        f"{_TRADING}placing",
        "made = yield from drafted(self._knowledge, order, identity, self._at, each.call, newer_than=newer_than)",
        "named = OrderIdentity(salt=identity.salt + 1, client_order_id=identity.client_order_id + '-2')\n"
        "                identity = named if newer_than else identity\n"
        "                made = yield from drafted(self._knowledge, order, identity, self._at, each.call, newer_than=newer_than)",
    ),
    Mutant(
        "an order that was stored is sent without a look",
        f"{_TRADING}placing",
        "if not handed or self._stop:",
        "if True:",
    ),
    Mutant(
        "an order that was stored is sent although nobody could look",
        f"{_TRADING}placing",
        "if outcome is None and problem is not None:",
        "if False:",
    ),
    Mutant(
        "another order's fields are believed of a name that was used",
        f"{_TRADING}placing",
        "self._outcomes |= {position: without_signatures(outcome) for position, outcome in changed.items()}",
        "pass",
    ),
    Mutant(
        "an order that was stored has a name that nobody used",
        f"{_TRADING}asking",
        "return isinstance(self.order, PreparedOrder) or",
        "return isinstance(self.order, NewOrder) and",
    ),
    Mutant(
        "an order of a caller's name is its own where nobody could look",
        f"{_TRADING}verifying",
        "if isinstance(row, str) or row.id is None or same(row.id) != same(order_id):",
        "if isinstance(row, str):\n            continue\n        if row.id is None or same(row.id) != same(order_id):",
    ),
    Mutant(
        "an order that is older than its placement is that placement",
        "crossbook.predictstreet.orders.looking_up",
        "created < made.prepared_at - SLACK:",
        "False:",
    ),
    Mutant(
        "another wallet's list is this one's",
        f"{_PREDICTSTREET}listing",
        "if is_anothers(told, wallet):\n        raise page",
        "if False:\n        raise page",
    ),
    Mutant(
        "a 403 without the venue's body is believed",
        f"{_TRADING}refusals",
        "result.status == TOO_MANY or is_the_venues_own(request, result):",
        "result.status in (TOO_MANY, 403) or is_the_venues_own(request, result):",
    ),
    Mutant(
        "entries of a batch are told apart by their place",
        f"{_PREDICTSTREET}place_replies",
        "        own = named.get(name)\n",
        "        own = entries[position : position + 1]\n",
    ),
    Mutant(
        "an entry without a name counts by its place, whatever else is named",
        f"{_PREDICTSTREET}place_replies",
        "counts = in_place and bool(named)",
        "counts = len(entries) == len(asked)",
    ),
    Mutant(
        "a rejection of a repeat is one of the first time",
        f"{_PREDICTSTREET}place_replies",
        "    if after_repeat:\n        # What",
        "    if False:\n        # What",
    ),
    Mutant(
        "a rejection with an order is a rejection",
        f"{_PREDICTSTREET}place_replies",
        'if entry.success is True or (entry.orderId or "").strip() or entry.trades or entry.filledQty:',
        "if False:",
    ),
    Mutant(
        "an order that is killed rests",
        f"{_PREDICTSTREET}standing",
        "if not filled and draft.time_in_force in KILL_TYPES:",
        "if False:",
    ),
    Mutant(
        "after a lost batch the next one is sent",
        f"{_TRADING}placing",
        '            self._stop = "nothing more was sent, because it is unknown what became of orders before this one"',
        "            pass",
    ),
    Mutant(
        "what was refused was placed before",
        f"{_TRADING}placing",
        "        if isinstance(result, NotSent | Refused):\n            self._not_taken(ready, result)",
        "        if isinstance(result, CrossbookError):\n            self._not_taken(ready, result)",
    ),
    Mutant(
        "that an order is not found proves that it was not placed",
        f"{_TRADING}placing",
        "judge_listed(ready[position], found.rows, outcome.evidence) or outcome",
        "judge_listed(ready[position], found.rows, outcome.evidence) or NotPlaced(\n"
        "                reason=NotPlacedReason.NOT_FOUND, user_reference=ready[position].client_order_id\n            )",
    ),
)

RENEWING: Final = (
    Mutant(
        "other credentials are asked for again and again",
        f"{_CORE}engine",
        "            renews = False  # Those",
        "            renews = True  # Those",
    ),
    Mutant(
        "a placement is sent again after anybody's 401",
        f"{_CORE}renewing",
        "return isinstance(error, Unauthorized) and is_the_venues_own(request, error) and holds_nothing_else(request, error)",
        "return isinstance(error, Unauthorized)",
    ),
    Mutant(
        "nothing is sent with other credentials",
        f"{_CORE}engine",
        "if (yield from renewed(until)) and may_be_sent_with_others(step.request, attempt):",
        "if (yield from renewed(until)) and False:",
    ),
    Mutant(
        "what is asked for by another call is not waited for",
        f"{_CORE}renewing",
        "        if isinstance(answer, bool):\n            return answer\n",
        "        return answer is True\n",
    ),
)

TRADING: Final = (*RESOLVING, *PLACING, *RENEWING)
