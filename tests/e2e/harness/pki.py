# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Keys and certificates, made with the openssl program so that none of our code checks itself."""

import base64
import datetime
import hashlib
import subprocess
import tempfile
from pathlib import Path
from typing import Sequence

from .process import program

KEY_TYPES = {
    "rsa": ["-newkey", "rsa:2048"],
    "p256": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
}
LOCAL_NAMES = "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"


def openssl(*arguments: str) -> bytes:
    done = subprocess.run([program("openssl"), *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {' '.join(arguments)}: {done.stderr.decode()}")
    return done.stdout


class Certificate:
    """A certificate and its key, as files."""

    def __init__(self, folder: Path, name: str):
        self.path = folder / f"{name}.crt"
        self.key = folder / f"{name}.key"

    def fingerprint(self) -> str:
        """SHA-256 of the first certificate in the file, in hexadecimal."""
        der = openssl("x509", "-in", str(self.path), "-outform", "DER")
        return hashlib.sha256(der).hexdigest()


def self_signed(folder: Path, name: str, key_type: str = "p256",
                extensions: Sequence[str] = (LOCAL_NAMES,), days: int = 30) -> Certificate:
    made = Certificate(folder, name)
    openssl("req", "-x509", *KEY_TYPES[key_type], "-nodes", "-days", str(days), "-subj", f"/CN={name}",
            "-keyout", str(made.key), "-out", str(made.path),
            *(part for extension in extensions for part in ("-addext", extension)))
    return made


def authority(folder: Path, name: str = "ca", key_type: str = "p256") -> Certificate:
    return self_signed(folder, name, key_type, extensions=())


def issue(folder: Path, name: str, by: Certificate, key_type: str = "p256",
          extensions: Sequence[str] = (LOCAL_NAMES, "basicConstraints=CA:FALSE")) -> Certificate:
    """A leaf for the local names. Its file holds the leaf alone."""
    made = Certificate(folder, name)
    openssl("req", "-x509", *KEY_TYPES[key_type], "-nodes", "-days", "30", "-subj", f"/CN={name}",
            "-CA", str(by.path), "-CAkey", str(by.key), "-keyout", str(made.key),
            "-out", str(made.path), *(part for extension in extensions for part in ("-addext", extension)))
    return made


def dated(folder: Path, name: str, by: Certificate, begin: datetime.datetime, end: datetime.datetime,
          names: str = LOCAL_NAMES) -> Certificate:
    """A leaf of any dates, by way of the only openssl command that takes them."""
    made = Certificate(folder, name)
    request = folder / f"{name}.csr"
    openssl("req", *KEY_TYPES["p256"], "-nodes", "-new", "-subj", f"/CN={name}", "-keyout", str(made.key), "-out",
            str(request))
    (folder / f"{name}.index").write_text("")
    (folder / f"{name}.cnf").write_text(
        f"[ca]\ndefault_ca = d\n[d]\ndatabase = {folder}/{name}.index\nnew_certs_dir = {folder}\nrand_serial = yes\n"
        f"default_md = sha256\npolicy = p\n[p]\ncommonName = supplied\n[e]\n{names}\nbasicConstraints = CA:FALSE\n")
    form = "%Y%m%d%H%M%SZ"
    openssl("ca", "-batch", "-config", f"{folder}/{name}.cnf", "-extensions", "e", "-notext", "-cert", str(by.path),
            "-keyfile", str(by.key), "-in", str(request), "-out", str(made.path),
            "-startdate", begin.strftime(form), "-enddate", end.strftime(form))
    return made


def verifies(certificate: Certificate, token: str) -> bool:
    """Whether an ES256 token was signed with the certificate's key."""
    signed, _, signature = token.rpartition(".")
    raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        public = openssl("x509", "-in", str(certificate.path), "-noout", "-pubkey")
        (folder / "key").write_bytes(public)
        (folder / "signature").write_bytes(_ecdsa_der(raw[:32], raw[32:]))
        (folder / "signed").write_text(signed)
        done = subprocess.run([program("openssl"), "dgst", "-sha256", "-verify", folder / "key",
                               "-signature", folder / "signature", folder / "signed"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return len(raw) == 64 and done.returncode == 0


def _ecdsa_der(r: bytes, s: bytes) -> bytes:
    """The two numbers of a signature as openssl reads them: a SEQUENCE of two INTEGERs."""
    def integer(value: bytes) -> bytes:
        value = value.lstrip(b"\0") or b"\0"
        if value[0] & 0x80:
            value = b"\0" + value
        return bytes((2, len(value))) + value

    body = integer(r) + integer(s)
    return bytes((0x30, len(body))) + body
