"""How rivals' prices are said beside one's own."""

from PySide6.QtCore import QCoreApplication

from tradesman.services import rivals
from tradesman.services.rivals import Against, Standing
from tradesman.services.scorecard import FEWEST
from tradesman.ui import format as said


def _tr(text: str) -> str:
    return QCoreApplication.translate("RivalsDialog", text)


def compared(row: Against, currency: str) -> str:
    """A rival's price beside mine: "£220 cheaper than your £2,125 (10%)"."""
    gap = abs(row.price_minor - row.mine_minor)
    mine = said.money(row.mine_minor, currency, decimals=False)
    if not gap:
        return _tr("The same as your {0}").format(mine)
    words = _tr("{0} dearer than your {1} ({2})") if row.bp > 0 else _tr("{0} cheaper than your {1} ({2})")
    return words.format(said.money(gap, currency, decimals=False), mine, _share(row.bp))


def overall(standing: Standing) -> str:
    """How rivals' prices stand against mine over all quotes; too few of them say nothing yet."""
    if not standing.count:
        return _tr("No rival’s price is known yet. Note other bids in their quotes, and see here how yours compare.")
    if not standing.is_enough:
        known = _tr("1 rival’s price is known") if standing.count == 1 else _tr("{0} rivals’ prices are known")
        why = _tr("{0}. With fewer than {1} they say nothing yet.")
        return why.format(known.format(standing.count), FEWEST)
    parts = (
        (standing.cheaper, _tr("{0} cheaper than yours")),
        (standing.dearer, _tr("{0} dearer")),
        (standing.same, _tr("{0} the same")),
    )
    counted = ", ".join(words.format(count) for count, words in parts if count)
    return _tr("Of {0} rivals’ prices: {1}. {2}").format(standing.count, counted, _middle(standing.median_bp or 0))


def middle(standing: Standing) -> str:
    """How the rival's price in the middle stands against mine; too few of them say nothing yet."""
    if not standing.count:
        return _tr("Note other bids in their quotes, and see here how yours compare.")
    if not standing.is_enough:
        return _tr("With fewer than {0} they say nothing yet.").format(FEWEST)
    return _middle(standing.median_bp or 0)


def _middle(bp: int) -> str:
    if not bp:
        return _tr("The one in the middle is the same as yours.")
    words = _tr("The one in the middle is {0} dearer.") if bp > 0 else _tr("The one in the middle is {0} cheaper.")
    return words.format(_share(bp))


def _share(bp: int) -> str:
    return said.percent(rivals.apart(bp))
