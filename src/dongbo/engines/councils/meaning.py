"""The rules of a council told in Vietnamese, for a page and for the minutes."""

from dongbo.engines.councils.rules import Choice, CouncilRules, Test


def explain(rules: CouncilRules) -> list[tuple[str, str]]:
    """Return what the rules mean, each a label and a sentence, in the order a meeting meets them."""
    return [
        ("Gửi tài liệu", _papers(rules)),
        ("Điều kiện họp", quorum_words(rules)),
        ("Dự họp trực tuyến", _online(rules)),
        ("Người dự thay", _stand_ins(rules)),
        ("Người biểu quyết", f"{_list([role.label for role in rules.voters])}."),
        ("Xung đột lợi ích", f"Thành viên có xung đột lợi ích {rules.conflict.label}; vẫn tính vào số có mặt."),
        ("Hình thức bỏ phiếu", _ballot(rules)),
        *((f"Kết quả, xét thứ {at}", threshold_words(test)) for at, test in enumerate(rules.tests, 1)),
        ("Ngang phiếu", f"Khi chưa ngưỡng nào đạt mà số phiếu thuận bằng số phiếu không thông qua: {rules.tie.label}."),
        ("Trường hợp còn lại", f"Khi không ngưỡng nào đạt, kết quả là “{rules.otherwise.label}”."),
        ("Ý kiến bảo lưu", _dissent(rules)),
        ("Trả lại dự thảo", returns_words(rules)),
        ("Ký hiệu văn bản", f"Văn bản của Hội đồng đánh số riêng, ký hiệu {rules.number_notation}."),
        ("Tiêu chí thẩm định", _criteria(rules)),
    ]


def _papers(rules: CouncilRules) -> str:
    if rules.papers_days == 0:
        return "Quyết định không ấn định hạn gửi tài liệu trước cuộc họp."
    unit = "ngày làm việc" if rules.papers_days_working else "ngày"
    return f"Thành viên nhận tài liệu trước cuộc họp ít nhất {rules.papers_days} {unit}."


def quorum_words(rules: CouncilRules) -> str:
    """Return who must be there, in one sentence."""
    must = "".join(f"; phải có {presence.words}" for presence in rules.quorum.presences)
    return f"Có mặt {rules.quorum.share.words} thành viên Hội đồng (không tính Tổ giúp việc){must}."


def _online(rules: CouncilRules) -> str:
    counted = "được tính" if rules.quorum.online_counts else "không được tính"
    return f"Thành viên dự trực tuyến {counted} vào số có mặt để họp và được biểu quyết nếu có quyền biểu quyết."


def _stand_ins(rules: CouncilRules) -> str:
    speaks = "được phát biểu" if rules.stand_ins_speak else "không phát biểu"
    counted = "được tính" if rules.quorum.stand_ins_count else "không được tính"
    return f"Người dự thay {speaks}, không biểu quyết, {counted} vào số có mặt để họp."


def _ballot(rules: CouncilRules) -> str:
    how = "Bỏ phiếu kín" if rules.secret else "Bỏ phiếu công khai"
    return f"{how}; phiếu có các lựa chọn: {_choices(rules.choices, ', ')}."


def threshold_words(test: Test) -> str:
    """Return what a threshold decides, in one sentence."""
    return (
        f"“{test.outcome.label}” khi số phiếu {_choices(test.choices, ' hoặc ')} đạt "
        f"{test.share.words} {test.base.label}."
    )


def _dissent(rules: CouncilRules) -> str:
    if rules.dissent_reserved:
        return "Thành viên không đồng ý có quyền bảo lưu ý kiến và được ghi vào biên bản."
    return "Quyết định không quy định việc bảo lưu ý kiến."


def returns_words(rules: CouncilRules) -> str:
    """Return how often a draft may be given back, in one sentence."""
    if rules.returns == 0:
        return "Dự thảo không được trả lại để trình lần nữa."
    return f"Dự thảo được trả lại để hoàn thiện nhiều nhất {rules.returns} lần."


def _criteria(rules: CouncilRules) -> str:
    if not rules.criteria:
        return "Phiếu thẩm định không có tiêu chí riêng, chỉ ghi ý kiến chung."
    return f"{_list([name for _, name in rules.criteria])}."


def _choices(choices: tuple[Choice, ...], between: str) -> str:
    return between.join(f"“{choice.label}”" for choice in choices)


def _list(names: list[str]) -> str:
    return "; ".join(names)
