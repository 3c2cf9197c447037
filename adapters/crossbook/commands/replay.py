"""`crossbook replay FILE`: every outcome on a tape derived again, offline."""

from __future__ import annotations

import sys
from typing import Final

import click
import msgspec

from crossbook.commands.ascii_json import document
from crossbook.commands.options import Exacting
from crossbook.desk import Replay, TapedFeed, Verdict, replay

SAME: Final = 0
OTHERWISE: Final = 1
UNDERIVABLE: Final = 2
UNREADABLE: Final = 3
OPEN: Final = 4

_STATES: Final = ("same", "otherwise", "unfinished", "not_on_tape", "underivable")


@click.command("replay", cls=Exacting)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def replay_command(*, file: str, as_json: bool) -> None:
    """Derive every outcome on the tape FILE again, from the replies on it, and say where today's code decides otherwise.

    Older files beside it (FILE.1, FILE.2, ...) are read first. Nothing is sent to anybody. Calls that the tape ends before are shown
    with what is known of their orders.

    The exit code is 0 where everything comes to the same, 1 where something is decided otherwise, 4 where the tape ends before a call
    that places, edits or cancels (its orders may be open: `crossbook.desk.unsettled` gives them), 2 where a call could not be derived,
    3 where the tape cannot be read or is none, for a wrong option too. The first of these that holds counts. Calls that no tape can
    hold, such as those that sign orders, are counted apart and do not.
    """
    try:
        found = replay(file)
    except OSError as error:
        click.echo(f"crossbook replay: {file} cannot be read: {error.strerror or error}", err=True)
        sys.exit(UNREADABLE)
    if not found.lines:
        click.echo(f"crossbook replay: {file}: this is no tape ({found.torn} lines could not be read)", err=True)
        sys.exit(UNREADABLE)
    if as_json:
        click.echo(document(_document(found)))
    else:
        _describe(found)
    sys.exit(_code(found))


def _code(found: Replay) -> int:
    if found.count("otherwise"):
        return OTHERWISE
    if any(verdict.may_be_open for verdict in found.verdicts):
        return OPEN
    if found.count("underivable"):
        return UNDERIVABLE
    return UNREADABLE if found.torn and not found.calls else SAME


def _document(found: Replay) -> dict[str, object]:
    written: dict[str, object] = {name: getattr(found, name) for name in found.__struct_fields__ if name != "verdicts"}
    written |= {state: found.count(state) for state in _STATES}
    written["verdicts"] = [_written(verdict) for verdict in found.verdicts]
    return written


def _written(verdict: Verdict) -> dict[str, object]:
    members: dict[str, object] = {name: getattr(verdict, name) for name in verdict.__struct_fields__ if name != "derived"}
    members["derived"] = [{"kind": kind, "outcome": outcome} for kind, outcome in verdict.derived]
    return members


def _state(verdict: Verdict) -> str:
    return verdict.state.replace("_", " ") + (": its orders may be open" if verdict.may_be_open else "")


def _describe(found: Replay) -> None:
    for verdict in found.verdicts:
        click.echo(f"{verdict.call} {verdict.venue} {verdict.method}: {_state(verdict)}")
        for difference in verdict.differences:
            click.echo(f"  {difference}")
        if verdict.state == "unfinished":
            for kind, outcome in verdict.derived:
                click.echo(f"  {kind} {msgspec.json.encode(outcome).decode()}")
    click.echo(f"{found.calls} calls, {found.outcomes} outcomes derived from {', '.join(found.files)}")
    for state in _STATES:
        click.echo(f"  {state.replace('_', ' '):<12}{found.count(state)}")
    for feed in found.feeds:
        _describe_feed(feed)
    if found.torn:
        click.echo(f"  {found.torn} lines could not be read, and were passed over")
    if found.gone:
        click.echo(f"  {found.gone} older files are gone, and the calls on them with them")
    if found.headless:
        click.echo(f"  {found.headless} events belong to calls that began before the tape")


def _describe_feed(feed: TapedFeed) -> None:
    click.echo(f"{feed.feed} {feed.venue} {feed.name}: {feed.connections} connections, {feed.frames} frames, {len(feed.gaps)} gaps")
    for problem in feed.lost:
        click.echo(f"  lost: {problem}")
    for problem in feed.gaps:
        click.echo(f"  gap: {problem}")
    if feed.ended is not None:
        click.echo(f"  over: {feed.ended}")
