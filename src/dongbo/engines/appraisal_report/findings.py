"""The lists of an appraisal: what is unanswered, weaker, not unified, unresolved, changed."""

from collections.abc import Sequence
from html import escape

from dongbo.engines.alignment import Link, Provision
from dongbo.engines.appraisal import Appraisal, ComparedTarget, PaperFile, TouchingChange
from dongbo.engines.appraisal_report.markup import badge, body, items, note, row, table
from dongbo.engines.appraisal_report.places import Places
from dongbo.engines.appraisal_report.wording import (
    CITATION_STATES,
    OPERATIONS,
    RELATIONS,
    SEVERITIES,
    VERDICTS,
    change_words,
    cut,
    number,
    places_words,
    ranked_targets,
    share,
    target_words,
)
from dongbo.engines.targets import Target

_MOST_PLACES = 12


def unanswered(appraisal: Appraisal, places: Places) -> str:
    """Return the directive provisions no plan provision answers, with the nearest one for a person to judge."""
    rows = [
        row(
            (
                f"{escape(one.provision.document)}<br>"
                + places.link(one.provision.document, one.provision.line, one.provision.label),
                escape(one.axes[0].label),
                escape(cut(one.provision.words, 600)),
                _nearest(one.links, places),
            )
        )
        for one in appraisal.alignment.unanswered
    ]
    if not rows:
        return note("Mọi nội dung chỉ đạo đều có nội dung của dự thảo trả lời.")
    heads = ("Văn bản, vị trí", "Trục", "Nội dung chỉ đạo", "Nội dung gần nhất của dự thảo")
    return table("bang-chua-tra-loi", f"{number(len(rows))} nội dung chỉ đạo chưa được trả lời", heads, [body(rows)])


def _nearest(links: tuple[Link, ...], places: Places) -> str:
    if not links:
        return "Không có"
    link = links[0]
    return (
        f"{places.link(link.plan.document, link.plan.line, link.plan.label)} ({share(link.score)}): "
        f"{escape(cut(link.plan.words, 200))}"
    )


def without_basis(appraisal: Appraisal, places: Places) -> str:
    """Return the plan provisions that rest on no directive provision."""
    rows = [
        row(
            (
                places.link(one.provision.document, one.provision.line, one.provision.label),
                escape(one.axes[0].label),
                escape(cut(one.provision.words, 400)),
            )
        )
        for one in appraisal.alignment.without_basis
    ]
    if not rows:
        return note("Mọi nội dung của dự thảo đều có căn cứ trong văn bản chỉ đạo.")
    heads = ("Vị trí", "Trục", "Nội dung dự thảo")
    explained = note("Không phải lỗi: dự thảo có thể đặt thêm nhiệm vụ. Đề nghị nêu căn cứ khi trình.")
    return explained + table("bang-khong-can-cu", f"{number(len(rows))} nội dung chưa thấy căn cứ", heads, [body(rows)])


def targets(appraisal: Appraisal, places: Places) -> str:
    """Return each target of the directives beside the plan's, those to mend first; folded, what the plan adds."""
    if not appraisal.targets:
        return note("Không tìm thấy chỉ tiêu có số đo trong các văn bản.")
    asked = [one for one in ranked_targets(appraisal) if one.comparison.directive]
    added = [one for one in appraisal.targets if not one.comparison.directive]
    rows = [_compared(one, appraisal, places) for one in asked]
    heads = ("Chỉ tiêu", "Văn bản", "Chỉ đạo giao", "Dự thảo đặt", "Kết quả", "Nhận xét")
    shown = (
        table("bang-chi-tieu", f"{number(len(rows))} chỉ tiêu chỉ đạo giao", heads, [body(rows)])
        if rows
        else note("Văn bản chỉ đạo không giao chỉ tiêu có số đo.")
    )
    return shown + (_added(added, appraisal.plan.name, places) if added else "")


def _compared(one: ComparedTarget, appraisal: Appraisal, places: Places) -> str:
    compared = one.comparison
    return row(
        (
            escape(cut(compared.directive.indicator, 200) if compared.directive else ""),
            escape(one.document),
            _target(compared.directive, one.document, places),
            _target(compared.plan, appraisal.plan.name, places),
            badge(RELATIONS[compared.relation]),
            escape(compared.message),
        )
    )


def _added(added: Sequence[ComparedTarget], plan: str, places: Places) -> str:
    """Return the targets nobody asked for, folded: they are no fault."""
    targets = [one.comparison.plan for one in added if one.comparison.plan]
    rows = [row((escape(cut(target.indicator, 200)), _target(target, plan, places))) for target in targets]
    words = f"{number(len(rows))} chỉ tiêu chỉ có trong dự thảo"
    shown = table("bang-chi-tieu-them", words, ("Chỉ tiêu", "Dự thảo đặt"), [body(rows)])
    return f"<details><summary>{words} (không phải lỗi)</summary>{shown}</details>"


def _target(target: Target | None, document: str, places: Places) -> str:
    return places.link(document, target.line, cut(target_words(target), 160)) if target else "–"


def terms(appraisal: Appraisal, places: Places) -> str:
    """Return the findings on terminology with every place and the form to keep."""
    names = {paper.paper.name: paper.name for paper in (appraisal.plan, *appraisal.directives)}
    rows = []
    for finding in appraisal.terms.findings:
        forms = []
        for variant in finding.variants:
            linked = [
                places.link(names.get(place.paper, place.paper), place.line, f"dòng {place.line}")
                for place in variant.places[:_MOST_PLACES]
            ]
            more = f" và {number(variant.count - _MOST_PLACES)} chỗ nữa" if variant.count > _MOST_PLACES else ""
            forms.append(f"“{escape(variant.form)}” ({number(variant.count)} lần): {', '.join(linked)}{more}")
        rows.append(
            row(
                (
                    escape(finding.term),
                    badge(SEVERITIES[finding.severity]),
                    items(forms),
                    escape(finding.suggestion),
                    escape(finding.message),
                )
            )
        )
    if not rows:
        return note("Thuật ngữ trong dự thảo thống nhất.")
    heads = ("Thuật ngữ", "Mức độ", "Các cách viết và vị trí", "Đề nghị viết", "Nhận xét")
    return table("bang-thuat-ngu", f"{number(len(rows))} điểm cần thống nhất", heads, [body(rows)])


def citations(appraisal: Appraisal, places: Places) -> str:
    """Return the plan's citations that the register does not know or knows otherwise."""
    rows = [
        row(
            (
                places.link(appraisal.plan.name, one.citation.line, one.citation.text),
                badge(CITATION_STATES[one.state]),
                escape(one.reason),
            )
        )
        for one in appraisal.doubtful_citations
    ]
    if not rows:
        return note("Mọi văn bản được viện dẫn đều có trong sổ đăng ký và khớp thông tin.")
    return table(
        "bang-vien-dan",
        f"{number(len(rows))} viện dẫn",
        ("Viện dẫn", "Kết quả", "Nhận xét"),
        [body(rows)],
    )


def changes(appraisal: Appraisal, places: Places) -> str:
    """Return what changed since the previous version, first the verdicts that turned with it."""
    turned = [
        f"{_provision_link(one.provision, places)}: {badge(VERDICTS[one.before])} → {badge(VERDICTS[one.now])}"
        for one in appraisal.turns
    ]
    rows = [_change(one, appraisal, places) for one in appraisal.changes]
    if not rows:
        return note("Không có thay đổi so với bản trước.")
    heads = ("Thay đổi", "Bản trước", "Bản này", "Nội dung", "Chạm đến nội dung chỉ đạo")
    listed = f"<h3>Nội dung chỉ đạo đổi kết quả</h3>{items(turned)}" if turned else ""
    return listed + table("bang-thay-doi", f"{number(len(rows))} thay đổi", heads, [body(rows)])


def _change(one: TouchingChange, appraisal: Appraisal, places: Places) -> str:
    change = one.change
    previous = appraisal.previous or appraisal.plan
    old = _line_of(previous, change.old)
    touched = [_provision_link(provision, places) for provision in one.touches]
    return row(
        (
            escape(OPERATIONS[change.op]),
            places.link_previous(old, places_words(change.old, previous.outline)),
            places.link(
                appraisal.plan.name,
                _line_of(appraisal.plan, change.new),
                places_words(change.new, appraisal.plan.outline),
            ),
            _words(one),
            items(touched) or "–",
        )
    )


def _provision_link(provision: Provision, places: Places) -> str:
    return places.link(provision.document, provision.line, f"{provision.document}, {provision.label}")


def _words(one: TouchingChange) -> str:
    """Return the words of a modified provision with what was struck out and put in, else its text."""
    if not one.change.words:
        return escape(change_words(one.change))
    tags = {"insert": "ins", "delete": "del"}
    return "".join(
        f"<{tags[step[0]]}>{escape(step[1])}</{tags[step[0]]}>" if step[0] in tags else escape(step[1])
        for step in one.change.words
    )


def _line_of(paper: PaperFile, paths: str | tuple[str, ...] | None) -> int | None:
    path = paths[0] if isinstance(paths, tuple) and paths else paths
    node = paper.outline.find(path) if isinstance(path, str) else None
    return node.line if node else None


def remarks(appraisal: Appraisal, places: Places) -> str:
    """Return what is to be mended in the plan's own form: numbering, metadata, references to itself."""
    rows = [
        row(
            (
                places.link(one.document, one.line, f"dòng {one.line}" if one.line else "cả văn bản"),
                escape(one.message),
            )
        )
        for one in appraisal.remarks
    ]
    if not rows:
        return note("Không có lưu ý.")
    return table("bang-the-thuc", f"{number(len(rows))} lưu ý", ("Vị trí", "Lưu ý"), [body(rows)])


def left_out(appraisal: Appraisal, places: Places) -> str:
    """Return the provisions that took no part in the alignment, and why."""
    rows = [
        row(
            (
                f"{escape(one.provision.document)}<br>"
                + places.link(one.provision.document, one.provision.line, one.provision.label),
                escape(one.reason.label),
                escape(cut(one.provision.words, 200)),
            )
        )
        for one in appraisal.alignment.left_out
    ]
    if not rows:
        return note("Mọi nội dung đều được đối chiếu.")
    heads = ("Văn bản, vị trí", "Lý do", "Nội dung")
    return table("bang-khong-doi-chieu", f"{number(len(rows))} nội dung không đưa vào đối chiếu", heads, [body(rows)])
