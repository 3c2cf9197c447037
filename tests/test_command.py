"""`crossbook sandbox` and the command around it, each as a process of its own."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Generator
from contextlib import AbstractContextManager
from decimal import Decimal
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from interruptible import interruptible
from plain_clients import SECONDS
from websockets.sync.client import connect

from crossbook import Placed, __version__
from crossbook.commands.doctor import doctor
from crossbook.commands.listen import listen
from crossbook.commands.orders import cancel_command, open_command
from crossbook.commands.pull import pull_command
from crossbook.commands.sandbox import sandbox
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.predictstreet import Chain, Contracts, Environment, LocalSigner, PredictStreet, TradingAccount
from crossbook.predictstreet import NewOrder as SignedOrder

COMMAND = Path(sysconfig.get_path("scripts"), "crossbook")


def running(*options: str, columns: int = 80) -> AbstractContextManager[subprocess.Popen[str]]:
    """Run `crossbook sandbox`."""
    environment = {**os.environ, "COLUMNS": str(columns)}
    return interruptible([COMMAND, "sandbox", *options], seconds=3 * SECONDS, stderr=subprocess.STDOUT, env=environment)


def lines_of(process: subprocess.Popen[str], last: str) -> list[str]:
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.strip())
        if last in line:
            break
    return lines


KEY = "ps_test_0123456789abcdef_" + "s" * 43


def test_it_prints_lines_that_work_and_ends_on_an_interrupt() -> None:
    with running("--api-key", KEY, "--token", "t" * 60) as process:
        lines = lines_of(process, "Ctrl-C")
        assert_no_credential_is_broken_in_two(lines)
        replies = [curl(shlex.split(line)) for line in lines if line.startswith("curl ")]
        assert [reply.status_code for reply in replies] == [200, 200, 200, 200]
        assert len(replies[0].json()["data"]["unmatched"]) == 3
        assert replies[1].json()["data"]["success"] is True
        assert len(replies[2].json()["orders"]) == 2
        assert replies[3].json()["result"]["phase"] == "upcoming"
        assert re.search(r"ws://127\.0\.0\.1:\d+/orders/ws", " ".join(lines))
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=SECONDS)
        assert (process.returncode, rest.strip()) == (0, "Stopped.")


def test_no_credential_is_broken_in_two_where_there_is_no_room() -> None:
    with running("--api-key", KEY, "--token", "t" * 60, columns=20) as process:
        assert_no_credential_is_broken_in_two(lines_of(process, "Ctrl-C"))


def assert_no_credential_is_broken_in_two(lines: list[str]) -> None:
    assert any(line.startswith("PredictStreet api key") and line.endswith(KEY) for line in lines)
    assert any(line.startswith("4casters token") and line.endswith("t" * 60) for line in lines)


@pytest.fixture
def facts() -> Generator[dict[str, dict[str, str]]]:
    """Run `crossbook sandbox --json` with fixed credentials; give what it prints."""
    with running("--json", "--no-seed", "--token", "fixed", "--host", "127.0.0.1") as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())


def test_fixed_credentials_and_one_line_of_json(facts: dict[str, dict[str, str]]) -> None:
    venue = facts["fourcasters"]
    assert facts["predictstreet"]["user_socket_url"].startswith(facts["predictstreet"]["websocket_url"])
    assert venue["token"] == "fixed"
    reply = httpx.get(f"{venue['url']}/user/getUnmatched", headers={"Authorization": "fixed"}, timeout=SECONDS)
    assert reply.json() == {"data": {"unmatched": []}}
    with connect(venue["orders_socket_url"], additional_headers={"Authorization": "fixed"}, open_timeout=SECONDS) as socket:
        socket.send(json.dumps(["cancelAll", {"requestID": "r1"}]))
        assert json.loads(socket.recv(timeout=SECONDS)) == {"requestID": "r1", "data": []}


def test_another_process_sets_up_a_market_for_our_client_over_http(facts: dict[str, dict[str, str]]) -> None:
    connection = HTTPConnection(facts["control"]["url"].split("/")[2], timeout=SECONDS)

    def control(path: str, **arguments: Any) -> Any:
        connection.request("POST", f"/_sandbox/{path}", json.dumps(arguments), {"Content-Type": "application/json"})
        return json.loads(connection.getresponse().read(), parse_float=Decimal)["result"]

    game = control("fourcasters/add_game", away="Lakers", home="Celtics")
    control(
        "fourcasters/traders/a%20maker/place",
        game_id=game["id"],
        market_type="moneyline",
        side=game["home"]["id"],
        odds=-110,
        bet=110,
    )
    with Fourcasters(token=facts["fourcasters"]["token"], base_url=facts["fourcasters"]["url"]) as client:
        order = NewOrder(game_id=game["id"], market_type="moneyline", side=game["away"]["id"], odds=110, risk=60)
        (outcome,) = client.place_orders([order])
        assert isinstance(outcome, Placed)
        assert [(fill.stake, fill.risk) for fill in outcome.fills] == [(Decimal(60), Decimal("60.6"))]
    assert control("fourcasters/traders/own/open_order_ids") == []
    connection.close()


def test_a_program_that_signs_is_started_from_what_is_printed(facts: dict[str, dict[str, Any]]) -> None:
    told = facts["predictstreet"]
    here = Environment(
        name="sandbox",
        rest_url=told["url"],
        websocket_url=told["url"].replace("http", "ws", 1),
        rpc_url=told["rpc_url"],
        chain_id=told["chain_id"],
    )
    contracts = Contracts(**told["contracts"])
    account = TradingAccount(environment=here, contracts=contracts, wallet=told["wallet"], vault=told["vault"])
    with Chain(rpc_url=told["rpc_url"]) as chain:
        assert {finding.verdict for finding in chain.check(account)} <= {"proven", "unproven"}
    with PredictStreet(api_key=told["api_key"], account=account, signer=LocalSigner(told["private_key"])) as client:
        order = SignedOrder(market_id="NC26-BIN-83479265", outcome=0, side="buy", price=Decimal("0.42"), quantity=2)
        (outcome,) = client.place_orders([order])
        assert isinstance(outcome, Placed)
        assert [each.order_id for each in client.open_orders()] == [outcome.order_id]


def test_operations_lists_both_kinds() -> None:
    done = CliRunner().invoke(sandbox, ["--operations"])
    assert done.exit_code == 0
    assert re.search(r"^Answered from state: \d+$", done.output, re.MULTILINE)
    assert re.search(r"^Answered with 501, .*: \d+$", done.output, re.MULTILINE)
    assert re.search(r"fourcasters +rest +editOrderV4 +POST /session/v4/editOrder", done.output)
    assert re.search(r"fourcasters +socket +placeV3 +/orders/ws", done.output)


@pytest.mark.parametrize(("options", "said"), [(("--api-key", "nonsense"), "expected an API key of the form"), (("--port", "0"), "--port")])
def test_an_option_that_cannot_be_is_refused(options: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(sandbox, options)
    assert done.exit_code != 0
    assert said in done.stderr


def without(folder: Path, *modules: str) -> dict[str, str]:
    """Give an environment in which some modules seem not to be installed."""
    for name in modules:
        (folder / f"{name}.py").write_text(f"raise ModuleNotFoundError('No module named {name}', name={name!r})\n", encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(folder)}


@pytest.mark.parametrize(
    ("missing", "arguments", "status", "said"),
    [
        ("click", ("--help",), 1, "the command needs the extra `cli` (click is missing): python -m pip install 'crossbook[cli]'"),
        ("rich", ("--help",), 1, "the command needs the extra `cli` (rich is missing): python -m pip install 'crossbook[cli]'"),
        ("aiohttp", ("--help",), 0, "`crossbook sandbox` needs the extra `sandbox`"),
        ("yaml", ("sandbox", "--json"), 1, "`crossbook sandbox` needs the extra `sandbox` (yaml is missing): python -m pip install"),
        ("jsonschema", ("demo",), 1, "`crossbook demo` needs the extra `sandbox` (jsonschema is missing): python -m pip install"),
    ],
)
def test_a_missing_extra_is_named(tmp_path: Path, missing: str, arguments: tuple[str, ...], status: int, said: str) -> None:
    environment = without(tmp_path, missing) | {"COLUMNS": "400"}
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, COMMAND, *arguments], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == status, done.stderr
    assert said[:70] in " ".join((done.stdout + done.stderr).split())


def test_the_sandbox_without_its_extra_says_what_to_install(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from crossbook.sandbox import Sandbox"],
        capture_output=True,
        text=True,
        check=False,
        env=without(tmp_path, "yaml"),
    )
    assert "crossbook.sandbox needs the extra `sandbox` (yaml is missing): python -m pip install 'crossbook[sandbox]'" in done.stderr


def curl(words: list[str]) -> httpx.Response:
    """Send what a printed curl line sends."""
    options = list(pairwise(words))
    (url,) = (word for word in words if word.startswith("http://"))
    headers = dict(value.split(": ", 1) for option, value in options if option == "-H")
    body = next((value for option, value in options if option == "-d"), None)
    method = next((value for option, value in options if option == "-X"), "GET" if body is None else "POST")
    return httpx.request(method, url, headers=headers, content=body, timeout=SECONDS)


def test_every_websocket_is_where_the_line_says(facts: dict[str, dict[str, str]]) -> None:
    fourcasters, predictstreet = facts["fourcasters"], facts["predictstreet"]
    for url in (fourcasters["orders_socket_url"], fourcasters["user_feed_url"], fourcasters["price_feed_url"]):
        with connect(url, additional_headers={"Authorization": "fixed"}, open_timeout=SECONDS):
            pass
    for url in (predictstreet["market_socket_url"], predictstreet["user_socket_url"]):
        with connect(url, additional_headers={"X-Api-Key": predictstreet["api_key"]}, open_timeout=SECONDS):
            pass
    assert fourcasters["streaming_url"].startswith("http://")


def test_the_command_tells_its_version_and_knows_no_other_words() -> None:
    told = subprocess.run([COMMAND, "--version"], capture_output=True, text=True, check=True, timeout=SECONDS)  # noqa: S603 - our own
    assert __version__ in told.stdout
    for words in (["nonsense"], ["--nonsense"]):
        wrong = subprocess.run([COMMAND, *words], capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603 - our own
        assert wrong.returncode == 3
        assert "nonsense" in wrong.stderr


def test_a_list_of_operations_whose_reader_has_gone_ends_in_silence() -> None:
    with subprocess.Popen(  # noqa: S603 - our own
        [COMMAND, "sandbox", "--operations"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


def test_the_sandbox_writes_settings_that_every_other_command_takes(tmp_path: Path) -> None:
    path = tmp_path / "my settings.toml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    with running("--settings", str(path)) as process:
        lines = lines_of(process, "Ctrl-C")
        first = shlex.split(lines[lines.index("Try:") + 1])
        assert first == ["crossbook", "open", "--settings", str(path)]
        assert path.stat().st_mode & 0o777 == 0o600
        assert list(tmp_path.iterdir()) == [path]
        for command, words, expected in (
            (open_command, ["--json"], 0),
            (pull_command, ["--account"], 4),
            (cancel_command, ["fourcasters", "ab" * 12], 0),
            (listen, ["fourcasters", "--count", "1", "--json"], 0),
            (listen, ["predictstreet", "--count", "1", "--json"], 0),
        ):
            done = CliRunner(env={}).invoke(command, [*words, "--settings", str(path)])
            assert done.exit_code == expected, (command.name, done.output)
        assert json.loads(CliRunner(env={}).invoke(doctor, ["--json", "--settings", str(path)]).stdout)["wrong"] == 0


def test_settings_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    done = CliRunner().invoke(sandbox, ["--settings", str(tmp_path / "nowhere" / "settings.toml")])
    assert done.exit_code == 1
    assert "cannot write the settings" in done.output


def test_a_command_that_needs_no_sandbox_does_not_wait_for_one() -> None:
    program = """if True:
        import sys
        from crossbook.commands.main import main
        for name in sys.argv[1:]:
            sys.argv[1:] = [name, "--help"]
            try:
                main()
            except SystemExit as end:
                assert not end.code
            assert not {"aiohttp", "crossbook.sandbox", "crossbook.demo"} & sys.modules.keys(), name
    """
    names = ("cancel", "doctor", "listen", "open", "pull", "replay")
    done = subprocess.run([sys.executable, "-c", program, *names], capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (done.returncode, done.stderr) == (0, "")
    assert [f" {name} [OPTIONS]" in done.stdout for name in names] == [True] * len(names)
