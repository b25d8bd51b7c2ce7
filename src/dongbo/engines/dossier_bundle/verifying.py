"""Whether an archive is the dossier it says it is, and which file is not."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dongbo.engines.dossier_bundle.model import (
    MANIFEST_NAME,
    SUMS_NAME,
    BundleRefused,
    Manifest,
    digest,
    manifest_from,
)
from dongbo.engines.dossier_bundle.reading import BOUNDS, Bounds, unpack
from dongbo.engines.dossier_bundle.zipping import pack, sums
from dongbo.engines.figures import figure

_STEP = 1 << 16


class What(StrEnum):
    """What is wrong with a file; the value is a stable code."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    MANIFEST_CHANGED = "manifest-changed"


_SENTENCES = {
    What.CHANGED: "Tệp “{name}” đã bị thay đổi",
    What.MISSING: "Tệp “{name}” bị thiếu",
    What.ADDED: "Tệp “{name}” không có trong bản kê",
    What.MANIFEST_CHANGED: "Bản kê “{name}” đã bị thay đổi, hoặc không phải của hồ sơ này",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as it was frozen; `offset` is its first changed byte, counted from 0, where that is known."""

    file_name: str
    what: What
    offset: int | None = None

    @property
    def sentence(self) -> str:
        """Return it as a colleague would say it."""
        place = "" if self.offset is None else f", từ byte thứ {figure(self.offset + 1)}"
        return f"{_SENTENCES[self.what].format(name=self.file_name)}{place}."


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. `as_written` says that the archive itself is, byte for byte, the one that was written."""

    faults: tuple[Fault, ...]
    manifest: Manifest | None
    as_written: bool

    @property
    def ok(self) -> bool:
        """Whether every file is there as it was frozen, and no other."""
        return not self.faults


def verify_zip(
    data: bytes,
    *,
    manifest_hash: str | None = None,
    original: Mapping[str, bytes] | None = None,
    bounds: Bounds = BOUNDS,
) -> Verification:
    """Return what of an archive is not as it was frozen; raises BundleRefused where it cannot be read at all.

    By itself an archive only shows that its files agree with its manifest: `manifest_hash`, kept elsewhere, shows that
    the manifest is the true one. With the `original` files by name the first changed byte is told too.
    """
    files = unpack(data, bounds)
    manifest = _manifest(files, manifest_hash)
    found = _against(original, files) if original is not None else _by_itself(files, manifest)
    faults = tuple(found)
    as_written = not faults and manifest is not None and data == pack({name: files[name] for name in _order(manifest)})
    return Verification(faults, manifest, as_written)


def read_zip(data: bytes, *, bounds: Bounds = BOUNDS) -> tuple[Manifest, dict[str, bytes]]:
    """Return the manifest and the files it seals; raises BundleRefused where anything is not as it was frozen."""
    verified = verify_zip(data, bounds=bounds)
    if verified.faults or verified.manifest is None:
        raise BundleRefused("not-as-frozen", " ".join(fault.sentence for fault in verified.faults))
    files = unpack(data, bounds)
    return verified.manifest, {name: files[name] for name in verified.manifest.hashes()}


def first_difference(original: bytes, other: bytes) -> int | None:
    """Return the place of the first byte that differs; where one ends within the other, its length; None if equal."""
    for begin in range(0, max(len(original), len(other)), _STEP):
        one, two = original[begin : begin + _STEP], other[begin : begin + _STEP]
        if one != two:
            pairs = enumerate(zip(one, two, strict=False))
            return begin + next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))
    return None


def _manifest(files: Mapping[str, bytes], manifest_hash: str | None) -> Manifest | None:
    """Return the manifest if it is canonical, agrees with its own hash, and is the one that is asked for."""
    try:
        manifest = manifest_from(json.loads(files.get(MANIFEST_NAME, b"")))
    except (ValueError, RecursionError):
        return None
    if manifest is None or manifest.as_bytes() != files[MANIFEST_NAME]:
        return None
    return manifest if manifest_hash in (None, manifest.hash) else None


def _order(manifest: Manifest) -> list[str]:
    return [MANIFEST_NAME, SUMS_NAME, *manifest.hashes()]


def _against(original: Mapping[str, bytes], files: Mapping[str, bytes]) -> Iterator[Fault]:
    for name, data in original.items():
        if name not in files:
            yield Fault(name, What.MISSING)
        elif (offset := first_difference(data, files[name])) is not None:
            yield Fault(name, What.MANIFEST_CHANGED if name == MANIFEST_NAME else What.CHANGED, offset)
    yield from (Fault(name, What.ADDED) for name in files if name not in original)


def _by_itself(files: Mapping[str, bytes], manifest: Manifest | None) -> Iterator[Fault]:
    """Yield what does not agree with the manifest; where that cannot be trusted, with the sums."""
    if manifest is None:
        yield Fault(MANIFEST_NAME, What.MANIFEST_CHANGED if MANIFEST_NAME in files else What.MISSING)
    if SUMS_NAME not in files:
        yield Fault(SUMS_NAME, What.MISSING)
    elif manifest is not None and (offset := first_difference(sums(manifest), files[SUMS_NAME])) is not None:
        yield Fault(SUMS_NAME, What.CHANGED, offset)
    sealed = manifest.hashes() if manifest is not None else _summed(files.get(SUMS_NAME, b""))
    for name, sha256 in sealed.items():
        if name not in files:
            yield Fault(name, What.MISSING)
        elif digest(files[name]) != sha256:
            yield Fault(name, What.CHANGED)
    yield from (Fault(name, What.ADDED) for name in files if name not in (MANIFEST_NAME, SUMS_NAME, *sealed))


def _summed(written: bytes) -> dict[str, str]:
    lines = written.decode("utf-8", "replace").splitlines()
    pairs = (line.partition("  ") for line in lines)
    return {name: sha256 for sha256, _, name in pairs if name not in ("", MANIFEST_NAME)}
