"""Required revisions in the browser: the board, ordering by form and from a remark, answers, signatures, returns."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.documents.states import Standing
from dongbo.engines.papers import read_bytes
from dongbo.jobs.revisions import check_answered
from dongbo.planning.models import Conclusion, RequiredRevision, RevisionCheck
from dongbo.planning.operations.revisions import sign_checks
from dongbo.planning.queries.revision_report import revision_report_data
from dongbo.planning.queries.revisions import answer_fingerprint
from dongbo.planning.states import ReviewState, RevisionClaim, RevisionKind
from tests.builders import DIRECTIVE, enrolled, frozen
from tests.councils import RULES
from tests.planning.closing.histories import ARTICLES
from tests.planning.revisions.test_answering import REASON, grows
from tests.planning.revisions.test_ordering import remark_of, shown_in_a_dossier
from tests.revisions import Judged, judged
from tests.web.branches import browser_of
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client

    from dongbo.documents.models import Version
    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

TWICE = ARTICLES.replace("Văn phòng đôn đốc", "Cơ sở dữ liệu do Văn phòng đôn đốc")


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Judged:
    return keep(lambda: judged(kept_site, at=at))


@pytest.fixture
def story(kept_story: Judged, db: None) -> Judged:
    """A plan whose council met and concluded."""
    return deepcopy(kept_story)


@pytest.fixture(scope="module")
def kept_version(keep: Keep, kept_story: Judged) -> Version:
    def build() -> Version:
        done, undone, refused = (kept_story.orders(f"dieu:2/khoan:{number}") for number in (1, 2, 3))
        grows(kept_story)
        kept_story.answers(done)
        kept_story.answers(undone)
        kept_story.answers(refused, RevisionClaim.REFUSED)
        version = kept_story.freezes()
        kept_story.checks(version)
        return version

    return keep(build)


@pytest.fixture
def version(kept_version: Version, db: None) -> Version:
    """The next version: of three revisions one is done, one claimed and not done, one refused; held against them."""
    return deepcopy(kept_version)


def address(story: Judged, query: str = "") -> str:
    return reverse("council-revisions", args=[story.council.pk]) + query


def page(story: Judged, by: Acting, query: str = "") -> str:
    shown = browser_of(by).get(address(story, query))
    assert shown.status_code == 200
    return shown.content.decode()


def numbers(story: Judged, query: str) -> list[int]:
    """Return the revisions a board shows, in its order."""
    shown = browser_of(story.drafter).get(address(story, query))
    return [row.revision.number for row in shown.context["rows"]]


def press(by: Acting, to: str, **said: Any) -> HttpResponse:
    answer: HttpResponse = browser_of(by).post(to, said)
    return answer


def one(number: int) -> RequiredRevision:
    return RequiredRevision.objects.get(number=number)


def test_an_empty_board_says_what_to_do(story: Judged) -> None:
    assert "Hãy ghi từng yêu cầu theo kết luận của phiên họp." in page(story, story.standing)
    assert "Yêu cầu hiện ở đây khi" in page(story, story.drafter)


def test_the_board_shows_each_with_its_words_then_and_now(story: Judged, version: Version) -> None:
    shown = page(story, story.drafter)
    assert "Còn 2 trong 3 yêu cầu chưa xong" in shown
    assert "<ins>" in shown
    assert "Ban soạn thảo báo đã thực hiện, nhưng bản sau không thể hiện." in shown
    assert "Nội dung này đã được quy định tại luật." in shown
    assert [status in shown for status in ("Văn bản đã sửa đúng chỗ", "Văn bản chưa sửa")] == [True, True]
    assert "Chọn để trả lời" in shown
    assert "Chọn để ký nhận" not in shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=open", [2, 3]),
        ("?state=closed", [1]),
        ("?state=lying", [2]),
        ("?state=signed", []),
        ("?state=unchecked", []),
        ("?standing=done", [1]),
        ("?claim=refused", [3]),
        ("?kind=cut", []),
        ("?words=co+quan+chu+tri", [1, 2, 3]),
        ("?words=khoan+3", [3]),
        ("?due=none", [1, 2, 3]),
        ("?due=late", []),
        ("?part=whole", []),
        ("?part=khong-phai", [1, 2, 3]),
        ("?sort=claim", [1, 2, 3]),
    ],
)
def test_the_board_is_narrowed(story: Judged, version: Version, query: str, expected: list[int]) -> None:
    assert numbers(story, query) == expected


def test_the_board_is_narrowed_to_a_part_and_ordered_by_place(story: Judged) -> None:
    story.orders("dieu:3/khoan:1")
    story.orders("dieu:1/khoan:2")
    assert numbers(story, f"?part={story.provision('dieu:1').pk}") == [2]
    assert numbers(story, "?sort=place") == [2, 1]
    assert numbers(story, "?sort=number") == [1, 2]


def test_the_board_leaves_as_a_workbook(story: Judged, version: Version) -> None:
    answer = browser_of(story.standing).get(address(story, "?export=xlsx&state=open"))
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Số", 2, 3]
    assert rows[1][4] == "khoản 2 Điều 2"
    assert rows[2][11:13] == ("Không tiếp thu, có lý do", "Nội dung này đã được quy định tại luật.")


def test_the_board_takes_as_many_statements_for_three_as_for_one(story: Judged) -> None:
    story.orders("dieu:2/khoan:1")
    browser = browser_of(story.drafter)
    counted = []
    for number in (2, 3, 4):
        if number == 2:
            grows(story)
            story.checks(story.freezes())
        counted.append(queries_of(lambda: browser.get(address(story))))
        story.orders(f"dieu:1/khoan:{number - 1}")
        story.checks(story.council.document.versions.filter(state="frozen").latest("ordinal"))
    assert counted == [27] * 3


def test_the_report_to_the_council_says_what_became_of_each(story: Judged, version: Version) -> None:
    data = revision_report_data(story.council, version, at=story.at)
    assert [(one.number, one.claim, one.provision) for one in data.answers] == [
        (1, "done", "khoản 1 Điều 2"),
        (2, "done", "khoản 2 Điều 2"),
        (3, "refused", "khoản 3 Điều 2"),
    ]
    assert data.answers[0].check == "Văn bản đã sửa đúng chỗ. Thay đổi tại: Khoản 1 Điều 2."
    assert data.answers[1].check.startswith("Văn bản chưa sửa. Ban soạn thảo báo đã thực hiện")
    assert (data.tally.done, data.tally.refused, data.notice) == (
        2, 1, "kết luận của Hội đồng thẩm định kế hoạch tại phiên họp ngày 21 tháng 11 năm 2026",
    )  # fmt: skip
    answer = browser_of(story.drafter).get(reverse("revision-report", args=[story.council.pk]))
    told = "\n".join(text for _line, text in read_bytes(answer.content, name="bao-cao.docx").every_text())
    assert "Nội dung này đã được quy định tại luật." in told


def test_before_a_next_version_the_report_says_so_and_nothing_is_returned(story: Judged) -> None:
    story.orders("dieu:2")
    [one_of_them] = revision_report_data(story.council, story.version).answers
    assert (one_of_them.claim, one_of_them.check) == ("open", "Chưa đối chiếu")
    assert browser_of(story.drafter).get(reverse("revision-report", args=[story.council.pk])).status_code == 200
    nothing = browser_of(story.standing).get(reverse("draft-return", args=[story.council.pk]))
    assert "Chưa có bản tiếp thu nào để trả lại" in nothing.content.decode()


def test_many_are_answered_at_once(story: Judged) -> None:
    picked = [f"{each.pk}.{answer_fingerprint(each)}" for each in (story.orders("dieu:1"), story.orders("dieu:2"))]
    to = address(story)
    wrong = press(story.drafter, to, act="answer", revision=picked, claim="refused", response="ok")
    assert wrong.status_code == 422
    assert [row.picked for row in wrong.context["rows"]] == [True, True]
    assert wrong.context["answer"]["claim"].value() == "refused"
    assert press(story.drafter, to, act="answer", revision=picked, claim="done", response="Đã sửa").status_code == 302
    assert set(RequiredRevision.objects.values_list("claim", "response")) == {("done", "Đã sửa")}
    stale = press(story.drafter, to, act="answer", revision=picked, claim="done", response="Lời khác hẳn")
    assert stale.status_code == 422
    assert "Lời khác hẳn" in stale.content.decode()
    assert set(RequiredRevision.objects.values_list("response", flat=True)) == {"Đã sửa"}


def test_who_may_not_is_told_and_nothing_is_lost(story: Judged, version: Version, site: Site) -> None:
    check = RevisionCheck.objects.get(revision__number=3)
    ticked = {"act": "sign", "check": f"{check.pk}.{check.key}", "note": REASON}
    for by in (story.drafter, story.seated.chair, story.seated.approver):
        answer = press(by, address(story), **ticked)
        assert answer.status_code == 403
        assert not RevisionCheck.objects.filter(signed_at__isnull=False).exists()
    stranger = enrolled("nguoi-la", "council-secretariat", unit=story.seated.seat_of(story.seated.chair).unit,
                        by=site.administrator, at=story.at)  # fmt: skip
    assert browser_of(stranger).get(address(story)).status_code == 404
    assert browser_of(stranger).get(reverse("revision", args=[check.revision_id])).status_code == 404
    assert browser_of(story.drafter).get(reverse("revision-new", args=[story.council.pk])).status_code == 403


def test_the_standing_body_signs_many_and_takes_one_back(story: Judged, version: Version) -> None:
    checks = RevisionCheck.objects.filter(revision__number__in=(2, 3))
    ticked = [f"{check.pk}.{check.key}" for check in checks]
    assert press(story.standing, address(story), act="sign", check=ticked, note="").status_code == 422
    assert press(story.standing, address(story), act="sign", check=ticked, note=REASON).status_code == 302
    shown = page(story, story.standing)
    assert "Còn 0 trong 3 yêu cầu chưa xong" in shown
    assert shown.count("ký nhận lúc") == 2
    first = checks.order_by("pk")[0]
    assert press(story.standing, address(story), withdraw=str(first.pk)).status_code == 302
    assert RevisionCheck.objects.filter(signed_at__isnull=False).count() == 1


def test_a_revision_is_ordered_by_form_with_everything_kept_on_an_error(story: Judged) -> None:
    to = f"{reverse('revision-new', args=[story.council.pk])}?kind=unify"
    key = story.provision("dieu:2/khoan:1").pk
    conclusion = Conclusion.objects.get().pk
    said = {
        "conclusion": conclusion, "text": "Thống nhất cách viết", "keep": "kho dữ liệu", "variants": "lời không có",
        "anchor": [str(key)], f"quote_{key}": "nền tảng chia sẻ",
    }  # fmt: skip
    wrong = press(story.seated.secretary, to, act="order", **said)
    shown = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Bản thẩm định không viết từ ngữ nào trong số này" in shown
    assert all(kept in shown for kept in ("Thống nhất cách viết", "kho dữ liệu", "lời không có", "nền tảng chia sẻ"))
    assert press(story.seated.secretary, to, act="order", **said | {"variants": "nền tảng"}).status_code == 302
    ordered = one(1)
    assert (ordered.keep, ordered.variants, ordered.anchors.get().quote["exact"]) == (
        "kho dữ liệu", ["nền tảng"], "nền tảng chia sẻ",
    )  # fmt: skip


def test_places_are_found_by_a_few_letters_and_ticked_to_quote(story: Judged) -> None:
    found = browser_of(story.standing).get(
        reverse("revision-places", args=[story.council.pk]), {"place": "dien tap ung cuu"}
    )
    key = story.provision("dieu:2/khoan:2").pk
    assert f'name="anchor" value="{key}"' in found.content.decode()
    to = f"{reverse('revision-new', args=[story.council.pk])}?kind=cut"
    ticked = press(story.standing, to, act="find", anchor=str(key), text="Bỏ nội dung này", place="luu tru")
    shown = ticked.content.decode()
    assert f'name="quote_{key}"' in shown
    assert "Bỏ nội dung này" in shown
    assert str(story.provision("dieu:2/khoan:3").pk) in shown
    assert not RequiredRevision.objects.exists()


def test_findings_of_the_engines_are_suggested(site: Site, at: datetime) -> None:
    text = ARTICLES.replace("Cán bộ được", "Cơ sở dữ liệu (CSDL) và CSDLQG được").replace(
        "Diễn tập", "Bảo mật kỹ năng sổ; kĩ năng sổ; diễn tập"
    )
    story = judged(site, at=at, articles=text)
    shown = browser_of(story.standing).get(reverse("revision-new", args=[story.council.pk]))
    wordings = shown.context["wordings"]
    assert wordings
    asked = f"?kind=unify&keep={wordings[0].keep}&variant={wordings[0].variants[0]}"
    form = browser_of(story.standing).get(reverse("revision-new", args=[story.council.pk]) + asked).content.decode()
    assert f"Thống nhất viết «{wordings[0].keep}»" in form


def test_a_remark_becomes_a_revision_in_one_press(story: Judged) -> None:
    remark = remark_of(story)
    to = reverse("revision-remarks", args=[story.council.pk])
    assert "Bổ sung kinh phí" in browser_of(story.standing).get(to).content.decode()
    said = {"conclusion": Conclusion.objects.get().pk, "remark": remark.pk}
    assert press(story.standing, to, **said).status_code == 302
    assert (one(1).remark, one(1).text, one(1).kind) == (remark, "Bổ sung kinh phí", RevisionKind.SUPPLEMENT)
    assert "đã thành 1 yêu cầu" in browser_of(story.standing).get(to).content.decode()
    assert browser_of(story.drafter).get(to).status_code == 403
    assert browser_of(story.seated.chair).get(to).status_code == 403
    asked = f"{reverse('revision-new', args=[story.council.pk])}?kind=clarify&remark={remark.pk}"
    assert "Bổ sung kinh phí" in browser_of(story.standing).get(asked).content.decode()


def test_a_remark_that_was_not_sent_is_not_shown(story: Judged) -> None:
    remark_of(story, ReviewState.DRAFT)
    to = reverse("revision-remarks", args=[story.council.pk])
    assert "Bổ sung kinh phí" not in browser_of(story.standing).get(to).content.decode()


def test_one_revision_is_answered_on_its_page_and_stale_words_are_kept(story: Judged, version: Version) -> None:
    undone = one(2)
    to = reverse("revision", args=[undone.pk])
    place = story.provision("dieu:2/khoan:1").pk
    said = {"act": "answer", "claim": "partly", "response": "Mới sửa được một phần", "changed": [str(place)]}
    seen = answer_fingerprint(undone)
    assert press(story.drafter, to, seen=seen, **said).status_code == 302
    check_answered.func(str(story.council.pk))
    shown = browser_of(story.drafter).get(to).content.decode()
    assert "Trả lời yêu cầu chỉnh sửa" in shown
    assert "Mới sửa được một phần" in shown
    stale = press(story.drafter, to, seen=seen, **said | {"response": "Lời đến sau của người khác"})
    assert stale.status_code == 422
    assert "Bản đang lưu" in stale.content.decode()
    assert "Lời đến sau của người khác" in stale.content.decode()
    again = press(story.drafter, to, seen=stale.context["seen"], **said | {"response": "Lời đến sau của người khác"})
    assert again.status_code == 302


def test_a_hundred_thousand_signs_and_a_stamp_are_answered_clearly(story: Judged) -> None:
    ordered = story.orders("dieu:1")
    to = reverse("revision", args=[ordered.pk])
    long = press(story.drafter, to, act="answer", claim="done", response="sửa " * 25_000)
    assert long.status_code == 422
    assert "quá mức 20000" in long.content.decode()
    assert "sửa sửa sửa" in long.content.decode()
    stamped = press(story.drafter, to, act="answer", claim="done", response="Đã sửa\nTỐI MẬT")
    assert "dấu chỉ độ mật" in stamped.content.decode()
    assert one(1).claim == RevisionClaim.OPEN


def test_one_is_signed_and_opened_again_on_its_page(story: Judged, version: Version) -> None:
    check = RevisionCheck.objects.get(revision__number=3)
    to = reverse("revision", args=[check.revision_id])
    ticked = {"check": f"{check.pk}.{check.key}"}
    assert press(story.standing, to, act="sign", note=REASON, **ticked).status_code == 302
    assert REASON in browser_of(story.seated.chair).get(to).content.decode()
    assert press(story.standing, to, act="unsign").status_code == 302
    assert press(story.standing, to, act="sign", note=REASON, check=f"{check.pk}.khac").status_code == 422
    check.refresh_from_db()
    assert check.signed_at is None


def test_a_draft_is_returned_until_the_decision_allows_no_more(site: Site, at: datetime) -> None:
    story = judged(site, at=at, rules=replace(RULES["general"], returns=1))
    story.orders("dieu:2")
    to = reverse("draft-return", args=[story.council.pk])
    grows(story)
    story.freezes()
    assert "cho trả nhiều nhất 1 lần" in browser_of(story.standing).get(to).content.decode()
    assert press(story.standing, to, reason="Nhiều yêu cầu chưa thực hiện").status_code == 302
    assert "Nhiều yêu cầu chưa thực hiện" in page(story, story.drafter)
    grows(story, "dieu:2/khoan:3")
    story.freezes("Dự thảo lần ba")
    refused = press(story.standing, to, reason="Vẫn nhiều yêu cầu chưa thực hiện")
    assert refused.status_code == 422
    assert "nhiều nhất 1 lần và đã trả 1 lần" in refused.content.decode()
    assert "Vẫn nhiều yêu cầu chưa thực hiện" in refused.content.decode()
    assert press(story.drafter, to, reason="Nhiều yêu cầu chưa thực hiện").status_code == 403


def test_what_is_withdrawn_is_told_on_its_page(story: Judged) -> None:
    ordered = story.orders("dieu:2")
    to = reverse("revision-withdraw", args=[ordered.pk])
    assert press(story.standing, to, reason="").status_code == 422
    assert press(story.standing, to, reason="Ghi trùng với yêu cầu khác").status_code == 302
    shown = browser_of(story.drafter).get(reverse("revision", args=[ordered.pk])).content.decode()
    assert "Ghi trùng với yêu cầu khác" in shown
    assert "Lưu trả lời" not in shown
    assert numbers(story, "") == []


def test_another_look_is_asked_for(story: Judged, version: Version) -> None:
    assert press(story.drafter, address(story), act="check").status_code == 302
    assert "Đang đối chiếu lại" in page(story, story.drafter)
    story.checks(version)
    assert "Đã đối chiếu lúc" in page(story, story.drafter)
    sign_checks(checks=[RevisionCheck.objects.get(revision__number=3)], note=REASON, by=story.standing, at=story.at)
    assert numbers(story, "?state=signed") == [3]


def test_an_order_begins_with_the_conclusion_it_was_asked_from(story: Judged) -> None:
    last = Conclusion.objects.filter(meeting__council=story.council).latest("pk")
    to = reverse("revision-new", args=[story.council.pk])
    kinds = browser_of(story.standing).get(f"{to}?conclusion={last.pk}").content.decode()
    assert f"?kind=clarify&amp;conclusion={last.pk}" in kinds
    form = browser_of(story.standing).get(f"{to}?kind=clarify&conclusion={last.pk}").context["form"]
    assert form["conclusion"].value() == last.pk


def test_the_secretary_chooses_a_directive_of_the_dossier_by_form(story: Judged, site: Site) -> None:
    told, untold = (
        frozen(DIRECTIVE.replace("15/NQ", number), site=site, at=story.at, standing=Standing.DIRECTIVE)
        for number in ("21/NQ", "22/NQ")
    )
    shown_in_a_dossier(story, told)
    secretary = browser_of(story.seated.secretary)
    offers = reverse("revision-directives", args=[story.council.pk])

    def offered(browser: Client) -> list[str]:
        words = {"field": "directive", "directive": "phat trien du lieu"}
        shown = browser.get(offers, words).content.decode()
        return [number for number in ("21/NQ-CP", "22/NQ-CP") if f"{number} –" in shown]

    assert (offered(secretary), offered(browser_of(story.standing))) == (["21/NQ-CP"], ["21/NQ-CP", "22/NQ-CP"])
    assert browser_of(story.drafter).get(offers).status_code == 403
    to = f"{reverse('revision-new', args=[story.council.pk])}?kind=align"
    assert offers in secretary.get(to).content.decode()
    begun = secretary.get(f"{to}&directive={told.document_id}").context["form"].initial["directive"]
    hidden = secretary.get(f"{to}&directive={untold.document_id}").context["form"].initial["directive"]
    assert (begun, hidden) == (told.document, None)
    said = {"conclusion": Conclusion.objects.get().pk, "text": "Đồng bộ chỉ tiêu", "axis": "muc_tieu", "act": "order"}
    picked = {"directive_picked": str(untold.document_id), "directive_offered_for": "22/NQ-CP"}
    refused = press(story.seated.secretary, to, directive="22/NQ-CP", **said, **picked)
    assert refused.status_code == 422
    assert "Không có văn bản chỉ đạo nào trong hồ sơ thẩm định" in refused.content.decode()
    assert press(story.seated.secretary, to, directive="21/NQ-CP", **said).status_code == 302
    assert one(1).directive == told.document
    assert secretary.get(reverse("document", args=[told.document_id])).status_code in (403, 404)
