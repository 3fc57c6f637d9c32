"""A wire between a laptop and the server that breaks, or goes dead, after so many bytes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Wire:
    """Passes bytes on. After `cut_after` bytes to the server it breaks, after `dead_after` it goes silent."""

    def __init__(self, port: int, cut_after: int | None = None, dead_after: int | None = None) -> None:
        self._to, self._cut, self._dead = port, cut_after, dead_after
        self._passed = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._to))
            self._open += [client, server]
            threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(2048):
                if counted:
                    self._passed += len(data)
                if self._dead is not None and self._passed > self._dead:
                    continue
                if self._cut is not None and self._passed > self._cut:
                    break
                target.sendall(data)
            for one in (source, target):
                one.shutdown(socket.SHUT_RDWR)

    @property
    def passed(self) -> int:
        """Bytes that went to the server."""
        return self._passed

    def close(self) -> None:
        """Pull the plug."""
        self._listener.close()
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@contextmanager
def wire(port: int, cut_after: int | None = None, dead_after: int | None = None) -> Iterator[Wire]:
    """A wire to the server on this port."""
    made = Wire(port, cut_after, dead_after)
    try:
        yield made
    finally:
        made.close()
