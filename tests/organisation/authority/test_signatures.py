"""The signature block follows from the posts held and the delegation used."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from dongbo.organisation.models import Post
from dongbo.organisation.queries.signatures import signature_block_of
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Capacity, PostKind
from tests.organisation.authority.ministry import Ministry, on_behalf, passed, person

DAY = timedelta(days=1)


def test_by_his_own_authority_one_signs_as_what_he_is(ministry: Ministry, at: datetime) -> None:
    ministry.head.officer.rank = "Đại tá"
    block = signature_block_of(ministry.head, at=at)
    assert (block.lines, block.name) == (("CỤC TRƯỞNG",), "Đại tá Người cuc-truong")
    collective = signature_block_of(ministry.head, at=at, collective="Đảng ủy Cục Bắc")
    assert collective.lines == ("TM. ĐẢNG ỦY CỤC BẮC", "CỤC TRƯỞNG")


@pytest.mark.parametrize(
    ("capacity", "to", "lines"),
    [
        (Capacity.KT, "deputy", ("KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG")),
        (Capacity.TL, "chief", ("TL. CỤC TRƯỞNG", "TRƯỞNG PHÒNG")),
        (Capacity.TUQ, "chief", ("TUQ. CỤC TRƯỞNG", "TRƯỞNG PHÒNG")),
        (Capacity.TM, "deputy", ("TM. CỤC BẮC", "KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG")),
    ],
)
def test_for_another_the_capacity_names_whom(
    ministry: Ministry, at: datetime, capacity: Capacity, to: str, lines: tuple[str, ...]
) -> None:
    signer: Acting = getattr(ministry, to)
    passed(ministry.grant, signer, by=ministry.head, at=at, capacity=capacity)
    acting = on_behalf(signer, ministry.head.officer, at=at)
    assert signature_block_of(acting, at=at).lines == lines
    with pytest.raises(ValidationError, match="không còn được Người cuc-truong ủy quyền"):
        signature_block_of(acting, at=at + 10 * DAY)


def test_a_chain_is_written_from_the_top(ministry: Ministry, at: datetime) -> None:
    by = ministry.site.administrator
    second = person("pho-phong", ministry.division, "Phó Trưởng phòng", by=by, at=at, kind=PostKind.DEPUTY)
    by_order = passed(ministry.grant, ministry.chief, by=ministry.head, at=at, capacity=Capacity.TL)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    passed(by_order, second, by=acting, at=at, capacity=Capacity.KT)
    block = signature_block_of(on_behalf(second, ministry.chief.officer, at=at), at=at)
    assert block.lines == ("TL. CỤC TRƯỞNG", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")


def test_an_acting_head_is_marked_and_who_holds_no_post_signs_nothing(ministry: Ministry, at: datetime) -> None:
    Post.objects.filter(officer=ministry.head.officer).update(title="Quyền Cục trưởng Cục Bắc")
    passed(ministry.grant, ministry.deputy, by=ministry.head, at=at, capacity=Capacity.KT)
    acting = on_behalf(ministry.deputy, ministry.head.officer, at=at)
    assert signature_block_of(acting, at=at).lines == ("KT. Q. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG")
    Post.objects.filter(officer=ministry.head.officer).update(valid_to=at.date() + DAY)
    with pytest.raises(ValidationError, match="Người cuc-truong không giữ vị trí công tác nào"):
        signature_block_of(acting, at=at + 2 * DAY)


def test_of_two_delegations_the_one_used_decides(ministry: Ministry, at: datetime) -> None:
    for_head = passed(ministry.grant, ministry.deputy, by=ministry.head, at=at, capacity=Capacity.KT)
    longer = passed(ministry.grant, ministry.deputy, by=ministry.head, at=at, valid_to=at + 20 * DAY)
    acting = on_behalf(ministry.deputy, ministry.head.officer, at=at)
    found = [signature_block_of(acting, at=at, grant=grant).lines[0] for grant in (for_head, longer, None)]
    assert found == ["KT. CỤC TRƯỞNG", "TUQ. CỤC TRƯỞNG", "TUQ. CỤC TRƯỞNG"]
