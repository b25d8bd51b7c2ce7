"""Writing what stands before the first provision: legal bases and the enacting lines, over nobody else's words."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.organisation.rules import Acting
from dongbo.planning.operations.writing.holding import hold, record, typed
from dongbo.planning.queries.writing import preamble_hash
from dongbo.planning.rules.drafting import require_write

LONGEST_PREAMBLE = 20_000
"""Letters before the first provision: several pages of legal bases."""


@transaction.atomic
def write_preamble(*, version: Version, text: str, seen: str, by: Acting, at: datetime) -> Version:
    """This will write what stands before the first provision; those who write everywhere in the draft may.

    `seen` is the fingerprint of the words the officer began from. Where somebody has written others since, nothing is
    overwritten: raises ValidationError with code `conflict` and the version as it reads now in params["current"].
    Raises NotAllowed too; ValidationError with code `too_long`, `frozen`, `closed`.
    """
    held = hold(version)
    authorship = require_write(by, held.dossier, (), at=at)
    said = "\n".join(line.rstrip() for line in typed(text).strip().split("\n"))
    if len(said) > LONGEST_PREAMBLE:
        raise ValidationError(
            {"text": ValidationError(_("Phần mở đầu dài quá %(most)s ký tự; hãy rút gọn hoặc chuyển thành điều khoản."),
                                     code="too_long", params={"most": LONGEST_PREAMBLE})}
        )  # fmt: skip
    before = held.version.preamble
    if said == before:
        return held.version
    if seen != preamble_hash(held.version):
        raise ValidationError(
            _("Người khác vừa sửa phần mở đầu. Hãy xem lời hiện nay ở dưới, sửa lời của bạn rồi lưu lại."),
            code="conflict",
            params={"current": held.version},
        )
    held.version.preamble = said
    held.version.save(update_fields=["preamble"])
    record("preamble_written", held, {"before": before, "after": said}, by=authorship, at=at)
    return held.version
