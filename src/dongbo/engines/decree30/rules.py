"""The layout of official papers as data: every figure belongs to a rule set with its dates and its source."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins in millimetres."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points."""

    national_title: float
    motto: float
    issuer: float
    number: float
    place_and_date: float
    type: float
    subject: float
    body: float
    annex: float
    signature: float
    recipients_label: float
    recipients: float
    page_number: float
    table: float


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """One set of layout rules, valid from `effective_from` until `effective_to` (None: no end known).

    Lengths are millimetres, `gap` (between paragraphs) points, `line_spacing` a factor. `star` is the line
    between the issuer and the number in papers of the Party.
    """

    source: str
    party: bool
    effective_from: date
    effective_to: date | None
    paper: tuple[float, float]
    margins: Margins
    font: str
    sizes: Sizes
    national_title: str
    motto: str
    star: str
    number_label: str
    recipients_label: str
    first_indent: float
    gap: float
    line_spacing: float


_STATE_SIZES = Sizes(
    national_title=12, motto=13, issuer=12, number=13, place_and_date=13, type=14, subject=14, body=14, annex=14,
    signature=14, recipients_label=12, recipients=11, page_number=14, table=12,
)  # fmt: skip
_PARTY_SIZES = Sizes(
    national_title=15, motto=14, issuer=14, number=14, place_and_date=14, type=16, subject=14, body=14, annex=14,
    signature=14, recipients_label=14, recipients=12, page_number=14, table=12,
)  # fmt: skip

RULE_SETS = (
    LayoutRules(
        source="Nghị định 30/2020/NĐ-CP, Phụ lục I",
        party=False,
        effective_from=date(2020, 3, 5),
        effective_to=None,
        paper=(210, 297),
        margins=Margins(top=20, bottom=20, left=30, right=15),
        font="Times New Roman",
        sizes=_STATE_SIZES,
        national_title="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto="Độc lập - Tự do - Hạnh phúc",
        star="",
        number_label="Số: ",
        recipients_label="Nơi nhận:",
        first_indent=12.7,
        gap=6,
        line_spacing=1.15,
    ),
    LayoutRules(
        source="Hướng dẫn 36-HD/VPTW; lề và cỡ chữ theo một mẫu trình bày, chưa đối chiếu bản gốc",
        party=True,
        effective_from=date(2018, 4, 3),
        effective_to=None,
        paper=(210, 297),
        margins=Margins(top=20, bottom=20, left=30, right=15),
        font="Times New Roman",
        sizes=_PARTY_SIZES,
        national_title="ĐẢNG CỘNG SẢN VIỆT NAM",
        motto="",
        star="*",
        number_label="Số ",
        recipients_label="Nơi nhận:",
        first_indent=12.7,
        gap=6,
        line_spacing=1.15,
    ),
)


def layout_rules(*, party: bool, on: date | None) -> LayoutRules:
    """Return the rule set that was in force on a paper's own date.

    An undated paper takes the newest set, one older than every set the oldest: it is set anew, not as it
    once was.
    """
    sets = sorted((rules for rules in RULE_SETS if rules.party is party), key=lambda rules: rules.effective_from)
    if on is None:
        return sets[-1]
    begun = [rules for rules in sets if rules.effective_from <= on]
    return begun[-1] if begun else sets[0]
