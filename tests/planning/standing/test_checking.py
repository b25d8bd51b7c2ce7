"""A directive that is registered or amended: exactly the links it touches, and a notice to each plan in force."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dongbo.documents.operations import correct_document, freeze_version
from dongbo.documents.states import Standing
from dongbo.jobs.standing_check import check_version
from dongbo.ledger.models import Event
from dongbo.planning.models import DirectiveNotice, LinkDoubt
from dongbo.planning.operations.links import add_link, confirm_link, reject_link
from dongbo.planning.operations.standing import check_standing
from dongbo.planning.queries.links import suspect_links
from dongbo.planning.states import DoubtCause, NoticeCause
from tests.builders import enrolled, frozen, next_version, unit_beneath
from tests.issued import issued
from tests.planning.standing.papers import BODY, DIRECTIVE, NUMBER, PLAN, World, decree, linked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from dongbo.documents.models import Version

AMENDS = "Sửa đổi, bổ sung một số điều của Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ"
ONE_POINT = f"""\
Điều 1. {AMENDS} về phát triển dữ liệu số
1. Sửa đổi, bổ sung điểm a khoản 2 Điều 1 như sau:
“a) Trung tâm dữ liệu tại Hà Nội theo khoản 2 Điều 2;”
Điều 2. Hiệu lực
Nghị định này có hiệu lực từ ngày ký."""
A_CLAUSE_GOES = "Điều 1. Bãi bỏ khoản 1 Điều 2 của Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ."
REPLACES = """\
Điều 1. Phạm vi
1. Nghị định này quy định về dữ liệu số.
Điều 2. Hiệu lực
1. Nghị định này thay thế Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ."""


def amending(body: str, *, subject: str = AMENDS, number: str = "99/2026/NĐ-CP") -> str:
    return decree(number, subject, body)


def suspect(world: World, *, at: datetime) -> set[UUID]:
    return set(suspect_links(world.site.planner, at=at).values_list("pk", flat=True))


def both(world: World, ends: Iterable[str]) -> set[UUID]:
    """The links of both plans from the provisions at these paths."""
    return {links[end].pk for end in ends for links in (world.links, world.of_draft)}


def told(version: Version) -> dict[str, tuple[UUID, set[UUID]]]:
    notices = DirectiveNotice.objects.filter(version=version)
    return {one.cause: (one.plan_id, set(one.links.values_list("pk", flat=True))) for one in notices}


def test_a_point_that_reads_otherwise_touches_its_link_and_those_above_it(answered: World, at: datetime) -> None:
    version = answered.becomes(DIRECTIVE.replace("tại miền Bắc", "tại Hà Nội"), at=at)
    check_standing(version=version, at=at)
    touched = ("dieu:1", "dieu:1/khoan:2", "dieu:1/khoan:2/diem:a")
    assert suspect(answered, at=at) == both(answered, touched)
    assert told(version) == {
        NoticeCause.CHANGED: (answered.plan.document_id, {answered.links[end].pk for end in touched})
    }
    assert not LinkDoubt.objects.exists()
    notice = DirectiveNotice.objects.get(version=version)
    assert Event.objects.filter(kind="planning.standing_checked").latest("sequence").payload == {
        "version": 2,
        "doubts": 0,
        "unsure_at": [],
        "notices": [{"notice": str(notice.pk), "plan": str(answered.plan.document_id), "cause": "changed"}],
    }


def test_a_rejected_link_is_not_told_of_when_its_directive_reads_otherwise_or_is_amended(
    answered: World, at: datetime
) -> None:
    reject_link(link=answered.links["dieu:1/khoan:2"], by=answered.site.planner, at=at)
    version = answered.becomes(DIRECTIVE.replace("tại miền Bắc", "tại Hà Nội"), at=at)
    check_standing(version=version, at=at)
    left = {answered.links[end].pk for end in ("dieu:1", "dieu:1/khoan:2/diem:a")}
    assert told(version) == {NoticeCause.CHANGED: (answered.plan.document_id, left)}
    amending_it = answered.registers(amending(ONE_POINT), at=at)
    assert check_standing(version=amending_it, at=at).doubts == 5
    assert told(amending_it) == {NoticeCause.AMENDED: (answered.plan.document_id, left)}


def test_an_older_version_that_is_checked_late_tells_nothing(answered: World, at: datetime) -> None:
    moved = DIRECTIVE.replace("tại miền Bắc", "tại Hà Nội")
    older = answered.becomes(moved, at=at)
    newer = answered.becomes(moved.replace("trên 80%", "trên 90%"), at=at)
    for version in (older, newer):
        check_standing(version=version, at=at)
    assert told(older) == {}
    touched = {
        answered.links[end].pk for end in ("dieu:1", "dieu:1/khoan:1", "dieu:1/khoan:2", "dieu:1/khoan:2/diem:a")
    }
    assert told(newer) == {NoticeCause.CHANGED: (answered.plan.document_id, touched)}


def test_a_provision_amended_by_another_paper_puts_the_same_links_in_doubt(answered: World, at: datetime) -> None:
    version = answered.registers(amending(ONE_POINT), at=at)
    checked = check_standing(version=version, at=at)
    touched = ("dieu:1", "dieu:1/khoan:2", "dieu:1/khoan:2/diem:a")
    assert suspect(answered, at=at) == both(answered, touched)
    assert checked.doubts == 2 * len(touched)
    doubt = answered.links["dieu:1/khoan:2/diem:a"].doubts.get()
    assert (doubt.version, doubt.cause, doubt.place) == (version, DoubtCause.AMENDED, "dieu:1/khoan:1")
    assert told(version) == {
        NoticeCause.AMENDED: (answered.plan.document_id, {answered.links[end].pk for end in touched})
    }


def test_a_repealed_clause_is_told_apart_from_the_article_it_stands_in(answered: World, at: datetime) -> None:
    version = answered.registers(amending(A_CLAUSE_GOES, subject="Bãi bỏ một số quy định"), at=at)
    check_standing(version=version, at=at)
    assert {doubt.cause for doubt in LinkDoubt.objects.all()} == {DoubtCause.REPEALED}
    assert suspect(answered, at=at) == both(answered, ["dieu:2/khoan:1"])
    assert set(told(version)) == {NoticeCause.AMENDED}


def test_a_directive_that_is_replaced_is_touched_whole(answered: World, at: datetime) -> None:
    version = answered.registers(amending(REPLACES, subject="Về dữ liệu số quốc gia"), at=at)
    check_standing(version=version, at=at)
    assert suspect(answered, at=at) == both(answered, answered.links)
    assert told(version) == {
        NoticeCause.REPLACED: (answered.plan.document_id, {link.pk for link in answered.links.values()})
    }


def test_a_directive_listed_as_repealed_in_an_annex_is_touched_whole(answered: World, at: datetime) -> None:
    body = "Điều 1. Xử lý\n1. Bãi bỏ các văn bản tại Phụ lục ban hành kèm theo Nghị định này."
    annex = """PHỤ LỤC
DANH MỤC VĂN BẢN BỊ BÃI BỎ
(Ban hành kèm theo Nghị định số 99/2026/NĐ-CP)
1. Nghị định số 12/2015/NĐ-CP ngày 12 tháng 02 năm 2015 của Chính phủ về thuế.
2. Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ về phát triển dữ liệu số.
"""
    text = amending(body, subject="Về việc xử lý văn bản quy phạm pháp luật") + annex
    version = answered.registers(text, at=at)
    assert not version.citations.filter(target=answered.directive.document, relation="repeals").exists()
    check_standing(version=version, at=at)
    assert suspect(answered, at=at) == both(answered, answered.links)
    place = set(LinkDoubt.objects.values_list("cause", "place"))
    assert place == {(DoubtCause.REPEALED, version.provisions.get(number="2", kind="arabic").path)}
    assert told(version).keys() == {NoticeCause.REPEALED}


def test_a_paper_that_names_no_provision_amends_the_whole(answered: World, at: datetime) -> None:
    body = f"Điều 1. {AMENDS} về phát triển dữ liệu số\nThay thế cụm từ “dữ liệu” bằng cụm từ “thông tin”."
    check_standing(version=answered.registers(amending(body), at=at), at=at)
    assert suspect(answered, at=at) == both(answered, answered.links)


@pytest.mark.parametrize(
    "task",
    [
        "1. Bộ Tư pháp chủ trì sửa đổi Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ.",
        "1. Sửa đổi, bổ sung khoản 2 Điều 1 Nghị định số 57/2021/NĐ-CP trong năm 2027.",
        "1. Thực hiện khoản 2 Điều 1 Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ.",
    ],
)
def test_a_task_to_amend_is_no_amendment(task: str, answered: World, at: datetime) -> None:
    version = answered.registers(amending(f"Điều 1. Nhiệm vụ\n{task}", subject="Về chuyển đổi số"), at=at)
    check_standing(version=version, at=at)
    assert suspect(answered, at=at) == set()
    assert told(version) == {NoticeCause.NEW: (answered.plan.document_id, set())}


def test_a_new_directive_with_the_same_basis_asks_for_an_appraisal(answered: World, at: datetime) -> None:
    basis = "Căn cứ Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ;"
    version = answered.registers(decree("77/2026/NĐ-CP", "Về an toàn dữ liệu", BODY, bases=basis), at=at)
    other = answered.registers(decree("78/2026/NĐ-CP", "Về cầu treo", "Điều 1. Cầu\n1. Xây cầu."), at=at)
    check_standing(version=version, at=at)
    check_standing(version=other, at=at)
    assert told(version) == {NoticeCause.NEW: (answered.plan.document_id, set())}
    assert told(other) == {}
    assert suspect(answered, at=at) == set()


@pytest.mark.parametrize(
    ("law", "tells"),
    [
        ("Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;", False),
        ("Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15 ngày 18 tháng 02 năm 2025;", False),
        ("Căn cứ Luật Đường bộ số 35/2024/QH15 ngày 27 tháng 6 năm 2024;", True),
    ],
)
def test_laws_of_organisation_tell_nothing_of_the_matter(
    answered: World, at: datetime, law: str, *, tells: bool
) -> None:
    plan = answered.registers(
        decree("31/2026/KH", "Về kho lưu trữ", "Điều 1. Kho\n1. Xây kho.", bases=law), at=at, standing=Standing.PLAN
    )
    issued(plan, by=answered.site.planner, at=at)
    version = answered.registers(decree("79/2026/NĐ-CP", "Về đường", "Điều 1. Đường\n1. Làm.", bases=law), at=at)
    check_standing(version=version, at=at)
    assert told(version) == ({NoticeCause.NEW: (plan.document_id, set())} if tells else {})


def test_a_plan_in_force_is_told_only_of_what_its_own_links_rest_on(answered: World, at: datetime) -> None:
    text = PLAN.format(number="23/KH-BTN", subject="Về diễn tập").replace(f"số {NUMBER}", "số 58/2021/NĐ-CP")
    other = answered.registers(text, at=at, standing=Standing.PLAN)
    issued(other, by=answered.site.planner, at=at)
    linked(answered.directive, other, "dieu:2/khoan:2", "II/2", site=answered.site, at=at)
    changed = answered.becomes(DIRECTIVE.replace("tại miền Bắc", "tại Hà Nội"), at=at)
    amended = answered.registers(amending(A_CLAUSE_GOES, subject="Bãi bỏ một số quy định"), at=at)
    for version in (changed, amended):
        check_standing(version=version, at=at)
    found = DirectiveNotice.objects.exclude(cause=NoticeCause.NEW).values_list("version", "cause", "plan")
    assert sorted(found) == sorted(
        [
            (changed.pk, NoticeCause.CHANGED, answered.plan.document_id),
            (amended.pk, NoticeCause.AMENDED, answered.plan.document_id),
        ]
    )


def test_only_plans_in_force_are_told(answered: World, at: datetime) -> None:
    day = timezone.localdate(at)
    later, over = (
        answered.registers(
            DIRECTIVE.replace(NUMBER, number).replace("Về phát triển", "Kế hoạch phát triển"),
            at=at,
            standing=Standing.PLAN,
        )
        for number in ("41/2026/KH", "42/2026/KH")
    )
    issued(later, by=answered.site.planner, at=at, effective_on=day + timedelta(days=1))
    issued(over, by=answered.site.planner, at=at, effective_on=day, ended_on=day)
    for plan in (later, over):
        linked(answered.directive, plan, "dieu:1/khoan:1", "dieu:1/khoan:1", site=answered.site, at=at)
    version = answered.becomes(DIRECTIVE.replace("trên 80%", "trên 90%"), at=at)
    check_standing(version=version, at=at)
    assert {one.plan_id for one in DirectiveNotice.objects.filter(version=version)} == {answered.plan.document_id}


def test_other_papers_and_versions_in_review_touch_nothing(answered: World, at: datetime) -> None:
    events = Event.objects.count()
    other = answered.registers(amending(ONE_POINT), at=at, standing=Standing.OTHER)
    before = Event.objects.count()
    assert check_standing(version=other, at=at).doubts == 0
    assert (suspect(answered, at=at), Event.objects.count()) == (set(), before)
    assert before > events


def test_checking_again_brings_nothing_new(answered: World, at: datetime) -> None:
    version = answered.registers(amending(ONE_POINT), at=at)
    first = check_standing(version=version, at=at)
    again = check_standing(version=version, at=at + timedelta(hours=1))
    assert (first.doubts, again.doubts) == (6, 0)
    assert [one.pk for one in first.notices] == [one.pk for one in again.notices]
    assert (LinkDoubt.objects.count(), DirectiveNotice.objects.count()) == (6, 1)


def test_words_that_do_not_say_which_clause_put_all_they_may_mean_in_doubt(answered: World, at: datetime) -> None:
    body = (
        "Điều 1. Sửa đổi\n1. Sửa đổi khoản 1 của Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ "
        "như sau:\n“1. Xây dựng nền tảng.”"
    )
    version = answered.registers(amending(body), at=at)
    checked = check_standing(version=version, at=at)
    assert suspect(answered, at=at) == both(answered, ["dieu:1", "dieu:1/khoan:1", "dieu:2/khoan:1"])
    assert set(LinkDoubt.objects.values_list("unsure", "place")) == {(True, "dieu:1/khoan:1")}
    assert checked.unsure_at == ["dieu:1/khoan:1"]
    event = Event.objects.get(kind="planning.standing_checked", subject_id=str(version.document_id))
    assert event.payload["unsure_at"] == ["dieu:1/khoan:1"]


def test_a_later_version_tells_only_what_it_says_anew(answered: World, at: datetime) -> None:
    first = answered.registers(amending(ONE_POINT), at=at)
    check_standing(version=first, at=at)
    more = ONE_POINT.replace(
        "Điều 2. Hiệu lực", "2. Sửa đổi khoản 2 Điều 2 như sau:\n“2. Diễn tập hằng quý.”\nĐiều 2. Hiệu lực"
    )
    second = next_version(first.document, amending(more), site=answered.site, at=at)
    second = freeze_version(version=second, by=answered.site.planner, at=at)
    check_standing(version=second, at=at)
    ends = {doubt.link_id for doubt in LinkDoubt.objects.filter(version=second)}
    assert ends == both(answered, ["dieu:2/khoan:2"])


def test_deciding_settles_every_doubt_in_its_one_event(answered: World, at: datetime) -> None:
    version = answered.registers(amending(ONE_POINT), at=at)
    check_standing(version=version, at=at)
    kept, dropped = answered.links["dieu:1"], answered.links["dieu:1/khoan:2"]
    events = Event.objects.count()
    confirm_link(link=kept, by=answered.site.planner, at=at)
    reject_link(link=dropped, by=answered.site.planner, at=at)
    assert Event.objects.count() == events + 2
    for link in (kept, dropped):
        doubt = link.doubts.get()
        assert (doubt.settled_at, doubt.settled_by) == (at, answered.site.planner.officer)
        event = Event.objects.get(subject_id=str(link.pk), sequence__gt=0, payload__doubts_settled=[doubt.pk])
        assert event.kind in ("planning.link_confirmed", "planning.link_rejected")
    assert not suspect(answered, at=at) & {kept.pk, dropped.pk}


def test_a_doubt_that_came_after_the_page_was_read_is_told(answered: World, at: datetime) -> None:
    link = answered.links["dieu:1"]
    check_standing(version=answered.registers(amending(ONE_POINT), at=at), at=at)
    with pytest.raises(ValidationError, match="văn bản khác tác động"):
        confirm_link(link=link, by=answered.site.planner, at=at, doubts_seen=[])
    assert link.doubts.filter(settled_at__isnull=True).count() == 1


def test_the_same_paper_in_a_register_that_is_closed_to_it_is_touched_too(answered: World, at: datetime) -> None:
    site = answered.site
    south = unit_beneath(site.unit, "G99.02", "Cục Nam", by=site.administrator, at=at)
    planner = enrolled("nam-ke-hoach", "planning-officer", unit=south, by=site.administrator, at=at)
    copy, plan = (
        frozen(text, site=site, at=at, standing=standing, unit=south, by=planner)
        for text, standing in ((DIRECTIVE, Standing.DIRECTIVE), (PLAN.format(number="9/KH", subject="Về muối"), "plan"))
    )
    link = add_link(
        directive_provision=copy.provisions.get(path="dieu:1/khoan:2").provision,
        plan_provision=plan.provisions.get(path="I/1").provision,
        reason="cùng một việc",
        by=planner,
        at=at,
    )
    check_standing(version=answered.registers(amending(ONE_POINT), at=at), at=at)
    assert set(suspect_links(planner, at=at).values_list("pk", flat=True)) == {link.pk}


def test_the_job_runs_for_papers_called_directives_later(answered: World, at: datetime) -> None:
    version = answered.registers(amending(ONE_POINT), at=at, standing=Standing.OTHER)
    correct_document(
        document=version.document, fields={"standing": Standing.DIRECTIVE}, by=answered.site.planner, at=at
    )
    waiting = DBTaskResult.objects.filter(task_path="dongbo.jobs.standing_check.check_version")
    queued = [one.args_kwargs["args"] for one in waiting]
    assert [str(version.document_id), version.ordinal] in queued
    check_version.func(str(version.document_id), version.ordinal)
    assert told(version).keys() == {NoticeCause.AMENDED}
