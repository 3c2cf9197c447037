"""PredictStreet behind its URL: authentication, refusals, and which handler a request goes to."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Call, Engine, Refusal, Setting, unimitated
from crossbook.sandbox.faults import Fault, Target
from crossbook.sandbox.predictstreet import cancels, placing, reading
from crossbook.sandbox.predictstreet.book import Book
from crossbook.sandbox.predictstreet.keys import Keys
from crossbook.sandbox.reshape import reshaped_at
from crossbook.sandbox.rest_spec import Operation, rest_spec
from crossbook.sandbox.wire import Json, JsonObject, member

VENUE = "predictstreet"
_PLACE = "POST /api/orders/place"
_OPEN = "GET /api/orders/open"
# Where the entries of a list reply are. cancel-all has a list in the new generation only.
_LISTS: dict[str, tuple[str, ...]] = {
    "POST /api/orders/cancel-batch": ("cancelled",),
    "POST /api/orders/cancel-all": ("cancelled",),
    _OPEN: ("orders",),
}
_IMITATED = frozenset({_PLACE, "POST /api/orders/cancel", "GET /api/orders/{}", *_LISTS})
# Only 429 has no code in any source that could be read; the word for it is ours, like that for 5xx and 404.
_CODES = {404: "not_found", 429: "rate_limited", 501: "not_imitated", 503: "service_unavailable"}


class PredictStreetEngine(Engine):
    """State and behaviour of PredictStreet."""

    def __init__(self, setting: Setting, api_key: str | None = None) -> None:
        rest = rest_spec(VENUE)
        targets = tuple(Target(operation.id, "rest", operation.key in _LISTS, is_batch=False) for operation in rest.operations)
        # ABORTED is the body of one 4casters page.
        super().__init__(VENUE, rest, setting, targets, without=frozenset({Fault.ABORTED}))
        self.keys = Keys(api_key)
        self.book = Book(self.clock)
        self.generation: cancels.ReplyGeneration = "new"

    @property
    def imitated(self) -> frozenset[str]:
        return _IMITATED

    def account(self, headers: Mapping[str, str]) -> str | None:
        return headers.get("x-user-wallet") or headers.get("x-api-key")

    def forget(self) -> None:
        self.book = Book(self.clock)
        self.generation = "new"
        self.keys.multi_wallet = False

    def answer(self, call: Call) -> Answer:
        self.book.catch_up()
        if call.operation.public:
            return unimitated(self, call.operation)
        try:
            wallet = self.keys.acting_wallet(call.incoming.headers)
            self._refuse(call)
            return self._answer(call, wallet) or unimitated(self, call.operation)
        except Refusal as refusal:
            return refusal.answer

    def error(self, status: int, message: str) -> Json:
        return {"code": _CODES.get(status, "error"), "message": message}

    def reshape(self, operation: Operation, body: Json, fault: Fault) -> Json:
        path = _LISTS.get(operation.key, ())
        rest = member(body, "notCancelled")
        if fault is Fault.SHORT and member(body, "cancelled") == [] and isinstance(rest, dict) and isinstance(body, dict):
            # Nothing was cancelled: then the id that is missing from both halves is one of the other half.
            return {**body, "notCancelled": dict(list(rest.items())[1:])}
        blank: Json = {"id": ""} if operation.key == _OPEN else ""
        return reshaped_at(body, path, fault, lambda: str(uuid.uuid4()), blank)

    def _refuse(self, call: Call) -> None:
        key = call.operation.key
        if key == _PLACE and isinstance(call.incoming.body, dict):
            placing.refuse(self.clock, call.incoming.body)
        # The list of open orders has codes of its own, and clamps what the spec calls too large.
        if call.refusable and key != _OPEN:
            problem: JsonObject = {"code": "validation_failed", "message": call.refusable[0].message}
            raise Refusal(400, problem)

    def _answer(self, call: Call, wallet: str) -> Answer | None:
        incoming = call.incoming
        match call.operation.key:
            case "POST /api/orders/place":
                return placing.place(self.book, wallet, incoming.body)
            case "POST /api/orders/cancel":
                return cancels.cancel(self.book, wallet, incoming.body, self.generation)
            case "POST /api/orders/cancel-batch":
                return cancels.cancel_batch(self.book, wallet, incoming.body)
            case "POST /api/orders/cancel-all":
                return cancels.cancel_all(self.book, wallet, incoming.body, self.generation)
            case "GET /api/orders/open":
                return reading.open_orders(self.book, wallet, incoming.query)
            case "GET /api/orders/{}":
                return reading.detail(self.book, wallet, next(iter(incoming.path_parameters.values()), ""))
            case _:
                return None
