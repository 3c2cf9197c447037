"""4casters: what entries of cancel replies prove. Written from the pages on cancelling over REST and over the orders socket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from fuzz.nodes import CONFLICT, MISSING, Node, Num, Obj, amount, get, has, is_monstrous, text_of
from fuzz.proofs import NOTHING, Proof, Reason

# pages/websocket/cancel-orders: "Common error values"; "Not your order" is from pages/rest/orders/cancel-multiple.
WORDS: Final = {
    "invalid order id format": Reason.MALFORMED_ID,
    "order not found": Reason.NOT_FOUND,
    "unauthorized: order does not belong to user": Reason.NOT_OWNED,
    "order already cancelled": Reason.ALREADY_CANCELLED,
    "order is expired": Reason.ALREADY_EXPIRED,
    "order already graded": Reason.ALREADY_GRADED,
    "not your order": Reason.NOT_OWNED,
    # No page lists a text for a filled order. This one names its state in the manner of the others.
    "order already filled": Reason.ALREADY_FILLED,
}
_SPELLINGS: Final = ("sessionID", "orderID")
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "success": (bool,), "sessionID": (str,), "orderID": (str,), "reason": (str,), "description": (str,), "odds": (Num,), "filled": (Num,),
    "offered": (Num,), "remaining": (Num,), "gameID": (str,), "userReference": (str,), "side": (str,), "number": (Num, type(None)),
}  # fmt: skip
_TELLING: Final = ("reason", "error", "description")
"""Members whose words say why a cancel failed."""


@attrs.frozen
class Entry:
    """What one entry says."""

    names: frozenset[str]
    """The orders it names, in lower case."""
    confused: bool
    """It names two, or one in no form that a document shows."""
    proof: Proof
    """What it proves for the order that it is about."""
    exact: bool
    """It is, member for member, of a form that the documents show."""
    failure: bool

    @property
    def name(self) -> str | None:
        return next(iter(self.names)) if len(self.names) == 1 and not self.confused else None


def reason_of(words: str) -> frozenset[Reason]:
    """Give what words of a failure may be read as. Only words that a document lists name an order's state."""
    known = WORDS.get(words.strip().rstrip(".").casefold())
    if known is None:
        return frozenset({Reason.OTHER})
    verbatim = any(words.casefold() == listed for listed in WORDS)
    return frozenset({known}) if verbatim else frozenset({known, Reason.OTHER})


def entry_of(node: Node, main: str) -> Entry:
    if not isinstance(node, Obj):
        return Entry(frozenset(), confused=True, proof=NOTHING, exact=False, failure=False)
    # No cancel reply shows an order under two names: what another member says is not read.
    found = [get(node, main)]
    texts = frozenset(text.lower() for text in map(text_of, found) if text is not None)
    odd = any(value is CONFLICT or not (value is MISSING or value is None or isinstance(value, str)) for value in found)
    named = text_of(get(node, main)) is not None
    success = get(node, "success")
    proof, failure = NOTHING, False
    if success is True:
        # A name in a spelling that no cancel reply shows here is no name.
        proof = _success(node, main) if named else NOTHING
    elif (
        success is False
        or (success is MISSING and isinstance(get(node, _words_in(main)), str))
        or ((success is MISSING or success is None) and any(text_of(get(node, key)) is not None for key in ("error", _words_in(main))))
    ):
        # snippets/types/order-error has failures of cancels without `success`, too.
        proof, failure = _failure(node, main), True
    exact = _typed(node, main) and isinstance(success, bool) and (success or _explained(node, main))
    return Entry(texts, confused=odd or len(texts) > 1, proof=proof, exact=exact, failure=failure)


def _explained(node: Obj, main: str) -> bool:
    """Say whether a failure gives words, and not those of a venue that broke down: then nobody knows what it did."""
    words = text_of(get(node, _words_in(main)))
    if sum(has(node, key) for key in _TELLING) > 1:
        return False  # No page shows two texts in a failure: whoever believes neither is right as well.
    return words is not None and not words.strip().casefold().startswith("failed to process")


def _words_in(main: str) -> str:
    return "reason" if main == "sessionID" else "description"


def _typed(node: Obj, main: str) -> bool:
    keys = [key for key, _ in node.pairs]
    if len(set(map(str, keys))) != len(keys):
        return False
    for key, value in node.pairs:
        if not isinstance(key, str) or not isinstance(value, _TYPES.get(key, ())) or key in set(_SPELLINGS) - {main}:
            return False
        if (key in {"filled", "remaining", "offered"} and amount(value) is None) or (isinstance(value, Num) and is_monstrous(value)):
            return False
        if key == main and text_of(value) is None:
            return False
        if key == "reason" and get(node, "success") is True:
            return False
    return True


def _success(node: Obj, main: str) -> Proof:
    # The schema of pages/rest/orders/cancel-multiple has a `reason` in a success: it proves nothing against it, unless it is a failure's.
    if main == "sessionID" and (_says(node, "error") or _fails(text_of(get(node, "reason")))):
        return NOTHING
    values = [get(node, key) for key in ("filled", "remaining")]
    amounts = [None if value is None or value is MISSING else amount(value) for value in values]
    for value, read in zip(values, amounts, strict=True):
        if read is None and not (value is None or value is MISSING):
            return NOTHING
    return Proof(cancelled=((amounts[0], amounts[1]),))


def _fails(words: str | None) -> bool:
    return words is not None and (" ".join(words.casefold().split()) in WORDS or words.strip().casefold().startswith("failed to "))


def _says(node: Obj, key: str) -> bool:
    """Say whether a member that belongs to failures says anything."""
    return has(node, key) and not (get(node, key) is None or get(node, key) == "")


def _failure(node: Obj, main: str) -> Proof:
    if get(node, _words_in(main)) is CONFLICT:
        return Proof(reasons=frozenset({Reason.OTHER}))
    said = [text for key in _TELLING if (text := text_of(get(node, key))) is not None]
    reasons: frozenset[Reason] = frozenset()
    for text in said:
        reasons |= reason_of(text)
    if len(said) != 1 or any(get(node, key) is CONFLICT for key in _TELLING):
        reasons |= {Reason.OTHER}
    # Over REST a `description` is a label of the bet: it need not be read for a reason.
    if main == "sessionID" and text_of(get(node, "reason")) is None and text_of(get(node, "error")) is None:
        reasons |= {Reason.OTHER}
    # On the socket it has the words, and no page shows an `error` in an entry: nor need that be read.
    if main != "sessionID" and text_of(get(node, "description")) is None:
        reasons |= {Reason.OTHER}
    return Proof(reasons=reasons)


def agree(entries: Sequence[Entry]) -> bool:
    """Say whether all entries about one order say the same of it."""
    first = entries[0].proof
    same = all(entry.proof.cancelled == first.cancelled for entry in entries)
    shared = first.reasons
    for entry in entries:
        shared &= entry.proof.reasons
    return same and (not first.reasons or bool(shared))


def by_name(entries: Sequence[Entry], order_id: str) -> Proof | None:
    """Give what the entries that name an order prove; None where none names it."""
    mine = [entry for entry in entries if order_id.lower() in entry.names]
    if not mine:
        return None
    if any(entry.confused for entry in mine) or not agree(mine):
        return NOTHING
    return mine[0].proof


def by_position(entries: Sequence[Entry], sent: Sequence[str], place: int) -> Proof | None:
    """Give what an entry without a name proves by its place: only where every name in the reply sits where it was sent."""
    if len(entries) != len(sent) or any(entry.confused for entry in entries):
        return None
    if any(entry.names and entry.names != frozenset({order_id.lower()}) for entry, order_id in zip(entries, sent, strict=True)):
        return None
    entry = entries[place]
    return entry.proof if entry.failure and not entry.names else None


def settle(entries: Sequence[Entry], sent: Sequence[str], place: int, *, positional: bool, sure: bool) -> Proof:
    """Judge one order of a list. Nothing is left open where every entry is of a documented form and one of them is about it."""
    proof = by_name(entries, sent[place])
    if proof is None and positional:
        proof = by_position(entries, sent, place)
    if proof is None or proof is NOTHING:
        return NOTHING
    mine = sum(sent[place].lower() in entry.names for entry in entries)
    closed = sure and all(entry.exact for entry in entries) and mine <= 1
    return attrs.evolve(proof, unknown=not closed)
