"""Who PostgreSQL runs as. It refuses root; as root we give it another face, and change nothing on the machine."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from coachapp.local.errors import CannotGoOn


@dataclass(frozen=True, slots=True)
class Account:
    prefix: tuple[str, ...] = ()
    uid: int | None = None  # whom the data folder must belong to, when not us
    gid: int | None = None


def postgres_account() -> Account:
    """Ourselves; as root a user namespace, and where those are refused the user nobody."""
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return Account()
    namespace = ("unshare", "--user", f"--map-user={_named_uid()}")
    return Account(prefix=namespace) if _works(namespace) else nobody_account()


def nobody_account() -> Account:
    nobody = pwd.getpwnam("nobody")
    prefix = ("setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    if not _works(prefix):
        raise CannotGoOn(
            "PostgreSQL refuses to run as this user, and neither unshare nor setpriv gives it another here.",
            way_out="Run this as a normal user, or set DATABASE_URL to a PostgreSQL server.",
        )
    return Account(prefix=prefix, uid=nobody.pw_uid, gid=nobody.pw_gid)


def own_data_folder(account: Account, wanted: Path, *, short_name: str) -> Path:
    """The folder the account can reach: the wanted one, or for nobody one in /var/tmp."""
    folder = wanted if account.uid is None else Path("/var/tmp") / short_name / wanted.name  # noqa: S108 -- kept over reboots
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if account.uid is not None:
        folder.parent.chmod(0o711)
        os.chown(folder, account.uid, account.gid or -1)
    folder.chmod(0o700)
    return folder


def reachable_programs(account: Account, programs: Path) -> Path:
    """The programs' folder, or a copy where the account can run them (a checkout under /root hides them)."""
    if account.uid is None or _works((*account.prefix, str(programs / "postgres"), "--version")):
        return programs
    package = programs.parent.parent
    copy = Path("/var/tmp") / f"offseason-programs-{os.geteuid()}"  # noqa: S108 -- root's own folder, checked below
    copy.mkdir(mode=0o755, exist_ok=True)
    if copy.lstat().st_uid != os.geteuid():
        raise CannotGoOn(f"{copy} belongs to somebody else.", way_out=f"Remove it: rm -r {copy}")
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.is_dir():
            shutil.copytree(source, copy / source.name, dirs_exist_ok=True)
    return copy / package.name / programs.relative_to(package)


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _named_uid() -> int:
    """Anyone but root: initdb wants a user whose name it can look up."""
    return min(user.pw_uid for user in pwd.getpwall() if user.pw_uid)


def _works(command: tuple[str, ...]) -> bool:
    wanted = command if command[-1].startswith("--version") else (*command, "true")
    try:
        return subprocess.run(wanted, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
