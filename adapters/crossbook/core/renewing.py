"""What a 401 leads to where the caller can give new credentials: they are asked for once, and the request is sent again, if that is safe.

Pure. Who asks, and that many calls ask together only once, is the executors' business.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from crossbook.core.attempts import Answered, Attempt
from crossbook.core.judging import judge
from crossbook.core.own_words import holds_nothing_else, is_the_venues_own
from crossbook.core.paging import fetch
from crossbook.core.steps import Plan, Renew, now, pause_until
from crossbook.errors import Refused, Unauthorized
from crossbook_bindings.runtime import EffectKind, Repeatable, Request

_UNAUTHORIZED: Final = 401
_ASKED_WITHIN: Final = 20.0
_OTHERS_ASK: Final = 0.05
"""Seconds after which it is looked again whether whoever asks has been given something."""


def is_refused_for_credentials(request: Request[str, object, object], attempt: Attempt) -> bool:
    """Say whether other credentials may help. What is sent without any, a login, is not such."""
    return isinstance(attempt, Answered) and attempt.status == _UNAUTHORIZED and request.operation.authenticated


def may_be_sent_with_others(request: Request[str, object, object], attempt: Attempt) -> bool:
    """Say whether a request that was answered with 401 may be sent again.

    What may be done only once, a placement above all, is sent again only where the venue itself says that it did nothing: with the
    body that its documents give to a 401. A page may come from something in front of it, after it has acted.
    """
    effect = request.operation.effect
    if effect.kind is EffectKind.READ or effect.repeatable is Repeatable.ALWAYS:
        return True
    error = judge(request, attempt)
    return isinstance(error, Unauthorized) and is_the_venues_own(request, error) and holds_nothing_else(request, error)


def renewed_anyhow(request: Request[str, object, object]) -> Plan[bool]:
    """Have other credentials asked for although a read succeeds with them: a socket may refuse what REST still takes."""
    with suppress(Refused):  # Whatever is wrong with it: the socket has refused them.
        yield from fetch(request)
    return (yield from renewed((yield from now()) + _ASKED_WITHIN))


def renewed(until: float) -> Plan[bool]:
    """Have other credentials asked for, and say whether there are any."""
    while True:
        answer = yield Renew(until)
        if isinstance(answer, bool):
            return answer
        moment = (yield from now()) + _OTHERS_ASK
        if moment >= until:
            return False
        yield from pause_until(moment)
