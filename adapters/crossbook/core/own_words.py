"""Whether a refusal is in the venue's own words, where it must not be anybody else's. Pure."""

from __future__ import annotations

import msgspec

from crossbook.core.judging import is_documented
from crossbook.errors import CrossbookError
from crossbook_bindings.runtime import Request, members_of


def is_the_venues_own(request: Request[str, object, object], error: CrossbookError) -> bool:
    """Say whether an error's body is the venue's: documented, and with its code where errors have one.

    Something in front of the venue may answer with JSON, too, such as {"message": "Forbidden"}.
    """
    if not is_documented(request, error):
        return False
    held, documented = _members(request, error)
    return "code" in held or "code" not in documented


def holds_nothing_else(request: Request[str, object, object], error: CrossbookError) -> bool:
    """Say whether a documented body has no member that no document has. A venue may write more one day: then this is False."""
    held, documented = _members(request, error)
    return held <= documented


def _members(request: Request[str, object, object], error: CrossbookError) -> tuple[set[str], set[str]]:
    held = msgspec.json.decode(error.body or "", type=dict[str, msgspec.Raw])
    return {*held}, {*(members_of(request.errors[error.status or 0]) or ())}
