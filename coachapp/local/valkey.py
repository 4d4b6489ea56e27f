"""One Valkey (or Redis), on a unix socket only."""

import contextlib
import socket
from dataclasses import dataclass
from pathlib import Path

from coachapp.local.binaries import valkey_server
from coachapp.local.children import Child, Say, start_child

START_PATIENCE_S = 30.0
DATABASES = 64  # one for each parallel test worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Valkey:
    data: Path
    sockets: Path
    is_durable: bool = True

    @property
    def socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self, *, say: Say) -> Child:
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        child = start_child("valkey", [str(valkey_server()), *self._options()], say=say, folder=self.data)
        child.wait_until(lambda: _answers(self.socket), within_s=START_PATIENCE_S)
        return child

    def _options(self) -> list[str]:
        wanted = {
            "--port": "0",
            "--unixsocket": str(self.socket),
            "--unixsocketperm": "700",
            "--dir": str(self.data),
            "--save": "60 1" if self.is_durable else "",
            "--databases": str(DATABASES),
            "--daemonize": "no",
            "--loglevel": "warning",
        }
        return [part for pair in wanted.items() for part in pair]


def _answers(path: Path) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(2)
        connection.connect(str(path))
        connection.sendall(b"PING\r\n")
        return connection.recv(16).startswith(b"+PONG")
    return False
