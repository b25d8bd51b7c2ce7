"""The appraisal report as a part of a dossier, from the documented JSON of an appraisal (docs/json.md)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dongbo.engines.alignment import Answered, Axis
from dongbo.engines.appraisal_report.wording import (
    CITATION_STATES,
    OPERATIONS,
    RELATIONS,
    SEVERITIES,
    VERDICTS,
    Mark,
    cut,
    day,
    number,
    share,
    target_words,
)
from dongbo.engines.decree30 import Column
from dongbo.engines.dossier_papers.sections import Section
from dongbo.engines.places import place_name
from dongbo.engines.targets import Relation, Target
from dongbo.engines.terms.findings import Severity

Result = Mapping[str, Any]
Row = tuple[str, ...]
_MOST_PLACES = 12
_FINE = ("equal", "stricter", "extra")
_NONE = "Không có."
_LEGEND = "; ".join(f"{mark.shape} {mark.word.lower()}" for mark in VERDICTS.values()) + "."

_SUMMARY = (Column("Nội dung", 80), Column("Số lượng", 20, centred=True))
_COVERAGE = (Column("Văn bản chỉ đạo", 16), *(Column(axis.label, 12) for axis in Axis))
_UNANSWERED = (Column("Vị trí", 16), Column("Trục", 9), Column("Nội dung chỉ đạo", 45), Column("Nội dung gần nhất", 30))
_TARGETS = (
    Column("Chỉ tiêu", 22),
    Column("Văn bản", 11),
    Column("Chỉ đạo giao", 15),
    Column("Dự thảo đặt", 15),
    Column("Kết quả", 12),
    Column("Nhận xét", 25),
)
_WITHOUT_BASIS = (Column("Vị trí", 20), Column("Trục", 12), Column("Nội dung dự thảo", 68))
_TERMS = (
    Column("Thuật ngữ", 16),
    Column("Mức độ", 11),
    Column("Các cách viết và vị trí", 30),
    Column("Đề nghị viết", 15),
    Column("Nhận xét", 28),
)
_CITATIONS = (Column("Viện dẫn", 35), Column("Dòng", 7), Column("Kết quả", 15), Column("Nhận xét", 43))
_REMARKS = (Column("Dòng", 10), Column("Lưu ý", 90))
_ALIGNED = (
    Column("Vị trí", 14),
    Column("Văn bản chỉ đạo giao", 36),
    Column("Dự thảo trả lời", 36),
    Column("Kết quả", 14),
)
_CHANGES = (
    Column("Thay đổi", 10),
    Column("Bản trước", 15),
    Column("Bản này", 15),
    Column("Nội dung", 40),
    Column("Chạm đến nội dung chỉ đạo", 20),
)


def appraisal_lines(result: Result) -> tuple[str, ...]:
    """Return which papers were held against each other, and by which day."""
    lines = [f"Dự thảo: {result['plan']['title']}"]
    lines += [f"Văn bản chỉ đạo: {paper['title']}" for paper in result["directives"]]
    if result["previous"]:
        lines.append(f"Bản trước: {result['previous']['title']}")
    if result["as_of"]:
        lines.append(f"Ngày đối chiếu: {day(result['as_of'])}")
    return tuple(lines)


def appraisal_sections(result: Result) -> list[Section]:
    """Return the sections of the report: figures, seven axes, targets, terms, citations, changes, every provision."""
    told: list[tuple[str, Sequence[Column], Callable[[Result], Iterator[Row]]]] = [
        ("Tóm tắt", _SUMMARY, _summary),
        ("Độ phủ theo bảy trục", _COVERAGE, _coverage),
        ("Nội dung chỉ đạo chưa được trả lời", _UNANSWERED,
         _unanswered),
        ("So sánh chỉ tiêu", _TARGETS,
         _targets),
        ("Nội dung dự thảo chưa thấy căn cứ", _WITHOUT_BASIS, _without_basis),
        ("Thống nhất thuật ngữ",
         _TERMS, _terms),
        ("Viện dẫn cần kiểm tra", _CITATIONS, _citations),
        ("Thể thức và cấu trúc dự thảo", _REMARKS, _remarks),
        ("Đối chiếu từng nội dung", _ALIGNED,
         _aligned),
    ]  # fmt: skip
    if result["previous"]:
        told.insert(-2, ("Thay đổi so với bản trước", _CHANGES, _changes))
    return [
        Section(f"{at}. {title}", columns, rows(result), _NONE, _LEGEND if rows is _coverage else "")
        for at, (title, columns, rows) in enumerate(told, 1)
    ]


def _summary(result: Result) -> Iterator[Row]:
    figures = result["summary"]
    yield "Nội dung chỉ đạo được đối chiếu", number(figures["directive_provisions"])
    yield from ((mark.word, number(figures["answered"][verdict.value])) for verdict, mark in VERDICTS.items())
    deviating = sum(count for relation, count in figures["targets"].items() if relation not in _FINE)
    yield "Chỉ tiêu thấp hơn, khác hoặc thiếu", number(deviating)
    yield "Nội dung dự thảo chưa thấy căn cứ", number(figures["without_basis"])
    yield "Điểm cần thống nhất về thuật ngữ", number(figures["term_findings"])
    yield "Viện dẫn cần kiểm tra", number(figures["doubtful_citations"])
    yield "Lưu ý về thể thức, cấu trúc", number(figures["remarks"])
    if result["previous"]:
        yield "Thay đổi so với bản trước", number(figures["changes"])


def _coverage(result: Result) -> Iterator[Row]:
    cells: dict[str, dict[str, Result]] = {}
    for one in result["coverage"]:
        cells.setdefault(one["document"], {})[one["axis"]] = one
    for document, axes in cells.items():
        yield document, *(_counts(axes.get(axis.value, {})) for axis in Axis)


def _counts(cell: Result) -> str:
    counted = [f"{mark.shape} {number(count)}" for verdict, mark in VERDICTS.items() if (count := cell.get(verdict, 0))]
    return "\n".join(counted) or "–"


def _unanswered(result: Result) -> Iterator[Row]:
    words = _plan_words(result)
    for one in result["directive_provisions"]:
        if one["answered"] == Answered.NO:
            nearest = _answer(one["links"][0], words, 200) if one["links"] else "Không có"
            yield _place(one), Axis(one["axes"][0]).label, cut(_words(one), 600), nearest


def _targets(result: Result) -> Iterator[Row]:
    ranks = {relation.value: rank for rank, relation in enumerate(_by_weight())}
    for one in sorted(result["targets"], key=lambda target: ranks[target["relation"]]):
        named = one["directive"] or one["plan"]
        yield (
            cut(named["indicator"], 200), one["document"] or "–", _target(one["directive"]),
            _target(one["plan"]), _marked(RELATIONS[Relation(one["relation"])]), one["message"],
        )  # fmt: skip


def _target(told: Result | None) -> str:
    return target_words(Target(**told) if told else None)


def _by_weight() -> list[Relation]:
    tones = ("late", "warning", "good", "quiet")
    return sorted(RELATIONS, key=lambda relation: tones.index(RELATIONS[relation].tone))


def _without_basis(result: Result) -> Iterator[Row]:
    for one in result["plan_provisions"]:
        if not one["basis"]:
            yield one["label"], Axis(one["axes"][0]).label, cut(_words(one), 400)


def _terms(result: Result) -> Iterator[Row]:
    for finding in result["terms"]:
        forms = "\n".join(_form(variant) for variant in finding["variants"])
        mark = _marked(SEVERITIES[Severity(finding["severity"])])
        yield finding["term"], mark, forms, finding["suggestion"], finding["message"]


def _form(variant: Result) -> str:
    lines = ", ".join(number(place["line"]) for place in variant["places"][:_MOST_PLACES])
    return f"“{variant['form']}” ({number(variant['count'])} lần): dòng {lines}"


def _citations(result: Result) -> Iterator[Row]:
    for one in result["citations"]:
        if one["state"] != "resolved" and not one["internal"]:
            yield one["text"], number(one["line"]), _marked(CITATION_STATES[one["state"]]), one["reason"]


def _remarks(result: Result) -> Iterator[Row]:
    for one in result["remarks"]:
        yield number(one["line"]) if one["line"] else "–", one["message"]


def _changes(result: Result) -> Iterator[Row]:
    labels = {(one["document"], one["path"]): one["label"] for one in result["directive_provisions"]}
    for one in result["changes"]:
        touched = [f"{to['document']}, {labels.get((to['document'], to['path']), '')}" for to in one["touches"]]
        more = f" (cùng {number(one['nodes'] - 1)} nội dung bên dưới)" if one["nodes"] > 1 else ""
        yield (
            OPERATIONS[one["op"]], _places(one["old"]), _places(one["new"]),
            cut(one["new_text"] or one["old_text"], 300) + more, "\n".join(touched) or "–",
        )  # fmt: skip


def _places(paths: str | Sequence[str] | None) -> str:
    if paths is None:
        return "–"
    return "; ".join(place_name(path) for path in ([paths] if isinstance(paths, str) else paths))


def _aligned(result: Result) -> Iterator[Row]:
    words = _plan_words(result)
    for one in result["directive_provisions"]:
        answers = "\n".join(_answer(link, words, 400) for link in one["links"] if link["answers"])
        verdict = _marked(VERDICTS[Answered(one["answered"])])
        missing = [demand["text"] for demand in one["demands"] if not demand["answered"]]
        if missing and one["answered"] != Answered.NO:
            verdict += "\nÝ chưa thấy trả lời:" + "".join(f"\n- {cut(text, 150)}" for text in missing)
        yield _place(one), _words(one), answers or "–", verdict


def _plan_words(result: Result) -> dict[str, Result]:
    return {one["path"]: one for one in result["plan_provisions"]}


def _answer(link: Result, plan: Mapping[str, Result], length: int) -> str:
    path = link["plan"]["path"]
    one = plan.get(path)
    label, said = (one["label"], _words(one)) if one else (place_name(path), "")
    return f"{label} ({share(link['score'])}): {cut(said, length)}"


def _place(one: Result) -> str:
    return f"{one['document']}\n{one['label']}"


def _words(one: Result) -> str:
    return "\n".join(filter(None, (one["heading"], one["text"])))


def _marked(mark: Mark) -> str:
    return f"{mark.shape} {mark.word}"
