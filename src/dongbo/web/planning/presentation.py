"""An appraisal's result as its page shows it: every line with the addresses of both texts."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.engines.alignment import Axis
from dongbo.engines.figures import figure
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.queries.links import current_rows
from dongbo.web.documents.comparison import NAMES, STATUS
from dongbo.web.templatetags.dongbo import place

AXES = {
    Axis.VIEWPOINT.value: gettext_lazy("Quan điểm"),
    Axis.ROADMAP.value: gettext_lazy("Lộ trình"),
    Axis.TARGET.value: gettext_lazy("Mục tiêu"),
    Axis.TASK.value: gettext_lazy("Nhiệm vụ"),
    Axis.SOLUTION.value: gettext_lazy("Giải pháp"),
    Axis.INFRASTRUCTURE.value: gettext_lazy("Hạ tầng"),
    Axis.RESOURCE.value: gettext_lazy("Nguồn lực"),
}

VERDICTS = {
    "yes": (gettext_lazy("Đã trả lời"), "well"),
    "partly": (gettext_lazy("Trả lời một phần"), "warning"),
    "no": (gettext_lazy("Chưa trả lời"), "late"),
}
RELATIONS = {
    "equal": (gettext_lazy("Bằng"), "well"),
    "stricter": (gettext_lazy("Cao hơn"), "well"),
    "weaker": (gettext_lazy("Thấp hơn"), "late"),
    "contradicts": (gettext_lazy("Trái ngược"), "late"),
    "horizon_differs": (gettext_lazy("Khác thời hạn"), "warning"),
    "unit_differs": (gettext_lazy("Khác đơn vị"), "warning"),
    "missing": (gettext_lazy("Thiếu"), "late"),
    "extra": (gettext_lazy("Dự thảo tự đặt"), ""),
}
SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "khoảng "}


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one tab: `lines` for the page, `plain` rows under `headings` for a workbook."""

    headings: list[str]
    lines: list[dict[str, Any]]
    cells: Sequence[str]
    extra: dict[str, Any] = field(default_factory=dict)

    def plain(self) -> Iterable[list[object]]:
        """Yield each line as the row of a workbook."""
        return ([str(line.get(name) or "") for name in self.cells] for line in self.lines)


class Pages:
    """One ready appraisal with the addresses its lines need; places are looked up once."""

    def __init__(self, *, appraisal: Appraisal, links: QuerySet[TraceLink]) -> None:
        self.appraisal = appraisal
        self.result: dict[str, Any] = appraisal.result
        self._links = links

    def count(self, tab: str) -> int:
        """Return how many lines a tab holds that someone must look at."""
        summary = self.result["summary"]
        targets = summary["targets"]
        counts = {
            "coverage": summary["answered"]["no"],
            "provisions": summary["directive_provisions"],
            "targets": sum(targets[name] for name in targets if name not in ("equal", "stricter", "extra")),
            "terms": summary["term_findings"],
            "citations": summary["doubtful_citations"],
            "changes": summary["changes"],
            "remarks": summary["remarks"],
        }
        return int(counts[tab])

    @cached_property
    def versions(self) -> Mapping[str, int]:
        """The version of each directive, by the name the result calls it."""
        return dict(self.result["versions"])

    @cached_property
    def decided(self) -> dict[tuple[UUID, UUID], TraceLink]:
        """The trace links by the provisions they join."""
        return {(link.directive_provision_id, link.plan_provision_id): link for link in self._links}

    @cached_property
    def identities(self) -> dict[int, dict[str, UUID]]:
        """Version → path → the provision's identity."""
        wanted = [*self.versions.values(), self.appraisal.plan_id]
        found: dict[int, dict[str, UUID]] = {version: {} for version in wanted}
        rows = Version.objects.filter(pk__in=wanted).values_list("pk", "provisions__path", "provisions__provision")
        for version, path, provision in rows:
            found[version][path] = provision
        return found

    @cached_property
    def _plan_lines(self) -> tuple[list[int], list[str]]:
        rows = self.appraisal.plan.provisions.filter(line__gt=0).order_by("line", "rank").values_list("line", "path")
        return [line for line, _path in rows], [path for _line, path in rows]

    def plan_path_at(self, line: int | None) -> str:
        """Return the path of the plan's provision that holds `line` of its file."""
        lines, paths = self._plan_lines
        at = bisect_right(lines, line or 0) - 1
        return paths[at] if at >= 0 else ""

    def directive_address(self, document: str, path: str) -> str:
        """Return where a directive's provision is read."""
        return f"{reverse('version', args=[self.versions[document]])}#{path}" if document in self.versions else ""

    def plan_address(self, path: str) -> str:
        """Return where a provision of the plan is read."""
        return f"{reverse('version', args=[self.appraisal.plan_id])}#{path}"

    def pair_address(self, document: str, directive_path: str, plan_path: str) -> str:
        """Return where a directive's provision and the plan's stand side by side."""
        asked = urlencode({"document": document, "directive": directive_path, "plan": plan_path})
        return f"{reverse('pair', args=[self.appraisal.pk])}?{asked}"

    def link_between(self, document: str, directive_path: str, plan_path: str) -> TraceLink | None:
        """Return the trace link that joins the two, if there is one."""
        directive = self.identities.get(self.versions.get(document, 0), {}).get(directive_path)
        plan = self.identities[self.appraisal.plan_id].get(plan_path)
        return self.decided.get((directive, plan)) if directive and plan else None


def coverage_table(pages: Pages, asked: QueryDict) -> Lines:
    """Return directive × axis with how many provisions are answered, in part, or not."""
    cells = {(cell["document"], cell["axis"]): cell for cell in pages.result["coverage"]}
    lines = []
    for paper in pages.result["directives"]:
        row = [
            {**cells[paper["name"], axis], "total": sum(cells[paper["name"], axis][verdict] for verdict in VERDICTS)}
            for axis in AXES
        ]
        written = {f"axis_{cell['axis']}": f"{cell['yes']}/{cell['total']}" for cell in row}
        lines.append({"name": paper["name"], "title": paper["title"], "cells": row, **written})
    headings = [_("Văn bản chỉ đạo"), *map(str, AXES.values())]
    return Lines(headings, lines, ["title", *(f"axis_{axis}" for axis in AXES)])


def provision_lines(pages: Pages, asked: QueryDict) -> Lines:
    """Return the directive provisions with verdict, axes and answers, narrowed to a document, axis or verdict."""
    wanted = [one for one in pages.result["directive_provisions"] if _wanted(one, asked)]
    lines = [_provision_line(pages, one) for one in wanted]
    headings = [
        _("Văn bản"),
        _("Điều khoản"),
        _("Nội dung"),
        _("Trục"),
        _("Kết quả"),
        _("Phần còn thiếu"),
        _("Trả lời ở"),
    ]
    return Lines(
        headings, lines, ["document", "place", "text", "axes_written", "verdict", "missing", "answers_written"]
    )


def _wanted(one: Mapping[str, Any], asked: QueryDict) -> bool:
    document, axis, verdict = asked.get("document"), asked.get("axis"), asked.get("verdict")
    return (
        (not document or one["document"] == document)
        and (not axis or one["axes"][0] == axis)
        and (not verdict or one["answered"] == verdict)
    )


def _provision_line(pages: Pages, one: Mapping[str, Any]) -> dict[str, Any]:
    document, path = one["document"], one["path"]
    verdict, status = VERDICTS[one["answered"]]
    answers = [
        {
            "path": link["plan"]["path"],
            "score": link["score"],
            "phrases": ", ".join(link["phrases"][:3]),
            "address": pages.pair_address(document, path, link["plan"]["path"]),
            "link": pages.link_between(document, path, link["plan"]["path"]),
        }
        for link in one["links"]
        if link["answers"]
    ]
    nearest = next((link["plan"]["path"] for link in one["links"] if not link["answers"]), "")
    return {
        **one,
        "place": place(path),
        "address": pages.directive_address(document, path),
        "verdict": verdict,
        "status": status,
        "marks": [(axis, axis in one["axes"]) for axis in AXES],
        "axes_written": ", ".join(str(AXES[axis]) for axis in one["axes"]),
        "missing": "; ".join(demand["text"] for demand in one["demands"] if not demand["answered"]),
        "answers": answers,
        "answers_written": "; ".join(place(answer["path"]) for answer in answers),
        "nearest_path": nearest,
        "nearest_address": pages.pair_address(document, path, nearest) if nearest else "",
    }


def target_lines(pages: Pages, asked: QueryDict) -> Lines:
    """Return each directive's targets beside the plan's, what deviates first."""
    order = list(RELATIONS)[::-1]
    order = [name for name in order if name not in ("extra", "stricter", "equal")] + ["stricter", "equal", "extra"]
    found = sorted(pages.result["targets"], key=lambda one: order.index(one["relation"]))
    relation = asked.get("relation")
    lines = [_target_line(pages, one) for one in found if not relation or one["relation"] == relation]
    headings = [
        _("Kết quả"),
        _("Văn bản chỉ đạo"),
        _("Chỉ tiêu"),
        _("Chỉ đạo yêu cầu"),
        _("Dự thảo đặt"),
        _("Nhận xét"),
    ]
    cells = ["verdict", "document", "indicator", "directive_level", "plan_level", "message"]
    counts = pages.result["summary"]["targets"]
    chosen = [(name, title, counts[name]) for name, (title, _status) in RELATIONS.items() if counts[name]]
    return Lines(headings, lines, cells, {"relations": chosen})


def _target_line(pages: Pages, one: Mapping[str, Any]) -> dict[str, Any]:
    verdict, status = RELATIONS[one["relation"]]
    directive, plan = one["directive"], one["plan"]
    both = directive and plan and directive["place"] and plan["place"]
    return {
        "verdict": verdict,
        "status": status,
        "document": one["document"],
        "indicator": (directive or plan)["indicator"],
        "message": one["message"],
        "directive_level": level(directive),
        "plan_level": level(plan),
        "directive_text": directive["text"] if directive else "",
        "plan_text": plan["text"] if plan else "",
        "directive_address": pages.directive_address(one["document"], directive["place"]) if directive else "",
        "plan_address": pages.plan_address(plan["place"] or pages.plan_path_at(plan["line"])) if plan else "",
        "pair": pages.pair_address(one["document"], directive["place"], plan["place"]) if both else "",
    }


def level(target: Mapping[str, Any] | None) -> str:
    """Return a target's bound, unit and deadline as Vietnamese write them: "≥ 80 %, 2030"."""
    if target is None:
        return ""
    if target["value"] is None:
        return str(target["text"])
    to = f" – {figure(target['value_to'])}" if target["value_to"] is not None else ""
    bound = f"{SIGNS.get(target['operator'], '')}{figure(target['value'])}{to} {target['unit']} {target['qualifier']}"
    return ", ".join(part for part in (" ".join(bound.split()), _day(target["deadline"])) if part)


def _day(deadline: str | None) -> str:
    """Return an ISO date of any precision as Vietnamese write it: 2030, 9/2026, 15/6/2025."""
    return "/".join(part.lstrip("0") for part in reversed((deadline or "").split("-")))


def term_lines(pages: Pages, asked: QueryDict) -> Lines:
    """Return what is not unified in the plan's wording, each form with its places."""
    lines = [
        {
            "message": finding["message"],
            "status": {"error": "late", "warning": "warning"}.get(finding["severity"], ""),
            "suggestion": finding["suggestion"],
            "reason": finding["reason"],
            "variants": [_variant(pages, variant) for variant in finding["variants"]],
            "forms": "; ".join(f"{variant['form']} ({variant['count']})" for variant in finding["variants"]),
        }
        for finding in pages.result["terms"]
    ]
    headings = [_("Nhận xét"), _("Các dạng đang dùng"), _("Nên thống nhất là"), _("Vì")]
    return Lines(headings, lines, ["message", "forms", "suggestion", "reason"])


def _variant(pages: Pages, variant: Mapping[str, Any]) -> dict[str, Any]:
    places = [
        {"path": path, "text": place["text"], "address": pages.plan_address(path)}
        for place in variant["places"][:12]
        if (path := pages.plan_path_at(place["line"]))
    ]
    return {"form": variant["form"], "count": variant["count"], "places": places}


def citation_lines(pages: Pages, asked: QueryDict) -> Lines:
    """Return the plan's citations the register does not know, or knows otherwise."""
    names = {"unresolved": (_("Chưa có trong sổ"), "warning"), "contradicts": (_("Trái với sổ"), "late")}
    lines = [
        {
            "verdict": names[one["state"]][0],
            "status": names[one["state"]][1],
            "text": one["text"],
            "reason": one["reason"],
            "path": (path := pages.plan_path_at(one["line"])),
            "place": place(path),
            "address": pages.plan_address(path),
        }
        for one in pages.result["citations"]
        if one["state"] in names and not one["internal"]
    ]
    return Lines([_("Kết quả"), _("Nguyên văn"), _("Nhận xét"), _("Ở")], lines, ["verdict", "text", "reason", "place"])


def change_lines(pages: Pages, asked: QueryDict) -> Lines:
    """Return what changed since the previous version, and whose answer it touches."""
    lines = [
        {
            "verdict": NAMES[one["op"]],
            "status": STATUS.get(one["op"], ""),
            "old": place(one["old"]),
            "new": place(one["new"]),
            "words": one["words"],
            "text": one["new_text"] or one["old_text"],
            "address": pages.plan_address(_first(one["new"])) if one["new"] else "",
            "touches": [
                {**end, "address": pages.directive_address(end["document"], end["path"])} for end in one["touches"]
            ],
            "touches_written": "; ".join(f"{end['document']} › {place(end['path'])}" for end in one["touches"]),
        }
        for one in pages.result["changes"]
    ]
    headings = [_("Thay đổi"), _("Ở bản cũ"), _("Ở bản mới"), _("Nội dung"), _("Đụng tới chỉ đạo")]
    return Lines(headings, lines, ["verdict", "old", "new", "text", "touches_written"])


def remark_lines(pages: Pages, asked: QueryDict) -> Lines:
    """Return what is to be mended in the plan itself."""
    lines = [_remark(pages, one) for one in pages.result["remarks"]]
    return Lines([_("Nhận xét"), _("Dòng"), _("Ở")], lines, ["message", "line", "place"])


def _remark(pages: Pages, one: Mapping[str, Any]) -> dict[str, Any]:
    path = pages.plan_path_at(one["line"])
    return {**one, "path": path, "place": place(path), "address": pages.plan_address(path) if path else ""}


Ended = tuple[TraceLink, ProvisionVersion | None, ProvisionVersion | None]
"""A trace link with the newest row of its directive provision and of its plan provision."""


def with_ends(found: Iterable[TraceLink]) -> list[Ended]:
    """Return each link with both its ends as they read now. One query."""
    listed = list(found)
    ends = current_rows([end for link in listed for end in (link.directive_provision_id, link.plan_provision_id)])
    return [(link, ends.get(link.directive_provision_id), ends.get(link.plan_provision_id)) for link in listed]


def _first(paths: str | list[str]) -> str:
    return paths[0] if isinstance(paths, list) else paths
