"""A keyring for tests."""

from typing import Any


class Ring:
    """A keyring in memory."""

    priority: Any = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, who: str) -> str | None:
        return self.kept.get((service, who))

    def set_password(self, service: str, who: str, password: str) -> None:
        self.kept[service, who] = password

    def delete_password(self, service: str, who: str) -> None:
        del self.kept[service, who]
