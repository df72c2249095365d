# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Docker Engine, skopeo and podman behind one interface, each with its own login folder."""

import os
import shutil
import tempfile
import unittest
from pathlib import Path
from typing import Mapping, Optional

from . import image
from .process import Outcome, Service, as_root, program, run, wait_for


class Client:
    """`new_image()` makes an image only the client has; push() and pull() move it."""

    def __init__(self, folder: Path, log: Path, ca: Path):
        self.folder = folder
        self.log = log
        folder.mkdir(parents=True)
        self.trust = folder / "trust"
        self.trust.mkdir()
        shutil.copy(ca, self.trust / "ca.crt")
        self.auth_file = folder / "auth.json"
        # An empty one: the invoking user's own logins are none of the test's business.
        self.auth_file.write_text("{}")
        self._images = 0

    def next_name(self) -> str:
        self._images += 1
        return f"image{self._images}"

    def close(self) -> None:
        """Ends what the client keeps running."""


class Skopeo(Client):
    name = "skopeo"

    def _run(self, *arguments: str, stdin: str = "") -> Outcome:
        return run([program("skopeo"), "--insecure-policy", *arguments], log=self.log, stdin=stdin)

    def login(self, host: str, account: str, password: str) -> Outcome:
        return self._run("login", "--authfile", str(self.auth_file), "--cert-dir", str(self.trust),
                         "--username", account, "--password-stdin", host, stdin=password)

    def logout(self, host: str) -> Outcome:
        return self._run("logout", "--authfile", str(self.auth_file), host)

    def new_image(self) -> str:
        name = self.next_name()
        image.oci_layout(self.folder / name)
        return name

    def push(self, name: str, reference: str) -> Outcome:
        return self._run("copy", "--authfile", str(self.auth_file), "--dest-cert-dir", str(self.trust),
                         f"oci:{self.folder / name}:latest", f"docker://{reference}")

    def pull(self, reference: str) -> Outcome:
        return self._run("copy", "--authfile", str(self.auth_file), "--src-cert-dir", str(self.trust),
                         f"docker://{reference}", f"dir:{self.folder / self.next_name()}")

    def copy(self, source: str, target: str) -> Outcome:
        """From the registry to the registry, where blobs of the other repository can be mounted."""
        return self._run("copy", "--authfile", str(self.auth_file), "--src-cert-dir", str(self.trust),
                         "--dest-cert-dir", str(self.trust), f"docker://{source}", f"docker://{target}")


class Podman(Client):
    name = "podman"

    def __init__(self, folder: Path, log: Path, ca: Path):
        super().__init__(folder, log, ca)
        # podman wants the path of its run folder to be short.
        self._state = Path(tempfile.mkdtemp(prefix="wgp-"))

    def _run(self, *arguments: str, stdin: str = "") -> Outcome:
        # Storage by plain copies and no event log: what works in a container too.
        command = [program("podman"), "--root", str(self._state / "root"), "--runroot",
                   str(self._state / "run"), "--storage-driver", "vfs", "--cgroup-manager", "cgroupfs",
                   "--events-backend", "none", *arguments]
        environment = ["env", f"HOME={self.folder}", f"XDG_RUNTIME_DIR={self.folder}"]
        return run(as_root([*environment, *command]), log=self.log, stdin=stdin)

    def login(self, host: str, account: str, password: str) -> Outcome:
        return self._run("login", "--authfile", str(self.auth_file), "--cert-dir", str(self.trust),
                         "--username", account, "--password-stdin", host, stdin=password)

    def logout(self, host: str) -> Outcome:
        return self._run("logout", "--authfile", str(self.auth_file), host)

    def new_image(self) -> str:
        name = f"localhost/{self.next_name()}:1"
        archive = image.root_filesystem(self.folder / "rootfs.tar")
        done = self._run("import", str(archive), name)
        assert done.status == 0, done
        return name

    def push(self, name: str, reference: str) -> Outcome:
        return self._run("push", "--authfile", str(self.auth_file), "--cert-dir", str(self.trust), name,
                         f"docker://{reference}")

    def pull(self, reference: str) -> Outcome:
        self._run("rmi", "--all", "--force")
        return self._run("pull", "--authfile", str(self.auth_file), "--cert-dir", str(self.trust),
                         f"docker://{reference}")

    def close(self) -> None:
        # Layers may belong to root.
        run(as_root(["rm", "-rf", str(self._state)]), log=self.log)


class Docker(Client):
    """The Engine of docker.io, with its own socket, data and login folder, and no network set-up.
    It does not check the certificates of localhost: 127.0.0.0/8 is its insecure registry."""

    name = "docker"

    def __init__(self, folder: Path, log: Path, ca: Path, engine_log: Path, *, builds: bool = False):
        """`builds`: prefers the storage driver that does not copy every layer, where it works."""
        super().__init__(folder, log, ca)
        for name, folders in (("dockerd", "/usr/sbin"), ("docker", "/usr/bin")):
            if not os.access(f"{folders}/{name}", os.X_OK) and not shutil.which(name):
                raise unittest.SkipTest(f"{name} is not installed (Debian's docker.io)")
        # A socket's path is limited to 108 bytes and the folder may be deep.
        self._state = Path(tempfile.mkdtemp(prefix="wge-"))
        self._socket = self._state / "docker.sock"
        self._pid_file = self._state / "docker.pid"
        self._env = {**os.environ, "DOCKER_CONFIG": str(folder / "config"),
                     "DOCKER_HOST": f"unix://{self._socket}"}
        self._env.pop("DOCKER_CONTEXT", None)
        drivers = ["overlay2", "vfs"] if builds else ["vfs"]
        for driver in drivers:
            self._engine = Service("dockerd", as_root([
                program("dockerd", "/usr/sbin"), "--iptables=false", "--ip6tables=false",
                "--ip-forward=false", "--bridge=none", f"--storage-driver={driver}",
                "--group", str(os.getgid()), "--data-root", str(self._state / "data"),
                "--exec-root", str(self._state / "exec"), "--pidfile", str(self._pid_file),
                "--host", f"unix://{self._socket}"]), engine_log)
            try:
                self._engine.wait_for_log(r"API listen on", timeout=60)
                return
            except AssertionError as problem:
                if driver == drivers[-1]:
                    self.close()
                    raise unittest.SkipTest(f"the Docker Engine does not start here: {problem}") from None
            except BaseException:
                self.close()
                raise

    def _run(self, *arguments: str, stdin: str = "") -> Outcome:
        return self.run(*arguments, stdin=stdin)

    def run(self, *arguments: str, stdin: str = "", timeout: float = 60,
            variables: Optional[Mapping[str, str]] = None) -> Outcome:
        """Any command of the docker program, on this engine. Of `variables`, which the arguments can
        pass on by name, nothing is written down."""
        return run([program("docker", "/usr/bin"), *arguments], log=self.log, stdin=stdin,
                   env={**self._env, **(variables or {})}, timeout=timeout)

    def login(self, host: str, account: str, password: str) -> Outcome:
        return self._run("login", "--username", account, "--password-stdin", host, stdin=password)

    def logout(self, host: str) -> Outcome:
        return self._run("logout", host)

    def new_image(self) -> str:
        name = f"{self.next_name()}:1"
        archive = image.root_filesystem(self.folder / "rootfs.tar")
        done = self._run("import", str(archive), name)
        assert done.status == 0, done
        return name

    def push(self, name: str, reference: str) -> Outcome:
        done = self._run("tag", name, reference)
        assert done.status == 0, done
        return self._run("push", reference)

    def pull(self, reference: str) -> Outcome:
        # Images that are here already would not be fetched.
        names = self._run("image", "ls", "--quiet", "--no-trunc").output.split()
        if names:
            self._run("image", "rm", "--force", *sorted(set(names)))
        return self._run("pull", reference)

    def close(self) -> None:
        if os.geteuid() == 0:
            if self._engine.is_running:
                self._engine.stop(30)
        elif self._pid_file.exists():
            # sudo's process belongs to root: only root can end it, by the Engine's own id.
            run(as_root(["kill", self._pid_file.read_text().strip()]), log=self.log)
            wait_for("the end of dockerd", lambda: not self._engine.is_running, 30)
        run(as_root(["sh", "-c", 'umount "$1"/exec/netns/default 2>/dev/null; rm -rf "$1"', "sh",
                     str(self._state)]), log=self.log)


def make(name: str, folder: Path, log_folder: Path, ca: Path) -> Client:
    """`name` is docker, podman or skopeo."""
    log = log_folder / f"{name}.log"
    if name == "docker":
        return Docker(folder / name, log, ca, log_folder / "dockerd.log")
    return {"podman": Podman, "skopeo": Skopeo}[name](folder / name, log, ca)
