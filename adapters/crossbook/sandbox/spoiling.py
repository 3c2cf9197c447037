"""What faults make of a request and of its reply, over REST."""

from __future__ import annotations

from attrs import evolve

from crossbook.sandbox.delivery import Answer, Delivery, Manner, empty, html, plain
from crossbook.sandbox.engine import Engine
from crossbook.sandbox.faults import LIST_FAULTS, LOST_BEFORE, Fault, PendingFault
from crossbook.sandbox.rest_spec import Operation


def refused(engine: Engine, operation: Operation, planned: PendingFault) -> Delivery | None:
    """Return what comes instead of acting; None for a fault that strikes later."""
    match planned.fault:
        case fault if fault in LOST_BEFORE:
            return Delivery(Manner.DROP)
        case Fault.RATE_LIMITED:
            text = "Too many requests. Please try again later."
            return _own(engine, operation, Answer(429, engine.error(429, text), {"Retry-After": str(planned.retry_after)}))
        case Fault.UNAVAILABLE:
            return _own(engine, operation, _unavailable(engine))
        case Fault.FOREIGN_PAGE:
            return html(planned.answer_status, "Request blocked")
        case Fault.EMPTY_ERROR:
            return empty(planned.answer_status)
        case _:
            return None


def spoiled(engine: Engine, operation: Operation, answer: Answer, planned: PendingFault) -> Delivery:
    """Return what is sent of an answer, the venue having acted."""
    match planned.fault:
        case fault if fault in LIST_FAULTS:
            return plain(evolve(answer, body=engine.reshape(operation, answer.body, fault)))
        case Fault.UNAVAILABLE_AFTER_COMMIT:
            return _own(engine, operation, _unavailable(engine))
        case Fault.ABORTED:
            return _own(engine, operation, Answer(503, {"error": {"message": "Network Error", "code": 503}}))
        case Fault.FOREIGN_PAGE_AFTER_COMMIT:
            return html(planned.answer_status, "Request blocked")
        case Fault.EMPTY_ERROR_AFTER_COMMIT:
            return empty(planned.answer_status)
        case Fault.STALL:
            return evolve(plain(answer), ticket=engine.gate.admit())
        case _:
            return _garbled(plain(answer), planned.fault)


def _garbled(delivery: Delivery, fault: Fault) -> Delivery:
    """Spoil a reply on its way."""
    match fault:
        case Fault.REPLY_LOST:
            return Delivery(Manner.DROP)
        case Fault.CUT_MID_REPLY:
            return evolve(delivery, manner=Manner.CUT_MIDWAY)
        case Fault.TRUNCATED:
            return Delivery(Manner.SEND, delivery.text[: len(delivery.text) // 2])
        case Fault.EMPTY:
            return empty(200)
        case Fault.HTML:
            return html(502, "502 Bad Gateway")
        case Fault.HTML_OK:
            return html(200, "Checking your browser")
        case Fault.EXTRA_REPLY:
            return evolve(delivery, twice=True)
        case _:
            return delivery


def check(engine: Engine, operation: Operation, answer: Answer) -> None:
    """Hold an answer against the spec and remember what is wrong with it."""
    if answer.documented:
        faults = engine.rest.reply_problems(operation, answer.status, answer.body, has_body=answer.has_body)
        engine.journal.violated(operation.id, "reply", *(f"{answer.status}: {fault}" for fault in faults))


def _unavailable(engine: Engine) -> Answer:
    return Answer(503, engine.error(503, "Orders service unreachable"))


def _own(engine: Engine, operation: Operation, answer: Answer) -> Delivery:
    """Deliver an error both venues document. It is not wrong on purpose, so it is checked like any reply."""
    check(engine, operation, answer)
    return plain(answer)
