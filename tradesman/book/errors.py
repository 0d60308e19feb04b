"""The one kind of error a person is meant to read."""


class BookError(Exception):
    """Something known went wrong; the text says what happened, what was kept and what to do."""


class BusyError(BookError):
    """Another program has the book just now; nothing was changed, and the same may be tried again."""
