"""The terminology review for people."""

from collections.abc import Iterator

from dongbo.engines.terms import TermReview
from dongbo.engines.terms.findings import Place, Severity

GRAVITY = {Severity.ERROR: "SAI", Severity.WARNING: "NÊN SỬA", Severity.HINT: "CÂN NHẮC"}
MOST_PLACES = 8


def tell(review: TermReview) -> Iterator[str]:
    """Yield each finding with the forms in question and their places."""
    if not review.findings:
        yield "Thuật ngữ thống nhất: không có gì phải sửa."
        return
    counts = [
        f"{sum(finding.severity is severity for finding in review.findings)} {name.lower()}"
        for severity, name in GRAVITY.items()
    ]
    yield f"{len(review.findings)} chỗ phải xem: {', '.join(counts)}."
    several = len({place.paper for finding in review.findings for one in finding.variants for place in one.places}) > 1
    for finding in review.findings:
        yield f"\n{GRAVITY[finding.severity]}: {finding.message}"
        for variant in finding.variants:
            if variant.places:
                yield f"    “{variant.form}”: {_places(variant.places, several=several)}"


def _places(places: tuple[Place, ...], *, several: bool) -> str:
    """Return "dòng 3, 5, 9", by paper where there are several."""
    lines: dict[str, list[str]] = {}
    for place in places[:MOST_PLACES]:
        lines.setdefault(place.paper if several else "", []).append(str(place.line))
    told = "; ".join(f"{paper} dòng {', '.join(dict.fromkeys(some))}".strip() for paper, some in lines.items())
    return told + (f" … (tất cả {len(places)} chỗ)" if len(places) > MOST_PLACES else "")
