"""The end of a round in the browser: every line in words, its ways out, signatures by name, and what is final."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.jobs.following import examine_again, follow_into
from dongbo.ledger.models import Event
from dongbo.planning.models import ChangeBasis, ClosureLine, OpinionGroup
from dongbo.planning.operations.closure import fail_examination, sign_lines
from dongbo.planning.queries.closure_lines import counts_of
from dongbo.planning.states import ClosureKind, ClosureState, ConsultationState, Outcome
from tests.builders import DIRECTIVE, enrolled, frozen
from tests.planning.closing.histories import ARTICLES, Story, told
from tests.web.branches import browser_of
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client
    from pytest_django import Settings

    from dongbo.documents.models import Version
    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

REASON = "Giữ nguyên vì đã có quy định tại luật"
EDITED = ARTICLES.replace("hằng năm.", "hai năm một lần.").replace("Diễn tập", "Tổ chức diễn tập")
"""What was asked for is done in article 1, clause 3; nobody asked for the change in article 2, clause 2."""


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Story:
    def build() -> Story:
        story = told(kept_site, at=at)
        [unit, _silent] = story.asking
        done, undone = story.sends(
            unit, ("dieu:1/khoan:3", "hằng năm", ""), ("dieu:2/khoan:1", "nền tảng", "một nền tảng")
        )
        story.answers(done)
        story.answers(undone)
        story.closes()
        return story

    return keep(build)


@pytest.fixture
def story(kept_story: Story, db: None) -> Story:
    """A round that has ended: of two accepted opinions one is carried out, and one unit kept silent."""
    return deepcopy(kept_story)


@pytest.fixture(scope="module")
def kept_version(keep: Keep, kept_story: Story) -> Version:
    def build() -> Version:
        version = kept_story.imports(EDITED)
        follow_into.func(str(kept_story.document.pk), version.ordinal)
        return version

    return keep(build)


@pytest.fixture
def version(kept_version: Version, db: None) -> Version:
    """The version that followed, held against the round."""
    return deepcopy(kept_version)


def address(story: Story, query: str = "") -> str:
    return reverse("closure", args=[story.asking.consultation.pk]) + query


def page(story: Story, by: Acting, query: str = "") -> str:
    """Return what an officer sees."""
    shown = browser_of(by).get(address(story, query))
    assert shown.status_code == 200
    return shown.content.decode()


def press(client: Client, story: Story, query: str = "", **said: object) -> HttpResponse:
    answer: HttpResponse = client.post(address(story, query), said)
    return answer


def line_of(kind: ClosureKind) -> ClosureLine:
    return ClosureLine.objects.get(kind=kind)


def test_before_any_version_follows_the_page_says_what_to_do(story: Story) -> None:
    assert "Chưa có bản nào sau bản lấy ý kiến" in page(story, story.asking.drafter)


def test_a_version_that_was_not_examined_says_so(story: Story) -> None:
    story.imports(EDITED)
    shown = page(story, story.asking.drafter)
    assert "Bản này chưa được đối chiếu" in shown
    assert "Mọi trả lời đều khớp" not in shown


def test_a_version_examined_while_the_page_is_drawn_is_not_called_true(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = story.imports(EDITED)

    def counted_just_before(*asked: Any) -> Any:
        found = counts_of(*asked)
        follow_into.func(str(story.document.pk), version.ordinal)
        return found

    monkeypatch.setattr("dongbo.web.consultation.views.closure.counts_of", counted_just_before)
    shown = page(story, story.asking.drafter)
    assert "Bản này chưa được đối chiếu" in shown
    assert "Không còn việc nào phải khắc phục" not in shown
    assert "Mọi trả lời đều khớp" not in shown


def test_each_line_says_what_is_wrong_with_the_words_side_by_side_and_the_ways_out(
    story: Story, version: Version
) -> None:
    shown = page(story, story.asking.drafter)
    group = OpinionGroup.objects.get(provision=story.provision("dieu:2/khoan:1"))
    baseless = line_of(ClosureKind.CHANGED_WITHOUT_BASIS)
    assert "Câu mà ý kiến nêu vẫn nguyên như cũ" in shown
    assert "Đã sửa lời mà không có ý kiến, kết luận hay chỉ đạo nào nêu." in shown
    assert "Hết nhận ý kiến mà đơn vị không trả lời." in shown
    assert "“nền tảng”" in shown
    assert "Đề nghị sửa thành: một nền tảng" in shown
    assert "<del>" in shown
    assert "Diễn tập ứng cứu sự cố an toàn thông tin mạng." in shown
    assert reverse("opinion-group", args=[group.pk]) in shown
    assert reverse("redline", args=[story.asking.version.pk, version.pk]) in shown
    assert f"{reverse('closure-basis', args=[story.asking.consultation.pk])}?line={baseless.pk}" in shown
    assert "Còn 3 việc phải khắc phục hoặc ký nhận" in shown
    assert "hai năm một lần" not in shown


def test_the_text_is_mended_in_the_editor_by_who_may_open_it(story: Story, version: Version) -> None:
    story.begins()
    dossier = story.dossier
    assert dossier is not None
    editor = reverse("writing-provision", args=[dossier.pk, story.provision("dieu:2/khoan:1").pk])
    assert editor in page(story, story.asking.leader)
    assert editor not in page(story, story.asking.decider)


def test_the_list_is_narrowed_by_kind_and_state_and_leaves_as_a_workbook(story: Story, version: Version) -> None:
    sign_lines(lines=[line_of(ClosureKind.NEVER_REPLIED)], note=REASON, by=story.asking.decider, at=story.at)
    silent = "Đơn vị không phản hồi: Cục số 2"
    assert silent in page(story, story.asking.drafter)
    assert silent not in page(story, story.asking.drafter, "?state=open")
    narrowed = page(story, story.asking.drafter, "?kind=never_replied&state=signed")
    assert silent in narrowed
    assert "<article" in narrowed
    assert narrowed.count("<article") == 1
    book = load_workbook(BytesIO(browser_of(story.asking.drafter).get(address(story, "?export=xlsx")).content))
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1], row[3], row[11]) for row in rows] == [
        ("Nói tiếp thu nhưng văn bản không đổi", "khoản 1 Điều 2", "Còn mở", None),
        ("Văn bản đổi mà không có căn cứ", "khoản 2 Điều 2", "Còn mở", None),
        ("Đơn vị không phản hồi", "Cục số 2", "Đã ký nhận", REASON),
    ]


def test_several_lines_are_signed_with_one_reason_and_a_signature_is_withdrawn(story: Story, version: Version) -> None:
    client = browser_of(story.asking.decider)
    keys = list(ClosureLine.objects.order_by("pk").values_list("pk", flat=True))
    since = Event.objects.filter(kind="planning.closure_signed").count()
    refused = press(client, story, act="sign", line=keys[:2], note="ok")
    assert refused.status_code == 422
    told_back = refused.content.decode()
    assert "Lý do ký nhận: Hãy viết rõ" in told_back
    assert "ok</textarea>" in told_back
    assert told_back.count(" checked") == 2
    assert press(client, story, act="sign", note=REASON).status_code == 422
    assert press(client, story, act="sign", line=keys[:2], note=REASON).status_code == 302
    assert Event.objects.filter(kind="planning.closure_signed").count() == since + 1
    states = list(ClosureLine.objects.order_by("pk").values_list("state", "note"))
    assert states == [("signed", REASON), ("signed", REASON), ("open", "")]
    shown = page(story, story.asking.drafter)
    assert shown.count(f"Cán bộ {story.asking.decider.officer.username} ký nhận") == 2
    assert press(client, story, withdraw=keys[0]).status_code == 302
    assert ClosureLine.objects.get(pk=keys[0]).state == ClosureState.OPEN
    assert press(client, story, withdraw=keys[0]).status_code == 422


def test_a_line_of_another_round_is_not_signed_from_here(story: Story, version: Version) -> None:
    [line] = ClosureLine.objects.filter(kind=ClosureKind.NEVER_REPLIED)
    later = story.imports(EDITED.replace("kiểm tra", "theo dõi"))
    client = browser_of(story.asking.decider)
    assert press(client, story, f"?version={later.pk}", act="sign", line=line.pk, note=REASON).status_code == 422
    line.refresh_from_db()
    assert line.state == ClosureState.OPEN


def test_a_basis_is_stated_for_a_change_and_mends_it(story: Story, site: Site, version: Version) -> None:
    line = line_of(ClosureKind.CHANGED_WITHOUT_BASIS)
    directive = frozen(DIRECTIVE, site=site, at=story.at, standing="directive").document  # type: ignore[arg-type]
    where = f"{reverse('closure-basis', args=[story.asking.consultation.pk])}?line={line.pk}"
    client = browser_of(story.asking.drafter)
    assert "khoản 2 Điều 2" in client.get(where).content.decode()
    wrong = client.post(where, {"kind": "directive", "note": ""})
    assert wrong.status_code == 422
    assert "Hãy nêu rõ căn cứ" in wrong.content.decode()
    assert "Hãy chọn văn bản chỉ đạo" in wrong.content.decode()
    confused = client.post(where, {"kind": "editorial", "document": "15/NQ-CP", "note": "Sửa câu chữ cho gọn"})
    assert confused.status_code == 422
    assert ChangeBasis.objects.count() == 0
    done = client.post(where, {"kind": "directive", "document": "15/NQ-CP", "note": "Mục II.2.b của Nghị quyết"})
    assert done.status_code == 302
    assert ChangeBasis.objects.get().document == directive
    line.refresh_from_db()
    assert line.state == ClosureState.MENDED
    assert "Mục II.2.b của Nghị quyết" in page(story, story.asking.drafter)
    unknown = client.get(f"{reverse('closure-basis', args=[story.asking.consultation.pk])}?line=9999")
    assert unknown.status_code == 302


def test_another_look_is_asked_for_shown_while_it_runs_and_told_where_it_failed(story: Story, version: Version) -> None:
    client = browser_of(story.asking.drafter)
    [group] = OpinionGroup.objects.filter(provision=story.provision("dieu:2/khoan:1"))
    story.answers(group, Outcome.EXPLAINED)
    assert press(client, story, act="examine").status_code == 302
    running = page(story, story.asking.drafter)
    assert "Đang đối chiếu lại" in running
    assert 'hx-trigger="every 3s"' in running
    consultation = story.asking.consultation
    fail_examination(consultation=consultation, version=version, failure="Không đối chiếu được (thử).", at=story.at)
    assert "Không đối chiếu được (thử)." in page(story, story.asking.drafter)
    examine_again.func(str(consultation.pk), version.ordinal)
    shown = page(story, story.asking.drafter)
    assert "Đã đối chiếu lúc" in shown
    assert "every 3s" not in shown
    assert line_of(ClosureKind.ACCEPTED_UNCHANGED).state == ClosureState.MENDED


def test_a_round_is_made_final_and_then_only_read(story: Story, version: Version) -> None:
    client = browser_of(story.asking.decider)
    refused = press(client, story, act="finalise")
    assert refused.status_code == 422
    assert "Còn 3 việc chưa khắc phục hoặc ký nhận" in refused.content.decode()
    press(client, story, act="sign", line=list(ClosureLine.objects.values_list("pk", flat=True)), note=REASON)
    assert "Không còn việc nào phải khắc phục hoặc ký nhận" in page(story, story.asking.decider)
    assert press(client, story, act="finalise").status_code == 302
    story.asking.consultation.refresh_from_db()
    assert story.asking.consultation.state == ConsultationState.FINAL
    shown = page(story, story.asking.decider)
    assert "Vòng đã khép theo" in shown
    assert shown.count(REASON) == 3
    assert 'name="act"' not in shown
    assert 'name="withdraw"' not in shown


def test_only_who_signs_sees_what_signs_and_only_those_who_ask_see_the_page(
    story: Story, site: Site, version: Version
) -> None:
    drafter = page(story, story.asking.drafter)
    assert 'value="sign"' not in drafter
    assert 'value="finalise"' not in drafter
    assert 'value="sign"' in page(story, story.asking.decider)
    refused = press(browser_of(story.asking.drafter), story, act="finalise")
    assert refused.status_code == 403
    [asked, _silent] = story.asking
    assert browser_of(asked.head).get(address(story)).status_code == 403
    south = enrolled("phia-nam", "drafting-head", unit=asked.unit, by=site.administrator, at=story.at)
    assert browser_of(south).get(address(story)).status_code == 404


def test_a_round_waits_at_home_for_who_signs_until_it_is_closed(story: Story, version: Version) -> None:
    home = reverse("home")
    where = address(story)
    shown = browser_of(story.asking.decider).get(home).content.decode()
    assert where in shown
    assert "còn 3 việc" in shown
    assert where not in browser_of(story.asking.drafter).get(home).content.decode()
    sign_lines(lines=ClosureLine.objects.all(), note=REASON, by=story.asking.decider, at=story.at)
    assert "có thể khép vòng" in browser_of(story.asking.decider).get(home).content.decode()
    press(browser_of(story.asking.decider), story, act="finalise")
    assert where not in browser_of(story.asking.decider).get(home).content.decode()


def test_the_page_takes_as_many_statements_for_three_lines_as_for_one(story: Story, settings: Settings) -> None:
    text = EDITED.replace("Rà soát", "Sửa đổi").replace("đôn đốc, kiểm tra", "theo dõi")
    version = story.imports(text)
    follow_into.func(str(story.document.pk), version.ordinal)
    client = browser_of(story.asking.drafter)

    def statements(kind: str, lines: int) -> int:
        settings.PAGE_SIZE = lines
        assert page(story, story.asking.drafter, f"?kind={kind}").count("<article") == lines
        return queries_of(lambda: client.get(address(story, f"?kind={kind}")))

    assert [statements("changed_without_basis", lines) for lines in (1, 3)] == [20, 20]
    assert [statements("accepted_unchanged", 1), statements("", 3), statements("", 5)] == [20, 21, 21]
