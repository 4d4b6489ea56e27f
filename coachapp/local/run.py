"""`make run`: servers, database, demo club, web, worker and beat, until Ctrl-C."""

import ctypes
import os
import shutil
import signal
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from coachapp.local import demo
from coachapp.local.child import PR_SET_PDEATHSIG
from coachapp.local.children import Say, silent
from coachapp.local.collected import is_collected, note_collected
from coachapp.local.errors import CannotGoOn
from coachapp.local.leftovers import MARK, club_mark, end_leftovers
from coachapp.local.lock import Lock, run_lock
from coachapp.local.places import PYTHON, VENV, data_folder, socket_folder
from coachapp.local.postgres import Postgres
from coachapp.local.supervisor import StopAsked, Supervisor
from coachapp.local.surroundings import LOOPBACK, Choices, children_environment, listening_socket, require_free_port
from coachapp.local.terminal import Terminal, standard_terminal
from coachapp.local.valkey import Valkey

READY_PATIENCE_S = 60.0
LEAST_FREE_BYTES = 200_000_000
WEB_WORKERS = 2
WEB_THREADS = 4


def run() -> int:
    """0 after Ctrl-C or SIGTERM; CannotGoOn for everything that stands in the way."""
    choices = Choices.of(os.environ)
    data, terminal = data_folder(), standard_terminal()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _stop_with_make()
    supervisor = Supervisor(data, terminal=terminal)
    supervisor.listen_to_signals()
    with run_lock(data, address=choices.address) as lock:
        try:
            _start_all(choices, data, supervisor=supervisor, terminal=terminal)
            supervisor.watch()
        except StopAsked:
            terminal.tell("\nStopping …")
        finally:
            _stop(lock, supervisor)
        terminal.tell("Stopped. The data are kept.")
    return 0


def _start_all(choices: Choices, data: Path, *, supervisor: Supervisor, terminal: Terminal) -> None:
    os.environ[MARK] = club_mark(data)
    ended = end_leftovers(data)
    if ended:
        terminal.tell(f"Ended what an earlier run left: {', '.join(ended)}.")
    require_free_port(choices.port)
    _require_space(data)
    terminal.tell("Starting …")
    urls = _start_servers(choices, data, supervisor=supervisor, say=terminal.say)
    environment = children_environment(choices, data, urls=urls)
    _prepare(choices, data, supervisor=supervisor, environment=environment, terminal=terminal)
    _start_programs(choices, data, supervisor=supervisor, environment=environment)
    terminal.tell(_welcome(choices, data))


def _stop(lock: Lock, supervisor: Supervisor) -> None:
    try:
        lock.note("stopping")
    finally:
        supervisor.stop_all()


def _start_servers(choices: Choices, data: Path, *, supervisor: Supervisor, say: Say) -> dict[str, str]:
    """Those the caller did not name; their addresses."""
    urls = {}
    if not choices.database_url:
        postgres = Postgres(data=data / "pg", sockets=socket_folder(data))
        supervisor.add(postgres.start(say=say))
        urls["DATABASE_URL"] = postgres.url
    if not choices.redis_url:
        valkey = Valkey(data=data / "valkey", sockets=socket_folder(data))
        supervisor.add(valkey.start(say=say))
        urls["REDIS_URL"] = valkey.url
    if not choices.email_url:
        urls["EMAIL_URL"] = _start_mail_sink(data, supervisor=supervisor)
    return urls


def _start_mail_sink(data: Path, *, supervisor: Supervisor) -> str:
    with listening_socket() as listening:
        descriptor = listening.fileno()
        command = [str(PYTHON), "-m", "coachapp.local.mail_sink", str(descriptor), str(data / "mail")]
        supervisor.start("mail", command, environment={**os.environ, "PYTHONUNBUFFERED": "1"}, fds=[descriptor])
        return f"smtp://{LOOPBACK}:{listening.getsockname()[1]}"


def _prepare(
    choices: Choices, data: Path, *, supervisor: Supervisor, environment: Mapping[str, str], terminal: Terminal
) -> None:
    manage = [str(PYTHON), "manage.py"]
    terminal.tell("Bringing the database and the static files up to date …")
    steps = {"migrate": [*manage, "migrate", "--no-input"]}
    if not is_collected(data):
        steps["collectstatic"] = [*manage, "collectstatic", "--no-input", "--verbosity", "0"]
    supervisor.finish(steps, environment=environment, say=silent)
    note_collected(data)
    if choices.is_demo and not demo.logins(data):
        terminal.tell("Loading the demo club …")
        supervisor.finish({"load_demo": demo.load_command(data)}, environment=environment, say=silent)


def _start_programs(choices: Choices, data: Path, *, supervisor: Supervisor, environment: Mapping[str, str]) -> None:
    web = supervisor.start("web", _web_command(choices.port), environment=environment)
    supervisor.wait_until(web, lambda: _answers(f"{choices.address}readyz"), within_s=READY_PATIENCE_S)
    celery = [str(VENV / "bin" / "celery"), "--quiet", "-A", "coachapp.celery"]
    worker = [*celery, "worker", "-c", "2", "-Q", "default,mail", "--loglevel", "INFO", "--without-mingle"]
    supervisor.start("worker", worker, environment=environment)
    beat = [*celery, "beat", "--schedule", str(data / "beat-schedule"), "--loglevel", "INFO"]
    supervisor.start("beat", beat, environment=environment)


def _web_command(port: int) -> list[str]:
    return [
        str(VENV / "bin" / "gunicorn"),
        "coachapp.wsgi",
        f"--bind={LOOPBACK}:{port}",
        f"--workers={WEB_WORKERS}",
        "--preload",  # one import for all workers: the sooner the page is there
        "--worker-class=gthread",
        f"--threads={WEB_THREADS}",
        "--access-logfile=-",
        "--logger-class=coachapp.access_log.DiscreetLogger",
        "--access-logformat=%(m)s %(U)s %(s)s in %(M)s ms",
        "--no-control-socket",
    ]


def _answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=3) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 -- HTTP's own number
    except OSError:
        return False


def _welcome(choices: Choices, data: Path) -> str:
    lines = ["", f"The club is open: {choices.address}", ""]
    if choices.is_demo:
        lines += ["Log in as", *(f"  {row}" for row in demo.login_table(data)), ""]
    if choices.is_demo and not choices.email_url:
        lines += [f"The mail it sends: {choices.address}demo/mailbox/", ""]
    return "\n".join([*lines, f"Data: {data}. Ctrl-C stops everything and keeps them.", ""])


def _require_space(data: Path) -> None:
    if shutil.disk_usage(data).free < LEAST_FREE_BYTES:
        raise CannotGoOn(
            f"The disk of {data} is full: less than {LEAST_FREE_BYTES // 1_000_000} MB are free.",
            way_out="Free some space, or set DATA_DIR to another disk.",
        )


def _stop_with_make() -> None:
    """A killed `make` would leave us running unseen; told of its death, we stop in good order."""
    if "MAKELEVEL" in os.environ and sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
