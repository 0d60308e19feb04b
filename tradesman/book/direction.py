"""Which way a text is read: no sign in it turns the words beside it round, and words of other scripts stand apart.

Names in Hebrew or Arabic are read from right to left, and a number or a dot behind one would go with it. Signs that say
which way a text is read are no text: with them a name could turn the rest of a line round. Rule: Unicode, UAX #9.
"""

import re

TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # as a regular expression has it between [ and ]
TURN = re.compile(f"[{TURNS}]")
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"  # letters read leftwards
_RIGHT_OR_TURN = re.compile(f"[{_RIGHT}{TURNS}]")
_RUN = re.compile(f"[{_RIGHT}]+(?:[ \u00a0\u200c\u200d'’\"-]+[{_RIGHT}]+)*")
_OTHER = re.compile(rf"[^\W_{_RIGHT}]")
_LONG = 40  # letters read leftwards; a name has fewer
_APART, _END = "\u2068", "\u2069"


def unturned(text: str, instead: str = "") -> str:
    """A text without the signs that turn what follows round; what stands `instead` keeps its length, if one does."""
    return text if text.isascii() else TURN.sub(instead, text)


def one_line(text: str) -> str:
    """Text without line breaks and control characters: each becomes a space. Nothing in it turns the words round."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in unturned(text)).split())


def apart(text: str) -> str:
    """A text to be shown, in which words that are read leftwards turn nothing beside them.

    A line that is written in such a script alone, or nearly so, is read its own way.
    """
    if text.isascii() or not _RIGHT_OR_TURN.search(text):
        return text
    return "\n".join(map(_line_apart, unturned(text).split("\n")))


def _line_apart(line: str) -> str:
    leftwards = sum(map(len, _RUN.findall(line)))
    others = len(_OTHER.findall(line))
    if leftwards and (not others or (leftwards >= _LONG and leftwards > 3 * others)):
        return f"{_APART}{line}{_END}"
    return _RUN.sub(lambda run: f"{_APART}{run[0]}{_END}", line)
