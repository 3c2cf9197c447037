"""Cases from a seed: honest replies, and what is done to them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final, Literal

import attrs

from fuzz import calls, mutate_wire
from fuzz.answers import Answer, wire
from fuzz.calls import Made
from fuzz.mutate_tree import mutate
from fuzz.nodes import Node, Obj, Raw, num, obj, write
from fuzz.scenario import Scenario, Step, Surface

_HONEST: Final = 0.14
_STALLS: Final = 0.002
_SUCCESS_FOR_ALL: Final = b'{"data":{"success":true}}'


def scenario(surface: Surface, seed: str) -> Scenario:
    """Make the case of a seed, always the same."""
    rng = Random(seed)  # noqa: S311 - the point is that it can be repeated
    if surface == "socket":
        return Scenario(surface, _socket_steps(rng))
    makes = calls.fourcasters if surface.startswith("fourcasters") else calls.predictstreet
    made = [makes(rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))]
    steps: list[Step] = []
    for place, one in enumerate(made):
        after = made[place + 1] if place + 1 < len(made) else one
        steps.append(_step(rng, one, _lies(rng, after), first=place == 0))
    return Scenario(surface, tuple(steps))


def _lies(rng: Random, made: Made) -> tuple[bytes, ...]:
    """Write replies that the next call would take for its own, were they still on the connection."""
    bodies = [write(reply).encode() for status, reply in made.replies[:1] if status == 200]
    bodies += [b'{"data":[]}', _SUCCESS_FOR_ALL, b'{"cancelled":[],"notCancelled":{}}']
    answers = [Answer(body=body) for body in bodies]
    answers.append(Answer(status=409, body=b'{"error":"order already cancelled"}'))
    return tuple(b"".join(wire(answer)) for answer in answers) if rng.random() < 0.8 else (b"".join(wire(answers[0])) * 3,)


def _step(rng: Random, made: Made, lies: tuple[bytes, ...], *, first: bool) -> Step:
    answers: list[Answer] = []
    tried: list[str] = []
    stalls = first and rng.random() < _STALLS * 10
    spoilt = rng.randrange(len(made.replies)) if made.replies else -1
    for place, (status, tree) in enumerate(made.replies):
        if place != spoilt and rng.random() < 0.7:
            answers.append(Answer(status=status, body=write(tree).encode("utf-8", "surrogatepass")))
            continue
        answer, names = _spoil(rng, made, status, tree, lies, stalls=stalls)
        answers.append(answer)
        tried += names
    if made.call == "open_orders" and rng.random() < 0.1:
        answers += [answers[-1]] * 3
    # What comes late comes between calls: within one, it would race with the next request.
    answers = [*(attrs.evolve(answer, late=False) for answer in answers[:-1]), *answers[-1:]]
    return Step(made.call, made.args, tuple(answers), tried=tuple(tried) or ("honest",))


def _spoil(rng: Random, made: Made, status: int, tree: Node, lies: tuple[bytes, ...], *, stalls: bool) -> tuple[Answer, list[str]]:
    tried: list[str] = []
    kind = rng.random()
    if _HONEST < kind < 0.62 or rng.random() < 0.1:
        tree, names = mutate(rng, tree, made.context)
        tried += names
    answer = Answer(status=status, body=write(tree).encode("utf-8", "surrogatepass"))
    if kind < _HONEST or kind < 0.62:
        return answer, tried
    changed = answer
    if kind < 0.72:
        changed, name = mutate_wire.change_bytes(rng, answer)
    elif kind < 0.82:
        changed, name = mutate_wire.change_status(rng, answer)
    elif kind < 0.89:
        changed, name = mutate_wire.change_headers(rng, answer, made.context.secrets)
    else:
        changed, name = mutate_wire.change_transport(rng, answer, lies, stalls=stalls)
    tried.append(name)
    if rng.random() < 0.1:
        changed, name = mutate_wire.change_headers(rng, changed, made.context.secrets)
        tried.append(name)
    return changed, tried


def _socket_steps(rng: Random) -> tuple[Step, ...]:
    made = [calls.socket(rng) for _ in range(rng.choice((1, 1, 2, 3, 4)))]
    frames: list[tuple[bytes, ...]] = []
    tried: list[tuple[str, ...]] = []
    places = _sent(made)
    for one, place in zip(made, places, strict=True):
        mine, names = _frames(rng, one, place, len(made))
        frames.append(mine if place is not None else ())
        tried.append(names if place is not None else ("honest",))
    order = list(range(len(made)))
    rng.shuffle(order)
    ending: Literal["keep", "close", "drop", "silent"] = rng.choice(("close", "drop", "silent")) if rng.random() < 0.02 else "keep"
    if any("drop the reply" in names for names in tried) and ending == "keep":
        ending = rng.choice(("close", "drop", "drop", "silent")) if rng.random() < 0.3 else "drop"
    steps = [Step(one.call, one.args, tried=names) for one, names in zip(made, tried, strict=True)]
    last = attrs.evolve(steps[-1], frames=tuple(frame for place in order for frame in frames[place]), ending=ending)
    return (*steps[:-1], last)


def _sent(made: Sequence[Made]) -> list[int | None]:
    """Number the commands that leave at all: a list without a possible id sends nothing."""
    places: list[int | None] = []
    for one in made:
        nothing = (one.call == "cancel_orders" and not one.context.ids) or (one.call == "place_orders" and one.args == ((),))
        places.append(None if nothing else sum(place is not None for place in places))
    return places


def _frames(rng: Random, made: Made, place: int | None, count: int) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    reply = made.replies[0][1]
    mine = f"@{place}@"
    tree: Node = obj(requestID=mine)
    assert isinstance(tree, Obj)
    assert isinstance(reply, Obj)
    tree.pairs += reply.pairs
    if made.call == "place_orders" and rng.random() < 0.1:
        tree = obj(requestID=mine, responses=[obj(requestID=mine, data=reply.pairs[0][1])])
    tried: tuple[str, ...] = ()
    if rng.random() > 0.25:
        tree, tried = mutate(rng, tree, made.context)
    kind = rng.random()
    if kind < 0.06 and isinstance(tree, Obj):
        others: tuple[Node, ...] = ("@9@", f"@{rng.randrange(count)}@", None, "", num(0), mine.upper(), f"{mine} ", Raw(mine), [mine])
        tree.pairs.insert(rng.randint(0, len(tree.pairs)), ("requestID", rng.choice(others)))
        tried = (*tried, "another correlation id")
    text = write(tree).encode("utf-8", "surrogatepass")
    if kind < 0.72:
        return (text,), tried
    if kind < 0.86:
        changed, name = mutate_wire.change_bytes(rng, Answer(body=text))
        return (changed.body,), (*tried, name)
    if kind < 0.9:
        return (), (*tried, "drop the reply")
    if kind < 0.96:
        again, _ = mutate(rng, tree, made.context)
        return (text, write(again).encode("utf-8", "surrogatepass")), (*tried, "answer twice")
    junk = rng.choice(
        (b"", b"null", b"[]", b"{}", b'{"requestID":null}', b'{"data":[]}', b"hello", b"\xff", b'{"requestID":"@9@","data":[]}')
    )
    return (junk, text), (*tried, "a frame that nobody asked for")
