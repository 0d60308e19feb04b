"""The log: where something unexpected happened, never whose details were on the screen."""

from datetime import UTC, datetime

from tradesman import __version__, paths


def note(error: BaseException) -> str:
    """Writes where it happened into the log, without any value, and gives the sentence about it."""
    import logging  # only when something went wrong: the first paint does not wait for it
    import traceback
    from logging.handlers import RotatingFileHandler

    name, file = type(error).__name__, paths.log_file()
    what = f"Something unexpected happened ({name}). What was saved before is kept."
    try:
        paths.private_folder(file.parent)
        handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
        file.chmod(0o600)
        frames = traceback.extract_tb(error.__traceback__)
        places = "".join(f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        record = f"{datetime.now(UTC).isoformat(timespec='seconds')} {__version__} {name}{places}"
        handler.emit(logging.makeLogRecord({"msg": record, "args": None}))
        handler.close()
    except OSError as refused:
        return f"{what} The log at {file} cannot be written: {refused.strerror}."
    return f"{what} Where it happened is noted in {file}, without anybody's details; send it with your report."
