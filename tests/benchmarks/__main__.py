"""Runs every measurement on one book and prints the ratios beside their goals."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import books, keystroke, papers, pricebook


def main() -> None:
    """Measures, and prints a table: what, ratio, goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--book", type=Path, help="a book made before, to save the time of making it")
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRADESMAN_HOME"] = folder
        book = asked.book or books.make(Path(folder) / "Large.tradesman", asked.customers)
        rows = [*starts(book, asked.runs), *books.measure(book, Path(folder))]
        small = books.make(Path(folder) / "Small.tradesman", keystroke.FEW)
        rows += keystroke.measure(small, Path(folder) / books.COPY)
        rows += pricebook.measure(small)
        rows += papers.measure()
    print(f"{'what':<58}{'ratio':>10}  goal")
    for what, ratio, goal in rows:
        print(f"{what:<58}{ratio:>10.3g}  {goal}")


def starts(book: Path, runs: int) -> list[tuple[str, float, str]]:
    """First paint, Today filled, stall and memory against a bare window, in turns."""
    bare, app = [], []
    for _ in range(runs):
        bare.append(_start("bare"))
        app.append(_start("app", str(book)))
    floor = statistics.median(run[0] for run in bare)
    paint, filled, stall, memory = (statistics.median(run[column] for run in app) for column in range(4))
    return [
        ("first paint / bare window", paint / floor, "≤ 1.6"),
        ("Today filled / bare window", filled / floor, "≤ 5"),
        ("longest stall while it loads, ms", stall, "≤ 50"),
        ("memory with Today open, MB", memory, ""),
    ]


def _start(*what: str) -> list[float]:
    environment = {**os.environ, "SPAWNED_NS": str(time.monotonic_ns())}
    command = [sys.executable, "-m", "tests.benchmarks.starts", *what]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    return [float(figure) for figure in done.stdout.split()]


if __name__ == "__main__":
    main()
