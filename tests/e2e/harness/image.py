# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Small images made by hand, each with a layer that no registry has seen."""

import gzip
import hashlib
import io
import json
import secrets
import tarfile
from pathlib import Path

from .process import program


def _tar(path: Path, with_busybox: bool) -> None:
    content = secrets.token_hex(512).encode()
    with tarfile.open(path, "w") as archive:
        entry = tarfile.TarInfo("content")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
        if with_busybox:
            archive.add(program("busybox", "/bin"), "bin/busybox", filter=_owned_by_root)


def _owned_by_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def root_filesystem(path: Path) -> Path:
    """An archive for `docker import`: Debian's static busybox and a file."""
    _tar(path, with_busybox=True)
    return path


def oci_layout(folder: Path) -> str:
    """An OCI image layout of one layer; returns the manifest's digest."""
    blobs = folder / "blobs" / "sha256"
    blobs.mkdir(parents=True)

    def add(data: bytes, media_type: str) -> dict:
        digest = hashlib.sha256(data).hexdigest()
        (blobs / digest).write_bytes(data)
        return {"mediaType": f"application/vnd.oci.image.{media_type}",
                "digest": f"sha256:{digest}", "size": len(data)}

    scratch = folder / "layer"
    _tar(scratch, with_busybox=False)
    content = scratch.read_bytes()
    scratch.unlink()
    # Compressed, for skopeo would compress it on the way and the digests would change.
    layer = add(gzip.compress(content, mtime=0), "layer.v1.tar+gzip")
    content_digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    config = add(json.dumps({"architecture": "amd64", "os": "linux", "config": {},
                             "rootfs": {"type": "layers", "diff_ids": [content_digest]}}).encode(),
                 "config.v1+json")
    manifest = add(json.dumps({"schemaVersion": 2,
                               "mediaType": "application/vnd.oci.image.manifest.v1+json",
                               "config": config, "layers": [layer]}).encode(), "manifest.v1+json")
    (folder / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
    manifest["annotations"] = {"org.opencontainers.image.ref.name": "latest"}
    (folder / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [manifest]}))
    return manifest["digest"]


def layer_of(layout: Path) -> str:
    """The digest of the one layer of an image made by oci_layout()."""
    index = json.loads((layout / "index.json").read_text())
    manifest = layout / "blobs" / index["manifests"][0]["digest"].replace(":", "/")
    return json.loads(manifest.read_text())["layers"][0]["digest"]
