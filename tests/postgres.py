"""A PostgreSQL server of the tests' own: a new cluster in a folder that is thrown away, reached by a socket in it, run by a user without rights."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pg8000


def binaries() -> Path | None:
    """The folder of the server's programs, the newest of Debian's or what is on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    here = found[-1] if found else shutil.which("postgres")
    return Path(here).parent if here else None


class Server:
    """A server that runs. `crash` kills it with every session of it, `start` lets it recover."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count()
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:  # it refuses to run as root
            user = next(pwd.getpwnam(name) for name in ("postgres", "nobody") if _known(name))
            os.chown(folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        arguments = ["--pgdata", str(folder / "data"), "--username", "sijill", "--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "trust", "--no-sync"]
        subprocess.run([programs / "initdb", *arguments], check=True, capture_output=True, cwd=folder, **self._as)

    def start(self) -> None:
        """Start it and wait until it answers."""
        # what is not flushed to the disk is lost with the machine's power, not with a killed process
        settings = {"listen_addresses": "", "unix_socket_directories": self.folder, "fsync": "off", "max_connections": 60, "log_min_messages": "fatal"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", *options], stdout=log, stderr=log, cwd=self.folder, **self._as
            )
        for _ in range(600):
            try:
                self._connect("postgres").close()
                return
            except pg8000.Error:
                time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text())

    def crash(self) -> None:
        """Kill the server and its sessions as a power cut would."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        for pid in (self._process.pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Stop it at once; its folder is thrown away."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)

    def url(self, database: str, user: str = "sijill") -> str:
        """The URL of a database."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def make(self, template: str = "template0", how: str = "") -> str:
        """A new database; its URL."""
        name = f"ledger{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} {how}")
        return self.url(name)

    def run(self, statement: str, database: str = "postgres") -> list[Any]:
        """A statement by the server's owner."""
        connection = self._connect(database)
        try:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def _connect(self, database: str) -> Any:
        return pg8000.connect(user="sijill", database=database, unix_sock=str(self.folder / ".s.PGSQL.5432"))


@contextmanager
def server() -> Iterator[Server | None]:
    """A server while it lasts; None where its programs are not installed."""
    programs = binaries()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="sijill-pg-"))  # the path of a socket must be short
    try:
        running = Server(programs, folder)
        running.start()
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder)


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
