"""Where the opinions of a round stand in later versions: as filed they stay, and no place is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dongbo.ledger.models import Event
from dongbo.planning.models import Opinion, OpinionAnchor
from dongbo.planning.operations.following import follow_opinions
from dongbo.planning.operations.opinions.giving_back import give_back
from dongbo.planning.operations.writing import move_up, remove_provision
from dongbo.planning.states import AnchorState, Answer, OpinionState
from tests.planning.closing.histories import ARTICLES

if TYPE_CHECKING:
    from dongbo.documents.models import Version
    from tests.planning.closing.histories import Story

FILED = ("provision", "path", "label", "quote", "text", "proposed", "version", "number")


def filed() -> list[tuple[object, ...]]:
    """Return what every opinion says, as it was filed."""
    return list(Opinion.objects.order_by("number").values_list(*FILED))


def places(version: Version) -> list[tuple[str, str, str]]:
    """Return for every opinion, in order: the state, the path where it stands now, and the words there."""
    rows = {row.provision_id: row for row in version.provisions.all()}
    found = []
    for anchor in OpinionAnchor.objects.filter(version=version).order_by("opinion__number"):
        row = rows[anchor.provision_id] if anchor.provision_id else None
        words = row.words[anchor.start : anchor.end] if row and anchor.start is not None else ""
        found.append((anchor.state, row.path if row else "", words))
    return found


def test_every_opinion_is_found_where_its_words_are_and_what_was_filed_never_changes(story: Story) -> None:
    [unit, _other] = story.asking
    story.sends(
        unit,
        (None, "", "Bổ sung phụ lục"),
        ("dieu:1/khoan:1", "hồ sơ công việc", ""),
        ("dieu:1/khoan:2", "Hạ tầng truyền dẫn", ""),
        ("dieu:1/khoan:3", "kỹ năng số hằng năm", ""),
        ("dieu:2/khoan:1", "", ""),
        ("dieu:2/khoan:2", "an toàn thông tin mạng", ""),
        ("dieu:2/khoan:3", "lưu trữ hồ sơ điện tử", ""),
        ("dieu:3/khoan:2", "đôn đốc, kiểm tra", ""),
    )
    before = filed()
    story.writes(story.provision("dieu:1/khoan:1"), "Từ 90% hồ sơ công việc được xử lý trực tuyến.")
    story.writes(story.provision("dieu:1/khoan:3"), "Cán bộ được bồi dưỡng kỹ năng số hai năm một lần.")
    story.acts(remove_provision, "dieu:2/khoan:3", successor=story.provision("dieu:2/khoan:1"))
    story.acts(move_up, "dieu:3/khoan:2")
    story.splits("dieu:1/khoan:2", "Trung tâm")
    version = story.freezes()
    assert follow_opinions(version=version, at=story.at) == 8
    assert places(version) == [
        (AnchorState.EXACT, "", ""),
        (AnchorState.EXACT, "dieu:1/khoan:1", "hồ sơ công việc"),
        (AnchorState.EXACT, "dieu:1/khoan:2", "Hạ tầng truyền dẫn"),
        (AnchorState.CHANGED, "dieu:1/khoan:4", "kỹ năng số hai năm"),
        (AnchorState.EXACT, "dieu:2/khoan:1", ""),
        (AnchorState.EXACT, "dieu:2/khoan:2", "an toàn thông tin mạng"),
        (AnchorState.REMOVED, "dieu:2/khoan:1", ""),
        (AnchorState.MOVED, "dieu:3/khoan:1", "đôn đốc, kiểm tra"),
    ]
    assert filed() == before


def test_words_that_were_split_off_are_found_in_the_new_provision_and_merged_ones_in_the_heir(story: Story) -> None:
    [unit, _other] = story.asking
    story.sends(unit, ("dieu:1/khoan:1", "công khai hằng quý", ""), ("dieu:2/khoan:3", "", ""))
    text = ARTICLES.replace("điện tử. Kết quả", "điện tử.\n2. Kết quả").replace("3. Cán bộ", "4. Cán bộ")
    version = story.imports(text.replace("2. Hạ tầng", "3. Hạ tầng").replace("mạng.\n3. Rà", "mạng. Rà"))
    follow_opinions(version=version, at=story.at)
    assert places(version) == [
        (AnchorState.MOVED, "dieu:1/khoan:2", "công khai hằng quý"),
        (AnchorState.CHANGED, "dieu:2/khoan:2", ""),
    ]


def test_where_nothing_is_left_nothing_is_pointed_at(story: Story) -> None:
    [unit, _other] = story.asking
    story.sends(unit, ("dieu:2/khoan:3", "lưu trữ", ""), ("dieu:2/khoan:2", "", ""), ("dieu:1/khoan:3", "", ""))
    story.acts(remove_provision, "dieu:2/khoan:3")
    story.writes(story.provision("dieu:1/khoan:3"), "Kinh phí do ngân sách nhà nước bảo đảm.")
    version = story.freezes()
    follow_opinions(version=version, at=story.at)
    states = {path: (state, words) for state, path, words in places(version)}
    assert states == {
        "": (AnchorState.REMOVED, ""),
        "dieu:2/khoan:2": (AnchorState.EXACT, ""),
        "dieu:1/khoan:3": (AnchorState.CHANGED, ""),
    }


def test_a_place_that_is_doubtful_is_the_whole_provision(story: Story) -> None:
    [unit, _other] = story.asking
    story.sends(unit, ("dieu:1/khoan:1", "điện tử", ""))
    [opinion] = Opinion.objects.all()
    lost = opinion.quote | {"exact": "bị mất", "end": opinion.quote["start"] + len("bị mất")}
    Opinion.objects.filter(pk=opinion.pk).update(quote=lost)
    story.writes(story.provision("dieu:1/khoan:1"), "Từ 90% hồ sơ công việc được xử lý trực tuyến.")
    version = story.freezes()
    follow_opinions(version=version, at=story.at)
    assert places(version) == [(AnchorState.UNSURE, "dieu:1/khoan:1", "")]


def test_following_again_notes_only_what_has_come_since(story: Story) -> None:
    [unit, late] = story.asking
    story.sends(unit, ("dieu:1/khoan:1", "hồ sơ công việc", ""))
    story.says(late, ("dieu:1/khoan:2", "", ""))
    version = story.imports(ARTICLES.replace("3. Cán bộ", "3. Mỗi cán bộ"))
    assert follow_opinions(version=version, at=story.at) == 1
    told = list(OpinionAnchor.objects.values_list())
    assert follow_opinions(version=version, at=story.at) == 0
    assert list(OpinionAnchor.objects.values_list()) == told
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_id, event.actor, event.payload) == (
        "planning.opinions_followed", str(story.document.pk), "", {"version": 2, "opinions": 0},
    )  # fmt: skip
    story.closes()
    story.send(late, Answer.AGREES_WITH_OPINIONS)
    assert Opinion.objects.get(number=2).consultee.is_late
    assert follow_opinions(version=version, at=story.at) == 1
    assert places(version) == [
        (AnchorState.EXACT, "dieu:1/khoan:1", "hồ sơ công việc"),
        (AnchorState.EXACT, "dieu:1/khoan:2", ""),
    ]


def test_what_was_given_back_and_sent_anew_is_followed_anew(story: Story) -> None:
    [unit, _other] = story.asking
    story.sends(unit, ("dieu:1/khoan:3", "kỹ năng số", ""))
    version = story.imports(ARTICLES.replace("kỹ năng số", "kỹ năng"))
    follow_opinions(version=version, at=story.at)
    give_back(consultee=unit.consultee, reason="Mời nêu rõ thêm", by=story.asking.leader, at=story.at)
    assert OpinionAnchor.objects.count() == 0
    assert follow_opinions(version=version, at=story.at) == 0
    Opinion.objects.filter(state=OpinionState.REMARK).update(quote={})
    story.send(unit, Answer.AGREES_WITH_OPINIONS)
    assert follow_opinions(version=version, at=story.at) == 1
    assert places(version) == [(AnchorState.CHANGED, "dieu:1/khoan:3", "")]
