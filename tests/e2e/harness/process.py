# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Programs that are run and programs that are kept running; each is ended by its own id."""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Callable, Mapping, Optional, Sequence

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    """In a child: ask for SIGTERM when the test that started it is gone, however it ended."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def program(name: str, *folders: str) -> str:
    """The program's path, looked for in `folders` first (Debian's, not one of the user's)."""
    for folder in folders:
        if os.access(f"{folder}/{name}", os.X_OK):
            return f"{folder}/{name}"
    found = shutil.which(name)
    if not found:
        raise RuntimeError(f"{name} is not installed; tests/run.sh installs it")
    return found


def as_root(command: Sequence[str]) -> list:
    """`command`, through sudo unless the test runs as root."""
    return list(command) if os.geteuid() == 0 else ["sudo", "-n", *command]


class Outcome:
    """How a program ended and what it printed."""

    def __init__(self, status: int, output: str, error: str):
        self.status = status
        self.output = output
        self.error = error

    @property
    def text(self) -> str:
        return self.output + self.error

    def __repr__(self) -> str:
        return f"exit status {self.status}\n--- output\n{self.output}\n--- error\n{self.error}"


def run(command: Sequence[str], *, log: Path, stdin: str = "", timeout: float = 60,
        env: Optional[Mapping[str, str]] = None, cwd: Optional[Path] = None) -> Outcome:
    """Runs a program to its end; `log` receives the command and what it printed."""
    done = subprocess.run(list(command), input=stdin.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=timeout, env=env, cwd=cwd,
                          preexec_fn=die_with_parent, check=False)
    outcome = Outcome(done.returncode, done.stdout.decode(errors="replace"),
                      done.stderr.decode(errors="replace"))
    with log.open("a") as file:
        file.write(f"$ {' '.join(map(str, command))}\n{outcome!r}\n\n")
    return outcome


def wait_for(what: str, probe: Callable[[], object], timeout: float = 15) -> object:
    """The first true value of `probe`; fails when there is none in time."""
    deadline = time.monotonic() + timeout
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {timeout} s for {what}")
        time.sleep(0.02)


class Service:
    """A program that runs until stop(); what it prints goes to a file."""

    def __init__(self, name: str, command: Sequence[str], log: Path, *,
                 env: Optional[Mapping[str, str]] = None, cwd: Optional[Path] = None,
                 descriptors: Sequence[int] = ()):
        """`descriptors` stay open in the program, under their numbers."""
        self.name = name
        self.log = log
        with log.open("ab") as file:
            self._begin = file.tell()
            self._process = subprocess.Popen(list(command), stdin=subprocess.DEVNULL, stdout=file,
                                             stderr=subprocess.STDOUT, env=env, cwd=cwd,
                                             pass_fds=tuple(descriptors),
                                             preexec_fn=die_with_parent)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def mark(self) -> int:
        """The present end of the log, for wait_for_log()."""
        return self.log.stat().st_size

    def log_text(self, since: Optional[int] = None) -> str:
        with self.log.open("rb") as file:
            file.seek(self._begin if since is None else since)
            return file.read().decode(errors="replace")

    def wait_for_log(self, pattern: str, *, since: Optional[int] = None,
                     timeout: float = 15) -> re.Match:
        def probe():
            found = re.search(pattern, self.log_text(since))
            if not found and not self.is_running:
                raise AssertionError(f"{self.name} ended with {self._process.returncode} before it "
                                     f"logged /{pattern}/:\n{self.log_text(since)[-3000:]}")
            return found

        return wait_for(f"/{pattern}/ in {self.log}", probe, timeout)

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    def stop(self, timeout: float = 15) -> int:
        """Ends the program with SIGTERM and returns its status (negative: the signal that ended it)."""
        if self.is_running:
            self._process.terminate()
        try:
            return self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"{self.name} did not end within {timeout} s of SIGTERM") from None
