"""The board of a round and its pages: what they show, to whom, and that nothing typed is lost."""

from copy import deepcopy
from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.documents.operations import freeze_version
from dongbo.planning.models import Opinion, OpinionGroup
from dongbo.planning.operations.answering import answer_group, assign_groups, group_round, join_groups
from dongbo.planning.operations.following import follow_opinions
from dongbo.planning.states import Outcome
from dongbo.web.desk.waiting import waiting_for
from tests.builders import PLAN_SECOND, Site, enrolled, next_version, unit_beneath
from tests.keeping import Keep
from tests.planning.answering.board import (
    FASTER_LINES,
    ON_THE_WHOLE,
    RAISE_THE_SHARE,
    arrangement,
    group_of,
    speak,
    three_spoke,
)
from tests.rounds import Round, sent_round
from tests.web.branches import browser_of
from tests.web.queries import queries_of

ANSWERED = "Tiếp thu, đã nâng tỷ lệ lên 90% tại mục I.1."


@pytest.fixture(scope="module")
def at() -> datetime:
    """The moment everything was set up: just now, since pages act now."""
    return timezone.now()


@pytest.fixture(scope="module")
def kept_asking(keep: Keep, kept_site: Site, at: datetime) -> Round:
    def build() -> Round:
        asking = sent_round(kept_site, at=at, units=3)
        three_spoke(asking, at=at)
        return asking

    return keep(build)


@pytest.fixture
def asking(kept_asking: Round, db: None) -> Round:
    """A round in which three units have spoken."""
    return deepcopy(kept_asking)


def page(client: Client, name: str, *arguments: object, status: int = 200, **asked: str) -> str:
    """Return what the page says, which answers with `status`."""
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == status
    return answer.content.decode()


def listed(said: str) -> list[str]:
    """Return which of the four opinions a board lists, in its order."""
    listing = said[said.index('id="listing"') :]
    known = {RAISE_THE_SHARE: "share", FASTER_LINES: "lines", ON_THE_WHOLE: "whole", "Kính đề nghị nâng": "again"}
    found = [(listing.find(text[:40]), name) for text, name in known.items()]
    return [name for place, name in sorted(found) if place >= 0]


def group_at(number: int) -> OpinionGroup:
    """Return the group of the opinion with this number."""
    return group_of(Opinion.objects.get(number=number))


def typed(group: OpinionGroup, act: str, **said: object) -> dict[str, object]:
    """Return what is sent from the page of a group."""
    first = group.opinions.order_by("number").first()
    assert first is not None
    return {"act": act, "about": str(first.pk), "outcome": "", "response": "", "reason": "", "question": ""} | said


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["whole", "share", "again", "lines"]),
        ({"words": "bang thong toi thieu"}, ["lines"]),
        ({"words": "TỶ LỆ hồ sơ"}, ["share", "again"]),
        ({"outcome": "accepted"}, ["lines"]),
        ({"outcome": "open", "sort": "number"}, ["share", "again", "whole"]),
        ({"member": "me"}, ["share"]),
        ({"member": "nobody"}, ["whole", "again", "lines"]),
        ({"kind": "wording"}, ["whole"]),
        ({"unit": "cuc so 2"}, ["again"]),
        ({"unit": "cuc so 1", "words": "ty le"}, ["share"]),
        ({"unit": "cuc so 2", "words": "bang thong"}, []),
        ({"origin": "letter"}, []),
        ({"place": "whole"}, ["whole"]),
        ({"place": "khong-phai-ma"}, ["whole", "share", "again", "lines"]),
    ],
)
def test_the_board_is_narrowed_as_asked(asking: Round, at: datetime, asked: dict[str, str], found: list[str]) -> None:
    assign_groups(
        consultation=asking.consultation, groups=[group_at(1)], to=asking.drafter.officer, by=asking.drafter, at=at
    )
    answer_group(group=group_at(2), outcome=Outcome.ACCEPTED, response="Đã bổ sung.", by=asking.drafter, at=at)
    assert listed(page(browser_of(asking.drafter), "board", asking.consultation.pk, **asked)) == found


def test_a_provision_asks_for_what_stands_beneath_it_too(asking: Round) -> None:
    client, rows = browser_of(asking.drafter), asking.version.provisions
    keys = {path: str(rows.get(path=path).provision_id) for path in ("I", "I/2", "II")}
    found = {path: listed(page(client, "board", asking.consultation.pk, place=key)) for path, key in keys.items()}
    assert found == {"I": ["share", "again", "lines"], "I/2": ["lines"], "II": []}


def test_groups_are_given_out_and_joined_many_at_once(asking: Round) -> None:
    client, address = browser_of(asking.drafter), reverse("board", args=[asking.consultation.pk])
    chosen = [str(group_at(1).pk), str(group_at(3).pk)]
    answer = client.post(f"{address}?words=ty+le", {"act": "join", "group": chosen})
    assert answer.headers["Location"] == f"{address}?words=ty+le"
    assert group_at(1) == group_at(3)
    given = {"act": "assign", "group": [str(group_at(1).pk)], "to": asking.drafter.officer.pk}
    assert client.post(address, given).status_code == 302
    assert group_at(1).assigned_to == asking.drafter.officer
    assert [kind.code for kind in waiting_for(asking.drafter, at=timezone.now())] == ["opinion_groups"]
    assert RAISE_THE_SHARE in page(client, "opinion-groups-mine")


def test_a_refused_act_says_why_and_keeps_what_was_ticked(asking: Round) -> None:
    client, address = browser_of(asking.drafter), reverse("board", args=[asking.consultation.pk])
    answer = client.post(address, {"act": "join", "group": [str(group_at(1).pk)]})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất hai nhóm để gộp." in said
    assert f'value="{group_at(1).pk}" aria-labelledby="pick n1" checked' in said
    stranger = client.post(
        address, {"act": "assign", "group": [str(group_at(1).pk)], "to": asking.asked[0].head.officer.pk}
    )
    assert stranger.status_code == 422
    assert group_at(1).assigned_to is None


def test_the_whole_board_leaves_as_a_workbook(asking: Round, at: datetime) -> None:
    join_groups(groups=[group_at(1), group_at(3)], by=asking.drafter, at=at)
    answer_group(group=group_at(1), outcome=Outcome.ACCEPTED, response=ANSWERED, by=asking.drafter, at=at)
    client = browser_of(asking.drafter)
    got = client.get(reverse("board", args=[asking.consultation.pk]), {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(got.content)).active.iter_rows(values_only=True))
    assert [row[:8] for row in rows[1:]] == [
        (4, "Toàn bộ dự thảo", ON_THE_WHOLE, 1, 1, "Cục số 3", "Chưa giải trình", None),
        (1, "I.1", RAISE_THE_SHARE, 2, 2, "Cục số 1; Cục số 2", "Tiếp thu", ANSWERED),
        (2, "I.2", FASTER_LINES, 1, 1, "Cục số 1", "Chưa giải trình", None),
    ]


def test_an_answer_is_given_with_the_places_changed_for_it(asking: Round) -> None:
    client, group = browser_of(asking.drafter), group_at(1)
    address = reverse("opinion-group", args=[group.pk])
    said = page(client, "opinion-group", group.pk)
    assert "«từ 80% hồ sơ công việc trở lên»" in said
    assert "<mark>từ 80% hồ sơ công việc trở lên</mark>" in said
    looked = client.post(address, typed(group, "find", response=ANSWERED, place="nền tảng chia sẻ"))
    found = looked.content.decode()
    other = asking.version.provisions.get(path="II/1").provision_id
    assert (looked.status_code, ANSWERED in found, f'name="changed_in" value="{other}"' in found) == (200, True, True)
    kept = typed(group, "answer", outcome="accepted", response=ANSWERED, changed_in=[str(other)])
    assert client.post(address, kept).headers["Location"] == address
    group.refresh_from_db()
    assert (group.outcome, group.response, group.answered_by) == (
        Outcome.ACCEPTED, ANSWERED, asking.drafter.officer,
    )  # fmt: skip
    assert list(group.changed_in.values_list("pk", flat=True)) == [other]
    assert "Tiếp thu, giải trình" in page(client, "opinion-group", group.pk)


def test_a_refused_answer_keeps_every_word(asking: Round) -> None:
    client, group = browser_of(asking.drafter), group_at(1)
    sent = typed(group, "answer", outcome="explained", response="Mức này vượt nguồn lực.", question="Có nên không?")
    answer = client.post(reverse("opinion-group", args=[group.pk]), sent)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy nêu lý do của phần không tiếp thu." in said
    assert ("Mức này vượt nguồn lực." in said, "Có nên không?" in said) == (True, True)
    assert group_at(1).outcome == Outcome.OPEN


def test_of_two_who_answer_at_once_neither_loses_a_word(asking: Round, at: datetime) -> None:
    client, group = browser_of(asking.drafter), group_at(1)
    address = reverse("opinion-group", args=[group.pk])
    before = page(client, "opinion-group", group.pk).split('name="seen" value="')[1].split('"')[0]
    answer_group(group=group, outcome=Outcome.ACCEPTED, response="Lời của người kia.", by=asking.leader, at=at)
    mine = typed(group, "answer", outcome="partly", response="Lời của tôi.", reason="Vì thế.", seen=before)
    answer = client.post(address, mine)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "vừa được người khác trả lời, gộp hoặc tách" in said
    assert ("Lời của người kia." in said, "Lời của tôi." in said, "Vì thế." in said) == (True, True, True)
    assert group_at(1).response == "Lời của người kia."
    again = said.split('name="seen" value="')[1].split('"')[0]
    assert client.post(address, mine | {"seen": again}).status_code == 302
    assert group_at(1).response == "Lời của tôi."


def test_words_typed_for_a_group_that_was_joined_meanwhile_stand_on_the_page_of_the_other(
    asking: Round, at: datetime
) -> None:
    client, gone = browser_of(asking.drafter), group_at(3)
    sent = typed(gone, "answer", outcome="accepted", response=ANSWERED, seen="cu")
    join_groups(groups=[group_at(1), gone], by=asking.leader, at=at)
    answer = client.post(reverse("opinion-group", args=[gone.pk]), sent)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "vừa được gộp vào nhóm 1 này" in said
    assert said.count(ANSWERED) == 1
    assert client.post(reverse("opinion-group", args=[gone.pk]), {"act": "answer"}).status_code == 404
    hidden = browser_of(asking.asked[0].head).post(reverse("opinion-group", args=[gone.pk]), sent)
    assert hidden.status_code == 403


def test_what_is_put_to_the_leader_waits_for_him_and_is_decided(asking: Round) -> None:
    drafter, leader, group = browser_of(asking.drafter), browser_of(asking.decider), group_at(2)
    address = reverse("opinion-group", args=[group.pk])
    page(drafter, "opinion-groups-to-decide", status=403)
    assert FASTER_LINES not in page(leader, "opinion-groups-to-decide")
    asked = typed(group, "leader", question="Có ghi chỉ tiêu băng thông không?", response="Đề xuất tiếp thu.")
    assert drafter.post(address, asked).status_code == 302
    assert "Có ghi chỉ tiêu băng thông không?" in page(leader, "opinion-groups-to-decide")
    assert [kind.code for kind in waiting_for(asking.decider, at=timezone.now())] == ["opinion_decisions"]
    decided = typed(group, "decide", outcome="explained", response="Chưa ghi.", reason="Chưa có nguồn.")
    assert drafter.post(address, decided).status_code == 403
    assert leader.post(address, decided).status_code == 302
    group.refresh_from_db()
    assert (group.outcome, group.decided_by) == (Outcome.EXPLAINED, asking.decider.officer)
    assert drafter.post(address, typed(group, "answer", outcome="accepted", response="x")).status_code == 422
    assert FASTER_LINES not in page(leader, "opinion-groups-to-decide")


def test_opinions_are_split_off_and_an_answer_is_taken_back(asking: Round, at: datetime) -> None:
    client = browser_of(asking.drafter)
    whole = join_groups(groups=[group_at(1), group_at(3)], by=asking.drafter, at=at)
    address = reverse("opinion-group", args=[whole.pk])
    assert client.post(address, {"act": "split"}).status_code == 422
    third = Opinion.objects.get(number=3)
    answer = client.post(address, {"act": "split", "opinion": [str(third.pk)]})
    assert answer.headers["Location"] == reverse("opinion-group", args=[group_at(3).pk])
    answer_group(group=group_at(1), outcome=Outcome.ACCEPTED, response=ANSWERED, by=asking.drafter, at=at)
    assert client.post(address, typed(whole, "reopen")).status_code == 302
    assert (group_at(1).outcome, group_at(1).response) == (Outcome.OPEN, "")
    assert ANSWERED in page(client, "opinion-group", whole.pk)


def test_a_provision_stands_beside_what_became_of_it(asking: Round, site: Site, at: datetime) -> None:
    text = PLAN_SECOND.replace("từ 80% hồ sơ công việc trở lên", "từ 90% hồ sơ công việc trở lên")
    later = next_version(asking.version.document, text, site=site, at=at)
    freeze_version(version=later, by=site.planner, at=at)
    follow_opinions(version=later, at=at)
    client, rows = browser_of(asking.leader), asking.version.provisions
    key = rows.get(path="I/1").provision_id
    said = page(client, "board-provision", asking.consultation.pk, key)
    assert "<mark>từ 80% hồ sơ công việc trở lên</mark>" in said
    assert ("<del>80" in said, "<ins>90" in said) == (True, True)
    assert 'rel="prev"' not in said
    assert reverse("board-provision", args=[asking.consultation.pk, rows.get(path="I/2").provision_id]) in said
    assert (RAISE_THE_SHARE in said, FASTER_LINES in said, ON_THE_WHOLE in said) == (True, False, False)


def test_whom_the_round_asks_and_whom_it_does_not_concern_see_nothing_of_it(
    asking: Round, site: Site, at: datetime
) -> None:
    other = unit_beneath(site.unit, "G99.90", "Cục khác", by=site.administrator, at=at)
    stranger = enrolled("xa-la", "drafting-officer", unit=other, by=site.administrator, at=at)
    key = asking.version.provisions.get(path="I/1").provision_id
    for client, status in ((browser_of(asking.asked[0].head), 403), (browser_of(stranger), 404)):
        for name, arguments in (
            ("board", [asking.consultation.pk]),
            ("board-provision", [asking.consultation.pk, key]),
            ("board-places", [asking.consultation.pk]),
            ("opinion-group", [group_at(1).pk]),
        ):
            assert RAISE_THE_SHARE not in page(client, name, *arguments, status=status)
            assert client.post(reverse(name, args=arguments), typed(group_at(1), "answer")).status_code == status
    assert group_at(1).outcome == Outcome.OPEN


def test_who_only_reads_the_board_cannot_act_on_it(asking: Round) -> None:
    client, address = browser_of(asking.decider), reverse("board", args=[asking.consultation.pk])
    assert 'name="act"' not in page(client, "board", asking.consultation.pk)
    for act in ("assign", "join", "gather"):
        chosen = {"act": act, "group": [str(group_at(1).pk), str(group_at(2).pk)]}
        assert client.post(address, chosen).status_code == 403
    assert OpinionGroup.objects.count() == 4


def test_places_are_found_by_a_few_letters(asking: Round) -> None:
    client = browser_of(asking.drafter)
    found = page(client, "board-places", asking.consultation.pk, place="ha tang truyen dan")
    key = asking.version.provisions.get(path="I/2").provision_id
    assert found.count("changed_in") == 1
    assert f'value="{key}"' in found
    assert "Không có điều khoản nào khớp" in page(client, "board-places", asking.consultation.pk, place="cầu phao")


def test_grouping_is_asked_for_and_seen_at_work(asking: Round, at: datetime) -> None:
    client, address = browser_of(asking.drafter), reverse("board", args=[asking.consultation.pk])
    assert client.post(address, {"act": "gather"}).status_code == 302
    assert "Đang gom các ý kiến giống nhau" in page(client, "board", asking.consultation.pk)
    group_round(consultation=asking.consultation, at=at)
    said = page(client, "board", asking.consultation.pk)
    assert ("Đang gom" in said, "Đã gom ý kiến giống nhau lúc" in said) == (False, True)
    assert arrangement(asking) == [[1, 3], [2], [4]]


def test_pages_take_as_many_statements_for_three_as_for_one(site: Site, at: datetime) -> None:
    asking = sent_round(site, at=at, units=3)
    first, second, third = asking
    speak(asking, first, [("I/1", RAISE_THE_SHARE)], at=at)
    client, key = browser_of(asking.drafter), asking.version.provisions.get(path="I/1").provision_id
    addresses = [
        reverse("board", args=[asking.consultation.pk]),
        reverse("board-provision", args=[asking.consultation.pk, key]),
        reverse("opinion-group", args=[group_at(1).pk]),
        reverse("opinion-groups-mine"),
    ]

    def give_all() -> None:
        every = OpinionGroup.objects.all()
        assign_groups(
            consultation=asking.consultation, groups=every, to=asking.drafter.officer, by=asking.leader, at=at
        )

    give_all()
    literal = [19, 19, 21, 7]
    assert [queries_of(lambda address=address: client.get(address)) for address in addresses] == literal
    speak(asking, second, [("I/1", FASTER_LINES)], at=at)
    speak(asking, third, [("I/1", ON_THE_WHOLE)], at=at)
    give_all()
    assert [queries_of(lambda address=address: client.get(address)) for address in addresses] == literal
    group = reverse("opinion-group", args=[group_at(1).pk])
    join_groups(groups=list(OpinionGroup.objects.select_related("consultation")), by=asking.leader, at=at)
    with_a_history = 3
    assert queries_of(lambda: client.get(group)) == 21 + with_a_history
