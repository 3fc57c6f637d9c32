"""The server is there for whoever asks for it, once in a run."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from filelock import FileLock

from tests.sync.hub.server import NO_SERVER, Server, new_schema, programs, shared_server
from winback_tui.sync.hub import pulling
from winback_tui.sync.hub.address import hub_address
from winback_tui.sync.hub.connection import open_hub
from winback_tui.sync.hub.schema import make_hub


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """One server for all workers of this run."""
    if programs() is None:
        pytest.skip(NO_SERVER)
    if find_spec("psycopg") is None:
        pytest.skip("the PostgreSQL driver is not installed: pip install 'winback-tui[hub]'")
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp()
    folder: Path = base if alone else base.parent
    with FileLock(folder / "server.lock"):
        return shared_server(folder, os.getpid() if alone else os.getppid())


@pytest.fixture
def hub_url(server: Server) -> Callable[[], str]:
    """Makes a hub of its own whenever it is called; its address."""

    def made() -> str:
        url = server.url(new_schema())
        with open_hub(hub_address(url)) as hub:
            make_hub(hub)
        return url

    return made


@pytest.fixture
def no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process more for each of many small files would take most of the time; that look has tests of its own."""
    monkeypatch.setattr(pulling, "look_through", lambda *_: None)
