"""The seven axes: titles first, then words."""

import pytest

from dongbo.engines.alignment import Axis, axes_of


@pytest.mark.parametrize(
    ("titles", "words", "main"),
    [
        (("QUAN ĐIỂM CHỈ ĐẠO",), "Hạ tầng số đi trước một bước.", Axis.VIEWPOINT),
        (("MỤC TIÊU", "Đến năm 2030"), "Phủ sóng 5G toàn quốc, hoàn thành trung tâm dữ liệu.", Axis.TARGET),
        (("DỰ BÁO, QUAN ĐIỂM, MỤC TIÊU", "LỘ TRÌNH"), "Năm 2027: vận hành thử.", Axis.ROADMAP),
        (("NHIỆM VỤ, GIẢI PHÁP", "Phát triển hạ tầng số"), "Khuyến khích đầu tư.", Axis.INFRASTRUCTURE),
        (("NHIỆM VỤ, GIẢI PHÁP", "Bảo đảm nguồn lực"), "Xây dựng quy chế.", Axis.RESOURCE),
        (("NHIỆM VỤ, GIẢI PHÁP",), "Xây dựng, ban hành và triển khai đề án.", Axis.TASK),
        (("NHIỆM VỤ, GIẢI PHÁP",), "Đẩy mạnh, khuyến khích, hỗ trợ hợp tác.", Axis.SOLUTION),
        (("Tổ chức thực hiện",), "Các đơn vị báo cáo trước ngày 15.", Axis.TASK),
        ((), "Bố trí kinh phí và nguồn nhân lực.", Axis.RESOURCE),
        ((), "Điều này không nói gì.", Axis.TASK),
    ],
)
def test_the_main_axis(titles: tuple[str, ...], words: str, main: Axis) -> None:
    assert axes_of(titles, words)[0] is main


def test_a_long_title_that_mentions_a_target_is_no_section_of_targets() -> None:
    title = "Tổ chức bộ máy tinh gọn để thực hiện thắng lợi các mục tiêu đã đề ra"

    assert axes_of((title,), "Rà soát, xây dựng, ban hành quy chế.")[0] is Axis.TASK


def test_words_add_further_axes() -> None:
    assert axes_of(("MỤC TIÊU",), "Hoàn thành hạ tầng số và trung tâm dữ liệu vùng.") == (
        Axis.TARGET,
        Axis.INFRASTRUCTURE,
    )
