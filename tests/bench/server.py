"""A bare server in a process of its own: it answers placements, and other POSTs alike; echoes socket frames' ids. Prints its ports."""

from __future__ import annotations

import asyncio
import json
import sys

from bodies import CONTRACTS, MARKET, ORDER_IDS, batch_placed, cancel_results, place_results
from websockets.asyncio.server import ServerConnection, serve


def _reply(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body


_CANCELLED = _reply(cancel_results(ORDER_IDS[:20]))
_PLACED = _reply(place_results(ORDER_IDS[:20]))
_CONTRACTS = _reply(json.dumps(CONTRACTS).encode())
_MARKETS = _reply(json.dumps({"markets": [MARKET]}).encode())
_ENTRY = (
    f'"data":[{{"success":true,"orderID":"{ORDER_IDS[0]}","odds":-110,"filled":0,"offered":0,"remaining":100,'
    '"side":"5c12bc1ce0daba000f47ba8b","number":-3.5,"gameID":"688c0516fbc14da0c202d426","userReference":"",'
    '"description":"Dallas Mavericks +3.5"}]}'
)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return
        lengths = (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        body = await reader.readexactly(next(lengths, 0))
        writer.write(_answered(head.split(b"\r\n", 1)[0], body))


def _answered(line: bytes, body: bytes) -> bytes:
    match line.split(b" ")[1].partition(b"?")[0].rsplit(b"/", 1)[1]:
        case b"place":
            return _PLACED
        case b"place-batch":
            return _reply(batch_placed(body))
        case b"contracts":
            return _CONTRACTS
        case b"markets":
            return _MARKETS
        case _:
            return _CANCELLED


async def _socket(connection: ServerConnection) -> None:
    async for frame in connection:
        text = str(frame)
        start = text.index('"requestID":"') + len('"requestID":"')
        await connection.send('{"requestID":"' + text[start : text.index('"', start)] + '",' + _ENTRY)


async def main() -> None:
    http = await asyncio.start_server(_answer, "127.0.0.1", 0)
    async with serve(_socket, "127.0.0.1", 0, compression=None) as sockets:
        ports = http.sockets[0].getsockname()[1], next(iter(sockets.sockets)).getsockname()[1]
        sys.stdout.write(f"{ports[0]} {ports[1]}\n")
        sys.stdout.flush()
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
