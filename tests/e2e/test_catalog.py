# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""The catalog of the registry, read with curl and a token."""

import json
import unittest

from harness import output, web
from harness.case import RegistryCase
from harness.process import program, run

CATALOG = "registry:catalog:*"


class CatalogTest(RegistryCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.tls = web.trust(cls.ca.path)

    def curl(self, url: str, header: str = ""):
        # The header goes in by standard input: a command line is no place for a token.
        return run([program("curl"), "--silent", "--show-error", "--cacert", str(self.ca.path),
                    "--header", "@-", "--write-out", "\n%{http_code}", url], log=self.commands,
                   stdin=header)

    def token(self, account: str) -> str:
        # With curl as a user would ask for it, but not through run(), which writes answers down.
        answer = web.ask_token(self.daemon.port, [CATALOG], account=account,
                               password=self.accounts[account] if account else "", tls=self.tls)
        self.assertEqual(answer.status, 200)
        return answer.json()["token"]

    def catalog(self, token: str):
        return self.curl(f"https://{self.registry.host}/v2/_catalog", f"Authorization: Bearer {token}")

    def test_admin_reads_the_catalog(self):
        outcome = self.catalog(self.token("admin"))
        self.assertOk(outcome)
        body, _, status = outcome.output.rpartition("\n")
        self.assertEqual(status, "200", outcome)
        self.assertEqual(json.loads(body), {"repositories": []})

    def test_others_do_not(self):
        for account in ("alice", ""):
            with self.subTest(account=account):
                token = self.token(account)
                _, claims = web.decode(token)
                self.assertEqual(claims["access"],
                                 [{"type": "registry", "name": "catalog", "actions": []}])
                self.assertTrue(self.catalog(token).output.endswith("\n401"))

    def test_a_token_for_a_repository_is_not_enough(self):
        answer = web.ask_token(self.daemon.port, ["repository:a/b:pull"], account="admin",
                               password=self.accounts["admin"], tls=self.tls)
        self.assertTrue(self.catalog(answer.json()["token"]).output.endswith("\n401"))

    def test_a_changed_token_is_refused(self):
        head, _, signature = self.token("alice").split(".")
        _, admin, _ = self.token("admin").split(".")
        forged = output.token(f"{head}.{admin}.{signature}")
        self.assertTrue(self.catalog(forged).output.endswith("\n401"))

    def test_without_a_token(self):
        outcome = self.curl(f"https://{self.registry.host}/v2/_catalog")
        self.assertTrue(outcome.output.endswith("\n401"), outcome)


if __name__ == "__main__":
    unittest.main()
