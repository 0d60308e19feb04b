"""The quote as PDF: the typesetter, warm, against two libraries that print the same content.

Those two are no part of the project: they are taken for the measurement alone, in versions that are named here.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.books import NOW, Row, times
from tests.frozen_paper import CYLINDERS, frozen
from tradesman import paths
from tradesman.documents import quote_paper

OTHERS = {"reportlab": "reportlab==5.0.1", "WeasyPrint": "weasyprint==69.0"}
GOALS = {"reportlab": "≤ 0.5", "WeasyPrint": ""}
RUNS = 30
_SCRIPT = Path(__file__).with_name("other_papers.py")


def measure() -> list[Row]:
    """The ratios; a library that cannot be had here, without a network or a system library, is left out."""
    paper = frozen(*CYLINDERS)
    ours = sorted(times(lambda: quote_paper.pdf(paper, NOW), RUNS + 3)[3:])[RUNS // 2]
    rows: list[Row] = [("quote as PDF, warm, in ms", ours * 1000, "")]
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "quote.json"
        content.write_text(json.dumps(quote_paper.data(paper), ensure_ascii=False), encoding="utf-8")
        for name, wanted in OTHERS.items():
            theirs = _theirs(name.lower(), wanted, content)
            if theirs is not None:
                rows.append((f"quote as PDF, warm / {name}", ours / theirs, GOALS[name]))
    return rows


def _theirs(name: str, wanted: str, content: Path) -> float | None:
    """Seconds of the median."""
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "run", "--no-project", "--with", wanted, "python", str(_SCRIPT)]
    command += [name, str(content), str(paths.resource("fonts")), str(RUNS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env={**os.environ})
    if done.returncode:
        print(f"{wanted} cannot be measured here: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
        return None
    return float(done.stdout.split()[-1])
