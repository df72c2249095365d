# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""The Debian packages in a clean Debian 12: installed, used, upgraded, removed and purged, and as a
service under the real systemd."""

import gzip
import json
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from harness import debian, output, proxies, web
from harness.case import EndToEndCase
from harness.process import Service, program, run, wait_for

SOURCE = Path(__file__).resolve().parents[2]


_MADE: dict = {}


def made_packages(log: Path) -> dict:
    """The packages by name, made once from the build that is tested."""
    if _MADE:
        return _MADE
    build = os.environ.get("WHARFGATE_BUILD")
    if not build:
        raise unittest.SkipTest("WHARFGATE_BUILD does not name a build folder (ctest does)")
    folder = debian.cache() / "packages"
    shutil.rmtree(folder, ignore_errors=True)
    made = run([str(SOURCE / "packaging/build-deb.sh"), "--build", build, "--output", str(folder)], log=log, timeout=300)
    assert made.status == 0, made
    _MADE.update({path.name.split("_")[0]: path for path in folder.glob("*.deb")})
    return _MADE


class PackageCase(EndToEndCase):
    """Packages made from the build that is tested, and a root to install them in."""

    @classmethod
    def setUpClass(cls) -> None:
        debian.require("debootstrap", "dpkg-deb")
        super().setUpClass()
        cls.packages = made_packages(cls.commands)

    @classmethod
    def new_root(cls, name: str) -> debian.Root:
        root = debian.Root(cls.work / name, cls.commands, debian.base(cls.commands))
        cls.addClassCleanup(root.remove)
        for package in cls.packages.values():
            shutil.copy(package, root.path / "tmp")
        return root

    @classmethod
    def in_root(cls, package: str) -> str:
        return f"/tmp/{cls.packages[package].name}"

    @staticmethod
    def make_workspace(root: debian.Root, port: int) -> str:
        """A configuration in /etc/wharfgate; the administrator's password."""
        made = root.run("runuser", "-u", "wharfgate", "--", "wharfgated", "init", "/etc/wharfgate", "--listen",
                        f"127.0.0.1:{port}", "--hostname", "localhost", log=Path(os.devnull))
        assert made.status == 0, made
        return output.secret(re.search(r"^password: (.*)$", made.output, re.M)[1])


class ContentTest(PackageCase):
    def test_lintian_has_no_errors(self):
        if not shutil.which("lintian"):
            self.skipTest("lintian is not installed")
        outcome = run(["lintian", "--fail-on", "error,warning", *map(str, self.packages.values())], log=self.commands,
                      timeout=120)
        self.assertOk(outcome)

    def test_desktop_files_are_valid(self):
        folder = SOURCE / "packaging/desktop"
        for command in (["appstreamcli", "validate", "--no-net"], ["desktop-file-validate"]):
            with self.subTest(command[0]):
                if not shutil.which(command[0]):
                    self.skipTest(f"{command[0]} is not installed")
                pattern = "*.xml" if command[0] == "appstreamcli" else "*.desktop"
                self.assertOk(run([*command, *map(str, folder.glob(pattern))], log=self.commands))

    def test_manual_pages_are_well_formed_and_complete(self):
        tree = self.work / "tree"
        for package in self.packages.values():
            subprocess.run(["dpkg-deb", "-x", str(package), str(tree)], check=True)
        pages = {path.name.removesuffix(".gz"): gzip.decompress(path.read_bytes()).decode()
                 for path in (tree / "usr/share/man").rglob("*.gz")}
        self.assertEqual(set(pages), {"wharfgated.8", "wharfgate.1", "wharfgate.yml.5"})
        for name, text in pages.items():
            with self.subTest(name):
                # An example has a password hash, which must not look like one of the tests.
                done = run([program("groff"), "-man", "-Tutf8", "-ww", "-K", "utf8"], log=Path(os.devnull),
                           stdin=text)
                self.assertEqual((done.status, done.error), (0, ""))
        listed = run([os.environ["WHARFGATED"], "help"], log=self.commands).output
        commands = re.findall(r"^  ([a-z-]+) +\S", listed.split("Commands:")[1].split("\n\n")[0], re.M)
        self.assertIn("serve", commands)
        for command in commands:
            self.assertIn(f".B {command}".replace("-", "\\-"), pages["wharfgated.8"], command)
        completion = (tree / "usr/share/bash-completion/completions/wharfgated").read_text()
        script = completion + '\nCOMP_WORDS=(wharfgated check --); COMP_CWORD=2; _wharfgated; echo "${COMPREPLY[@]}"'
        done = run(["bash", "-c", script], log=self.commands)
        self.assertEqual(sorted(done.output.split()), ["--help", "--json", "--strict"])

    def test_service_is_hardened(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("systemd-analyze is not installed")
        unit = SOURCE / "packaging/systemd/wharfgated.service"
        done = run(["systemd-analyze", "security", "--offline=true", str(unit)], log=self.commands)
        score = float(re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.output)[1])
        self.assertLessEqual(score, 2.0)


class LifeTest(PackageCase):
    """One root through its life; the order of the steps is the point."""

    def test_installed_used_upgraded_removed_and_purged(self):
        root = self.new_root("life")
        port = proxies.free_port()
        with self.subTest("install"):
            self.assertOk(root.install(self.in_root("wharfgate-daemon"), self.in_root("wharfgate-console")))
            self.assertOk(root.run("id", "wharfgate"))
            self.assertEqual(root.run("stat", "-c", "%U:%G %a", "/etc/wharfgate").output, "wharfgate:wharfgate 750\n")
            self.assertEqual(root.run("stat", "-c", "%U:%G %a", "/etc/credstore/wharfgate").output, "root:root 700\n")
            self.assertIn("wharfgate ", root.run("wharfgate", "--version").output)
        password = self.make_workspace(root, port)
        with self.subTest("the installed daemon serves a token"):
            self.serve_a_token(root, port, password)
        default = root.path / "etc/default/wharfgated"
        with self.subTest("upgrade"):
            default.write_text("CICD_SECRET=x\n")
            before = (root.path / "etc/wharfgate/wharfgate.yml").read_bytes()
            newer = self.newer_package(root)
            self.assertOk(root.install(newer))
            self.assertEqual(root.run("dpkg-query", "-W", "-f=${Version}", "wharfgate-daemon").output, "0.1.1")
            self.assertEqual(default.read_text(), "CICD_SECRET=x\n")
            self.assertEqual((root.path / "etc/wharfgate/wharfgate.yml").read_bytes(), before)
            self.serve_a_token(root, port, password)
        with self.subTest("remove"):
            self.assertOk(root.run("apt-get", "remove", "-y", "-q", "wharfgate-daemon", "wharfgate-console"))
            self.assertFalse((root.path / "usr/bin/wharfgated").exists())
            self.assertFalse((root.path / "usr/bin/wharfgate").exists())
            self.assertTrue((root.path / "etc/wharfgate/wharfgate.yml").exists())
            self.assertTrue(default.exists())
        with self.subTest("installed again, it goes on with the same files"):
            self.assertOk(root.install(self.in_root("wharfgate-daemon")))
            self.serve_a_token(root, port, password)
        with self.subTest("purge"):
            self.assertOk(root.run("apt-get", "purge", "-y", "-q", "wharfgate-daemon"))
            for path in ("etc/wharfgate", "etc/credstore/wharfgate", "etc/default/wharfgated", "var/lib/wharfgate",
                         "usr/bin/wharfgated", "lib/systemd/system/wharfgated.service"):
                self.assertFalse((root.path / path).exists(), path)
            self.assertNotEqual(root.run("id", "wharfgate").status, 0)

    def serve_a_token(self, root: debian.Root, port: int, password: str) -> None:
        served = Service("wharfgated", ["chroot", str(root.path), "setpriv", "--reuid", "wharfgate", "--regid",
                                        "wharfgate", "--clear-groups", "env", "RUNTIME_DIRECTORY=/tmp", "wharfgated",
                                        "serve", "/etc/wharfgate/wharfgate.yml"], self.log("wharfgated.log"))
        try:
            served.wait_for_log(r"service\.listening")
            tls = web.trust(root.path / "etc/wharfgate/ssl/ca.crt")
            answer = web.request("GET", port, web.auth_target(["repository:a/b:pull"]), tls=tls, host="localhost",
                                 headers=web.basic("admin", password))
            self.assertEqual(answer.status, 200)
            output.token(answer.json()["token"])
        finally:
            self.assertEqual(served.stop(), 0)

    def newer_package(self, root: debian.Root) -> str:
        """The daemon's package as version 0.1.1, with another /etc/default/wharfgated."""
        tree = self.work / "newer"
        subprocess.run(["dpkg-deb", "-R", str(self.packages["wharfgate-daemon"]), str(tree)], check=True)
        control = tree / "DEBIAN/control"
        control.write_text(re.sub(r"^Version: .*$", "Version: 0.1.1", control.read_text(), flags=re.M))
        (tree / "etc/default/wharfgated").write_text("# Another text.\n")
        subprocess.run(["dpkg-deb", "--root-owner-group", "-b", str(tree), str(root.path / "tmp/newer.deb")],
                       check=True, stdout=subprocess.DEVNULL)
        return "/tmp/newer.deb"


PROGRAM = """#!/bin/sh
# What an external program finds under the service.
read -r account password || :
[ "$account" = cicd ] || exit 2
[ "$password" = "$CICD_SECRET" ] || exit 1
python3 -c 'import hashlib, socket, subprocess, tempfile; tempfile.TemporaryFile(); subprocess.run(["true"], check=True)' || exit 3
echo '{"labels": {"group": ["admins"]}}'
"""


class SystemdTest(PackageCase):
    """The installed service in a booted machine."""

    @classmethod
    def setUpClass(cls) -> None:
        debian.require("systemd-nspawn", "nsenter")
        super().setUpClass()
        root = cls.new_root("machine")
        installed = root.install(cls.in_root("wharfgate-daemon"), "systemd", "systemd-sysv", "dbus", "python3-minimal")
        assert installed.status == 0, installed
        cls.root = root
        cls.port = proxies.free_port()
        cls.password = cls.make_workspace(root, cls.port)
        cls.secret = output.random_password()
        cls.file = root.path / "etc/wharfgate/wharfgate.yml"
        (root.path / "etc/credstore/wharfgate/cicd").write_text(f"CICD_SECRET={cls.secret}\n")
        script = root.path / "etc/wharfgate/ext_auth.sh"
        script.write_text(PROGRAM)
        script.chmod(0o755)
        with cls.file.open("a") as file:
            file.write("ext_auth:\n  command: /etc/wharfgate/ext_auth.sh\n"
                       "  environment_file: /run/credentials/wharfgated.service/wharfgate_cicd\n")
        cls.tls = web.trust(root.path / "etc/wharfgate/ssl/ca.crt")
        cls.machine = debian.Machine(root, cls.commands, cls.kept / "console.log")
        cls.addClassCleanup(cls.machine.stop)

    def systemctl(self, *words: str):
        return self.machine.run("systemctl", *words)

    def state(self) -> str:
        return self.systemctl("is-active", "wharfgated").output.strip()

    def ask(self, account: str, password: str, port: int = 0):
        answer = web.request("GET", port or self.port, web.auth_target(["repository:a/b:push"]), tls=self.tls,
                             host="localhost", headers=web.basic(account, password))
        if answer.status == 200:
            output.token(answer.json()["token"])
        return answer

    def setUp(self) -> None:
        self.systemctl("reset-failed", "wharfgated")
        self.assertOk(self.systemctl("restart", "wharfgated"))

    def test_it_is_enabled_and_serves(self):
        self.assertEqual(self.systemctl("is-enabled", "wharfgated").output, "enabled\n")
        self.assertEqual(self.state(), "active")
        self.assertEqual(self.ask("admin", self.password).status, 200)
        self.assertIn(f"Serving tokens on 127.0.0.1:{self.port}",
                      self.systemctl("show", "-P", "StatusText", "wharfgated").output)
        pid = self.systemctl("show", "-P", "MainPID", "wharfgated").output.strip()
        status = self.machine.run("cat", f"/proc/{pid}/status").output
        self.assertRegex(status, r"CapEff:\s+0000000000000000")
        self.assertNotRegex(status, r"Uid:\s+0\b")

    def test_external_programs_run_with_the_secret_of_a_credential(self):
        self.assertEqual(self.ask("cicd", self.secret).status, 200)
        self.assertEqual(self.ask("cicd", "wrong").status, 401)

    def test_journal_has_priorities_and_fields(self):
        self.ask("nobody-of-that-name", "x")

        def decisions():
            found = self.machine.run("journalctl", "-u", "wharfgated", "-o", "json",
                                     "WHARFGATE_ACCOUNT=nobody-of-that-name").output
            return [json.loads(line) for line in found.splitlines()]

        record = wait_for("the decision in the journal", decisions)[-1]
        self.assertEqual(record["WHARFGATE_RESULT"], "login-failed")
        self.assertEqual(record["PRIORITY"], "6")
        self.assertEqual(record["_TRANSPORT"], "journal")
        self.assertEqual(record["SYSLOG_IDENTIFIER"], "wharfgated")

    def test_reload_takes_the_file_over_or_says_what_is_wrong(self):
        text = self.file.read_text()
        self.addCleanup(self.file.write_text, text)
        with self.subTest("a good one"):
            self.assertOk(self.systemctl("reload", "wharfgated"))
        with self.subTest("a broken one"):
            self.file.write_text(text.replace("issuer:", "isuer:"))
            self.assertNotEqual(self.systemctl("reload", "wharfgated").status, 0)
            self.assertIn("isuer", self.systemctl("status", "--no-pager", "wharfgated").output)
            self.assertEqual(self.state(), "active")
            self.assertEqual(self.ask("admin", self.password).status, 200)

    def test_it_starts_again_after_a_crash_and_not_with_a_broken_file(self):
        pid = self.systemctl("show", "-P", "MainPID", "wharfgated").output.strip()
        self.machine.run("sh", "-c", f"kill -SEGV {pid}")
        wait_for("a new process", lambda: self.state() == "active" and self.systemctl(
            "show", "-P", "MainPID", "wharfgated").output.strip() not in ("0", pid))
        text = self.file.read_text()
        self.addCleanup(self.file.write_text, text)
        self.file.write_text("server: {}\n")
        self.assertNotEqual(self.systemctl("restart", "wharfgated").status, 0)
        self.assertEqual(self.state(), "failed")
        self.assertEqual(self.systemctl("show", "-P", "NRestarts", "wharfgated").output, "0\n")

    def test_watchdog_ends_a_daemon_that_hangs(self):
        self.machine.run("mkdir", "-p", "/run/systemd/system/wharfgated.service.d")
        self.machine.run("sh", "-c", "printf '[Service]\\nWatchdogSec=1s\\nWatchdogSignal=KILL\\n' "
                                     ">/run/systemd/system/wharfgated.service.d/test.conf")
        self.systemctl("daemon-reload")
        self.addCleanup(self.systemctl, "daemon-reload")
        self.addCleanup(self.machine.run, "rm", "-r", "/run/systemd/system/wharfgated.service.d")
        self.assertOk(self.systemctl("restart", "wharfgated"))
        pid = self.systemctl("show", "-P", "MainPID", "wharfgated").output.strip()
        with self.subTest("not one that is well"):
            self.machine.run("sleep", "2.5")
            self.assertEqual(self.systemctl("show", "-P", "MainPID", "wharfgated").output.strip(), pid)
        self.machine.run("sh", "-c", f"kill -STOP {pid}")
        wait_for("a new process", lambda: self.state() == "active" and self.systemctl(
            "show", "-P", "MainPID", "wharfgated").output.strip() not in ("0", pid))
        self.assertEqual(self.ask("admin", self.password).status, 200)

    def test_socket_unit_opens_a_low_port(self):
        port = proxies.free_low_port()
        self.machine.run("mkdir", "-p", "/run/systemd/system/wharfgated.socket.d")
        self.machine.run("sh", "-c", f"printf '[Socket]\\nListenStream=\\nListenStream=127.0.0.1:{port}\\n' "
                                     ">/run/systemd/system/wharfgated.socket.d/test.conf")
        self.systemctl("daemon-reload")
        self.assertOk(self.systemctl("stop", "wharfgated"))
        self.assertOk(self.systemctl("start", "wharfgated.socket"))
        try:
            self.assertEqual(self.state(), "inactive")
            self.assertEqual(self.ask("admin", self.password, port).status, 200)  # which starts it
            self.assertEqual(self.state(), "active")
            self.assertOk(self.systemctl("restart", "wharfgated"))
            self.assertEqual(self.ask("admin", self.password, port).status, 200)
        finally:
            self.systemctl("stop", "wharfgated.socket", "wharfgated.service")
            self.machine.run("rm", "-r", "/run/systemd/system/wharfgated.socket.d")
            self.systemctl("daemon-reload")

    def test_stop_is_graceful(self):
        self.assertOk(self.systemctl("stop", "wharfgated"))
        self.assertEqual(self.systemctl("show", "-P", "Result", "wharfgated").output, "success\n")
        self.assertEqual(self.systemctl("show", "-P", "ExecMainStatus", "wharfgated").output, "0\n")


if __name__ == "__main__":
    unittest.main()
