"""A frozen dossier: its manifest, the archive whose hashes verify, the one PDF; and what was changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dongbo.engines.dossier_bundle.book import write_book
from dongbo.engines.dossier_bundle.model import BundleRefused, Manifest, Part, make_manifest, manifest_from
from dongbo.engines.dossier_bundle.reading import Bounds
from dongbo.engines.dossier_bundle.verifying import Fault, Verification, What, first_difference, read_zip, verify_zip
from dongbo.engines.dossier_bundle.zipping import files_of, write_zip

__all__ = [
    "Bounds",
    "BundleRefused",
    "Fault",
    "Frozen",
    "Manifest",
    "Part",
    "Verification",
    "What",
    "files_of",
    "first_difference",
    "freeze",
    "make_manifest",
    "manifest_from",
    "read_zip",
    "verify_zip",
    "write_book",
    "write_zip",
]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A dossier put together: the manifest that seals it, the one PDF, the archive."""

    manifest: Manifest
    book: bytes
    archive: bytes


def freeze(parts: Sequence[Part], *, title: str, frozen_at: datetime, about: Sequence[str] = ()) -> Frozen:
    """Return the dossier of `parts`; the same parts, title and moment give the same bytes at any later time."""
    unbound = make_manifest(parts, title=title, frozen_at=frozen_at, about=about)
    book = write_book(parts, unbound)
    manifest = unbound.with_book(book)
    return Frozen(manifest, book, write_zip(parts, manifest, book))
