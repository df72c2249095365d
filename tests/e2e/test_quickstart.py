# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""packaging/quickstart.sh, with the program under test instead of a release build."""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import clients, daemon, output
from harness.case import EndToEndCase
from harness.process import Outcome, die_with_parent, wait_for

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "quickstart.sh"


def free_ports(count: int) -> list:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class QuickstartTest(EndToEndCase):
    def setUp(self) -> None:
        # White space in the path, as in "My Projects".
        self.folder = self.work / self.id().rpartition(".")[2] / "my demo"
        self.registry_port, self.auth_port = free_ports(2)

    def command(self, *options: str) -> list:
        return [str(SCRIPT), "--daemon", daemon.binary(), "--folder", str(self.folder),
                "--registry-port", str(self.registry_port), "--auth-port", str(self.auth_port),
                *options]

    def run_script(self, *options: str) -> Outcome:
        done = subprocess.run(self.command(*options), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=100,
                              preexec_fn=die_with_parent, check=False)
        return self.keep(Outcome(done.returncode, done.stdout.decode(), done.stderr.decode()))

    def keep(self, outcome: Outcome) -> Outcome:
        """Records the shown password as a secret. It is meant to be in the script's output, and only
        there, so that what stays of the output is without it."""
        shown = self.shown_password(outcome.output)
        text = repr(outcome)
        if shown:
            output.secret(shown)
            text = text.replace(shown, "(shown)")
        self.log("quickstart.log").write_text(text)
        stored = self.folder / "quickstart-check.password"
        if stored.exists():
            output.secret(stored.read_text().strip())
        for log in self.folder.glob("logs/*"):
            shutil.copy(log, self.log(log.name))
        return outcome

    @staticmethod
    def shown_password(text: str) -> str:
        found = re.search(r"^password: (\S+)", text, re.MULTILINE)
        return found[1] if found else ""

    def assertStopped(self) -> None:
        for port in (self.registry_port, self.auth_port):
            with self.assertRaises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", port), timeout=5).close()

    def assertOneSentence(self, outcome: Outcome, *words: str) -> None:
        self.assertEqual(outcome.status, 1, outcome)
        lines = outcome.error.strip().splitlines()
        self.assertEqual(len(lines), 1, outcome)
        self.assertTrue(lines[0].startswith("quickstart.sh: ") and lines[0].endswith("."), lines)
        for word in words:
            self.assertIn(word, lines[0])

    def decisions(self, outcome: Outcome) -> list:
        return [line for line in outcome.output.splitlines() if "quickstart-check/image:" in line]

    def test_check_twice(self):
        first = self.run_script("--check")
        self.assertOk(first)
        self.assertTrue(self.shown_password(first.output), first)
        decisions = self.decisions(first)
        self.assertEqual(len(decisions), 2, first)
        for decision in decisions:
            self.assertIn("granted", decision)
        self.assertStopped()
        for path in (self.folder / "wharfgate.yml", self.folder / "quickstart-check.password",
                     self.folder / "registry.yml"):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)

        before = (self.folder / "wharfgate.yml").read_text()
        second = self.run_script("--check")
        self.assertOk(second)
        self.assertEqual(self.shown_password(second.output), "")
        self.assertEqual(len(self.decisions(second)), 2, second)
        self.assertEqual((self.folder / "wharfgate.yml").read_text(), before)
        self.assertStopped()

    def test_runs_until_interrupted(self):
        log = self.folder.parent / "script.log"
        log.parent.mkdir(parents=True)
        with log.open("wb") as file:
            # A process group of its own: Ctrl-C in a terminal reaches the whole group.
            script = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=file,
                                      stderr=subprocess.STDOUT, start_new_session=True,
                                      preexec_fn=die_with_parent)
        try:
            wait_for("the instructions", lambda: "Decisions" in log.read_text(), 60)
            password = output.secret(self.shown_password(log.read_text()))
            host = f"localhost:{self.registry_port}"
            client = clients.make("skopeo", self.folder.parent, self.kept,
                                  self.folder / "trust" / "ca.crt")
            self.assertOk(client.login(host, "admin", password))
            self.assertOk(client.push(client.new_image(), f"{host}/demo/app:1"))
            wait_for("the decision in the terminal",
                     lambda: re.search(r"granted.*repository:demo/app:", log.read_text()))
            text = log.read_text()
            for command in (f"docker login --username admin {host}", f"docker push {host}/",
                            f"docker pull {host}/", "--cert-dir", "ca.crt"):
                self.assertIn(command, text)
            os.killpg(script.pid, signal.SIGINT)
            self.assertEqual(script.wait(20), 130)
        finally:
            if script.poll() is None:
                script.terminate()
                script.wait(20)
            self.keep(Outcome(script.returncode, log.read_text(), ""))
        self.assertStopped()

    def test_port_in_use(self):
        for name in ("registry_port", "auth_port"):
            with self.subTest(name), socket.create_server(("127.0.0.1", getattr(self, name))):
                self.assertOneSentence(self.run_script("--check"), str(getattr(self, name)), "in use",
                                       "--" + name.replace("_", "-"))
        self.assertFalse(self.folder.exists())

    def test_another_port_for_an_old_workspace(self):
        self.assertOk(self.run_script("--check"))
        self.registry_port, self.auth_port = free_ports(2)
        outcome = self.run_script("--check")
        self.assertOk(outcome)
        self.assertIn(str(self.auth_port), (self.folder / "wharfgate.yml").read_text())

    def test_port_in_use_leaves_the_workspace_as_it_is(self):
        self.run_script("--check")
        before = (self.folder / "wharfgate.yml").read_text()
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.auth_port = taken.getsockname()[1]
            self.assertOneSentence(self.run_script("--check"), str(self.auth_port))
        self.assertEqual(before, (self.folder / "wharfgate.yml").read_text())

    def test_missing_package_without_root(self):
        # A machine without the packages, and a user who is not root and has no sudo.
        place = Path(tempfile.mkdtemp(prefix="wharfgate-e2e-"))
        self.addCleanup(shutil.rmtree, place)
        place.chmod(0o755)
        tools = place / "bin"
        tools.mkdir()
        for name in ("env", "bash", "dirname", "realpath"):
            (tools / name).symlink_to(shutil.which(name))
        for name in ("dpkg-query", "apt-get"):
            (tools / name).write_text("#!/bin/sh\nexit 1\n")
            (tools / name).chmod(0o755)
        script = shutil.copy(SCRIPT.parent / "install-dependencies.sh", place)
        outcome = self.run_as_nobody([shutil.which("bash"), script, "quickstart"], str(tools))
        self.assertEqual(outcome.status, 1, outcome)
        self.assertIn("as root run: apt-get install docker-registry skopeo", outcome.error)

    @staticmethod
    def run_as_nobody(command: list, path: str) -> Outcome:
        def drop() -> None:
            die_with_parent()
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)

        done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env={"PATH": path}, timeout=20,
                              preexec_fn=drop, check=False)
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    def test_wrong_options(self):
        for options in (("--port", "1"), ("--registry-port", "0"), ("--registry-port", "65536"),
                        ("--auth-port", "http"), ("--registry-port",), ("--folder", ""),
                        ("--daemon", "/nonexistent")):
            with self.subTest(options):
                self.assertOneSentence(self.run_script(*options))
        self.assertOneSentence(self.run_script("--registry-port", "7000", "--auth-port", "7000"),
                               "7000")

    def test_help(self):
        outcome = self.run_script("--help")
        self.assertOk(outcome)
        for option in ("--check", "--folder", "--registry-port", "--auth-port", "--daemon"):
            self.assertIn(option, outcome.output)

    def test_folder_of_something_else(self):
        self.folder.mkdir(parents=True)
        (self.folder / "notes.txt").write_text("mine")
        outcome = self.run_script("--check")
        self.assertEqual(outcome.status, 1, outcome)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["notes.txt"])
        self.assertStopped()


if __name__ == "__main__":
    unittest.main()
