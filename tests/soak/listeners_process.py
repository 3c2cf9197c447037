"""The process of the feeds: what is asked of it, and what it found."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, Final, Self

from soak.judging import Memory
from soak.venue_process import VenueProcess
from soak.verdicts import Verdicts

_LONGEST_LINE: Final = 2**20


class ListenersProcess:
    """Listens to the venue through all of its lives."""

    def __init__(self, venue: VenueProcess, verdicts: Verdicts) -> None:
        self._venue = venue
        self._verdicts = verdicts
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "soak.listeners", str(self._venue.fourcasters_port)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=Path(__file__).parents[1],
            limit=_LONGEST_LINE,
        )
        await self._ask(self._venue.facts)
        return self

    async def __aexit__(self, failed: object, *_: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        if failed is None:
            self._process.stdin.close()
            found = await self._answer()
            self._verdicts.add(Verdicts(**found))
        else:
            self._process.kill()
        await self._process.wait()

    async def forget(self) -> None:
        """Have them know nothing any more of a venue that is gone."""
        await self._ask("forget")

    async def hear_own(self) -> None:
        """Have them meet the venue in its new life."""
        await self._ask("hear own")

    async def settle(self) -> None:
        """Have what was heard held to what the venue has."""
        await self._ask("settle")

    async def go_home(self) -> None:
        """Have all of them be live once more, and end."""
        await self._ask("go home")

    async def measure(self) -> Memory | None:
        """Have them measure their memory. None while they are warming up."""
        measured = await self._ask("measure")
        return None if measured is None else Memory(*measured)

    async def _ask(self, what: object) -> Any:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        return await self._answer()

    async def _answer(self) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        told = await self._process.stdout.readline()
        if not told:
            message = "expected an answer of the process of the feeds, found that it has ended"
            raise RuntimeError(message)
        return json.loads(told)
