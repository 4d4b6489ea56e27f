"""The environment that `run` hands to its children, and what of it the caller decided."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from coachapp.local.errors import CannotGoOn
from coachapp.local.leftovers import kept_secret

LOOPBACK = "127.0.0.1"
USUAL_PORT = "8000"
LARGEST_PORT = 65535


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Empty means: the launcher brings its own."""

    port: int
    database_url: str
    redis_url: str
    email_url: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        port = environment.get("PORT") or USUAL_PORT
        if not port.isdigit() or not 0 < int(port) <= LARGEST_PORT:
            raise CannotGoOn(f"PORT={port} is no port number.", way_out="For example: PORT=8001 make run")
        return cls(
            port=int(port),
            database_url=environment.get("DATABASE_URL", ""),
            redis_url=environment.get("REDIS_URL", ""),
            email_url=environment.get("EMAIL_URL", ""),
        )

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.port}/"

    @property
    def is_demo(self) -> bool:
        return not self.database_url


def require_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError:
            raise CannotGoOn(
                f"Port {port} is for root only.", way_out="Take one above 1023: PORT=8001 make run"
            ) from None
        except OSError:
            raise CannotGoOn(
                f"Port {port} is taken by another program.",
                way_out=f"Stop that one, or take another port: PORT={port + 1} make run",
            ) from None


def listening_socket() -> socket.socket:
    """On loopback, at a port that the kernel picks; a child inherits it."""
    listening = socket.create_server((LOOPBACK, 0))
    listening.set_inheritable(True)
    return listening


def children_environment(choices: Choices, data: Path, *, urls: Mapping[str, str]) -> dict[str, str]:
    """`urls` are those of the servers that the launcher started; the caller's own values win over all usual ones."""
    usual = {
        "SECRET_KEY": kept_secret(data / "secret-key"),
        "ALLOWED_HOSTS": f"localhost,{LOOPBACK}",
        "SITE_URL": choices.address.rstrip("/"),
        "DEBUG": "false",
        "STATIC_ROOT": str(data / "static"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:::celery.platforms",  # as root it warns of root, at length, in each process
    }
    environment = {**usual, **os.environ, **urls, "DJANGO_SETTINGS_MODULE": "coachapp.settings"}
    environment.pop("DEMO_DIR", None)
    if choices.is_demo:
        environment["DEMO_DIR"] = str(data)
    return environment
