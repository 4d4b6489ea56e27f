"""Whether a long stream of plans needs more memory than a short one: `.venv/bin/python -m benchmarks.stream [COUNT]`.

Feeds COUNT requests (100,000 unless told) to `manage.py plan --jsonl` and looks at the process's resident memory after
each tenth of them. The winters are short ones, so that it ends within half an hour; it stops by itself.
"""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.weeks import document

COUNT = 100_000
STEPS = 10
ROOT = Path(__file__).parents[1]


def main(count: int) -> None:
    lines = [json.dumps(document(weeks, base_km, "km")) + "\n" for weeks in (8, 9, 10) for base_km in range(20, 100)]
    command = [sys.executable, "manage.py", "plan", "--jsonl"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        print(f"{'plans':>8}{'resident MB':>14}")
        for number in range(1, count + 1):
            answer(process, lines[number % len(lines)])
            if number % max(1, count // STEPS) == 0:
                print(f"{number:8}{resident_mb(process.pid):14.1f}", flush=True)
        process.communicate()


def answer(process: "subprocess.Popen[str]", line: str) -> None:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process has no pipes")
    process.stdin.write(line)
    process.stdin.flush()
    if "error" not in process.stdout.readline():
        raise RuntimeError("the stream ended early")


def resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
