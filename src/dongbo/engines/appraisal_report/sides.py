"""Coverage matrix, both texts side by side, and the full texts every entry links to."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from dongbo.engines.alignment import ANSWERS, ANSWERS_ALONE, Answered, Axis, DirectiveProvision, Link
from dongbo.engines.appraisal import Appraisal, PaperFile
from dongbo.engines.appraisal_report.markup import badge, body, note, row, table
from dongbo.engines.appraisal_report.places import Places
from dongbo.engines.appraisal_report.wording import VERDICTS, cut, number, share
from dongbo.engines.papers import Line, Table

_LONGEST_ANSWER = 500
FULL_UP_TO = 2_000
"""Provisions up to which all are shown in full; beyond, a browser would choke on the page."""
_LONGEST_BRIEF = 160
_VERDICT_ORDER = (Answered.NO, Answered.PARTLY, Answered.YES)


def matrix(appraisal: Appraisal) -> str:
    """Return directives × axes; each figure leads to the provisions it counts."""
    lines = []
    for at, (document, axes) in enumerate(appraisal.coverage().items()):
        cells = [_cell(at, axis, [axes[axis][verdict] for verdict in _VERDICT_ORDER]) for axis in Axis]
        lines.append(f'<tr><th scope="row"><a href="#d{at}">{escape(document)}</a></th>{"".join(cells)}</tr>')
    legend = " · ".join(f"{mark.shape} {mark.word.lower()}" for mark in VERDICTS.values())
    heads = ["Văn bản chỉ đạo", *(axis.label for axis in Axis)]
    shown = table("ma-tran", f"Số nội dung chỉ đạo theo trục chính: {legend}", heads, [body(lines)])
    return f'<div class="matrix">{shown}</div>'


def _cell(at: int, axis: Axis, counts: Sequence[int]) -> str:
    shown = [
        f'<a class="{VERDICTS[verdict].tone}" href="#m{at}-{axis.value}-{verdict.value}" '
        f'title="{VERDICTS[verdict].word}"><span aria-hidden="true">{VERDICTS[verdict].shape}</span> {number(count)}'
        f'<span class="skip"> {VERDICTS[verdict].word.lower()}</span></a>'
        for verdict, count in zip(_VERDICT_ORDER, counts, strict=True)
        if count
    ]
    return f"<td>{'<br>'.join(shown)}</td>" if shown else '<td class="empty">–</td>'


def side_by_side(appraisal: Appraisal, places: Places, *, full_up_to: int = FULL_UP_TO) -> str:
    """Return for every directive its provisions beside the plan's answers, by axis and verdict.

    Of more than `full_up_to` provisions, only those answered in part are given in full.
    """
    parts = [
        note(
            "Kết quả do máy gợi ý từ những từ ngữ hai bên cùng dùng; cán bộ thẩm định xác nhận. "
            f"Mức giống từ {share(ANSWERS)} trở lên ({share(ANSWERS_ALONE)} khi chỉ đạo chỉ giao một việc) "
            "được coi là có trả lời."
        )
    ]
    brief = len(appraisal.alignment.directives) > full_up_to
    if brief:
        parts.append(
            note(
                "Do có nhiều nội dung, ở đây chỉ nội dung trả lời một phần được ghi đủ. Nội dung chưa trả lời ghi đủ "
                "ở mục riêng phía trên; toàn văn ở cuối trang."
            )
        )
    for at, paper in enumerate(appraisal.directives):
        provisions = sorted(
            appraisal.provisions_of(paper.name),
            key=lambda one: (list(Axis).index(one.axes[0]), _VERDICT_ORDER.index(one.answered)),
        )
        groups = groupby(provisions, key=lambda one: (one.axes[0], one.answered))
        bodies = [_group(at, axis, verdict, list(members), places, brief=brief) for (axis, verdict), members in groups]
        heads = ("Vị trí", "Văn bản chỉ đạo giao", "Dự thảo trả lời", "Kết quả")
        shown = table(f"d{at}-bang", f"{number(at + 1)}. {paper.title}", heads, bodies)
        parts.append(f'<h3 id="d{at}">{escape(paper.name)}</h3><div class="side">{shown}</div>')
    return "".join(parts)


def _group(
    at: int, axis: Axis, verdict: Answered, members: list[DirectiveProvision], places: Places, *, brief: bool
) -> str:
    heading = f"{axis.label}: {VERDICTS[verdict].word.lower()} ({number(len(members))})"
    rows = "".join(
        row(
            (
                places.link(one.provision.document, one.provision.line, one.provision.label),
                *(_in_brief(one, places) if brief and verdict is not Answered.PARTLY else _in_full(one, places)),
                _result(one),
            )
        )
        for one in members
    )
    return (
        f'<tbody class="group" id="m{at}-{axis.value}-{verdict.value}">'
        f'<tr><th colspan="4" scope="rowgroup">{escape(heading)}</th></tr>{rows}</tbody>'
    )


def _in_full(one: DirectiveProvision, places: Places) -> tuple[str, str]:
    return _asked(one), _answers(one.links, places)


def _in_brief(one: DirectiveProvision, places: Places) -> tuple[str, str]:
    answers = (
        f"{places.link(link.plan.document, link.plan.line, link.plan.label)} ({share(link.score)})"
        for link in one.links
        if link.answers
    )
    return escape(cut(one.provision.words, _LONGEST_BRIEF)), "; ".join(answers) or "–"


def _asked(one: DirectiveProvision) -> str:
    heading = f"<strong>{escape(one.provision.heading)}</strong><br>" if one.provision.heading else ""
    return heading + escape(one.provision.words).replace("\n", "<br>")


def _answers(links: Sequence[Link], places: Places) -> str:
    answering = [link for link in links if link.answers] or list(links[:1])
    listed = "".join(f"<li>{_answer(link, places)}</li>" for link in answering)
    return f'<ul class="plain">{listed}</ul>' if listed else "–"


def _answer(link: Link, places: Places) -> str:
    place = places.link(link.plan.document, link.plan.line, link.plan.label)
    nearest = "" if link.answers else "Gần nhất: "
    shared = "; ".join(f"“{cut(phrase, 120)}”" for phrase in link.phrases)
    reason = f"<br><small>Cùng nói: {escape(shared)}</small>" if shared else ""
    return f"{nearest}{place} ({share(link.score)}): {escape(cut(link.plan.words, _LONGEST_ANSWER))}{reason}"


def _result(one: DirectiveProvision) -> str:
    missing = "".join(f"<li>{escape(cut(words, 200))}</li>" for words in one.missing)
    if not missing or one.answered is Answered.NO:
        return badge(VERDICTS[one.answered])
    return f"{badge(VERDICTS[one.answered])}<br><small>Ý chưa thấy trả lời:</small><ul>{missing}</ul>"


def full_texts(places: Places) -> str:
    """Return every paper's lines and tables, each line with the anchor the report links to."""
    return "".join(_full_text(at, paper, places) for at, paper in enumerate(places.papers))


def _full_text(at: int, paper: PaperFile, places: Places) -> str:
    blocks = "".join(_block(at, block, places) for block in paper.paper.blocks)
    return f'<h3>{escape(paper.title)}</h3><div class="text">{blocks}</div>'


def _block(at: int, block: Line | Table, places: Places) -> str:
    if isinstance(block, Line):
        anchor = places.anchor(at, block.number)
        return (
            f'<p id="{anchor}"><span>{block.number}</span>{escape(block.text)}</p>'
            if block.text.strip()
            else (f'<p id="{anchor}"></p>')
        )
    rows = "".join(_table_rows(at, block, places))
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="Văn bản {at + 1}, bảng tại dòng {block.number}">'
        f"<table><tbody>{rows}</tbody></table></div>"
    )


def _table_rows(at: int, block: Table, places: Places) -> Iterator[str]:
    for offset, cells in enumerate(block.rows):
        filled = "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in cells)
        yield f'<tr id="{places.anchor(at, block.number + offset)}">{filled}</tr>'
