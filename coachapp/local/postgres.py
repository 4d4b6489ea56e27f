"""One PostgreSQL, on a unix socket only, its superuser `app` trusted because the socket's folder is ours alone."""

import os
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from coachapp.local.account import Account, own_data_folder, postgres_account, reachable_programs
from coachapp.local.binaries import postgres_bin, postgres_major
from coachapp.local.children import Child, Say, start_child
from coachapp.local.errors import CannotGoOn
from coachapp.local.processes import PROC

BUILTIN_LOCALES_SINCE = 17
START_PATIENCE_S = 60.0
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=2GB", "autovacuum=off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    data: Path
    sockets: Path
    is_durable: bool = True
    account: Account = field(default_factory=postgres_account)

    @property
    def url(self) -> str:
        return f"postgres://app@/app?host={self.sockets}"

    def start(self, *, say: Say) -> Child:
        """Ready to connect to, with an empty or earlier database `app`."""
        programs = reachable_programs(self.account, postgres_bin())
        data = own_data_folder(self.account, self.data, short_name=self.sockets.name)
        if self.account.uid is not None:
            os.chown(self.sockets, self.account.uid, self.account.gid or -1)
        self._create(programs, data)
        forget_dead_owner(data, self.sockets)
        child = start_child(
            "postgres",
            [str(programs / "postgres"), "-D", str(data), *self._options()],
            say=say,
            prefix=self.account.prefix,
            stop_signal=signal.SIGINT,
            folder=data,
        )
        child.wait_until(lambda: _is_ready(data), within_s=START_PATIENCE_S)
        _create_database(self.sockets)
        return child

    def _options(self) -> list[str]:
        wanted = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "timezone=UTC",
            "log_timezone=UTC",
            "max_connections=80",
            "log_checkpoints=off",
            "log_line_prefix=",
            # Values and whole statements stay out of the log: they hold addresses and password hashes.
            "log_error_verbosity=terse",
            "log_min_error_statement=panic",
            *(() if self.is_durable else FORGETFUL),
        ]
        return [part for option in wanted for part in ("-c", option)]

    def _create(self, programs: Path, data: Path) -> None:
        major = postgres_major(programs)
        version = _read(data / "PG_VERSION")
        if version and version != str(major):
            raise CannotGoOn(
                f"{data} was written by PostgreSQL {version}; this is {major}.",
                way_out="Set PG_BIN to that version's bin folder, or move the data folder away to start afresh.",
            )
        if not version:
            _run_initdb(self.account, programs, data, major=major, is_durable=self.is_durable)


def forget_dead_owner(data: Path, sockets: Path) -> None:
    """Remove a killed server's lock files when a process that is no PostgreSQL has got its pid meanwhile."""
    owner = _read(data / "postmaster.pid").partition("\n")[0]
    if not owner.isdigit():
        return
    if _read(PROC / owner / "comm") == "postgres":
        raise CannotGoOn(
            f"Another PostgreSQL (process {owner}) is at work on {data}.", way_out=f"Stop it: kill -INT {owner}"
        )
    for left in (data / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"):
        left.unlink(missing_ok=True)


def _run_initdb(account: Account, programs: Path, data: Path, *, major: int, is_durable: bool) -> None:
    locale = ["--locale-provider=builtin"] if major >= BUILTIN_LOCALES_SINCE else []
    command = [str(programs / "initdb"), "-D", str(data), "-U", "app", "--auth=trust", "--encoding=UTF8"]
    command += [*locale, "--locale=C.UTF-8", *([] if is_durable else ["--no-sync"])]
    made = subprocess.run(
        [*account.prefix, *command], capture_output=True, text=True, errors="replace", check=False, cwd=data
    )
    if made.returncode:
        raise CannotGoOn(f"PostgreSQL could not set up {data}:\n{made.stderr.strip()}")


def _is_ready(data: Path) -> bool:
    """The server writes its state as the last line of its lock file; asking it by a connection would fill the log."""
    return _read(data / "postmaster.pid").endswith("\nready")


def _create_database(sockets: Path) -> None:
    import psycopg  # noqa: PLC0415 -- exists only once the set-up has run

    try:
        with psycopg.connect(host=str(sockets), user="app", dbname="postgres", autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'app'").fetchone():
                connection.execute("CREATE DATABASE app")
    except psycopg.Error as refused:
        raise CannotGoOn(f"PostgreSQL could not make the club's database: {refused}") from refused


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except FileNotFoundError:
        return ""
