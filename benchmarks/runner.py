"""Run one command and write what it took as JSON to a file.

    runner.py FILE TIME_LIMIT_S COMMAND [ARGUMENT…]

A process of its own, because a child starts with the memory of whoever starts it: the peak of a
small command would be that of the whole benchmark.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time

KIB = 1024 if sys.platform != "darwin" else 1

file, limit_s, *command = sys.argv[1:]
started = time.perf_counter()
with subprocess.Popen(command, start_new_session=True) as process:
    alarm = threading.Timer(float(limit_s), os.killpg, (process.pid, signal.SIGKILL))
    alarm.start()
    _, status, used = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - started
    alarm.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
with open(file, "w", encoding="ascii") as report:  # noqa: PTH123  loads no pathlib
    json.dump(
        {
            "cpu_s": used.ru_utime + used.ru_stime,
            "wall_s": wall_s,
            "peak_mib": used.ru_maxrss * KIB / 2**20,
            "status": process.returncode,
        },
        report,
    )
