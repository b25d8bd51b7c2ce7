"""A round as large as the largest: 700 provisions, 500 units, 20,000 opinions, made from one seed for the benchmarks.

Units, the plan, the round and its next version come through the operations; the opinions are written as rows and then
sent by the act that sends them in the product. What they say is drawn as benchmarks/opinions.py draws it.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks import opinions as said

SEED = 20_261_122
AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
PARTS, TASKS, POINTS = 10, 9, 6
"""Of the plan: parts, tasks in each, points in each task: with the parts and tasks themselves 640, and 60 more."""

MORE = 60
UNITS, OPINIONS, ORIGINALS = 500, 20_000, 4_000
MEMBERS = 6
KINDS = ("substance", "substance", "substance", "wording", "wording", "technique")
ORIGINS = ("screen", "screen", "screen", "word_form", "excel_form", "letter")
BATCH = 1_000

Seconds = dict[str, float]


@dataclass
class Drawn:
    """What was written: the round, its officers, the version after it."""

    consultation: Any
    later: Any
    leader: Any
    members: list[Any]
    decider: Any
    seconds: Seconds = field(default_factory=dict)


def clauses() -> list[str]:
    """Return clauses of the shared policies, none where they are not beside the project."""
    return said.clauses_of(said.POLICIES.glob("NQ*.md")) if said.POLICIES.is_dir() else []


def plan_text(some: list[str], *, changed: float = 0.0) -> str:
    """Return a plan of 700 provisions; of its points a share is said otherwise, and every tenth task has one more."""
    rng, otherwise = random.Random(SEED), random.Random(SEED + 1)
    lines = [
        "BỘ THỬ NGHIỆM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 90/KH-BTN",
        "Hà Nội, ngày 02 tháng 6 năm 2026", "KẾ HOẠCH", "Phát triển dữ liệu số giai đoạn 2026 - 2030",
    ]  # fmt: skip
    left = MORE
    for part in range(1, PARTS + 1):
        lines.append(f"{_roman(part)}. {rng.choice(some).upper()}")
        for task in range(1, TASKS + 1):
            lines.append(f"{task}. {_sentence(rng, some)}")
            points = POINTS + (1 if left > 0 else 0)
            left -= points - POINTS
            for point in range(points):
                words = _sentence(rng, some)
                if otherwise.random() < changed:
                    words = f"{words[:-1]}, bảo đảm {otherwise.choice(some)}."
                lines.append(f"{chr(ord('a') + point)}) {words}")
    return "\n".join([*lines, "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Lê Thị Thử", ""])


def _sentence(rng: random.Random, some: list[str]) -> str:
    first, second = rng.choice(some), rng.choice(some)
    return f"{first[:1].upper()}{first[1:]}; {second}."


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[number - 1]


def filled(some: list[str]) -> Drawn:
    """This will fill the empty, migrated database that Django is set up for."""
    from django.utils import timezone

    from dongbo.documents.operations import freeze_version, import_version
    from dongbo.documents.states import Standing
    from dongbo.organisation.models import Officer
    from dongbo.planning.models import Consultee, Opinion, ReplyTerm
    from dongbo.planning.operations.consultations import (
        add_recipients,
        close_early,
        prepare_consultation,
        send_consultation,
    )
    from dongbo.planning.operations.opinions.numbering import send_opinions
    from tests.builders import enrolled, found_site, frozen
    from tests.rounds import tokens

    site = found_site(at=AT)
    by = site.administrator
    leader = enrolled("chu-tri", "drafting-head", unit=site.unit, by=by, at=AT)
    decider = enrolled("lanh-dao", "deciding-leader", unit=site.unit, by=by, at=AT)
    members = [
        enrolled(f"soan-thao-{number}", "drafting-officer", unit=site.unit, by=by, at=AT)
        for number in range(1, MEMBERS + 1)
    ]
    version = frozen(plan_text(some), site=site, at=AT, standing=Standing.PLAN, by=leader)
    units = _units(site, by)
    consultation = prepare_consultation(
        version=version, title="Lấy ý kiến các đơn vị", term=ReplyTerm.objects.get(code="internal"), days=5, by=leader,
        at=AT,
    )  # fmt: skip
    add_recipients(consultation=consultation, units=units, token=tokens(), by=leader, at=AT)
    consultation = send_consultation(consultation=consultation, by=leader, at=AT)
    raiser = Officer.objects.get(username="ke-hoach")
    consultees = list(Consultee.objects.filter(consultation=consultation).order_by("pk"))
    remarks = _remarks(consultation, consultees, raiser, some)
    for first in range(0, len(remarks), BATCH):
        Opinion.objects.bulk_create(remarks[first : first + BATCH])
    by_unit: dict[int, list[Any]] = {}
    for remark in remarks:
        by_unit.setdefault(remark.consultee_id, []).append(remark)
    for one in by_unit.values():
        send_opinions(consultation, one)
    Consultee.objects.filter(pk__in=by_unit).update(
        state="answered", answer="agrees_with", origin="screen", answered_at=AT, answered_by=raiser
    )
    consultation = close_early(consultation=consultation, reason="Đã đủ ý kiến để đo", by=leader, at=AT)
    later = import_version(
        document=version.document, data=plan_text(some, changed=0.2).encode(), file_name="ban-sau.txt",
        label="Bản sau", by=site.planner, at=AT + timedelta(days=7),
    )  # fmt: skip
    later = freeze_version(version=later, by=site.planner, at=timezone.now())
    consultation.refresh_from_db()
    return Drawn(consultation, later, leader, members, decider)


def _units(site: Any, by: Any) -> list[Any]:
    from tests.builders import unit_beneath

    return [
        unit_beneath(site.unit, f"G99.{number:03}", f"Đơn vị thứ {number}", by=by, at=AT)
        for number in range(1, UNITS + 1)
    ]


def _remarks(consultation: Any, consultees: list[Any], raiser: Any, some: list[str]) -> list[Any]:
    from dongbo.engines.anchors import quote_at
    from dongbo.engines.places import place_name
    from dongbo.planning.models import Opinion

    rng = random.Random(SEED + 2)
    rows = list(consultation.version.provisions.exclude(text="").order_by("rank"))
    drawn = said.draw(some, SEED, opinions=OPINIONS, originals=ORIGINALS, hard=ORIGINALS // 4)
    homes = [rng.choice(rows) for _ in range(ORIGINALS)]
    remarks = []
    for number, (one, original) in enumerate(zip(drawn.opinions, drawn.truth, strict=True)):
        row = homes[original] if one.place else None
        quote: dict[str, Any] = {}
        if row is not None and rng.random() < 0.7 and len(row.words) > 20:
            start = rng.randrange(0, len(row.words) // 2)
            quote = quote_at(row.words, start, min(len(row.words), start + rng.randint(12, 60))).as_json()
        remarks.append(
            Opinion(
                consultation=consultation,
                consultee=consultees[number % len(consultees)],
                version=consultation.version,
                provision_id=row.provision_id if row else None,
                path=row.path if row else "",
                label=place_name(row.path) if row else "",
                quote=quote,
                kind=rng.choice(KINDS),
                text=one.text,
                proposed=row.text[:200] if row and rng.random() < 0.3 else "",
                origin=rng.choice(ORIGINS),
                raised_at=AT,
                raised_by=raiser,
            )
        )
    return remarks


def half_answered(drawn: Drawn) -> int:
    """This will give every group to a member and answer every second one; return how many were answered."""
    from dongbo.planning.models import OpinionGroup

    rng = random.Random(SEED + 3)
    groups = list(OpinionGroup.objects.filter(consultation=drawn.consultation).order_by("ordinal"))
    answered = 0
    for place, group in enumerate(groups):
        group.assigned_to, group.assigned_at = drawn.members[place % MEMBERS].officer, AT
        group.assigned_by = drawn.leader.officer
        if place % 2:
            continue
        answered += 1
        group.outcome = rng.choice(("accepted", "accepted", "partly", "explained", "to_leader"))
        group.response, group.reason = f"Trả lời cho nhóm {group.ordinal}: {group.representative}", "Theo nguồn lực."
        group.question = "Xin ý kiến?" if group.outcome == "to_leader" else ""
        group.answered_at, group.answered_by = AT, group.assigned_to
    fields = (
        "assigned_to", "assigned_at", "assigned_by", "outcome", "response", "reason", "question", "answered_at",
        "answered_by",
    )  # fmt: skip
    OpinionGroup.objects.bulk_update(groups, fields, batch_size=500)
    return answered
