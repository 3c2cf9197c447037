"""`crossbook sandbox`: both venues on loopback until Ctrl-C."""

from __future__ import annotations

from decimal import Decimal
from threading import Event

import click
from rich.console import Console
from rich.table import Table

from crossbook.sandbox.sandbox import Sandbox


@click.group()
def main() -> None:
    """crossbook: tools for two trading venues."""


@main.command()
@click.option("--fourcasters-port", type=click.IntRange(0, 65535), default=0, show_default="chosen by the system", help="Port of 4casters.")
@click.option(
    "--predictstreet-port", type=click.IntRange(0, 65535), default=0, show_default="chosen by the system", help="Port of PredictStreet."
)
@click.option("--seed/--no-seed", default=True, show_default=True, help="Start with a few open orders.")
def sandbox(fourcasters_port: int, predictstreet_port: int, *, seed: bool) -> None:
    """Run a stand-in for both venues on this machine.

    Nothing leaves it: orders are imaginary, and the credentials it prints work nowhere else.
    """
    console = Console()
    try:
        with Sandbox(fourcasters_port, predictstreet_port) as venues:
            orders = _seeded(venues) if seed else ()
            _describe(console, venues, orders)
            Event().wait()
    except KeyboardInterrupt:
        console.print("Stopped.")
    except OSError as error:
        raise click.ClickException(f"cannot listen: {error}") from error


def _seeded(venues: Sandbox) -> tuple[str, ...]:
    venues.fourcasters.seed_order(user_reference="demo-1")
    venues.fourcasters.seed_order(market_type="spread", odds=105, bet=Decimal(250), filled=Decimal(40), user_reference="demo-2")
    venues.fourcasters.seed_order(market_type="total", bet=Decimal(60))
    venues.predictstreet.seed_order(client_order_id="demo-1")
    venues.predictstreet.seed_order(side="sell", outcome="1", price=Decimal("0.61"), quantity=Decimal(40), filled=Decimal("12.5"))
    return venues.fourcasters.open_order_ids()


def _describe(console: Console, venues: Sandbox, orders: tuple[str, ...]) -> None:
    fourcasters, predictstreet = venues.fourcasters, venues.predictstreet
    table = Table(title="crossbook sandbox (synthetic credentials, no real orders)", show_header=False, title_justify="left")
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    rows = {
        "4casters REST": fourcasters.url,
        "4casters orders websocket": fourcasters.orders_socket_url,
        "4casters token": fourcasters.token,
        "4casters username": fourcasters.username,
        "4casters password": fourcasters.password,
        "PredictStreet REST": predictstreet.url,
        "PredictStreet API key": predictstreet.api_key,
        "PredictStreet wallet": predictstreet.wallet,
    }
    for name, value in rows.items():
        table.add_row(name, value)
    console.print(table)
    console.print("Try:")
    lines = [f"curl -s {fourcasters.url}/user/getUnmatched -H 'Authorization: {fourcasters.token}'"]
    if orders:
        lines.append(
            f"curl -s {fourcasters.url}/session/cancel -H 'Authorization: {fourcasters.token}' "
            f"-H 'Content-Type: application/json' -d '{{\"sessionID\": \"{orders[0]}\"}}'"
        )
    lines.append(f"curl -s {predictstreet.url}/api/orders/open -H 'X-Api-Key: {predictstreet.api_key}'")
    for line in lines:  # unwrapped and without markup, so that a line can be copied
        console.print(f"  {line}", soft_wrap=True, markup=False, highlight=False)
    console.print("Ctrl-C stops it.")
