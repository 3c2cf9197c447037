"""Makes facts of what an observer hears, and of what it is handed. Pure: every event says when it was.

A call's events come in order. Between its beginning and its end this remembers what the call has sent, and nothing of it afterwards:
that is over with `keep`, when its facts are certain to be taken in. An interrupt before that leaves it to what is told next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import Final

import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason
from crossbook.core.facts import ORDER, PLACEMENT, Fact, Learnt, Listing, Readings, key_of, kind_of, of_cancel, of_place
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditUnknown, NotEdited
from crossbook.errors import Outcome
from crossbook.ledger.namesakes import spelt
from crossbook.ledger.records import Record
from crossbook.ledger.sendings import Sendings
from crossbook.ledger.standing import may_rest
from crossbook.ledger.venues import readings_of
from crossbook.observing import Attempted, CallBegan, CallEnded, CallInterrupted, Event, Intent
from crossbook.place_outcomes import NotPlaced, NotPlacedReason, PlaceOutcome, PlaceUnknown
from crossbook_bindings.runtime import EffectKind

_SAID: Final = NotPlacedReason.OTHER
_SENDING: Final = (EffectKind.PLACE, EffectKind.EDIT)


class _Pages(msgspec.Struct):
    """A list of all that rests, as far as it was read."""

    began_at: float
    following: str | None = None


class _Call(msgspec.Struct):
    """A call under way."""

    venue: str
    account: str | None
    placements: list[Fact] = []
    reads: dict[int, tuple[float, str | None, str]] = {}
    """By the number of its request: when a read began, where in the list of all that rests, and what was asked."""
    pages: _Pages | None = None


class Heard(msgspec.Struct):
    """What was heard: what to learn of it, and what this is to remember then."""

    waiting: deque[Learnt]
    """What was learnt, without what is taken in already."""
    over: int | None = None
    """The call that is over with it."""
    sendings: Mapping[str, frozenset[int]] = {}


class Hearing:
    """Remembers the calls that are under way, and makes facts of what they come to."""

    def __init__(self, run: str, carrying: Callable[[str, str], list[Record]]) -> None:
        self._run = run
        """What no other process numbers its calls under."""
        self._carrying = carrying
        """Gives what carries a name at a venue."""
        self._calls: dict[int, _Call] = {}
        self._sendings = Sendings()
        self._owners: dict[int, str] = {}
        """Whose a call under way says that what it reads is to be, where it says that."""

    def hear(self, event: Event, account: str | None) -> Heard | None:
        """Make facts of what an observer is told. `account` is whose client it is, where its events do not say it."""
        self._sendings.begin()
        match event:
            case CallBegan(arguments={"wallet": str() as owner}):
                self._owners[event.call] = owner
                return None
            case Intent():
                return Heard(deque(self._intent(event, account)), sendings=self._sendings.draft)
            case Attempted():
                return Heard(deque(self._attempted(event)))
            case CallEnded() | CallInterrupted():
                return Heard(deque(self._ended(event, account)), event.call, self._sendings.draft)
            case _:
                return None

    def told(self, outcome: Outcome, at: float, venue: str, account: str | None) -> Heard:
        """Make facts of an outcome that somebody hands in."""
        self._sendings.begin()
        return Heard(deque(self.outcome(outcome, at, venue, account)), sendings=self._sendings.draft)

    def keep(self, heard: Heard) -> None:
        """Remember what was heard, whose facts are certain to be taken in. To do so again changes nothing."""
        if heard.sendings:
            self._sendings.keep(heard.sendings)
        if heard.over is not None:
            self._owners.pop(heard.over, None)
            self._calls.pop(heard.over, None)

    def _intent(self, event: Intent, account: str | None) -> Iterator[Learnt]:
        readings = readings_of(event.venue)
        if readings is None:
            return
        call = self._calls.get(event.call)
        if call is None:
            call = self._calls[event.call] = _Call(event.venue, account or spelt(event.account))
        match event.effect:
            case EffectKind.READ:
                call.reads[event.request] = (event.at, readings.page_of(event), event.sent)
            case EffectKind.CANCEL:
                for order_id in event.order_ids:
                    key = key_of(ORDER, event.venue, readings.same(order_id))
                    yield Fact(key=key, at=event.at, source="intent", account=call.account, exists=False)
            case kind if kind in _SENDING:
                placements: dict[str, Fact] = {}
                for place, fact in enumerate(readings.placements(event)):
                    if readings.unique_references and fact.reference is not None:
                        key = key_of(PLACEMENT, event.venue, call.account, fact.reference)
                        was_sent = partial(self._was_sent, event.venue, fact.reference)
                        self._sendings.sent(_name(event.venue, fact.reference), event.call, was_sent=was_sent)
                    else:
                        key = key_of(PLACEMENT, event.venue, self._run, str(event.call), str(event.request), str(place))
                    placements[key] = known = msgspec.structs.replace(fact, key=key, account=call.account)
                    yield known
                call.placements = [*(each for each in call.placements if each.key not in placements), *placements.values()]
            case _:
                pass

    def _attempted(self, event: Attempted) -> Iterator[Learnt]:
        call = self._calls.get(event.call)
        if call is None:
            return
        read = call.reads.get(event.request)
        if read is None:
            for asked in call.placements:
                yield Fact(key=asked.key, at=event.at, source="intent", left_at=event.at, exists=False)
        elif event.came == "answered":
            yield from self._read(event, call, *read)

    def _read(self, event: Attempted, call: _Call, began_at: float, page: str | None, sent: str) -> Iterator[Learnt]:
        readings = readings_of(event.venue)
        found = None if readings is None else readings.read(event, began_at, call.account, sent, self._owners.get(event.call))
        if found is None:
            return
        if found.owner is not None:
            self._owners.setdefault(event.call, found.owner)
        yield from found.facts
        if page is None:
            return
        if page == "":
            call.pages = _Pages(began_at)
        pages = call.pages
        if pages is None or not found.is_list or (page and page != pages.following):
            call.pages = None
            return
        pages.following = found.following
        if found.following is None:
            call.pages = None
            yield Listing(venue=call.venue, account=call.account, began_at=pages.began_at)

    def _ended(self, event: CallEnded | CallInterrupted, account: str | None) -> Iterator[Learnt]:
        call = self._calls.get(event.call)
        if call is None:
            # It sent nothing: what it gives was said by its caller, or it is of another ledger's time.
            return
        readings = readings_of(call.venue)
        if readings is None:
            return
        places = [outcome for outcome in event.outcomes if not isinstance(outcome, Cancelled | NotCancelled | CancelUnknown)]
        in_place = len(places) == len(call.placements) and not readings.unique_references
        asked, gone = iter(call.placements), set[str]()
        for outcome in event.outcomes:
            is_place = not isinstance(outcome, Cancelled | NotCancelled | CancelUnknown)
            own = next(asked) if is_place and in_place else None
            for fact in self.outcome(outcome, event.at, call.venue, call.account or account, own, call=event.call, gone=gone):
                if is_place and kind_of(fact.key) == PLACEMENT and (fact.ended or any(kind_of(link) == ORDER for link in fact.links)):
                    gone.add(fact.key)
                yield fact

    def outcome(
        self,
        outcome: Outcome,
        at: float,
        venue: str,
        account: str | None,
        asked: Fact | None = None,
        *,
        call: int | None = None,
        gone: Collection[str] = (),
    ) -> Iterator[Fact]:
        """Make facts of an outcome, of a `call` that was heard of.

        `asked` is what was known of its placement when it was sent; None where that is to be looked for. `gone` are placements of which
        the same event says what became of them.
        """
        readings = readings_of(venue)
        if readings is None:
            return
        match outcome:
            case Cancelled() | NotCancelled() | CancelUnknown():
                if not (isinstance(outcome, NotCancelled) and outcome.reason is NotCancelledReason.MALFORMED_ID):
                    yield of_cancel(outcome, key_of(ORDER, venue, readings.same(outcome.order_id)), at, account)
            case Edited() | CancelledNotReplaced() | NotEdited() | EditUnknown():
                yield from self.outcome(outcome.old, at, venue, account)
                # Of an edit that did nothing, or that left nothing in its place, no new order was made, whether that is said or not.
                new = outcome.new
                if new is None and not isinstance(outcome, EditUnknown):
                    new = NotPlaced(reason=_SAID, user_reference=None if asked is None else asked.reference)
                if new is not None:
                    yield from self._placed(new, at, venue, account, asked, gone=gone)
            case _:
                if self._is_settled(outcome, venue, readings, call):
                    yield from self._placed(outcome, at, venue, account, asked, gone=gone)

    def _was_sent(self, venue: str, reference: str) -> bool:
        return any(
            kind_of(each.key) == PLACEMENT and each.left_at is not None and may_rest(each) for each in self._carrying(venue, reference)
        )

    def _is_settled(self, outcome: PlaceOutcome, venue: str, readings: Readings, call: int | None) -> bool:
        """Say whether an outcome is of all that was sent under its name: that one sending was not taken says nothing of another."""
        if not readings.unique_references or outcome.user_reference is None or isinstance(outcome, PlaceUnknown):
            return True
        name = _name(venue, outcome.user_reference)
        if isinstance(outcome, NotPlaced) and outcome.proof is None:
            return self._sendings.refuse(name, call)
        self._sendings.settle(name)
        return True

    def _placed(
        self, outcome: PlaceOutcome, at: float, venue: str, account: str | None, asked: Fact | None, *, gone: Collection[str]
    ) -> Iterator[Fact]:
        readings = readings_of(venue)
        if readings is None:
            return
        reference = outcome.user_reference
        known = asked or self._find(outcome, at, venue, account, readings, gone=gone)
        unheard = known.key if asked is None and isinstance(outcome, PlaceUnknown) else ""
        fact = readings.ordered(outcome.order, at) if unheard and isinstance(outcome, PlaceUnknown) else None
        if fact is not None:
            # Since when it was on its way, nobody has said.
            yield msgspec.structs.replace(fact, key=unheard, account=account, exists=False)
        elif isinstance(outcome, PlaceUnknown) and known.key and known.where is None and (fact := readings.ordered(outcome.order, at)):
            # An edit does not say in which game: this is what its caller takes it for.
            yield Fact(key=known.key, at=at, source="outcome", account=account, where=fact.where, exists=False)
        if reference is not None and known.reference is None:
            known = msgspec.structs.replace(known, reference=reference)
        yield from of_place(outcome, known, at, venue, readings.same)

    def _find(
        self, outcome: PlaceOutcome, at: float, venue: str, account: str | None, readings: Readings, *, gone: Collection[str]
    ) -> Fact:
        """Find the placement that an outcome is about, by the caller's name for it. Its key is empty where that is not certain."""
        reference = outcome.user_reference
        key = ""
        if readings.unique_references:
            key = "" if reference is None else key_of(PLACEMENT, venue, account, reference)
        else:
            sent = [] if reference is None else [each for each in self._carrying(venue, reference) if kind_of(each.key) == PLACEMENT]
            if isinstance(outcome, PlaceUnknown):
                # What was heard of its being sent counts already, as long as it is not known what became of it.
                sent = [each for each in sent if may_rest(each) and each.key not in gone]
            if len(sent) == 1:
                key = sent[0].key
            elif not sent and isinstance(outcome, PlaceUnknown):
                key = _unheard(outcome, venue)
        return Fact(key=key, at=at, source="outcome", account=account, reference=reference)


def _name(venue: str, reference: str) -> str:
    return f"{venue}|{reference}"


def _unheard(outcome: PlaceUnknown, venue: str) -> str:
    """Name a placement of whose sending nobody has told: by what is said of it, so that it is the same where it is told again."""
    evidence = outcome.evidence
    said = repr((outcome.user_reference, evidence.left_by, evidence.operation, evidence.sent, outcome.order))
    return key_of(PLACEMENT, venue, "unheard", blake2b(said.encode(), digest_size=12).hexdigest())
