"""What all replies of the REST interface have in common."""

from __future__ import annotations

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.wire import Json


def data(payload: Json) -> Answer:
    """Answer with the usual envelope."""
    return Answer(200, {"data": payload})


def refused(status: int, message: str) -> Refusal:
    """Refuse with the usual error body."""
    return Refusal(status, {"error": message})
