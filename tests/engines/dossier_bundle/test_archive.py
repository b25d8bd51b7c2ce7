"""The archive of a dossier: its hashes verify, a changed byte is named, what is sent is read within bounds."""

import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.decree30.typefaces import Typeface
from dongbo.engines.dossier_bundle import (
    Bounds,
    BundleRefused,
    Fault,
    Part,
    What,
    files_of,
    first_difference,
    freeze,
    make_manifest,
    manifest_from,
    read_zip,
    verify_zip,
    write_zip,
)
from tests.engines.dossier_bundle.samples import ABOUT, AT, PARTS, TITLE

FROZEN = freeze(PARTS, title=TITLE, frozen_at=AT, about=ABOUT)
FILES = files_of(PARTS, FROZEN.manifest, FROZEN.book)
BARE = make_manifest(PARTS, title=TITLE, frozen_at=AT, about=ABOUT)


def packed(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The archive another program would make of the files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def refusal(data: bytes, bounds: Bounds | None = None) -> str:
    with pytest.raises(BundleRefused) as refused:
        verify_zip(data, bounds=bounds or Bounds())
    return refused.value.code


def test_the_archive_holds_manifest_sums_book_and_parts_in_order() -> None:
    with zipfile.ZipFile(io.BytesIO(FROZEN.archive)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert archive.namelist() == [
            "manifest.json", "SHA256SUMS", "ho-so.pdf", "du-thao.pdf", "so-sanh.pdf", "bảng tổng hợp.xlsx", "rong.txt",
        ]  # fmt: skip
        kinds = {(info.date_time, info.external_attr >> 16, info.compress_type) for info in archive.infolist()}
    assert kinds == {((1980, 1, 1, 0, 0, 0), 0o100644, zipfile.ZIP_STORED)}


def test_sha256sum_accepts_it_and_finds_a_changed_file(tmp_path: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("sha256sum is not installed")
    with zipfile.ZipFile(io.BytesIO(FROZEN.archive)) as archive:
        archive.extractall(tmp_path)
    check = [program, "--check", "--strict", "SHA256SUMS"]
    fine = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True)
    assert (fine.returncode, fine.stdout.count(": OK")) == (0, len(FILES) - 1)
    (tmp_path / "du-thao.pdf").write_bytes(FILES["du-thao.pdf"] + b" ")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, text=True).returncode == 1


def test_the_manifest_is_canonical_and_its_own_hash_is_of_all_else() -> None:
    told = json.loads(FILES["manifest.json"])
    assert rfc8785.dumps(told) == FILES["manifest.json"]
    assert manifest_from(told) == FROZEN.manifest
    assert told["format"] == "dongbo-dossier/2"
    assert told["frozen_at"] == "2026-02-05T01:30:00+00:00"
    assert [(part["file_name"], part["size"]) for part in told["parts"]] == [
        (part.file_name, len(part.data)) for part in sorted(PARTS, key=lambda part: part.rank)
    ]


ISSUED = {
    "about": ["Hội đồng: A"],
    "book": {"file_name": "ho-so.pdf", "sha256": "b" * 64, "size": 3},
    "contents_sha256": "558add26e3ebca29c74685f9acd29e677da820c3ba52d99f669e5d11fb815974",
    "format": "dongbo-dossier/1",
    "frozen_at": "2026-02-05T01:30:00+00:00",
    "parts": [
        {"file_name": "a.pdf", "kind": "plan", "name": "Dự thảo", "rank": 1, "sha256": "a" * 64, "size": 1},
    ],
    "sha256": "04882c409c7bc79cbb53edf1fdc0aefb1559725e03c363ddd7f1e2f17e9d020c",
    "title": "Thẩm định",
}
"""A manifest as it was written before there was another format, with the hashes of then."""


def test_a_manifest_of_the_first_format_still_verifies() -> None:
    manifest = manifest_from(ISSUED)
    assert manifest is not None
    assert (manifest.hash, manifest.typefaces, manifest.as_json()) == (ISSUED["sha256"], (), ISSUED)
    assert manifest_from(ISSUED | {"typefaces": []}) is None
    assert manifest_from(ISSUED | {"format": "dongbo-dossier/2"}) is None
    assert manifest_from(ISSUED | {"format": "dongbo-dossier/3"}) is None


def test_the_typefaces_are_sealed_with_the_rest() -> None:
    faces = (
        Typeface("Liberation Serif", "normal 400", "a" * 64),
        Typeface("Libertinus Serif", "italic 700", "typst 1"),
    )
    manifest = make_manifest(PARTS, title=TITLE, frozen_at=AT, typefaces=faces)
    told = manifest.as_json()
    assert manifest_from(told) == manifest
    assert manifest.contents_hash != make_manifest(PARTS, title=TITLE, frozen_at=AT).contents_hash
    told["typefaces"][0]["source"] = "b" * 64
    assert manifest_from(told) is None


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    local = AT.astimezone(timezone(timedelta(hours=7)))
    assert make_manifest(PARTS, title=TITLE, frozen_at=local, about=ABOUT) == BARE


def test_an_untouched_archive_verifies() -> None:
    verified = verify_zip(FROZEN.archive, manifest_hash=FROZEN.manifest.hash)
    assert (verified.ok, verified.as_written, verified.manifest) == (True, True, FROZEN.manifest)
    assert read_zip(FROZEN.archive) == (FROZEN.manifest, {name: FILES[name] for name in list(FILES)[2:]})


def test_packed_anew_it_still_verifies_but_is_not_as_it_was_written() -> None:
    verified = verify_zip(packed(FILES), manifest_hash=FROZEN.manifest.hash, original=FILES)
    assert (verified.ok, verified.as_written) == (True, False)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_changed_byte_of_any_file_is_named(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name, held in FILES.items() if held]))
    place = data.draw(st.integers(0, len(FILES[name]) - 1))
    mask = data.draw(st.integers(1, 255))
    changed = bytearray(FILES[name])
    changed[place] ^= mask
    what = What.MANIFEST_CHANGED if name == "manifest.json" else What.CHANGED
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        sent = packed({**FILES, name: bytes(changed)}, packing)
        assert verify_zip(sent, original=FILES).faults == (Fault(name, what, place),)
        alone = verify_zip(sent, manifest_hash=FROZEN.manifest.hash).faults
        assert {(fault.file_name, fault.what) for fault in alone} == {(name, what)}


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(FROZEN.archive) - 1), st.integers(1, 255))
def test_a_changed_byte_anywhere_never_passes_for_the_archive_as_written(place: int, mask: int) -> None:
    sent = bytearray(FROZEN.archive)
    sent[place] ^= mask
    try:
        verified = verify_zip(bytes(sent), manifest_hash=FROZEN.manifest.hash)
    except BundleRefused:
        return
    assert not verified.as_written


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(FROZEN.archive) - 1))
def test_an_archive_cut_off_is_refused(length: int) -> None:
    assert refusal(FROZEN.archive[:length]) == "not-an-archive"


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("manifest.json", "SHA256SUMS")])
def test_a_missing_file_is_named(name: str) -> None:
    left = {kept: data for kept, data in FILES.items() if kept != name}
    assert verify_zip(packed(left)).faults == (Fault(name, What.MISSING),)
    assert verify_zip(packed(left), original=FILES).faults == (Fault(name, What.MISSING),)


@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS"])
def test_a_missing_manifest_or_list_of_sums_is_named(name: str) -> None:
    left = {kept: data for kept, data in FILES.items() if kept != name}
    assert verify_zip(packed(left)).faults == (Fault(name, What.MISSING),)


def test_an_added_file_is_named() -> None:
    sent = packed({**FILES, "them.txt": b"x"})
    assert verify_zip(sent).faults == verify_zip(sent, original=FILES).faults == (Fault("them.txt", What.ADDED),)


def test_a_whole_dossier_put_in_its_place_is_told_by_the_hash_that_was_kept() -> None:
    parts = [replace(PARTS[0], data=b"khac"), *PARTS[1:]]
    other = make_manifest(parts, title=TITLE, frozen_at=AT)
    sent = write_zip(parts, other)
    assert verify_zip(sent).ok
    assert verify_zip(sent, manifest_hash=FROZEN.manifest.hash).faults == (
        Fault("manifest.json", What.MANIFEST_CHANGED),
    )


def test_faults_are_told_in_sentences() -> None:
    assert Fault("a.pdf", What.CHANGED, 0).sentence == "Tệp “a.pdf” đã bị thay đổi, từ byte thứ 1."
    assert Fault("b.pdf", What.MISSING).sentence == "Tệp “b.pdf” bị thiếu."


def test_a_dossier_that_is_not_as_it_was_frozen_is_not_read() -> None:
    with pytest.raises(BundleRefused, match=r"them\.txt"):
        read_zip(packed({**FILES, "them.txt": b"x"}))


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (b"", b"", None), (b"abc", b"abc", None), (b"abc", b"abd", 2), (b"abc", b"ab", 2), (b"", b"x", 0),
        (b"a" * 70_000, b"a" * 65_536 + b"b" + b"a" * 4_463, 65_536), (b"a" * 65_536, b"a" * 65_537, 65_536),
    ],
)  # fmt: skip
def test_the_first_difference_is_found(one: bytes, other: bytes, place: int | None) -> None:
    assert first_difference(one, other) == first_difference(other, one) == place


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_the_first_difference_agrees_with_going_byte_by_byte(one: bytes, other: bytes) -> None:
    slow = next((at for at in range(max(len(one), len(other))) if one[at : at + 1] != other[at : at + 1]), None)
    assert first_difference(one, other) == slow


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../a.pdf",
        "a/b.pdf",
        "a\\b.pdf",
        "a\nb",
        "/a",
        "a.",
        " a",
        "a:b",
        "x" * 201,
        "e\u0323\u0302",
        "a\u202eb",
    ],
)  # fmt: skip
def test_a_name_that_no_archive_should_hold_is_refused(name: str) -> None:
    with pytest.raises(BundleRefused) as refused:
        make_manifest([Part(1, "x", name, b"")], title=TITLE, frozen_at=AT)
    assert refused.value.code == "bad-name"


@pytest.mark.parametrize("names", [("a.pdf", "A.pdf"), ("Manifest.json",), ("sha256sums",), ("ho-so.pdf",)])
def test_a_name_taken_already_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(BundleRefused) as refused:
        make_manifest([Part(1, "x", name, b"") for name in names], title=TITLE, frozen_at=AT)
    assert refused.value.code == "name-taken"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(BundleRefused):
        make_manifest(PARTS, title=TITLE, frozen_at=datetime(2026, 2, 5))  # noqa: DTZ001 – that is what is refused


def test_an_archive_is_not_written_of_other_parts_than_the_manifest_seals() -> None:
    with pytest.raises(BundleRefused):
        write_zip(PARTS[1:], BARE)
    with pytest.raises(BundleRefused):
        write_zip(PARTS, BARE, FROZEN.book)
    with pytest.raises(BundleRefused):
        write_zip(PARTS, FROZEN.manifest, FROZEN.book + b" ")
    with pytest.raises(BundleRefused):
        write_zip(PARTS, FROZEN.manifest)


@pytest.mark.parametrize("name", ["../manifest.json", "/etc/x", "a/../b", "C:\\x", "a\x00b"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("aaaaaaaaaaaaaaaaaaa"[: len(name)], b"x")
    sent = held.getvalue().replace(b"aaaaaaaaaaaaaaaaaaa"[: len(name)], name.encode())
    assert refusal(sent) == "unsafe-name"


def test_the_same_name_twice_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.pdf", b"x")
        archive.writestr("b.pdf", b"y")
    assert refusal(held.getvalue().replace(b"b.pdf", b"a.pdf")) == "name-twice"


def test_an_encrypted_archive_is_refused() -> None:
    sent = bytearray(packed({"a.pdf": b"x"}, zipfile.ZIP_STORED))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        sent[sent.index(sign) + offset] |= 1
    assert refusal(bytes(sent)) == "encrypted"


def test_an_archive_that_swells_is_refused() -> None:
    assert refusal(packed({"a.pdf": bytes(20 * 1024**2)})) == "too-large"


def test_bounds_on_files_and_bytes_are_kept() -> None:
    three = packed({f"{name}.pdf": bytes(range(200)) for name in "abc"})
    assert refusal(three, Bounds(files=2)) == "too-many"
    assert refusal(three, Bounds(file_bytes=199)) == "too-large"
    assert refusal(three, Bounds(all_bytes=599)) == "too-large"
    assert not verify_zip(three, bounds=Bounds(3, 200, 600)).ok


def test_a_file_longer_than_it_says_is_never_unpacked_further() -> None:
    sent = bytearray(packed({"a.pdf": bytes(1024**2)}))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = sent.index(sign) + offset
        sent[at : at + 4] = (10).to_bytes(4, "little")
    faults = verify_zip(bytes(sent), original={"a.pdf": bytes(10)}).faults
    assert faults == (Fault("a.pdf", What.CHANGED, 10),)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_packing_is_refused(packing: int) -> None:
    assert refusal(packed({"a.pdf": b"x" * 100}, packing)) == "unknown-packing"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_anything_sent_is_refused_or_judged(data: bytes) -> None:
    assert refusal(data) == "not-an-archive"


@pytest.mark.parametrize(
    "written",
    [b"", b"[]", b"{}", b'"x"', b"[" * 5_000, b'{"title": 1e999}', b"\xff\xfe", FILES["manifest.json"] + b" "],
)
def test_a_manifest_that_is_none_is_named(written: bytes) -> None:
    faults = verify_zip(packed({**FILES, "manifest.json": written})).faults
    assert faults == (Fault("manifest.json", What.MANIFEST_CHANGED),)
