"""What the units said in the first round, by topic: the same thing said by several units stands under one topic.

Paths are those of the plan that was sent out; `PLAN` goes before them except in the annexes of tables.
"""

from dataclasses import dataclass

from dongbo.jobs.demo.ministry import COAST, COMMUNE, DELTA, FINANCE, OFFICE, PROVINCE
from dongbo.planning.states import OpinionKind

PLAN = "phu_luc:1/phan:"
WHOLE = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One opinion of one unit."""

    unit: str
    text: str
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that units said, in their own words, of one place."""

    path: str
    quote: str
    said: tuple[Said, ...]
    kind: OpinionKind = OpinionKind.SUBSTANCE


@dataclass(frozen=True, slots=True)
class Filed:
    """One opinion with where it is filed."""

    topic: str
    place: Topic
    said: Said


TOPICS: dict[str, Topic] = {
    "data-centres": Topic(
        f"{PLAN}III/III/3/h",
        "02 trung tâm dữ liệu vùng",
        (
            Said(FINANCE, "Đề nghị nâng số trung tâm dữ liệu vùng từ 02 lên 03 cho đúng Nghị quyết số 21-NQ/ĐUATCĐ."),
            Said(
                COAST,
                "Đề nghị nâng số trung tâm dữ liệu vùng từ 02 lên 03 theo đúng Nghị quyết số 21-NQ/ĐUATCĐ.",
                "Hình thành 03 trung tâm dữ liệu vùng, dự phòng cho Trung tâm Dữ liệu ngành.",
            ),
            Said(
                DELTA, "Đề nghị nâng số trung tâm dữ liệu vùng từ 02 lên thành 03 cho đúng Nghị quyết số 21-NQ/ĐUATCĐ."
            ),
        ),
    ),
    "watch-in-2027": Topic(
        f"{PLAN}IV/VI/2",
        "hoàn thành trong năm 2028",
        (
            Said(COAST, "Chuyển thời hạn thiết lập SOC và giám sát 24/7 về năm 2027, Nghị quyết đã giao như vậy."),
            Said(
                PROVINCE,
                "Đề nghị chuyển thời hạn thiết lập SOC và giám sát 24/7 về năm 2027, Nghị quyết đã giao như vậy.",
            ),
        ),
    ),
    "capital": Topic(
        f"{PLAN}IV/VII/1",
        "tối thiểu 12%",
        (
            Said(FINANCE, "Nâng tỷ trọng chi cho chuyển đổi số từ 12% lên 15% như Nghị quyết của Đảng ủy Bộ yêu cầu."),
            Said(
                OFFICE,
                "Đề nghị nâng tỉ trọng chi cho chuyển đổi số từ 12% lên 15% như Nghị quyết của Đảng ủy Bộ yêu cầu.",
            ),
            Said(
                PROVINCE,
                "Nâng tỷ trọng chi cho chuyển đổi số từ 12% lên 15%, như Nghị quyết của Đảng ủy Bộ đã yêu cầu.",
            ),
        ),
    ),
    "two-factors": Topic(
        f"{PLAN}IV/VI/4",
        "",
        (
            Said(OFFICE, "Bổ sung thời hạn hoàn thành xác thực hai yếu tố trong năm 2026 theo Chỉ thị số 05/CT-BATCĐ."),
            Said(
                DELTA,
                "Đề nghị bổ sung thời hạn hoàn thành xác thực hai yếu tố trong năm 2026 theo Chỉ thị số 05/CT-BATCĐ.",
            ),
            Said(
                COMMUNE, "Bổ sung thời hạn hoàn thành xác thực hai yếu tố trong năm 2026, theo Chỉ thị số 05/CT-BATCĐ."
            ),
        ),
    ),
    "private-mail": Topic(
        f"{PLAN}IV/VI",
        "",
        (
            Said(COAST, "Bổ sung quy định không dùng thư điện tử cá nhân để gửi, nhận văn bản công vụ."),
            Said(DELTA, "Đề nghị bổ sung quy định không dùng thư điện tử cá nhân để gửi, nhận văn bản công vụ."),
        ),
    ),
    "border-cover": Topic(
        f"{PLAN}IV/V/2",
        "",
        (
            Said(
                COAST,
                "Bổ sung chỉ tiêu phủ sóng vô tuyến chuyên dùng ở biên giới, hải đảo vào phần mạng truyền số liệu.",
            ),
            Said(
                PROVINCE,
                "Bổ sung chỉ tiêu phủ sóng vô tuyến chuyên dùng ở biên giới và hải đảo vào phần mạng truyền số liệu.",
            ),
        ),
    ),
    "carriers": Topic(
        f"{PLAN}IV/III/3/c",
        "qua mạng di động",
        (
            Said(FINANCE, "Ghi rõ doanh nghiệp viễn thông gửi bản tin cảnh báo miễn phí đến thuê bao trong vùng."),
            Said(
                DELTA, "Đề nghị ghi rõ doanh nghiệp viễn thông gửi bản tin cảnh báo miễn phí đến thuê bao trong vùng."
            ),
        ),
    ),
    "two-clauses": Topic(
        f"{PLAN}IV/IV/3",
        "",
        (Said(PROVINCE, "Khoản này nói hai việc khác nhau; đề nghị tách thành hai khoản để giao trách nhiệm."),),
        OpinionKind.TECHNIQUE,
    ),
    "one-too-many": Topic(
        f"{PLAN}IV/I/6",
        "",
        (Said(OFFICE, "Bỏ khoản 6 vì việc phổ biến Quy hoạch đã nằm trong nhiệm vụ thường xuyên của Văn phòng Bộ."),),
    ),
    "fifty-metres": Topic(
        f"{PLAN}III/III/3/l",
        "sai số không quá 50 mét",
        (
            Said(COAST, "Ngoài biển không thể đạt sai số 50 mét, đề nghị nới lên 200 mét đối với vùng biển."),
            Said(COMMUNE, "Vùng ven sông không thể đạt sai số 50 mét; xin chỉ tính ở nơi có sóng di động ổn định."),
        ),
    ),
    "stations": Topic(
        f"{PLAN}IV/III/3/b",
        "5.000 trạm",
        (Said(FINANCE, "Khả năng cân đối vốn chỉ đủ 3.500 trạm, đề nghị điều chỉnh giảm.", "Lắp đặt mới 3.500 trạm"),),
    ),
    "languages": Topic(
        f"{PLAN}IV/III/4/b",
        "05 tiếng dân tộc thiểu số",
        (
            Said(PROVINCE, "Nâng số tiếng dân tộc thiểu số từ 05 lên 08 vì tỉnh có nhiều địa bàn vùng cao."),
            Said(COAST, "Đề nghị nâng số tiếng dân tộc thiểu số từ 05 lên 08 vì tỉnh có nhiều địa bàn vùng cao."),
        ),
    ),
    "apology": Topic(
        f"{PLAN}IV/III/4/c",
        "không quá 05 ngày làm việc",
        (
            Said(OFFICE, "Bổ sung việc gửi văn bản xin lỗi người dân khi trả lời chậm theo Chỉ thị số 05/CT-BATCĐ."),
            Said(COMMUNE, "Bổ sung việc gửi văn bản xin lỗi người dân khi trả lời chậm, theo Chỉ thị số 05/CT-BATCĐ."),
        ),
    ),
    "drones": Topic(
        f"{PLAN}IV/V/3/c",
        "tại 10 tỉnh",
        (
            Said(PROVINCE, "Mở rộng thử nghiệm thiết bị bay không người lái ra 15 tỉnh, ưu tiên tỉnh miền núi."),
            Said(
                DELTA, "Đề nghị mở rộng thử nghiệm thiết bị bay không người lái ra 15 tỉnh, ưu tiên các tỉnh miền núi."
            ),
        ),
    ),
    "shelters": Topic(
        f"{PLAN}IV/II/2/c",
        "nơi sơ tán",
        (Said(COMMUNE, "Làm rõ cấp xã có phải nhập dữ liệu nơi sơ tán hay tỉnh nhập thay."),),
    ),
    "training": Topic(
        f"{PLAN}IV/III/2/đ",
        "ít nhất 60%",
        (Said(COAST, "Tỉ lệ 60% dân số được tập huấn là quá cao so với biên chế, đề nghị giảm còn 40%."),),
    ),
    "abbreviations": Topic(
        WHOLE,
        "",
        (
            Said(
                FINANCE,
                "Rà soát, thống nhất cách viết tắt trong toàn bộ dự thảo; chữ viết tắt chỉ dùng một lần thì bỏ.",
            ),
            Said(
                OFFICE,
                "Đề nghị rà soát, thống nhất cách viết tắt trong toàn dự thảo; chữ viết tắt chỉ dùng một lần thì bỏ.",
            ),
        ),
        OpinionKind.TECHNIQUE,
    ),
    "lawful": Topic(
        f"{PLAN}IV/II/1/c",
        "căn cứ pháp lý",
        (Said(OFFICE, "Sửa «căn cứ pháp lý» thành «căn cứ pháp luật» cho thống nhất.", "căn cứ pháp luật"),),
        OpinionKind.WORDING,
    ),
    "reporting-day": Topic(
        f"{PLAN}V/II/2",
        "",
        (Said(COMMUNE, "Cấp xã không kịp báo cáo trước ngày 20; đề nghị lùi đến ngày 25 của tháng cuối quý."),),
    ),
    "checking": Topic(
        f"{PLAN}IV/II/4/a",
        "ít nhất 02 lần mỗi năm",
        (Said(COAST, "Đối soát 02 lần mỗi năm làm tăng việc cho địa phương, đề nghị mỗi năm một lần."),),
    ),
    "running-costs": Topic(
        f"{PLAN}V/I/8",
        "",
        (
            Said(PROVINCE, "Trung ương cần hỗ trợ kinh phí vận hành trung tâm điều hành khẩn cấp của tỉnh khó khăn."),
            Said(COAST, "Đề nghị trung ương hỗ trợ kinh phí vận hành trung tâm điều hành khẩn cấp của tỉnh khó khăn."),
            Said(COMMUNE, "Trung ương cần hỗ trợ kinh phí vận hành trung tâm điều hành khẩn cấp cho tỉnh khó khăn."),
        ),
    ),
    "privacy": Topic(
        f"{PLAN}IV/VI/6/a",
        "",
        (
            Said(FINANCE, "Bổ sung việc giữ kín thông tin của người được cứu theo Chương trình của Ủy ban Quốc gia."),
            Said(
                DELTA,
                "Đề nghị bổ sung việc giữ kín thông tin của người được cứu theo Chương trình của Ủy ban Quốc gia.",
            ),
        ),
    ),
}


def said_by(unit: str) -> list[Filed]:
    """Return the opinions of one unit, in the order of the topics."""
    return [Filed(name, topic, said) for name, topic in TOPICS.items() for said in topic.said if said.unit == unit]
