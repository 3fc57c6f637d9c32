"""A PostgreSQL server of the tests' own: unprivileged, in a folder of its own, on a free port, gone after the run."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from winback_tui.domain.ids import new_id

PASSWORD = "not-a-Secret of anybody's: 7"
NO_SERVER = "no PostgreSQL server on this machine: apt-get install postgresql"

_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
port = {port}
ssl = on
ssl_cert_file = '{folder}/server.crt'
ssl_key_file = '{folder}/server.key'
max_connections = 80
deadlock_timeout = 200ms
shared_buffers = 64MB
fsync = {fsync}
"""
_WHO_MAY = """
local all all trust
host all all 127.0.0.1/32 scram-sha-256
"""
_WATCH = """
"$1/postgres" -D "$2/data" >"$2/log" 2>&1 &
server=$!
while [ -d "/proc/$3" ] && kill -0 $server 2>/dev/null; do sleep 0.5; done
kill -INT $server 2>/dev/null
wait $server
rm -rf "$2"
"""
"""The server ends with the test run, however that ends."""


@dataclass(frozen=True)
class Server:
    """A running server. `folder` holds its data and its socket."""

    folder: str
    port: int
    programs: str

    def url(self, schema: str, user: str = "owner", database: str = "team") -> str:
        """The address of a hub through the socket, which wants no password."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}&schema={schema}"

    def tcp_url(self, schema: str, login: str, more: str = "") -> str:
        """The address of a hub through the network; `login` is `user` or `user:password`."""
        return f"postgresql://{login}@127.0.0.1:{self.port}/team?schema={schema}{more}"

    def run(self, sql: str, database: str = "team") -> list[tuple[Any, ...]]:
        """Run SQL as the server's administrator."""
        import psycopg

        with psycopg.connect(
            f"postgresql://postgres@/{database}?host={self.folder}&port={self.port}", autocommit=True
        ) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def user(self, name: str, *roles: str) -> str:
        """Make a login with these roles; its name."""
        self.run(f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD.replace(chr(39), chr(39) * 2)}'")
        for role in roles:
            self.run(f"GRANT {role} TO {name}")
        return name


def programs() -> Path | None:
    """The folder with initdb and postgres, the newest version; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
    if found:
        return found[-1]
    there = shutil.which("postgres")
    return Path(there).parent if there and shutil.which("initdb") else None


def new_schema() -> str:
    """A name that no other test uses."""
    return f"hub_{new_id()[-12:]}"


def start(run_id: int, fsync: bool = False) -> Server:
    """Start a server that ends when the process `run_id` does. A root is not let near it: another user runs it."""
    folder, bin_folder = Path(tempfile.mkdtemp(prefix="winback-pg-", dir="/tmp")), programs()
    assert bin_folder is not None
    server = Server(str(folder), _free_port(), str(bin_folder))
    _write_certificate(folder)
    who = _unprivileged()
    if who:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, who["user"], who["group"])
    folder.chmod(0o755)
    made = subprocess.run(
        f"{bin_folder}/initdb -D {folder}/data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync".split(),
        capture_output=True,
        text=True,
        check=False,
        **who,
    )
    assert made.returncode == 0, made.stderr
    settings = _SETTINGS.format(folder=folder, port=server.port, fsync="on" if fsync else "off")
    with (folder / "data/postgresql.conf").open("a") as file:
        file.write(settings)
    (folder / "data/pg_hba.conf").write_text(_WHO_MAY)
    subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, "watch", str(bin_folder), str(folder), str(run_id)],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        **who,
    )
    _wait_until_ready(server)
    server.run("CREATE ROLE owner LOGIN CREATEROLE", "postgres")
    server.run(f"ALTER ROLE owner PASSWORD '{PASSWORD.replace(chr(39), chr(39) * 2)}'", "postgres")
    server.run("CREATE DATABASE team OWNER owner", "postgres")
    return server


def shared_server(folder: Path, run_id: int) -> Server:
    """The one server of a test run, started by whoever needs it first. The caller holds the lock of the folder."""
    note = folder / f"server-{run_id}.json"
    if not note.exists():
        note.write_text(json.dumps(asdict(start(run_id))))
    return Server(**json.loads(note.read_text()))


def _unprivileged() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    import pwd  # Windows has none, and needs none

    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise AssertionError("PostgreSQL does not run as root, and there is no other user")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _write_certificate(folder: Path) -> None:
    """A certificate that the server signed itself, for `localhost`."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=4000))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "server.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "server.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "server.key").chmod(0o600)


def _wait_until_ready(server: Server) -> None:
    import psycopg

    for _ in range(300):
        try:
            server.run("SELECT 1", "postgres")
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError((Path(server.folder) / "log").read_text())
