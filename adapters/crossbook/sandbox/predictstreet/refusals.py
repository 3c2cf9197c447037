"""The venue's refusals, with the codes of errors/codes. Words that no page gives are marked where they are used."""

from __future__ import annotations

from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.wire import JsonObject


def refusal(status: int, code: str, message: str | None = None, **more: JsonObject) -> Refusal:
    """Make a refusal of a whole request."""
    body: JsonObject = {"code": code, "message": message or code.replace("_", " ")}
    return Refusal(status, {**body, **more})


def invalid(message: str) -> Refusal:
    """Refuse what has not the documented form."""
    return refusal(400, "validation_failed", message)


def bad_request(message: str) -> Refusal:
    """Refuse a filter."""
    return refusal(400, "bad_request", message)


class Rejection(Exception):
    """A business reject: 200 with status REJECTED and an empty order id. Nothing has been changed."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
