"""An explanation is sentences a colleague would say: the chain of a yes; for a no, whose doing it is and since when."""

from datetime import date, datetime, timedelta

from dongbo.organisation.models import DelegationRule, Post, Role, Unit
from dongbo.organisation.operations import change_role, give_grant, revoke_grant
from dongbo.organisation.operations.posts import end_post
from dongbo.organisation.queries.explaining import Explanation, explain, may_ask_about
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Capacity, Permission, permissions_in
from tests.organisation.authority.ministry import DECISION, Ministry, on_behalf, passed

DAY = timedelta(days=1)
READ, FREEZE, LEDGER = Permission.DOCUMENT_READ, Permission.DOCUMENT_FREEZE, Permission.LEDGER_READ


def asked(
    who: Acting, unit: Unit, at: datetime, permission: Permission = READ, access: Access = Access.UNIT
) -> Explanation:
    return explain(officer=who.officer, permission=permission, unit=unit, access=access, at=at)


def reasons(explanation: Explanation, *, capacity: int = 0) -> list[tuple[str, ...]]:
    return [near.reasons for near in explanation.answers[capacity].nearest]


def test_a_yes_tells_the_chain_from_the_top(ministry: Ministry, at: datetime) -> None:
    passed(ministry.grant, ministry.chief, by=ministry.head, at=at, unit=ministry.division)
    own, acting = asked(ministry.chief, ministry.division, at).answers
    assert (own.allowed, own.hindrance) == (False, "Người truong-phong chưa từng được cấp quyền nào.")
    assert acting.sentences == (
        "Được: Người truong-phong, làm thay Người cuc-truong, có quyền «Xem văn bản» đối với hồ sơ mức "
        "«Trong đơn vị» của Phòng Kế hoạch lúc 15:00 ngày 21/11/2026.",
        "Cán bộ quan-tri cấp cho Người cuc-truong vai trò «Cán bộ kế hoạch» tại Bộ Thử nghiệm › Cục Bắc và các đơn vị "
        "cấp dưới, từ 15:00 ngày 21/11/2026 đến trước 15:00 ngày 21/11/2027.",
        "Người cuc-truong ủy quyền cho Người truong-phong, tư cách «Thừa ủy quyền (TUQ.)», với vai trò «Cán bộ kế "
        "hoạch» tại Bộ Thử nghiệm › Cục Bắc › Phòng Kế hoạch và các đơn vị cấp dưới, từ 15:00 ngày 21/11/2026 đến "
        "trước 15:00 ngày 01/12/2026, theo văn bản số 12/QĐ-BTN ngày 20/11/2026.",
    )
    assert [link.grant.officer for link in acting.chain] == [ministry.head.officer, ministry.chief.officer]


def test_a_no_tells_what_each_grant_falls_short_of(ministry: Ministry, at: datetime) -> None:
    head = ministry.head
    assert reasons(asked(head, ministry.south, at)) == [
        ("Quyền này chỉ có tại Cục Bắc và các đơn vị cấp dưới; Cục Nam nằm ngoài.",)
    ]
    assert reasons(asked(head, ministry.north, at, LEDGER)) == [
        ("Vai trò «Cán bộ kế hoạch» không có quyền «Xem sổ sự kiện».",)
    ]
    assert reasons(asked(head, ministry.top, at)) == [
        ("Quyền này có ở cấp dưới của Bộ Thử nghiệm nên chỉ tới hồ sơ phổ biến xuống; hồ sơ này ở mức «Trong đơn vị».",)
    ]
    assert asked(head, ministry.top, at, access=Access.CIRCULATED).allowed
    assert reasons(asked(head, ministry.north, at + 365 * DAY)) == [("Hết thời hạn lúc 15:00 ngày 21/11/2027.",)]
    assert reasons(asked(head, ministry.south, at - DAY, LEDGER)) == [
        (
            "Quyền này chưa có hiệu lực: bắt đầu từ 15:00 ngày 21/11/2026.",
            "Vai trò «Cán bộ kế hoạch» không có quyền «Xem sổ sự kiện».",
            "Quyền này chỉ có tại Cục Bắc và các đơn vị cấp dưới; Cục Nam nằm ngoài.",
        )
    ]


def test_too_low_a_clearance_and_a_narrowed_delegation_are_told(ministry: Ministry, at: datetime) -> None:
    passed(ministry.grant, ministry.chief, by=ministry.head, at=at, clearance=Access.UNIT, permissions=[READ, FREEZE])
    restricted = asked(ministry.chief, ministry.north, at, access=Access.RESTRICTED)
    assert reasons(restricted, capacity=1) == [("Mức được xem là «Trong đơn vị», thấp hơn mức «Hạn chế» của hồ sơ.",)]
    narrowed = asked(ministry.chief, ministry.north, at, Permission.LINK_DECIDE)
    assert reasons(narrowed, capacity=1) == [
        ("Ủy quyền chỉ chuyển một phần vai trò «Cán bộ kế hoạch», không gồm quyền «Quyết định liên kết truy vết».",)
    ]


def test_what_ended_upstream_is_told_to_the_end_of_the_chain(ministry: Ministry, at: datetime) -> None:
    DelegationRule.objects.filter(capacity=Capacity.TUQ).update(passed_on_as=Capacity.TUQ)
    first = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    passed(first, ministry.clerk, by=acting, at=at)
    revoke_grant(grant=ministry.grant, reason="Chuyển công tác", by=ministry.site.administrator, at=at + DAY)
    told = asked(ministry.clerk, ministry.north, at + DAY)
    assert reasons(told, capacity=1) == [
        (
            "Quyền này dựa trên quyền của Người truong-phong, và quyền đó đã mất hiệu lực: Quyền này dựa trên quyền "
            "của Người cuc-truong, và quyền đó đã mất hiệu lực: Bị Cán bộ quan-tri thu hồi lúc 15:00 ngày 22/11/2026; "
            "lý do: Chuyển công tác.",
        )
    ]
    assert asked(ministry.clerk, ministry.north, at + DAY - timedelta(seconds=1)).allowed


def test_a_post_that_ended_and_a_role_that_lost_it_upstream_are_told(ministry: Ministry, at: datetime) -> None:
    by = ministry.site.administrator
    post = Post.objects.get(officer=ministry.clerk.officer)
    reader = Role.objects.get(code="reader")
    give_grant(officer=ministry.clerk.officer, role=reader, unit=ministry.division, post=post, by=by, at=at)
    end_post(post=post, on=date(2026, 12, 1), by=by, at=at)
    assert reasons(asked(ministry.clerk, ministry.division, at + 20 * DAY)) == [
        ("Vị trí công tác «Cán bộ» kết thúc lúc 00:00 ngày 01/12/2026, quyền gắn với vị trí đó cũng hết.",)
    ]
    passed(ministry.grant, ministry.chief, by=ministry.head, at=at, role=reader)
    role = ministry.grant.role
    kept = [each for each in permissions_in(role.mask) if each != READ]
    change_role(role=role, permissions=kept, by=by, at=at)
    assert reasons(asked(ministry.chief, ministry.north, at), capacity=1) == [
        ("Người ủy quyền Người cuc-truong không giữ quyền «Xem văn bản».",)
    ]


def test_who_is_out_of_service_and_who_was_never_given_anything_are_told(ministry: Ministry, at: datetime) -> None:
    [answer] = asked(ministry.clerk, ministry.north, at).answers
    assert answer.hindrance == "Người can-bo-phong chưa từng được cấp quyền nào."
    ministry.head.officer.is_active = False
    ministry.head.officer.save()
    [answer] = asked(ministry.head, ministry.north, at).answers
    assert not answer.allowed
    assert answer.hindrance == "Người cuc-truong đã thôi công tác nên không quyền nào còn dùng được."


def test_only_who_reads_grants_there_asks_about_another(ministry: Ministry, at: datetime) -> None:
    by = ministry.site.administrator
    role = Role.objects.get(code="unit-head")
    give_grant(officer=ministry.southern.officer, role=role, unit=ministry.south, by=by, at=at, decision=DECISION)
    people = (ministry.southern, ministry.clerk, by)
    assert [may_ask_about(who, ministry.clerk.officer, at=at) for who in people] == [False, True, True]
    acting = on_behalf(ministry.clerk, ministry.head.officer, at=at)
    assert not may_ask_about(acting, ministry.clerk.officer, at=at)
