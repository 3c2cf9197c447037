"""What is about both venues: what a tape proves, what of the replies no document knows, and the way out of the market."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.desk.asked import Pull as Pull
    from crossbook.desk.async_pull import async_pull_orders as async_pull_orders
    from crossbook.desk.beats import DeadManState as DeadManState
    from crossbook.desk.dead_man import DeadMan as DeadMan
    from crossbook.desk.dead_man import DeadManAlarm as DeadManAlarm
    from crossbook.desk.dead_man import DisarmRefused as DisarmRefused
    from crossbook.desk.dead_man import Unreconciled as Unreconciled
    from crossbook.desk.dead_man_clock import DeadManClock as DeadManClock
    from crossbook.desk.drift_watch import Drift as Drift
    from crossbook.desk.drift_watch import DriftWatch as DriftWatch
    from crossbook.desk.lease import LeaseHeld as LeaseHeld
    from crossbook.desk.pull_events import CancelsAnswered as CancelsAnswered
    from crossbook.desk.pull_events import OrdersAppeared as OrdersAppeared
    from crossbook.desk.pull_events import PullBegan as PullBegan
    from crossbook.desk.pull_events import PullEnded as PullEnded
    from crossbook.desk.pull_events import PullEvent as PullEvent
    from crossbook.desk.pull_events import PullObserver as PullObserver
    from crossbook.desk.pull_events import PullWaits as PullWaits
    from crossbook.desk.pull_events import RestingListed as RestingListed
    from crossbook.desk.pulled import Left as Left
    from crossbook.desk.pulled import Pulled as Pulled
    from crossbook.desk.pulled import VenuePulled as VenuePulled
    from crossbook.desk.replaying import Replay as Replay
    from crossbook.desk.replaying import Verdict as Verdict
    from crossbook.desk.replaying import replay as replay
    from crossbook.desk.scopes import InGame as InGame
    from crossbook.desk.scopes import InMarket as InMarket
    from crossbook.desk.scopes import Scope as Scope
    from crossbook.desk.scopes import WholeAccount as WholeAccount
    from crossbook.desk.scopes import WithPrefix as WithPrefix
    from crossbook.desk.scopes import orders_in as orders_in
    from crossbook.desk.sync_pull import pull_orders as pull_orders
    from crossbook.desk.unsettling import TapedOrder as TapedOrder
    from crossbook.desk.unsettling import unsettled as unsettled
    from crossbook.storage.records import TapedFeed as TapedFeed

_HOMES: Final = {
    "CancelsAnswered": "pull_events",
    "DeadMan": "dead_man",
    "DeadManAlarm": "dead_man",
    "DeadManClock": "dead_man_clock",
    "DeadManState": "beats",
    "DisarmRefused": "dead_man",
    "Drift": "drift_watch",
    "DriftWatch": "drift_watch",
    "InGame": "scopes",
    "InMarket": "scopes",
    "LeaseHeld": "lease",
    "Left": "pulled",
    "OrdersAppeared": "pull_events",
    "Pull": "asked",
    "PullBegan": "pull_events",
    "PullEnded": "pull_events",
    "PullEvent": "pull_events",
    "PullObserver": "pull_events",
    "PullWaits": "pull_events",
    "Pulled": "pulled",
    "Replay": "replaying",
    "RestingListed": "pull_events",
    "Scope": "scopes",
    "TapedFeed": "replaying",
    "TapedOrder": "unsettling",
    "Unreconciled": "dead_man",
    "VenuePulled": "pulled",
    "Verdict": "replaying",
    "WholeAccount": "scopes",
    "WithPrefix": "scopes",
    "async_pull_orders": "async_pull",
    "orders_in": "scopes",
    "pull_orders": "sync_pull",
    "replay": "replaying",
    "unsettled": "unsettling",
}

__all__ = [
    "CancelsAnswered",
    "DeadMan",
    "DeadManAlarm",
    "DeadManClock",
    "DeadManState",
    "DisarmRefused",
    "Drift",
    "DriftWatch",
    "InGame",
    "InMarket",
    "LeaseHeld",
    "Left",
    "OrdersAppeared",
    "Pull",
    "PullBegan",
    "PullEnded",
    "PullEvent",
    "PullObserver",
    "PullWaits",
    "Pulled",
    "Replay",
    "RestingListed",
    "Scope",
    "TapedFeed",
    "TapedOrder",
    "Unreconciled",
    "VenuePulled",
    "Verdict",
    "WholeAccount",
    "WithPrefix",
    "async_pull_orders",
    "orders_in",
    "pull_orders",
    "replay",
    "unsettled",
]


if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
