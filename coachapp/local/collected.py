"""Whether the collected static files are still those of the sources; collecting takes longer than all the rest."""

import hashlib
from pathlib import Path

from coachapp.local.places import ROOT
from coachapp.local.setup import BOOTSTRAP, WANTED, wanted_digest

DECIDING = (ROOT / "coachapp" / "settings.py", ROOT / "coachapp" / "storage.py")


def is_collected(data: Path) -> bool:
    done = _done(data)
    has_manifest = (data / "static" / "staticfiles.json").is_file()
    return has_manifest and done.is_file() and done.read_text() == sources_digest(ROOT / "static")


def note_collected(data: Path) -> None:
    _done(data).write_text(sources_digest(ROOT / "static"))


def sources_digest(folder: Path) -> str:
    """Changes with any file of ours, with the settings that treat them, and with the locked packages."""
    digest = hashlib.sha256(wanted_digest([BOOTSTRAP, WANTED]).encode())
    for path in [*sorted(folder.rglob("*")), *DECIDING]:
        if path.is_file():
            digest.update(f"{path}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _done(data: Path) -> Path:
    return data / "static-collected"
