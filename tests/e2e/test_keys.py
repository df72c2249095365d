# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Which tokens registry 2.8 trusts: each kind of key with each way to name it."""

import unittest

from harness import clients, daemon, output, pki, web
from harness.case import EndToEndCase
from harness.registry import Registry

ALGORITHMS = {"rsa": "RS256", "p256": "ES256"}


class KeysTest(EndToEndCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.password = output.random_password()
        cls.hash = daemon.hash_password(cls.password, cls.commands)
        cls.tls = web.trust(cls.ca.path)
        cls.token_ca = pki.authority(cls.work, "token-ca")
        cls.certificates = {}
        for key_type in pki.KEY_TYPES:
            cls.certificates[key_type, "own"] = pki.self_signed(cls.work, f"own-{key_type}", key_type)
            cls.certificates[key_type, "issued"] = pki.issue(cls.work, f"issued-{key_type}",
                                                             cls.token_ca, key_type)

    def start(self, key_type: str, origin: str, token_settings: dict):
        token = self.certificates[key_type, origin]
        journal = self.log("journal.jsonl")
        configuration = daemon.base_configuration(journal, token=token, server=self.server)
        configuration["token"] |= token_settings
        configuration["users"] = {"alice": {"password": self.hash}}
        configuration["acl"] = [{"match": {"account": "alice"}, "actions": ["*"]}]
        folder = self.work / self.id()
        folder.mkdir()
        file = folder / "wharfgate.yml"
        daemon.write(file, daemon.text_of(configuration))
        self.daemon = daemon.Daemon(file, self.log("wharfgated.log"), journal)
        self.addCleanup(self.daemon.stop)
        bundle = self.token_ca.path if origin == "issued" else token.path
        self.registry = Registry(folder / "registry", self.log("docker-registry.log"),
                                 realm=self.daemon.realm, issuer=configuration["token"]["issuer"],
                                 bundle=bundle, server=self.server)
        self.addCleanup(self.registry.stop)
        self.client = clients.make("skopeo", folder, self.kept, self.ca.path)

    def headers_of_a_token(self) -> dict:
        answer = web.ask_token(self.daemon.port, account="alice", password=self.password, tls=self.tls)
        return web.decode(answer.json()["token"])[0]

    def accepted(self, key_type: str, origin: str, token_settings: dict) -> dict:
        self.start(key_type, origin, token_settings)
        host = self.registry.host
        self.assertOk(self.client.login(host, "alice", self.password))
        self.assertOk(self.client.push(self.client.new_image(), f"{host}/alice/app:1"))
        self.assertOk(self.client.pull(f"{host}/alice/app:1"))
        header = self.headers_of_a_token()
        self.assertEqual(header["alg"], ALGORITHMS[key_type])
        self.assertEqual(header["typ"], "JWT")
        return header

    def rejected(self, key_type: str, origin: str, token_settings: dict) -> dict:
        self.start(key_type, origin, token_settings)
        outcome = self.client.login(self.registry.host, "alice", self.password)
        self.assertNotEqual(outcome.status, 0, outcome)
        # wharfgated gave the token; it is the registry that does not trust it.
        self.daemon.wait_for_decision("alice logs in", lambda r: r["result"] == "granted")
        self.assertRegex(self.registry.service.log_text(), "invalid token|token signed by untrusted key")
        return self.headers_of_a_token()


LIBTRUST = r"^[A-Z2-7]{4}(:[A-Z2-7]{4}){11}$"
THUMBPRINT = r"^[A-Za-z0-9_-]{43}$"


def _accepted(key_type: str, origin: str, settings: dict, kid: str, has_chain: bool):
    def test(self):
        header = self.accepted(key_type, origin, settings)
        self.assertEqual("x5c" in header, has_chain)
        if kid:
            self.assertRegex(header["kid"], kid)
    return test


def _rejected(key_type: str, origin: str, settings: dict):
    def test(self):
        header = self.rejected(key_type, origin, settings)
        self.assertNotIn("x5c", header)
        self.assertRegex(header["kid"], THUMBPRINT)
    return test


for _type in pki.KEY_TYPES:
    for _name, _test in {
        "default_is_legacy": _accepted(_type, "own", {}, LIBTRUST, False),
        "legacy": _accepted(_type, "own", {"kid_format": "legacy"}, LIBTRUST, False),
        "x5c_certificate_in_bundle": _accepted(_type, "own", {"kid_format": "x5c"}, "", True),
        "x5c_authority_in_bundle": _accepted(_type, "issued", {"kid_format": "x5c"}, "", True),
        "rfc7638_is_unknown_to_2_8": _rejected(_type, "own", {"kid_format": "rfc7638"}),
        "registry_3_0_is_unknown_to_2_8": _rejected(_type, "own", {"kid_format": "registry-3.0"}),
        "disable_legacy_key_id_is_unknown_to_2_8": _rejected(_type, "own",
                                                             {"disable_legacy_key_id": True}),
    }.items():
        setattr(KeysTest, f"test_{_type}_{_name}", _test)


if __name__ == "__main__":
    unittest.main()
