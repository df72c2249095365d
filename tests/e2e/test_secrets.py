# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Searches everything that the end-to-end tests left behind for every secret they used."""

import base64
import json
import re
import tempfile
import unittest
from pathlib import Path
from typing import Iterable, Iterator

from harness import output

# What no list of known secrets can hold: those that programs made for themselves.
SHAPES = {
    "token": re.compile(rb"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}"),
    "Bearer credentials": re.compile(rb"(?i)\bbearer\s+ey[A-Za-z0-9_-]{8,}"),
    "password hash": re.compile(rb"\$(2[abxy]\$\d\d|5|6|y|7|gy)\$[./A-Za-z0-9$=,]{8,}"),
    "private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY"),
}
BASIC = re.compile(rb"(?i)\bbasic\s+([A-Za-z0-9+/]{4,}={0,2})")


def basic_credentials(data: bytes) -> Iterator[int]:
    """Where "Basic" is followed by what decodes to an account and a password."""
    for found in BASIC.finditer(data):
        encoded = found[1].rstrip(b"=")
        if len(encoded) % 4 != 1 and b":" in base64.b64decode(encoded + b"=" * (-len(encoded) % 4)):
            yield found.start()


def known_forms(secret_list: Path) -> dict:
    """Each form of each secret, as bytes, with its kind."""
    forms = {}
    for line in secret_list.read_text().splitlines():
        entry = json.loads(line)
        for form in entry["forms"]:
            forms[form.encode()] = entry["kind"]
            # As JSON and as our text log would write it.
            forms[json.dumps(form)[1:-1].encode()] = entry["kind"]
    return forms


def line_of(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def findings(files: Iterable[Path], forms: dict) -> Iterator[str]:
    """One line for each secret in each file; the secret itself is not repeated."""
    for file in files:
        data = file.read_bytes()
        for form, kind in forms.items():
            place = data.find(form)
            if place >= 0:
                yield f"{file}:{line_of(data, place)}: a {kind} of the tests"
        for shape, pattern in SHAPES.items():
            found = pattern.search(data)
            if found:
                yield f"{file}:{line_of(data, found.start())}: what looks like a {shape}"
        for place in basic_credentials(data):
            yield f"{file}:{line_of(data, place)}: what looks like Basic credentials"


class SearchTest(unittest.TestCase):
    """The search finds what it is to find."""

    def found(self, text: str, **secrets: str) -> list:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "some.log"
            file.write_text(text)
            forms = {value.encode(): kind for kind, value in secrets.items()}
            return list(findings([file], forms))

    def test_known_secret(self):
        self.assertEqual(len(self.found("one\ntwo pass-word-1\n", password="pass-word-1")), 1)

    def test_shapes(self):
        encoded = base64.b64encode(b"alice:a password").decode()
        part = base64.urlsafe_b64encode(b'{"typ":"JWT","alg":"ES256"}').decode().rstrip("=")
        for text in (f"authorization=\"Basic {encoded}\"", f"token {part}.{part}.sig",
                     f"Bearer {part}", "-----BEGIN PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY-----",
                     "hash $2y$05$wXqvaiukQINAZLH1G3CR0OQ2", "hash $6$saltsalt$abcdefgh",
                     "hash $y$j9T$abcdefgh"):
            with self.subTest(text):
                self.assertTrue(self.found(text))

    def test_innocent_text(self):
        self.assertEqual(self.found('Bearer realm="https://localhost/auth",service="Docker registry"\n'
                                    "basic authentication of alice failed\n-----BEGIN CERTIFICATE-----\n"
                                    "costs $5 and $6\n", password="pass-word-1"), [])


class LeftBehindTest(unittest.TestCase):
    def test_no_secret_in_logs_journals_and_outputs(self):
        self.assertTrue(output.secret_list().exists(), "no end-to-end test ran before this one")
        forms = known_forms(output.secret_list())
        files = [path for path in sorted(output.artifacts().rglob("*")) if path.is_file()]
        self.assertGreater(len(forms), 0)
        self.assertGreater(len(files), 0)
        size = sum(file.stat().st_size for file in files)
        print(f"\n{len(files)} files, {size / 1e6:.1f} MB, {len(forms)} forms of secrets")
        self.assertEqual(list(findings(files, forms)), [])


if __name__ == "__main__":
    unittest.main()
