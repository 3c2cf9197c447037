"""Plays cases over HTTP: one client of a surface, one server, one judge."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from typing import Final, Protocol, Self, cast

import attrs

from crossbook import Timeouts
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from fuzz.calls import API_KEY, FRESH, PASSWORD, TOKEN
from fuzz.happened import Happened
from fuzz.http_server import HttpServer, Plan
from fuzz.judge import judge
from fuzz.judge_secrets import check_secrets, shown
from fuzz.logs import Logs
from fuzz.proofs import Problem
from fuzz.scenario import Scenario, Step, Surface, Venue

PATIENT: Final = Timeouts(connect=5, reply=10)
HASTY: Final = Timeouts(connect=5, reply=0.3)
_LATE: Final = 20.0
"""Seconds beyond a deadline: looked for are calls that do not end, and a machine may have other things to do."""
_SECRET_PART: Final = API_KEY.split("_", 3)[3]


@attrs.frozen
class Broken:
    """A law that a case breaks, and where."""

    surface: Surface
    seed: str
    place: int
    problem: Problem
    happened: Happened


class Player(Protocol):
    """Plays cases of one surface."""

    def play(self, scenario: Scenario, seed: str) -> list[Broken]: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


class HttpPlayer:
    """One client, kept from case to case as long as it keeps its token."""

    def __init__(self, surface: Surface) -> None:
        self._surface: Surface = surface
        self._venue: Venue = "fourcasters" if surface.startswith("fourcasters") else "predictstreet"
        self._stack = contextlib.ExitStack()
        self._server = HttpServer()
        self._runner = asyncio.Runner() if surface.endswith("async") else None
        self._logs = Logs()
        self._client: object = None

    def __enter__(self) -> Self:
        self._stack.enter_context(self._server)
        self._stack.enter_context(self._logs)
        if self._runner is not None:
            self._stack.enter_context(self._runner)
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()
        self._stack.close()

    def play(self, scenario: Scenario, seed: str) -> list[Broken]:
        broken: list[Broken] = []
        hasty = any(answer.instead.startswith("stall") for step in scenario.steps for answer in step.answers)
        if hasty:
            self._drop()
        for place, step in enumerate(scenario.steps):
            happened, text, logged = self._one(step, HASTY if hasty else PATIENT)
            found = [] if hasty and place and happened.seconds > HASTY.reply * 0.5 else judge(happened)
            limit = (HASTY if hasty else PATIENT).reply * max(len(happened.seen), 1) + _LATE
            if happened.seconds > limit:
                found.append(Problem("no call takes longer than its deadline", f"{happened.seconds:.1f} s"))
            secrets = self._secrets(happened)
            found += [*check_secrets("what is shown", text, secrets), *check_secrets("the log", logged, secrets)]
            broken += [Broken(self._surface, seed, place, problem, happened) for problem in found]
        token = cast("str | None", getattr(self._client, "token", TOKEN))
        if hasty or token != TOKEN or broken:
            self._drop()
        return broken

    def _secrets(self, happened: Happened) -> list[str]:
        if self._venue == "predictstreet":
            return [_SECRET_PART]
        # "null" and the like are offered as tokens, and are no secrets.
        return [TOKEN, PASSWORD, *([FRESH] if happened.token_after == FRESH else [])]

    def _one(self, step: Step, timeouts: Timeouts) -> tuple[Happened, str, str]:
        if self._client is None:
            self._client = self._make(timeouts)
        plan = self._server.plan = Plan(step.answers)
        before = cast("str | None", getattr(self._client, "token", None))
        value: object = None
        error: BaseException | None = None
        began = time.monotonic()
        try:
            value = getattr(self._client, step.call)(*step.args)
            if self._runner is not None:
                value = self._runner.run(cast("Coroutine[object, object, object]", value))
        except BaseException as raised:  # noqa: BLE001 - whatever a client raises is judged
            error = raised
        seconds = time.monotonic() - began
        plan.finish()
        after = cast("str | None", getattr(self._client, "token", None))
        happened = Happened(self._venue, step, value, error, seconds, tuple(plan.seen), before, after)
        told = error if error is not None else value if step.call not in {"open_orders", "get_order", "login"} else None
        text = shown(told, frames=True) + repr(self._client)
        return happened, text, self._logs.take()

    def _make(self, timeouts: Timeouts) -> object:
        match self._surface:
            case "fourcasters-sync":
                return Fourcasters(token=TOKEN, base_url=self._server.url, timeouts=timeouts, retry=None, pacing=None)
            case "fourcasters-async":
                return AsyncFourcasters(token=TOKEN, base_url=self._server.url, timeouts=timeouts, retry=None, pacing=None)
            case "predictstreet-sync":
                return PredictStreet(api_key=API_KEY, base_url=self._server.url, timeouts=timeouts, retry=None, pacing=None)
            case _:
                return AsyncPredictStreet(api_key=API_KEY, base_url=self._server.url, timeouts=timeouts, retry=None, pacing=None)

    def _drop(self) -> None:
        client, self._client = self._client, None
        if isinstance(client, Fourcasters | PredictStreet):
            client.close()
        elif isinstance(client, AsyncFourcasters | AsyncPredictStreet) and self._runner is not None:
            self._runner.run(client.aclose())
