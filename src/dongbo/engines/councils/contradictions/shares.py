"""Shares that no count can mean."""

from collections.abc import Iterator

from dongbo.engines.councils.contradictions.finding import Contradiction
from dongbo.engines.councils.rules import CouncilRules, Share


def of_shares(rules: CouncilRules) -> list[Contradiction]:
    """Return what is wrong with the shares of the quorum and of the thresholds."""
    named = [("quorum.share", "Tỉ lệ thành viên phải có mặt", rules.quorum.share)]
    named += [
        (f"tests.{at}.share", f"Ngưỡng thứ {at + 1} (“{test.outcome.label}”)", test.share)
        for at, test in enumerate(rules.tests)
    ]
    return [Contradiction("share", sentence, place) for place, what, share in named for sentence in _wrong(what, share)]


def _wrong(what: str, share: Share) -> Iterator[str]:
    written = f"{share.numerator}/{share.denominator}"
    if share.denominator < 1:
        yield f"{what} có mẫu số là {share.denominator}; hãy nhập mẫu số lớn hơn 0, ví dụ 2/3."
    elif share.numerator < 1:
        yield f"{what} là {written} nên lúc nào cũng đạt; hãy nhập tỉ lệ lớn hơn 0, ví dụ trên 1/2."
    elif share.numerator > share.denominator:
        yield f"{what} là {written}, lớn hơn toàn bộ nên không bao giờ đạt; hãy nhập tỉ lệ đến 1, ví dụ 2/3."
    elif share.strictly and share.numerator == share.denominator:
        yield f"{what} là trên {written}, không thể có nhiều hơn toàn bộ; hãy bỏ chữ “trên”, ví dụ ít nhất 1/1."
