"""The password of the mail server: in the keyring or nowhere, whatever a keyring does."""

from collections.abc import Callable
from typing import Any

import keyring
import pytest
from keyring.backends.fail import Keyring as FailingKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked, NoKeyringError

from tests.rings import Ring
from tradesman.exchange import passwords
from tradesman.exchange.passwords import SERVICE, Passwords

REAL = passwords._keyring  # what every test goes without
WHO, SECRET = ("sam@harrow.example", "smtp.example.org"), " päss word "
Use = Callable[[Any], Passwords]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    def with_ring(ring: Any) -> Passwords:
        monkeypatch.setattr(passwords, "_keyring", REAL)
        monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
        return Passwords()

    return with_ring


def test_a_keyring_keeps_it_for_the_next_time(use: Use) -> None:
    ring = Ring()
    known = use(ring)
    assert known.can_keep()
    assert known.get(*WHO) == ""
    assert known.keep(*WHO, SECRET)
    assert ring.kept == {(SERVICE, "sam@harrow.example@smtp.example.org"): SECRET}
    assert Passwords().get(*WHO) == SECRET
    assert Passwords().get("other", WHO[1]) == ""
    known.forget(*WHO)
    assert ring.kept == {}
    assert known.get(*WHO) == ""
    known.forget(*WHO)  # there is nothing left to forget


def test_a_password_that_was_not_taken_is_asked_for_again(use: Use) -> None:
    ring = Ring()
    known = use(ring)
    known.keep(*WHO, "wrong")
    known.doubt(*WHO)
    assert known.get(*WHO) == ""
    known.keep(*WHO, SECRET)
    assert known.get(*WHO) == SECRET


def test_a_password_that_was_not_taken_stays_in_doubt_until_the_keyring_has_another(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Ring()
    known = use(ring)
    known.keep(*WHO, "wrong")
    known.doubt(*WHO)
    monkeypatch.setattr(ring, "set_password", lambda *_asked: None)
    assert not known.keep(*WHO, SECRET)
    assert known.get(*WHO) == ""


class Forgetful(Ring):
    """Says yes and keeps nothing."""

    def set_password(self, service: str, who: str, password: str) -> None:
        pass


class Broken(Ring):
    """Fails each time, as when it is locked, or its service is gone."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def _fail(self, *_asked: str) -> Any:
        raise self._error

    get_password = set_password = delete_password = _fail  # type: ignore[assignment]


class PlainText(Ring):
    """Writes it into a file that anybody can read."""

    priority = 0.5


class Unfit(Ring):
    """Cannot even say whether it works here."""

    @property
    def priority(self) -> Any:
        raise RuntimeError("no bus")


@pytest.mark.parametrize(
    "ring",
    [
        FailingKeyring(),  # type: ignore[no-untyped-call]
        NullKeyring(),  # type: ignore[no-untyped-call]
        Forgetful(),
        Broken(KeyringLocked("locked")),
        Broken(NoKeyringError("none")),
        Broken(OSError("the bus is gone")),
        PlainText(),
        Unfit(),
    ],
    ids=["fails", "null", "forgetful", "locked", "none", "no-bus", "plain-text", "unfit"],
)
def test_without_a_keyring_nothing_of_it_stays(use: Use, ring: Any) -> None:
    known = use(ring)
    assert known.get(*WHO) == ""
    assert not known.keep(*WHO, SECRET)
    assert known.get(*WHO) == ""
    assert SECRET not in str(vars(known))
    assert getattr(ring, "kept", {}) == {}
    known.forget(*WHO)
    assert known.get(*WHO) == ""


def test_of_several_keyrings_one_that_is_none_is_not_used(use: Use) -> None:
    class Chained:
        priority = 10
        backends = (PlainText(), Ring())

    known = use(Chained())
    assert known.keep(*WHO, SECRET)
    assert [len(ring.kept) for ring in Chained.backends] == [0, 1]


def test_a_keyring_that_cannot_be_loaded_is_none(monkeypatch: pytest.MonkeyPatch, use: Use) -> None:
    known = use(None)

    def broken() -> None:
        raise RuntimeError("no backend loads")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert not known.can_keep()
    assert not known.keep(*WHO, SECRET)
    assert known.get(*WHO) == ""


def test_the_ways_to_the_keyrings_of_every_system_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert passwords.is_whole()
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_asked: ())
    assert not passwords.is_whole()
