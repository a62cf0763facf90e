"""Messages on standard error, because the tables are on standard output."""

import os
import sys


def say(text):
    print(text, file=sys.stderr, flush=True)


def warn_if_busy():
    load = os.getloadavg()[0]
    if load > 0.5:
        say("warning: the machine is busy (load %.1f); the figures will be too high" % load)
