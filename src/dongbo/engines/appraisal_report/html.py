"""The appraisal as one self-contained HTML page: readable without script, on paper and on a phone."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from dongbo.engines.alignment import Answered
from dongbo.engines.appraisal import Appraisal
from dongbo.engines.appraisal_report import findings, sides
from dongbo.engines.appraisal_report.markup import items, section
from dongbo.engines.appraisal_report.places import Places
from dongbo.engines.appraisal_report.wording import day, number


def write_html(appraisal: Appraisal) -> str:
    """This will write `appraisal` as one HTML page.

    Every figure links to the list it counts, every entry to the lines of the papers it speaks of, which stand whole
    at the end of the page.
    """
    places = Places(appraisal)
    parts = list(_parts(appraisal, places))
    contents = items(f'<a href="#{identity}">{escape(title)}</a>' for identity, title, _ in parts)
    style = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    title = f"Báo cáo đối chiếu: {appraisal.plan.name}"
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{style}</style></head><body>",
            '<a class="skip" href="#tom-tat">Đến nội dung</a>',
            _header(appraisal),
            f'<nav aria-label="Mục lục">{contents}</nav><main>',
            *(section(identity, heading, content) for identity, heading, content in parts),
            "</main></body></html>\n",
        )
    )


def _parts(appraisal: Appraisal, places: Places) -> Iterator[tuple[str, str, str]]:
    """Yield (id, heading, HTML) of every section that has something to say."""
    yield "tom-tat", "Tóm tắt", _summary(appraisal)
    yield "do-phu", "Độ phủ theo bảy trục", sides.matrix(appraisal)
    yield "chua-tra-loi", "Nội dung chỉ đạo chưa được trả lời", findings.unanswered(appraisal, places)
    yield "chi-tieu", "So sánh chỉ tiêu", findings.targets(appraisal, places)
    yield "khong-can-cu", "Nội dung dự thảo chưa thấy căn cứ", findings.without_basis(appraisal, places)
    yield "thuat-ngu", "Thống nhất thuật ngữ", findings.terms(appraisal, places)
    yield "vien-dan", "Viện dẫn cần kiểm tra", findings.citations(appraisal, places)
    if appraisal.previous is not None:
        yield "thay-doi", "Thay đổi so với bản trước", findings.changes(appraisal, places)
    yield "the-thuc", "Thể thức và cấu trúc dự thảo", findings.remarks(appraisal, places)
    yield "doi-chieu", "Đối chiếu từng nội dung", sides.side_by_side(appraisal, places)
    yield "khong-doi-chieu", "Nội dung không đưa vào đối chiếu", findings.left_out(appraisal, places)
    yield "toan-van", "Toàn văn", sides.full_texts(places)


def _header(appraisal: Appraisal) -> str:
    papers = [("Dự thảo", appraisal.plan.title)]
    papers += [("Văn bản chỉ đạo", paper.title) for paper in appraisal.directives]
    if appraisal.previous is not None:
        papers.append(("Bản trước", appraisal.previous.paper.name or appraisal.previous.title))
    if appraisal.as_of is not None:
        papers.append(("Ngày đối chiếu", day(appraisal.as_of.isoformat())))
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(title)}</dd>" for name, title in papers)
    return f'<header><h1>Báo cáo đối chiếu dự thảo với văn bản chỉ đạo</h1><dl class="papers">{listed}</dl></header>'


def _summary(appraisal: Appraisal) -> str:
    alignment = appraisal.alignment
    verdicts = [one.answered for one in alignment.directives]
    figures = [
        ("", "doi-chieu", len(verdicts), "nội dung chỉ đạo được đối chiếu"),
        ("good", "do-phu", verdicts.count(Answered.YES), "● đã trả lời"),
        ("warning", "do-phu", verdicts.count(Answered.PARTLY), "◐ trả lời một phần"),
        ("late", "chua-tra-loi", verdicts.count(Answered.NO), "○ chưa trả lời"),
        ("late", "chi-tieu", len(appraisal.deviating_targets), "chỉ tiêu thấp hơn, khác hoặc thiếu"),
        ("warning", "khong-can-cu", len(alignment.without_basis), "nội dung dự thảo chưa thấy căn cứ"),
        ("warning", "thuat-ngu", len(appraisal.terms.findings), "điểm cần thống nhất về thuật ngữ"),
        ("warning", "vien-dan", len(appraisal.doubtful_citations), "viện dẫn cần kiểm tra"),
        ("warning", "the-thuc", len(appraisal.remarks), "lưu ý về thể thức, cấu trúc"),
    ]
    if appraisal.previous is not None:
        figures.append(("", "thay-doi", len(appraisal.changes), "thay đổi so với bản trước"))
    listed = "".join(
        f'<li class="{tone if count else "good"}"><a href="#{place}">{number(count)}</a> {escape(words)}</li>'
        for tone, place, count, words in figures
    )
    return f'<ul class="figures">{listed}</ul>'
