"""`crossbook open`, `cancel` and `pull` against the sandbox: what they do, what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from crossbook.commands.doctor import doctor
from crossbook.commands.listen import listen
from crossbook.commands.orders import cancel_command, open_command
from crossbook.commands.pull import pull_command
from crossbook.commands.replay import replay_command
from crossbook.commands.sandbox import sandbox as sandbox_command
from crossbook.sandbox import Sandbox


class Terminal:
    """A terminal with a file of settings."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox = sandbox
        self.path = folder / "settings.toml"
        one, other = sandbox.fourcasters, sandbox.predictstreet
        environment = f'name = "sandbox"\nrest_url = "{other.url}"\nwebsocket_url = "{other.socket_url}"\nrpc_url = "{other.rpc_url}"'
        self.path.write_text(
            f'[fourcasters]\ntoken = "{one.token}"\nurl = "{one.url}"\n[predictstreet]\napi_key = "{other.api_key}"\n'
            f"[predictstreet.environment]\n{environment}\nchain_id = {other.chain_id}\n",
            encoding="utf-8",
        )

    def run(self, command: click.Command, *arguments: str, width: int = 120) -> Result:
        result = CliRunner(env={"COLUMNS": str(width)}).invoke(command, [*arguments, "--settings", str(self.path)])
        for secret in (self.sandbox.fourcasters.token, self.sandbox.predictstreet.api_key):
            assert secret not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def json(self, command: click.Command, *arguments: str) -> tuple[int, Any]:
        result = self.run(command, *arguments, "--json")
        return result.exit_code, json.loads(result.stdout)


@pytest.fixture
def terminal(sandbox: Sandbox, tmp_path: Path) -> Terminal:
    return Terminal(sandbox, tmp_path)


def test_open_lists_both_venues(terminal: Terminal) -> None:
    one = terminal.sandbox.fourcasters.seed_order(user_reference="quote-1")
    other = terminal.sandbox.predictstreet.seed_order(client_order_id="quote-2")
    code, found = terminal.json(open_command)
    assert code == 0
    assert [(row["venue"], row["order_id"], row["user_reference"]) for row in found["orders"]] == [
        ("fourcasters", one, "quote-1"),
        ("predictstreet", other, "quote-2"),
    ]
    assert found["orders"][1]["remaining"] == "100"
    code, found = terminal.json(open_command, "fourcasters")
    assert [row["order_id"] for row in found["orders"]] == [one]


@pytest.mark.parametrize("width", [80, 120])
def test_a_table_shows_whole_ids_and_nothing_that_a_terminal_obeys(terminal: Terminal, width: int) -> None:
    order = terminal.sandbox.fourcasters.seed_order(user_reference="\x1b[2J[bold]")
    other = terminal.sandbox.predictstreet.seed_order()
    shown = terminal.run(open_command, width=width).stdout
    assert order in shown
    assert other in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= width


def test_cancel_is_a_dry_run_unless_it_is_told_to_execute(terminal: Terminal) -> None:
    venue = terminal.sandbox.fourcasters
    order, other = venue.seed_order(), venue.seed_order()
    code, found = terminal.json(cancel_command, "fourcasters", order, "ab" * 12)
    assert (code, [row["order_id"] for row in found["orders"]], found["executed"]) == (4, [order], False)
    assert venue.open_order_ids() == (order, other)
    code, found = terminal.json(cancel_command, "fourcasters", order, "ab" * 12, "--execute")
    assert (code, [row["outcome"] for row in found["outcomes"]], found["executed"]) == (0, ["cancelled", "not_cancelled"], True)
    assert venue.open_order_ids() == (other,)
    assert terminal.run(cancel_command, "fourcasters", order).exit_code == 0


def test_cancel_says_what_may_still_rest(terminal: Terminal) -> None:
    order = terminal.sandbox.predictstreet.seed_order()
    terminal.sandbox.predictstreet.lock(order)
    result = terminal.run(cancel_command, "predictstreet", order, "--execute")
    assert result.exit_code == 1
    assert "lock_invariant" in result.stdout


def test_pull_is_a_dry_run_unless_it_is_told_to_execute(terminal: Terminal) -> None:
    one, other = terminal.sandbox.fourcasters, terminal.sandbox.predictstreet
    orders = [one.seed_order(user_reference="q-1"), other.seed_order(client_order_id="q-2")]
    stays = one.seed_order(user_reference="p-1")
    code, found = terminal.json(pull_command, "--prefix", "q-")
    assert (code, [row["order_id"] for row in found["orders"]], found["executed"]) == (4, orders, False)
    assert one.open_order_ids() == (orders[0], stays)
    code, found = terminal.json(pull_command, "--prefix", "q-", "--execute")
    assert (code, found["verdict"], found["positions_closed"]) == (0, "nothing rests: proven", False)
    assert (one.open_order_ids(), other.open_order_ids()) == ((stays,), ())
    result = terminal.run(pull_command, "--account", "--execute")
    assert result.exit_code == 0
    assert "nothing rests: proven. Positions were not closed." in result.stdout
    assert terminal.run(pull_command, "--account").exit_code == 0


def test_a_game_is_pulled_at_its_venue_only(terminal: Terminal) -> None:
    order = terminal.sandbox.fourcasters.seed_order()
    other = terminal.sandbox.predictstreet.seed_order()
    game = terminal.sandbox.fourcasters.order(order).game_id
    code, found = terminal.json(pull_command, "--game", game, "--execute")
    assert (code, [each["venue"] for each in found["venues"]]) == (0, ["fourcasters"])
    assert terminal.sandbox.predictstreet.open_order_ids() == (other,)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--account", "--prefix", "q"), ("--prefix", ""), ("--game", " "), ("--market", "IN", "fourcasters"), ("--game", "nothing")],
)
@pytest.mark.parametrize("mode", [("--execute",), ()])
def test_pull_without_one_clear_scope_does_nothing(terminal: Terminal, arguments: tuple[str, ...], mode: tuple[str, ...]) -> None:
    order = terminal.sandbox.fourcasters.seed_order()
    result = terminal.run(pull_command, *arguments, *mode)
    assert result.exit_code == 3
    assert "expected" in result.stderr
    assert terminal.sandbox.fourcasters.open_order_ids() == (order,)


def test_pull_that_proves_nothing_says_why(terminal: Terminal) -> None:
    order = terminal.sandbox.predictstreet.seed_order(market_id="IN")
    result = terminal.run(pull_command, "--market", "in", "--execute", "--deadline", "0.3", width=80)
    assert result.exit_code == 1
    assert order in result.stdout
    assert "not proven. Positions were not closed." in result.stdout


def test_nothing_is_begun_without_settings() -> None:
    for command, arguments in ((open_command, []), (cancel_command, ["fourcasters", "x"]), (pull_command, ["--account"])):
        assert CliRunner(env={}).invoke(command, arguments).exit_code == 3


def test_who_has_no_settings_is_told_of_those_of_the_venues_that_were_named() -> None:
    told = CliRunner(env={}).invoke(cancel_command, ["predictstreet", "x"]).stderr
    assert "CROSSBOOK_PREDICTSTREET_API_KEY and CROSSBOOK_PREDICTSTREET_ENVIRONMENT" in told
    assert "FOURCASTERS" not in told
    told = CliRunner(env={}).invoke(open_command, []).stderr
    assert "CROSSBOOK_FOURCASTERS_TOKEN, or CROSSBOOK_PREDICTSTREET_API_KEY" in told


def test_a_cancel_of_ids_that_do_not_rest_says_nothing_of_the_account(terminal: Terminal) -> None:
    for _ in range(3):
        terminal.sandbox.fourcasters.seed_order()
    result = terminal.run(cancel_command, "fourcasters", "ab" * 12)
    assert result.exit_code == 0
    assert "none of the named orders rests (3 others do)." in result.stdout
    assert f"{'ab' * 12}: does not rest" in result.stdout
    assert "nothing rests" not in result.stdout
    code, found = terminal.json(cancel_command, "fourcasters", "ab" * 12)
    assert (code, found["not_resting"], found["others"]) == (0, ["ab" * 12], 3)


def test_a_dry_pull_of_a_mistyped_scope_says_how_much_else_rests(terminal: Terminal) -> None:
    terminal.sandbox.fourcasters.seed_order(user_reference="quoter-1")
    terminal.sandbox.predictstreet.seed_order()
    shown = terminal.run(pull_command, "--prefix", "qouter-").stdout
    assert shown.count("nothing in this scope rests (1 other does).") == 2
    assert ": nothing rests" not in shown
    _, found = terminal.json(pull_command, "--market", "TYPO")
    assert found["others"] == {"predictstreet": 1}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("fourcasters", "--prefix", "qouter-"), "nothing had this prefix; 2 others rest"),
        (("--game", "ab" * 12), "nothing was in this game; 2 others rest"),
        (("--market", "TYPO"), "nothing was in this market; 1 other rests"),
    ],
)
def test_a_pull_of_a_mistyped_scope_says_that_there_was_nothing_in_it(terminal: Terminal, arguments: tuple[str, ...], words: str) -> None:
    for number in range(2):
        terminal.sandbox.fourcasters.seed_order(user_reference=f"quoter-{number}")
    terminal.sandbox.predictstreet.seed_order()
    result = terminal.run(pull_command, *arguments, "--execute")
    assert result.exit_code == 0
    assert words in result.stdout
    code, found = terminal.json(pull_command, *arguments, "--execute")
    assert (code, [each["note"] for each in found["venues"]]) == (0, [words])


def test_a_pull_that_found_something_has_no_such_note(terminal: Terminal) -> None:
    terminal.sandbox.fourcasters.seed_order(user_reference="quoter-1")
    _, found = terminal.json(pull_command, "fourcasters", "--prefix", "quoter-", "--execute")
    assert [each["note"] for each in found["venues"]] == [None]


def test_orders_are_told_with_market_line_and_signed_price(terminal: Terminal) -> None:
    venue = terminal.sandbox.fourcasters
    total = venue.seed_order(market_type="total", user_reference="quote-1")
    spread = venue.seed_order(market_type="spread", odds=105)
    token = terminal.sandbox.predictstreet.seed_order(side="sell", outcome="1")
    shown = " ".join(terminal.run(open_command, width=80).stdout.split())
    _, found = terminal.json(open_command)
    rows = {row["order_id"]: row for row in found["orders"]}
    assert (rows[total]["market_type"], rows[total]["line"] is not None) == ("total", True)
    assert f"{total}: total {int(rows[total]['price']):+d} line {rows[total]['line']}, " in shown
    assert f"game {rows[total]['where']}, reference quote-1" in shown
    assert " +105 line " in shown
    assert (rows[spread]["market_type"], rows[token]["outcome"], rows[token]["line"]) == ("spread", "1", None)
    assert f"{token}: {rows[token]['where']} sell outcome 1, " in shown


@pytest.mark.parametrize("command", [open_command, cancel_command, pull_command, doctor, listen, replay_command, sandbox_command])
def test_words_that_no_command_knows_end_as_what_cannot_be_used(command: click.Command) -> None:
    result = CliRunner(env={}).invoke(command, ["--nonsense"])
    assert result.exit_code == 3
    assert "--nonsense" in result.stderr
    assert "Usage:" in result.stderr


@pytest.mark.parametrize("seconds", ["nan", "inf", "0"])
def test_a_deadline_that_is_no_time_is_an_error_in_a_dry_run_too(terminal: Terminal, seconds: str) -> None:
    result = terminal.run(pull_command, "--account", "--deadline", seconds)
    assert (result.exit_code, "--deadline" in result.stderr) == (3, True)
