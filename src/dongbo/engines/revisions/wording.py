"""What is said of a verdict or a line, in Vietnamese."""

from dongbo.engines.revisions.required import LineKind, Standing

SENTENCES = {
    "": "Bản sau đã thực hiện yêu cầu này.",
    "unknown_provision": "{place} không có trong bản được thẩm định, cũng không có trong bản sau.",
    "nothing_named": "Yêu cầu không gắn với điều khoản nào và ban soạn thảo chưa chỉ ra nơi đã sửa.",
    "unchanged": "{place} không thay đổi.",
    "spelling": "{place} chỉ sửa chính tả, dấu câu hoặc cách trình bày.",
    "renumbered": "{place} chỉ đổi số thứ tự.",
    "moved": "{place} chỉ được chuyển chỗ, lời vẫn còn.",
    "divided": "{place} chỉ được tách hoặc gộp, lời vẫn như cũ.",
    "repeated": "{place} chỉ nhắc lại điều đã có ở đó.",
    "empty_words": "{place} chỉ thêm hoặc bớt những lời không có nội dung.",
    "another_sentence": "{place} có sửa, nhưng không phải ở câu hội đồng nêu.",
    "another_part": "Câu tại {place} có sửa, nhưng đoạn hội đồng yêu cầu lược bỏ vẫn còn.",
    "another_unit": "{place} có sửa, nhưng không phải nội dung về đơn vị được nêu tên.",
    "unit_unchanged": "Không có nội dung nào về đơn vị được nêu tên thay đổi.",
    "not_more": "{place} có sửa, nhưng không có nội dung nào được bổ sung.",
    "renamed": "{place} chỉ đổi tên, không có nội dung nào được bổ sung.",
    "reworded": "{place} chỉ được viết lại bằng lời khác, không được lược bỏ.",
    "little_cut": "{place} chỉ được lược bỏ một phần nhỏ.",
    "only_elsewhere": "{place} không thay đổi; chỉ có nơi khác do ban soạn thảo nêu là có sửa.",
    "variants_left": "Vẫn còn {count} chỗ viết khác với “{keep}”.",
    "other_wording": "Không còn cách viết bị thay thế, nhưng {count} chỗ thay bằng từ ngữ khác “{keep}”.",
    "terms_left": "Không còn cách viết bị thay thế, nhưng rà soát thuật ngữ vẫn thấy “{keep}” chưa thống nhất.",
    "findings_left": "Vẫn còn {count} điểm chưa phù hợp với {directive} về {axis}.",
    "no_wording": "Yêu cầu thống nhất từ ngữ chưa nêu cách viết cần giữ và cách viết bị thay thế.",
}  # fmt: skip
"""What each detail of a verdict says."""

LINES = {
    LineKind.CLAIMED_NOT_DONE: "Ban soạn thảo báo đã thực hiện, nhưng bản sau không thể hiện. {detail}",
    LineKind.CLAIMED_HALF_DONE: "Ban soạn thảo báo đã thực hiện, nhưng bản sau mới thể hiện một phần. {detail}",
    LineKind.PARTLY_NOT_DONE: "Ban soạn thảo báo đã thực hiện một phần, nhưng bản sau không thể hiện. {detail}",
    LineKind.NAMED_UNCHANGED: "Nơi ban soạn thảo nêu là đã sửa không thay đổi về nội dung. {detail}",
    LineKind.REFUSED_WITHOUT_REASON: "Không thực hiện mà chưa nêu lý do; hãy viết lý do.",
    LineKind.UNANSWERED: "Chưa trả lời yêu cầu này của hội đồng.",
}


def sentence(standing: Standing, detail: str, **words: object) -> str:
    """Return what a verdict says; `words` are those its detail speaks of."""
    told = SENTENCES[detail].format(**words)
    return f"Mới thực hiện được một phần. {told}" if standing is Standing.PARTLY else told
