# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""wharfgated itself: its configuration, its start, its records."""

import json
import os
import subprocess
from pathlib import Path
from typing import Mapping, Optional, Sequence

from . import output, pki
from .process import Outcome, Service, run, wait_for

SERVICE = "Docker registry"


def binary() -> str:
    path = os.environ.get("WHARFGATED")
    if not path:
        raise RuntimeError("set WHARFGATED to the wharfgated to test (ctest does)")
    return path


def command(*arguments: str, log: Path, stdin: str = "", cwd: Optional[Path] = None,
            timeout: float = 60) -> Outcome:
    """Runs wharfgated with another command than serve."""
    return run([binary(), *arguments], log=log, stdin=stdin, cwd=cwd, timeout=timeout)


def hash_password(password: str, log: Path) -> str:
    # The outcome is the hash, so it does not go through run(), which writes it down.
    done = subprocess.run([binary(), "hash-password", "--cost", "5"], input=password.encode(),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    with log.open("a") as file:
        file.write(f"$ wharfgated hash-password: exit status {done.returncode}\n"
                   f"{done.stderr.decode(errors='replace')}\n")
    if done.returncode != 0:
        raise AssertionError(f"hash-password: {done.stderr.decode(errors='replace')}")
    return output.secret(done.stdout.decode().strip(), "hash")


def write(path: Path, text: str) -> None:
    """Replaces a file by rename, as editors and deployment tools do."""
    scratch = path.with_name(path.name + ".new")
    scratch.write_text(text)
    os.rename(scratch, path)


def text_of(configuration: Mapping) -> str:
    """JSON is YAML in flow style: exact, and no YAML writer is needed."""
    return json.dumps(configuration, indent=1, ensure_ascii=False) + "\n"


class Daemon:
    """A running wharfgated. Relative paths in its configuration start at the workspace."""

    def __init__(self, file: Path, log: Path, journal: Optional[Path] = None, *,
                 cwd: Optional[Path] = None, env: Optional[Mapping[str, str]] = None,
                 arguments: Sequence[str] = ("serve",), launcher: Sequence[str] = ()):
        """`launcher` stands before the program: faketime, say."""
        self.file = file
        self.journal = journal
        # A console socket of its own: several run at once, and a real one may too.
        self.socket = file.parent / "control.sock"
        environment = {**(os.environ if env is None else env), "RUNTIME_DIRECTORY": str(file.parent)}
        self.service = Service("wharfgated", [*launcher, binary(), *arguments, str(file)], log,
                               env=environment, cwd=cwd or file.parent)
        try:
            found = self.service.wait_for_log(r'service\.listening.*\baddress="?([^"\s]*):(\d+)'
                                              r'|"listening".*"address":"([^"]*):(\d+)"')
        except BaseException:
            if self.service.is_running:
                self.service.stop()
            raise
        self.port = int(found[2] or found[4])

    @property
    def realm(self) -> str:
        return f"https://localhost:{self.port}/auth"

    def decisions(self, **wanted: object) -> list:
        """Decision records in the journal whose members have the wanted values."""
        if self.journal is None or not self.journal.exists():
            return []
        records = [json.loads(line) for line in self.journal.read_text().splitlines()]
        return [record for record in records
                if all(record.get(key) == value for key, value in wanted.items())]

    def wait_for_decision(self, what: str, test) -> dict:
        """The first record for which `test` is true. The journal is written after the answer."""
        return wait_for(f"a decision: {what}",
                        lambda: next((r for r in self.decisions() if test(r)), None), 5)

    def stop(self) -> int:
        return self.service.stop()


def scope_of(record: Mapping, name: str) -> Optional[Mapping]:
    return next((scope for scope in record.get("scopes", []) if scope["name"] == name), None)


def base_configuration(journal: Path, *, token: pki.Certificate,
                       server: Optional[pki.Certificate], kid_format: Optional[str] = None,
                       issuer: str = "Wharfgate e2e") -> dict:
    """Server, token, log and journal; the test adds users and rules. Logs everything, so that the
    search for secrets covers every level."""
    configuration = {
        "server": {"addr": "127.0.0.1:0"},
        "token": {"issuer": issuer, "expiration": 900, "certificate": str(token.path),
                  "key": str(token.key)},
        "log": {"level": "debug"},
        "journal": {"file": str(journal)},
    }
    if server:
        configuration["server"] |= {"certificate": str(server.path), "key": str(server.key)}
    if kid_format:
        configuration["token"]["kid_format"] = kid_format
    return configuration
