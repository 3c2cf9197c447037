"""What it costs to import crossbook and to have a client ready, over `import httpx`, in fresh interpreters."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from timing import Figure, median_of

_ROUNDS = 15
_BARE = "pass"
_HTTPX = "import httpx"
_CASES = {
    "import crossbook": ("import crossbook", 0.5),
    "ready 4casters client (https)": ("from crossbook.fourcasters import Fourcasters; Fourcasters(token='t')", 1.5),
    "ready PredictStreet client (https)": (
        "from crossbook.predictstreet import PredictStreet; PredictStreet(api_key='ps_live_0123456789abcdef_secret')",
        1.5,
    ),
}


def measure() -> Iterator[Figure]:
    floor, _ = median_of(_ROUNDS, _interpreter(_BARE), _interpreter(_BARE))
    for name, (code, limit) in _CASES.items():
        ours, base = median_of(_ROUNDS, _interpreter(code), _interpreter(_HTTPX))
        yield Figure(
            name=name,
            ours_us=(ours - floor) * 1e6,
            base_us=(base - floor) * 1e6,
            base="import httpx",
            limit=limit,
            note="CPU time of a fresh interpreter, less that of an empty one",
        )


def added(code: str, *, over: str) -> float:
    """Give the seconds that some code adds to what a program has imported already."""
    more, less = median_of(_ROUNDS, _interpreter(f"{over}\n{code}"), _interpreter(over))
    return more - less


def operations() -> Iterator[Figure]:
    """Time the import of one operation over that of all: it must not grow with what else the venue offers."""
    package = "crossbook_bindings.fourcasters.rest"
    floor, _ = median_of(_ROUNDS, _interpreter("import crossbook_bindings.runtime"), _interpreter(_BARE))
    one = _interpreter(f"import crossbook_bindings.runtime; from {package} import cancel_multiple")
    every = _interpreter(f"import {package} as rest; [getattr(rest, name) for name in rest.__all__]")
    ours, base = median_of(_ROUNDS, one, every)
    yield Figure(
        name="import of one 4casters operation",
        ours_us=(ours - floor) * 1e6,
        base_us=(base - floor) * 1e6,
        base="import of every operation and model",
        limit=0.25,
        note="CPU time, less that of the runtime types",
    )


def _interpreter(code: str) -> Callable[[], float]:
    measured = f"import time\n{code}\nimport sys\nsys.stdout.write(str(time.process_time()))"

    def timed() -> float:
        result = subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
        return float(result.stdout)

    return timed


def regeneration() -> Iterator[Figure]:
    """Time the compilation of everything, over its limit in seconds."""
    specs = Path(__file__).resolve().parents[2] / "specs"
    with tempfile.TemporaryDirectory() as scratch:

        def compile_all() -> float:
            code = f"import sys, time; sys.path.insert(0, {str(specs)!r})\n"
            code += "from compiler.__main__ import main\nstart = time.perf_counter()\n"
            code += f"main(['write', {str(Path(scratch, 'generated'))!r}])\nsys.stdout.write(str(time.perf_counter() - start))"
            result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
            return float(result.stdout)

        seconds = min(compile_all() for _ in range(3))
    yield Figure(name="regenerate everything, warm", ours_us=seconds * 1e6, base_us=20e6, base="20 s", limit=1.0)
