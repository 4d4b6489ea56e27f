"""The demo club's log-ins, for the one who started it."""

import json
from pathlib import Path

from coachapp.local.places import PYTHON, ROOT


def logins_file(data: Path) -> Path:
    return data / "demo-logins.json"


def is_loaded(data: Path) -> bool:
    return logins_file(data).is_file()


def can_load() -> bool:
    return any(ROOT.glob("*/management/commands/load_demo.py"))


def load_command(data: Path) -> list[str]:
    return [str(PYTHON), "manage.py", "load_demo", "--logins", str(logins_file(data))]


def login_table(data: Path) -> list[str]:
    """One aligned line for each: role, name, e-mail, password."""
    if not is_loaded(data):
        return []
    logins: list[dict[str, str]] = json.loads(logins_file(data).read_text())
    rows = [[str(login.get(key, "")) for key in ("role", "name", "email", "password")] for login in logins]
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
