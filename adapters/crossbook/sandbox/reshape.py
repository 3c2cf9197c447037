"""List replies made wrong: too short, too long, in another order."""

from __future__ import annotations

from collections.abc import Callable

from crossbook.sandbox.faults import Fault
from crossbook.sandbox.wire import Json

_ID_NAMES = frozenset({"id", "sessionID", "orderID", "orderId"})


def reshaped_at(body: Json, path: tuple[str, ...], fault: Fault, foreign: Callable[[], str], blank: Json) -> Json:
    """Return `body` with the list at `path` reshaped; unchanged when there is no list, as in an error reply."""
    if not path:
        return reshaped(body, fault, foreign, blank) if isinstance(body, list) else body
    if not isinstance(body, dict) or path[0] not in body:
        return body
    return {**body, path[0]: reshaped_at(body[path[0]], path[1:], fault, foreign, blank)}


def reshaped(entries: list[Json], fault: Fault, foreign: Callable[[], str], blank: Json) -> list[Json]:
    """Reshape one list. `foreign` makes an id nobody asked for; `blank` is an entry to fill with it when the list has none."""
    match fault:
        case Fault.SHORT:  # without the first: whoever trusts positions now shifts every entry by one
            return entries[1:]
        case Fault.SHUFFLED:
            return entries[::-1]
        case Fault.LONG:
            return [*entries, _renamed(entries[0] if entries else blank, foreign())]
        case _:
            return entries


def _renamed(entry: Json, order_id: str) -> Json:
    """Copy an entry for another order."""
    match entry:
        case str():
            return order_id
        case dict():
            return {
                name: order_id if name in _ID_NAMES and isinstance(value, str) else _renamed_inside(value, order_id)
                for name, value in entry.items()
            }
        case _:
            return entry


def _renamed_inside(value: Json, order_id: str) -> Json:
    return _renamed(value, order_id) if isinstance(value, dict) else value
