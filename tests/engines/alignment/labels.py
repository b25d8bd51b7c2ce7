"""Which provisions of Nghị quyết 03/NQ-CP answer which of Nghị quyết 57-NQ/TW, labelled by reading both.

A directive provision is known by its first words. An answer is the end of a path in the programme ("2/đ" is
mục II, 2, đ), "C" and a number a row of annex I, "T" and a number a row of annex II. The list is meant to be
complete, so that a programme without these provisions leaves the directive's unanswered.
"""

ANSWERED: dict[str, str] = {
    "Phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia là đột phá": "I/2",
    "Tăng cường sự lãnh đạo toàn diện của Đảng": "1/o T13",
    "Bảo đảm chủ quyền quốc gia trên không gian mạng": "5/p 5/q 5/r 5/s 5/u T103 T104 T105 T106 C33",
    "Tiềm lực, trình độ khoa học, công nghệ và đổi mới": "C1 C2 C3 C4 C5 C6 C7 T123",
    "Đóng góp của năng suất nhân tố tổng hợp": "C8 C9 C10 C11.1 C12 C13 C14",
    "Kinh phí chi cho nghiên cứu phát triển": "C15 C16 C17 C18 C19 C20 C21 C22",
    "Hạ tầng công nghệ số tiên tiến, hiện đại": "C23 C23.1 C23.2 C23.3 C23.4 C24 C25 3/h T64 6/i T131",
    "Quản lý nhà nước từ Trung ương đến địa phương": "C26 C27 C28 C33 3/p T70 T71 T72 T89 5/a",
    "Khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số phát triển vững chắc": "C36 C37 C38 C39 C40",
    "Các cấp uỷ, tổ chức đảng, cán bộ, đảng viên": "1/b 1/c 1/e 1/g 1/i 1/k T4 T5 T6 T9 T10",
    "Có chương trình tuyên truyền, giáo dục hiệu quả": "1/a 1/l 1/m 1/n 1/o 1/p T1 T2 T3 T11 T12 T13",
    "Khẩn trương sửa đổi, bổ sung, hoàn thiện đồng bộ": "2/a 2/b 2/c 2/đ 2/n T14 T18 T19 T24 T26 T37 T38",
    "Có cách tiếp cận mở, vận dụng sáng tạo": "2/e 2/g 2/h T25 T27 T48 2/g/-1",
    "Thống nhất, nâng cao hiệu quả quản lý nhà nước": "2/i T20 T47 T79 T80 T81 T82 T83",
    "Thu hút, sử dụng có hiệu quả mọi nguồn lực": "2/b 2/c 2/n 2/o T24 T36 T18 2/đ/-3",
    "Ban hành Chương trình phát triển công nghệ và công nghiệp": "3/a T43 T44 T45 T48 T49 T50",
    "Ban hành các chiến lược nghiên cứu, ứng dụng khoa học": "3/a T51 T52 T53",
    "Phát triển hệ thống các trung tâm nghiên cứu": "3/b 3/g T43 T54",
    "Đẩy mạnh ứng dụng và phát triển công nghệ số": "3/c 3/d 3/đ 3/e 5/q T56 T57 T58 T59 T60 T78",
    "Có cơ chế hợp tác công tư để phát triển hạ tầng số": "3/g 3/h 3/k 3/l T50 T61 T62 T65 T66",
    "Có cơ chế, chính sách hỗ trợ các doanh nghiệp trong nước": (
        "3/m 3/n 3/o 3/p 3/q 3/r 3/s T55 T67 T68 T69 T70 T71 T72 C27 C28 C29"
    ),
    "Tăng cường đầu tư, đổi mới, nâng cao chất lượng giáo dục": (
        "4/a 4/b 4/đ 4/e 4/h 4/n 4/o T28 T33 T77 T85 T88 T136"
    ),
    "Xây dựng một số trường, trung tâm đào tạo tiên tiến": "4/e 4/g 4/m T50",
    "Phát triển đội ngũ giảng viên": "4/c 4/d 4/g 4/o T87",
    "Có kế hoạch và lộ trình đưa toàn bộ hoạt động": "5/a 5/b 5/c 5/d 5/đ T90 T91 T92 T95 C11.7 C11.12",
    "Phát triển các nền tảng số an toàn": "5/g 5/h 5/k 5/l 5/m 5/n T96 T98 T99 T100",
    "Bảo đảm an toàn, an ninh mạng và chủ quyền quốc gia": "5/p 5/r 5/s 5/t 5/u T103 T104 T106 T107 T116",
    "Có các chính sách ưu đãi, khuyến khích doanh nghiệp": "6/a 6/b 6/d T118 T121",
    "Có chính sách đủ mạnh khuyến khích tinh thần khởi nghiệp": "6/l",
    "Có cơ chế, chính sách hỗ trợ hình thành và phát triển": (
        "2/g/-2 6/đ 6/e 6/h 6/k 6/m 6/o T119 T122 T125 T126 T127"
    ),
    "Đẩy mạnh tiêu dùng sản phẩm, dịch vụ": "6/p 6/q T129 T130",
    "Tập trung đẩy mạnh hợp tác nghiên cứu": "7/a 7/b 7/d T133 T134 T135 T140",
    "Ban cán sự đảng Chính phủ lãnh đạo": "I/1 I/2 III/1 III/5 T7 1/g",
}

UNANSWERED: tuple[str, ...] = (
    "Thành lập Ban Chỉ đạo Trung ương",
    "Đảng đoàn Quốc hội lãnh đạo",
    "Mặt trận Tổ quốc Việt Nam và các tổ chức",
    "Văn phòng Trung ương Đảng phối hợp",
)
