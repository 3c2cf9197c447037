"""Whether a request is sent again, and after how long. Pure: a function of what it does, what came of it, and luck.

Never HTTP habit: at 4casters a 409 is about the order, and a 408 means that a parameter is missing.
"""

from __future__ import annotations

from crossbook.core.attempts import Answered, Attempt, Lost, Unsent
from crossbook.core.backoff import wait
from crossbook.core.forms import TOO_MANY
from crossbook.retry import Retry
from crossbook_bindings.runtime import Certainty, Effect, EffectKind, Repeatable


def may_be_repeated(effect: Effect, attempt: Attempt, *, identical: bool = False) -> bool:
    """Say whether a request may be sent once more after this came of it.

    `identical` says that each order in it has a name of its own, by which the venue knows the same bytes again.
    """
    # A login is counted by the venue against the account: it is not knocked at again.
    knocks = effect.kind is EffectKind.SESSION
    always = (effect.repeatable is Repeatable.ALWAYS or (identical and effect.repeatable is Repeatable.IDENTICAL)) and not knocks
    match attempt:
        case Unsent():
            return True
        case Lost():
            return always
        case Answered(status=status) if status == TOO_MANY:
            return always or (effect.at(TOO_MANY) is Certainty.NOT_ACTED and not knocks)
        case Answered(status=status):
            return always and status >= 500  # noqa: PLR2004 - the venue's own failures


def pause_before_repeat(retry: Retry, attempt: Attempt, *, failures: int, luck: float) -> float | None:
    """Say how many seconds to wait before sending again what may be repeated; None where it was tried often enough.

    `failures` is how many attempts of the same kind came before this one: those that a 429 ended are counted apart.
    """
    asked_for = 0.0
    if isinstance(attempt, Answered):
        asked_for = attempt.retry_after or 0.0
    limited = isinstance(attempt, Answered) and attempt.status == TOO_MANY
    if retry.attempts == 1 or (not limited and failures + 1 >= retry.attempts):
        return None
    return max(asked_for, wait(failures, luck, shortest=retry.shortest, longest=retry.longest))
