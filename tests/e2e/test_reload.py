# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""A configuration or a certificate is replaced while the service is in use."""

import os
import shutil
import signal
import unittest
from pathlib import Path

from harness import daemon, load, output, pki, web
from harness.case import EndToEndCase
from harness.process import wait_for

SCOPE = "repository:team/app:pull,push"


class ReloadCase(EndToEndCase):
    """Configuration "a" grants pull of team/app, "b" grants push; they differ in issuer, key and
    life of tokens too, so that an answer made of both would be seen."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.password = output.random_password()
        cls.hashes = {name: daemon.hash_password(cls.password, cls.commands) for name in "ab"}
        cls.tokens = {name: pki.self_signed(cls.work, f"token-{name}") for name in "ab"}
        cls.tls = web.trust(cls.ca.path)

    def setUp(self) -> None:
        self.folder = self.work / self.id().rpartition(".")[2]
        self.folder.mkdir()
        self.journal = self.log("journal.jsonl")

    def configuration(self, name: str, address: str = "127.0.0.1:0") -> dict:
        made = daemon.base_configuration(self.journal, token=self.tokens[name], server=self.server,
                                         issuer=f"issuer {name}")
        made["server"]["addr"] = address
        made["token"]["expiration"] = {"a": 600, "b": 700}[name]
        made["token"]["reuse"] = "0s"  # every answer is new
        made["users"] = {"alice": {"password": self.hashes[name]}, "": {}}
        made["acl"] = [{"match": {"name": "team/app"}, "actions": {"a": ["pull"], "b": ["push"]}[name],
                        "comment": f"rule of {name}"}]
        return made

    def text(self, name: str) -> str:
        return daemon.text_of(self.configuration(name))

    def start(self, file: Path) -> None:
        self.daemon = daemon.Daemon(file, self.log("wharfgated.log"), self.journal)
        self.addCleanup(self.daemon.stop)

    def start_with(self, name: str) -> Path:
        file = self.folder / "wharfgate.yml"
        daemon.write(file, self.text(name))
        self.start(file)
        return file

    @staticmethod
    def judge(answer: dict) -> str:
        header, claims = web.decode(answer["token"])
        facts = (claims["iss"], claims["exp"] - claims["iat"], claims["access"][0]["actions"],
                 answer["expires_in"], answer["access_token"] == answer["token"], header["alg"])
        name = claims["iss"][-1:]
        wanted = {"a": ("issuer a", 600, ["pull"], 600, True, "ES256"),
                  "b": ("issuer b", 700, ["push"], 700, True, "ES256")}.get(name)
        if facts != wanted:
            raise ValueError(f"an answer of neither configuration: {facts}")
        return name

    def ask(self) -> str:
        answer = web.ask_token(self.daemon.port, [SCOPE], account="alice", password=self.password,
                               tls=self.tls)
        self.assertEqual(answer.status, 200)
        return self.judge(answer.json())

    def assertBecomes(self, name: str) -> None:
        wait_for(f"configuration {name}", lambda: self.ask() == name, 10)

    def request(self, with_login: bool) -> bytes:
        head = {"Host": "localhost"}
        if with_login:
            head |= web.basic("alice", self.password)
        lines = [f"GET {web.auth_target([SCOPE])} HTTP/1.1", *(f"{k}: {v}" for k, v in head.items())]
        return "\r\n".join(lines).encode() + b"\r\n\r\n"


class ReloadUnderLoadTest(ReloadCase):
    REQUESTS = 10_000
    REPLACEMENTS = 20

    def test_no_request_fails(self):
        file = self.start_with("a")
        workers = [load.Worker(self.daemon.port, self.tls, self.request(with_login), self.judge,
                               new_connections=new)
                   for with_login, new in ((False, False), (False, False), (True, False), (False, True))]
        for worker in workers:
            worker.start()
        try:
            wait_for("first answers", lambda: all(worker.count for worker in workers))
            for turn in range(self.REPLACEMENTS):
                name = "ba"[turn % 2]
                daemon.write(file, self.text(name))
                wait_for(f"configuration {name} of replacement {turn + 1}",
                         lambda: all(worker.label == name for worker in workers)
                         or any(worker.failures for worker in workers), 15)
            wait_for(f"{self.REQUESTS} requests",
                     lambda: sum(worker.count for worker in workers) >= self.REQUESTS
                     or any(worker.failures for worker in workers), 60)
        finally:
            for worker in workers:
                worker.stop()
            for worker in workers:
                worker.join(30)
        counts = [worker.count for worker in workers]
        print(f"\n{sum(counts)} requests, of them {counts[-1]} on new connections, "
              f"{self.REPLACEMENTS} replacements")
        self.assertEqual([failure for worker in workers for failure in worker.failures], [])
        self.assertGreaterEqual(sum(counts), self.REQUESTS)
        samples = [token for worker in workers for token in worker.samples]
        for token in samples:
            name = web.decode(token)[1]["iss"][-1:]
            self.assertTrue(pki.verifies(self.tokens[name], token), f"a signature of {name}")
        self.assertGreaterEqual(len(samples), 20)
        for worker in workers[:-1]:
            # On one connection no answer of the old configuration follows one of the new.
            self.assertEqual("".join(worker.changes), "ab" * 10 + "a")

    def test_last_of_a_burst_wins(self):
        file = self.start_with("a")
        for turn in range(31):
            daemon.write(file, self.text("ba"[turn % 2]))
        self.assertBecomes("b")
        self.assertEqual({self.ask() for _ in range(20)}, {"b"})


class ReloadTest(ReloadCase):
    def test_write_in_place(self):
        file = self.start_with("a")
        self.assertEqual(self.ask(), "a")
        file.write_text(self.text("b"))
        self.assertBecomes("b")

    def test_rename(self):
        file = self.start_with("a")
        daemon.write(file, self.text("b"))
        self.assertBecomes("b")
        daemon.write(file, self.text("a"))
        self.assertBecomes("a")

    def test_symlink_swap_of_a_config_map(self):
        # A mounted ConfigMap: wharfgate.yml -> ..data/wharfgate.yml, ..data -> a folder by date, and
        # an update renames a new ..data over the old one. Then the old folder goes.
        def publish(name: str, stamp: str) -> None:
            folder = self.folder / stamp
            folder.mkdir()
            (folder / "wharfgate.yml").write_text(self.text(name))
            os.symlink(stamp, self.folder / "..data_tmp")
            os.rename(self.folder / "..data_tmp", self.folder / "..data")

        publish("a", "..2026_01_01")
        os.symlink("..data/wharfgate.yml", self.folder / "wharfgate.yml")
        self.start(self.folder / "wharfgate.yml")
        self.assertEqual(self.ask(), "a")
        for name, stamp, old in (("b", "..2026_01_02", "..2026_01_01"),
                                 ("a", "..2026_01_03", "..2026_01_02")):
            publish(name, stamp)
            shutil.rmtree(self.folder / old)
            self.assertBecomes(name)

    def test_sighup(self):
        self.start_with("a")
        mark = self.daemon.service.mark()
        self.daemon.service.signal(signal.SIGHUP)
        self.daemon.service.wait_for_log(r"(?i)reload", since=mark)
        self.assertEqual(self.ask(), "a")

    def test_sighup_after_a_bad_file_was_mended(self):
        file = self.start_with("a")
        mark = self.daemon.service.mark()
        file.write_text("server: [\n")
        self.daemon.service.wait_for_log(r"(?i)reload.*fail|fail.*reload|kept|keeps", since=mark)
        daemon.write(file, self.text("b"))
        self.daemon.service.signal(signal.SIGHUP)
        self.assertBecomes("b")

    def test_deleted_file_keeps_the_service(self):
        file = self.start_with("a")
        file.unlink()
        self.daemon.service.signal(signal.SIGHUP)
        self.daemon.service.wait_for_log(r"(?i)(error|warning).*reload")
        self.assertEqual(self.ask(), "a")
        daemon.write(file, self.text("b"))
        self.assertBecomes("b")

    def test_address_in_use_keeps_the_old_one(self):
        file = self.start_with("a")
        other = self.folder / "other.yml"
        daemon.write(other, self.text("b"))
        blocker = daemon.Daemon(other, self.log("blocker.log"))
        self.addCleanup(blocker.stop)
        daemon.write(file, daemon.text_of(self.configuration("b", f"127.0.0.1:{blocker.port}")))
        self.daemon.service.wait_for_log(r"(?i)(error|warning).*in use")
        self.assertEqual(self.ask(), "a")
        daemon.write(file, self.text("b"))
        self.assertBecomes("b")


class BadFileTest(ReloadCase):
    """A file with a fault changes nothing, and the log says where the fault is."""

    def try_bad(self, text: str, pattern: str) -> None:
        file = self.start_with("a")
        mark = self.daemon.service.mark()
        daemon.write(file, text)
        self.daemon.service.wait_for_log(pattern, since=mark)
        self.assertEqual({self.ask() for _ in range(5)}, {"a"})
        self.assertTrue(self.daemon.service.is_running)
        daemon.write(file, self.text("b"))
        self.assertBecomes("b")

    def changed(self, **sections) -> str:
        return daemon.text_of({**self.configuration("b"), **sections})

    def test_no_yaml(self):
        self.try_bad("server: {addr: ':1'\ntoken: ]\n", r"error config\.bad-yaml.*wharfgate\.yml line=1\b")

    def test_empty(self):
        self.try_bad("", r"(?i)error.*wharfgate\.yml")

    def test_binary(self):
        self.try_bad("\x00\x01\x02" * 1000, r"(?i)error.*wharfgate\.yml")

    def test_rule_without_match(self):
        self.try_bad(self.changed(acl=[{"actions": ["*"]}]), r"(?i)error.*match")

    def test_mistyped_condition_widens_no_rule(self):
        self.try_bad(self.changed(acl=[{"match": {"acount": "admin"}, "actions": ["*"]}]),
                     r"error.*mean account.*key=acl\[0\]\.match\.acount")

    def test_unsupported_authentication(self):
        self.try_bad(self.changed(ldap_auth={"addr": "ldap:389"}), r"(?i)error.*ldap_auth")

    def test_key_of_another_certificate(self):
        token = {**self.configuration("b")["token"], "key": str(self.tokens["a"].key)}
        self.try_bad(self.changed(token=token), r"(?i)error.*(match|belong)")

    def test_missing_certificate(self):
        token = {**self.configuration("b")["token"], "certificate": "/nonexistent/token.crt"}
        self.try_bad(self.changed(token=token), r"(?i)error.*/nonexistent/token\.crt")


class CertificateTest(ReloadCase):
    """Certificates are watched; the configuration file stays as it is."""

    def start_with_own_pair(self) -> None:
        self.pair = pki.Certificate(self.folder, "server")
        shutil.copy(self.server.path, self.pair.path)
        shutil.copy(self.server.key, self.pair.key)
        configuration = self.configuration("a")
        configuration["server"] |= {"certificate": str(self.pair.path), "key": str(self.pair.key)}
        file = self.folder / "wharfgate.yml"
        daemon.write(file, daemon.text_of(configuration))
        self.start(file)

    def presented(self) -> bytes:
        connection = load.KeptConnection(self.daemon.port, self.tls)
        try:
            return connection.peer_certificate()
        finally:
            connection.close()

    def der(self, certificate: pki.Certificate) -> bytes:
        return pki.openssl("x509", "-in", str(certificate.path), "-outform", "DER")

    def replace(self, by: pki.Certificate) -> None:
        for source, target in ((by.path, self.pair.path), (by.key, self.pair.key)):
            scratch = target.with_suffix(".new")
            shutil.copy(source, scratch)
            os.rename(scratch, target)

    def test_new_connections_get_the_new_one(self):
        self.start_with_own_pair()
        old = load.KeptConnection(self.daemon.port, self.tls)
        self.addCleanup(old.close)
        self.assertEqual(old.ask(self.request(False))[0], 200)
        self.assertEqual(self.presented(), self.der(self.server))
        renewed = pki.issue(self.folder, "renewed", self.ca, "rsa")
        self.replace(renewed)
        wait_for("the new certificate", lambda: self.presented() == self.der(renewed), 10)
        # The connection of before goes on.
        status, _, closes = old.ask(self.request(True))
        self.assertEqual((status, closes), (200, False))

    def test_certificate_without_its_key_keeps_the_old_pair(self):
        self.start_with_own_pair()
        renewed = pki.issue(self.folder, "renewed", self.ca)
        mark = self.daemon.service.mark()
        shutil.copy(renewed.path, self.pair.path)
        self.daemon.service.wait_for_log(r"(?i)(error|warning).*(match|belong)", since=mark)
        self.assertEqual(self.presented(), self.der(self.server))
        shutil.copy(renewed.key, self.pair.key)
        wait_for("the new certificate", lambda: self.presented() == self.der(renewed), 10)

    def test_token_certificate(self):
        file = self.folder / "wharfgate.yml"
        pair = pki.Certificate(self.folder, "token")
        for source, target in ((self.tokens["a"].path, pair.path), (self.tokens["a"].key, pair.key)):
            shutil.copy(source, target)
        configuration = self.configuration("a")
        configuration["token"] |= {"certificate": str(pair.path), "key": str(pair.key)}
        daemon.write(file, daemon.text_of(configuration))
        self.start(file)

        def key_id() -> str:
            answer = web.ask_token(self.daemon.port, tls=self.tls)
            return web.decode(answer.json()["token"])[0]["kid"]

        before = key_id()
        shutil.copy(self.tokens["b"].key, pair.key)
        shutil.copy(self.tokens["b"].path, pair.path)
        wait_for("another key id", lambda: key_id() != before, 10)


if __name__ == "__main__":
    unittest.main()
