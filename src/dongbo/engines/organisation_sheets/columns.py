"""The columns of the workbooks of units and of officers, and finding them under whatever headings a file has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from dongbo.engines.organisation_sheets.findings import SheetRefused
from dongbo.engines.vietnamese import toneless
from dongbo.engines.workbooks import Row, Sheet

_HEADINGS_WITHIN = 30
"""How many rows of title a sheet may have above its headings."""

_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_IDENTITY_NUMBER = re.compile(
    r"\b(cccd|cmnd|cmt|can cuoc|chung minh (nhan dan|thu)|dinh danh ca nhan|ho chieu|identity (card|number)|"
    r"citizen id|national id|passport)\b"
)


class Reading(Enum):
    """How the cells of a column are read."""

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    LAST_DAY = "last_day"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` in the rows read, its headings in both languages, other names people give it, and a note."""

    key: str
    heading: str
    english: str
    others: tuple[str, ...] = ()
    reading: Reading = Reading.TEXT
    required: bool = False
    most: int = 300
    note: str = ""


UNIT_COLUMNS = (
    Column(
        "code",
        "Mã định danh",
        "Code",
        ("Mã", "Mã đơn vị", "Unit code"),
        Reading.CODE,
        required=True,
        most=35,
        note="Mã của đơn vị; đơn vị đã có thì tìm theo mã này.",
    ),
    Column(
        "former_code",
        "Mã đang dùng",
        "Present code",
        ("Mã cũ", "Former code"),
        Reading.CODE,
        most=35,
        note="Chỉ ghi khi đổi mã: mã hiện nay của đơn vị, còn cột đầu ghi mã mới.",
    ),
    Column("name", "Tên đơn vị", "Name", ("Tên", "Unit name"), required=True),
    Column("short_name", "Tên viết tắt", "Short name", ("Viết tắt",), most=100),
    Column("level", "Cấp", "Level", ("Cấp đơn vị",), required=True, most=100, note="Tên cấp như ở trang Hướng dẫn."),
    Column(
        "parent",
        "Mã đơn vị cấp trên",
        "Parent code",
        ("Mã cấp trên", "Đơn vị cấp trên", "Thuộc đơn vị", "Parent"),
        Reading.CODE,
        most=35,
        note="Trống chỉ với đơn vị cao nhất; đơn vị cấp trên có thể nằm ở dòng dưới.",
    ),
    Column(
        "founded_on",
        "Ngày thành lập",
        "Founded on",
        ("Thành lập ngày",),
        Reading.DAY,
        note="Của đơn vị mới; trống là ngày có hiệu lực của lần nhập.",
    ),
    Column("postal_address", "Địa chỉ", "Address", ("Postal address",)),
    Column("email", "Thư điện tử", "Email", ("E-mail",), most=254),
    Column("telephone", "Điện thoại", "Telephone", ("Số điện thoại", "Phone"), Reading.CODE, most=40),
    Column("website", "Trang thông tin", "Website", ("Trang tin",), most=200),
)

OFFICER_COLUMNS = (
    Column(
        "username",
        "Tên đăng nhập",
        "Username",
        ("Tài khoản", "Account"),
        Reading.CODE,
        required=True,
        most=60,
        note="Chữ thường không dấu, ví dụ nguyen.van.a; không dùng số căn cước.",
    ),
    Column("full_name", "Họ và tên", "Full name", ("Họ tên", "Name"), required=True, most=120),
    Column("rank", "Cấp bậc hàm", "Rank", ("Cấp bậc", "Cấp hàm"), most=60),
    Column("email", "Thư điện tử", "Email", ("E-mail",), most=254),
    Column(
        "unit",
        "Mã đơn vị",
        "Unit code",
        ("Mã định danh đơn vị", "Mã định danh", "Unit"),
        Reading.CODE,
        required=True,
        most=35,
        note="Mã của đơn vị vào ngày bắt đầu giữ vị trí.",
    ),
    Column("title", "Chức vụ", "Title", ("Chức danh", "Position"), required=True, most=120),
    Column(
        "kind",
        "Vị trí",
        "Kind of post",
        ("Loại vị trí", "Kind"),
        most=60,
        note="Người đứng đầu, Cấp phó hoặc Cán bộ; trống là Cán bộ.",
    ),
    Column(
        "is_main",
        "Vị trí chính",
        "Main post",
        ("Chính", "Main"),
        Reading.YES_NO,
        note="Có hoặc Không (kiêm nhiệm); trống là Có.",
    ),
    Column("valid_from", "Từ ngày", "From", ("Ngày bắt đầu", "Valid from"), Reading.DAY, required=True),
    Column(
        "valid_to",
        "Đến trước ngày",
        "Before",
        ("Thôi giữ từ ngày", "Ngày thôi giữ", "Valid to"),
        Reading.DAY,
        note="Ngày đầu tiên không còn giữ; trống là chưa có hạn.",
    ),
    Column(
        "last_day",
        "Đến hết ngày",
        "Until",
        ("Đến ngày", "Ngày kết thúc", "Last day"),
        Reading.LAST_DAY,
        note="Có thể dùng thay cột trên: ngày cuối cùng còn giữ.",
    ),
    Column("decision_number", "Số quyết định", "Decision number", ("Quyết định số",), Reading.CODE, most=60),
    Column("decision_on", "Ngày quyết định", "Decision date", ("Quyết định ngày",), Reading.DAY),
    Column(
        "role",
        "Vai trò ban đầu",
        "Starting role",
        ("Vai trò", "Role"),
        most=120,
        note="Mã hoặc tên vai trò được cấp tại đơn vị đó, theo vị trí đó; trống là không cấp.",
    ),
    Column(
        "covers_branch",
        "Cả đơn vị cấp dưới",
        "With branch",
        ("Cả nhánh",),
        Reading.YES_NO,
        note="Vai trò ban đầu có phủ các đơn vị cấp dưới không: Có hoặc Không; trống là Không.",
    ),
)

NOT_READ = ("stt", "so thu tu", "no", "ghi chu", "note", "sai o dau", "what is wrong", "dong trong tep cu")
"""Headings that are expected and never read, as plain text; the answers in a list of refused rows are among them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a sheet stand: the rows below the headings, and `places` of the columns by key."""

    rows: tuple[Row, ...]
    places: Mapping[str, int]
    headings: Mapping[str, str]
    ignored: tuple[str, ...]


def find_columns(sheets: Sequence[Sheet], columns: Sequence[Column], *, name: str) -> Layout:
    """Return where `columns` stand in the sheet of `sheets` that has most of them, in any order, below any title.

    Raises SheetRefused where a required column is missing, one stands twice, or a column of citizens' identity
    numbers is there, which this system does not keep.
    """
    known = _known(columns)
    best: tuple[int, Sheet, int, dict[int, str]] | None = None
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:_HEADINGS_WITHIN]):
            above = sheet.rows[place - 1] if place and row.number == sheet.rows[place - 1].number + 1 else None
            headings = _headings(row, above, known)
            score = len({known[_plain(text)] for text in headings.values() if _plain(text) in known})
            if best is None or score > best[0]:
                best = score, sheet, place, headings
    if best is None or best[0] == 0:
        wanted = ", ".join(f"«{column.heading}»" for column in columns if column.required)
        raise SheetRefused(
            "no-headings", f"Tệp «{name}» không có dòng tiêu đề: hãy dùng tệp mẫu, có ít nhất các cột {wanted}."
        )
    _score, sheet, place, headings = best
    _refuse_identity_numbers(headings, name)
    return _layout(sheet.rows[place + 1 :], headings, columns, name)


def _layout(rows: tuple[Row, ...], headings: Mapping[int, str], columns: Sequence[Column], name: str) -> Layout:
    known = _known(columns)
    places: dict[str, int] = {}
    for place, text in headings.items():
        key = known.get(_plain(text))
        if key in places:
            raise SheetRefused(
                "column-twice",
                f"Tệp «{name}» có hai cột «{headings[places[key]]}» và «{text}» cùng nghĩa: hãy bỏ một cột.",
            )
        if key is not None:
            places[key] = place
    missing = [column.heading for column in columns if column.required and column.key not in places]
    if missing:
        wanted = ", ".join(f"«{heading}»" for heading in missing)
        raise SheetRefused("column-missing", f"Tệp «{name}» thiếu cột {wanted}: hãy thêm cột, hoặc dùng tệp mẫu.")
    ignored = tuple(text for text in headings.values() if _plain(text) not in known and _plain(text) not in NOT_READ)
    return Layout(rows, places, {key: headings[place] for key, place in places.items()}, ignored)


def _known(columns: Sequence[Column]) -> dict[str, str]:
    """The key of a column by every heading it may have; of two columns with one name, the one that names it first."""
    known: dict[str, str] = {}
    for column in columns:
        known.setdefault(_plain(column.heading), column.key)
    for column in columns:
        for text in (column.english, *column.others):
            known.setdefault(_plain(text), column.key)
    return known


def _headings(row: Row, above: Row | None, known: Mapping[str, str]) -> dict[int, str]:
    """The heading of every column: of its own row, or with the merged heading above it, or that one alone."""
    carried, spread = "", []
    for value in above.values if above is not None else ():
        carried = str(value).strip() if value not in (None, "") else carried
        spread.append(carried)
    found: dict[int, str] = {}
    for place in range(max(len(row.values), len(spread))):
        own = str(row.values[place]).strip() if place < len(row.values) and row.values[place] is not None else ""
        top = spread[place] if place < len(spread) else ""
        alone = str(above.values[place]).strip() if above and place < len(above.values) and above.values[place] else ""
        candidates = [text for text in (own, f"{top} {own}".strip() if own else alone) if text]
        named = next((text for text in candidates if _plain(text) in known), own)
        if named:
            found[place] = named
    return found


def _plain(text: str) -> str:
    """A heading as it is compared: no tones, no marks, and without what stands in brackets or after a star."""
    return _NOT_WORDS.sub(" ", toneless(re.sub(r"\([^)]*\)|\*", " ", text))).strip()


def _refuse_identity_numbers(headings: Mapping[int, str], name: str) -> None:
    for text in headings.values():
        if _IDENTITY_NUMBER.search(_NOT_WORDS.sub(" ", toneless(text))):
            raise SheetRefused(
                "identity-numbers",
                f"Tệp «{name}» có cột «{text}»: hệ thống không nhận số căn cước, chứng minh nhân dân hay hộ chiếu, "
                "vì không cần cho công việc và phải được bảo vệ (Luật Bảo vệ dữ liệu cá nhân). "
                "Hãy xóa hẳn cột đó rồi gửi lại.",
            )
