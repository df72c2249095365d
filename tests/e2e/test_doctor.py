# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""wharfgated doctor on deployments that are broken on purpose: the real registry, the real daemon,
nginx and HAProxy. Each test breaks one thing, and the diagnosis must be that thing."""

import datetime
import json
import os
import subprocess
import unittest
from pathlib import Path

from doctor_case import DoctorCase, GOOD, ISSUER, now
from harness import daemon, output, pki, proxies
from harness.daemon import Daemon
from harness.process import run, wait_for

FORWARDED = "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme; "


class HealthyTest(DoctorCase):
    def test_nothing_is_wrong(self):
        auth = self.start_auth()
        registry = self.start_registry(auth.realm)
        found = self.doctor(f"https://{registry.host}/", extra=("--auth", auth.realm, "--config", str(self.file)))
        self.assertIsNone(found["diagnosis"], json.dumps(found, indent=1))
        self.assertEqual(found["result"], "pass")
        self.assertEqual({one["outcome"] for one in found["checks"]}, {"pass"})
        for check in ("registry.tls", "auth.client-address", "registry.accepts", "registry.catalog", "repository.push",
                      "repository.content"):
            self.assertEqual(self.outcome_of(check), "pass", check)

    def test_text_for_people(self):
        auth = self.start_auth()
        registry = self.start_registry(auth.realm)
        done = run([daemon.binary(), "doctor", "--registry", registry.host, "--ca", str(self.ca.path), "--account",
                    "admin"], log=self.commands, stdin=self.accounts["admin"],
                   env={**os.environ, "RUNTIME_DIRECTORY": str(self.folder)})
        self.assertEqual(done.status, GOOD, done)
        self.assertIn("pass  Registry: accepts the token", done.output)
        self.assertIn("Nothing is wrong with what was tried.", done.output)

    def test_without_an_account_it_goes_as_far_as_it_can(self):
        auth = self.start_auth()
        registry = self.start_registry(auth.realm)
        found = self.doctor(f"https://{registry.host}", account="", repository="")
        self.assertIsNone(found["diagnosis"], json.dumps(found, indent=1))
        self.assertEqual(self.outcome_of("token.issued"), "skip")

    def test_wrong_arguments(self):
        for words in ([], ["--registry", "ftp://x"], ["--registry", "https://u:p@x"], ["--registry", "x", "--ca", "/no"],
                      ["--registry", "x", "--auth", "://"]):
            with self.subTest(words):
                self.assertEqual(run([daemon.binary(), "doctor", *words], log=self.commands).status, 64)


class RegistryAddressTest(DoctorCase):
    def test_name_without_an_address(self):
        self.doctor("https://registry.invalid/")
        self.assertDiagnosis("name-not-found", "registry.resolve")

    def test_closed_port(self):
        self.doctor(f"https://localhost:{proxies.free_port()}")
        self.assertDiagnosis("connection-refused", "registry.connect")

    def test_plain_http_where_tls_is_expected(self):
        registry = self.start_registry("https://localhost:1/auth", tls=False)
        self.doctor(f"https://{registry.host}")
        self.assertDiagnosis("plain-http-port", "registry.tls")

    def test_tls_where_plain_http_is_expected(self):
        registry = self.start_registry("https://localhost:1/auth")
        self.doctor(f"http://{registry.host}")
        self.assertDiagnosis("tls-port", "registry.tls")


class CertificateTest(DoctorCase):
    def certificate_of_registry(self, certificate: pki.Certificate, code: str, **options) -> dict:
        auth = self.start_auth()
        registry = self.start_registry(auth.realm, server=certificate)
        self.doctor(f"https://{registry.host}", **options)
        return self.assertDiagnosis(code, "registry.tls")

    def test_expired(self):
        self.certificate_of_registry(self.expired, "certificate-expired")

    def test_not_yet_valid(self):
        self.certificate_of_registry(self.early, "certificate-not-yet-valid")

    def test_for_another_name(self):
        other = pki.issue(self.folder, "other", self.ca, extensions=("subjectAltName=DNS:other.example",))
        found = self.certificate_of_registry(other, "name-mismatch")
        self.assertIn("other.example", found["seen"])

    def test_of_an_unknown_authority(self):
        other = pki.authority(self.folder, "other-ca")
        self.certificate_of_registry(pki.issue(self.folder, "other", other), "authority-unknown")

    def test_without_the_intermediate(self):
        middle = pki.issue(self.folder, "middle", self.ca, extensions=("basicConstraints=critical,CA:TRUE",))
        found = self.certificate_of_registry(pki.issue(self.folder, "leaf", middle), "authority-unknown")
        self.assertIn("intermediate", found["why"])

    def test_self_signed(self):
        self.certificate_of_registry(pki.self_signed(self.folder, "own"), "self-signed")

    def test_of_the_token_server(self):
        proxy = self.nginx("return 401;", tls=self.expired)
        registry = self.start_registry(f"https://{proxy.host}/auth")
        self.doctor(f"https://{registry.host}")
        self.assertDiagnosis("certificate-expired", "auth.tls")
        self.assertEqual(self.outcome_of("registry.tls"), "pass")


class RegistryAnswerTest(DoctorCase):
    def test_no_authentication(self):
        registry = self.start_registry(sections={"auth": None})
        self.doctor(f"https://{registry.host}")
        self.assertDiagnosis("no-authentication", "registry.v2")

    def test_password_file_instead_of_tokens(self):
        (self.folder / "htpasswd").write_text("")
        registry = self.start_registry(sections={
            "auth": {"token": None, "htpasswd": {"realm": "x", "path": str(self.folder / "htpasswd")}}})
        self.doctor(f"https://{registry.host}")
        self.assertDiagnosis("other-authentication", "registry.v2")

    def test_something_else_listens(self):
        proxy = self.nginx("return 404;")
        self.doctor(f"https://{proxy.host}")
        self.assertDiagnosis("not-a-registry", "registry.v2")

    def test_redirect(self):
        proxy = self.nginx("return 301 https://elsewhere.example$request_uri;")
        self.doctor(f"https://{proxy.host}")
        self.assertDiagnosis("redirected", "registry.v2")

    def test_challenge_removed_by_a_proxy(self):
        registry = self.start_registry("https://localhost:1/auth")
        proxy = self.nginx(f"proxy_pass https://{registry.host}; proxy_hide_header WWW-Authenticate;")
        self.doctor(f"https://{proxy.host}")
        self.assertDiagnosis("no-challenge", "registry.v2")

    def test_nginx_speaks_plain_http_to_a_registry_with_tls(self):
        registry = self.start_registry("https://localhost:1/auth")
        proxy = self.nginx(f"proxy_pass http://{registry.host};")
        self.doctor(f"https://{proxy.host}")
        self.assertDiagnosis("proxy-speaks-plain-http", "registry.v2")

    def test_haproxy_speaks_plain_http_to_a_registry_with_tls(self):
        registry = self.start_registry("https://localhost:1/auth")
        proxy = self.haproxy(f"127.0.0.1:{registry.port}")
        self.doctor(f"https://{proxy.host}")
        self.assertDiagnosis("proxy-speaks-plain-http", "registry.v2")

    def test_nginx_speaks_tls_to_a_registry_without(self):
        registry = self.start_registry("https://localhost:1/auth", tls=False)
        proxy = self.nginx(f"proxy_pass https://{registry.host};")
        self.doctor(f"https://{proxy.host}")
        found = self.assertDiagnosis("proxy-no-backend", "registry.v2")
        self.assertIn("speaks https to a registry that speaks plain HTTP", found["why"])

    def test_haproxy_without_a_registry(self):
        proxy = self.haproxy(f"127.0.0.1:{proxies.free_port()}")
        self.doctor(f"https://{proxy.host}")
        self.assertDiagnosis("proxy-no-backend", "registry.v2")


class RealmTest(DoctorCase):
    def realm(self, realm: str, code: str, check: str = "challenge.realm", outcome: str = "fail", **options) -> dict:
        registry = self.start_registry(realm)
        self.doctor(f"https://{registry.host}", **options)
        return self.assertDiagnosis(code, check, outcome)

    def test_variable_that_was_never_replaced(self):
        # The article's Dockerfile, built without the argument.
        self.realm("https://${DOMAIN}/auth", "realm-variable")

    def test_no_url(self):
        self.realm("auth.example.com", "realm-invalid")

    def test_plain_http(self):
        self.realm("http://auth.example.com/auth", "realm-plain-http")

    def test_another_token_server_than_expected(self):
        auth = self.start_auth()
        self.realm(auth.realm, "realm-differs", extra=("--auth", "https://auth.example.com:5001/auth"))

    def test_inner_address(self):
        auth = self.start_auth()
        self.realm(f"https://127.0.0.1:{auth.port}/auth", "realm-inner-address", outcome="warn")

    def test_name_without_an_address(self):
        self.realm("https://auth.invalid/auth", "name-not-found", "auth.resolve")

    def test_closed_port(self):
        self.realm(f"https://localhost:{proxies.free_port()}/auth", "connection-refused", "auth.connect")

    def test_wrong_path(self):
        auth = self.start_auth()
        self.realm(f"https://localhost:{auth.port}/docker/auth", "realm-path", "auth.answers")

    def test_page_for_people(self):
        auth = self.start_auth()
        self.realm(f"https://localhost:{auth.port}/", "not-a-token-server", "auth.answers")


class TokenServerTest(DoctorCase):
    def examine(self, auth_host: str, **options) -> None:
        registry = self.start_registry(f"https://{auth_host}/auth")
        self.doctor(f"https://{registry.host}", **options)

    def test_nginx_speaks_plain_http_to_wharfgated_with_tls(self):
        # The article's first trouble: docker login answers 400.
        auth = self.start_auth()
        proxy = self.nginx(f"proxy_pass http://localhost:{auth.port};")
        self.examine(proxy.host)
        self.assertDiagnosis("proxy-speaks-plain-http", "auth.answers")

    def test_haproxy_without_a_token_server(self):
        self.examine(self.haproxy(f"127.0.0.1:{proxies.free_port()}").host)
        self.assertDiagnosis("proxy-no-backend", "auth.answers")

    def test_proxy_loses_the_token_server_at_the_login(self):
        auth = self.start_auth()
        proxy = self.nginx(f"if ($http_authorization) {{ return 502; }} proxy_pass https://localhost:{auth.port};")
        self.examine(proxy.host)
        self.assertDiagnosis("proxy-no-backend", "token.issued")

    def test_header_with_the_clients_address_is_missing(self):
        auth = self.start_auth(server_settings={"real_ip_header": "X-Forwarded-For"})
        self.examine(f"localhost:{auth.port}")
        self.assertDiagnosis("client-address-missing", "auth.answers")

    def test_wrong_password(self):
        auth = self.start_auth()
        self.examine(f"localhost:{auth.port}", password=output.random_password())
        self.assertDiagnosis("login-refused", "token.issued")

    def test_external_program_that_fails(self):
        script = self.folder / "login.sh"
        script.write_text("#!/bin/sh\nexit 3\n")
        script.chmod(0o755)
        auth = self.start_auth(users={}, ext_auth={"command": str(script)})
        self.examine(f"localhost:{auth.port}")
        self.assertDiagnosis("auth-error", "token.issued")

    def test_address_of_the_client_can_be_forged(self):
        auth = self.start_auth(server_settings={"real_ip_header": "X-Forwarded-For"})
        # The first of the addresses counts, and a client writes it.
        proxy = self.nginx(f"proxy_pass https://localhost:{auth.port}; "
                           "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;")
        self.examine(proxy.host)
        self.assertDiagnosis("client-address-forged", "auth.client-address", "warn")

    def test_address_of_every_client_is_the_proxys(self):
        auth = self.start_auth()
        self.examine(self.nginx(f"proxy_pass https://localhost:{auth.port};").host)
        self.assertDiagnosis("client-address-hidden", "auth.client-address", "warn")

    def test_clock_is_behind(self):
        library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
        if not library:
            self.skipTest("faketime is not installed")
        # Not by way of the program faketime, which stays between and leaves the server behind.
        auth = self.start_auth(launcher=("env", f"LD_PRELOAD={library}", "FAKETIME=-10m"))
        self.examine(f"localhost:{auth.port}")
        self.assertDiagnosis("clock-skew", "clock")


class RefusedTokenTest(DoctorCase):
    """The registry of Debian is a 2.8."""

    def examine(self, auth: Daemon, extra: tuple = (), **registry) -> None:
        started = self.start_registry(auth.realm, **registry)
        self.doctor(f"https://{started.host}", extra=extra)

    def test_key_name_of_registry_3(self):
        self.examine(self.start_auth(token={"kid_format": "rfc7638"}))
        self.assertDiagnosis("key-name", "registry.accepts")

    def test_key_names_that_would_work_are_tried(self):
        auth = self.start_auth(token={"kid_format": "rfc7638"})
        self.examine(auth, extra=("--config", str(self.file)))
        found = self.assertDiagnosis("key-name", "registry.accepts")
        self.assertIn("legacy, x5c", found["seen"])

    def test_certificate_is_not_in_the_bundle(self):
        other = pki.self_signed(self.folder, "other")
        self.examine(self.start_auth(), bundle=other.path)
        self.assertDiagnosis("certificate-not-in-bundle", "registry.accepts")

    def test_certificate_in_the_token_is_of_another_authority(self):
        other = pki.self_signed(self.folder, "other")
        self.examine(self.start_auth(token={"kid_format": "x5c"}), bundle=other.path)
        self.assertDiagnosis("certificate-not-in-bundle", "registry.accepts")

    def test_bundle_is_seen_to_be_wrong_with_the_configuration(self):
        other = pki.self_signed(self.folder, "other")
        auth = self.start_auth()
        self.examine(auth, extra=("--config", str(self.file)), bundle=other.path)
        found = self.assertDiagnosis("certificate-not-in-bundle", "registry.accepts")
        self.assertIn("No other name of the key", found["seen"])

    def test_issuer_differs(self):
        for kid_format in ("legacy", "x5c"):
            with self.subTest(kid_format):
                self.folder = self.work / f"issuer-{kid_format}"
                self.folder.mkdir()
                self.file = self.folder / "wharfgate.yml"
                self.examine(self.start_auth(token={"kid_format": kid_format}), issuer="Auth Service")
                self.assertDiagnosis("issuer-mismatch", "registry.accepts")

    def test_certificate_in_the_token_has_expired(self):
        # Loaded while it was good: wharfgated refuses to start with it later.
        short = pki.dated(self.folder, "short", self.ca, now() - datetime.timedelta(days=1),
                          now() + datetime.timedelta(seconds=3))
        auth = self.start_auth(token={"kid_format": "x5c", "certificate": str(short.path), "key": str(short.key)})
        wait_for("the certificate to expire", lambda: subprocess.run(
            ["openssl", "x509", "-in", str(short.path), "-noout", "-checkend", "0"], stdout=subprocess.DEVNULL,
            check=False).returncode != 0)
        self.examine(auth, bundle=self.ca.path)
        self.assertDiagnosis("x5c-expired", "token.content")

    def test_key_type_that_registry_2_cannot_verify(self):
        made = pki.Certificate(self.folder, "ed")
        pki.openssl("req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "30", "-subj", "/CN=ed", "-keyout",
                    str(made.key), "-out", str(made.path))
        auth = self.start_auth(token={"certificate": str(made.path), "key": str(made.key)})
        self.examine(auth)
        self.assertDiagnosis("algorithm-not-supported", "registry.accepts")

    def test_service_that_no_rule_names(self):
        auth = self.start_auth(acl=[{"match": {"account": "admin", "service": "another registry"}, "actions": ["*"]}])
        self.examine(auth, extra=("--config", str(self.file)))
        self.assertDiagnosis("service-mismatch", "challenge.service")

    def test_another_token_server_than_the_configurations(self):
        auth = self.start_auth()
        other = self.folder / "other.yml"
        other.write_text(self.file.read_text().replace(ISSUER, "Another"))
        self.examine(auth, extra=("--config", str(other)))
        self.assertDiagnosis("other-token-server", "token.settings")

    def test_proxy_removes_the_token(self):
        auth = self.start_auth()
        registry = self.start_registry(auth.realm)
        proxy = self.nginx(f'proxy_pass https://{registry.host}; proxy_set_header Authorization "";')
        self.doctor(f"https://{proxy.host}")
        self.assertDiagnosis("authorization-lost", "registry.accepts")

    def test_token_is_too_long_for_a_proxy(self):
        auth = self.start_auth(token={"kid_format": "x5c"})
        registry = self.start_registry(auth.realm)
        # nginx writes the header that it refuses into its log.
        proxy = self.nginx(f"proxy_pass https://{registry.host};", log=Path(os.devnull),
                           server_lines="client_header_buffer_size 512; large_client_header_buffers 2 1k;")
        self.doctor(f"https://{proxy.host}", repository="")
        self.assertDiagnosis("token-too-long", "registry.accepts")


class RepositoryTest(DoctorCase):
    def behind(self, location: str, *, registry_tls: bool = True, **options) -> None:
        auth = self.start_auth()
        registry = self.start_registry(auth.realm, tls=registry_tls)
        scheme = "https" if registry_tls else "http"
        proxy = self.nginx(f"proxy_pass {scheme}://localhost:{registry.port}; {location}", **options)
        self.doctor(f"https://{proxy.host}")

    def test_behind_a_proxy_as_it_should_be(self):
        self.behind(FORWARDED + "client_max_body_size 0;", registry_tls=False)
        self.assertIsNone(self.last["diagnosis"], json.dumps(self.last, indent=1))
        self.assertEqual(self.outcome_of("repository.content"), "pass")

    def test_proxy_does_not_say_https(self):
        self.behind("proxy_set_header Host $http_host; client_max_body_size 0;", registry_tls=False)
        self.assertDiagnosis("forwarded-proto-missing", "repository.upload")
        self.assertEqual(self.outcome_of("repository.push"), "pass")

    def test_proxy_replaces_the_host(self):
        self.behind("proxy_set_header Host internal.example; proxy_set_header X-Forwarded-Proto $scheme; "
                    "client_max_body_size 0;")
        self.assertDiagnosis("forwarded-host-wrong", "repository.upload")

    def test_proxy_limits_the_size(self):
        self.behind(FORWARDED)
        self.assertDiagnosis("body-too-large", "repository.push")

    def test_push_is_not_granted(self):
        auth = self.start_auth()
        registry = self.start_registry(auth.realm)
        self.doctor(f"https://{registry.host}", account="guest")
        self.assertDiagnosis("push-not-granted", "repository.granted", "warn")
        self.assertEqual(self.outcome_of("repository.pull"), "pass")

    def test_nothing_is_granted(self):
        auth = self.start_auth(acl=[])
        registry = self.start_registry(auth.realm)
        self.doctor(f"https://{registry.host}")
        self.assertDiagnosis("pull-not-granted", "repository.granted", "warn")

    def test_registry_is_read_only(self):
        auth = self.start_auth()
        registry = self.start_registry(auth.realm, sections={"storage": {
            "filesystem": {"rootdirectory": str(self.folder / "data")}, "maintenance": {"readonly": {"enabled": True}}}})
        self.doctor(f"https://{registry.host}")
        self.assertDiagnosis("registry-read-only", "repository.upload")


if __name__ == "__main__":
    unittest.main()
