"""Where the launcher keeps things. Nothing here touches the disk except `socket_folder`."""

import hashlib
import os
import stat
from pathlib import Path

from coachapp.local.errors import CannotGoOn

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LONGEST_SOCKET_PATH = 107  # bytes of sun_path on Linux, without the closing zero


def data_folder() -> Path:
    """The folder of `run`: DATA_DIR, or `.data/run` in the checkout."""
    given = os.environ.get("DATA_DIR")
    return Path(given).expanduser().resolve() if given else ROOT / ".data" / "run"


def socket_folder_path(data: Path) -> Path:
    """A short path for any data folder, however deep: a unix socket's path has little room."""
    digest = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
    return Path("/tmp") / f"offseason-{os.geteuid()}-{digest}"  # noqa: S108 -- TMPDIR may be long; ownership is checked


def socket_folder(data: Path) -> Path:
    """Make the folder, ours alone; refuse one that somebody else put there first."""
    folder = socket_folder_path(data)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), _nobody()}:
        raise CannotGoOn(f"{folder} belongs to somebody else.", way_out=f"Remove it: rm -r {folder}")
    folder.chmod(0o700)
    return folder


def _nobody() -> int:
    """Root hands the folder to nobody where PostgreSQL must run as nobody; only root may find it so."""
    return 65534 if os.geteuid() == 0 else os.geteuid()
