"""Which world a run is of: its name says so."""

from __future__ import annotations

from typing import Final, TypeAlias

from simulation.pulling import PullWorld
from simulation.world import World

PULLS: Final = "pull/"

AnyWorld: TypeAlias = World | PullWorld


def world_of(name: str) -> AnyWorld:
    """Make the world of a run."""
    return PullWorld(name) if name.startswith(PULLS) else World(name)
