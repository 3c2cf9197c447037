"""Reads the reply of a cancel that names no orders: the venue says which orders it was about. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from crossbook.cancel_outcomes import CancelOutcome, CancelUnknown, ScopeOutcomes
from crossbook.core.judging import Source
from crossbook.fourcasters.identifiers import is_object_id, same
from crossbook.fourcasters.orders.entries import Entry, named_by, outcome_of

EntryT = TypeVar("EntryT", bound=Entry)


def read_scope(
    entries: Iterable[EntryT],
    source: Source,
    *,
    game_id: str | None = None,
    references: Collection[str] = (),
    is_outside: Callable[[EntryT], bool] | None = None,
) -> ScopeOutcomes:
    """Give one outcome for each order that the reply names, in its order.

    Raises UnreadableReply, with those outcomes, if an entry names no order, because then nobody can say which one it is about; and
    if one is of another game than the cancel was, or carries a reference that was not among those asked for, where any were, or
    `is_outside` of it in another way.
    """
    entries = tuple(entries)
    found, unnamed = _collected(entries, source)
    outcomes = ScopeOutcomes(found.values())
    strangers = [
        entry
        for entry in entries
        if _is_elsewhere(entry, game_id) or _is_another(entry, references) or (is_outside is not None and is_outside(entry))
    ]
    if unnamed or strangers:
        error = source.doubt(f"entries that name no order: {unnamed}, that are outside of what was asked: {len(strangers)}")
        error.outcomes = outcomes
        del entries, strangers  # Their words are as the venue wrote them, and a traceback shows local variables.
        raise error
    return outcomes


def _is_elsewhere(entry: Entry, game_id: str | None) -> bool:
    # (A game that is not written as one, such as a sample's "<string>", is no other game.)
    return game_id is not None and entry.gameID is not None and is_object_id(entry.gameID) and same(entry.gameID) != same(game_id)


def _is_another(entry: Entry, references: Collection[str]) -> bool:
    return bool(references) and bool(entry.userReference) and entry.userReference not in references


def _collected(entries: Iterable[Entry], source: Source) -> tuple[dict[str, CancelOutcome], int]:
    """Collect what entries prove of the orders that they name, and count those that name none; a blank name is none."""
    found: dict[str, CancelOutcome] = {}
    unnamed = 0
    for entry in entries:
        order_id = named_by(entry)
        if order_id is None or not order_id.strip():
            unnamed += 1
            continue
        outcome = outcome_of(order_id, entry, source.blot)
        earlier = found.get(same(order_id))
        if outcome is None or (earlier is not None and earlier != outcome):
            problem = "it does not say clearly what became of this order"
            outcome = CancelUnknown(order_id=order_id, evidence=source.evidence(problem))
        found[same(order_id)] = outcome
    return found, unnamed
