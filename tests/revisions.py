"""A plan before a council, what the council orders of it, and the version its drafters write next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from dongbo.documents.queries import version_being_written
from dongbo.documents.states import Standing
from dongbo.organisation.states import Decision
from dongbo.planning.models import AppraisalDossier, Conclusion, Meeting
from dongbo.planning.operations.dossiers import add_member, open_dossier_for
from dongbo.planning.operations.revisions import NewAnchor, answer_revision, check_revisions, order_revision
from dongbo.planning.operations.writing import freeze_draft, split_provision, write_provision
from dongbo.planning.queries.writing import words_hash
from dongbo.planning.states import MeetingState, RevisionClaim, RevisionKind, TeamRole
from tests.builders import frozen
from tests.councils import Seated, council
from tests.planning.closing.histories import ARTICLES, paper

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Provision, ProvisionVersion, Version
    from dongbo.engines.councils.rules import CouncilRules
    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import Council, CouncilSeat, DraftingDossier, RequiredRevision, RevisionCheck
    from tests.builders import Site

ORDER = "Làm rõ cơ quan chủ trì và kết quả phải đạt."


@dataclass(slots=True)
class Judged:
    """A council that met on a plan and concluded, and what follows."""

    seated: Seated
    at: datetime
    conclusion: Conclusion
    dossier: DraftingDossier | None = None

    @property
    def council(self) -> Council:
        return self.seated.council

    @property
    def version(self) -> Version:
        """The version that was judged."""
        return self.seated.version

    @property
    def drafter(self) -> Acting:
        return self.seated.drafter

    @property
    def standing(self) -> Acting:
        return self.seated.standing

    def row(self, path: str, version: Version | None = None) -> ProvisionVersion:
        return (version or self.version).provisions.select_related("provision").get(path=path)

    def provision(self, path: str, version: Version | None = None) -> Provision:
        return self.row(path, version).provision

    def orders(
        self, *places: str | tuple[str, str], kind: RevisionKind = RevisionKind.SUPPLEMENT, **said: Any
    ) -> RequiredRevision:
        """Order a revision at places, each a path or a path with a quote, by the standing body."""
        pairs = [(one, "") if isinstance(one, str) else one for one in places]
        told: dict[str, Any] = {"text": ORDER, "by": self.standing, "at": self.at} | said
        told.setdefault("anchors", [NewAnchor(self.provision(path), quote) for path, quote in pairs])
        return order_revision(conclusion=self.conclusion, kind=kind, **told)

    def answers(
        self, revision: RequiredRevision, claim: RevisionClaim = RevisionClaim.DONE, **said: Any
    ) -> RequiredRevision:
        """Answer a revision by the drafters."""
        response = "" if claim == RevisionClaim.DONE else "Nội dung này đã được quy định tại luật."
        told: dict[str, Any] = {"response": response, "by": self.drafter, "at": self.at} | said
        return answer_revision(revision=revision, claim=claim, **told)

    def begins(self) -> Version:
        """Begin to write the next version; return what is being written."""
        if self.dossier is None:
            self.dossier = open_dossier_for(
                document=self.version.document,
                standing_unit=self.version.document.unit,
                decision=Decision("12/QĐ-BTN", timezone.localdate(self.at) - timedelta(days=1), "Bộ Thử nghiệm"),
                by=self.drafter,
                at=self.at,
            )
            head = self.drafter.officer
            add_member(dossier=self.dossier, officer=head, role=TeamRole.HEAD, by=self.drafter, at=self.at)
        version = version_being_written(self.version.document)
        assert version is not None
        return version

    def writes(self, provision: Provision, text: str) -> None:
        """Write other words at a provision of the version being written."""
        version = self.begins()
        row = version.provisions.get(provision=provision)
        write_provision(
            version=version, provision=provision, heading=row.heading, text=text, seen=words_hash(row),
            by=self.drafter, at=self.at,
        )  # fmt: skip

    def rewords(self, path: str, old: str, new: str) -> None:
        """Replace words at what stood at `path` in the version judged."""
        provision = self.provision(path)
        row = self.begins().provisions.get(provision=provision)
        assert old in row.text
        self.writes(provision, row.text.replace(old, new))

    def acts(self, act: Any, path: str, **said: Any) -> Any:
        """Do a structure act on what stood at `path` in the version judged."""
        return act(version=self.begins(), provision=self.provision(path), by=self.drafter, at=self.at, **said)

    def splits(self, path: str, before: str) -> Any:
        """Split what stood at `path` before the words `before`."""
        row = self.begins().provisions.get(provision=self.provision(path))
        return self.acts(split_provision, path, offset=row.text.index(before), seen=words_hash(row))

    def freezes(self, label: str = "Dự thảo tiếp thu") -> Version:
        """Freeze what is being written."""
        return freeze_draft(version=self.begins(), label=label, by=self.drafter, at=self.at)

    def checks(self, version: Version, *, at: datetime | None = None) -> list[RevisionCheck]:
        """Hold what was ordered against a version."""
        return check_revisions(council=self.council, version=version, at=at or self.at)


def judged(
    site: Site, *, at: datetime, articles: str = ARTICLES, rules: CouncilRules | None = None, prefix: str = "hd"
) -> Judged:
    """Found a council on a plan in articles, hold a meeting and draw a conclusion."""
    version = frozen(paper(articles), site=site, at=at, standing=Standing.PLAN)
    seated = council(site, at=at, version=version, rules=rules, prefix=prefix)
    return Judged(seated, at, concluded(seated, version, at=at))


def concluded(seated: Seated, version: Version, *, at: datetime) -> Conclusion:
    """Return the conclusion of a meeting that was held on `version`."""
    chair, secretary = seated.seat_of(seated.chair), seated.seat_of(seated.secretary)
    dossier = AppraisalDossier.objects.create(
        council=seated.council, ordinal=seated.council.dossiers.count() + 1, version=version, requested_at=at,
        requested_by=seated.standing.officer,
    )  # fmt: skip
    return conclusion_on(seated.council, dossier, chair=chair, secretary=secretary, by=seated.standing, at=at)


def conclusion_on(
    council: Council, dossier: AppraisalDossier, *, chair: CouncilSeat, secretary: CouncilSeat, by: Acting, at: datetime
) -> Conclusion:
    """Return the conclusion of a meeting of `council` on a dossier, a meeting that is over."""
    meeting = Meeting.objects.create(
        council=council, dossier=dossier, ordinal=council.meetings.count() + 1, starts_at=at, place="Phòng họp 1",
        chair=chair, secretary=secretary, state=MeetingState.CLOSED, planned_at=at, planned_by=by.officer,
        opened_at=at, opened_by=chair.officer, closed_at=at, closed_by=chair.officer,
    )  # fmt: skip
    return Conclusion.objects.create(
        meeting=meeting, rank=1, text="Chỉnh sửa theo góp ý.", drawn_at=at, drawn_by=secretary.officer
    )
