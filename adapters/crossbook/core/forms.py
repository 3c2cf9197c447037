"""Whether a body has a form that the venue's documents give it: whether the venue can have written it. Pure."""

from __future__ import annotations

from typing import Final

import msgspec

from crossbook.core.attempts import Answered
from crossbook.core.repetition import repeated_member
from crossbook.core.words import words_of
from crossbook_bindings.runtime import EffectKind, Repeatable, Request, decoder, sound

TOO_MANY: Final = 429


def is_written_as(kind: type[object], body: str) -> bool:
    """Say whether a refusal has the form of a class of the bindings, and says something."""
    # U+FFFD stands for bytes that were no UTF-8 text, and so no JSON; a blank text says nothing.
    if "\ufffd" in body or not (words_of(body) or "").strip():
        return False
    try:
        decoder(kind).decode(sound(body))
    except (msgspec.DecodeError, RecursionError):
        return False
    return repeated_member(body) is None


def is_nobodys_limit(request: Request[str, object, object], answered: Answered) -> bool:
    """Say whether a 429 to what may be done only once is not the venue's, as far as its documents tell.

    The venue's has the documented body. Where none is documented, it has the documented header. Of any other nobody knows who wrote it,
    nor whether that was instead of asking the venue, or after it.
    """
    effect = request.operation.effect
    once = effect.repeatable is Repeatable.NEVER and effect.kind in (EffectKind.CANCEL, EffectKind.PLACE, EffectKind.EDIT)
    if answered.status != TOO_MANY or not once:
        return False
    kind = request.errors.get(TOO_MANY)
    if kind is not None and is_written_as(kind, answered.body.decode("utf-8", errors="replace")):
        return False
    return answered.retry_after is None or (kind is not None and _needs_members(kind))


def _needs_members(kind: type[object]) -> bool:
    try:
        decoder(kind).decode(b"{}")
    except msgspec.DecodeError:
        return True
    return False
