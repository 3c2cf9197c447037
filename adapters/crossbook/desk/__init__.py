"""What is about both venues: what a tape proves, and what of the replies no document knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.desk.drift_watch import Drift as Drift
    from crossbook.desk.drift_watch import DriftWatch as DriftWatch
    from crossbook.desk.replaying import Replay as Replay
    from crossbook.desk.replaying import Verdict as Verdict
    from crossbook.desk.replaying import replay as replay

_HOMES: Final = {
    "Drift": "drift_watch",
    "DriftWatch": "drift_watch",
    "Replay": "replaying",
    "Verdict": "replaying",
    "replay": "replaying",
}

__all__ = ["Drift", "DriftWatch", "Replay", "Verdict", "replay"]


if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
