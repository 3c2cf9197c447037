"""What reading brought, or why it brought nothing. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeGuard, TypeVar

from crossbook.core.judging import Reply, ask
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError, InvalidRequest, NotSent, RateLimited, ReadFailed
from crossbook_bindings.runtime import Request

ReplyT = TypeVar("ReplyT")


def read(request: Request[str, ReplyT, object]) -> Plan[Reply[ReplyT] | CrossbookError]:
    """Have something read. Gives what it ends in otherwise; raises only where this client can send nothing of the kind."""
    result = yield from ask(request)
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
    """Say whether a number is an amount: text such as "NaN" decodes as a decimal, and less than nothing is at no risk."""
    return value is not None and value.is_finite() and value >= 0
