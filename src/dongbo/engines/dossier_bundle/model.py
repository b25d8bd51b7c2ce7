"""A frozen dossier: its parts, and the manifest that seals them."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import rfc8785

from dongbo.engines.decree30.typefaces import Typeface

FORMAT = "dongbo-dossier/2"
FIRST_FORMAT = "dongbo-dossier/1"
"""Names neither the typefaces nor what the one PDF leaves out. What was frozen in it is verified and rebuilt in it."""

_FORMATS = frozenset({FIRST_FORMAT, FORMAT})
MANIFEST_NAME = "manifest.json"
SUMS_NAME = "SHA256SUMS"
BOOK_NAME = "ho-so.pdf"
_OWN_NAMES = frozenset({MANIFEST_NAME.casefold(), SUMS_NAME.casefold(), BOOK_NAME})
_NOT_IN_A_NAME = frozenset('\\/:*?"<>|')
_LONGEST_NAME = 200
_HEX = frozenset("0123456789abcdef")


class BundleRefused(ValueError):
    """A dossier that cannot be made, or an archive that is not read; `code` is stable, the message says what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a dossier: its place, its name for people, its file and what it is."""

    rank: int
    name: str
    file_name: str
    data: bytes
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of a part: everything but its bytes, and their SHA-256 and number."""

    rank: int
    name: str
    file_name: str
    kind: str
    sha256: str
    size: int


class Absence(StrEnum):
    """Why a file is not in the one PDF; the value is a stable code."""

    NOT_PDF = "not-pdf"
    TOO_LONG = "too-long"
    NOT_MERGED = "not-merged"


@dataclass(frozen=True, slots=True)
class BookEntry:
    """What the manifest says of the one PDF; `elsewhere` are the files it leaves out, each with why."""

    file_name: str
    sha256: str
    size: int
    elsewhere: tuple[tuple[str, Absence], ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dossier holds, frozen at a moment, which is kept in UTC.

    `about` are further lines for the cover, `typefaces` those the papers were set in. The book prints `contents_hash`,
    the seal of everything but itself; `hash` seals the book too.
    """

    title: str
    frozen_at: datetime
    entries: tuple[Entry, ...]
    about: tuple[str, ...] = ()
    book: BookEntry | None = None
    typefaces: tuple[Typeface, ...] = ()
    format: str = FORMAT

    @property
    def contents_hash(self) -> str:
        """Return the SHA-256 of the canonical form of everything but the book."""
        return digest(_canonical(self._contents()))

    @property
    def hash(self) -> str:
        """Return the manifest's own SHA-256: of its canonical form without this very line."""
        return digest(_canonical(self._sealed()))

    def as_json(self) -> dict[str, Any]:
        """Return the documented form, its own hash among it."""
        return {**self._sealed(), "sha256": self.hash}

    def as_bytes(self) -> bytes:
        """Return the canonical JSON (RFC 8785) that stands in the archive."""
        return _canonical(self.as_json())

    def with_book(self, book: bytes, elsewhere: Sequence[tuple[str, Absence]] = ()) -> "Manifest":
        """Return the manifest that also seals the one PDF, and says what is not in it."""
        told = tuple(elsewhere) if self.format != FIRST_FORMAT else ()
        return replace(self, book=BookEntry(BOOK_NAME, digest(book), len(book), told))

    def hashes(self) -> dict[str, str]:
        """Return the hash of every file the manifest seals, in the order of the archive."""
        book = {self.book.file_name: self.book.sha256} if self.book else {}
        return {**book, **{entry.file_name: entry.sha256 for entry in self.entries}}

    def _contents(self) -> dict[str, Any]:
        return {
            "format": self.format,
            "title": self.title,
            "about": list(self.about),
            "frozen_at": self.frozen_at.isoformat(),
            "parts": [
                {"rank": entry.rank, "name": entry.name, "file_name": entry.file_name, "kind": entry.kind,
                 "sha256": entry.sha256, "size": entry.size}
                for entry in self.entries
            ],
            **self._told_since(
                {"typefaces": [{"family": one.family, "cut": one.cut, "source": one.source} for one in self.typefaces]}
            ),
        }  # fmt: skip

    def _sealed(self) -> dict[str, Any]:
        return {
            **self._contents(),
            "contents_sha256": self.contents_hash,
            "book": self.book and self._of_book(self.book),
        }

    def _of_book(self, book: BookEntry) -> dict[str, Any]:
        elsewhere = [{"file_name": name, "why": why.value} for name, why in book.elsewhere]
        told = {"file_name": book.file_name, "sha256": book.sha256, "size": book.size}
        return {**told, **self._told_since({"elsewhere": elsewhere})}

    def _told_since(self, more: dict[str, Any]) -> dict[str, Any]:
        """Return what the first format does not say."""
        return {} if self.format == FIRST_FORMAT else more


def make_manifest(
    parts: Iterable[Part],
    *,
    title: str,
    frozen_at: datetime,
    about: Sequence[str] = (),
    typefaces: Sequence[Typeface] = (),
    form: str = FORMAT,
) -> Manifest:
    """Return the manifest of `parts` by their rank; raises BundleRefused over a name no archive should hold."""
    if frozen_at.tzinfo is None:
        raise BundleRefused("no-zone", "Thời điểm đóng băng hồ sơ phải có múi giờ.")
    ordered = in_order(parts)
    _refuse_names([part.file_name for part in ordered])
    entries = tuple(
        Entry(part.rank, part.name, part.file_name, part.kind, digest(part.data), len(part.data)) for part in ordered
    )
    told = tuple(typefaces) if form != FIRST_FORMAT else ()
    return Manifest(title, frozen_at.astimezone(UTC), entries, tuple(about), typefaces=told, format=form)


def in_order(parts: Iterable[Part]) -> list[Part]:
    """Return the parts by rank; of the same rank by file name."""
    return sorted(parts, key=lambda part: (part.rank, part.file_name))


def digest(data: bytes) -> str:
    """Return the SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def manifest_from(value: object) -> Manifest | None:
    """Return the manifest of its documented form; None where it is not one, or its own hash says it was changed."""
    try:
        manifest = _told(value)
        return manifest if manifest.as_json() == value else None
    except (BundleRefused, KeyError, TypeError, ValueError, OverflowError):
        return None


def _told(value: Any) -> Manifest:
    form = _text(value["format"])
    if form not in _FORMATS:
        raise ValueError(form)
    return Manifest(
        title=_text(value["title"]),
        frozen_at=datetime.fromisoformat(_text(value["frozen_at"])),
        entries=tuple(_entry(entry) for entry in value["parts"]),
        about=tuple(map(_text, value["about"])),
        book=_book(value["book"]) if value["book"] else None,
        typefaces=tuple(_typeface(one) for one in value.get("typefaces", ())),
        format=form,
    )


def _book(value: Mapping[str, Any]) -> BookEntry:
    elsewhere = tuple((_text(one["file_name"]), Absence(one["why"])) for one in value.get("elsewhere", ()))
    return BookEntry(_text(value["file_name"]), _hash(value["sha256"]), int(value["size"]), elsewhere)


def _typeface(value: Mapping[str, Any]) -> Typeface:
    return Typeface(*(_text(value[key]) for key in ("family", "cut", "source")))


def _entry(value: Mapping[str, Any]) -> Entry:
    name, file_name, kind = (_text(value[key]) for key in ("name", "file_name", "kind"))
    return Entry(int(value["rank"]), name, file_name, kind, _hash(value["sha256"]), int(value["size"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _hash(value: object) -> str:
    text = _text(value)
    if len(text) != hashlib.sha256().digest_size * 2 or not _HEX.issuperset(text):
        raise ValueError(text)
    return text


def _canonical(value: Mapping[str, Any]) -> bytes:
    try:
        return rfc8785.dumps(dict(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise BundleRefused("unwritable", "Tên trong hồ sơ có ký tự không ghi được; xin đặt lại tên.") from error


def _refuse_names(names: Sequence[str]) -> None:
    taken: set[str] = set()
    for name in names:
        if not is_plain_name(name):
            raise BundleRefused(
                "bad-name",
                f"Tên tệp “{name}” không dùng được trong hồ sơ. Tên tệp không để trống, không quá {_LONGEST_NAME} "
                'byte, không có dấu gạch chéo, ký tự điều khiển hay các dấu : * ? " < > |, không bắt đầu hay kết thúc '
                "bằng dấu chấm, dấu cách. Xin đặt lại tên.",
            )
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in _OWN_NAMES or folded in taken:
            raise BundleRefused("name-taken", f"Tên tệp “{name}” đã có trong hồ sơ; xin đặt tên khác.")
        taken.add(folded)


def is_plain_name(name: str) -> bool:
    """Return whether a name is a file's own and leads nowhere: no folder, no sign another system refuses."""
    return (
        bool(name)
        and len(name.encode("utf-8", "replace")) <= _LONGEST_NAME
        and name == unicodedata.normalize("NFC", name)
        and name == name.strip(". ")
        and _NOT_IN_A_NAME.isdisjoint(name)
        and not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in name)
    )
