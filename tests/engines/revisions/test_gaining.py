"""A supplement says something more: no title, other name, other figure, or words that only stand elsewhere now."""

from collections.abc import Mapping

import pytest

from dongbo.engines.anchors import quote_of
from dongbo.engines.closure import History, Provision
from dongbo.engines.revisions import Anchor, Ground, Kind, Reply, Required, Standing, Verdict, verify
from dongbo.engines.revisions.names import extends_name, is_name

HEADED = {"1": ("Bảo trì thiết bị", ""), "1/1": ("", "Sở Y tế kiểm kê máy thở."), "1/2": ("", "Mua vật tư dự phòng.")}


def side(plan: Mapping[str, tuple[str, str]]) -> list[Provision]:
    return [
        Provision(
            path, path, f"mục {path}", "\n".join(filter(None, said)), path.rpartition("/")[0] or None, heading=said[0]
        )
        for path, said in plan.items()
    ]


def supplemented(
    before: Mapping[str, tuple[str, str]],
    after: Mapping[str, tuple[str, str]],
    *anchors: str,
    changed: tuple[str, ...] = (),
) -> Verdict:
    required = Required("r", Kind.SUPPLEMENT, tuple(map(Anchor, anchors or ("1",))))
    return verify(required, Reply(changed=changed), Ground(History(side(before), side(after), ())))


def verdict_on(old: str, new: str, elsewhere: tuple[str, str] = ("", "")) -> tuple[Standing, str]:
    """Return the verdict where one provision says `new` for `old`, and another likewise `elsewhere`."""
    found = supplemented(
        {"1": ("", old), "2": ("", elsewhere[0])}, {"1": ("", new), "2": ("", elsewhere[1])}
    )  # fmt: skip
    return found.standing, found.detail


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("Giao Sở Tài chính lập dự toán.", "Giao Sở Kế hoạch và Đầu tư tỉnh lập dự toán.", "renamed"),
        ("Giao Sở Tài chính lập dự toán.", "Giao Sở Tài chính và Kế hoạch lập dự toán.", "renamed"),
        ("Giao Sở Tài chính lập dự toán.", "Giao Sở Kế hoạch và Tài chính lập dự toán.", "renamed"),
        ("Kết nối 60% trạm đo vào năm 2026.", "Kết nối 72,5% trạm đo vào giai đoạn 2027-2031.", "not_more"),
        ("Hoàn thành trước 15/6/2026.", "Hoàn thành trước 20/9/2027.", "not_more"),
        ("Rà soát bản đồ ngập lụt đô thị, lập sổ trực ban ca đêm. Mua xuồng máy.",
         "Rà soát bản đồ ngập lụt đô thị. Mua xuồng máy, lập sổ trực ban ca đêm.", "not_more"),
        ("Mua máy thở cho trạm xá vùng cao.", "Mua xe cứu thương cho trạm xá vùng cao.", "not_more"),
    ],
)  # fmt: skip
def test_what_only_reads_otherwise_is_no_supplement(old: str, new: str, detail: str) -> None:
    assert verdict_on(old, new) == (Standing.NOT_DONE, detail)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Giao Sở Tài chính lập dự toán.", "Giao Sở Tài chính và Sở Nội vụ lập dự toán."),
        ("Giao Sở Tài chính lập dự toán.", "Giao Sở Tài chính chủ trì, Công an tỉnh phối hợp lập dự toán."),
        ("Giao Sở Tài chính lập dự toán.", "Giao Sở Tài chính lập dự toán và Đề án thu phí tự động."),
        ("Báo cáo kết quả hằng năm.", "Báo cáo kết quả trước ngày 15 tháng 12."),
        ("Kết nối 60% trạm đo.", "Kết nối 60% trạm đo năm 2026, 80% trạm đo năm 2028."),
        ("Kết nối 60% trạm đo.", "Kết nối 70% trạm đo ở vùng ven biển."),
        ("Mua máy thở.", "Mua máy thở, xe cứu thương cho trạm xá."),
        ("Tập huấn cán bộ.", "Tập huấn cán bộ, công chức cấp xã."),
        ("Mua máy thở cho trạm xá.", "Mua máy thở cho trạm xá. Sở Y tế nghiệm thu trước mùa mưa."),
        ("Mua máy thở cho trạm xá.", "Sở Y tế chủ trì mua máy thở loại lớn cho trạm xá vùng cao."),
    ],
)
def test_what_says_more_is_a_supplement(old: str, new: str) -> None:
    assert verdict_on(old, new) == (Standing.DONE, "")


def test_a_name_made_longer_wherever_it_stands_is_no_supplement() -> None:
    old, new = "Vận hành Trung tâm điều hành của tỉnh.", "Vận hành Trung tâm giám sát an toàn điều hành của tỉnh."
    other = "Bố trí kíp trực tại Trung tâm điều hành của tỉnh."
    renamed = other.replace("Trung tâm", "Trung tâm giám sát an toàn")

    assert verdict_on(old, new, (other, renamed)) == (Standing.NOT_DONE, "renamed")
    assert verdict_on(old, new, (other, other)) == (Standing.DONE, "")
    assert verdict_on(old, new) == (Standing.DONE, "")


def test_the_same_words_added_in_every_place_of_an_order_make_no_name() -> None:
    before = {str(number): ("", f"Lập tổ trực tại Cảng cá xã số {number}.") for number in (1, 2)}
    after = {key: ("", said.replace("Cảng cá", "Cảng cá và kho lạnh của")) for key, (_, said) in before.items()}

    assert supplemented(before, after, "1", "2").standing is Standing.DONE


def test_a_title_is_not_what_stands_beneath_it() -> None:
    longer = HEADED | {"1": ("Bảo trì, kiểm định và thay thế thiết bị cấp cứu", "")}
    other = HEADED | {"1": ("Quỹ dự phòng vật tư cấp cứu lưu động", "")}

    for after in (longer, other):
        verdict = supplemented(HEADED, after)
        assert (verdict.standing, verdict.detail) == (Standing.NOT_DONE, "renamed")
        assert verdict.sentence == "Mục 1 chỉ đổi tên, không có nội dung nào được bổ sung."
    assert supplemented(HEADED, longer | {"1/3": ("", "Thay pin máy đo mỗi quý.")}).standing is Standing.DONE


def test_a_heading_over_what_stood_there_is_no_supplement_beside_it() -> None:
    before = {"1": ("", "Sở Y tế kiểm kê máy thở."), "2": ("", "Mua vật tư dự phòng.")}
    headed = {"1": before["1"], "3": ("Vật tư và kho dự phòng y tế", ""), "3/2": before["2"]}
    said = {"1": before["1"], "2": before["2"], "3": ("Kho dự phòng", "Lập kho vật tư tại ba bệnh viện huyện.")}

    assert supplemented(before, headed, "1", changed=("3",)).standing is not Standing.DONE
    assert supplemented(before, said, "1", changed=("3",)).standing is Standing.DONE


def test_a_provision_of_nothing_but_its_heading_says_what_it_says() -> None:
    before = {"1": ("Mua máy thở", "")}

    assert supplemented(before, {"1": ("Mua máy thở, xe cứu thương cho trạm xá", "")}).standing is Standing.DONE


def test_a_title_may_be_what_the_council_points_to() -> None:
    after = HEADED | {"1": ("Bảo trì thiết bị cấp cứu lưu động", "")}
    history = History(side(HEADED), side(after), ())
    anchor = Anchor("1", quote_of("Bảo trì thiết bị", "Bảo trì thiết bị"))
    assert verify(Required("r", Kind.SUPPLEMENT, (anchor,)), Reply(), Ground(history)).standing is Standing.DONE


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Kế hoạch và Đầu tư", True), ("Phát triển nông thôn", True), ("Y tế", True), ("kế hoạch", False),
        ("Kế hoạch lập dự toán ngân sách", False), ("Kế hoạch và rà soát", False), ("Nội vụ , Công an", False),
        ("Đề án 06", False), ("", False),
    ],
)  # fmt: skip
def test_a_name_is_made_of_capitals_with_few_words_behind_each(words: str, named: bool) -> None:
    assert is_name(words.split()) is named


def test_a_name_is_made_longer_only_where_one_ends() -> None:
    assert extends_name(["Sở", "Tài", "chính"], ["và", "Kế", "hoạch"])
    assert not extends_name(["Giao", "cho", "xã"], ["và", "Kế", "hoạch"])
    assert not extends_name(["Sở", "Tài", "chính", ","], ["và", "Kế", "hoạch"])
