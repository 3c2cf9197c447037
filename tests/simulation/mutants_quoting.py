"""Mistakes of our own code in placing and replacing orders at 4casters: what is sent, how its reply is read, and what is looked up."""

from __future__ import annotations

from typing import Final

from simulation.mutant import Mutant

_CORE: Final = "crossbook.core."
_FOURCASTERS: Final = "crossbook.fourcasters.orders."
_REPLIES: Final = f"{_FOURCASTERS}edit_replies"

_SENDING: Final = (
    Mutant(
        "an edit is repeated after a lost reply",
        f"{_CORE}retrying",
        "case Lost():\n            return always",
        "case Lost():\n            return always or effect.kind is EffectKind.EDIT",
    ),
    Mutant(
        "an edit is repeated after a 5xx",
        f"{_CORE}retrying",
        "return always and status >= 500 ",
        "return (always or effect.kind is EffectKind.EDIT) and status >= 500 ",
    ),
    Mutant(
        "an edit's guard goes over the route that does not know it",
        f"{_FOURCASTERS}editing",
        "build = bindings.edit_order_v4 if guarded else bindings.edit_order",
        "build = bindings.edit_order",
    ),
    Mutant(
        "what is thought to be left is not said",
        f"{_FOURCASTERS}editing",
        "intendedOrderVolume=UNSET if left is None else left",
        "intendedOrderVolume=UNSET",
    ),
    Mutant(
        "the new order has no name",
        f"{_FOURCASTERS}editing",
        "userReference=UNSET if new.user_reference is None else new.user_reference",
        "userReference='' if new.user_reference is None else order_id",
    ),
    Mutant("the order to be replaced may have any name", f"{_FOURCASTERS}editing", "if not is_object_id(order_id):", "if not order_id:"),
    Mutant(
        "an edit is refused by whatever is in front of the venue",
        f"{_FOURCASTERS}editing",
        "case NotSent() | Refused():",
        "case NotSent() | Refused() | CrossbookError():",
    ),
    Mutant("an edit is refused in any form", f"{_FOURCASTERS}editing", "if not is_documented(request, error):", "if False:"),
)

_READING: Final = (
    Mutant(
        "an old order's cancel without a name counts",
        _REPLIES,
        "(isinstance(outcome, Cancelled) and not leg.named)",
        "False",
    ),
    Mutant(
        "another order's cancel counts as the old one's",
        _REPLIES,
        "None if leg is None or (leg.named and leg.named != {same(order_id)}) else",
        "None if leg is None else",
    ),
    Mutant(
        "the new order of another edit counts",
        _REPLIES,
        "placed = _new_leg(order_id, new, entry, source) if is_ours else None",
        "placed = _new_leg(order_id, new, entry, source)",
    ),
    Mutant(
        "a failed cancel with a new order is not edited",
        _REPLIES,
        "if entry.tells_of_a_new_order or entry.has_error:",
        "if entry.has_error:",
    ),
    Mutant(
        "that the old order was elsewhere is passed over",
        _REPLIES,
        "if entry.cancelled is not None and (problem := _elsewhere(new, entry.cancelled)) is not None:",
        "if entry.cancelled is not None and (problem := None) is not None:",
    ),
    Mutant(
        "a new order that is null was not placed",
        _REPLIES,
        "if entry.unmatched is UNSET and entry.matched == ():",
        "if not entry.unmatched and entry.matched == ():",
    ),
    Mutant(
        "the new order may be the old one",
        _REPLIES,
        "placed.order_id is not None and same(placed.order_id) == same(order_id)",
        "False",
    ),
    Mutant(
        "an edit that destroyed its order left it",
        _REPLIES,
        "            return CancelledNotReplaced(old=old, new=placed)",
        "            return NotEdited(old=old)",
    ),
    Mutant(
        "what is not known of the new order was not placed",
        _REPLIES,
        "        case PlaceUnknown():\n            return EditUnknown(old=old, new=placed)",
        "        case PlaceUnknown():\n            return CancelledNotReplaced(old=old, new=None)",
    ),
    Mutant(
        "two entries may name one order",
        f"{_FOURCASTERS}placing",
        "for position, outcome in enumerate(outcomes) if named else ():",
        "for position, outcome in ():",
    ),
    Mutant(
        "worse odds than were asked for are believed",
        f"{_FOURCASTERS}fitting",
        "if fill.odds is not None and not pays(fill.odds, asked, better=True):",
        "if False:",
    ),
    Mutant(
        "more is matched than was to be risked",
        f"{_FOURCASTERS}fitting",
        "    return _too_much_or_too_little(order, fills, resting)",
        "    return None",
    ),
    Mutant(
        "what rests is what was asked for",
        f"{_FOURCASTERS}placing",
        "        resting=resting,\n        fills=",
        "        resting=Decimal(order.risk),\n        fills=",
    ),
    Mutant(
        "fills of an order that rests are passed over",
        f"{_FOURCASTERS}placing",
        "        fills=tuple(_fill(fill) for fill in fills),",
        "        fills=() if order_id else tuple(_fill(fill) for fill in fills),",
    ),
    Mutant(
        "an offer without an id is nothing",
        f"{_FOURCASTERS}placing",
        "if order_id is None and offer is not None and _says_anything(offer):",
        "if False:",
    ),
    Mutant(
        "what contradicts an order is passed over",
        f"{_FOURCASTERS}placing",
        "if (problem := misfit(order, fills, offer, resting)) is not None:",
        "if (problem := None) is not None:",
    ),
)

_LOOKING: Final = (
    Mutant(
        "the old order is taken for the new one",
        f"{_FOURCASTERS}resolving_places",
        "if replaces is None or same(entry.id) != same(replaces)",
        "if True",
    ),
    Mutant(
        "a new order is looked for in the game that its caller names",
        f"{_FOURCASTERS}resolving_places",
        "if comes_from is not None and is_object_id(comes_from) and same(comes_from) != name[0]:",
        "if False:",
    ),
    Mutant(
        "a new order was not placed in a game that nobody knows",
        f"{_FOURCASTERS}resolving",
        "isinstance(second, NotPlaced) and not tells_its_game(old, seen)",
        "False",
    ),
    Mutant(
        "one that is gone and not replaced was never touched",
        f"{_FOURCASTERS}resolving_edits",
        "            return CancelledNotReplaced(old=old, new=new)",
        "            return NotEdited(old=old)",
    ),
    Mutant(
        "an order that is gone was edited, whatever is known of the new one",
        f"{_FOURCASTERS}resolving_edits",
        "        case ((Cancelled() | CancelUnknown()), _):\n            return EditUnknown(old=old, new=new)",
        "        case Cancelled(), _:\n            return CancelledNotReplaced(old=old, new=None)\n"
        "        case _:\n            return EditUnknown(old=old, new=new)",
    ),
)

QUOTING: Final = (*_SENDING, *_READING, *_LOOKING)
