"""One HTTP request from arrival to delivery: record it, check it, let the venue act, check the reply, place the fault."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from crossbook.sandbox.delivery import Answer, Delivery, Manner, html, plain
from crossbook.sandbox.engine import Call, Engine
from crossbook.sandbox.faults import LIST_FAULTS, LOST_BEFORE, Fault, Planned
from crossbook.sandbox.records import RequestRecord, redacted
from crossbook.sandbox.rest_spec import Incoming, Operation, Problem
from crossbook.sandbox.wire import Json, loads


@frozen
class Arrival:
    """An HTTP request as the server read it."""

    method: str
    path: str
    """Path as sent, still percent-encoded, without the query."""
    query_text: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Lower-case names."""
    text: str


def exchange(engine: Engine, arrival: Arrival) -> Delivery:
    """Handle one request. Holds the lock for all of it: a test's thread sees the state before or after, never between."""
    with engine.lock:
        found = engine.rest.find(arrival.method, arrival.path)
        name = found[0].id if found else f"{arrival.method} {arrival.path}"
        target = f"{arrival.path}?{arrival.query_text}" if arrival.query_text else arrival.path
        engine.journal.received(RequestRecord(name, "rest", target, arrival.text, redacted(arrival.headers)))
        if found is None:
            engine.journal.violated(name, "request", "expected a method and path of the spec")
            return plain(Answer(404, engine.error(404, f"Cannot {arrival.method} {arrival.path}")))
        operation, path_parameters = found
        call = _checked(engine, operation, path_parameters, arrival)
        planned = engine.faults.take(operation.id, "rest")
        delivery = _not_acted(engine, operation, planned)
        return delivery or _acted(engine, call, planned)


def _checked(engine: Engine, operation: Operation, path_parameters: Mapping[str, str], arrival: Arrival) -> Call:
    problems: tuple[Problem, ...] = ()
    body: Json = None
    try:
        body = loads(arrival.text) if arrival.text else None
    except ValueError as error:
        problems = (Problem("body", f"expected JSON: {error}"),)
    incoming = Incoming(path_parameters, arrival.query, arrival.headers, body, has_body=bool(arrival.text))
    problems = problems or engine.rest.request_problems(operation, incoming)
    engine.journal.violated(operation.id, "request", *(problem.message for problem in problems))
    return Call(operation, incoming, problems)


def _not_acted(engine: Engine, operation: Operation, planned: Planned | None) -> Delivery | None:
    if planned is None:
        return None
    if planned.fault in LOST_BEFORE:
        return Delivery(Manner.DROP)
    if planned.fault is Fault.RATE_LIMITED:
        text = "Too many requests. Please try again later."
        return _own(engine, operation, Answer(429, engine.error(429, text), {"Retry-After": str(planned.retry_after)}))
    if planned.fault is Fault.UNAVAILABLE:
        return _own(engine, operation, _unavailable(engine))
    return None


def _acted(engine: Engine, call: Call, planned: Planned | None) -> Delivery:
    answer = engine.answer(call)
    _check(engine, call.operation, answer)
    if planned is None:
        return plain(answer)
    if planned.fault in LIST_FAULTS:
        return plain(evolve(answer, body=engine.reshape(call.operation, answer.body, planned.fault)))
    if planned.fault is Fault.UNAVAILABLE_AFTER_COMMIT:
        return _own(engine, call.operation, _unavailable(engine))
    if planned.fault is Fault.ABORTED:
        return _own(engine, call.operation, Answer(503, {"error": {"message": "Network Error", "code": 503}}))
    return _garbled(engine, plain(answer), planned.fault)


def _garbled(engine: Engine, delivery: Delivery, fault: Fault) -> Delivery:
    """Spoil a reply on its way."""
    match fault:
        case Fault.REPLY_LOST:
            return Delivery(Manner.DROP)
        case Fault.CUT_MID_REPLY:
            return evolve(delivery, manner=Manner.CUT_MIDWAY)
        case Fault.TRUNCATED:
            return Delivery(Manner.SEND, delivery.text[: len(delivery.text) // 2])
        case Fault.EMPTY:
            return Delivery(Manner.SEND)
        case Fault.HTML:
            return html(502, "502 Bad Gateway")
        case Fault.HTML_OK:
            return html(200, "Checking your browser")
        case Fault.STALL:
            return evolve(delivery, ticket=engine.gate.admit())
        case _:
            return delivery


def _unavailable(engine: Engine) -> Answer:
    return Answer(503, engine.error(503, "Orders service unreachable"))


def _own(engine: Engine, operation: Operation, answer: Answer) -> Delivery:
    """Deliver an error both venues document. It is not wrong on purpose, so it is checked like any reply."""
    _check(engine, operation, answer)
    return plain(answer)


def _check(engine: Engine, operation: Operation, answer: Answer) -> None:
    if answer.documented:
        faults = engine.rest.reply_problems(operation, answer.status, answer.body, has_body=True)
        engine.journal.violated(operation.id, "reply", *(f"{answer.status}: {fault}" for fault in faults))
