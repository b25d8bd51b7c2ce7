"""Official letters written by hand in the styles units write in, with the opinions a person finds in each.

An opinion is told by the place it is about ("" where the letter names none) and by its first words.
"""

from dataclasses import dataclass

from dongbo.engines.opinion_forms import Answer, FormProvision

PROVISIONS = (
    FormProvision("dieu:1", "Điều 1", "Phạm vi điều chỉnh"),
    FormProvision("dieu:5", "Điều 5", "Mục tiêu"),
    FormProvision("dieu:5/khoan:1", "Khoản 1 Điều 5", "Một"),
    FormProvision("dieu:5/khoan:2", "Khoản 2 Điều 5", "Hai"),
    FormProvision("dieu:5/khoan:3", "Khoản 3 Điều 5", "Ba"),
    FormProvision("dieu:7", "Điều 7", "Kinh phí"),
    FormProvision("dieu:7/khoan:2", "Khoản 2 Điều 7", "Nguồn"),
    FormProvision("dieu:7/khoan:2/diem:a", "Điểm a khoản 2 Điều 7", "Ngân sách"),
    FormProvision("dieu:9", "Điều 9", "Tổ chức thực hiện"),
    FormProvision("II", "II", "Mục tiêu"),
    FormProvision("II/1", "II.1", "Mục tiêu chung"),
    FormProvision("II/3", "II.3", "Mục tiêu đến 2030"),
    FormProvision("II/3/a", "II.3.a", "Chính quyền số"),
    FormProvision("III", "III", "Nhiệm vụ"),
    FormProvision("III/2", "III.2", "Hạ tầng"),
    FormProvision("IV", "IV", "Tổ chức thực hiện"),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its lines, what it says of the whole, and its opinions as (path or None, first words)."""

    name: str
    lines: tuple[str, ...]
    answer: Answer | None
    opinions: tuple[tuple[str | None, str], ...]


LETTERS = (
    Letter(
        "numbered items at a place",
        (
            "Kính gửi: Phòng Tham mưu",
            "Phúc đáp Công văn số 123/TM-TH ngày 02/11/2026 về việc lấy ý kiến đối với dự thảo Quy chế, Phòng Hậu cần "
            "cơ bản thống nhất với nội dung dự thảo và có một số ý kiến như sau:",
            "1. Tại khoản 2 Điều 5: đề nghị nâng tỷ lệ từ 80% lên 90% cho phù hợp với Nghị quyết của cấp trên.",
            "2. Điểm a khoản 2 Điều 7: đề nghị bổ sung nguồn xã hội hóa.",
            "3. Về Điều 9, đề nghị giao rõ đơn vị chủ trì, đơn vị phối hợp.",
            "Trên đây là ý kiến của Phòng Hậu cần, xin gửi Phòng Tham mưu tổng hợp.",
            "Nơi nhận:",
            "- Như trên;",
        ),
        Answer.AGREES_WITH_OPINIONS,
        (
            ("dieu:5/khoan:2", "Tại khoản 2 Điều 5: đề nghị nâng"),
            ("dieu:7/khoan:2/diem:a", "Điểm a khoản 2 Điều 7: đề nghị"),
            ("dieu:9", "Về Điều 9, đề nghị giao rõ"),
        ),
    ),
    Letter(
        "agreement alone",
        (
            "Kính gửi: Phòng Tham mưu",
            "Thực hiện Công văn số 123/TM-TH, Đội 3 đã nghiên cứu và nhất trí hoàn toàn với dự thảo Kế hoạch, "
            "không có ý kiến tham gia bổ sung.",
            "Xin trân trọng báo cáo.",
        ),
        Answer.AGREES,
        (),
    ),
    Letter(
        "headings with dashes beneath",
        (
            "Kính gửi: Phòng Tham mưu",
            "Sau khi nghiên cứu dự thảo, Trung tâm Thông tin có ý kiến như sau:",
            "I. Ý kiến chung",
            "- Đề nghị rà soát lỗi chính tả trong toàn văn.",
            "II. Ý kiến cụ thể",
            "1. Điều 5. Mục tiêu",
            "- Khoản 1: Đề nghị bỏ cụm từ “phấn đấu”.",
            "- Khoản 3: cần làm rõ cơ quan xác nhận số liệu.",
            "2. Về Điều 7:",
            "a) Khoản 2 nên tách thành hai khoản;",
            "b) Bổ sung quy định về quyết toán.",
            "Trân trọng./.",
        ),
        None,
        (
            ("", "Đề nghị rà soát lỗi chính tả"),
            ("dieu:5/khoan:1", "Khoản 1: Đề nghị bỏ"),
            ("dieu:5/khoan:3", "Khoản 3: cần làm rõ"),
            ("dieu:7/khoan:2", "Khoản 2 nên tách"),
            ("dieu:7", "Bổ sung quy định về quyết toán"),
        ),
    ),
    Letter(
        "a plan numbered I, 1, a",
        (
            "Kính gửi: Văn phòng",
            "Ngày 05/11/2026, Phòng Kỹ thuật nhận được dự thảo Kế hoạch chuyển đổi số. Phòng Kỹ thuật nhất trí với "
            "bố cục của dự thảo và đề nghị chỉnh sửa một số nội dung cụ thể:",
            "+ Về mục II.3, chỉ tiêu tại điểm a chưa có nguồn số liệu, đề nghị bổ sung.",
            "+ Mục III.2: xem xét đưa trung tâm dữ liệu dự phòng vào năm 2027.",
            "+ Phần IV đề nghị viết gọn lại.",
            "KT. TRƯỞNG PHÒNG",
        ),
        Answer.AGREES_WITH_OPINIONS,
        (
            ("II/3", "Về mục II.3, chỉ tiêu"),
            ("III/2", "Mục III.2: xem xét"),
            ("IV", "Phần IV đề nghị"),
        ),
    ),
    Letter(
        "running text without numbers",
        (
            "Kính gửi: Phòng Tham mưu",
            "Thực hiện Công văn của Phòng Tham mưu, Đội 5 có ý kiến như sau:",
            "Tại Điều 1, đề nghị bổ sung đối tượng áp dụng. Tại khoản 1 Điều 5 cần quy định rõ thời hạn hoàn thành.",
            "Ngoài ra, đề nghị cơ quan soạn thảo bổ sung phụ lục biểu mẫu.",
            "Rất mong được xem xét.",
        ),
        None,
        (
            ("dieu:1", "Tại Điều 1, đề nghị"),
            ("dieu:5/khoan:1", "Tại khoản 1 Điều 5 cần"),
            (None, "Ngoài ra, đề nghị cơ quan"),
        ),
    ),
    Letter(
        "disagreement with reasons",
        (
            "Kính gửi: Phòng Tham mưu",
            "Phòng Tài chính không nhất trí với nội dung dự thảo Kế hoạch vì các lý do sau:",
            "Thứ nhất, kinh phí tại khoản 2 Điều 7 vượt dự toán được giao, đề nghị cân nhắc.",
            "Thứ hai, Điều 9 giao nhiệm vụ không đúng chức năng của Phòng Tài chính.",
            "Trên đây là ý kiến của Phòng Tài chính.",
        ),
        Answer.DISAGREES,
        (
            ("dieu:7/khoan:2", "kinh phí tại khoản 2 Điều 7"),
            ("dieu:9", "Điều 9 giao nhiệm vụ"),
        ),
    ),
    Letter(
        "a list inside one opinion, and another law named",
        (
            "Kính gửi: Phòng Tham mưu",
            "Phúc đáp Công văn số 99/TM, Phòng Pháp chế có ý kiến như sau:",
            "1. Đề nghị bổ sung vào Điều 9 các nội dung sau:",
            "- Trách nhiệm của người đứng đầu;",
            "- Chế độ báo cáo hằng quý.",
            "2. Theo Điều 12 Luật Giao dịch điện tử, khoản 1 Điều 5 của dự thảo cần dẫn chiếu đầy đủ.",
            "3. Tại Điều 5 đề nghị:",
            "a) Sửa khoản 2 thành: “Tỷ lệ đạt trên 90%.”",
            "b) Bỏ khoản 3.",
            "Trân trọng.",
        ),
        None,
        (
            ("dieu:9", "Đề nghị bổ sung vào Điều 9"),
            ("dieu:5/khoan:1", "Theo Điều 12 Luật"),
            ("dieu:5/khoan:2", "Sửa khoản 2 thành"),
            ("dieu:5/khoan:3", "Bỏ khoản 3"),
        ),
    ),
    Letter(
        "paragraphs opened by a name in words",
        (
            "Kính gửi: Văn phòng",
            "Văn phòng Đảng ủy cơ bản nhất trí với dự thảo. Để hoàn thiện, đề nghị nghiên cứu một số nội dung:",
            "Về tên gọi của dự thảo: nên thống nhất là “Kế hoạch”.",
            "Về chỉ tiêu chính quyền số: đề nghị làm rõ mẫu số.",
            "Ở phần tổ chức thực hiện, cần giao thêm nhiệm vụ cho các đội.",
            "Trân trọng cảm ơn.",
        ),
        Answer.AGREES_WITH_OPINIONS,
        (
            ("", "Về tên gọi của dự thảo"),
            (None, "Về chỉ tiêu chính quyền số"),
            (None, "Ở phần tổ chức thực hiện"),
        ),
    ),
)

HELD_OUT = (
    Letter(
        "written after the rules, numbered in brackets",
        (
            "Kính gửi: Phòng Tham mưu",
            "Sau khi nghiên cứu dự thảo Quy chế kèm theo Công văn số 45/TM, Đội Cảnh sát giao thông tham gia như sau:",
            "(1) Về phạm vi điều chỉnh (Điều 1): bổ sung cụm từ “và các đơn vị trực thuộc” sau cụm từ “các phòng”.",
            "(2) Điều 5: chỉ tiêu tại khoản 2 cao hơn khả năng thực tế của đơn vị; đề nghị giảm còn 70%.",
            "(3) Các nội dung khác: nhất trí.",
            "Đội Cảnh sát giao thông báo cáo để Phòng Tham mưu tổng hợp.",
        ),
        Answer.AGREES_WITH_OPINIONS,
        (("dieu:1", "Về phạm vi điều chỉnh"), ("dieu:5/khoan:2", "Điều 5: chỉ tiêu tại khoản 2")),
    ),
    Letter(
        "written after the rules, wording asked for with arrows and quotes",
        (
            "Kính gửi: Văn phòng",
            "Phòng Tổ chức đồng ý với dự thảo và tham gia thêm:",
            "- Điểm a mục 3 phần II: “100% dịch vụ công” sửa thành “100% dịch vụ công đủ điều kiện”.",
            "- Trang 4, dòng 7 từ trên xuống: thừa chữ “các”.",
            "- Mục 2 phần III: sau từ “hạ tầng” thêm “dùng chung”.",
            "Trân trọng!",
        ),
        Answer.AGREES_WITH_OPINIONS,
        (("II/3/a", "Điểm a mục 3 phần II"), (None, "Trang 4, dòng 7"), ("III/2", "Mục 2 phần III: sau từ")),
    ),
    Letter(
        "written after the rules, reasons beneath each opinion",
        (
            "Kính gửi: Phòng Tham mưu",
            "Phòng Kỹ thuật có một số ý kiến góp ý sau:",
            "1. Khoản 2 Điều 7 dự thảo quy định nguồn kinh phí từ ngân sách địa phương.",
            "Phòng Kỹ thuật đề nghị bỏ quy định này.",
            "Lý do: Luật Ngân sách nhà nước không giao cho địa phương nhiệm vụ chi này.",
            "2. Điều 9 giao Phòng Kỹ thuật chủ trì. Tuy nhiên, theo Quyết định số 10/QĐ-BCA, nhiệm vụ này thuộc Trung "
            "tâm Thông tin. Đề nghị sửa lại.",
            "3. Không có ý kiến đối với các điều còn lại.",
            "Trên đây là ý kiến của Phòng Kỹ thuật./.",
        ),
        None,
        (("dieu:7/khoan:2", "Khoản 2 Điều 7 dự thảo"), ("dieu:9", "Điều 9 giao Phòng Kỹ thuật")),
    ),
    Letter(
        "written after the rules, one long paragraph",
        (
            "Kính gửi: Phòng Tham mưu",
            "Đội 7 thống nhất sự cần thiết ban hành Kế hoạch; đề nghị cân nhắc thời hạn ở khoản 3 Điều 5 và bỏ Điều 9 "
            "vì trùng với Quy chế làm việc.",
        ),
        Answer.AGREES_WITH_OPINIONS,
        (("dieu:5/khoan:3", "đề nghị cân nhắc thời hạn"), ("dieu:9", "bỏ Điều 9")),
    ),
    Letter(
        "written after the rules, by the parts of the plan",
        (
            "Kính gửi: Văn phòng",
            "Thực hiện Công văn số 77/VP, Trung tâm Huấn luyện có ý kiến cụ thể như sau:",
            "1. Phần II - Mục tiêu",
            "1.1. Mục 1: viết lại ngắn gọn, bám sát Nghị quyết.",
            "1.2. Mục 3: bổ sung chỉ tiêu về đào tạo.",
            "2. Phần III - Nhiệm vụ",
            "2.1. Bổ sung nhiệm vụ diễn tập an toàn thông tin hằng năm.",
            "3. Đề nghị bổ sung phụ lục phân công.",
            "TL. GIÁM ĐỐC",
        ),
        None,
        (
            ("II/1", "Mục 1: viết lại"),
            ("II/3", "Mục 3: bổ sung chỉ tiêu"),
            ("III", "Bổ sung nhiệm vụ diễn tập"),
            (None, "Đề nghị bổ sung phụ lục"),
        ),
    ),
)
"""Letters written once the rules stood, to see what they miss.

One rule was changed for them: an agreement that also asks for something is kept as an opinion (the long paragraph was
dropped before, and its unit counted as agreeing wholly).
"""
