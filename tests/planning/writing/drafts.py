"""A draft with its team, as tests of writing begin from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.documents.operations.storing import fingerprint
from dongbo.documents.queries import outline_of, version_being_written
from dongbo.engines.provisions import Node
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Decision
from dongbo.planning.models import DraftingDossier, OutlineTemplate
from dongbo.planning.operations.dossiers import add_member, open_dossier
from dongbo.planning.queries.writing import words_hash
from dongbo.planning.states import TeamRole
from tests.builders import Site, enrolled

ARTICLES: list[dict[str, Any]] = [
    {
        "kind": "chuong",
        "heading": "QUY ĐỊNH CHUNG",
        "children": [
            {"kind": "dieu", "heading": "Phạm vi", "text": "Kế hoạch này áp dụng trong toàn ngành."},
            {
                "kind": "dieu",
                "heading": "Mục tiêu",
                "children": [
                    {"kind": "khoan", "text": "Kết nối 5 trung tâm dữ liệu."},
                    {"kind": "khoan", "text": "Xử lý 80% hồ sơ trên môi trường điện tử."},
                ],
            },
        ],
    },
    {
        "kind": "chuong",
        "heading": "TỔ CHỨC THỰC HIỆN",
        "children": [
            {"kind": "dieu", "heading": "Trách nhiệm", "text": "Các đơn vị thực hiện khoản 2 Điều 2 và Điều 4."},
            {"kind": "dieu", "heading": "Hiệu lực", "text": "Kế hoạch có hiệu lực từ ngày ký."},
        ],
    },
    {
        "kind": "phu_luc",
        "heading": "DANH MỤC NHIỆM VỤ",
        "children": [
            {"kind": "dong", "number": "1", "cells": {"task": "Xây nền tảng dùng chung", "lead_unit": "Cục A"}},
            {"kind": "dong", "number": "2", "cells": {"task": "Diễn tập ứng cứu", "lead_unit": "Cục B"}},
        ],
    },
]
"""A small plan in articles: two chapters, a reference, an annex of tasks."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The dossier, its head, and one who writes only where he is given a part."""

    dossier: DraftingDossier
    head: Acting
    writer: Acting

    @property
    def version(self) -> Version:
        """The version that is being written now."""
        found = version_being_written(self.dossier.document)
        assert found is not None
        return found

    def row(self, path: str) -> ProvisionVersion:
        """Return what stands at `path` now."""
        return self.version.provisions.select_related("provision").get(path=path)

    def provision(self, path: str) -> Provision:
        """Return the identity of what stands at `path` now."""
        return self.row(path).provision

    def seen(self, path: str) -> str:
        """Return the fingerprint of the words at `path` now."""
        return words_hash(self.row(path))

    def told(self) -> list[tuple[str, str, str]]:
        """Return every provision in reading order: path, heading, text."""
        return list(self.version.provisions.order_by("rank").values_list("path", "heading", "text"))


def template(entries: list[dict[str, Any]] = ARTICLES, *, style: str = "dieu") -> OutlineTemplate:
    """Return an outline template in force."""
    found, _made = OutlineTemplate.objects.get_or_create(
        code="thu",
        valid_from=date(2026, 1, 1),
        defaults={"name": "Mẫu thử", "style": style, "entries": entries, "legal_basis": "Quyết định thử"},
    )
    return found


def drafted(
    site: Site, *, at: datetime, entries: list[dict[str, Any]] = ARTICLES, style: str = "dieu", name: str = ""
) -> Draft:
    """Open a dossier with a head of the team and one writer."""
    by = site.administrator
    head = enrolled(f"chu-tri{name}", "drafting-head", unit=site.unit, by=by, at=at)
    writer = enrolled(f"soan-thao{name}", "drafting-officer", unit=site.unit, by=by, at=at)
    dossier = open_dossier(
        subject="Ứng dụng công nghệ thông tin giai đoạn 2026 - 2030",
        type_name="Kế hoạch",
        unit=site.unit,
        access=Access.UNIT,
        template=template(entries, style=style),
        standing_unit=site.unit,
        decision=Decision("12/QĐ-BTN", date(2026, 11, 2), "Bộ Thử nghiệm"),
        by=head,
        at=at,
    )
    add_member(dossier=dossier, officer=head.officer, role=TeamRole.HEAD, by=head, at=at)
    add_member(dossier=dossier, officer=writer.officer, role=TeamRole.MEMBER, by=head, at=at)
    return Draft(dossier, head, writer)


def fingerprints(nodes: Iterable[Node]) -> dict[str, str]:
    """Return the fingerprint of every provision computed over the whole tree, by path: the slow way."""
    found: dict[str, str] = {}

    def visit(node: Node) -> str:
        found[node.path] = fingerprint(node, [visit(child) for child in node.children])
        return found[node.path]

    for node in nodes:
        visit(node)
    return found


def assert_whole(version: Version) -> None:
    """Assert what holds of every tree that is being written, whatever was done to it."""
    rows = list(version.provisions.order_by("rank"))
    outline = outline_of(version)
    assert [row.rank for row in rows] == list(range(len(rows)))
    assert {row.path: row.content_hash for row in rows} == fingerprints(outline.nodes)
    assert len({row.provision_id for row in rows}) == len(rows)
    depths = {row.pk: row.depth for row in rows}
    assert all(row.depth == (depths[row.parent_id] + 1 if row.parent_id else 0) for row in rows)
