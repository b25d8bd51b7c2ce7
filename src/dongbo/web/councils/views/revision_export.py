"""Required revisions as a workbook."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.planning.models import RequiredRevision
from dongbo.planning.queries.revision_texts import told_revisions
from dongbo.web.councils.revision_rows import revision_rows
from dongbo.web.lists import workbook

PORTION = 200
"""Revisions told at a time."""


def revision_workbook(found: "QuerySet[RequiredRevision]", version: Version | None) -> HttpResponse:
    """Return revisions, each with what `version` shows of it, as a workbook."""
    headings = [
        _("Số"), _("Loại"), _("Yêu cầu"), _("Kết luận"), _("Nơi sửa"), _("Đơn vị"), _("Từ ngữ thống nhất"),
        _("Từ ngữ thôi dùng"), _("Văn bản chỉ đạo"), _("Trục"), _("Hạn"), _("Trả lời"),
        _("Nội dung tiếp thu, giải trình"), _("Đã sửa tại"), _("Văn bản cho thấy"), _("Chỗ chưa sửa"),
        _("Trả lời không khớp văn bản"), _("Phát hiện còn lại"), _("Lời ở bản thẩm định"), _("Lời ở bản tiếp thu"),
        _("Tình trạng"), _("Người ký nhận"), _("Ký nhận lúc"), _("Lý do ký nhận"),
    ]  # fmt: skip
    return workbook(name="yeu-cau-chinh-sua", headings=headings, rows=_exported(found, version))


def _exported(found: "QuerySet[RequiredRevision]", version: Version | None) -> Iterable[list[object]]:
    revisions = list(found)
    for first in range(0, len(revisions), PORTION):
        for row in revision_rows(told_revisions(revisions[first : first + PORTION], version)):
            one, check = row.revision, row.check
            yield [
                one.number, one.get_kind_display(), one.text, one.conclusion.text,
                "; ".join(place.place.label for place in row.places), one.unit.name if one.unit else "", one.keep,
                "; ".join(one.variants), one.directive.name if one.directive else "", row.axis, one.due_on,
                one.get_claim_display(), one.response, "; ".join(filter(None, row.told.named)),
                check.get_standing_display() if check else "", check.sentence if check and check.detail else "",
                "\n".join(row.lies), "\n".join(str(found["sentence"]) for found in check.findings) if check else "",
                "\n".join(place.place.then.words for place in row.places if place.place.then),
                "\n".join(stands.row.words for place in (*row.places, *row.elsewhere) for stands in place.now),
                row.state, check.signed_by.full_name if check and check.signed_by else "",
                check.signed_at if check else None, check.note if check else "",
            ]  # fmt: skip
