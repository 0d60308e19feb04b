import os

from tradesman import paths, settings


def test_a_first_start_knows_nothing() -> None:
    assert settings.read() == settings.DEFAULTS


def test_what_is_written_is_read_and_the_rest_kept() -> None:
    settings.write(last_book="/books/A.tradesman")
    settings.write(scheme="dark")
    assert settings.read() == settings.DEFAULTS | {"last_book": "/books/A.tradesman", "scheme": "dark"}


def test_a_broken_file_gives_the_defaults() -> None:
    settings.write(scheme="dark")
    for broken in ("", "[1]", "{", "\0"):
        paths.settings_file().write_text(broken)
        assert settings.read() == settings.DEFAULTS


def test_nobody_else_may_read_it() -> None:
    settings.write(scheme="dark")
    if os.name == "posix":
        assert paths.settings_file().stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_kept_is_noted_and_the_work_goes_on() -> None:
    settings.write(scheme="dark")
    paths.settings_file().with_suffix(".new").mkdir()
    settings.write(scheme="light")
    assert settings.read()["scheme"] == "dark"
    assert "settings.py" in paths.log_file().read_text()
