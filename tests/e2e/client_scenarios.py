# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""What every client of a registry must be able to do, and what it must be told when it may not."""

from harness import clients, output
from harness.case import RegistryCase
from harness.daemon import scope_of


class ClientScenarios(RegistryCase):
    """Subclasses name the client. Each test starts without a login."""

    client_name = ""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.client = clients.make(cls.client_name, cls.work, cls.kept, cls.ca.path)
        cls.addClassCleanup(cls.client.close)
        cls.host = cls.registry.host

    def setUp(self) -> None:
        self.client.logout(self.host)

    def login(self, account: str) -> None:
        self.assertOk(self.client.login(self.host, account, self.accounts[account]))

    def push_as(self, account: str, reference: str) -> None:
        self.login(account)
        self.assertOk(self.client.push(self.client.new_image(), reference))
        self.client.logout(self.host)

    def assertRefused(self, outcome, *sentences: str) -> None:
        self.assertNotEqual(outcome.status, 0, outcome)
        for sentence in sentences:
            self.assertIn(sentence, outcome.text.lower(), outcome)

    def test_login_push_pull(self):
        reference = f"{self.host}/alice/app:1"
        self.login("alice")
        self.assertOk(self.client.push(self.client.new_image(), reference))
        self.assertOk(self.client.pull(reference))

        def is_push(record):
            scope = scope_of(record, "alice/app")
            return (record["account"] == "alice" and record["result"] == "granted" and scope
                    and sorted(scope["granted"]) == ["pull", "push"])

        record = self.daemon.wait_for_decision("alice pushes alice/app", is_push)
        self.assertEqual(record["client"], "127.0.0.1")
        self.assertEqual(record["service"], "Docker registry")
        self.assertTrue(record["tls"])

    def test_login_with_wrong_password(self):
        wrong = output.random_password()
        outcome = self.client.login(self.host, "alice", wrong)
        # The sentence of the answer's body reaches the person at the terminal.
        self.assertRefused(outcome, "password")
        self.assertNotIn("500", outcome.text)
        self.assertNotIn("unexpected", outcome.text.lower())
        self.daemon.wait_for_decision(
            "alice's login fails",
            lambda r: r["account"] == "alice" and r["result"] == "login-failed" and r["status"] == 401)

    def test_login_of_unknown_account(self):
        before = len(self.daemon.decisions(result="granted"))
        outcome = self.client.login(self.host, "nobody", output.random_password())
        self.assertRefused(outcome)
        self.assertEqual(len([r for r in self.daemon.decisions(result="granted")[before:]
                              if r["account"] == "nobody"]), 0)

    def test_password_of_another_account(self):
        self.assertRefused(self.client.login(self.host, "bob", self.accounts["alice"]), "password")

    def test_push_without_right_is_denied(self):
        self.login("bob")
        outcome = self.client.push(self.client.new_image(), f"{self.host}/alice/stolen:1")
        self.assertRefused(outcome, "denied")
        self.daemon.wait_for_decision(
            "bob's push to alice/stolen is denied",
            lambda r: r["account"] == "bob" and r["result"] == "denied" and scope_of(r, "alice/stolen"))

    def test_push_with_right_to_pull_only_is_denied(self):
        self.push_as("admin", f"{self.host}/shared/base:1")
        self.login("bob")
        self.assertOk(self.client.pull(f"{self.host}/shared/base:1"))
        outcome = self.client.push(self.client.new_image(), f"{self.host}/shared/base:2")
        self.assertRefused(outcome, "denied")
        record = self.daemon.wait_for_decision(
            "bob gets pull of shared/base and not push",
            lambda r: r["account"] == "bob" and r["result"] == "partly-granted")
        self.assertEqual(scope_of(record, "shared/base")["granted"], ["pull"])

    def test_pull_without_right_is_denied(self):
        self.push_as("alice", f"{self.host}/alice/private:1")
        self.login("bob")
        self.assertRefused(self.client.pull(f"{self.host}/alice/private:1"), "denied")

    def test_anonymous_pull_of_public_repository(self):
        self.push_as("admin", f"{self.host}/public/tool:1")
        self.assertOk(self.client.pull(f"{self.host}/public/tool:1"))
        self.daemon.wait_for_decision(
            "an anonymous pull of public/tool",
            lambda r: r["account"] == "" and r["result"] == "granted" and scope_of(r, "public/tool"))

    def test_anonymous_pull_of_private_repository_is_denied(self):
        self.push_as("alice", f"{self.host}/alice/hidden:1")
        self.assertRefused(self.client.pull(f"{self.host}/alice/hidden:1"), "denied")

    def test_anonymous_push_is_denied(self):
        outcome = self.client.push(self.client.new_image(), f"{self.host}/public/intruder:1")
        self.assertRefused(outcome, "denied")
