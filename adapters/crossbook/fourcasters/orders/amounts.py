"""How much of a listed order may rest at most, whatever its amounts mean. Pure.

Of `remaining` the page says that it is win, and its sample shows risk. What `offered` is, two pages say in two ways. So the most that
any of them says is what may rest, and where they do not fit together that is said.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, Context, Decimal
from typing import Final

from crossbook_bindings.fourcasters import rest as bindings

_MISFIT: Final = "a list says amounts of it that do not fit together: the most that may rest by any of them is counted"
_EXACT: Final = Context(prec=200, rounding=ROUND_CEILING, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
_ZERO: Final = Decimal(0)
_CENT: Final = Decimal("0.01")
_HUNDRED: Final = Decimal(100)


def left_of(row: bindings.UnmatchedOrder) -> tuple[Decimal | None, tuple[str, ...]]:
    """Give the USD at risk that may rest of an order in a list, and what of that does not fit together. None where nothing is said of it.

    An order that is listed with nothing left, and nothing matched either, is of no size that anybody could tell.
    """
    told = (row.bet, row.offered, row.filled, row.remaining)
    bet, offered, filled, remaining = map(_money, told)
    left = [_EXACT.subtract(whole, filled or _ZERO) for whole in (bet, offered) if whole is not None]
    if remaining is not None and not (left and _is_win(remaining, min(left), row.odds)):
        left.append(remaining)
    if not left:
        return None, ()
    negative = any(amount is not None and amount.is_finite() and amount < 0 for amount in (*left, *told))
    fits = not negative and _EXACT.subtract(max(left), min(left)) <= _CENT
    # A list has what rests. Where it says that more was matched than there was, all of it may.
    most = max(*left, _ZERO) or (_ZERO if fits else max(bet or _ZERO, offered or _ZERO))
    return most if most.is_finite() and (most or filled) else None, () if fits else (_MISFIT,)


def _money(value: Decimal | None) -> Decimal | None:
    # Less than nothing is at no risk. "NaN" is a decimal, too.
    return value if value is not None and value.is_finite() and value >= 0 else None


def _is_win(remaining: Decimal, risk: Decimal, odds: Decimal | None) -> bool:
    """Say whether what remains is what so much at risk wins: then it is told in the other unit, and says the same."""
    if odds is None or not odds.is_finite() or not odds:
        return False
    win = (
        _EXACT.divide(_EXACT.multiply(risk, odds), _HUNDRED)
        if odds > 0
        else _EXACT.divide(_EXACT.multiply(risk, _HUNDRED), odds.copy_negate())
    )
    return _EXACT.subtract(remaining, win).copy_abs() <= _CENT
