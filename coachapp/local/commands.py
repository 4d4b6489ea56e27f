"""What each command does, and how whatever stands in its way is told."""

import errno
import os
import signal
import sys
from collections.abc import Sequence

from coachapp.local import setup
from coachapp.local.errors import CannotGoOn
from coachapp.local.places import PYTHON, ROOT, VENV

ENDED_BY_SIGTERM = 128 + signal.SIGTERM


def obey(command: str, arguments: Sequence[str]) -> int:
    """The exit status. A refusal is two lines for a person; a traceback means a fault in the launcher."""
    os.chdir(ROOT)
    try:
        setup.bring_up_to_date()
        if command == "setup":
            return 0
        _enter_environment(command, arguments)
        return _work(command, arguments)
    except CannotGoOn as refusal:
        return _tell(refusal)
    except KeyboardInterrupt:
        return 130
    except OSError as refused:
        return _tell(explained(refused))


def explained(refused: OSError) -> CannotGoOn:
    """The system's refusals in words, with the way out where there is one."""
    place = refused.filename or "the data folder"
    if refused.errno in {errno.ENOSPC, errno.EDQUOT}:
        return CannotGoOn(f"The disk is full ({place}).", way_out="Free some space, or set DATA_DIR to another disk.")
    if refused.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return CannotGoOn(
            f"{place} may not be written by this user.",
            way_out="Use the user who made it, change its owner, or set DATA_DIR to a folder of your own.",
        )
    if refused.errno in {errno.EEXIST, errno.ENOTDIR}:
        return CannotGoOn(f"{place} cannot be a folder: a file is in its way.", way_out="Set DATA_DIR to a folder.")
    return CannotGoOn(f"The system refused: {refused}")


def _enter_environment(command: str, arguments: Sequence[str]) -> None:
    """Go on inside .venv, unless we are there."""
    if sys.prefix != str(VENV):
        sys.stdout.flush()
        os.execv(PYTHON, [str(PYTHON), "-m", "coachapp.local", command, *arguments])  # noqa: S606 -- the same program


def _work(command: str, arguments: Sequence[str]) -> int:
    if command == "run":
        from coachapp.local.run import run  # noqa: PLC0415 -- needs what set-up installs

        return run()
    from coachapp.local.check import check  # noqa: PLC0415 -- needs what set-up installs

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED_BY_SIGTERM))
    return check(is_slow=command == "test-slow", arguments=arguments)


def _tell(refusal: CannotGoOn) -> int:
    print(f"\n{refusal.obstacle}", file=sys.stderr)
    if refusal.way_out:
        print(f"→ {refusal.way_out}", file=sys.stderr)
    return 1
