"""Required revisions as a workbook, and as the report to the council."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.engines.council_papers import revision_report
from dongbo.engines.decree30 import write_docx
from dongbo.planning.models import RequiredRevision
from dongbo.planning.queries.revision_report import revision_report_data
from dongbo.planning.queries.revision_sources import dossier_judged
from dongbo.planning.queries.revision_texts import told_revisions
from dongbo.planning.queries.revisions import versions_after
from dongbo.web.acting import now
from dongbo.web.councils.revision_rows import revision_rows
from dongbo.web.councils.revision_scope import chosen_version, council_seen, record_look
from dongbo.web.documents.exports import WORD
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


def revision_report_file(request: HttpRequest, pk: str) -> HttpResponse:
    """Return the report on what became of each revision, as a paper to be signed."""
    shown = council_seen(request, pk)
    version = chosen_version(versions_after(shown), request.GET.get("version", ""))
    if version is None:
        dossier = dossier_judged(shown)
        if dossier is None:
            raise Http404
        version = dossier.version
    record_look(request, shown, version)
    data = write_docx(revision_report(revision_report_data(shown, version, at=now())))
    response = HttpResponse(data, content_type=WORD)
    response["Content-Disposition"] = 'attachment; filename="bao-cao-tiep-thu.docx"'
    return response
