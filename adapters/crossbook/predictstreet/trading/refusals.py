"""Which refusals of a placement are believed: the venue's own. Pure.

A page that is not the venue's comes from something in front of it, and says nothing of what the venue has done. A cancel that is
wrongly taken for refused is tried again; an order that is wrongly taken for refused is placed twice.
"""

from __future__ import annotations

from typing import TypeVar

from crossbook.core.forms import TOO_MANY
from crossbook.core.judging import Reply
from crossbook.core.own_words import is_the_venues_own
from crossbook.errors import CrossbookError, Refused, VenueFailed
from crossbook_bindings.runtime import Request

ReplyT = TypeVar("ReplyT")


def believed(request: Request[str, ReplyT, object], result: Reply[ReplyT] | CrossbookError) -> Reply[ReplyT] | CrossbookError:
    """Give what came of a placement, with a refusal that the venue cannot have written as what it is: no answer to the question."""
    # Limits are enforced in front of the venue, and what they say at 429 was cut off in what was read.
    if not isinstance(result, Refused) or result.status == TOO_MANY or is_the_venues_own(request, result):
        return result
    return VenueFailed(
        f"{result.message} (not in the form that the venue's refusals have, so it proves nothing)",
        venue=result.venue,
        operation=result.operation,
        status=result.status,
        request_id=result.request_id,
        body=result.body,
        venue_text=result.venue_text,
    )
