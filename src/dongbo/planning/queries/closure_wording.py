"""What a line of closure is about and what is wrong, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.engines.places import place_name
from dongbo.planning.models import ClosureLine
from dongbo.planning.queries.closure_lines import Told
from dongbo.planning.states import ClosureKind

FAULTS: dict[str, Promise] = {
    "sentence_unchanged": gettext_lazy("Câu mà ý kiến nêu vẫn nguyên như cũ, lời đề nghị cũng chưa vào văn bản."),
    "provision_unchanged": gettext_lazy("Điều khoản này và mọi thứ bên dưới vẫn nguyên như cũ."),
    "unknown_provision": gettext_lazy("Chỗ được nêu không có trong bản nào của dự thảo."),
    "nothing_named": gettext_lazy("Ý kiến về toàn bộ dự thảo, mà trả lời chưa nêu đã sửa ở chỗ nào."),
    "named_unchanged": gettext_lazy("Trả lời nêu đã sửa chỗ này, mà chỗ này vẫn nguyên như cũ."),
    "no_reason": gettext_lazy("Không tiếp thu mà phần lý do không nói gì."),
    "open": gettext_lazy("Chưa có trả lời."),
    "waiting_for_leader": gettext_lazy("Đã trình, lãnh đạo chưa quyết định."),
    "silent": gettext_lazy("Hết nhận ý kiến mà đơn vị không trả lời."),
    "unit_ended": gettext_lazy("Đơn vị đã kết thúc trước khi trả lời."),
}
"""What the codes of `engines.closure` mean."""

OPERATIONS: dict[str, Promise] = {
    "modified": gettext_lazy("sửa lời"),
    "inserted": gettext_lazy("thêm mới"),
    "deleted": gettext_lazy("bỏ đi"),
    "moved": gettext_lazy("chuyển chỗ"),
    "split": gettext_lazy("tách ra"),
    "merged": gettext_lazy("gộp lại"),
}
"""How a provision was changed."""


def fault_of(line: ClosureLine) -> str:
    """Return what is wrong, in words."""
    if line.kind != ClosureKind.CHANGED_WITHOUT_BASIS:
        return str(FAULTS.get(line.detail, line.detail))
    done = ", ".join(str(OPERATIONS.get(one, one)) for one in line.detail.split("+"))
    return _("Đã %(done)s mà không có ý kiến, kết luận hay chỉ đạo nào nêu.") % {"done": done}


def place_of(told: Told) -> str:
    """Return what a line is about, in words: a provision, a unit, or the draft as a whole."""
    if told.line.consultee is not None:
        return str(told.line.consultee.unit.name)
    row = told.then or next(iter(told.now), None)
    return place_name(row.path) if row is not None else _("Toàn bộ dự thảo")
