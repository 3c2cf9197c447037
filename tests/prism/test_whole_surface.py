"""The 4casters clients against Prism: every operation, every documented reply, by a server that knows our spec and nothing of our code."""

from __future__ import annotations

from typing import get_origin

import attrs
import pytest
from surface import OPERATIONS, Answer, Sample, answers, proves, samples

from crossbook import OutcomeUnknown, Refused
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook_bindings.runtime import Request, decoder

TOKEN = "planted-token-0123456789"
SAMPLES = tuple(samples())
ANSWERS = tuple(answers())
SUCCESSES = tuple(answer for answer in ANSWERS if answer.status == 200)
FAILURES = tuple(answer for answer in ANSWERS if answer.status != 200)


def client(url: str) -> Fourcasters:
    return Fourcasters(token=TOKEN, base_url=url, streaming_url=url)


def async_client(url: str) -> AsyncFourcasters:
    return AsyncFourcasters(token=TOKEN, base_url=url, streaming_url=url)


def assert_typed(request: Request[object, object], reply: object) -> None:
    assert isinstance(reply, get_origin(request.reply) or request.reply)
    request.unwrap(reply)


def assert_said(answer: Answer, error: Refused | OutcomeUnknown) -> None:
    assert error.status == answer.status
    assert error.body is not None
    documented = answer.sample.request().errors.get(answer.status)
    if documented is not None:
        assert isinstance(decoder(documented).decode(error.body), documented)


def test_every_operation_of_the_spec_is_tried() -> None:
    assert {sample.operation for sample in SAMPLES} == OPERATIONS.keys()
    assert {answer.sample.operation for answer in SUCCESSES} == OPERATIONS.keys()


@pytest.mark.parametrize("answer", SUCCESSES, ids=str)
def test_a_documented_reply_is_read(prism: str, answer: Answer) -> None:
    request = answer.sample.preferring(answer.preference)
    with client(prism) as venue:
        assert_typed(request, venue.send(request))


@pytest.mark.parametrize("answer", SUCCESSES, ids=str)
async def test_a_documented_reply_is_read_asynchronously(prism: str, answer: Answer) -> None:
    request = answer.sample.preferring(answer.preference)
    async with async_client(prism) as venue:
        assert_typed(request, await venue.send(request))


@pytest.mark.parametrize("answer", FAILURES, ids=str)
def test_a_documented_failure_is_what_the_spec_says_it_proves(prism: str, answer: Answer) -> None:
    expected = Refused if proves(answer.sample.operation, answer.status) == "not_acted" else OutcomeUnknown
    with client(prism) as venue, pytest.raises(expected) as raised:
        venue.send(answer.sample.preferring(answer.preference))
    assert_said(answer, raised.value)


@pytest.mark.parametrize("answer", FAILURES, ids=str)
async def test_a_documented_failure_is_the_same_asynchronously(prism: str, answer: Answer) -> None:
    expected = Refused if proves(answer.sample.operation, answer.status) == "not_acted" else OutcomeUnknown
    async with async_client(prism) as venue:
        with pytest.raises(expected) as raised:
            await venue.send(answer.sample.preferring(answer.preference))
    assert_said(answer, raised.value)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_reply_made_up_from_the_schema_is_read(inventive_prism: str, sample: Sample) -> None:
    request = sample.request()
    with client(inventive_prism) as venue:
        for _ in range(5):
            assert_typed(request, venue.send(request))


def test_prism_does_look_at_what_is_sent(prism: str) -> None:
    sample = next(sample for sample in SAMPLES if sample.operation == "lookupOrder")
    with client(prism) as venue, pytest.raises(Refused) as raised:
        venue.send(attrs.evolve(sample.request(), query=()))
    assert raised.value.status == 422
