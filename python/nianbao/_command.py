"""The command ``nianbao``, as the wheel installs it."""

import os
import signal
import sys

from nianbao._native import command


def main() -> int:
    """Run the command with the arguments of this process, and give its exit code."""
    # Ctrl-C ends it at once, as it ends the program: no Python is running that could be told.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A stream that was closed must not lend its number to the next file that is opened.
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    return command(["nianbao", *sys.argv[1:]])
