"""Freezing what was written as a named version, and going on in the next."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, Version
from dongbo.documents.operations.drafting import continue_version, finish_version
from dongbo.documents.queries import outline_of
from dongbo.documents.rules import require_work
from dongbo.engines.papers import PaperRefused
from dongbo.engines.provisions import Finding, Outline
from dongbo.engines.written_text import WrittenText, empty_provisions, write_text
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.operations.writing.holding import hold, one_line
from dongbo.planning.operations.writing.keeping import move_kept
from dongbo.planning.queries.writing import DanglingReference, dangling_references, unsaved_words


@transaction.atomic
def freeze_draft(*, version: Version, label: str, by: Acting, at: datetime, even_so: bool = False) -> Version:
    """This will freeze what is written so far under a name, and begin the next version with the same provisions.

    Its text becomes its file; references that lost their provision and empty provisions stand in its findings. What
    people are typing goes on in the next version. Raises NotAllowed; ValidationError by field for a blank name, with
    code `empty` where nothing is written, `secret` where the words bear a secrecy level, `writing` while others have
    unsaved words (`even_so` freezes all the same), and `frozen`, `closed`.
    """
    held = hold(version)
    document = held.version.document
    authorship = require_work(by, Permission.DOCUMENT_FREEZE, document, at=at)
    name = one_line(label)
    if not name:
        raise ValidationError({"label": _("Hãy đặt tên cho bản này, ví dụ «Dự thảo lần 1».")}, code="label")
    outline = outline_of(held.version)
    if not outline.nodes:
        raise ValidationError(_("Dự thảo chưa có điều khoản nào nên chưa chốt được."), code="empty")
    if not even_so:
        _require_nobody_writing(held.version, at=at)
    file_name = f"{slugify(name)[:80] or 'du-thao'}.md"
    frozen = finish_version(
        version=held.version,
        label=name,
        text=_text(outline, held.version, document, file_name),
        file_name=file_name,
        findings=_findings(outline, held.version),
        by=by,
        at=at,
    )
    following = continue_version(before=frozen, by=by, at=at)
    move_kept(before=frozen, after=following)
    append_event(
        kind="documents.version_frozen",
        subject_kind="document",
        subject_id=document.pk,
        payload={
            "version": frozen.ordinal,
            "label": frozen.label,
            "provisions": sum(1 for _node in outline.walk()),
            "sha256": frozen.sha256,
            "next": following.ordinal,
        },
        by=authorship,
        at=at,
    )
    return frozen


def _require_nobody_writing(version: Version, *, at: datetime) -> None:
    writing = unsaved_words(version, at=at)
    if writing:
        names = ", ".join(sorted({one.kept.officer.full_name for one in writing}))
        raise ValidationError(
            _("%(names)s đang viết và chưa lưu. Hãy nhắc họ lưu, hoặc chọn «vẫn chốt»: lời chưa lưu sang bản sau."),
            code="writing",
            params={"names": names},
        )


def _text(outline: Outline, version: Version, document: Document, file_name: str) -> WrittenText:
    metadata = {
        "issuer": document.organ_name,
        "number": document.number,
        "type": document.type_name,
        "subject": document.subject,
        "opening": version.preamble,
    }
    try:
        return write_text(outline, metadata, name=file_name)
    except PaperRefused as refusal:
        raise ValidationError(str(refusal), code="secret") from refusal


def _findings(outline: Outline, version: Version) -> list[Finding]:
    return [*map(_lost, dangling_references(version)), *empty_provisions(outline)]


def _lost(one: DanglingReference) -> Finding:
    if one.unclear:
        code = "reference_unwritten"
        sentence = _("“%(words)s” không còn nói rõ được điều khoản đã dẫn chiếu; hãy sửa lời dẫn chiếu.")
    else:
        code = "reference_to_nothing"
        sentence = _("“%(words)s” dẫn chiếu một điều khoản đã bỏ; hãy sửa lời dẫn chiếu.")
    return Finding(code, sentence % {"words": one.words}, path=one.row.path)
