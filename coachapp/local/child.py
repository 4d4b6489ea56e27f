"""`python -I child.py PARENT SIGNAL COMMAND...`: become COMMAND, and get SIGNAL when PARENT dies.

The kernel forgets the request at a change of user, so this runs after `unshare`, right before the program itself.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, death_signal, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != int(parent):  # it died before we asked to be told
        sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 -- the point of this file


if __name__ == "__main__":
    main()
