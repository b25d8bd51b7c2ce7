"""What is refused for secrecy, and what is recorded of it: that there was something, and nothing of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.engines.papers import paper_from_lines
from dongbo.engines.secrecy import SecrecyMark, find_secrecy
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship


@transaction.atomic
def record_secret_refused(*, by: Authorship, at: datetime) -> None:
    """This will record that a paper was refused for secrecy: neither its name nor anything in it (Decree 63/2026)."""
    append_event(kind="documents.secret_refused", subject_kind="refusal", subject_id="", payload={}, by=by, at=at)


def refuse_secret_words(texts: Mapping[str, str], *, by: Authorship, at: datetime) -> None:
    """This will refuse what an officer typed or pasted, by field, where a line of it bears a mark of secrecy.

    Called before the transaction of the act, so that the record of the refusal stays. Raises ValidationError with code
    `secret`.
    """
    marks = {name: mark for name, text in texts.items() if (mark := next(_marks(text), None)) is not None}
    if not marks:
        return
    record_secret_refused(by=by, at=at)
    told = _(
        "Lời này mang dấu chỉ độ mật “%(level)s” ở dòng %(line)d nên không được lưu: bí mật nhà nước quản lý ngoài hệ "
        "thống. Hãy bỏ nội dung mật rồi làm lại."
    )
    raise ValidationError(
        {
            name: ValidationError(told, code="secret", params={"level": mark.level, "line": mark.line})
            for name, mark in marks.items()
        }
    )


def _marks(text: str) -> Iterator[SecrecyMark]:
    """Yield the marks in a text, line by line: what was pasted may hold the head of a paper anywhere."""
    for number, line in enumerate(text.splitlines(), start=1):
        mark = find_secrecy(paper_from_lines([line]))
        if mark is not None:
            yield SecrecyMark(mark.level, number)
