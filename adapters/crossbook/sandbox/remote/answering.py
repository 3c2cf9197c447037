"""Requests under `/_sandbox/`: which control they are for, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol, runtime_checkable
from urllib.parse import unquote

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.remote.calls import Offered, offered
from crossbook.sandbox.remote.description import describe
from crossbook.sandbox.remote.reading import Misfit, read
from crossbook.sandbox.remote.showing import show
from crossbook.sandbox.wire import Json, loads

PREFIX: Final = "/_sandbox/"
_DOCUMENT: Final = "openapi.json"
_OWN: Final = "own"


@runtime_checkable
class _HasTraders(Protocol):
    def trader(self, name: str) -> object: ...


class Remote:
    """The controls by name: the sandbox itself, and each venue with its traders."""

    def __init__(self, sandbox: object, venues: Mapping[str, object]) -> None:
        self._sandbox = sandbox
        self._venues = venues

    def answer(self, method: str, path: str, text: str) -> Answer:
        """Call the control that a request is for. Any fault of the request is a 400 or a 404 that says what was expected."""
        parts = f"{path}/".removeprefix(PREFIX).removesuffix("/").split("/")
        if method == "GET" and parts in ([_DOCUMENT], [""]):
            return Answer(200, describe(self._targets()))
        try:
            body = _read(text)
            target, name = self._find(parts)
            return Answer(200, {"result": show(self._call(target, name, method, body))})
        except LookupError as error:
            return Answer(404, {"error": str(error.args[0])})
        except (ValueError, TypeError, RuntimeError) as error:
            return Answer(400, {"error": str(error)})

    def _targets(self) -> dict[str, type]:
        """Give the classes behind the paths, for the description."""
        targets: dict[str, type] = {"sandbox": type(self._sandbox)}
        for name, venue in self._venues.items():
            targets[name] = type(venue)
            if isinstance(venue, _HasTraders):
                targets[f"{name}/traders/{{trader}}"] = type(venue.trader(_OWN))
        return targets

    def _find(self, parts: list[str]) -> tuple[object, str]:
        match parts:
            case ["sandbox", name]:
                return self._sandbox, name
            case [venue, name] if venue in self._venues:
                return self._venues[venue], name
            case [venue, "traders", trader, name] if isinstance(found := self._venues.get(venue), _HasTraders):
                return found.trader(unquote(trader)), name
            case _:
                raise LookupError(f"expected a path of {PREFIX}{_DOCUMENT}, found {PREFIX}{'/'.join(parts)}")

    def _call(self, target: object, name: str, method: str, body: Json) -> object:
        kind: type = type(target)
        entry = offered(kind).get(name)
        if entry is None:
            raise LookupError(f"expected a control of {PREFIX}{_DOCUMENT}, found {name}")
        if not isinstance(body, dict):
            raise Misfit(f"expected an object of arguments, found {body!r}")
        if entry.is_property:
            if method == "GET":
                return getattr(target, name)
            if method != "PUT" or not entry.settable:
                raise Misfit(f"expected GET{' or PUT' if entry.settable else ''} for {name}, found {method}")
            (value,) = self._arguments(entry, body)[1].values()
            setattr(target, name, value)
            return getattr(target, name)
        if method != "POST":
            raise Misfit(f"expected POST for {name}, found {method}")
        many, arguments = self._arguments(entry, body)
        return getattr(target, name)(*many, **arguments)

    def _arguments(self, entry: Offered, body: Mapping[str, Json]) -> tuple[tuple[object, ...], dict[str, object]]:
        known = {parameter.name: parameter for parameter in entry.parameters}
        unknown = [name for name in body if name not in known]
        missing = [name for name, parameter in known.items() if parameter.required and name not in body]
        if unknown or missing:
            raise Misfit(f"expected arguments {', '.join(known) or 'none'}; missing: {missing}, unknown: {unknown}")
        many: tuple[object, ...] = ()
        arguments: dict[str, object] = {}
        for name, value in body.items():
            annotation = known[name].annotation
            try:
                if known[name].many:
                    many = tuple(read(annotation, item, self._trader) for item in (value if isinstance(value, list) else [value]))
                else:
                    arguments[name] = read(annotation, value, self._trader)
            except Misfit as misfit:
                raise Misfit(f"{name}: {misfit}") from misfit
        return many, arguments

    def _trader(self, wanted: type, name: str) -> object:
        """Find the trader that a name stands for, at the venue whose traders are of the class that is wanted."""
        for venue in self._venues.values():
            if isinstance(venue, _HasTraders) and isinstance(venue.trader(_OWN), wanted):
                return venue.trader(name)
        raise Misfit(f"expected {wanted.__name__}, found {name!r}")


def _read(text: str) -> Json:
    try:
        return loads(text) if text else {}
    except ValueError as error:
        raise Misfit(f"expected JSON, found {text[:40]!r}: {error}") from error
