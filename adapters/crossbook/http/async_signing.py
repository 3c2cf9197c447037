"""Asks signers of either kind for signatures, for asynchronous clients."""

from __future__ import annotations

import asyncio
import inspect
import math

from crossbook.core.signatures import Signing
from crossbook.core.steps import SignDigest
from crossbook.http.signing import TOO_LATE, failed, taken


async def signed_async(step: SignDigest, *, now: float) -> Signing:
    """Ask a signer of either kind, and wait for it no longer than the call may take."""
    if step.until <= now:
        return TOO_LATE
    try:
        given = step.sign(step.digest)
        if inspect.isawaitable(given):
            async with asyncio.timeout_at(None if step.until == math.inf else step.until):
                given = await given
    except Exception as error:  # noqa: BLE001 - whatever goes wrong there, nothing was sent
        return TOO_LATE if asyncio.get_running_loop().time() >= step.until else failed(error)
    return taken(given)
