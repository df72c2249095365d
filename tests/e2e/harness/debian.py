# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Clean Debian 12 roots: made with debootstrap once, copied for each test, entered with chroot or
booted with systemd-nspawn."""

import fcntl
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Optional

from .process import Outcome, Service, run, wait_for


def cache() -> Path:
    """What is worth keeping between runs of the suite."""
    folder = Path(os.environ.get("WHARFGATE_E2E_CACHE") or tempfile.gettempdir()) / "wharfgate-e2e-cache"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def require(*programs: str) -> None:
    """Skips the test, and says why, where a Debian root cannot be made."""
    if os.geteuid() != 0:
        raise unittest.SkipTest("making a Debian root needs root")
    for name in programs:
        if not shutil.which(name):
            raise unittest.SkipTest(f"{name} is not installed")


def _made(name: str, make, log: Path) -> Path:
    """The folder `name` of the cache, made by `make(folder)` if it is not there."""
    done = cache() / name
    with (cache() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            work = cache() / f"{name}.new"
            shutil.rmtree(work, ignore_errors=True)
            make(work)
            work.rename(done)
    return done


def base(log: Path) -> Path:
    """An untouched Debian 12 of the smallest kind. Not to be changed: copy it."""
    require("debootstrap")

    def make(folder: Path) -> None:
        outcome = run(["debootstrap", "--variant=minbase", "bookworm", str(folder)], log=log, timeout=300)
        if outcome.status != 0:
            if "Failed getting release file" in outcome.text or "Couldn't download" in outcome.text:
                raise unittest.SkipTest("debootstrap cannot reach a Debian mirror")
            if "noexec or nodev" in outcome.text or "Operation not permitted" in outcome.text:
                raise unittest.SkipTest("debootstrap may not make devices or mounts here")
            raise AssertionError(outcome)
        (folder / "var/cache/apt/archives").mkdir(parents=True, exist_ok=True)

    return _made("debian-base", make, log)


class Root:
    """A Debian of the test's own, copied from another one."""

    def __init__(self, path: Path, log: Path, source: Path):
        self.path = path
        self._log = log
        subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(path)], check=True)
        shutil.copy("/etc/resolv.conf", path / "etc/resolv.conf")
        # Services of what is installed stay off until the root is booted.
        (path / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
        (path / "usr/sbin/policy-rc.d").chmod(0o755)

    def run(self, *command: str, stdin: str = "", timeout: float = 300, log: Optional[Path] = None) -> Outcome:
        environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
                       "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root", "QT_QPA_PLATFORM": "offscreen"}
        return run(["chroot", str(self.path), *command], log=log or self._log, stdin=stdin, timeout=timeout,
                   env=environment)

    def install(self, *packages: str) -> Outcome:
        """With apt, from files (/tmp/x.deb) or the mirror. Downloads are kept for the next root."""
        archives = cache() / "archives"
        archives.mkdir(exist_ok=True)
        kept = self.path / "var/cache/apt/archives"
        for package in archives.glob("*.deb"):
            shutil.copy(package, kept)
        update = self.run("apt-get", "update", "-qq")
        if update.status != 0:
            raise AssertionError(update)
        outcome = self.run("apt-get", "install", "-y", "-q", "--no-install-recommends", "-o",
                           "APT::Keep-Downloaded-Packages=true", "-o", "Dpkg::Options::=--force-confold", *packages)
        for package in kept.glob("*.deb"):
            if not (archives / package.name).exists():
                shutil.copy(package, archives)
        return outcome

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


class Machine:
    """A root that systemd has booted, sharing the network of the host."""

    def __init__(self, root: Root, log: Path, console: Path):
        require("systemd-nspawn", "nsenter")
        self._log = log
        (root.path / "usr/sbin/policy-rc.d").unlink(missing_ok=True)
        self._nspawn = Service("systemd-nspawn", [
            "systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--directory", str(root.path),
            "--machine", "wharfgate-test", "--resolv-conf=off", "--boot"], console)
        self._leader = ""
        try:
            wait_for("the machine to boot", self._is_up, 60)
        except AssertionError as problem:
            self.stop()
            raise unittest.SkipTest(
                f"systemd does not boot here: {problem}; {self._nspawn.log_text()[-500:]}") from None

    def _is_up(self) -> bool:
        if not self._nspawn.is_running:
            raise AssertionError("systemd-nspawn ended")
        children = Path(f"/proc/{self._nspawn.pid}/task/{self._nspawn.pid}/children").read_text().split()
        if not children:
            return False
        self._leader = children[0]
        state = self.run("systemctl", "is-system-running")
        return state.output.strip() in ("running", "degraded")

    def run(self, *command: str, stdin: str = "", timeout: float = 60) -> Outcome:
        return run(["nsenter", "--target", self._leader, "--all", "--", *command], log=self._log, stdin=stdin,
                   timeout=timeout)

    def stop(self) -> None:
        if self._nspawn.is_running and self._leader:
            # SIGRTMIN+4: systemd powers off.
            run(["kill", "-s", "RTMIN+4", self._leader], log=self._log)
            try:
                wait_for("the machine to end", lambda: not self._nspawn.is_running, 30)
            except AssertionError:
                pass
        self._nspawn.stop()
