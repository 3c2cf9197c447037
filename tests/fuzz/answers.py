"""What a server does with one request, as data: so that a case can be told again, and made smaller."""

from __future__ import annotations

import zlib
from typing import Final, Literal, TypeAlias

import attrs

Framing: TypeAlias = Literal[
    "length", "chunked", "until_close", "short", "over", "chunk_cut", "bad_chunk", "two_lengths", "length_and_chunked",
    "bad_length", "no_status", "head_cut", "http10", "interim", "big_head", "lf_only", "switching",
]  # fmt: skip
Ending: TypeAlias = Literal["keep", "close", "fin", "reset"]
Instead: TypeAlias = Literal["nothing", "close_unread", "close_read", "reset_read", "stall", "stall_in_head", "stall_in_body"]

LOST: Final[tuple[Framing, ...]] = ("short", "chunk_cut", "bad_chunk", "two_lengths", "bad_length", "no_status", "head_cut", "switching")
EITHER: Final[tuple[Framing, ...]] = ("until_close", "over", "length_and_chunked", "http10", "interim", "big_head", "lf_only")
_CUT_BY: Final = 7


@attrs.frozen
class Answer:
    """One answer, and what becomes of the connection."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    body: bytes = b""
    framing: Framing = "length"
    ending: Ending = "keep"
    leftover: bytes = b""
    late: bool = False
    instead: Instead = "nothing"
    reason: str = "Fine"

    def header(self, name: str) -> list[str]:
        return [value.strip() for key, value in self.headers if key.lower() == name.lower()]


@attrs.frozen
class Delivered:
    """What a reader of HTTP has in hand at the end: nothing, or a status and a body."""

    whole: bool
    """A complete reply came."""
    certain: bool
    """No reader may say that it did not."""
    status: int = 0
    body: bytes = b""


def delivered(answer: Answer) -> Delivered:
    if answer.instead != "nothing" or answer.framing in LOST or answer.status < 200:
        return Delivered(whole=False, certain=True)
    body = answer.body[: _over(answer)] if answer.framing == "over" else answer.body
    if answer.status in {204, 304}:
        body = b""
    certain = answer.framing not in EITHER and answer.ending != "reset" and not answer.leftover and answer.status not in {204, 205, 304}
    packing = [value.lower() for value in answer.header("Content-Encoding") if value.lower() not in {"", "identity"}]
    if packing:
        certain = False
        unpacked = b"" if not body else _unpacked(body) if packing == ["gzip"] else None
        if unpacked is None:
            return Delivered(whole=False, certain=True)
        body = unpacked
    return Delivered(whole=True, certain=certain, status=answer.status, body=body)


def _unpacked(body: bytes) -> bytes | None:
    found = b""
    while body:
        unpacking = zlib.decompressobj(31)
        try:
            found += unpacking.decompress(body)
        except zlib.error:
            return None
        if not unpacking.eof:
            return None
        body = unpacking.unused_data
    return found


def _over(answer: Answer) -> int:
    return max(len(answer.body) - _CUT_BY, 0)


def wire(answer: Answer) -> tuple[bytes, bytes]:
    """Write an answer: its head and its body, as they leave."""
    version = "HTTP/1.0" if answer.framing == "http10" else "HTTP/1.1"
    lines = [f"{version} {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in answer.headers)]
    body = answer.body
    if answer.status in {204, 304}:
        body = b""
    match answer.framing:
        case "chunked" | "chunk_cut" | "bad_chunk":
            lines.append("Transfer-Encoding: chunked")
        case "length_and_chunked":
            lines += ["Transfer-Encoding: chunked", f"Content-Length: {len(body)}"]
        case "short":
            lines.append(f"Content-Length: {len(body) + _CUT_BY}")
        case "over":
            lines.append(f"Content-Length: {_over(answer)}")
        case "two_lengths":
            lines += [f"Content-Length: {len(body)}", f"Content-Length: {len(body) + 1}"]
        case "bad_length":
            lines.append(f"Content-Length: -{len(body)}x")
        case "big_head":
            lines += [f"Content-Length: {len(body)}", *(f"X-Filler-{place}: {'f' * 500}" for place in range(100))]
        case "until_close":
            pass
        case _:
            if answer.status != 204:
                lines.append(f"Content-Length: {len(body)}")
    if answer.ending == "close" or answer.framing == "until_close":
        lines.append("Connection: close")
    elif answer.framing == "http10":
        lines.append("Connection: keep-alive")
    end = "\n" if answer.framing == "lf_only" else "\r\n"
    head = (end.join(lines) + end + end).encode("latin-1")
    if answer.framing == "no_status":
        head = b"HTP 1.1 " + head[9:]
    elif answer.framing == "head_cut":
        head, body = head[: -len(end) - _CUT_BY], b""
    elif answer.framing == "interim":
        head = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + head
    elif answer.framing == "switching":
        head = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n" + head
    return head, _chunks(answer, body)


def _chunks(answer: Answer, body: bytes) -> bytes:
    if answer.framing not in {"chunked", "chunk_cut", "bad_chunk", "length_and_chunked"}:
        return body
    middle = len(body) // 2
    pieces = [piece for piece in (body[:middle], body[middle:]) if piece]
    written = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    if answer.framing == "bad_chunk":
        return written + b"zz\r\n"
    return written if answer.framing == "chunk_cut" else written + b"0\r\n\r\n"


def closes(answer: Answer) -> bool:
    """Say whether the server lets the connection go after this answer."""
    return (
        answer.ending != "keep"
        or answer.framing in {*LOST, "until_close"}
        or answer.instead in {"close_unread", "close_read", "reset_read"}
    )
