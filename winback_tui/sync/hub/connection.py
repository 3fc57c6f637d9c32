"""The connection to a hub: made once, watched, and everything that can go wrong with it said in one sentence."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from winback_tui.domain.errors import Refused

from .address import HubAddress
from .faults import HubSilent, connect_fault, hub_fault

if TYPE_CHECKING:
    from psycopg import Connection, Copy

CONNECT_SECONDS = 10
"""How long to wait for an unreachable server, unless the address says `connect_timeout`."""

PATIENCE_SECONDS = 90.0
"""After this long without any traffic the server is given up."""

LOCK_SECONDS = 30
"""How long to wait for another laptop that is writing."""

AskPassword = Callable[[str], str | None]
"""Asks a person for the password of a hub, of which it gets the address; None where nobody answers."""


class Hub:
    """A connection to a hub. Everything is done inside `transaction`."""

    def __init__(self, connection: Connection[tuple[Any, ...]], address: HubAddress) -> None:
        self.address = address
        self._connection = connection
        self._watch = _Watch(connection.fileno(), PATIENCE_SECONDS)

    @contextmanager
    def transaction(self, snapshot: bool = False) -> Iterator[None]:
        """All of it or nothing. With `snapshot` it only reads, and sees the hub at one moment.

        Raises Refused for whatever the server or the network does, and HubMoved where it is to be tried again.
        """
        with self._explained(), self._watch.watching(), self._connection.transaction():
            if snapshot:
                self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            self.run(
                "SELECT set_config('search_path', %s, true), set_config('lock_timeout', %s, true)",
                (f"{self.address.schema}, pg_temp", f"{LOCK_SECONDS}s"),
            )
            yield

    def run(self, sql: str, values: Sequence[Any] | None = None) -> int:
        """Run one statement; returns how many rows it touched."""
        self._watch.moved()
        return self._connection.execute(sql.encode(), values).rowcount

    def rows(self, sql: str, values: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        self._watch.moved()
        return self._connection.execute(sql.encode(), values).fetchall()

    def value(self, sql: str, values: Sequence[Any] | None = None) -> Any:
        """The first value of a query, or None."""
        found = self.rows(sql, values)
        return found[0][0] if found else None

    def write_rows(self, sql: str, rows: Iterator[Sequence[Any]]) -> int:
        """Send many rows through `COPY ... FROM STDIN`; returns how many."""
        count = 0
        with self._copy(sql) as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
                if not count & 1023:
                    self._watch.moved()
        return count

    def read_rows(
        self, sql: str, types: Sequence[str], values: Sequence[Any] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Fetch many rows through `COPY ... TO STDOUT`, their columns of these types."""
        with self._copy(sql, values) as copy:
            copy.set_types(types)
            for count, row in enumerate(copy.rows()):
                if not count & 1023:
                    self._watch.moved()
                yield row

    @contextmanager
    def _copy(self, sql: str, values: Sequence[Any] | None = None) -> Iterator[Copy]:
        self._watch.moved()
        with self._connection.cursor() as cursor, cursor.copy(sql.encode(), values) as copy:
            yield copy

    def close(self) -> None:
        """Close the connection."""
        self._watch.close()
        with suppress(OSError):
            self._connection.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as fault:
            if self._watch.gave_up:
                raise HubSilent(self.address.place, PATIENCE_SECONDS) from None
            raise hub_fault(fault, self.address) from None


class _Watch:
    """Ends a connection without any traffic, so that a hanging server does not block laptops for ever."""

    def __init__(self, descriptor: int, seconds: float) -> None:
        self._socket = socket.fromfd(descriptor, socket.AF_INET, socket.SOCK_STREAM)
        self._seconds = seconds
        self._last = monotonic()
        self._over = threading.Event()
        self.gave_up = False

    def moved(self) -> None:
        """The server answered, or is about to be asked."""
        self._last = monotonic()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Marks a block in which we wait for the server."""
        self.moved()
        self._over.clear()
        thread = threading.Thread(target=self._look, name="hub-watch", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _look(self) -> None:
        while not self._over.wait(min(1.0, self._seconds / 4)):
            if monotonic() - self._last > self._seconds:
                self.gave_up = True
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)
                return

    def close(self) -> None:
        self._socket.close()


@contextmanager
def open_hub(address: HubAddress, ask_password: AskPassword | None = None) -> Iterator[Hub]:
    """Connect to a hub. The password comes from the address, PGPASSWORD, ~/.pgpass, a service file, or is asked.

    Raises Refused where the driver is not installed or the hub cannot be reached, NeedsHuman where nobody gives the
    password, BadInput for an option that PostgreSQL does not know.
    """
    hub = Hub(_connect(address, ask_password), address)
    try:
        yield hub
    finally:
        hub.close()


def require_driver() -> None:
    """Raises Refused, naming what to install, where psycopg is not there or cannot be loaded."""
    try:
        import psycopg  # noqa: F401
    except ImportError as fault:
        raise Refused(
            "A hub needs the PostgreSQL driver, which is not installed: pip install 'winback-tui[hub]'."
        ) from fault


def _connect(address: HubAddress, ask_password: AskPassword | None) -> Connection[tuple[Any, ...]]:
    require_driver()
    import psycopg

    options: dict[str, Any] = {"application_name": "winback", "client_encoding": "UTF8", **address.options}
    if "connect_timeout=" not in address.url:
        options["connect_timeout"] = CONNECT_SECONDS
    for asked in (False, True):
        try:
            return psycopg.connect(
                address.driver_url, autocommit=True, prepare_threshold=None, cursor_factory=None, **options
            )
        except psycopg.Error as fault:
            wanted = fault.pgconn is not None and fault.pgconn.needs_password
            password = ask_password(address.url) if wanted and not asked and ask_password else None
            if not password:
                raise connect_fault(fault, address) from None
            options["password"] = password
    raise AssertionError("a second answer of the server is final")
