import socket
from pathlib import Path

import pytest

from coachapp.local.errors import CannotGoOn
from coachapp.local.surroundings import Choices, children_environment, require_free_port

EMBEDDED = {"DATABASE_URL": "postgres://app@/app?host=/tmp/x", "REDIS_URL": "unix:///tmp/x/valkey.sock"}


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotGoOn) as refusal:
            require_free_port(port)

    assert f"Port {port} is taken" in refusal.value.obstacle
    assert f"PORT={port + 1} make run" in refusal.value.way_out


def test_a_free_port_stays_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

    require_free_port(port)
    require_free_port(port)


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(CannotGoOn, match=f"PORT={port}"):
        Choices.of({"PORT": port})


def test_only_the_embedded_database_is_a_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_DIR", "/somewhere/else")
    own, given = Choices.of({}), Choices.of({"DATABASE_URL": "postgres://club@db/club"})

    demo = children_environment(own, tmp_path, urls=EMBEDDED)
    real = children_environment(given, tmp_path, urls={})

    assert demo["DEMO_DIR"] == str(tmp_path)
    assert "DEMO_DIR" not in real


def test_the_secret_key_is_made_once_and_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY")
    first, second = (children_environment(Choices.of({}), tmp_path, urls=EMBEDDED)["SECRET_KEY"] for _ in "ab")

    assert first == second
    assert len(first) > 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
