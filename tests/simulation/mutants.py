"""Mistakes of our own code: a simulation that does not find every one of them proves nothing."""

from __future__ import annotations

from typing import Final

from simulation.mutant import Mutant
from simulation.mutants_feeds import FEEDS
from simulation.mutants_ledger import LEDGER
from simulation.mutants_pulling import PULLING
from simulation.mutants_quoting import QUOTING
from simulation.mutants_trading import TRADING

_CORE: Final = "crossbook.core."
_FOURCASTERS: Final = "crossbook.fourcasters.orders."
_PREDICTSTREET: Final = "crossbook.predictstreet.orders."

MUTANTS: Final = (
    # ------------------------------------------------------------------------------------------- what is sent again, and when
    Mutant(
        "a 409 is repeated",
        f"{_CORE}retrying",
        "return always and status >= 500 ",
        "return always and (status >= 500 or status == 409) ",
    ),
    Mutant(
        "a 408 is repeated",
        f"{_CORE}retrying",
        "return always and status >= 500 ",
        "return always and (status >= 500 or status == 408) ",
    ),
    Mutant(
        "a scope is repeated after a lost reply",
        f"{_CORE}retrying",
        "case Lost():\n            return always",
        "case Lost():\n            return effect.kind in (EffectKind.CANCEL, EffectKind.READ)",
    ),
    Mutant(
        "a place is repeated after a lost reply",
        f"{_CORE}retrying",
        "case Lost():\n            return always",
        "case Lost():\n            return always or effect.kind is EffectKind.PLACE",
    ),
    Mutant("a place is repeated after a 5xx", f"{_CORE}retrying", "return always and status >= 500 ", "return status >= 500 "),
    Mutant(
        "what never left is not sent again",
        f"{_CORE}retrying",
        "case Unsent():\n            return True",
        "case Unsent():\n            return always",
    ),
    Mutant("Retry-After is ignored", f"{_CORE}retrying", "return max(asked_for, wait(", "return max(0.0, wait("),
    Mutant("one attempt too many", f"{_CORE}retrying", "failures + 1 >= retry.attempts", "failures >= retry.attempts"),
    Mutant("a repeat is sent after the deadline", f"{_CORE}engine", "if moment >= until:", "if moment < 0:"),
    # -------------------------------------------------------------------------------------------- what several attempts prove
    Mutant(
        "the first attempt is forgotten",
        f"{_CORE}merging",
        "return msgspec.structs.replace(attempt, earlier=_what_leaves_it_open(earlier, effect))",
        "return attempt",
    ),
    Mutant(
        "a repeat that never left hides what did",
        f"{_CORE}merging",
        "    if isinstance(attempt, Unsent):\n        return earlier\n",
        "    if isinstance(attempt, Unsent):\n        return attempt\n",
    ),
    Mutant("what is over after a repeat was so before", f"{_CORE}merging", "if outcome.reason in _MAY_BE_OURS:", "if False:"),
    Mutant("what rests at a repeat rests", f"{_CORE}merging", "if outcome.reason in _SAY_NOTHING:", "if False:"),
    Mutant(
        "what is under way at an interrupt never left",
        f"{_CORE}interruption",
        "case Send() if attempts and is_the_one:",
        "case Send() if False:",
    ),
    # ------------------------------------------------------------------------------------------------------------------ pacing
    Mutant("the reserve is ignored", f"{_CORE}budgets", "(burst - 1 - kept) * interval", "(burst - 1) * interval"),
    Mutant(
        "the burst is the limit",
        f"{_CORE}budgets",
        "burst = kept + max(1.0, (whole - kept) * _AT_ONCE)\n    interval = seconds / (whole - burst)",
        "burst = limit\n    interval = seconds / limit",
    ),
    Mutant(
        "one bucket of several is charged",
        f"{_CORE}admitting",
        "        until = filled.get(name, now)\n",
        "        until = filled.get(name, now)\n"
        "        if name != wish.buckets[0]:\n            filled[name] = until\n            continue\n",
    ),
    Mutant(
        "pacing waits beyond the deadline",
        f"{_CORE}pace",
        "while isinstance(found, Later) and found.moment < until:",
        "while isinstance(found, Later):",
    ),
    Mutant(
        "what leaves counts half",
        f"{_CORE}admitting",
        "+ book.budgets[name].interval  # noqa",
        "+ book.budgets[name].interval / 2  # noqa",
    ),
    # ------------------------------------------------------------------------------------------------------- what errors prove
    Mutant(
        "NOT_SENT is told as unknown", f"{_CORE}correlation", "isinstance(error, NotSent | Refused) else", "isinstance(error, Refused) else"
    ),
    Mutant(
        "unknown is told as REFUSED",
        f"{_CORE}correlation",
        "return untouched(asked, error) if isinstance(error, NotSent | Refused)",
        "return untouched(asked, error) if True",
    ),
    Mutant(
        "a 5xx is a refusal",
        f"{_CORE}judging",
        "refused = operation.effect.at(answered.status) is Certainty.NOT_ACTED",
        "refused = operation.effect.at(answered.status) is not Certainty.ACTED",
    ),
    Mutant(
        "a refusal of a repeat is one of the first time", f"{_CORE}judging", "refused and (reads or answered.earlier is None)", "refused"
    ),
    Mutant("a member that stands twice is not seen", f"{_CORE}judging", "(twice := repeated_member(answered.body))", "(twice := None)"),
    Mutant(
        "any 2xx carries a reply",
        f"{_CORE}judging",
        "if 200 <= status < 300 and status in operation.effect.statuses:",
        "if 200 <= status < 300:",
    ),
    # ------------------------------------------------------------------------------------------------ which entry is about what
    Mutant("positions are not checked", f"{_CORE}correlation", "if found is not None and same(found) != same(wanted):", "if False:"),
    Mutant(
        "of two entries the last counts",
        f"{_CORE}correlation",
        "outcome if ours not in found or found[ours] == outcome else None",
        "outcome",
    ),
    Mutant(
        "an id given twice is answered once",
        f"{_CORE}correlation",
        "for order_id in asked:\n        outcome = found.get",
        "for order_id in sent:\n        outcome = found.get",
    ),
    Mutant(
        "an id given twice is sent twice",
        f"{_CORE}correlation",
        "orders.setdefault(same(order_id), order_id)",
        "orders[order_id] = order_id",
    ),
    Mutant("a malformed id is sent", f"{_CORE}correlation", "for order_id in filter(well_formed, asked):", "for order_id in asked:"),
    Mutant("a scope shares a connection", f"{_CORE}lanes", "return operation.effect.kind is EffectKind.CANCEL and", "return False and"),
    # --------------------------------------------------------------------------------------------------------------- 4casters
    Mutant(
        "a success without a name counts",
        f"{_FOURCASTERS}cancelling",
        "outcome is None or (named is None and isinstance(outcome, Cancelled))",
        "outcome is None",
    ),
    Mutant(
        "a success without a name counts by its place",
        f"{_FOURCASTERS}cancelling",
        "                outcomes[position] = None",
        "                pass",
    ),
    Mutant(
        "a failure without a name proves nothing",
        f"{_FOURCASTERS}cancelling",
        "if named[position] is None and isinstance(outcome, Cancelled):",
        "if named[position] is None:",
    ),
    Mutant(
        "another order's success counts", f"{_FOURCASTERS}cancelling", "if named is None or same(named) == same(order_id) else None", ""
    ),
    Mutant(
        "a game's market type is dropped", f"{_FOURCASTERS}cancelling", "type=UNSET if market_type is None else market_type", "type=UNSET"
    ),
    Mutant(
        "a league is acknowledged by any reply",
        f"{_FOURCASTERS}cancelling",
        "if result.value.data.ordersReceived is not True:",
        "if False:",
    ),
    Mutant(
        "an entry without a name is passed over",
        f"{_FOURCASTERS}scopes",
        "            unnamed += 1\n            continue",
        "            continue",
    ),
    Mutant(
        "a contradiction in a scope is passed over",
        f"{_FOURCASTERS}scopes",
        "outcome is None or (earlier is not None and earlier != outcome)",
        "outcome is None",
    ),
    Mutant(
        "amounts are not checked",
        f"{_FOURCASTERS}entries",
        "(filled is not None and (not filled.is_finite() or filled.is_signed()))",
        "False",
    ),
    Mutant(
        "a venue that broke down did nothing", f"{_FOURCASTERS}reasons", "return _plain(words).startswith(_VENUE_FAILED)", "return False"
    ),
    Mutant(
        "words are looked for anywhere",
        f"{_FOURCASTERS}reasons",
        "return _REASONS.get(_plain(words), NotCancelledReason.OTHER)",
        "return next((reason for listed, reason in _REASONS.items() if listed in _plain(words)), NotCancelledReason.OTHER)",
    ),
    Mutant(
        "unlisted words close an order",
        "crossbook.cancel_outcomes",
        "        NotCancelledReason.OTHER,\n    }",
        "    }",
    ),
    Mutant(
        "references of placements are not checked",
        f"{_FOURCASTERS}placing",
        'if plain is None and not references(entry) <= {order.user_reference or ""}:',
        "if False:",
    ),
    Mutant(
        "an error beside an order is an error",
        f"{_FOURCASTERS}placing",
        "if offers or entry.matched is not None or entry.unmatched is not None:",
        "if offers:",
    ),
    Mutant("an error without words is an error", f"{_FOURCASTERS}placing", "if not words.strip():", "if False:"),
    # ---------------------------------------------------------------------------------------------------------- PredictStreet
    Mutant(
        "an id in neither half is cancelled",
        f"{_PREDICTSTREET}replies",
        "            case _:\n                outcomes.append(None)",
        "            case [], False:\n                outcomes.append(Cancelled(order_id))\n"
        "            case _:\n                outcomes.append(None)",
    ),
    Mutant("an id in both halves is cancelled", f"{_PREDICTSTREET}replies", "            case [], True:", "            case _, True:"),
    Mutant("the name in a reply is not checked", f"{_PREDICTSTREET}replies", "if same(reply.orderId) != same(order_id):", "if False:"),
    Mutant(
        "any status but not_found is cancelled",
        f"{_PREDICTSTREET}replies",
        '        case "cancelled":',
        '        case word if word != "not_found":',
    ),
    Mutant(
        "transient means terminal",
        f"{_PREDICTSTREET}replies",
        "    return NotCancelled(order_id=order_id, reason=reason, venue_text=words)",
        "    return NotCancelled(order_id=order_id, reason=NotCancelledReason.ALREADY_TERMINAL, venue_text=words)",
    ),
    Mutant(
        "a market's cancel takes the whole wallet",
        f"{_PREDICTSTREET}cancelling",
        "marketId=UNSET if market_id is None else market_id,\n        side",
        "marketId=UNSET,\n        side",
    ),
    Mutant(
        "a page ends the list",
        f"{_PREDICTSTREET}cancelling",
        "following, pages = page.following, pages + 1",
        "following, pages = None, pages + 1",
    ),
    Mutant(
        "another order is shown",
        f"{_PREDICTSTREET}cancelling",
        "if result.value.id is None or same(result.value.id) != same(order_id):",
        "if False:",
    ),
    Mutant(
        "halves of a refused request forget it",
        f"{_PREDICTSTREET}cancelling",
        "    found |= _refused_in_company(",
        "    _refused_in_company(",
    ),
    Mutant(
        "the first attempt of a refused request is forgotten",
        f"{_PREDICTSTREET}cancelling",
        "doubts |= dict.fromkeys(chunk, evidence_of(request, result))",
        "pass",
    ),
    *TRADING,
    *QUOTING,
    *PULLING,
    *LEDGER,
    *FEEDS,
)
