"""What can be made sure of before anything is placed: with the venue, and with the chain. Each part is loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.findings import Finding as Finding
    from crossbook.predictstreet.checking.venue import check as check

_HOMES = {"Finding": "checking.venue", "check": "checking.venue"}

if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use("crossbook.predictstreet", _HOMES, door=__name__)
