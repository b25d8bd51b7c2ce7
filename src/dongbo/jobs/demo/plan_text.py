"""The demonstration's plan being written: which provision is meant, who writes it, and every change to its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from dongbo.documents.models import Document, Provision, Version
from dongbo.documents.queries import version_being_written
from dongbo.engines.provisions import Kind
from dongbo.jobs.demo.ministry import Ministry
from dongbo.jobs.demo.opinions import PLAN
from dongbo.organisation.rules import Acting
from dongbo.planning.operations.writing import (
    add_child,
    add_sibling,
    remove_provision,
    split_provision,
    write_provision,
    write_row,
)
from dongbo.planning.queries.writing import words_hash

Places = dict[str, Provision]
"""The provisions of the plan by their paths in the version that was sent out; their identities stay."""

PARTS = {
    "soan-thao": (f"{PLAN}IV",),
    "so-lieu": (f"{PLAN}II", f"{PLAN}III", "phu_luc:I", "phu_luc:II"),
}
"""Who writes which part; the head of the team writes everywhere."""

BETWEEN = timedelta(minutes=11)


@dataclass(frozen=True, slots=True)
class Edit:
    """Some words of a provision replaced; in a row of a table, those of one cell."""

    path: str
    old: str
    new: str
    cell: str = ""


BEFORE_ASKING = (
    Edit(f"{PLAN}II/I/1", "41% đơn vị cấp xã", "43% đơn vị cấp xã"),
    Edit(f"{PLAN}II/III/4", "trung bình", "trung bình của cả năm 2025"),
)
"""What the team wrote before it asked anybody."""

AFTER_ASKING = (
    Edit(f"{PLAN}III/III/3/h", "02 trung tâm", "03 trung tâm"),
    Edit(
        f"{PLAN}IV/V/1/c",
        "02 trung tâm dữ liệu vùng tại miền Trung",
        "03 trung tâm dữ liệu vùng tại miền Bắc, miền Trung",
    ),
    Edit("phu_luc:I/dong:21", "02", "03", cell="result:2030"),
    Edit("phu_luc:II/dong:27", "02 trung tâm", "03 trung tâm", cell="deliverable"),
    Edit(f"{PLAN}IV/VI/2", "trong năm 2028", "trong năm 2027"),
    Edit("phu_luc:II/dong:31", "2028", "2027", cell="deadline"),
    Edit(f"{PLAN}IV/VII/1", "tối thiểu 12%", "tối thiểu 15%"),
    Edit("phu_luc:I/dong:27", "≥ 12", "≥ 15", cell="result:2030"),
    Edit(f"{PLAN}IV/VI/4", "truy cập từ xa.", "truy cập từ xa, hoàn thành trong năm 2026."),
    Edit(f"{PLAN}IV/III/4/c", "ngày làm việc.", "ngày làm việc; trả lời chậm thì gửi văn bản xin lỗi, nêu rõ lý do."),
    Edit(f"{PLAN}IV/I/4", "Ban Chỉ đạo (BCĐ)", "Ban Chỉ đạo"),
    Edit(f"{PLAN}IV/II/1/c", "căn cứ pháp lý", "căn cứ pháp luật"),
    Edit(f"{PLAN}IV/VI/6/a", "hết thời hạn lưu giữ.", "hết thời hạn lưu giữ; giữ kín thông tin của người được cứu."),
    Edit(
        f"{PLAN}V/I/8",
        "điều hành khẩn cấp.",
        "điều hành khẩn cấp; ngân sách trung ương hỗ trợ tỉnh khó khăn trong hai năm đầu.",
    ),
)
"""What the team wrote because opinions were accepted."""

UNASKED = Edit(f"{PLAN}IV/I/1", "tương ứng.", "tương ứng, chậm nhất trong quý I năm 2027.")
"""A change that nobody asked for: closure must find it."""

DIRECTED = Edit(f"{PLAN}IV/II/3/c", "tối thiểu 20 nguồn", "tối thiểu 25 nguồn")
"""A change that no opinion asked for, of which the team says afterwards on what it rests."""

UNASKED_CLAUSE = "Cục Công nghệ thông tin và Dữ liệu được điều chỉnh chỉ tiêu giữa kỳ khi có yêu cầu."
"""A clause that came in by itself: closure must find it."""

PRIVATE_MAIL = "Không sử dụng thư điện tử cá nhân để gửi, nhận văn bản công vụ."
BORDER_COVER = "Phủ sóng vô tuyến chuyên dùng tại các xã biên giới, xã đảo có dân cư trước năm 2030."
HALVES = ("cán bộ đầu mối về dữ liệu;", "cán bộ đầu mối về dữ liệu.")
SECOND_HALF = ("mỗi trung tâm", "Mỗi trung tâm")

IN_HAND = Edit(f"{PLAN}IV/IX/3", "tổ chức sơ kết", "tổ chức sơ kết giữa kỳ")
"""What is written in the next version while the second round is out."""


class Writing:
    """The version being written, act after act, each some minutes after the one before."""

    def __init__(self, ministry: Ministry, document: Document, places: Places, *, at: datetime) -> None:
        version = version_being_written(document)
        if version is None:
            raise LookupError(document)
        self.version, self._ministry, self._places = version, ministry, places
        self._moments = moments(at)

    def edit(self, edits: Iterable[Edit]) -> None:
        """This will carry out edits, each by whoever writes that part."""
        for one in edits:
            self._replace(self._places[one.path], one, by=self._writer(one.path))

    def add_what_is_new(self) -> None:
        """This will write the provisions that the plan did not have."""
        self._new_after(f"{PLAN}IV/VI/6", PRIVATE_MAIL)
        by = self._writer(f"{PLAN}IV/V/2")
        row = add_child(
            version=self.version,
            provision=self._places[f"{PLAN}IV/V/2"],
            kind=Kind.LETTER,
            by=by,
            at=next(self._moments),
        )
        self._write(row.provision, BORDER_COVER, by=by)
        self._new_after(f"{PLAN}V/II/3", UNASKED_CLAUSE)

    def split_one(self) -> None:
        """This will make two clauses of one that spoke of two things."""
        path = f"{PLAN}IV/IV/3"
        provision, by = self._places[path], self._writer(path)
        row = self.version.provisions.get(provision=provision)
        second = split_provision(
            version=self.version,
            provision=provision,
            offset=row.text.index(SECOND_HALF[0]),
            seen=words_hash(row),
            by=by,
            at=next(self._moments),
        )
        self._replace(provision, Edit(path, *HALVES), by=by)
        self._replace(second.provision, Edit(path, *SECOND_HALF), by=by)

    def remove(self, path: str, *, into: str) -> None:
        """This will take a provision out; what hangs from it goes to another."""
        remove_provision(
            version=self.version,
            provision=self._places[path],
            successor=self._places[into],
            by=self._writer(path),
            at=next(self._moments),
        )

    def remove_one(self) -> None:
        """This will take out a clause that said nothing of its own."""
        self.remove(f"{PLAN}IV/I/6", into=f"{PLAN}IV/I/5")

    def _new_after(self, path: str, text: str) -> None:
        by = self._writer(path)
        row = add_sibling(version=self.version, provision=self._places[path], by=by, at=next(self._moments))
        self._write(row.provision, text, by=by)

    def _replace(self, provision: Provision, edit: Edit, *, by: Acting) -> None:
        row = self.version.provisions.get(provision=provision)
        before = row.cells[edit.cell] if edit.cell else row.text
        after = before.replace(edit.old, edit.new)
        if after == before:
            raise LookupError(edit)
        if edit.cell:
            write_row(
                version=self.version,
                row=provision,
                cells={edit.cell: after},
                seen=words_hash(row),
                by=by,
                at=next(self._moments),
            )
        else:
            self._write(provision, after, by=by)

    def _write(self, provision: Provision, text: str, *, by: Acting) -> None:
        row = self.version.provisions.get(provision=provision)
        write_provision(
            version=self.version,
            provision=provision,
            heading=row.heading,
            text=text,
            seen=words_hash(row),
            by=by,
            at=next(self._moments),
        )

    def _writer(self, path: str) -> Acting:
        names = [
            name for name, parts in PARTS.items() if any(path == part or path.startswith(f"{part}/") for part in parts)
        ]
        return self._ministry.officers[names[0]] if names else self._ministry.lead


def places_of(version: Version) -> Places:
    """Return the provisions of a version by their paths."""
    return {row.path: row.provision for row in version.provisions.select_related("provision")}


def moments(at: datetime, between: timedelta = BETWEEN) -> Iterator[datetime]:
    """Yield one moment after another, from `at` on."""
    while True:
        yield at
        at += between
