"""The demo club's log-ins, for the one who started it."""

import json
from pathlib import Path

from coachapp.local.places import PYTHON


def logins_file(data: Path) -> Path:
    return data / "demo-logins.json"


def load_command(data: Path) -> list[str]:
    return [str(PYTHON), "manage.py", "load_demo", "--logins", str(logins_file(data))]


def logins(data: Path) -> list[dict[str, str]]:
    """Empty before the club was loaded, and after a full disk cut the file short."""
    try:
        read: list[dict[str, str]] = json.loads(logins_file(data).read_text())
    except (FileNotFoundError, ValueError):
        return []
    return read


def login_table(data: Path) -> list[str]:
    """One aligned line for each: role, name, e-mail, password."""
    rows = [[login.get(key, "") for key in ("role", "name", "email", "password")] for login in logins(data)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
