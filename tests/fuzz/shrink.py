"""Makes a case that breaks a law smaller, as long as it still breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, cast

import attrs

from fuzz.answers import Answer
from fuzz.nodes import Node, NotJson, Obj, read, write
from fuzz.player import Broken, HttpPlayer, Player
from fuzz.scenario import Scenario, Step, Surface
from fuzz.socket_player import SocketPlayer

_ATTEMPTS: Final = 400
_LONGEST: Final = 20_000


def player(surface: Surface) -> Player:
    return SocketPlayer() if surface == "socket" else HttpPlayer(surface)


def smallest(scenario: Scenario, broken: Broken) -> tuple[Scenario, Broken]:
    """Give the smallest case found that breaks the same law in the same call, and how it breaks it."""
    law, call = broken.problem.law, broken.happened.call
    best, shown = scenario, broken
    left = _ATTEMPTS
    with player(scenario.surface) as playing:
        found = True
        while found and left:
            found = False
            for candidate in _smaller(best, shown.place):
                left -= 1
                again = [one for one in playing.play(candidate, broken.seed) if (one.problem.law, one.happened.call) == (law, call)]
                if again:
                    best, shown, found = candidate, again[0], True
                    break
                if not left:
                    break
    return best, shown


def _smaller(scenario: Scenario, place: int) -> Iterator[Scenario]:
    steps = scenario.steps
    if scenario.surface == "socket":
        yield from _frames(scenario)
        return
    if len(steps) > 1:
        yield attrs.evolve(scenario, steps=(steps[place],))
        yield attrs.evolve(scenario, steps=steps[: place + 1])
    for at, step in enumerate(steps):
        for smaller in _steps(step):
            yield attrs.evolve(scenario, steps=(*steps[:at], smaller, *steps[at + 1 :]))


def _steps(step: Step) -> Iterator[Step]:
    for args in _args(step.args):
        yield attrs.evolve(step, args=args)
    plain = Answer()
    for at, answer in enumerate(step.answers):
        made: list[Answer] = [
            attrs.evolve(answer, **{name: getattr(plain, name)})
            for name in ("headers", "framing", "ending", "leftover", "late", "instead", "reason")
            if getattr(answer, name) != getattr(plain, name)
        ]
        made += [attrs.evolve(answer, body=body) for body in _bodies(answer.body)]
        for smaller in made:
            yield attrs.evolve(step, answers=(*step.answers[:at], smaller, *step.answers[at + 1 :]))


def _args(args: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    if args and isinstance(args[0], list | tuple):
        first = list(cast("Sequence[object]", args[0]))
        remake = cast("Callable[[list[object]], object]", type(cast("object", args[0])))
        if len(first) > 8:
            yield (remake(first[: len(first) // 2]), *args[1:])
        for at in range(min(len(first), 8)):
            yield (remake([*first[:at], *first[at + 1 :]]), *args[1:])


def _frames(scenario: Scenario) -> Iterator[Scenario]:
    last = scenario.steps[-1]
    for at in range(len(last.frames)):
        yield _with(scenario, (*last.frames[:at], *last.frames[at + 1 :]))
    for at, frame in enumerate(last.frames):
        for smaller in _bodies(frame):
            yield _with(scenario, (*last.frames[:at], smaller, *last.frames[at + 1 :]))


def _with(scenario: Scenario, frames: tuple[bytes, ...]) -> Scenario:
    return attrs.evolve(scenario, steps=(*scenario.steps[:-1], attrs.evolve(scenario.steps[-1], frames=frames)))


def _bodies(body: bytes) -> Iterator[bytes]:
    if len(body) > _LONGEST:
        yield body[: len(body) // 2]
        return
    try:
        tree = read(body)
    except NotJson:
        size = max(len(body) // 4, 1)
        for at in range(0, len(body), size):
            yield body[:at] + body[at + size :]
        return
    for smaller in without_a_part(tree):
        yield write(smaller).encode("utf-8", "surrogatepass")


def without_a_part(node: Node) -> Iterator[Node]:
    """Give a value without each of its parts, the outermost first."""
    match node:
        case Obj(pairs):
            for at in range(len(pairs)):
                yield Obj([*pairs[:at], *pairs[at + 1 :]])
            for at, (key, value) in enumerate(pairs):
                for smaller in without_a_part(value):
                    yield Obj([*pairs[:at], (key, smaller), *pairs[at + 1 :]])
        case list():
            for at in range(len(node)):
                yield [*node[:at], *node[at + 1 :]]
            for at, part in enumerate(node):
                for smaller in without_a_part(part):
                    yield [*node[:at], smaller, *node[at + 1 :]]
        case _:
            return
