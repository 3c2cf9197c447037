"""Changes of structure: dropped, doubled, swapped, renamed, foreign and contradicting entries, and values of the wrong kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final, TypeAlias

import attrs

from fuzz import values
from fuzz.nodes import Node, Obj, Raw, clone


@attrs.frozen
class Context:
    """What a change may draw from: the orders asked for, other orders, words, secrets."""

    ids: tuple[str, ...]
    others: tuple[str, ...]
    words: tuple[str, ...]
    secrets: tuple[str, ...]


Change: TypeAlias = Callable[[Random, Node, Context], Node]

_TELLING: Final = frozenset(
    {
        "data", "success", "sessionID", "orderID", "orderId", "id", "filled", "remaining", "offered", "reason", "error", "errorType",
        "error_type", "description", "cancelled", "notCancelled", "status", "matched", "unmatched", "createdSessions", "userReference",
        "amount", "unfilledQty", "remainingQty", "nextCursor", "orders", "order", "requestID", "responses", "ordersReceived", "gameID",
        "wagerRequestID", "user", "auth", "type", "timeoutSec",
    }
)  # fmt: skip
_NAMES: Final = ("sessionID", "orderID", "orderId", "id", "sessionId", "SessionID", "sessionID ", "_id", "order_id", "txID")


def objects(tree: Node) -> list[Obj]:
    return [part for part in _inside(tree) if isinstance(part, Obj)]


def lists(tree: Node) -> list[list[Node]]:
    return [part for part in _inside(tree) if isinstance(part, list)]


def _inside(tree: Node) -> list[Node]:
    found: list[Node] = []
    waiting: list[Node] = [tree]
    while waiting and len(found) < 4000:
        part = waiting.pop()
        found.append(part)
        if isinstance(part, Obj):
            waiting += [value for _, value in part.pairs]
        elif isinstance(part, list):
            waiting += part
    return found


def _pair(rng: Random, tree: Node) -> tuple[Obj, int] | None:
    """Choose a member, rather one that tells something."""
    spots = [(part, place) for part in objects(tree) for place in range(len(part.pairs))]
    telling = [(part, place) for part, place in spots if part.pairs[place][0] in _TELLING]
    spots = telling if telling and rng.random() < 0.85 else spots
    return rng.choice(spots) if spots else None


def _in_member(change: Callable[[Random, Obj, int, Context], None]) -> Change:
    def changed(rng: Random, tree: Node, context: Context) -> Node:
        if (spot := _pair(rng, tree)) is not None:
            change(rng, *spot, context)
        return tree

    return changed


def _in_list(change: Callable[[Random, list[Node], Context], None]) -> Change:
    def changed(rng: Random, tree: Node, context: Context) -> Node:
        if found := [part for part in lists(tree) if part]:
            change(rng, rng.choice(found), context)
        return tree

    return changed


def _drop(rng: Random, part: Obj, place: int, context: Context) -> None:
    del part.pairs[place]


def _replace(rng: Random, part: Obj, place: int, context: Context) -> None:
    part.pairs[place] = (part.pairs[place][0], values.any_other(rng))


def _number(rng: Random, part: Obj, place: int, context: Context) -> None:
    named = [
        at for at, (key, _) in enumerate(part.pairs) if key in {"filled", "remaining", "offered", "amount", "remainingQty", "unfilledQty"}
    ]
    at = rng.choice(named) if named else place
    part.pairs[at] = (part.pairs[at][0], rng.choice((values.number, values.number, values.no_number, values.text))(rng))


def _rename(rng: Random, part: Obj, place: int, context: Context) -> None:
    key, value = part.pairs[place]
    name = str(key)
    part.pairs[place] = (rng.choice((*_NAMES, name.lower(), name.upper(), f"{name} ", f"{name}s", "", f"x{name}")), value)


def _spell(rng: Random, part: Obj, place: int, context: Context) -> None:
    key, value = part.pairs[place]
    if isinstance(key, str):
        part.pairs[place] = (values.spelled(rng, key), value)


def _double_key(rng: Random, part: Obj, place: int, context: Context) -> None:
    key, value = part.pairs[place]
    kind = rng.randrange(5)
    if kind == 0:
        other: Node = clone(value)
    elif kind == 1 and isinstance(value, bool):
        other = not value
    elif kind == 2 and isinstance(value, str):
        other = rng.choice((*context.ids, *context.others, *context.words, value.upper()))
    else:
        other = values.any_other(rng)
    spelled = values.spelled(rng, key) if isinstance(key, str) and rng.random() < 0.5 else key
    part.pairs.insert(rng.choice((place, place + 1, len(part.pairs))), (spelled, other))


def _flip(rng: Random, part: Obj, place: int, context: Context) -> None:
    for at, (key, value) in enumerate(part.pairs):
        if key in {"success", "cancelled", "ordersReceived"} and isinstance(value, bool):
            part.pairs[at] = (key, not value)


def _name(rng: Random, part: Obj, place: int, context: Context) -> None:
    """Change which order an entry names: another one of those asked for, a foreign one, other case, blank, padded."""
    named = [at for at, (name, _) in enumerate(part.pairs) if name in _NAMES]
    at = rng.choice(named) if named else place
    key, value = part.pairs[at]
    mine = rng.choice(context.ids) if context.ids else "x"
    other = rng.choice(context.others)
    names: tuple[Node, ...] = (
        mine,
        mine,
        other,
        mine.upper(),
        "",
        " ",
        None,
        f" {mine}",
        f"{mine}\n",
        mine[:-1],
        f"{mine}0",
        [mine],
        "\x00",
    )
    part.pairs[at] = (key, rng.choice(names))
    if rng.random() < 0.3:
        part.pairs.append((rng.choice(_NAMES), rng.choice((mine, other, value))))


def _word(rng: Random, part: Obj, place: int, context: Context) -> None:
    part.pairs.append((rng.choice(("reason", "error", "description", "message", "errorType")), rng.choice(context.words)))


def _reword(rng: Random, part: Obj, place: int, context: Context) -> None:
    for at, (key, value) in enumerate(part.pairs):
        if isinstance(value, str) and key in {"reason", "error", "description", "status", "message"}:
            part.pairs[at] = (key, rng.choice(context.words))


def _echo(rng: Random, part: Obj, place: int, context: Context) -> None:
    said = rng.choice(values.echoes(rng.choice(context.secrets)))
    worded = [at for at, (key, _) in enumerate(part.pairs) if key in {"reason", "error", "description", "message", "code"}]
    if worded and rng.random() < 0.7:
        part.pairs[worded[0]] = (part.pairs[worded[0]][0], said)
    else:
        part.pairs.append((rng.choice(("reason", "error", "echo", "message")), said))


def _deep(rng: Random, part: Obj, place: int, context: Context) -> None:
    if rng.random() < 0.3:
        part.pairs[place] = (part.pairs[place][0], values.deep(rng))
    else:
        part.pairs.append(("deep", values.deep(rng)))


def _long(rng: Random, part: Obj, place: int, context: Context) -> None:
    part.pairs.append(("long", values.long(rng)))


def _extra(rng: Random, part: Obj, place: int, context: Context) -> None:
    part.pairs.append(
        (rng.choice(("tomorrow", "constructor", "__proto__", "", "error", "data", "success", "orderID")), values.any_other(rng))
    )


def _drop_entry(rng: Random, part: list[Node], context: Context) -> None:
    del part[rng.randrange(len(part))]


def _double_entry(rng: Random, part: list[Node], context: Context) -> None:
    entry = clone(rng.choice(part))
    if isinstance(entry, Obj) and entry.pairs and rng.random() < 0.6:
        rng.choice((_flip, _number, _reword, _replace))(rng, entry, rng.randrange(len(entry.pairs)), context)
    part.insert(rng.randint(0, len(part)), entry)


def _swap(rng: Random, part: list[Node], context: Context) -> None:
    one, other = rng.randrange(len(part)), rng.randrange(len(part))
    part[one], part[other] = part[other], part[one]


def _foreign(rng: Random, part: list[Node], context: Context) -> None:
    entry = clone(rng.choice(part))
    if isinstance(entry, Obj) and entry.pairs:
        _name(rng, entry, rng.randrange(len(entry.pairs)), context)
    elif isinstance(entry, str):
        entry = rng.choice((*context.others, *context.ids, entry.upper(), "", f"{entry} "))
    part.insert(rng.randint(0, len(part)), entry)


def _replace_entry(rng: Random, part: list[Node], context: Context) -> None:
    part[rng.randrange(len(part))] = values.any_other(rng)


def _shuffle(rng: Random, part: list[Node], context: Context) -> None:
    rng.shuffle(part)


def _both_halves(rng: Random, tree: Node, context: Context) -> Node:
    """PredictStreet: put an order into both halves of a reply, or move it."""
    for part in objects(tree):
        halves = {str(key): value for key, value in part.pairs}
        done, kept = halves.get("cancelled"), halves.get("notCancelled")
        if isinstance(done, list) and isinstance(kept, Obj) and context.ids:
            order_id = rng.choice(context.ids)
            done.append(order_id if rng.random() < 0.7 else order_id.upper())
            kept.pairs.append((order_id, rng.choice(context.words)))
    return tree


def _wrap(rng: Random, tree: Node, context: Context) -> Node:
    return rng.choice(([tree], Obj([("data", tree)]), Obj([("result", tree)]), [tree, tree]))


def _other_tree(rng: Random, tree: Node, context: Context) -> Node:
    return values.any_other(rng) if rng.random() < 0.8 else Raw("")


CHANGES: Final[Sequence[tuple[str, int, Change]]] = (
    ("drop a member", 6, _in_member(_drop)),
    ("replace a value", 10, _in_member(_replace)),
    ("replace an amount", 10, _in_member(_number)),
    ("rename a member", 5, _in_member(_rename)),
    ("spell a key with escapes", 3, _in_member(_spell)),
    ("write a key twice", 10, _in_member(_double_key)),
    ("flip success", 3, _in_member(_flip)),
    ("name another order", 10, _in_member(_name)),
    ("add words", 5, _in_member(_word)),
    ("change words", 6, _in_member(_reword)),
    ("echo a secret", 4, _in_member(_echo)),
    ("nest deeply", 2, _in_member(_deep)),
    ("make it long", 1, _in_member(_long)),
    ("add a member", 4, _in_member(_extra)),
    ("drop an entry", 6, _in_list(_drop_entry)),
    ("double an entry", 8, _in_list(_double_entry)),
    ("swap entries", 5, _in_list(_swap)),
    ("add a foreign entry", 6, _in_list(_foreign)),
    ("replace an entry", 3, _in_list(_replace_entry)),
    ("shuffle entries", 2, _in_list(_shuffle)),
    ("put an order into both halves", 4, _both_halves),
    ("wrap the reply", 1, _wrap),
    ("replace the reply", 2, _other_tree),
)
_WEIGHTS: Final = [weight for _, weight, _ in CHANGES]


def mutate(rng: Random, tree: Node, context: Context) -> tuple[Node, tuple[str, ...]]:
    """Change a reply once or a few times; say how."""
    changed = clone(tree)
    tried: list[str] = []
    for name, _, change in rng.choices(CHANGES, _WEIGHTS, k=rng.choice((1, 1, 1, 2, 2, 3))):
        tried.append(name)
        changed = change(rng, changed, context)
    return changed, tuple(tried)
