"""Asks signers for signatures. Whatever a signer does, it ends in a signature, or in why there is none."""

from __future__ import annotations

import inspect

from crossbook.core.redaction import blot_all
from crossbook.core.signatures import Signature, Signing, Unsigned
from crossbook.core.steps import SignDigest

TOO_LATE = Unsigned("the call's deadline was over before it was signed")


def signed(step: SignDigest, *, now: float) -> Signing:
    """Ask a signer that answers at once. One that has to wait is none for a synchronous client."""
    if step.until <= now:
        return TOO_LATE
    try:
        given = step.sign(step.digest)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong there, nothing was sent
        return failed(error)
    if inspect.isawaitable(given):
        if inspect.iscoroutine(given):
            given.close()
        return Unsigned("expected a signer that answers at once, found one that has to be awaited: that takes an asynchronous client")
    return taken(given)


def taken(given: object) -> Signing:
    if isinstance(given, bytes):
        return Signature(given)
    return Unsigned(f"expected a signature as bytes, found {type(given).__name__}")


def failed(error: Exception) -> Unsigned:
    return Unsigned(blot_all(f"the signer failed ({type(error).__name__}: {error})"))
