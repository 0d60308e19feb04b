"""The scorecard as a table: figures stay figures, others' words no spreadsheet can take for a formula."""

import csv
from pathlib import Path

from tests.documents.test_scorecard_paper import sheet
from tradesman.services.rivals import Standing
from tradesman.services.score_sheets import Lost
from tradesman.ui import score_handout


def test_a_figure_below_zero_stays_a_number_and_a_reason_that_begins_so_does_not(tmp_path: Path) -> None:
    target = tmp_path / "Scorecard.csv"
    score_handout.save(sheet(rivals=Standing(1, 4, 1, -762), lost=Lost((("-1", 2),), 2, 0, 0)), target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        told = {row[0]: row[1] for row in csv.reader(file)}
    assert told["Rival in the middle, percent dearer"] == "-7.62"
    assert told["Lost: -1"] == "2"
    assert all(not name.startswith(("=", "+", "-", "@")) for name in told)
