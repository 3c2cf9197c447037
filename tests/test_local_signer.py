"""A private key is shown nowhere: whatever is asked of its signer, and whatever goes wrong."""

from __future__ import annotations

import copy
import gc
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import crossbook
from crossbook import InvalidRequest
from crossbook.core.redaction import guarded_logger
from crossbook.predictstreet import LocalSigner
from crossbook.predictstreet.signing.points import ORDER

KEY = bytes(range(32, 64))
HOME = str(Path(crossbook.__file__).parent)
FORMS = (KEY.hex(), KEY.hex().upper(), repr(KEY)[2:-1], str(int.from_bytes(KEY)), str(list(KEY))[1:-1])
"""The key as it might be written."""


def shows(text: str) -> bool:
    return any(form in text for form in FORMS)


def signer() -> LocalSigner:
    return LocalSigner(KEY)


@pytest.mark.parametrize("form", [KEY, KEY.hex(), KEY.hex().upper(), "0x" + KEY.hex(), "0x" + KEY.hex().upper()])
def test_a_key_is_taken_in_every_form_that_people_keep_it_in(form: str | bytes) -> None:
    assert LocalSigner(form).address == signer().address
    assert LocalSigner(form).sign_digest(bytes(32)) == signer().sign_digest(bytes(32))


NO_KEYS: dict[str, Any] = {
    "nothing": None,
    "a number": int.from_bytes(KEY),
    "too short": KEY.hex()[1:],
    "too long": KEY.hex() + "0",
    "bytes that are too short": KEY[1:],
    "no digits": "x" + KEY.hex()[1:],
    "a line": KEY.hex() + "\n",
    "zero": bytes(32),
    "the order": ORDER.to_bytes(32),
    "beyond the order": "f" * 64,
    "a bytearray": bytearray(KEY),
}


@pytest.mark.parametrize("case", NO_KEYS)
def test_what_is_no_key_is_refused_and_not_shown(case: str) -> None:
    with pytest.raises(InvalidRequest, match="LocalSigner: expected a private key: 32 bytes or 64 hexadecimal digits") as caught:
        LocalSigner(NO_KEYS[case])
    assert "found something else; nothing was sent" in str(caught.value)
    shown = list(frames(caught.value))
    assert len(shown) > 0
    assert case == "nothing" or not any(repr(NO_KEYS[case])[1:-1] in frame for frame in shown)


def frames(error: BaseException) -> Iterator[str]:
    """Give what a report shows of every frame of ours: file, function, and all local variables."""
    seen: list[BaseException | None] = [error, error.__cause__, error.__context__]
    for each in filter(None, seen):
        for frame, _ in traceback.walk_tb(each.__traceback__):
            if frame.f_code.co_filename.startswith(HOME) or "coincurve" in frame.f_code.co_filename:
                yield f"{frame.f_code.co_name} {frame.f_locals!r}"


@pytest.mark.parametrize("digest", [b"", bytes(31), bytes(33), "0" * 32, None, 1])
def test_a_digest_that_is_none_is_refused_and_the_traceback_shows_no_key(digest: Any) -> None:
    held = signer()
    with pytest.raises(InvalidRequest, match="expected a digest of 32 bytes") as caught:
        held.sign_digest(digest)
    shown = list(frames(caught.value))
    assert len(shown) > 1
    assert [frame for frame in shown if shows(frame)] == []


SHOWN: list[Callable[[LocalSigner], object]] = [
    repr,
    str,
    lambda held: f"{held}",
    lambda held: [getattr(held, name) for name in dir(held) if name not in ("__reduce_ex__", "__doc__")],
    lambda held: [repr(each) for each in gc.get_referents(held)],
]


@pytest.mark.parametrize("show", SHOWN)
def test_a_signer_shows_its_address_and_not_its_key(show: Callable[[LocalSigner], object]) -> None:
    assert not shows(repr(show(signer())))
    assert signer().address in repr(signer())


def test_a_signer_has_no_dictionary_to_look_into() -> None:
    with pytest.raises(TypeError):
        vars(signer())
    assert not hasattr(signer(), "__dict__")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_signer_is_not_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="not pickled") as caught:
        pickle.dumps(signer(), protocol)
    assert [frame for frame in frames(caught.value) if shows(frame)] == []
    with pytest.raises(TypeError, match="not pickled"):
        signer().__getstate__()


def test_a_copy_of_a_signer_is_the_signer() -> None:
    held = signer()
    assert copy.copy(held) is held
    assert copy.deepcopy({"nested": [held]})["nested"][0] is held


@pytest.mark.parametrize("form", FORMS[:2])
def test_a_log_record_that_holds_the_key_is_blotted_while_the_signer_lives(form: str, caplog: pytest.LogCaptureFixture) -> None:
    held = signer()
    with caplog.at_level(logging.DEBUG):
        guarded_logger("crossbook.test").warning("loaded 0x%s for %s", form, held)
    assert not shows(caplog.text)
    assert held.address in caplog.text


def test_a_signer_cannot_be_given_other_attributes() -> None:
    held: Any = signer()
    with pytest.raises(AttributeError):
        held.address = "0x"
    with pytest.raises(AttributeError):
        held.note = KEY
