"""make storm: 300 acceptances around midnight of New Year's Eve, some cut off, some rolled back, workers
killed; then every register is checked."""

import os
import subprocess
import sys
from argparse import ArgumentParser

from benchmarks import database
from config.local.environment import prepare
from config.local.places import CHECKOUT

NAME = f"tcd_storm_{os.getpid()}"


def main() -> int:
    parser = ArgumentParser(description="Gửi cùng lúc nhiều hồ sơ, dừng đột ngột, kiểm tra số.")
    parser.add_argument("--posts", type=int, default=300)
    parser.add_argument("--lead", type=int, default=60, help="giây để khởi động trước nửa đêm")
    options = parser.parse_args()
    env = {**database.fresh(NAME), "TZ": "UTC"}
    try:
        program = ["-m", "benchmarks.start", "storm_inside", str(options.posts), str(options.lead)]
        return subprocess.run(
            [sys.executable, *program], cwd=CHECKOUT, env=env, check=False
        ).returncode
    finally:
        database.drop(NAME)


if __name__ == "__main__":
    prepare(["check"])
    sys.exit(main())
