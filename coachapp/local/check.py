"""`make test`: every check that a change must pass, and pytest's own summary as the last thing on the screen."""

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coachapp.local.browser import chromium_for_tests
from coachapp.local.children import Child, silent
from coachapp.local.places import PYTHON, ROOT, VENV, socket_folder
from coachapp.local.postgres import Postgres
from coachapp.local.valkey import Valkey

SIDE_BY_SIDE = 2
MOST_TEST_PROCESSES = "4"
STOP_PATIENCE_S = 10
# H015 breaks lines by its own taste; H043 wants type="submit" written out, which is what a button in a form is.
TEMPLATE_LINT = ("--profile=django", "--ignore=H015,H043", "--lint")


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    output: str
    seconds: float
    is_passed: bool


def check(*, is_slow: bool, arguments: Sequence[str]) -> int:
    """All steps run whatever fails; 0 only when all pass. Arguments go to pytest."""
    chromium = chromium_for_tests(os.environ)
    with _test_environment() as environment:
        failed = [] if is_slow else _run_steps(steps(environment))
        if failed:
            print(f"Failed: {', '.join(failed)}. The tests run all the same.", flush=True)
        if not chromium:
            print("Skipped: the browser tests alone, for want of Chromium (CHROMIUM names one elsewhere).", flush=True)
        tests = environment | ({"CHROMIUM": chromium} if chromium else {})
        print("── tests", flush=True)
        done = subprocess.run(_pytest_command(chromium, arguments, is_slow=is_slow), env=tests, check=False)
    return done.returncode or int(bool(failed))


def steps(environment: Mapping[str, str]) -> list[Step]:
    """mypy first, because it takes longest; told in this order whichever ends first."""
    programs = VENV / "bin"
    manage = [str(PYTHON), "manage.py"]
    production = production_like(environment)
    testing = {**environment, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    commands: list[tuple[str, Sequence[str], Mapping[str, str]]] = [
        ("types", [str(programs / "mypy"), "."], environment),
        ("lint", [str(programs / "ruff"), "check", "."], environment),
        ("format", [str(programs / "ruff"), "format", "--check", "."], environment),
        ("import contracts", [str(programs / "lint-imports"), "--no-logo"], environment),
        ("template format", [str(programs / "djade"), "--check", *_templates()], environment),
        ("template lint", [str(programs / "djlint"), *TEMPLATE_LINT, "templates"], environment),
        ("migrations", [*manage, "makemigrations", "--check", "--dry-run"], testing),
        ("static files", [*manage, "collectstatic", "--no-input", "--verbosity=0"], production),
        ("deploy check", [*manage, "check", "--deploy", "--fail-level=WARNING"], production),
    ]
    return [Step(name, command, wanted) for name, command, wanted in commands]


def production_like(environment: Mapping[str, str]) -> dict[str, str]:
    """What an operator must set, and nothing that the launcher sets for itself."""
    kept = {name: value for name, value in environment.items() if name not in {"DEBUG", "DEMO_DIR"}}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "coachapp.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "club.example.org",
        "SITE_URL": "https://club.example.org",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
        "STATIC_ROOT": f"{environment['TEST_DATA']}/static",
    }


def _run_steps(wanted: Sequence[Step]) -> list[str]:
    """The names of those that failed."""
    failed = []
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        running: list[tuple[Step, Future[Outcome]]] = [(step, pool.submit(_run, step)) for step in wanted]
        for step, future in running:
            outcome = future.result()
            word = "passed" if outcome.is_passed else "FAILED"
            print(f"── {step.name}: {word} ({outcome.seconds:.1f} s)", flush=True)
            if not outcome.is_passed:
                print(outcome.output, flush=True)
                failed.append(step.name)
    return failed


def _run(step: Step) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        step.command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=step.environment,
        check=False,
    )
    return Outcome(output=done.stdout, seconds=time.monotonic() - began, is_passed=done.returncode == 0)


def _pytest_command(chromium: str | None, arguments: Sequence[str], *, is_slow: bool) -> list[str]:
    wanted = ("slow or browser" if chromium else "slow and not browser") if is_slow else "not slow"
    if not is_slow and not chromium:
        wanted = "not slow and not browser"
    # Each process takes whole files while it can: what a file sets up once is then set up once.
    parallel = ["-n", "logical", f"--maxprocesses={MOST_TEST_PROCESSES}", "--dist=worksteal"]
    return [str(PYTHON), "-m", "pytest", "-q", "-m", wanted, *parallel, *arguments]


def _templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*") if path.is_file())


@contextmanager
def _test_environment() -> Iterator[dict[str, str]]:
    """The caller's environment with servers in it, which end and leave nothing."""
    data = Path(tempfile.mkdtemp(prefix="offseason-test-"))
    environment = {**os.environ, "TEST_DATA": str(data)}
    running: list[Child] = []
    try:
        _start_missing_servers(data, environment, running)
        yield environment
    finally:
        for server in reversed(running):
            server.stop(within_s=STOP_PATIENCE_S)
        shutil.rmtree(data, ignore_errors=True)
        shutil.rmtree(socket_folder(data), ignore_errors=True)


def _start_missing_servers(data: Path, environment: dict[str, str], running: list[Child]) -> None:
    sockets = socket_folder(data)
    if not environment.get("DATABASE_URL"):
        postgres = Postgres(data=data / "pg", sockets=sockets, is_durable=False)
        running.append(postgres.start(say=silent))
        environment["DATABASE_URL"] = postgres.url
    if not environment.get("REDIS_URL"):
        valkey = Valkey(data=data / "valkey", sockets=sockets, is_durable=False)
        running.append(valkey.start(say=silent))
        environment["REDIS_URL"] = valkey.url
