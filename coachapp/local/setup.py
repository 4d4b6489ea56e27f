"""The set-up: `.venv` with exactly the locked, hashed requirements. Done once; afterwards a digest says so."""

import fcntl
import hashlib
import importlib.util
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from coachapp.local.errors import CannotGoOn
from coachapp.local.places import PYTHON, ROOT, VENV
from coachapp.local.registry import uv_environment

BOOTSTRAP = ROOT / "requirements" / "bootstrap.txt"
WANTED = ROOT / "requirements" / "dev.txt"
DONE = VENV / "offseason-set-up"
LAST_WORDS = 12  # lines of a failed installer worth showing


def bring_up_to_date() -> None:
    """Nothing to do when the digest of a finished set-up matches."""
    if is_current():
        return
    with _one_at_a_time():
        if not is_current():
            _install()


def is_current() -> bool:
    return _has_working_python() and DONE.is_file() and DONE.read_text() == wanted_digest([BOOTSTRAP, WANTED])


def wanted_digest(locks: Sequence[Path]) -> str:
    """Changes with the locks and with the Python that .venv was made for."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {platform.machine()}\n".encode())
    for lock in locks:
        digest.update(lock.read_bytes())
    return digest.hexdigest()


def _install() -> None:
    print("Setting up .venv from requirements/ (the first time takes a minute) …", flush=True)
    if not _has_working_python():
        _make_environment()
    DONE.unlink(missing_ok=True)
    hashed = ["--require-hashes", "--only-binary", ":all:"]
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", *hashed, "-r", str(BOOTSTRAP)]
    _run(pip, what="The installer")
    uv = [str(VENV / "bin" / "uv"), "pip", "sync", "-q", "--python", str(PYTHON), *hashed, str(WANTED)]
    _run(uv, what="The requirements", environment=os.environ | uv_environment(os.environ, PYTHON))
    DONE.write_text(wanted_digest([BOOTSTRAP, WANTED]))


def _has_working_python() -> bool:
    """False without .venv, and when the Python it was made from is gone or another one calls."""
    try:
        said = subprocess.run(
            [PYTHON, "-c", "import sys, pip; print(sys.version_info[:2])"], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return said.stdout.strip() == str(sys.version_info[:2])


def _make_environment() -> None:
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise CannotGoOn(
            f"This Python ({sys.executable}) came without its venv module.",
            way_out="On Debian or Ubuntu: apt-get install python3-venv. Then start again.",
        )
    if sys.prefix == str(VENV):
        raise CannotGoOn("The Python of .venv itself is out of order.", way_out="Remove .venv and start with python3.")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)], what=".venv")


def _run(command: Sequence[str], *, what: str, environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, errors="replace", check=False, env=environment, cwd=ROOT
    )
    if done.returncode == 0:
        return
    words = (done.stderr.strip() or done.stdout.strip()).splitlines()[-LAST_WORDS:]
    raise CannotGoOn(
        f"{what} could not be installed:\n" + "\n".join(f"  {line}" for line in words), way_out=way_out(words)
    )


def way_out(words: Sequence[str]) -> str:
    said = "\n".join(words).lower()
    if "no space left" in said or "disk quota" in said:
        return f"The disk is full: free about 1 GB where {VENV} stands, then start again."
    if "permission denied" in said:
        return f"{VENV} belongs to another user: use that user, or remove it and start again."
    if "hash" in said and "mismatch" in said:
        return "A package is not the one that was locked. Do not go round this; ask the maintainers."
    return (
        "Is there a network? The package index is the one of your pip configuration (pip config list). "
        "What has been fetched is kept; start again when it can be reached."
    )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """`make run` and `make test` may be started together."""
    folder = ROOT / ".data"
    folder.mkdir(exist_ok=True)
    with (folder / "set-up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
