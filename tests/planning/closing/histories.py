"""A round on a plan in articles, what units say of it, what is answered, and the versions that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from dongbo.documents.operations import freeze_version, import_version
from dongbo.documents.queries import version_being_written
from dongbo.organisation.states import Decision
from dongbo.planning.operations.answering import answer_group
from dongbo.planning.operations.consultations import close_early
from dongbo.planning.operations.dossiers import add_member, open_dossier_for
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.operations.opinions.remarks import raise_remark
from dongbo.planning.operations.opinions.replies import send_answer
from dongbo.planning.operations.writing import freeze_draft, write_provision
from dongbo.planning.queries.writing import words_hash
from dongbo.planning.states import Answer, OpinionKind, Outcome, TeamRole
from tests.rounds import Asked, Round, sent_round

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Document, Provision, ProvisionVersion, Version
    from dongbo.planning.models import Consultee, DraftingDossier, Opinion, OpinionGroup
    from tests.builders import Site

HEAD = """\
BỘ THỬ NGHIỆM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 21/KH-BTN
Hà Nội, ngày 02 tháng 6 năm 2026
KẾ HOẠCH
Ứng dụng công nghệ thông tin giai đoạn 2026 - 2030
"""
FOOT = """\
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Lê Thị Thử
"""
ARTICLES = """\
Điều 1. Mục tiêu
1. Từ 80% hồ sơ công việc trở lên được xử lý trên môi trường điện tử. Kết quả được công khai hằng quý.
2. Hạ tầng truyền dẫn được nâng cấp đồng bộ. Trung tâm dữ liệu được dùng chung trong toàn ngành.
3. Cán bộ được bồi dưỡng kỹ năng số hằng năm.
Điều 2. Nhiệm vụ
1. Xây dựng nền tảng chia sẻ dữ liệu dùng chung giữa các đơn vị.
2. Diễn tập ứng cứu sự cố an toàn thông tin mạng.
3. Rà soát quy định về lưu trữ hồ sơ điện tử.
Điều 3. Tổ chức thực hiện
1. Các đơn vị thực hiện khoản 2 Điều 2 và báo cáo kết quả.
2. Văn phòng đôn đốc, kiểm tra việc thực hiện.
"""


def paper(articles: str = ARTICLES) -> str:
    """Return a whole plan with these articles."""
    return f"{HEAD}{articles}{FOOT}"


@dataclass(slots=True)
class Story:
    """A round with the plan it is on, told on step by step."""

    asking: Round
    at: datetime
    dossier: DraftingDossier | None = None

    @property
    def document(self) -> Document:
        return self.asking.consultation.document

    def provision(self, path: str, version: Version | None = None) -> Provision:
        """Return what stands at `path`, in the version of the round unless another is named."""
        return self.row(path, version or self.asking.version).provision

    def row(self, path: str, version: Version) -> ProvisionVersion:
        return version.provisions.select_related("provision").get(path=path)

    def says(self, unit: Asked, *said: tuple[str | None, str, str]) -> list[Opinion]:
        """Send an answer of a unit with opinions: place, quote ("" for the whole place), text proposed."""
        return [
            raise_remark(
                consultee=unit.consultee,
                provision=self.provision(path) if path else None,
                quote=Marked(quote) if quote else None,
                kind=OpinionKind.SUBSTANCE,
                text=f"Ý kiến về {path} {quote}",
                proposed=proposed,
                by=unit.officer,
                at=self.at,
            )
            for path, quote, proposed in said
        ]

    def sends(self, unit: Asked, *said: tuple[str | None, str, str]) -> list[OpinionGroup]:
        """Raise opinions and send them; return the groups they are in."""
        remarks = self.says(unit, *said)
        answer = Answer.AGREES_WITH_OPINIONS if said else Answer.AGREES
        self.send(unit, answer)
        for remark in remarks:
            remark.refresh_from_db()
        return [remark.group for remark in remarks if remark.group is not None]

    def send(self, unit: Asked, answer: Answer) -> Consultee:
        return send_answer(consultee=unit.consultee, answer=answer, reason="", by=unit.head, at=self.at, say_none=True)

    def answers(self, group: OpinionGroup, outcome: Outcome = Outcome.ACCEPTED, **said: Any) -> OpinionGroup:
        """Answer a group by the drafting officer."""
        told = {"response": "Đã tiếp thu và chỉnh lý.", "reason": ""} | said
        if outcome != Outcome.ACCEPTED:
            told["reason"] = told["reason"] or "Đã có quy định khác điều chỉnh."
        return answer_group(group=group, outcome=outcome, by=self.asking.drafter, at=self.at, **told)

    def closes(self) -> None:
        """End the round early."""
        close_early(
            consultation=self.asking.consultation, reason="Đã đủ ý kiến cần lấy.", by=self.asking.leader, at=self.at
        )
        self.asking.consultation.refresh_from_db()

    def imports(self, articles: str) -> Version:
        """Import and freeze a next version."""
        version = import_version(
            document=self.document, data=paper(articles).encode(), file_name="sau.txt", label="Bản sau",
            by=self.asking.leader, at=self.at,
        )  # fmt: skip
        return freeze_version(version=version, by=self.asking.leader, at=self.at)

    def begins(self) -> Version:
        """Begin to write the next version here; return what is being written."""
        if self.dossier is None:
            self.dossier = open_dossier_for(
                document=self.document,
                standing_unit=self.document.unit,
                decision=Decision("12/QĐ-BTN", timezone.localdate(self.at) - timedelta(days=1), "Bộ Thử nghiệm"),
                by=self.asking.leader,
                at=self.at,
            )
            add_member(
                dossier=self.dossier, officer=self.asking.leader.officer, role=TeamRole.HEAD, by=self.asking.leader,
                at=self.at,
            )  # fmt: skip
        version = version_being_written(self.document)
        assert version is not None
        return version

    def writes(self, provision: Provision, text: str) -> None:
        """Write other words at a provision of the version being written."""
        version = self.begins()
        row = version.provisions.get(provision=provision)
        write_provision(
            version=version, provision=provision, heading=row.heading, text=text, seen=words_hash(row),
            by=self.asking.leader, at=self.at,
        )  # fmt: skip

    def acts(self, act: Any, path: str, **said: Any) -> Any:
        """Do a structure act on what stood at `path` in the version of the round."""
        version = self.begins()
        return act(version=version, provision=self.provision(path), by=self.asking.leader, at=self.at, **said)

    def splits(self, path: str, before: str) -> Any:
        """Split what stood at `path` before the words `before`."""
        from dongbo.planning.operations.writing import split_provision

        row = self.begins().provisions.get(provision=self.provision(path))
        return self.acts(split_provision, path, offset=row.text.index(before), seen=words_hash(row))

    def freezes(self, label: str = "Dự thảo tiếp thu") -> Version:
        """Freeze what is being written."""
        return freeze_draft(version=self.begins(), label=label, by=self.asking.leader, at=self.at)


def told(site: Site, *, at: datetime, units: int = 2, articles: str = ARTICLES) -> Story:
    """Send a round on the plan to `units` departments."""
    return Story(sent_round(site, at=at, units=units, text=paper(articles), questions=()), at)
