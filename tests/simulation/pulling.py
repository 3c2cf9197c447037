"""Runs of `pull_orders`: orders are placed in bad weather, and then everything in a scope is to come off the market, proven."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from random import Random
from typing import Final, cast

from crossbook import Pacing, Retry, ScopeOutcomes, Timeouts
from crossbook.core.engine import Policy
from crossbook.core.pace import Pace
from crossbook.core.resolving import Patience
from crossbook.core.steps import Plan
from crossbook.desk.pull_steps import (
    CallsSeen,
    CancelOrders,
    CancelScope,
    ListResting,
    LookAtCalls,
    Now,
    PullAnswer,
    PullCall,
    Resolve,
    Tell,
    Wait,
)
from crossbook.desk.pulled import VenuePulled
from crossbook.desk.pulling import pull
from crossbook.desk.scopes import InGame, InMarket, Scope, WholeAccount, WithPrefix
from crossbook.desk.survey import PullTask, Survey
from crossbook.errors import Outcome
from crossbook.fourcasters import NewOrder, account
from crossbook.fourcasters.orders import cancelling as fourcasters
from crossbook.fourcasters.orders import resolving as fourcasters_resolving
from crossbook.predictstreet import NewOrder as SignedOrder
from crossbook.predictstreet import OrderIdentity
from crossbook.predictstreet.orders import cancelling as predictstreet
from crossbook.predictstreet.orders import resolving as predictstreet_resolving
from crossbook.predictstreet.orders.sightings import Owner
from crossbook.predictstreet.trading.desk import Desk
from crossbook_bindings.fourcasters.rest.buckets import BUCKETS as FOURCASTERS_BUCKETS
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS as PREDICTSTREET_BUCKETS
from simulation.calls_places import PlaceOrders
from simulation.calls_signed import PlaceSigned
from simulation.executor import Ended, Executor
from simulation.fourcasters import Fourcasters
from simulation.laws_pulling import Story, of_a_pull
from simulation.link import CLOCK, Link
from simulation.orders import Order
from simulation.predictstreet import PredictStreet
from simulation.predictstreet_placing import WALLET
from simulation.scenes_orders import GAMES, MARKETS, REFERENCES, draw_orders
from simulation.signing import ACCOUNT, SIGNER
from simulation.timeline import Timeline
from simulation.venue import Deployment, Venue, pick
from simulation.weather import LATE, SLOW, Passing, Weather, drawn
from simulation.world import Broken, Run

PATIENT: Final = 700.0
"""Seconds that a pull has in which everything can be proven: bad weather is over by then, and what was sent has come."""
_PREFIX: Final = "ref-"
_TEAM: Final = "66b000000000000000000001"


class PullWorld:
    """Everything that one run is about."""

    def __init__(self, seed: str) -> None:
        rng = self._rng = Random(seed)  # noqa: S311 - chance that can be repeated
        self._name = pick(rng, ("fourcasters", "predictstreet"))
        self._at_fourcasters = self._name == "fourcasters"
        self.timeline = Timeline()
        orders = draw_orders(rng, self._name, 1 + int(rng.random() * 7))
        for number, order in enumerate(orders):
            if not self._at_fourcasters and "name" not in order.scope and rng.random() < 0.6:
                order.scope = {**order.scope, "price": "0.42", "type": "limit", "timeInForce": "gtc", "name": f"{_PREFIX}{number}"}
        here = Deployment(rng=rng, timeline=self.timeline, is_old=rng.random() < 0.3, page=pick(rng, (1, 2, 3, 500)), rejects=0.05)
        self.venue: Venue = Fourcasters(orders, here) if self._at_fourcasters else PredictStreet(orders, here)
        calm_from = self.timeline.now + pick(rng, (10.0, 40.0, 200.0))
        bad = drawn(rng, pick(rng, (0.0, 0.3, 0.6, 0.6, 0.9))) if rng.random() < 0.75 else Weather(0.5, (LATE, SLOW))
        self.link = Link(self.timeline, self.venue, rng, Passing(bad, lambda: self.timeline.now >= calm_from), Timeouts())
        pace = Pace(FOURCASTERS_BUCKETS if self._at_fourcasters else PREDICTSTREET_BUCKETS, Pacing())
        self._executor = Executor(self.timeline, self.link, Policy(pick(rng, (Retry(), None)), pace, rng.random))
        self._calls = 0
        self.scope = self._drawn_scope()
        self.story = Story(scope=self.scope, calm_from=calm_from)
        self.story.deadline = pick(rng, (PATIENT, PATIENT, 180.0, 40.0))
        self._stops = rng.random() * 5 if rng.random() < 0.1 else None
        self._under_way: list[Outcome] = []
        after = pick(rng, (0.3, 3.0, 25.0, 60.0))
        begins = self.timeline.now + after
        for _ in range(int(rng.random() * 4)):
            self.timeline.at(self.timeline.now + rng.random() * min(3.0, after), partial(self._place, begins))
        for _ in range(pick(rng, (0, 0, 1, 3))):
            self.timeline.at(begins + rng.random() * 60, self._placed_by_somebody_else)
        for order in orders:
            if rng.random() < 0.1:
                moment = begins + rng.random() * 20
                self.timeline.at(moment, partial(order.end, moment, "filled"))
        # A moment later than what is stopped then, so that all of it has ended.
        self.timeline.at(begins + 0.001, self._begin)

    def run(self) -> Run:
        """Let everything happen, and judge it."""
        self.timeline.run()
        broken = tuple(Broken("pull_orders", law) for law in of_a_pull(self.story, self.venue, self.link.exchanges))
        return Run(broken=broken, counts=Counter(self._counted()), digest=self._digest())

    # ------------------------------------------------------------------------------------------------ what is at the venue

    def _drawn_scope(self) -> Scope:
        place = InGame(pick(self._rng, GAMES)) if self._at_fourcasters else InMarket(pick(self._rng, MARKETS))
        return pick(self._rng, (WholeAccount(), place, WithPrefix(_PREFIX)))

    def _placed_by_somebody_else(self) -> None:
        rng, number = self._rng, len(list(self.venue.orders))
        reference = pick(rng, ("", f"{_PREFIX}other", "else"))
        if self._at_fourcasters:
            scope = {"gameID": pick(rng, GAMES), "type": "moneyline", "league": "NBA", "reference": reference, "odds": "110"}
            order_id = f"66c{number + 65536:021x}"
        else:
            scope = {"marketId": pick(rng, MARKETS), "side": "buy", "outcome": "0"}
            if reference:
                scope |= {"price": "0.42", "type": "limit", "timeInForce": "gtc", "name": f"{reference}-{number}"}
            order_id = f"0f8fad5b-d9cb-469f-a166-{number:012x}"
        self.venue.orders.add(Order(order_id=order_id, born=self.timeline.now, scope=scope))
        self.story.last_other = self.timeline.now

    def _place(self, stops: float) -> None:
        """Place as the program does that pulls later. What is under way when it pulls is stopped before, and told."""
        call, rng = self._calls, self._rng
        self._calls += 1
        self.story.placing.append(call)
        # Of the last kind is what a client gives an order that has none.
        reference = f"{pick(rng, (_PREFIX, 'mine-', 'cb-'))}{rng.getrandbits(96):024x}"
        plan: Callable[[], Plan[object]]
        if self._at_fourcasters:
            plan = PlaceOrders((_bet(rng, reference),)).plan
        else:
            identity = OrderIdentity(salt=rng.getrandbits(128) | 1, client_order_id=reference)
            plan = PlaceSigned(Desk(ACCOUNT, SIGNER.sign_digest), (_signed(rng),), (identity,), self._today()).plan
        self._executor.begin(call, plan, deadline=pick(rng, (5.0, 30.0)), ended=partial(self._placed, call), stopped=stops)

    def _today(self) -> datetime:
        return self.timeline.today()

    def _placed(self, call: int, ended: Ended) -> None:
        assert ended.crash is None, ended.crash
        if ended.interrupted:
            self.story.interrupted.append(call)
        # An interrupt that comes before anything was sent leaves nothing.
        self._under_way += [outcome for outcome in ended.listed if isinstance(outcome, Outcome)]

    # ------------------------------------------------------------------------------------------------------------ the pull

    def _begin(self) -> None:
        story = self.story
        story.began = self.timeline.now
        task = PullTask(venue=self._name, scope=self.scope, under_way=tuple(self._under_way), clock=CLOCK, deadline=story.deadline)
        self._survey = Survey.begun(task, self.timeline.now)
        self._steps = pull(task, self._survey)
        story.unknown = len(self._survey.waiting)
        if self._stops is not None:
            self.timeline.at(self.timeline.now + self._stops, self._stop)
        self._go_on(None)

    def _stop(self) -> None:
        if not self.story.results:
            self.story.is_stopped = True
            self._over(self._survey.result(self.timeline.now, stopped="it was stopped"))

    def _over(self, result: VenuePulled) -> None:
        self.story.results.append(result)
        self.story.ended = self.timeline.now

    def _go_on(self, answer: PullAnswer) -> None:
        if self.story.is_stopped:
            return
        try:
            while True:
                match self._steps.send(answer):
                    case Now():
                        answer = self.timeline.now
                    case Wait(moment=moment):
                        self.timeline.at(moment, partial(self._go_on, None))
                        return
                    case Tell(event=event):
                        self.story.events.append(event)
                        answer = None
                    case LookAtCalls():
                        answer = CallsSeen()
                    case CancelScope() | CancelOrders() | ListResting() | Resolve() as call:
                        self._call(call)
                        return
        except StopIteration as stop:
            self._over(cast("VenuePulled", stop.value))

    def _call(self, call: PullCall) -> None:
        number = self._calls
        self._calls += 1
        self.story.pulling.append(number)

        def ended(how: Ended) -> None:
            assert how.crash is None, how.crash
            if isinstance(call, ListResting) and not self.story.is_stopped:
                self.story.listings.append(number)
            if how.error is not None:
                self._go_on(how.error)
            else:
                self._go_on(cast("ScopeOutcomes | tuple[Outcome, ...]", how.value))

        self._executor.begin(number, partial(self._plan, call), deadline=call.deadline, ended=ended)

    def _plan(self, call: PullCall) -> Plan[object]:
        match call:
            case CancelScope(scope=WholeAccount()):
                return fourcasters.cancel_everything() if self._at_fourcasters else predictstreet.cancel_everything()
            case CancelScope(scope=InGame(game_id=game)):
                return fourcasters.cancel_game(game, None)
            case CancelScope(scope=InMarket(market_id=market)):
                return predictstreet.cancel_market(market, None, None)
            case CancelOrders(order_ids=order_ids):
                return fourcasters.cancel_orders(order_ids) if self._at_fourcasters else predictstreet.cancel_orders(order_ids)
            case ListResting():
                return account.open_orders() if self._at_fourcasters else predictstreet.open_orders(None, WALLET)
            case Resolve():
                within, ago = call.arrives_within, call.sent_ago
                patience = Patience(clock=CLOCK, arrives_within=within, sent_ago=ago, deadline=call.deadline)
                if self._at_fourcasters:
                    return fourcasters_resolving.resolve(call.outcomes, patience)
                return predictstreet_resolving.resolve(call.outcomes, patience, Owner(WALLET))
            case _:
                raise AssertionError(call)

    # ----------------------------------------------------------------------------------------------------------- the record

    def _counted(self) -> Iterator[str]:
        for exchange in self.link.exchanges:
            yield from exchange.troubles or ("fine",)
        for result in self.story.results:
            yield f"pulled: {result.verdict}" + (", stopped" if self.story.is_stopped else "")
            if result.is_proven and self.story.unknown:
                yield "pulled: proven with placements that were unknown"
            if result.placed_meanwhile:
                yield "pulled: somebody else still placed"

    def _digest(self) -> bytes:
        digest = hashlib.blake2b(digest_size=16)
        for exchange in self.link.exchanges:
            digest.update(repr((exchange.call, exchange.target, exchange.left, exchange.arrived, exchange.told, exchange.status)).encode())
            digest.update(exchange.reply)
        for result in self.story.results:
            digest.update(repr((result.verdict, len(result.left), result.seconds)).encode())
        return digest.digest()


class CalmPull(PullWorld):
    """A pull of orders that a test chooses, with nothing that goes wrong."""

    def __init__(self, at: str, orders: list[Order], scope: Scope) -> None:
        rng = self._rng = Random(1)  # noqa: S311 - chance that can be repeated
        self._name, self._at_fourcasters = at, at == "fourcasters"
        self.timeline = Timeline()
        here = Deployment(rng=rng, timeline=self.timeline)
        self.venue = Fourcasters(orders, here) if self._at_fourcasters else PredictStreet(orders, here)
        self.link = Link(self.timeline, self.venue, rng, Weather(0.0), Timeouts())
        pace = Pace(FOURCASTERS_BUCKETS if self._at_fourcasters else PREDICTSTREET_BUCKETS, Pacing())
        self._executor = Executor(self.timeline, self.link, Policy(Retry(), pace, rng.random))
        self._calls, self._stops, self._under_way = 0, None, []
        self.scope = scope
        self.story = Story(scope=scope, calm_from=self.timeline.now)
        self.story.deadline = PATIENT
        self.timeline.at(self.timeline.now, self._begin)


def _bet(rng: Random, reference: str) -> NewOrder:
    return NewOrder(
        game_id=pick(rng, GAMES),
        market_type="moneyline",
        side=_TEAM,
        odds=pick(rng, (-110, 125)),
        risk=2 + int(rng.random() * 100),
        order_type=pick(rng, ("limit", "post")),
        user_reference=pick(rng, (reference, reference, REFERENCES[1])),
    )


def _signed(rng: Random) -> SignedOrder:
    return SignedOrder(market_id=pick(rng, MARKETS), outcome=0, side="buy", price=Decimal("0.37"), quantity=1 + int(rng.random() * 5))
