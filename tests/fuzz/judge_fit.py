"""Whether what an entry of a place reply tells can be about its order: judged with fractions, from the documents alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from crossbook import Odds
from crossbook.fourcasters import NewOrder
from fuzz.nodes import Absent, Node, Num, amount, get, stands, text_of

Fit: TypeAlias = Literal["fits", "doubtful", "wrong"]

_CENT: Final = Fraction(1, 100)
_FORGIVEN: Final = 10
_KILLS: Final = frozenset({"fillAndKill", "fillOrKill"})


def fit(order: NewOrder, fills: Sequence[Node], offer: Node, *, rests: bool) -> Fit:
    """Say whether all of it can be about the order; doubtful is what rounding may explain."""
    if fills and order.order_type == "post":
        return "wrong"  # pages/rest/orders/place-order.mdx: "post order cannot have matches".
    said = [*_said(order, fills, offer), _money(order, fills, offer, rests=rests)]
    return "wrong" if "wrong" in said else "doubtful" if "doubtful" in said else "fits"


def _said(order: NewOrder, fills: Sequence[Node], offer: Node) -> Iterator[Fit]:
    for part in (*fills, offer):
        for key, asked in (("type", order.market_type), ("market", order.market)):
            yield _text(get(part, key), asked) if stands(part, key) else "fits"
    # pages/rest/orders/place-order.mdx, first scenario: a fill names the other side than its request does. So whose side and line a fill
    # tells nobody can say, and a reply may not be held to it, nor need it be believed.
    for part in fills:
        yield "doubtful" if any(stands(part, key) and not _is_asked(order, part, key) for key in ("side", "number")) else "fits"
        # On whichever side, a line is as far from 0.
        line = _number(get(part, "number"))
        yield "wrong" if stands(part, "number") and (line is None or abs(line) != abs(Fraction(order.line or 0))) else "fits"
    yield _text(get(offer, "side"), order.side) if stands(offer, "side") else "fits"
    yield "wrong" if stands(offer, "number") and not _is_asked(order, offer, "number") else "fits"
    for part in fills:
        yield _odds(order, get(part, "odds"), exactly=False) if stands(part, "odds") else "fits"
    yield _odds(order, get(offer, "odds"), exactly=True) if stands(offer, "odds") else "fits"


def _is_asked(order: NewOrder, part: Node, key: str) -> bool:
    return text_of(get(part, key)) == order.side if key == "side" else _number(get(part, key)) == Fraction(order.line or 0)


def _text(node: Node | Absent, asked: str | None) -> Fit:
    told = text_of(node)
    if told is None:
        return "doubtful"
    if asked is None:
        return "doubtful" if told.lower() == "main" else "wrong"
    return "fits" if told == asked else "doubtful" if told.lower() == asked.lower() else "wrong"


def _odds(order: NewOrder, node: Node | Absent, *, exactly: bool) -> Fit:
    told, asked = _number(node), Fraction(order.odds.american if isinstance(order.odds, Odds) else order.odds)
    if told is None or not 100 <= abs(told) <= 100_000:
        return "doubtful" if told is not None and 100 <= abs(told) <= 10**9 and not exactly and told > 0 else "wrong"
    pays, due = _pays(told), _pays(asked)
    if pays == due or (pays > due and not exactly):
        return "fits"
    return "doubtful" if told.denominator == 1 and asked.denominator != 1 and abs(told - asked) < 1 else "wrong"


def _pays(american: Fraction) -> Fraction:
    return american / 100 if american > 0 else 100 / -american


def _money(order: NewOrder, fills: Sequence[Node], offer: Node, *, rests: bool) -> Fit:
    if rests and order.order_type in _KILLS:
        return "wrong"
    amounts = [_fraction(found) for part in fills if (found := amount(get(part, "amount"))) is not None]
    offered = amount(get(offer, "offered")) if rests else Decimal(0)
    unsaid = len(amounts) < len(fills) or offered is None
    total, risk = sum(amounts, _fraction(offered or Decimal(0))), Fraction(order.risk)
    if total > risk:
        return "doubtful" if total <= risk + _CENT * (len(fills) + 1) else "wrong"
    if unsaid or order.order_type == "fillAndKill":
        return "fits"
    return "fits" if total == risk else "doubtful" if total >= risk - _FORGIVEN - _CENT * (len(fills) + 1) else "wrong"


def _fraction(value: Decimal) -> Fraction:
    # Written out, an amount of a million digits takes minutes; what is next to nothing may as well be nothing.
    if value.adjusted() > 60:
        return Fraction(10**60)
    return Fraction(0) if value.adjusted() < -60 else Fraction(value)


def _number(node: Node | Absent) -> Fraction | None:
    text = node.text if isinstance(node, Num) else node if isinstance(node, str) else None
    if text is None or len(text) > 60:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return Fraction(value) if value.is_finite() and abs(value.adjusted()) < 60 else None
