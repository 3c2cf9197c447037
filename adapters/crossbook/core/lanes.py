"""Which connection a command may go out on. Pure: a function of what the spec says of the operation."""

from __future__ import annotations

from typing import Final

from crossbook_bindings.runtime import EffectKind, Operation, Scope

_NAMED: Final = (Scope.ORDER, Scope.ORDERS)


def needs_fresh_connection(operation: Operation[str]) -> bool:
    """Say whether a left-over reply could pass for this command's own: a cancel whose reply may name no order at all.

    On a connection on which nothing was asked before, there is nothing left over. Other commands are told apart by the
    orders that their replies name.
    """
    return operation.effect.kind is EffectKind.CANCEL and operation.effect.scope not in _NAMED
