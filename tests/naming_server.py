"""A venue in a process of its own, for load: answers every request with the name of the order it asks about. Prints its port.

Usage: naming_server.py [certificate.pem]. Replies are cut up and held back now and then, so that whoever interrupts their reader
does so anywhere in them.
"""

from __future__ import annotations

import asyncio
import json
import random
import ssl
import sys


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    chance = random.Random(0)  # noqa: S311 - it delays
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            asked = json.loads(await reader.readexactly(length))
            body = json.dumps({"data": {"success": True, "sessionID": asked["sessionID"]}}).encode()
            raw = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            place = chance.randrange(len(raw))
            writer.write(raw[:place])
            if chance.random() < 0.3:
                await asyncio.sleep(chance.random() * 0.002)
            writer.write(raw[place:])
    except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
        pass
    finally:
        writer.close()


def passed_over(_: asyncio.AbstractEventLoop, __: dict[str, object]) -> None:
    """Report nothing."""


async def main() -> None:
    context: ssl.SSLContext | None = None
    if len(sys.argv) > 1:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1])
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context, backlog=1000)
    # A client that goes away in the middle of a handshake is what this is about, and nothing to report.
    asyncio.get_running_loop().set_exception_handler(passed_over)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
