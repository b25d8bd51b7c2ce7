"""A frozen dossier: its manifest, the archive whose hashes verify, the one PDF; and what was changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dongbo.engines.decree30.typefaces import Typeface
from dongbo.engines.dossier_bundle.book import Book, write_book
from dongbo.engines.dossier_bundle.model import (
    FIRST_FORMAT,
    FORMAT,
    Absence,
    BundleRefused,
    Manifest,
    Part,
    make_manifest,
    manifest_from,
)
from dongbo.engines.dossier_bundle.reading import Bounds
from dongbo.engines.dossier_bundle.verifying import Fault, Verification, What, first_difference, read_zip, verify_zip
from dongbo.engines.dossier_bundle.zipping import files_of, write_zip

__all__ = [
    "FIRST_FORMAT",
    "FORMAT",
    "Absence",
    "Book",
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


def freeze(
    parts: Sequence[Part],
    *,
    title: str,
    frozen_at: datetime,
    about: Sequence[str] = (),
    typefaces: Sequence[Typeface] = (),
    form: str = FORMAT,
) -> Frozen:
    """Return the dossier of `parts`; the same parts, title, moment, typefaces and format give the same bytes at any
    later time, on a machine that has these typefaces."""
    unbound = make_manifest(parts, title=title, frozen_at=frozen_at, about=about, typefaces=typefaces, form=form)
    book = write_book(parts, unbound)
    manifest = unbound.with_book(book.data, book.elsewhere)
    return Frozen(manifest, book.data, write_zip(parts, manifest, book.data))
