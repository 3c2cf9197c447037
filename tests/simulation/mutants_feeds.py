"""Mistakes of our own in feeds, in what is kept of them, and in the ledger that hears them. Runs of feeds must find every one."""

from __future__ import annotations

from typing import Final

from simulation.mutant import Mutant

_FOURCASTERS: Final = "crossbook.fourcasters.feeds."
_PREDICTSTREET: Final = "crossbook.predictstreet.feeds."
_FACTS: Final = "crossbook.core.facts"
_RECORDS: Final = "crossbook.ledger.records"
_BOOK: Final = "crossbook.ledger.book"

FEEDS: Final = (
    # ------------------------------------------------------------------------------------------- the user feed of 4casters
    Mutant(
        "the cursor is moved before its event is done with",
        f"{_FOURCASTERS}bookmark",
        "            self._pending = event.cursor\n",
        "            self._pending = event.cursor\n            self.done()\n",
        "feed/",
    ),
    Mutant(
        "what a replay and the wire both bring is told twice",
        f"{_FOURCASTERS}given",
        "return position not in self._above and position not in self._known and (",
        "return (",
        "feed/",
    ),
    Mutant(
        "a cache that has expired was replayed",
        f"{_FOURCASTERS}listing",
        "messages, is_complete = _list(reply.availableMessages), False",
        "messages, is_complete = _list(reply.availableMessages), True",
        "feed/",
    ),
    Mutant(
        "what the wire brings is told before what was missed",
        f"{_FOURCASTERS}user_protocol",
        "        if self._phase is LIVE:\n            if isinstance(message, UnknownFrame):",
        "        if self._phase is not Phase.OVER:\n            if isinstance(message, UnknownFrame):",
        "feed/",
    ),
    Mutant(
        "a cursor passes over what was never listed",
        f"{_FOURCASTERS}given",
        'return f"{text}+{text_of(position)}" if is_named else text',
        "return text_of(position)",
        "feed/",
    ),
    Mutant(
        "what a check finds is not told",
        f"{_FOURCASTERS}user_protocol",
        "        if listing.is_complete:\n            self._tell_listed(listing, after)\n        elif",
        "        if listing.is_complete:\n            pass\n        elif",
        "feed/",
    ),
    Mutant(
        "a connection begins without a replay",
        f"{_FOURCASTERS}user_protocol",
        "            self._phase = Phase.REPLAYING\n            self._ask_replay(after)",
        "            self._phase = Phase.REPLAYING\n            self._go_live()",
        "feed/",
    ),
    Mutant(
        "what was held back is dropped",
        f"{_FOURCASTERS}user_protocol",
        "        held, self._held = self._held, []\n        self._phase = Phase.LIVE\n        for each in held:",
        "        held, self._held = self._held, []\n        self._phase = Phase.LIVE\n        for each in held[:0]:",
        "feed/",
    ),
    Mutant(
        "the cursor moves past a gap that was not told",
        f"{_FOURCASTERS}user_protocol",
        "                self._tell(read_placed(placed, before))",
        "                self._tell(read_placed(placed, text_of(placed[0])))",
        "feed/",
    ),
    Mutant(
        "a feed that ends inside of a gap is gone on with behind it",
        f"{_FOURCASTERS}user_protocol",
        "        if not self._has_room():\n            return\n        self._given.passed_over(messages)\n",
        "        self._given.passed_over(messages)\n",
        "feed/",
    ),
    Mutant(
        "what the venue still has of a gap is told the newest first",
        f"{_FOURCASTERS}user_protocol",
        "        for placed in messages:\n            if before",
        "        for placed in reversed(messages):\n            if before",
        "feed/",
    ),
    Mutant(
        "who has not read it all goes on behind it",
        f"{_FOURCASTERS}telling",
        "cursor = self._given.cursor if missing is None else self._given.cursor_without(missing)",
        "cursor = self._given.cursor if missing is None else self._given.cursor_with(missing)",
        "feed/",
    ),
    # ----------------------------------------------------------------------------------------- the user feed of PredictStreet
    Mutant(
        "a connection at PredictStreet begins without a gap",
        f"{_PREDICTSTREET}user_protocol",
        "        if self._phase is Phase.RECONCILING:\n            problem",
        "        if self._phase is Phase.RECONCILING and not self._was_live:\n            problem",
        "feed/",
    ),
    Mutant(
        "a fill that REST has told of is told again",
        f"{_PREDICTSTREET}told_fills",
        "for each in told):\n            return False\n",
        "for each in told):\n            return isinstance(fill, OrderFilled)\n",
        "feed/",
    ),
    Mutant(
        "fills are read from after the gap",
        f"{_PREDICTSTREET}user_protocol",
        "since = None if self._since is None else max(self._since, _EARLIEST) - _OVERLAP",
        "since = None if self._since is None else max(self._since, _EARLIEST) + _OVERLAP",
        "feed/",
    ),
    Mutant(
        "fills that were missed are passed over",
        f"{_PREDICTSTREET}user_protocol",
        "fresh = self._told.fresh(fills)",
        "fresh = self._told.fresh(fills)[:0]",
        "feed/",
    ),
    # ------------------------------------------------------------------------------------------------------------------ books
    Mutant(
        "a change is taken whatever came before it",
        f"{_PREDICTSTREET}book_keeping",
        "if (frame.seq - 1 if previous is None else previous) != self._sequence:",
        "if (frame.seq - 1 if previous is None else previous) < 0:",
        "feed/",
    ),
    Mutant(
        "a change that comes again is taken again",
        f"{_PREDICTSTREET}book_keeping",
        "        if frame.seq <= self._sequence:\n            return self._again(name, frame, change)\n",
        "        if frame.seq <= self._sequence:\n"
        "            return [self._state(frame, change, frame.seq, self._levels_of_change(name, frame))]\n",
        "feed/",
    ),
    Mutant(
        "a snapshot that comes late goes over what is known",
        f"{_PREDICTSTREET}book_keeping",
        "            return None  # It was sent before anybody asked for another one.\n"
        "        if self.is_valid and frame.seq < self._sequence and",
        "            pass\n        if frame.seq < 0 and",
        "feed/",
    ),
    Mutant(
        "a book that cannot be believed is not asked for again",
        f"{_PREDICTSTREET}books",
        "(self._anew if had_been else self._late)[keeper.token] = keeper",
        "self._doubt(keeper, problem)",
        "feed/",
    ),
    Mutant(
        "a feed is live before its books are",
        f"{_PREDICTSTREET}market_connection",
        "if self._phase is not Phase.SUBSCRIBING or not (self._conversation.is_settled and self._books.is_settled):",
        "if self._phase is not Phase.SUBSCRIBING:",
        "feed/",
    ),
    Mutant(
        "a book that cannot be believed is not told of where nobody had read it",
        "crossbook.core.conflating",
        "            self._untold[key] = waits.state\n        if is_last:",
        "            self._untold[key] = waits.state\n            return\n        if is_last:",
        "feed/",
    ),
    Mutant(
        "what is read over REST goes over what the feed has told",
        f"{_FOURCASTERS}kept_book",
        "        for side in self.held.values():\n            self._put(side)\n        self.spoil()",
        "        self.spoil()",
        "feed/",
    ),
    Mutant(
        "a book that is found wrong twice is kept",
        f"{_FOURCASTERS}kept_book",
        "        if not proven:\n            return None\n",
        "        if not proven or proven:\n            return None\n",
        "feed/",
    ),
    Mutant(
        "books outlive their connection",
        f"{_FOURCASTERS}all_books",
        "            if kept.is_good:\n                self._spoil(key, kept, problem)\n            else:\n                kept.spoil()\n",
        "            if not kept.is_good:\n                kept.spoil()\n",
        "feed/",
    ),
    # ------------------------------------------------------------------------------------------- the ledger that hears a feed
    Mutant(
        "a fill that is told again counts again",
        _RECORDS,
        "            held = fills.get(fill.fill_id)\n            fills[fill.fill_id] = fill if held is None else _joined(held, fill)\n",
        '            fills[f"{fill.fill_id}/{len(fills)}"] = fill\n',
        "feed/",
    ),
    Mutant(
        "a fill that comes after the end is ignored",
        _RECORDS,
        "    if fact.fills:\n        fills = known.fills\n",
        "    if fact.fills and not known.endings:\n        fills = known.fills\n",
        "feed/",
    ),
    Mutant(
        "an order whose cancel is unknown is over",
        _FACTS,
        '        case _:\n            return Fact(key=key, at=at, source="outcome", account=account, exists=False)\n\n\ndef of_place',
        '        case _:\n            return Fact(key=key, at=at, source="outcome", account=account, ended="cancelled")\n\n\ndef of_place',
        "feed/",
    ),
    Mutant(
        "what was on its way when a ledger was written had left long ago",
        _BOOK,
        "                known.left_at = now\n",
        "                known.left_at = now - 1000\n",
        "feed/",
    ),
    Mutant(
        "a ledger is loaded without the placements that were on their way",
        _BOOK,
        "        for written in state.records:\n            known = shifted(written, now)\n",
        "        for written in state.records:\n            known = shifted(written, now)\n"
        "            if kind_of(known.key) == PLACEMENT and not known.links:\n                continue\n",
        "feed/",
    ),
    # ------------------------------------------------------------------------------------------------------------------ pulling
    Mutant(
        "a pull is proven without a list behind its cancels",
        "crossbook.desk.survey",
        "    if listed_at is None or survey.unread is not None or survey.has_moved or survey.untried:\n"
        "        return False\n"
        "    if survey.resting or survey.unclear or survey.calls or not (survey.is_whole and survey.is_alone):\n"
        "        return False\n"
        "    return all(each.settles_at <= listed_at for each in survey.waiting)\n",
        "    if survey.unread is not None or survey.untried or survey.unclear or survey.waiting or survey.calls:\n"
        "        return False\n"
        "    return listed_at is not None or survey.has_moved\n",
        "pull/",
    ),
)
