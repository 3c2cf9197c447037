"""What reading brought, or why it brought nothing. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeGuard, TypeVar

from crossbook.core.judging import Reply, ask
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError, InvalidRequest, NotSent, RateLimited, ReadFailed
from crossbook_bindings.runtime import Request

ReplyT = TypeVar("ReplyT")

_MOST_DIGITS: Final = 100
"""On either side of the point."""


def read(request: Request[str, ReplyT, object]) -> Plan[Reply[ReplyT] | CrossbookError]:
    """Have something read that is to prove something: on a connection on which no answer to an earlier question can be left over.

    Gives what it ends in otherwise; raises only where this client can send nothing of the kind.
    """
    result = yield from ask(request, fresh=True)
    if isinstance(result, InvalidRequest):
        raise result
    return result


def may_be_read_later(error: object) -> bool:
    """Say whether reading failed in a way that passes."""
    return isinstance(error, ReadFailed | NotSent | RateLimited)


def words_for(error: CrossbookError) -> str:
    """Say in a few words why reading brought nothing."""
    if error.status is None:
        return f"{error.operation} brought nothing ({error.message})"
    return f"{error.operation} brought nothing (HTTP {error.status})"


def is_amount(value: Decimal | None) -> TypeGuard[Decimal]:
    """Say whether a number is an amount: text such as "NaN" decodes as a decimal, and less than nothing is at no risk.

    "1e999999999" decodes as one, too, and no money has so many digits: nobody could calculate with it.
    """
    if value is None or not value.is_finite() or value < 0:
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_MOST_DIGITS and value.adjusted() < _MOST_DIGITS
