"""`crossbook demo`: starts the sandbox, acts, and shows what became of every order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import click
from rich.console import Console

from crossbook.demo import (
    elsewhere,
    fourcasters_rest,
    fourcasters_socket,
    life_fourcasters,
    life_predictstreet,
    lost_replies,
    predictstreet_rest,
)
from crossbook.demo.ledger import Ledger
from crossbook.demo.moments import covered
from crossbook.demo.quoter_command import quoter
from crossbook.demo.rows import Order, Venue, count_unknown
from crossbook.demo.tables import short, show_life, show_outcomes, show_unknown
from crossbook.demo.tally import closed_but_open, tally
from crossbook.sandbox import Sandbox

_LEAST_WIDTH = 80
_LEGEND = """
Placed, Edited, Cancelled   proven, by the venue's reply or by a look-up
NotCancelled                not cancelled, or its id cannot name an order
?? UNKNOWN                  nothing proves anything: the order may be open
Acknowledged                a league's cancel, done later by the venue
Orders are shown by the last eight characters of their ids.
"""


@click.group(invoke_without_command=True)
@click.pass_context
def demo(context: click.Context) -> None:
    """Watch orders live and being cancelled on both venues, over real connections to a sandbox on this machine.

    Nothing leaves it: the orders are imaginary. Ends with 1 if an order has not exactly one outcome.
    """
    if context.invoked_subcommand is not None:
        return
    console = Console(highlight=False)
    # A terminal that is narrower still wraps lines: better than columns cut short.
    console.width = max(console.width, _LEAST_WIDTH)
    with Sandbox() as sandbox:
        if not _run(console, sandbox):
            raise click.exceptions.Exit(1)


demo.add_command(quoter)


def _run(console: Console, sandbox: Sandbox) -> bool:
    ledger = Ledger()
    fourcasters, predictstreet = sandbox.fourcasters, sandbox.predictstreet
    console.print(f"Two stand-ins listen on this machine: 4casters at {fourcasters.url}, PredictStreet at {predictstreet.url}.")
    console.print(_LEGEND)
    lived_well = _lives(console)
    parts: dict[str, Callable[[], tuple[str, ...]]] = {
        "3. Every cancel of 4casters over REST (USD at risk)": lambda: fourcasters_rest.cancel_in_every_way(fourcasters, ledger),
        "4. Every cancel of 4casters over its orders socket (USD at risk)": lambda: fourcasters_socket.cancel_in_every_way(
            fourcasters, ledger
        ),
        "5. Every cancel of PredictStreet over REST (outcome tokens)": lambda: predictstreet_rest.cancel_in_every_way(
            predictstreet, ledger
        ),
        "6. Cancels whose replies are lost": lambda: lost_replies.lose_replies(sandbox, ledger),
    }
    for title, act in parts.items():
        before = len(ledger.rows)
        remarks = act()
        show_outcomes(console, title, ledger.rows[before:])
        console.print(*remarks, "", sep="\n")
    shown = asyncio.run(lost_replies.look_up(sandbox, ledger.rows))
    show_unknown(console, "7. The unknown orders, looked up afterwards", ledger.rows, shown)
    console.print(f"{count_unknown(ledger.rows, shown)} Unknown is neither cancelled nor failed: look before you send again.\n")
    console.print(f"{elsewhere.trade_elsewhere()}\n")
    return _verdict(console, sandbox, ledger) and lived_well


def _lives(console: Console) -> bool:
    """Show one order's life at each venue, in a sandbox where nothing else rests."""
    with Sandbox() as sandbox:
        moments = life_fourcasters.live(sandbox.fourcasters)
        show_life(console, "1. One order's life at 4casters (USD at risk, American odds)", moments)
        console.print("An edit is a cancel and a placement: what was matched before stays matched.\n")
        later = life_predictstreet.live(sandbox.predictstreet)
        show_life(console, "2. One order's life at PredictStreet (outcome tokens, USDC)", later)
        breaches = sandbox.violations
    everything = (*moments, *later)
    holds = all(moment.is_covered for moment in everything) and not breaches
    console.print(covered(everything), "", sep="\n", style="green" if holds else "bold red")
    return holds


def _verdict(console: Console, sandbox: Sandbox, ledger: Ledger) -> bool:
    still_open = [Order(Venue.FOURCASTERS, order_id) for order_id in sandbox.fourcasters.open_order_ids()]
    still_open += [Order(Venue.PREDICTSTREET, order_id) for order_id in sandbox.predictstreet.open_order_ids()]
    wrong, breaches = closed_but_open(ledger.rows, still_open), sandbox.violations
    names = ", ".join(short(order.order_id) for order in still_open)
    console.print(f"Orders that still rest: {len(still_open)} ({names}). Of these, called closed by their outcome: {len(wrong)}.")
    console.print(f"Messages that break a spec, in either direction: {len(breaches)}.")
    count = tally(ledger.orders, ledger.rows)
    console.print(count.sentence, style="bold green" if count.holds else "bold red")
    return count.holds and not wrong and not breaches
