"""The words of targets, as tables: operators, units, verbs, and what marks a number that is no target."""

# Written before (or after) a number → operator. Longer phrases are tried first.
OPERATORS_BEFORE: dict[str, str] = {
    "ít nhất": ">=", "tối thiểu": ">=", "không dưới": ">=", "không thấp hơn": ">=", "không ít hơn": ">=",
    "không nhỏ hơn": ">=", "lớn hơn hoặc bằng": ">=", "bằng hoặc lớn hơn": ">=", "≥": ">=", ">=": ">=",
    "=>": ">=", "trên": ">", "hơn": ">", "vượt": ">", "vượt mức": ">", "vượt mốc": ">", "lớn hơn": ">",
    "cao hơn": ">", "nhiều hơn": ">", "quá": ">", ">": ">", "không quá": "<=", "tối đa": "<=",
    "không vượt quá": "<=", "không vượt": "<=", "không cao hơn": "<=", "không lớn hơn": "<=",
    "không nhiều hơn": "<=", "nhiều nhất": "<=", "không trên": "<=", "nhỏ hơn hoặc bằng": "<=",
    "đạt và vượt": ">=", "đạt hoặc vượt": ">=", "đạt, vượt": ">=", "bằng hoặc vượt": ">=", "không kém": ">=",
    "không kém hơn": ">=", "chí ít": ">=", "thấp nhất": ">=", "cao nhất": "<=", "không quá mức": "<=",
    "không hơn": "<=", "chưa quá": "<=", "chưa tới": "<", "xung quanh": "~", "hơn mức": ">",
    "bằng hoặc nhỏ hơn": "<=", "≤": "<=", "<=": "<=", "=<": "<=", "dưới": "<", "nhỏ hơn": "<",
    "thấp hơn": "<", "ít hơn": "<", "chưa đến": "<", "<": "<", "khoảng": "~", "vào khoảng": "~",
    "xấp xỉ": "~", "gần": "~", "ước": "~", "ước đạt": "~", "chừng": "~", "~": "~", "≈": "~",
}  # fmt: skip
OPERATORS_AFTER: dict[str, str] = {
    "trở lên": ">=", "hoặc cao hơn": ">=", "hoặc hơn": ">=", "trở xuống": "<=", "hoặc thấp hơn": "<=",
}  # fmt: skip

# Words that may stand between an operator and its number, or between a verb and it, without meaning of their own.
FILLERS = (
    "đạt", "đạt được", "đạt mức", "ở mức", "mức", "có", "là", "từ", "được", "số lượng", "thêm", "cả",
    "bằng", "lên", "đến", "tới", "còn", "lên đến", "lên tới", "xuống còn", "xuống", "duy trì", "chiếm",
    "khoảng", "bình quân", "trung bình", "tỷ lệ", "tỉ lệ", "lên mức", "thứ", "cho", "các", "bao phủ",
    "tăng", "tăng thêm", "giảm",
)  # fmt: skip

# Verbs that tie an indicator standing before them to the level behind them.
LEVEL_VERBS = (
    "giữ", "giữ ổn định", "giữ vững", "giảm xuống", "giảm xuống còn", "giảm còn", "tăng lên", "nâng lên", "ổn định",
    "xuống", "xuống dưới", "đạt", "đạt được", "đạt mức", "chiếm", "ở mức", "duy trì", "là", "lên", "đến", "tới",
    "còn", "xuống còn", "bằng", "vượt", "bảo đảm", "đảm bảo", "góp", "đóng góp", "tương đương", "dao động", "được",
    "ước đạt", "không", "mức", "từ", "đạt tỷ lệ", "đạt tỉ lệ", "ở", "trong khoảng", "ước",
)  # fmt: skip
GROWTH_VERBS = (
    "tăng", "giảm", "tăng trưởng", "cắt giảm", "rút ngắn", "tiết kiệm", "tăng thêm", "giảm thiểu",
)  # fmt: skip
# Verbs after which the thing counted, and so the indicator, follows the number.
COUNTING_VERBS = (
    "có", "thu hút", "hình thành", "xây dựng", "thành lập", "đào tạo", "phát triển", "hoàn thành",
    "bố trí", "dành", "đưa", "triển khai", "đầu tư", "tổ chức", "cung cấp", "hỗ trợ", "lựa chọn",
    "ươm tạo", "cấp", "sản xuất", "làm chủ", "công nhận", "tạo", "tạo ra", "với", "gồm", "bao gồm",
    "trong đó", "cho", "để", "tham gia", "kết nối", "bồi dưỡng", "thiết lập", "mở",
    "tuyển dụng", "khởi công", "hoàn thiện", "thực hiện", "xuất hiện", "huy động", "ban hành",
)  # fmt: skip

# Said before an indicator or a target, never part of its name.
LEAD_INS = (
    "phấn đấu", "mục tiêu", "mục tiêu là", "hướng tới", "trong đó", "cụ thể", "cụ thể là", "theo đó", "từ đó",
    "về cơ bản", "cơ bản", "bảo đảm", "đảm bảo", "và", "với", "nâng", "đưa", "giữ", "duy trì", "đồng thời",
    "riêng", "tương đương", "tiếp tục", "từng bước", "quyết tâm", "nhằm", "để", "góp phần", "thì", "như sau", "là",
    "việt nam", "dự kiến", "nước ta", "cả nước", "toàn quốc", "các", "từ", "đến", "nâng cao", "tăng tỷ lệ", "trong",
    "thuộc", "việt nam có", "đạt", "ít nhất", "tối thiểu", "khoảng", "trên", "có",
)  # fmt: skip

PERCENT_BASES: dict[str, str] = {
    r"(?:của\s+)?GDP": "% GDP",
    r"(?:của\s+)?GRDP": "% GRDP",
    r"(?:tổng\s+)?dân số": "% dân số",
    r"(?:tổng\s+chi\s+(?:ngân sách(?:\s+nhà nước|\s+địa phương)?|NSNN))": "% tổng chi ngân sách",
}
SCALES: dict[str, float] = {
    "triệu tỷ": 1e15, "nghìn tỷ": 1e12, "ngàn tỷ": 1e12, "tỷ": 1e9, "triệu": 1e6, "vạn": 1e4, "nghìn": 1e3,
    "ngàn": 1e3,
}  # fmt: skip
# Measures as written (regular expressions) → the one form they are compared in.
MEASURES: dict[str, str] = {
    r"đồng": "đồng", r"VNĐ|VND": "đồng", r"USD|đô la Mỹ|đô-la Mỹ|đô la|US\$": "USD", r"EUR|euro": "EUR",
    r"kWh": "kWh", r"MWh": "MWh", r"GWh": "GWh", r"TWh": "TWh", r"kW": "kW", r"MWp": "MWp", r"MW": "MW",
    r"GW": "GW", r"kV": "kV", r"MVA": "MVA", r"TOE": "TOE", r"km2|km²|ki-lô-mét vuông": "km²",
    r"m2|m²|mét vuông": "m²", r"m3|m³|mét khối": "m³", r"km|ki-lô-mét": "km", r"héc[- ]?ta|hecta|ha": "ha",
    r"tấn": "tấn", r"kg": "kg", r"lít": "lít", r"Tbps|Tb/s|Tbit/s": "Tbps", r"Gbps|Gb/s|Gbit/s": "Gbps",
    r"Mbps|Mb/s|Mbit/s": "Mbps", r"PB": "PB", r"TB": "TB", r"PFLOPS": "PFLOPS",
    r"điểm phần trăm|điểm %": "điểm phần trăm", r"điểm": "điểm", r"lần": "lần", r"tuổi": "tuổi",
    r"cm": "cm", r"mm": "mm", r"m(?![\w/])|mét": "m", r"kHz|MHz|GHz": "Hz", r"dB\w*": "dB",
    r"°C|độ C": "°C", r"mg": "mg",
}  # fmt: skip
DURATIONS = (
    "ngày làm việc", "ngày", "giờ làm việc", "giờ", "phút", "giây", "tháng", "tuần", "năm", "quý", "tiếng",
)  # fmt: skip
# Countable things; a phrase joined by a comma stands first, so that it is not cut.
COUNTED = (
    "tổ chức, doanh nghiệp", "doanh nghiệp, tổ chức", "nguồn dữ liệu", "nguồn", "dự án, chương trình",
    "tỉnh, thành phố",
    "bộ, ngành, địa phương", "bộ, ngành", "xã, phường", "phường, xã", "cơ quan, đơn vị",
    "trung tâm dữ liệu", "trung tâm", "doanh nghiệp", "tổ chức", "viện nghiên cứu", "viện",
    "trường đại học", "cơ sở giáo dục đại học", "trường", "đại học", "phòng thí nghiệm", "phòng",
    "nền tảng", "cơ sở dữ liệu", "cơ sở", "hệ thống", "khu công nghiệp", "khu công nghệ cao",
    "khu công nghệ số", "khu", "cụm công nghiệp", "cụm", "tuyến cáp", "tuyến", "dự án", "chương trình",
    "nhiệm vụ", "đề tài", "sản phẩm", "dịch vụ", "công nghệ", "sáng chế", "bằng sáng chế", "đơn",
    "bài báo", "công bố", "công trình", "kỹ sư", "kĩ sư", "chuyên gia", "nhà khoa học", "cán bộ",
    "công chức", "viên chức", "bác sĩ", "bác sỹ", "điều dưỡng", "dược sĩ", "giáo viên", "giảng viên",
    "học sinh", "sinh viên", "tiến sĩ", "thạc sĩ", "lao động", "nhân lực", "người", "lượt người",
    "lượt khách", "khách", "lượt", "hộ gia đình", "hộ", "thôn", "bản", "xã", "phường", "huyện", "quận",
    "tỉnh", "thành phố", "đô thị", "địa phương", "vùng", "quốc gia", "nước", "bộ", "ngành", "cơ quan",
    "đơn vị", "căn hộ", "căn", "nhà máy", "nhà", "giường bệnh", "giường", "bệnh viện", "trạm", "cảng",
    "sân bay", "cầu", "hồ", "hợp tác xã", "làng", "mô hình", "sự kiện", "di sản", "bảo tàng", "thư viện",
    "lễ hội", "tác phẩm", "kênh", "mạng xã hội", "sàn dữ liệu", "sàn", "thuê bao", "tài khoản", "máy",
    "thiết bị", "phương tiện", "vệ tinh", "tàu", "siêu máy tính", "thương hiệu", "chỉ dẫn địa lý", "giống",
    "loài", "cây", "con", "ca", "vụ", "vụ việc", "hồ sơ", "thủ tục", "văn bản", "tiêu chuẩn", "quy chuẩn",
    "kỳ lân", "quỹ", "hiệp định", "thị trường", "đối tác", "công ty", "tập đoàn", "tổng công ty",
    "câu lạc bộ", "huy chương", "vận động viên", "điểm cầu", "lớp", "khóa", "bộ dữ liệu", "ứng dụng",
    "giải pháp", "trợ lý ảo", "nút giao", "ki-ốt", "làng nghề", "khu kinh tế", "tổ", "đội", "việc làm",
    "cuộc thi", "cuộc", "năng lực", "ý tưởng", "start-up", "startup", "nhà đầu tư", "trẻ em", "chợ",
    "siêu thị", "tiêu chí",
    "tổ hợp tác", "thành viên", "đảng viên", "đoàn viên", "hội viên", "tổ dân phố", "khu dân cư", "khu phố", "ấp",
    "buổi", "đợt", "chiếc", "cái", "cuốn", "đầu sách", "bài", "suất", "cặp", "phiên", "trang",
    "hội nghị", "hội thảo", "mẫu", "gói thầu", "gói", "đầu mối", "cửa hàng", "nhóm", "hội", "camera", "video", "robot",
    "máy chủ", "máy tính", "cổng", "kho", "bến", "bãi", "lô", "ô", "mỏ", "vườn", "công viên", "trang trại", "gia trại",
    "hạng mục", "hợp đồng", "quy trình", "quy hoạch", "quy chế", "kế hoạch", "đề án", "chuyên đề", "cụm dân cư",
    "tín chỉ", "chứng chỉ", "mã số", "tập dữ liệu", "nghiên cứu", "đề xuất", "sáng kiến", "phát minh", "giải thưởng",
    "chuyến", "đường bay", "hành khách", "bệnh nhân",
    "người dân", "hộ dân", "nông dân", "công nhân", "chủ thể", "nghệ nhân", "nhân viên", "tình nguyện viên", "chiến sĩ",
    "chiến sỹ", "nhà văn hóa", "sân", "phim", "ấn phẩm", "xuất bản phẩm",
    "cổng thông tin", "kịch bản", "phần mềm", "phòng học", "trường học",
    "cơ sở y tế", "cơ sở lưu trú", "buồng", "phòng khám", "nhà ga", "bến cảng", "công đoàn", "chi bộ",
    "đảng bộ", "tổ chức đảng", "di tích", "bản ghi",
    "chỗ", "trụ", "cột", "tờ", "quyển", "ngôi", "tòa nhà", "tòa", "toa", "đoàn", "thuyền", "xe", "vé", "thùng", "hộp",
    "viên", "liều", "mũi", "bức", "tấm", "thẻ", "trận", "tiết", "môn", "nghề", "đập", "kè", "cống", "giếng", "bể",
    "thửa", "mảnh", "khối", "tầng", "xưởng", "dây chuyền", "lò", "nhà giáo", "nhà quản lý", "nhà sáng chế", "nhà báo",
    "trạm dừng nghỉ", "bộ chỉ số", "bộ tiêu chí", "bộ thủ tục", "công cụ", "nội dung", "hoạt động", "đầu việc",
    "bài viết",
)  # fmt: skip
PER: dict[str, str] = {
    r"(?:một\s+|1\s*)?vạn\s+dân|10[.]?000\s+(?:người\s+)?dân|10[.]?000\s+người": "vạn dân",
    r"(?:một\s+|1\s+)?(?:nghìn|ngàn)\s+dân|1[.]?000\s+(?:người\s+)?dân": "1000 dân",
    r"(?:một\s+|1\s+)?trăm\s+dân|100\s+dân": "100 dân", r"100[.]?000\s+(?:người\s+)?dân": "100000 dân",
    r"100[.]?000\s+trẻ(?:\s+đẻ\s+sống)?": "100000 trẻ", r"1[.]?000\s+trẻ(?:\s+đẻ\s+sống)?": "1000 trẻ",
    r"1[.]?000\s+(?:km2|km²)": "1000 km²", r"100\s+(?:km2|km²)": "100 km²",
    r"(?:một\s+|1\s+)?triệu\s+dân": "triệu dân", r"(?:một\s+|01\s+|1\s+)?năm": "năm",
    r"(?:đầu\s+)?người": "người", r"ha": "ha", r"lao động": "lao động", r"tháng": "tháng", r"hộ": "hộ",
    r"trẻ(?:\s+đẻ\s+sống)?": "trẻ", r"doanh nghiệp": "doanh nghiệp", r"ngày(?:\s+đêm)?": "ngày",
    r"vụ": "vụ", r"giờ": "giờ", r"kWh": "kWh", r"m2|m²": "m²", r"km2|km²": "km²", r"m3|m³": "m³",
    r"s\b|giây": "giây", r"sào": "sào",
}  # fmt: skip

REGIONS = (
    "Đông Nam Á", "ASEAN", "châu Á - Thái Bình Dương", "châu Á", "thế giới", "toàn cầu", "cả nước",
    "toàn quốc", "khu vực", "quốc tế", "vùng", "châu lục",
)  # fmt: skip
YEARLY = ("hằng năm", "hàng năm", "mỗi năm", "một năm", "bình quân năm")
AVERAGES = ("bình quân", "trung bình")

GOALS = (
    "phấn đấu", "mục tiêu", "chỉ tiêu", "hướng tới", "hướng đến", "kỳ vọng", "duy trì", "phải đạt",
    "tầm nhìn", "quyết tâm",
)  # fmt: skip
TARGET_SECTIONS = ("mục tiêu", "chỉ tiêu", "tầm nhìn", "kết quả dự kiến", "kết quả đầu ra")
PRESENT_SECTIONS = (
    "thực trạng", "kết quả đạt được", "tình hình", "bối cảnh", "đánh giá kết quả", "hiện trạng", "tồn tại, hạn chế",
    "kết quả thực hiện", "sự cần thiết", "nguyên nhân", "dự báo", "căn cứ",
)  # fmt: skip
PRESENT_STATE = (
    "hiện nay", "hiện tại", "hiện có", "hiện đạt", "hiện mới", "đến nay", "tính đến", "đã đạt", "đã có",
    "đã tăng", "đã giảm", "đã được", "đã hoàn thành", "vừa qua", "thời gian qua", "những năm qua",
    "năm qua", "mới đạt", "mới chỉ", "mới chỉ chiếm", "chỉ mới", "đã thu hút", "đã hình thành", "cùng kỳ",
    "tiềm năng", "ước tính", "đã vượt", "ước đạt", "đã chiếm", "trữ lượng",
)  # fmt: skip
# A sentence that opens so states when a rule applies, not what is to be reached.
CONDITIONS = (
    "trường hợp", "nếu", "khi", "trong trường hợp", "đối với trường hợp", "sau khi", "trước khi", "căn cứ",
)  # fmt: skip
# Money of rules, shares of ownership, radio and electricity limits, votes, sentences.
RULE_SUBJECTS = (
    "phạt", "mức phí", "lệ phí", "mức thu", "giá bán", "đơn giá", "mức giá", "khung giá", "phụ cấp",
    "lương", "thuế suất", "lãi suất", "vốn điều lệ", "cổ phần", "cổ phiếu", "nắm giữ", "phiếu",
    "biểu quyết", "khấu trừ", "đặt cọc", "bảo lãnh", "ký quỹ", "hệ số", "băng tần", "tần số",
    "cấp điện áp", "hỗ trợ tiền", "mức hỗ trợ", "được hỗ trợ", "trợ cấp", "bồi thường", "án phí",
    "phạt tù", "mức đóng", "mức hưởng", "được hưởng", "được giảm", "được miễn", "giảm trừ", "tiền thuê",
    "tiền sử dụng", "chi phí quản lý", "giá trị hợp đồng", "giá gói thầu", "tổng mức đầu tư", "phát xạ",
    "trích", "nộp", "thành viên", "kinh nghiệm", "quyền biểu quyết", "số cổ đông",
    "ngân sách nhà nước hỗ trợ", "hỗ trợ tối đa", "hỗ trợ không quá", "định mức", "dung sai", "sai số",
    "liều", "nồng độ", "hàm lượng", "thù lao", "học phí", "mức vay", "mức cho vay", "doanh thu từ",
    "mức chi",
)  # fmt: skip
RULE_MARKS = (
    "có trách nhiệm", "được phép", "theo quy định tại", "quy định tại", "trong thời hạn", "kể từ ngày",
    "không được", "bị xử phạt", "thì được", "thì phải", "phải có", "điều kiện", "theo nguyên tắc",
    "xác định bằng", "được tính", "được xác định", "được áp dụng", "thỏa thuận", "đáp ứng tiêu chí",
    "tiêu chí", "thẩm quyền", "trong đó có", "lộ trình do",
)  # fmt: skip
# Words that begin no noun phrase.
STOP = (
    "và", "của", "trong", "thì", "là", "để", "với", "cho", "hoặc", "nhưng", "trên", "theo", "tại", "từ", "đến", "so",
    "mà", "sau", "này", "trở", "khi", "vào", "về", "do", "bằng", "được",
)  # fmt: skip
# Words that open the name of an indicator.
HEADS = (
    "tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "tốc độ", "số", "số lượng", "quy mô", "tổng", "năng suất", "giá trị",
    "thu nhập", "GDP", "GRDP", "mật độ", "nguồn nhân lực", "kim ngạch", "doanh thu",
    "tuổi thọ", "diện tích", "sản lượng",
)  # fmt: skip
# Words that open what is said of the next quantity, after a comma or "và".
OPENERS = (
    *HEADS, "kinh phí", "mức", "chỉ số", "chỉ tiêu", "công suất", "phấn đấu", "trong đó", "đóng góp", "tăng", "giảm",
    "nâng", "đưa", "có", "thu hút", "bố trí", "xây dựng", "hình thành", "phát triển", "hoàn thành", "ít nhất",
    "tối thiểu", "đồng thời", "riêng", "đến", "đạt", "thuộc",
)  # fmt: skip
COUNTRIES = (
    "nước", "quốc gia", "quốc gia/vùng lãnh thổ", "nền kinh tế", "tỉnh, thành phố", "tỉnh", "thành phố", "địa phương",
    "bộ, ngành", "thị trường",
)  # fmt: skip
# A number behind one of these names something and measures nothing.
NAMED_BY_NUMBER = (
    "Điều", "khoản", "Chương", "Mục", "mục", "Phụ lục", "phụ lục", "Phần", "Biểu", "Bảng", "Mẫu số", "Mẫu", "Tiểu mục",
    "phiên họp thứ", "Phiên họp thứ", "kỳ họp thứ", "Kỳ họp thứ", "dòng thứ", "Dòng thứ", "Nghị quyết", "Nghị quyết số",
    "Quyết định", "Quyết định số", "Nghị định", "Nghị định số", "Luật số", "Thông tư", "Thông tư số", "Chỉ thị",
    "Chỉ thị số", "Kết luận", "Kết luận số", "khóa", "Khóa", "khoá", "Khoá", "bậc", "cấp độ", "mức độ", "Mức độ",
    "lần thứ", "điều", "điểm", "Đề án", "hình", "biểu", "QĐ", "NQ",
)  # fmt: skip
# The same, unless a unit or a ranking follows the number.
NUMBERED_PARTS = (
    "hợp phần", "Hợp phần", "tiểu dự án", "Tiểu dự án", "nhóm", "giai đoạn", "vòng", "tuyến", "quốc lộ", "đường", "cấp",
    "loại", "hạng mục", "dự án", "Dự án",
)  # fmt: skip
INDEX_WORDS = (
    "chỉ số", "hệ số", "HDI", "GINI", "Gini", "GII", "EGDI", "ICOR", "mức sinh", "tỷ số", "tỉ số",
    "tổng tỷ suất",
)  # fmt: skip
LOWER_IS_BETTER = (
    "thất nghiệp", "hộ nghèo", "nghèo đa chiều", "tử vong", "tai nạn", "phát thải", "ô nhiễm", "thời gian",
    "chi phí", "tội phạm", "thất thoát", "tổn thất", "tiêu hao", "suy dinh dưỡng", "nợ xấu", "nợ công",
    "bội chi", "lạm phát", "icor", "thấp còi", "mù chữ", "mắc", "xếp hạng", "thứ hạng", "thứ bậc",
    "vi phạm", "tảo hôn", "bỏ học", "rủi ro", "hao hụt", "cường độ năng lượng",
)  # fmt: skip
