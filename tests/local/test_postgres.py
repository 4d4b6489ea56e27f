import os
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from coachapp.local.account import nobody_account
from coachapp.local.children import silent
from coachapp.local.errors import CannotGoOn
from coachapp.local.places import socket_folder
from coachapp.local.postgres import Postgres, forget_dead_owner


def test_a_lock_whose_pid_went_to_another_program_is_removed(tmp_path: Path, sleeper: "subprocess.Popen[str]") -> None:
    (tmp_path / "postmaster.pid").write_text(f"{sleeper.pid}\n{tmp_path}\n")
    (tmp_path / ".s.PGSQL.5432.lock").write_text(f"{sleeper.pid}\n")

    forget_dead_owner(tmp_path, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_data_of_another_version_are_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "pg"
    data.mkdir()
    (data / "PG_VERSION").write_text("9.6\n")

    with pytest.raises(CannotGoOn, match=r"written by PostgreSQL 9\.6") as refusal:
        Postgres(data=data, sockets=tmp_path).start(say=silent)

    assert "PG_BIN" in refusal.value.way_out
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_a_pg_bin_without_programs_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))

    with pytest.raises(CannotGoOn, match=str(tmp_path)):
        Postgres(data=tmp_path / "pg", sockets=tmp_path).start(say=silent)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become nobody")
def test_root_runs_it_as_nobody_where_namespaces_are_refused(tmp_path: Path) -> None:
    sockets = socket_folder(tmp_path)
    postgres = Postgres(data=tmp_path / "pg", sockets=sockets, is_durable=False, account=nobody_account())
    server = postgres.start(say=silent)
    try:
        with psycopg.connect(postgres.url) as connection:
            answer = connection.execute("SELECT current_user").fetchone()
        uid = Path(f"/proc/{server.process.pid}").stat().st_uid
    finally:
        server.stop(within_s=10)
        shutil.rmtree(sockets)
        shutil.rmtree(Path("/var/tmp") / sockets.name)

    assert (answer, uid) == (("app",), 65534)
