"""Asks signers for signatures, for both clients. Whatever a signer does, it ends in a signature, or in why there is none."""

from __future__ import annotations

import asyncio
import inspect
import math

from crossbook.core.redaction import blot_all
from crossbook.core.signatures import Signature, Signing, Unsigned
from crossbook.core.steps import SignDigest

_TOO_LATE = Unsigned("the call's deadline was over before it was signed")


def signed(step: SignDigest, *, now: float) -> Signing:
    """Ask a signer that answers at once. One that has to wait is none for a synchronous client."""
    if step.until <= now:
        return _TOO_LATE
    try:
        given = step.sign(step.digest)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong there, nothing was sent
        return _failed(error)
    if inspect.isawaitable(given):
        if inspect.iscoroutine(given):
            given.close()
        return Unsigned("expected a signer that answers at once, found one that has to be awaited: that takes an asynchronous client")
    return _taken(given)


async def signed_async(step: SignDigest, *, now: float) -> Signing:
    """Ask a signer of either kind, and wait for it no longer than the call may take."""
    if step.until <= now:
        return _TOO_LATE
    try:
        given = step.sign(step.digest)
        if inspect.isawaitable(given):
            async with asyncio.timeout_at(None if step.until == math.inf else step.until):
                given = await given
    except Exception as error:  # noqa: BLE001 - whatever goes wrong there, nothing was sent
        return _TOO_LATE if asyncio.get_running_loop().time() >= step.until else _failed(error)
    return _taken(given)


def _taken(given: object) -> Signing:
    if isinstance(given, bytes):
        return Signature(given)
    return Unsigned(f"expected a signature as bytes, found {type(given).__name__}")


def _failed(error: Exception) -> Unsigned:
    return Unsigned(blot_all(f"the signer failed ({type(error).__name__}: {error})"))
