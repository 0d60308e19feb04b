"""One window per book: a second start raises the first and leaves."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 1000


class SingleWindow(QObject):
    """Holds the name of a book among this person's programs."""

    raise_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)

    def claim(self, folder: Path) -> bool:
        """Whether this is the first window on the book; if not, the first is asked to come to the front.

        A name left over from a crash or a power cut is cleared, since nobody answers behind it. The book that was held
        before is let go of only when this one is had.
        """
        name = "tradesman-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
        if self._server.serverName() == name:
            return True
        # Of two starts at one moment, one asks and takes the name before the other asks: a name that is cleared or
        # taken is taken from whoever has it.
        turn = QLockFile(QDir(QDir.tempPath()).filePath(f"{name}.lock"))
        turn.tryLock(PATIENCE_MS)
        try:
            return self._take(name)
        finally:
            turn.unlock()

    def _take(self, name: str) -> bool:
        if self._answered(name):
            return False
        self._server.close()
        QLocalServer.removeServer(name)
        # Where not even a name can be had (a full or read-only temp folder), one window more is better than none.
        self._server.listen(name)
        return True

    def _answered(self, name: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.disconnectFromServer()
        return True

    def _on_knock(self) -> None:
        knock = self._server.nextPendingConnection()
        knock.disconnected.connect(knock.deleteLater)
        self.raise_asked.emit()
