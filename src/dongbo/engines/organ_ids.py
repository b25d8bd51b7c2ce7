"""Identity codes of agencies and organisations (Decision 20/2020/QĐ-TTg), and the older form of QCVN 102:2016.

A code is groups with points between them, read from the left, the agency of level 1 first: `G01.05.02`. The older form
is read from the right and filled up with zeros: `002.05.00.G01`; it is accepted and turned round.
"""

import re
from dataclasses import dataclass

LONGEST = 35
"""The most characters a code may have (Decision 20/2020/QĐ-TTg)."""

_FIRST_GROUP = re.compile(r"[A-Y]\d{2}|Z[A-Z0-9]{2}|\d{10}")
_OLD_FORM = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})")
_FOREIGN = re.compile(r"[^A-Z0-9.]")


class MalformedOrganId(ValueError):
    """The text is no identity code; the message says in Vietnamese what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class OrganId:
    """An identity code in its present form, and in the older form where it was written so."""

    code: str
    legacy: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups from level 1 down."""
        return tuple(self.code.split("."))

    @property
    def agency(self) -> str:
        """The group of level 1."""
        return self.groups[0]

    def extends(self, other: "OrganId") -> bool:
        """Return whether this is a code of a lower level beneath `other`."""
        return len(self.groups) > len(other.groups) and self.groups[: len(other.groups)] == other.groups


def parse_organ_id(text: str) -> OrganId:
    """Return the code `text` writes, spaces and small letters forgiven. Raises MalformedOrganId."""
    written = "".join(text.split()).upper()
    if not written:
        raise MalformedOrganId("Chưa có mã định danh; hãy nhập mã như G01.05 (cấp 1 đứng trước).")
    old = _OLD_FORM.fullmatch(written)
    if old is not None:
        return _turned_round(written, [str(group) for group in old.groups()])
    _require_shape(written)
    return OrganId(written)


def _turned_round(written: str, groups: list[str]) -> OrganId:
    """Return the present form of an old one: what is only filled up with zeros falls away, the rest is reversed."""
    while len(groups) > 1 and not groups[0].strip("0"):
        groups = groups[1:]
    unfilled = [group for group in groups[:-1] if not group.strip("0")]
    if unfilled:
        raise MalformedOrganId(
            f"Mã kiểu cũ {written} bỏ trống nhóm {unfilled[0]} ở giữa trong khi nhóm bên trái đã có số; "
            "hãy điền mã của cấp đó hoặc viết theo kiểu mới, cấp 1 đứng trước (như G22.05.003)."
        )
    code = ".".join(reversed(groups))
    _require_shape(code)
    return OrganId(code, legacy=written)


def _require_shape(code: str) -> None:
    if len(code) > LONGEST:
        raise MalformedOrganId(
            f"Mã định danh có {len(code)} ký tự, nhiều hơn {LONGEST} ký tự cho phép (Quyết định 20/2020/QĐ-TTg); "
            "hãy rút ngắn các nhóm."
        )
    foreign = _FOREIGN.search(code)
    if foreign is not None:
        raise MalformedOrganId(
            f"Mã định danh {code} có ký tự «{foreign.group()}»; chỉ dùng chữ A–Z không dấu, chữ số và dấu chấm."
        )
    groups = code.split(".")
    if not all(groups):
        raise MalformedOrganId(
            f"Mã định danh {code} thừa dấu chấm ở đầu, ở cuối hoặc có hai dấu chấm liền nhau; hãy bỏ dấu chấm thừa."
        )
    if _FIRST_GROUP.fullmatch(groups[0]) is None:
        raise MalformedOrganId(_about_first_group(code, groups))


def _about_first_group(code: str, groups: list[str]) -> str:
    turned = ".".join(reversed(groups))
    if len(groups) > 1 and _FIRST_GROUP.fullmatch(groups[-1]):
        return f"Mã định danh {code} viết từ phải sang trái; hãy viết cấp 1 đứng trước, như {turned}."
    return (
        f"Nhóm đầu «{groups[0]}» của mã {code} không phải mã cấp 1; mã cấp 1 gồm một chữ cái từ A đến Y và hai chữ số "
        "(như G01), chữ Z và hai ký tự cho tổ chức khác, hoặc mã số doanh nghiệp 10 chữ số."
    )


def contradiction(child: OrganId, parent: OrganId) -> str:
    """Return, in Vietnamese, why `child` cannot be the code of a unit beneath the one with `parent`, or nothing."""
    if child.code == parent.code:
        return f"Mã {child.code} trùng với mã của đơn vị cấp trên; hãy thêm một nhóm, như {parent.code}.01."
    if parent.extends(child):
        return f"Mã {child.code} là mã cấp trên của {parent.code}, không dùng cho đơn vị bên dưới được; hãy đổi mã."
    return ""


def departure(child: OrganId, parent: OrganId) -> str:
    """Return, in Vietnamese, how `child` departs from what is usual beneath `parent`, or nothing.

    It is no error: an agency that changes its superior keeps its code until a new list is issued, an enterprise has its
    enterprise number, and a level that law has ended leaves a gap.
    """
    if child.agency != parent.agency:
        return f"Mã {child.code} thuộc cơ quan cấp 1 khác với đơn vị cấp trên ({parent.code}); hãy kiểm tra lại."
    if not child.extends(parent):
        return f"Mã {child.code} không nối tiếp mã {parent.code} của đơn vị cấp trên; hãy kiểm tra lại."
    if len(child.groups) > len(parent.groups) + 1:
        return f"Mã {child.code} dài hơn mã {parent.code} của đơn vị cấp trên nhiều nhóm; hãy kiểm tra lại."
    return ""
