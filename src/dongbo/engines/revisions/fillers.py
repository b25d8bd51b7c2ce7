"""Words that say nothing by themselves: a sentence that gains or loses only such says what it said before."""

import re
from functools import cache

from dongbo.engines.vietnamese import fold, syllables

_FILLERS = (
    "và", "các", "những", "của", "là", "thì", "mà", "cũng", "nhằm", "việc", "này", "đó", "nói trên", "nêu trên",
    "theo quy định", "theo quy định của pháp luật", "theo quy định hiện hành", "theo đúng quy định", "đúng quy định",
    "theo pháp luật", "phù hợp với tình hình thực tế", "phù hợp với thực tiễn", "trong thời gian tới", "thời gian tới",
    "trong tình hình mới", "một cách", "có hiệu quả", "hiệu quả", "thiết thực", "khẩn trương", "nghiêm túc",
    "tích cực", "chủ động", "kịp thời", "đồng bộ", "quyết liệt", "hơn nữa", "tiếp tục", "góp phần",
    "các nội dung có liên quan", "các nội dung khác có liên quan", "nội dung khác có liên quan", "khi cần thiết",
    "nếu có", "v v", "vân vân", "bảo đảm chất lượng", "bảo đảm chất lượng hiệu quả", "bảo đảm tiến độ chất lượng",
)  # fmt: skip


def telling_words(sentence: str) -> list[str]:
    """Return the folded words of a sentence in order, those that say nothing left out."""
    return _pattern().sub(" ", " ".join(syllables(sentence))).split()


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted({" ".join(syllables(fold(one))) for one in _FILLERS}, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, phrases))})(?!\S)")
