"""Changes below JSON: bytes, statuses, headers, framing, and what becomes of the connection."""

from __future__ import annotations

import zlib
from random import Random
from typing import Final

import attrs

from fuzz.answers import EITHER, LOST, Answer, Ending, Instead
from fuzz.values import echoes

STATUSES: Final = (
    200, 201, 202, 203, 204, 205, 206, 207, 299, 300, 301, 302, 303, 304, 307, 308, 400, 400, 401, 401, 402, 403, 403, 404, 404, 405, 406,
    407, 408, 409, 409, 410, 411, 412, 413, 415, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 429, 431, 444, 451, 460, 499, 500, 501,
    502, 503, 503, 504, 505, 507, 508, 511, 520, 521, 522, 523, 524, 525, 530, 598, 599, 600, 799, 999,
)  # fmt: skip
FOREIGN_BODIES: Final = (
    b"",
    b" ",
    b"<html><head><title>400 Bad Request</title></head><body><center><h1>400 Bad Request</h1></center></body></html>",
    b"<!DOCTYPE html><html><body>order already cancelled</body></html>",
    b'{"message": "Forbidden"}',
    b'{"message":"Missing Authentication Token"}',
    b'{"error":null}',
    b'{"error":""}',
    b'{"error":" "}',
    b'{"error":true}',
    b'{"error":["order not found"]}',
    b'{"error":"Something broke"}',
    b'{"error":"order not found"}',
    b'{"error":"Too many requests. Please try again later."}',
    b'{"error":{"message":"Network Error","code":503}}',
    b'{"errors":[{"message":"order already cancelled"}]}',
    b'{"statusCode":409,"message":"Conflict"}',
    b"Bad Request",
    b"order already cancelled",
    b"null",
    b"[]",
    b"{}",
    b'"order already cancelled"',
    b"upstream connect error or disconnect/reset before headers. reset reason: connection failure",
    b'{"code":"validation_failed","message":"orderIds must be UUIDs"}',
    b'{"code":"api_key_revoked","message":"revoked"}',
)
TOKENS: Final = (
    "fresh-token-1", "undefined", "null", "", " ", "None", "false", "0", "[object Object]", "a b", "t\u00e9st", "NaN", "x" * 300,
    "Bearer fresh", '"q"', "deleted",
)  # fmt: skip
_RETRY_AFTER: Final = (
    "5",
    "0",
    "-1",
    "1.5",
    "abc",
    "",
    "Wed, 21 Oct 2026 07:28:00 GMT",
    "1e9",
    "inf",
    "nan",
    "99999999999999999999",
    "5, 6",
    "0x5",
)


def change_bytes(rng: Random, answer: Answer) -> tuple[Answer, str]:
    body = answer.body
    at = rng.randint(0, len(body))
    kind = rng.randrange(14)
    match kind:
        case 0 | 1:
            return attrs.evolve(answer, body=body[:at]), "cut the body"
        case 2:
            return attrs.evolve(
                answer, body=body[:at] + rng.choice((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xc0\x80")) + body[at:]
            ), "invalid UTF-8"
        case 3:
            inside = body.find(b'": "') + 1 or body.find(b':"') + 1
            return attrs.evolve(answer, body=body[: inside + 1] + b"\xfe" + body[inside + 1 :]), "invalid UTF-8 in text"
        case 4:
            return attrs.evolve(answer, body=b"\xef\xbb\xbf" + body), "a byte order mark"
        case 5:
            more = rng.choice((b"x", b"\x00", b"}", b"]", b",", b" \n\t", b"\x0c", b"//", b"{}", b"null", b"0"))
            return attrs.evolve(answer, body=body + more), "trailing bytes"
        case 6:
            return attrs.evolve(answer, body=body + rng.choice((b"", b"\n", b" ", b"\x1e")) + body), "a second JSON value"
        case 7:
            return attrs.evolve(answer, body=body.decode("utf-8", "replace").encode("utf-16")), "UTF-16"
        case 8:
            return attrs.evolve(answer, body=body[:at] + bytes([rng.randrange(256)]) + body[at + 1 :]), "a byte replaced"
        case _:
            return _packed(rng, answer, kind)


def _packed(rng: Random, answer: Answer, kind: int) -> tuple[Answer, str]:
    packed = zlib.compress(answer.body, wbits=31)
    coding = "gzip"
    name = "gzip"
    match kind:
        case 9:
            pass
        case 10:
            packed, name = packed[: rng.randint(0, len(packed) - 1)], "gzip, cut"
        case 11:
            packed, name = packed + rng.choice((b"\x00", b"garbage", packed)), "gzip, and more"
        case 12:
            packed, name = rng.choice(((answer.body, "gzip said, plain sent"), (packed[:-8] + b"\x00" * 8, "gzip, wrong checksum")))
        case _:
            coding, packed, name = rng.choice(
                (
                    ("deflate", zlib.compress(answer.body), "deflate"),
                    ("br", answer.body, "br"),
                    ("gzip, gzip", packed, "gzip twice said"),
                    ("x-unheard-of", answer.body, "an unheard-of coding"),
                    ("identity", answer.body, "identity"),
                )
            )
    return attrs.evolve(answer, body=packed, headers=(*answer.headers, ("Content-Encoding", coding))), name


def change_status(rng: Random, answer: Answer) -> tuple[Answer, str]:
    status = rng.choice(STATUSES)
    if rng.random() < 0.35:
        return attrs.evolve(answer, status=status, reason=rng.choice(("OK", "", "Not Found", "Nope"))), "another status"
    body = rng.choice(FOREIGN_BODIES)
    kind = "text/html" if body.startswith(b"<") else "application/json"
    return attrs.evolve(answer, status=status, body=body, headers=(("Content-Type", kind),)), "another status and body"


def change_headers(rng: Random, answer: Answer, secrets: tuple[str, ...]) -> tuple[Answer, str]:
    kind = rng.randrange(7)
    added: tuple[tuple[str, str], ...]
    match kind:
        case 0 | 1:
            added, name = (("X-Auth-Token", rng.choice(TOKENS)),), "X-Auth-Token"
        case 2:
            added, name = (("X-Auth-Token", rng.choice(TOKENS)), ("x-auth-token", rng.choice(TOKENS))), "X-Auth-Token twice"
        case 3:
            added, name = (("Retry-After", rng.choice(_RETRY_AFTER)),), "Retry-After"
            if rng.random() < 0.3:
                added += (("Retry-After", rng.choice(_RETRY_AFTER)),)
            answer = attrs.evolve(answer, status=429, body=rng.choice((answer.body, *FOREIGN_BODIES)))
        case 4:
            said = rng.choice(echoes(rng.choice(secrets))).encode("ascii", "replace").decode()
            added, name = ((rng.choice(("X-Request-Id", "Retry-After", "Set-Cookie", "X-Echo", "Location")), said),), "a secret in a header"
        case 5:
            added, name = (("Set-Cookie", "auth=other; Path=/"), ("Location", "http://127.0.0.1:9/else")), "a cookie and a location"
        case _:
            kinds = ("text/html", "text/plain; charset=latin-1", "application/json; charset=utf-16", "", "application/octet-stream")
            return attrs.evolve(answer, headers=(("Content-Type", rng.choice(kinds)),)), "another content type"
    return attrs.evolve(answer, headers=(*answer.headers, *added)), name


def change_transport(rng: Random, answer: Answer, lies: tuple[bytes, ...], *, stalls: bool) -> tuple[Answer, str]:
    """Change how the reply travels. `lies` are whole HTTP replies that would prove what is not so."""
    kind = rng.randrange(20)
    if kind < 3:
        instead: Instead = rng.choice(("close_unread", "close_read", "reset_read"))
        return attrs.evolve(answer, instead=instead), instead
    if kind == 3 and stalls:
        stall: Instead = rng.choice(("stall", "stall_in_head", "stall_in_body"))
        return attrs.evolve(answer, instead=stall), stall
    if kind < 9:
        framing = rng.choice(("chunked", *LOST, *EITHER))
        return attrs.evolve(answer, framing=framing), f"framing: {framing}"
    if kind < 13:
        ending: Ending = rng.choice(("close", "fin", "reset"))
        return attrs.evolve(answer, ending=ending), f"ending: {ending}"
    lie = rng.choice((*lies, b"\r\n", b"x", b"HTTP/1.1 200 OK\r\n", b"0\r\n\r\n"))
    return attrs.evolve(answer, leftover=lie, late=rng.random() < 0.3), "a left-over reply"
