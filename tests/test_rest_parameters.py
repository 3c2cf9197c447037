"""What is said of connections when a client is made is checked there and then."""

from __future__ import annotations

from typing import Any

import pytest
from accounts import API_KEY, TOKEN

from crossbook import InvalidRequest
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet

EVERY_CLIENT: tuple[Any, ...] = (Fourcasters, AsyncFourcasters, PredictStreet, AsyncPredictStreet)


def made(client: Any, **named: Any) -> Any:
    return client(**({"token": TOKEN} if "Fourcasters" in client.__name__ else {"api_key": API_KEY}), **named)


@pytest.mark.parametrize("client", EVERY_CLIENT)
def test_plain_http_goes_to_a_named_private_host_on_purpose_only(client: Any) -> None:
    for url in ("http://gateway.internal", "http://10.1.2.3:8080", "http://[fd00::1]:80"):
        with pytest.raises(InvalidRequest, match="base_url"):
            made(client, base_url=url)
        with pytest.raises(InvalidRequest, match="base_url"):
            made(client, base_url=url, insecure_hosts=["other.internal"])
        hosts = ["Gateway.internal", "10.1.2.3", "fd00::1"]
        assert url in repr(made(client, base_url=url, insecure_hosts=hosts))
    with pytest.raises(InvalidRequest, match=r"http:// on loopback or to gateway\.internal"):
        made(client, base_url="http://other", insecure_hosts=["gateway.internal"])


@pytest.mark.parametrize("client", EVERY_CLIENT)
@pytest.mark.parametrize("hosts", ["gateway", ["http://gateway"], ["gateway:80"], ["8.8.8.8"], [""], [7], 7, None, ["*"], ["127.0.0.999"]])
def test_insecure_hosts_are_names_of_private_hosts(client: Any, hosts: Any) -> None:
    with pytest.raises(InvalidRequest, match="insecure_hosts"):
        made(client, insecure_hosts=hosts)


@pytest.mark.parametrize("client", EVERY_CLIENT)
@pytest.mark.parametrize("size", [0, -1, 1.5, "1", None, True])
def test_the_largest_reply_is_a_number_of_bytes(client: Any, size: Any) -> None:
    with pytest.raises(InvalidRequest, match="largest_reply: expected a number of bytes"):
        made(client, largest_reply=size)


@pytest.mark.parametrize("client", EVERY_CLIENT)
@pytest.mark.parametrize("seconds", [5, 5.0, None, "5", (5, 20)])
def test_bare_seconds_are_no_waiting_times(client: Any, seconds: Any) -> None:
    with pytest.raises(ValueError, match=r"timeouts: expected a crossbook\.Timeouts"):
        made(client, timeouts=seconds)


@pytest.mark.parametrize("client", EVERY_CLIENT)
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://host/?", "found 'https://host'"),
        ("https://host/#", "found 'https://host'"),
        ("http://127.0.0.999", "found 'http://127.0.0.999'"),
        ("https://127.0.0.999:8443", "found 'https://127.0.0.999:8443'"),
        ("http://example.com:8080", "found 'http://example.com:8080'"),
        ("localhost:80", "found 'one without a scheme'"),
        ("https://ho st", "base_url"),
        ("https://host\n", "base_url"),
        ("https://host\\path", "base_url"),
        ("https://host:0", "base_url"),
        ("https://-host", "base_url"),
        ("http://[::ffff:8.8.8.8]", "base_url"),
    ],
)
def test_a_base_url_is_an_address_and_errors_name_what_was_found(client: Any, url: str, words: str) -> None:
    with pytest.raises(InvalidRequest, match="base_url: expected a URL that starts with https://") as caught:
        made(client, base_url=url)
    assert words in str(caught.value)


def test_errors_name_the_parameter_at_fault() -> None:
    for client in (Fourcasters, AsyncFourcasters):
        with pytest.raises(InvalidRequest, match="streaming_url: expected"):
            client(token=TOKEN, streaming_url="http://example.com")
