"""One HTTP request from arrival to delivery: record it, check it, let the venue act, check the reply, place the fault."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from crossbook.sandbox.delivery import Answer, Delivery, Manner, Outgoing, plain
from crossbook.sandbox.engine import Call, Engine
from crossbook.sandbox.faults import Fault, PendingFault
from crossbook.sandbox.limits import Standing
from crossbook.sandbox.records import RequestRecord, redacted
from crossbook.sandbox.rest_spec import Incoming, Operation, Problem
from crossbook.sandbox.spoiling import check, refused, spoiled
from crossbook.sandbox.wire import Json, dumps, loads


@frozen(kw_only=True)
class Head:
    """A request line and headers, before any body is read."""

    method: str
    path: str
    """Path as sent, still percent-encoded, without the query."""
    query_text: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Lower-case names."""
    peer: str
    """Address of the caller."""

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query_text}" if self.query_text else self.path


def refused_unread(engine: Engine, head: Head) -> Delivery | None:
    """Return what a fault does to a request whose body has not been read; None where it is read as usual."""
    with engine.lock:
        found = _find(engine, head)
        planned = engine.faults.next(found[0].id, "rest") if found else None
        if found is None or planned is None or planned.fault is not Fault.RESET:
            return None
        engine.faults.take(found[0].id, "rest")
        _record(engine, head, found[0].id, "")
        return Delivery(Manner.RESET)


def exchange(engine: Engine, head: Head, text: str) -> Outgoing:
    """Handle one request. Holds the lock for all of it: a test's thread sees the state before or after, never between."""
    with engine.lock:
        found = _find(engine, head)
        name = found[0].id if found else f"{head.method} {head.path}"
        _record(engine, head, name, text)
        if found is not None and found[0].method != head.method:
            head, text = _as_get(head, text)
        if found is None:
            engine.journal.violated(name, "request", "expected a method and path of the spec")
            return plain(Answer(404, engine.error(404, f"Cannot {head.method} {head.path}")))
        operation, path_parameters = found
        standing = _standing(engine, operation, head)
        if standing is not None and not standing.admitted:
            return _too_many(engine, operation, engine.limit_headers(standing))
        planned = engine.faults.take(operation.id, "rest")
        call = _checked(engine, operation, path_parameters, head, text)
        headers: Mapping[str, str] = engine.limit_headers(standing) if standing else {}
        if engine.ice.frozen or (planned is not None and planned.fault is Fault.FREEZE):
            later = None if planned is None or planned.fault is Fault.FREEZE else planned
            return engine.ice.hold(lambda: _handled(engine, call, later, headers))
        return _handled(engine, call, planned, headers)


def _find(engine: Engine, head: Head) -> tuple[Operation, dict[str, str]] | None:
    return engine.rest.find("GET" if head.method == "POST" and engine.admits_post(head.path) else head.method, head.path)


def _as_get(head: Head, text: str) -> tuple[Head, str]:
    """Read the members of a body as parameters of the query. A text that is no object stays what it is."""
    try:
        body = loads(text) if text else {}
    except ValueError:
        return head, text
    if not isinstance(body, dict):
        return head, text
    named = {name: value if isinstance(value, str) else dumps(value) for name, value in body.items()}
    return evolve(head, query={**head.query, **named}), ""


def _record(engine: Engine, head: Head, name: str, text: str) -> None:
    engine.journal.received(RequestRecord(name, "rest", head.target, text, redacted(head.headers)))


def _standing(engine: Engine, operation: Operation, head: Head) -> Standing | None:
    if engine.limiter is None:
        return None
    return engine.limiter.admit(operation.buckets, head.peer, engine.account(head.headers))


def _too_many(engine: Engine, operation: Operation, headers: Mapping[str, str]) -> Delivery:
    answer = Answer(429, engine.error(429, "Too many requests. Please try again later."), headers)
    check(engine, operation, answer)
    return plain(answer)


def _checked(engine: Engine, operation: Operation, path_parameters: Mapping[str, str], head: Head, text: str) -> Call:
    problems: tuple[Problem, ...] = ()
    body: Json = None
    try:
        body = loads(text) if text else None
    except ValueError as error:
        problems = (Problem("body", f"expected JSON: {error}"),)
    incoming = Incoming(path_parameters, head.query, head.headers, body, has_body=bool(text))
    problems = problems or engine.rest.request_problems(operation, incoming)
    engine.journal.violated(operation.id, "request", *(problem.message for problem in problems))
    return Call(operation, incoming, problems)


def _handled(engine: Engine, call: Call, planned: PendingFault | None, headers: Mapping[str, str]) -> Delivery:
    try:
        delivery = None if planned is None else refused(engine, call.operation, planned)
        if delivery is None:
            answer = engine.answer(call)
            check(engine, call.operation, answer)
            delivery = plain(answer) if planned is None else spoiled(engine, call.operation, answer, planned)
    except Exception as error:  # noqa: BLE001 - a sandbox that breaks must say so where tests look, and answer like a server
        engine.journal.violated(call.operation.id, "reply", f"the sandbox failed: {error!r}")
        delivery = plain(Answer(500, engine.error(500, "Internal Server Error")))
    return evolve(delivery, headers={**delivery.headers, **headers}) if headers else delivery
