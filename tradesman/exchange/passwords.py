"""The password of the mail server: kept by the keyring of the system, and by nothing where there is none."""

from typing import Any

SERVICE = "Tradesman"
_GOOD = 1  # the least priority of a keyring that is one: below are those that fail, forget, or write plain text


class Passwords:
    """Asks the keyring each time, whatever it answers; a password is in no file, no log and no report of ours.

    Any fault of a keyring, as when it is locked or there is none, is taken as if it knew nothing. One that was typed
    for a sending is held in memory until a server took it, where there is a keyring to keep it then.
    """

    def __init__(self) -> None:
        self._doubted: set[str] = set()
        self._held: dict[str, str] = {}

    def get(self, user: str, host: str) -> str:
        """The password of a user at a server; empty where it has to be asked for. May wait for the system."""
        who = _who(user, host)
        if who in self._held:
            return self._held[who]
        return "" if who in self._doubted else _ask("get_password", who) or ""

    def hold(self, user: str, host: str, password: str) -> None:
        """Has a password at hand of which nobody knows yet whether the server takes it."""
        if self.can_keep():
            self._held[_who(user, host)] = password

    def taken(self, user: str, host: str) -> None:
        """The server let the user in: what was held for it goes into the keyring. May wait for the system."""
        held = self._held.get(_who(user, host))
        if held is not None:
            self.keep(user, host, held)

    def keep(self, user: str, host: str, password: str) -> bool:
        """Gives a password to the keyring; whether it has it now, otherwise it is asked for at each sending."""
        who = _who(user, host)
        self._held.pop(who, None)
        _ask("set_password", who, password)
        kept = bool(_ask("get_password", who) == password)
        if kept:
            self._doubted.discard(who)
        return kept

    def doubt(self, user: str, host: str) -> None:
        """A server did not take it: it is asked for again, and stays where it is until another one is kept."""
        self._held.pop(_who(user, host), None)
        self._doubted.add(_who(user, host))

    def forget(self, user: str, host: str) -> None:
        """Lets go of a password for good."""
        self._held.pop(_who(user, host), None)
        _ask("delete_password", _who(user, host))

    @staticmethod
    def can_keep() -> bool:
        """Whether the system has a keyring."""
        return _keyring() is not None


def _who(user: str, host: str) -> str:
    return f"{user}@{host}"


def _keyring() -> Any:
    try:
        import keyring  # a start does without it

        found: Any = keyring.get_keyring()
        chained = getattr(found, "backends", None)
        among = [found] if chained is None else list(chained)
        return next((one for one in among if one.priority >= _GOOD), None)
    except Exception:  # noqa: BLE001  a keyring is another program, which may fail in any way
        return None


def _ask(what: str, *words: str) -> Any:
    ring = _keyring()
    try:
        return getattr(ring, what)(SERVICE, *words) if ring is not None else None
    except Exception:  # noqa: BLE001  as above
        return None


def is_whole() -> bool:
    """Whether the ways to the keyrings of every system came along with the program, as they are found by name only."""
    from importlib.metadata import entry_points

    found = entry_points(group="keyring.backends")
    try:
        return bool(found) and all(each.load() for each in found)
    except ImportError:
        return False
