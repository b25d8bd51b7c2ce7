"""Figures on real papers: half was looked at while the rules were written, the other half only measured.

The papers' own portal titles are the gold for type, number and subject; a title that contradicts its paper is not,
and must be flagged. Issuers are held against the agency that the number names. Signers and dates were read by eye:
here they must be there wherever the paper carries a signature or a date.
"""

import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from rapidfuzz import fuzz

from dongbo.engines.metadata import Metadata, read_metadata
from dongbo.engines.numbers import agency_of, find_dates, find_numbers, parse_number
from dongbo.engines.papers import paper_from_lines, read_file
from dongbo.engines.vietnamese import fold
from tests.shared import shared_data

pytestmark = pytest.mark.shared
LOOKED_AT, MEASURED = 0, 1
HEADERLESS = {"doc_000304.html", "doc_000437.html", "doc_000540.html", "doc_000745.html"}
"""Papers whose file holds neither header nor signature."""
SHORTENED = {LOOKED_AT: "doc_000478.html", MEASURED: "doc_000465.html"}
"""Papers whose title on the portal leaves out half of the subject's words."""


@dataclass(frozen=True)
class Row:
    file: str
    title: str | None
    lines: list[str]
    metadata: Metadata


@cache
def rows(half: int) -> list[Row]:
    found: list[Row] = []
    with gzip.open(shared_data("vbpl", "documents.jsonl.gz"), "rt", encoding="utf-8") as papers:
        for index, text in enumerate(papers):
            row: dict[str, Any] = json.loads(text)
            if index % 2 != half or " the " in " ".join(row["lines"][:30]).lower():
                continue
            metadata = read_metadata(paper_from_lines(row["lines"]), portal_title=row["title"])
            found.append(Row(row["file"], row["title"], row["lines"], metadata))
    return found


def is_law(title: str) -> bool:
    return re.match(r"(?:bộ )?luật", title, re.IGNORECASE) is not None


def titled_number(title: str) -> str:
    numbers = [found.number.key for found in find_numbers(title)]
    return numbers[-1 if is_law(title) else 0] if numbers else ""


def titled_subject(title: str) -> str:
    if is_law(title):
        return re.sub(r"(?i)^(?:bộ )?luật\s*|\.?\s*số\s+\d+/\d{4}/QH\d+$", "", title)
    return re.sub(r"(?i)^.*?\d[\w./]*/[\w./-]+\s*(?:/VBHN-\w+)?\s*", "", title, count=1)


def warned(metadata: Metadata, field: str) -> bool:
    return any(field in finding.fields for finding in metadata.findings)


def missed(half: int, field: str, *, silently: bool = False) -> list[str]:
    """Return the files where `field` is not the title's, or only those where nothing warns of it."""
    wrong: list[str] = []
    for row in rows(half):
        if row.title is None or row.file in HEADERLESS or right(row.metadata, row.title, field):
            continue
        if not (silently and warned(row.metadata, field)):
            wrong.append(row.file)
    return wrong


def right(metadata: Metadata, title: str, field: str) -> bool:
    if field == "number":
        number = parse_number(metadata.number or "")
        return titled_number(title) in ("", number.key if number else None)
    if field == "type":
        written = "Luật" if is_law(title) else title.split(" số ")[0].split(" SỐ ")[0]
        return fold(written) == fold(metadata.type or "")
    ours, theirs = fold(metadata.subject or ""), fold(titled_subject(title))
    return fuzz.ratio(ours, theirs) >= 90 or fuzz.partial_ratio(ours, theirs) >= 95


@pytest.mark.parametrize(("half", "titled"), [(LOOKED_AT, 127), (MEASURED, 131)])
def test_number_type_and_subject_are_the_title_s(half: int, titled: int) -> None:
    assert sum(row.title is not None for row in rows(half)) == titled
    contradicting = {
        LOOKED_AT: {
            "number": ["doc_000590.html", "doc_000707.html", "doc_000735.html"],
            "type": ["doc_000707.html"],
            "subject": [SHORTENED[LOOKED_AT], "doc_000590.html", "doc_000707.html"],
        },
        MEASURED: {"number": ["doc_000140.html", "doc_000295.html"], "type": [], "subject": [SHORTENED[MEASURED]]},
    }
    assert {field: missed(half, field) for field in ("number", "type", "subject")} == contradicting[half]


@pytest.mark.parametrize("half", [LOOKED_AT, MEASURED])
def test_a_wrong_number_or_type_is_never_silent(half: int) -> None:
    assert [missed(half, field, silently=True) for field in ("number", "type")] == [[], []]


@pytest.mark.parametrize(("half", "differing"), [(LOOKED_AT, 2), (MEASURED, 3)])
def test_the_issuer_is_the_one_the_number_names_or_the_difference_is_said(half: int, differing: int) -> None:
    other = []
    for row in rows(half):
        number = parse_number(row.metadata.number or "")
        agency = agency_of(re.split("[-/]", number.body)[0]) if number else None
        if agency and number and number.abbreviation not in ("NQLT", "TTLT") and row.metadata.issuer != agency.name:
            other.append(row.metadata)
    assert (len(other), all(warned(each, "issuer") for each in other)) == (differing, True)
    assert [row.file for row in rows(half) if row.metadata.issuer is None] == []


@pytest.mark.parametrize("half", [LOOKED_AT, MEASURED])
def test_every_paper_with_a_signature_or_a_date_gives_them(half: int) -> None:
    unsigned = {row.file for row in rows(half) if row.metadata.signer is None}
    undated = {row.file for row in rows(half) if row.metadata.date is None}
    headerless = HEADERLESS & {row.file for row in rows(half)}
    assert unsigned == headerless
    assert undated == headerless | ({"doc_000590.html"} if half == LOOKED_AT else set())


def test_a_signer_is_a_person_named_after_the_position() -> None:
    for half in (LOOKED_AT, MEASURED):
        for row in rows(half):
            for name in (row.metadata.signer or "").split("; "):
                assert name == "" or re.fullmatch(r"\w+(?: \w+){1,4}", name), row.file


def test_pages_in_the_official_layout_give_what_was_drawn_on_them() -> None:
    drawn = json.loads(shared_data("ocr", "metadata.json").read_text(encoding="utf-8"))
    assert len(drawn) >= 6
    for each in drawn:
        found = read_metadata(read_file(shared_data("ocr", "pdf", f"d{each['n']:02d}.pdf")))
        assert fold(found.type or "") == fold(each["loai"])
        assert (found.number or "") == (each["so"].removeprefix("Số: ") if "Số: /" not in each["so"] else "")
        assert found.date == next(find_dates(each["ngay"])).iso
        assert fold(found.subject or "") == fold(" ".join(each["ty"]))
        assert fold(found.issuer or "") == fold(" ".join(each["cq"]))
        assert found.signer == each["sign"][-1].removeprefix("Đại tướng ").removeprefix("Thượng tướng ")
        assert fold(found.signer_position or "") == fold(each["sign"][-2])


def test_policies_and_decree_30_give_their_headers() -> None:
    expected = {
        ("policies", "NQ03-NQ-CP_2025_than.md"): ("Nghị quyết", "03/NQ-CP", "2025-01-09", "Chính phủ"),
        ("policies", "NQ20-NQ-TW_2012_toan-van.md"): (
            "Nghị quyết", "20-NQ/TW", "2012-11-01", "Ban Chấp hành Trung ương",
        ),
        ("policies", "NQ57-NQ-TW_2024_toan-van.md"): ("Nghị quyết", "57-NQ/TW", "2024-12-22", "Bộ Chính trị"),
        ("decree30", "30_2020_ND_CP.docx"): ("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ"),
    }  # fmt: skip
    for parts, fields in expected.items():
        found = read_metadata(read_file(shared_data(*parts)))
        assert (found.type, found.number, found.date, found.issuer) == fields


def test_laws_are_typed_numbered_and_issued() -> None:
    laws = sorted(shared_data("laws").glob("*.docx"))[::4]
    found = [read_metadata(read_file(path)) for path in laws]
    assert {each.type for each in found} == {"Luật", "Bộ luật"}
    assert {each.issuer for each in found} == {"Quốc hội"}
    assert sum(each.number is not None for each in found) >= len(laws) - 2
    assert all(warned(each, "number") for each in found if each.evidence["number"].confidence < 0.8)
