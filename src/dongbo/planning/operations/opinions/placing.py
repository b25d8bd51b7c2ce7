"""What an opinion is filed on: a provision of the round's version and words of it, found where they are said to be."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.engines.anchors import Quote, places_of, quote_at, quote_of
from dongbo.engines.places import place_name
from dongbo.planning.models import Opinion
from dongbo.planning.queries.replies import attached_paths, became_in
from dongbo.planning.states import LONGEST_TEXT, OpinionKind

LONGEST_LABEL = 300
WHOLE_RANK = -1
"""The draft as a whole comes before its first provision."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words a reader marked or pasted, and where he marked them in the provision's words, if that is known."""

    exact: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an opinion is filed; without a provision it is on the draft as a whole."""

    provision: UUID | None = None
    path: str = ""
    label: str = ""
    rank: int = WHOLE_RANK
    quote: dict[str, Any] = field(default_factory=dict)

    def onto(self, opinion: Opinion) -> None:
        """Write it onto an opinion."""
        opinion.provision_id, opinion.path, opinion.label = self.provision, self.path, self.label
        opinion.quote = self.quote


def placed(version: Version, provision: Provision | None, marked: Marked | None, *, called: str = "") -> Placed:
    """Return where an opinion on `provision`, or on the whole, is filed in `version`; `called` is what that is to him.

    Raises ValidationError by field: `provision` with code `no_such_provision`; `quote` with code `quote_not_there`,
    `quote_several` or `quote_without_place`.
    """
    if provision is None:
        if marked is not None and marked.exact.strip():
            raise _at(
                "quote", "quote_without_place", _("Đoạn trích phải thuộc một điều khoản; hãy góp ý tại điều khoản ấy.")
            )
        return Placed()
    row = version.provisions.filter(provision=provision).first()
    if row is None:
        raise _gone(version, provision, called or _("bản lấy ý kiến"))
    return placed_at(row, marked, attached=attached_paths(version), called=called)


def placed_at(row: ProvisionVersion, marked: Marked | None, *, attached: frozenset[str], called: str = "") -> Placed:
    """Return the place of `row`, with the words of it that were marked. Raises ValidationError as `placed` does."""
    named = called or _("bản lấy ý kiến")
    quote = _quoted(row.words, marked, named) if marked is not None and marked.exact.strip() else None
    return place_of(row, quote, attached=attached)


def place_of(row: ProvisionVersion, quote: Quote | None, *, attached: frozenset[str]) -> Placed:
    """Return the place of `row` with a quote that was found in its words."""
    return Placed(
        provision=row.provision_id,
        path=row.path,
        label=place_name(row.path, attached=attached)[:LONGEST_LABEL],
        rank=row.rank,
        quote=quote.as_json() if quote is not None else {},
    )


def _quoted(words: str, marked: Marked, called: str) -> Quote:
    exact = plain_lines(marked.exact)
    if marked.start is not None and marked.end is not None and 0 <= marked.start < marked.end <= len(words):
        there = quote_at(words, marked.start, marked.end) if words[marked.start : marked.end].strip() else None
        if there is not None and there.exact == exact:
            return there
    places = places_of(words, exact)
    if len(places) > 1 and marked.start is None:
        told = _(
            "Đoạn trích đứng ở %(count)d chỗ trong điều khoản này; hãy trích dài hơn, hoặc bôi đen đúng chỗ trong bản "
            "đọc."
        )
        raise _at("quote", "quote_several", told, count=len(places))
    found = quote_of(words, exact, near=marked.start)
    if found is None:
        told = _(
            "Đoạn trích không có nguyên văn trong điều khoản này; hãy chép đúng lời của %(called)s, hoặc để trống "
            "để góp ý cả điều khoản."
        )
        raise _at("quote", "quote_not_there", told, called=called)
    return found


def _gone(version: Version, provision: Provision, called: str) -> ValidationError:
    became = became_in(version, provision.pk)
    told = _("Điều khoản này không có trong %(called)s «%(label)s».")
    if became:
        told += " " + _("Lời của nó ở %(places)s: hãy góp ý vào đó, hoặc vào toàn bộ dự thảo.")
    else:
        told += " " + _("Hãy chọn điều khoản khác trong bản đọc, hoặc góp ý vào toàn bộ dự thảo.")
    told += " " + _("Nội dung bạn viết vẫn còn nguyên bên dưới.")
    return _at("provision", "no_such_provision", told, called=called, label=version.label, places=_named(became))


def _named(rows: Iterable[ProvisionVersion]) -> str:
    return ", ".join(f"«{place_name(row.path)}»" for row in rows)


@dataclass(frozen=True, slots=True)
class Said:
    """What an opinion says."""

    kind: OpinionKind
    text: str
    proposed: str

    def onto(self, opinion: Opinion) -> None:
        """Write it onto an opinion."""
        opinion.kind, opinion.text, opinion.proposed = self.kind, self.text, self.proposed


def said(kind: OpinionKind | str, text: str, proposed: str) -> Said:
    """Return what an opinion says, line ends made alike.

    Raises ValidationError by field: `text` with code `nothing_said`, `text` or `proposed` with code `too_long`, `kind`.
    """
    found: dict[str, ValidationError] = {}
    texts = {"text": plain_lines(text), "proposed": plain_lines(proposed)}
    for name, words in texts.items():
        if len(words) > LONGEST_TEXT:
            found[name] = _too_long(len(words))
    if not any(texts.values()):
        told = _("Hãy viết ý kiến, hoặc ít nhất lời văn đề nghị sửa thành.")
        found["text"] = ValidationError(told, code="nothing_said")
    if kind not in OpinionKind.values:
        found["kind"] = ValidationError(_("Hãy chọn loại ý kiến."), code="kind")
    if found:
        raise ValidationError(dict(found))
    return Said(OpinionKind(kind), texts["text"], texts["proposed"])


def _too_long(signs: int) -> ValidationError:
    told = _(
        "Dài %(signs)s ký tự, quá mức %(most)s: hãy tách thành nhiều ý kiến, hoặc gửi kèm công văn. Nội dung bạn viết "
        "vẫn còn nguyên trong ô."
    )
    return ValidationError(told, code="too_long", params={"signs": _grouped(signs), "most": _grouped(LONGEST_TEXT)})


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def plain_lines(text: str) -> str:
    """Return `text` without blanks around it, its line ends alike, and without what no database keeps."""
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _at(name: str, code: str, told: str, **params: object) -> ValidationError:
    return ValidationError({name: ValidationError(told, code=code, params=params)})
