"""What is wrong with a call is said before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import product
from typing import Any

import attrs
import pytest
from accounts import API_KEY, GAME, ORDER, TOKEN, WALLET, Clients
from families import every
from operations import BET, METHODS, Call
from replies import Replies

from crossbook import InvalidRequest, NotSent, Timeouts
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, OrdersSocket
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook_bindings.fourcasters import rest as fourcasters_requests
from crossbook_bindings.predictstreet import rest as predictstreet_requests

NOT_NAMES: tuple[Any, ...] = (None, "", "  ", "\n", 7, b"NBA", ["NBA"])
NOT_GAMES: tuple[Any, ...] = (*NOT_NAMES, "688c", GAME + "0", GAME[:-1] + "g", f" {GAME}")
NOT_LISTS: tuple[Any, ...] = (None, ORDER, b"ids", 7)

WRONG_ON_FOURCASTERS: dict[str, tuple[Callable[[Any], Call], tuple[Any, ...]]] = {
    "cancel_order": (lambda wrong: lambda c: c.cancel_order(wrong), (None, 7, b"id", [ORDER])),
    "cancel_orders": (lambda wrong: lambda c: c.cancel_orders(wrong), (*NOT_LISTS, [None], [ORDER, 7], [[ORDER]])),
    "cancel_by_reference: game": (lambda wrong: lambda c: c.cancel_by_reference(wrong, ["a"]), NOT_GAMES),
    "cancel_by_reference: references": (lambda wrong: lambda c: c.cancel_by_reference(GAME, wrong), (*NOT_LISTS, [""], [None], ["a", " "])),
    "cancel_game_orders: game": (lambda wrong: lambda c: c.cancel_game_orders(wrong), NOT_GAMES),
    "cancel_game_orders: type": (lambda wrong: lambda c: c.cancel_game_orders(GAME, wrong), ("", "moneyline1x2", "Total", 7)),
    "cancel_league_orders": (lambda wrong: lambda c: c.cancel_league_orders(wrong), NOT_NAMES),
    "get_order": (lambda wrong: lambda c: c.get_order(wrong), (None, "", "65b0", 7)),
    "heartbeat": (lambda wrong: lambda c: c.heartbeat(wrong), (None, 5, 0, -1, 30.0, "30", True, Decimal(30))),
    "login: name": (lambda wrong: lambda c: c.login(wrong, "password"), NOT_NAMES),
    "login: password": (lambda wrong: lambda c: c.login("somebody", wrong), (None, "", 7)),
    "place_orders": (lambda wrong: lambda c: c.place_orders(wrong), (*NOT_LISTS, BET, [None], [{"odds": 1}])),
}
WRONG_ON_PREDICTSTREET: dict[str, tuple[Callable[[Any], Call], tuple[Any, ...]]] = {
    "cancel_order": (lambda wrong: lambda c: c.cancel_order(wrong), (None, 7, b"id", ["id"])),
    "cancel_orders": (lambda wrong: lambda c: c.cancel_orders(wrong), (*NOT_LISTS, [None], ["id", 7])),
    "cancel_market_orders: market": (lambda wrong: lambda c: c.cancel_market_orders(wrong), NOT_NAMES),
    "cancel_market_orders: side": (lambda wrong: lambda c: c.cancel_market_orders("M", wrong), ("", " ", "both", 1)),
    "cancel_market_orders: outcome": (lambda wrong: lambda c: c.cancel_market_orders("M", None, wrong), (-1, "0", 0.0, True, "")),
    "open_orders": (lambda wrong: lambda c: c.open_orders(wrong), NOT_NAMES[1:]),
    "get_order": (lambda wrong: lambda c: c.get_order(wrong), (None, "", "two words", 7, "\ud800")),
}
WRONG = [
    *[("fourcasters", name, wrong) for name, (_, all_wrong) in WRONG_ON_FOURCASTERS.items() for wrong in all_wrong],
    *[("predictstreet", name, wrong) for name, (_, all_wrong) in WRONG_ON_PREDICTSTREET.items() for wrong in all_wrong],
]


@pytest.mark.parametrize(("venue_name", "name", "wrong"), WRONG)
def test_a_wrong_argument_raises_before_anything_is_sent(venue_name: str, name: str, wrong: Any, venue: Replies, clients: Clients) -> None:
    calls = WRONG_ON_FOURCASTERS if venue_name == "fourcasters" else WRONG_ON_PREDICTSTREET
    client = clients.fourcasters() if venue_name == "fourcasters" else clients.predictstreet()
    with pytest.raises(InvalidRequest, match=r"expected .*, found .*nothing was sent") as caught:
        calls[name][0](wrong)(client)
    assert isinstance(caught.value, NotSent)
    assert isinstance(caught.value, ValueError)
    assert caught.value.venue == venue_name
    assert venue.requests == []
    assert venue.connections == 0


@pytest.mark.parametrize("field", ["odds", "risk", "line"])
@pytest.mark.parametrize("wrong", [1.5, 110.0, float("nan"), True, "100", Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN")])
def test_numbers_of_an_order_are_exact_or_it_is_not_sent(field: str, wrong: Any, venue: Replies, fourcasters: Fourcasters) -> None:
    order = attrs.evolve(BET, market_type="spread", line=Decimal("-3.5"))
    with pytest.raises(InvalidRequest):
        fourcasters.place_orders([BET, attrs.evolve(order, **{field: wrong})])
    assert venue.requests == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"risk": 0},
        {"risk": -1},
        {"risk": None},
        {"game_id": "x"},
        {"market_type": "handicap"},
        {"order_type": "market"},
        {"side": ""},
        {"line": 1},
        {"market": "draw"},
        {"market_type": "spread"},
        {"market_type": "total"},
        {"market_type": "moneyline1x2"},
        {"user_reference": " "},
        {"user_reference": "\u200b"},
        {"odds": 10**5000},
        {"risk": 10**5000},
        {"risk": Decimal("1E+99999999")},
        {"risk": Decimal("1E-99999999")},
        {"expires_in_minutes": 0},
        {"expires_in_minutes": 2.0},
    ],
)
def test_an_order_that_cannot_be_is_not_sent(wrong: dict[str, Any], venue: Replies, fourcasters: Fourcasters) -> None:
    with pytest.raises(InvalidRequest):
        fourcasters.place_orders([attrs.evolve(BET, **wrong)])
    assert venue.requests == []


@pytest.mark.parametrize("scope", ["\u200b", "\ufeff", "\x00", " \u2060 ", "all", "LIVE", "Upcoming"])
def test_a_league_that_nobody_can_see_or_that_is_a_filter_is_none(scope: str, venue: Replies, fourcasters: Fourcasters) -> None:
    with pytest.raises(InvalidRequest):
        fourcasters.cancel_league_orders(scope)
    assert venue.requests == []


@pytest.mark.parametrize("deadline", [0, -1, 10**400, float("inf"), float("nan"), "5"])
def test_a_deadline_is_a_number_of_seconds_within_reason(deadline: Any, venue: Replies, fourcasters: Fourcasters) -> None:
    with pytest.raises(InvalidRequest, match="a number of seconds above 0"):
        fourcasters.cancel_order(ORDER, deadline=deadline)
    assert venue.requests == []


def test_text_that_utf_8_cannot_carry_is_not_sent(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    with pytest.raises(NotSent):
        fourcasters.cancel_by_reference(GAME, ["\ud800"])
    with pytest.raises(NotSent):
        fourcasters.cancel_league_orders("\ud800")
    with pytest.raises(NotSent):
        predictstreet.cancel_market_orders("\ud800")
    with pytest.raises(NotSent):
        predictstreet.open_orders("\ud800")
    assert venue.requests == []


@pytest.mark.parametrize("case", METHODS, ids=str)
def test_a_closed_client_sends_nothing(case: Any, venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters() if case.venue == "fourcasters" else clients.predictstreet()
    client.close()
    with pytest.raises(NotSent, match="closed"):
        case.call(client)
    assert venue.requests == []


def test_a_request_of_the_other_venue_is_not_sent(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    with pytest.raises(InvalidRequest, match="a request for predictstreet, found 'fourcasters'"):
        predictstreet.send(fourcasters_requests.cancel_all_orders())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidRequest, match="a request for fourcasters, found 'predictstreet'"):
        fourcasters.send(predictstreet_requests.cancel_all())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert venue.requests == []


def test_without_a_token_only_a_login_is_sent(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(token=None)
    with pytest.raises(InvalidRequest, match="a token"):
        client.cancel_all_orders()
    with pytest.raises(InvalidRequest, match="a token"):
        client.send(fourcasters_requests.get_me())
    assert venue.requests == []


ALLOWED = (
    "https://api.4casters.io",
    "https://api.4casters.io:8443/prefix/",
    "http://127.0.0.1",
    "http://127.8.9.10:80",
    "http://localhost:8080/",
    "http://LOCALHOST",
    "http://[::1]:9",
)
NOT_ALLOWED: tuple[Any, ...] = (
    "http://api.4casters.io",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://10.0.0.1",
    "http://0.0.0.0",
    "http://[::2]",
    "https://user@api.4casters.io",
    "https://user:planted@api.4casters.io",
    "https://:planted@api.4casters.io",
    "https://@api.4casters.io",
    "http://127.0.0.1@example.com",
    "http://127.0.0.1\\@example.com",
    "https://api.4casters.io?debug=1",
    "https://api.4casters.io#part",
    "https://",
    "https:///session",
    "https://api.4casters.io:port",
    "https://[::1",
    "ftp://127.0.0.1",
    "wss://api.4casters.io",
    "file:///etc/passwd",
    "api.4casters.io",
    "",
    None,
    7,
    b"https://api.4casters.io",
)


@pytest.mark.parametrize("client", [Fourcasters, AsyncFourcasters])
@pytest.mark.parametrize("url", ALLOWED)
def test_a_base_url_is_https_anywhere_and_http_on_loopback(client: Any, url: str) -> None:
    assert repr(client(token=TOKEN, base_url=url)) == f"{client.__name__}(base_url={url.rstrip('/')!r})"


def test_any_other_base_url_is_refused_and_its_password_not_repeated() -> None:
    def check(case: tuple[Any, Any]) -> None:
        client, url = case
        credentials: dict[str, Any] = {"token": TOKEN} if client in (Fourcasters, AsyncFourcasters) else {"api_key": API_KEY}
        with pytest.raises(InvalidRequest) as caught:
            client(base_url=url, **credentials)
        assert "planted" not in str(caught.value)

    every(product([Fourcasters, AsyncFourcasters, PredictStreet, AsyncPredictStreet], NOT_ALLOWED), check)


@pytest.mark.parametrize("url", ["ws://example.com", "https://127.0.0.1", "wss://user:planted@example.com", "wss://x?token=planted", ""])
def test_the_orders_socket_takes_wss_anywhere_and_ws_on_loopback(url: str) -> None:
    assert "ws://127.0.0.1:1" in repr(OrdersSocket(token=TOKEN, url="ws://127.0.0.1:1"))
    with pytest.raises(InvalidRequest):
        OrdersSocket(token=TOKEN, url=url)


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "tökén", 7, b"token"])
@pytest.mark.parametrize("client", [Fourcasters, AsyncFourcasters, OrdersSocket])
def test_a_token_that_cannot_stand_in_a_header_is_refused_and_not_repeated(client: Any, token: Any) -> None:
    with pytest.raises(InvalidRequest) as caught:
        client(token=token)
    assert not token or str(token) not in str(caught.value)


@pytest.mark.parametrize(
    "key", ["", "planted", "ps_live_planted", "ps_live_0123456789abcdef_", "xx_live_0123_planted", "ps_live_0123_pl anted", None]
)
def test_a_key_of_another_form_is_refused_and_not_repeated(key: Any, clients: Clients) -> None:
    with pytest.raises(InvalidRequest) as caught:
        clients.predictstreet(api_key=key)
    assert "planted" not in str(caught.value)
    assert "anted" not in str(caught.value)


@pytest.mark.parametrize("wallet", ["", "0x", WALLET[:-1], WALLET + "0", WALLET[2:], "0x" + "g" * 40, f"{WALLET}\n", 7])
def test_a_wallet_of_another_form_is_refused(wallet: Any, clients: Clients) -> None:
    with pytest.raises(InvalidRequest, match="0x and 40 hexadecimal digits"):
        clients.predictstreet(user_wallet=wallet)


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), "5", None, True])
def test_waiting_times_are_positive_and_finite(seconds: Any) -> None:
    with pytest.raises(ValueError, match="expected a number of seconds above 0"):
        Timeouts(reply=seconds)
    with pytest.raises(ValueError, match="connect: expected"):
        Timeouts(connect=seconds)


def test_waiting_times_have_stated_defaults() -> None:
    assert Timeouts() == Timeouts(connect=5, reply=20)
