"""The archive of a dossier, the same bytes whenever it is written: nothing packed, no clock, one order."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from dongbo.engines.dossier_bundle.model import (
    MANIFEST_NAME,
    SUMS_NAME,
    BundleRefused,
    Manifest,
    Part,
    digest,
    in_order,
)

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the oldest a ZIP can hold
_UNIX = 3
_READABLE = 0o100644 << 16


def write_zip(parts: Sequence[Part], manifest: Manifest, book: bytes | None = None) -> bytes:
    """Return the archive of `parts` with the manifest, the sums and the one PDF.

    Nothing is compressed: what a packer makes of the same bytes changes with its version. Raises BundleRefused where
    the manifest is of other parts or of another book.
    """
    return pack(files_of(parts, manifest, book))


def files_of(parts: Sequence[Part], manifest: Manifest, book: bytes | None = None) -> dict[str, bytes]:
    """Return what stands in the archive, by file name, in its order."""
    held = {manifest.book.file_name: book} if manifest.book and book is not None else {}
    held |= {part.file_name: part.data for part in in_order(parts)}
    if {name: digest(data) for name, data in held.items()} != manifest.hashes() or (book is None) == bool(
        manifest.book
    ):
        raise BundleRefused("other-parts", "Bản kê không phải của những tài liệu này; xin lập lại hồ sơ.")
    return {MANIFEST_NAME: manifest.as_bytes(), SUMS_NAME: sums(manifest), **held}


def sums(manifest: Manifest) -> bytes:
    """Return the list that `sha256sum -c` reads, the manifest's own file first."""
    hashes = {MANIFEST_NAME: digest(manifest.as_bytes()), **manifest.hashes()}
    return "".join(f"{sha256}  {name}\n" for name, sha256 in hashes.items()).encode()


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the archive of `files` in their order."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.create_system = _UNIX
            info.external_attr = _READABLE
            archive.writestr(info, data, zipfile.ZIP_STORED)
    return packed.getvalue()
