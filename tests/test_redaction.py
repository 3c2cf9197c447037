"""A secret is not shown in any of the ways in which it could be written down."""

from __future__ import annotations

import copy
import gc
import html
import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from urllib.parse import quote, quote_plus

import pytest
from accounts import ORDER, Clients
from families import every
from hypothesis import given, settings
from hypothesis import strategies as st
from replies import Answer, Replies, said
from samples import sample

from crossbook import CrossbookError, Ledger
from crossbook.core.redaction import BLOT, Secret, blot_written
from crossbook.errors import CouldNotConnect
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.observing import Intent

PASSWORDS = st.text(min_size=6, max_size=20).filter(lambda text: text.strip() == text and len(set(text)) > 3)
WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "JSON": json.dumps,
    "JSON, letters kept": lambda text: json.dumps(text, ensure_ascii=False),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text)),
    "JSON, slashes escaped": lambda text: json.dumps(text).replace("/", "\\/"),
    "JSON, all escaped": lambda text: "".join(f"\\u{unit:04X}" for unit in _units(text)),
    "URL": quote,
    "URL, slashes too": lambda text: quote(text, safe=""),
    "form": quote_plus,
    "repr": repr,
    "repr of bytes": lambda text: repr(text.encode()),
}


def _units(text: str) -> tuple[int, ...]:
    encoded = text.encode("utf-16-be")
    return tuple(int.from_bytes(encoded[at : at + 2]) for at in range(0, len(encoded), 2))


@given(password=PASSWORDS)
@settings(max_examples=sample(100, long=1000))
def test_a_secret_is_removed_however_it_was_escaped(password: str) -> None:
    secret = Secret(password)

    def check(way: str) -> None:
        shown = secret.blot(f"<{WAYS[way](password)}>")
        # A secret that ends in a backslash may take with it the one that escapes the quote behind it; no other mark may go or stay.
        assert shown.replace("\\", "") in {"<***>", '<"***">', "<'***'>", "<b'***'>", '<b"***">', '<""***"">'}
        assert shown.count("\\") <= 2

    every(WAYS, check)


def test_a_secret_is_neither_pickled_nor_copied() -> None:
    secret = Secret("planted-password")
    with pytest.raises(TypeError, match="in clear"):
        pickle.dumps(secret)
    assert copy.deepcopy([secret])[0] is secret
    assert copy.copy(secret) is secret


@pytest.mark.parametrize("password", ['pla"nted\\word', "pl/anted wörd", "planted\ttab+plus%41"])
def test_a_login_shows_no_password_that_comes_back_escaped(password: str, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(
        said({"error": f"no such password: {password}"}, 400),
        Answer(400, f'{{"error":"no such password: {quote(password, safe="")}"}}'.encode()),
        Answer(200, json.dumps({"data": {"user": {"auth": 7, "password": password}}}).encode()),
    )
    for _ in range(3):
        with pytest.raises(CrossbookError) as caught:
            fourcasters.login("somebody", password)
        error = caught.value
        seen = repr(vars(error)) + str(error) + repr(error)
        for written in (password, json.dumps(password)[1:-1], quote(password, safe=""), html.escape(password)):
            assert written not in seen
        assert repr(json.dumps(password)[1:-1])[1:-1] not in seen


def test_words_beside_a_secret_stay(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"error": "order not found 100% \\ +"}, 400))
    outcome = fourcasters.cancel_order(ORDER)
    assert getattr(outcome, "venue_text", None) == "order not found 100% \\ +"


def test_a_line_is_cleaned_while_the_garbage_collector_takes_secrets_away() -> None:
    kept, *others = [Secret(f"a-secret-that-stays-{number:020}") for number in range(40)]
    line = b'{"said":"%b"}' % kept.reveal().encode()
    thresholds = gc.get_threshold()
    try:
        for number in range(300):
            gc.disable()
            ring: list[object] = [Secret(f"a-secret-that-goes-{number:020}")]
            ring.append(ring)
            del ring
            gc.set_threshold(gc.get_count()[0] + number % 10)  # It begins a little later each time.
            gc.enable()
            assert kept.reveal().encode() not in blot_written(line)
    finally:
        gc.enable()
        gc.set_threshold(*thresholds)
    assert others


def test_the_secret_of_a_key_is_removed_where_a_venue_shows_it_alone(venue: Replies, clients: Clients) -> None:
    key = "ps_live_0123456789abcdef_plantedkey12"
    venue.will(said({"code": "x", "message": f"bad {key} x plantedkey12"}, 400))
    with pytest.raises(CrossbookError) as raised:
        clients.predictstreet(api_key=key).open_orders()
    assert (raised.value.venue_text or "").endswith("bad *** x ***")
    assert "plantedkey12" not in f"{raised.value}{raised.value.body}"


@pytest.mark.parametrize("secret", ["t", "5", "bet"])
def test_a_short_secret_is_not_torn_out_of_other_words(secret: str) -> None:
    said = '{"bets":[{"reference":"better","number":1.25,"betting":155}],"x\\u00e9xt":"\\nxt%20xt"}'
    assert Secret(secret).blot(said) == said


@pytest.mark.parametrize("text", ["t", '"t"', "user:t@host", "is t.", r"\nt", r"é\u00e9t", "a%20t", "%74", r"\u0074", "_t_", "'t'"])
def test_a_short_secret_is_removed_where_it_stands_by_itself(text: str) -> None:
    clean = Secret("t").blot(text)
    assert BLOT in clean
    assert "t" not in clean.replace("host", "")


def test_the_token_of_one_letter_takes_nothing_from_what_a_ledger_hears() -> None:
    ledger = Ledger()
    sizes: list[Decimal | None] = []

    def look(event: object) -> None:
        if isinstance(event, Intent):
            sizes.extend(each.resting for each in ledger.may_be_open())

    order = NewOrder(game_id="66a000000000000000000001", market_type="total", side="over", odds=-110, risk=50, line=209)
    client = Fourcasters(token="t", base_url="http://127.0.0.1:9", retry=None, observers=[ledger, look])
    with client, pytest.raises(CouldNotConnect):
        client.place_orders([order])
    assert sizes == [50]
