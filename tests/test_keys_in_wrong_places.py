"""A key that is given in the place of something else is not shown: it may end in a log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from accounts import API_KEY, WALLET
from traded import account_at

from crossbook import InvalidRequest
from crossbook.predictstreet import LocalSigner, PredictStreet

PRIVATE: Final = "46" * 32
KEYS: Final[tuple[Any, ...]] = (PRIVATE, f"0x{PRIVATE}", f" {PRIVATE}\n", bytes.fromhex(PRIVATE), API_KEY)
PLACES: Final[dict[str, Callable[[Any], object]]] = {
    "a wallet": lambda key: PredictStreet(api_key=API_KEY, user_wallet=key),
    "an account": lambda key: PredictStreet(api_key=API_KEY, account=key, signer=LocalSigner(PRIVATE)),
    "an environment": lambda key: PredictStreet(api_key=API_KEY, environment=key),
    "a signer": lambda key: PredictStreet(api_key=API_KEY, account=account_at("http://127.0.0.1:1"), signer=key),
}


@pytest.mark.parametrize("key", KEYS, ids=["private", "0x", "padded", "bytes", "api"])
@pytest.mark.parametrize("place", PLACES)
def test_a_key_in_the_wrong_place_is_an_error_that_does_not_show_it(place: str, key: Any) -> None:
    with pytest.raises(InvalidRequest) as caught:
        PLACES[place](key)
    assert "may be a key, and is not shown" in str(caught.value)
    for shown in (str(caught.value), repr(caught.value), repr(caught.value.args)):
        assert PRIVATE not in shown
        assert API_KEY not in shown
        assert repr(key) not in shown


def test_what_is_no_key_is_shown() -> None:
    with pytest.raises(InvalidRequest, match=f"found '{WALLET}0'; nothing was sent"):
        PredictStreet(api_key=API_KEY, user_wallet=f"{WALLET}0")


def test_a_signer_that_cannot_sign_is_named() -> None:
    signer: Any = "somebody"
    with pytest.raises(InvalidRequest, match="expected a signer, such as a LocalSigner, found 'somebody'"):
        PredictStreet(api_key=API_KEY, account=account_at("http://127.0.0.1:1"), signer=signer)
