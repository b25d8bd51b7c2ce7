"""Hold a plan against its directives: everything the engines can say, put together."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dongbo.engines.alignment import Alignment, LeftOut, Provision, align, provisions_of
from dongbo.engines.appraisal.papers import PaperFile
from dongbo.engines.appraisal.result import Appraisal, ComparedTarget, Remark, TouchingChange, Turn
from dongbo.engines.citations import RegisterEntry, check_internal, find_citations, resolve
from dongbo.engines.provisions import Finding
from dongbo.engines.redline import compare
from dongbo.engines.targets import Relation, TargetComparison, compare_targets, find_targets
from dongbo.engines.terms import review_terms

Progress = Callable[[int, str], None]


def appraise(
    plan: PaperFile,
    directives: Sequence[PaperFile],
    previous: PaperFile | None = None,
    *,
    register: Sequence[RegisterEntry] = (),
    progress: Progress | None = None,
    as_of: date | None = None,
) -> Appraisal:
    """This will hold `plan` against `directives`, and against its `previous` version where there is one.

    Citations are resolved to the papers given and to `register`. `as_of` is the day to judge agencies' names by.
    `progress` is told a percentage and a Vietnamese name of what is being done.
    """
    tell = progress or _silent
    plan, *directives = _named_apart([plan, *directives])
    tell(2, "Đọc các điều khoản")
    asked, left_out = _provisions(directives)
    answering, plan_left_out = _provisions([plan])
    alignment = align(
        asked,
        answering,
        left_out=[*left_out, *plan_left_out],
        progress=lambda share: tell(5 + int(45 * share), "Đối chiếu điều khoản"),
    )
    tell(50, "So sánh chỉ tiêu")
    targets = _targets(plan, directives)
    tell(65, "Rà soát thuật ngữ")
    terms = review_terms([plan.paper], directives=[paper.paper for paper in directives], on=as_of)
    tell(80, "Kiểm tra viện dẫn")
    found = find_citations(plan.paper)
    citations = resolve(found, [*_register(directives), *register])
    tell(88, "So với bản trước")
    changes, turns = _since(previous, plan, asked, alignment) if previous else ((), ())
    tell(100, "Hoàn thành")
    return Appraisal(
        plan=plan,
        directives=tuple(directives),
        previous=previous,
        as_of=as_of,
        alignment=alignment,
        targets=targets,
        terms=terms,
        citations=tuple(citations),
        remarks=tuple(_remarks(plan, check_internal(found, plan.outline))),
        changes=changes,
        turns=turns,
    )


def _silent(percent: int, stage: str) -> None:
    """Tell nobody."""


def _named_apart(papers: Sequence[PaperFile]) -> list[PaperFile]:
    """Return `papers` with different names: the second of a name gets "(2)"."""
    taken: Counter[str] = Counter()
    apart = []
    for paper in papers:
        taken[paper.name] += 1
        number = taken[paper.name]
        apart.append(paper if number == 1 else replace(paper, name=f"{paper.name} ({number})"))
    return apart


def _provisions(papers: Sequence[PaperFile]) -> tuple[list[Provision], list[LeftOut]]:
    kept: list[Provision] = []
    left_out: list[LeftOut] = []
    for paper in papers:
        provisions, omitted = provisions_of(paper.outline, paper.name)
        kept += provisions
        left_out += omitted
    return kept, left_out


def _targets(plan: PaperFile, directives: Sequence[PaperFile]) -> tuple[ComparedTarget, ...]:
    """Return each directive's targets beside the plan's, then the plan's targets no directive asks for."""
    ours = find_targets(plan.paper, plan.outline)
    compared: list[ComparedTarget] = []
    extras: list[dict[int, TargetComparison]] = []
    for paper in directives:
        extra: dict[int, TargetComparison] = {}
        for one in compare_targets(find_targets(paper.paper, paper.outline), ours):
            if one.relation is Relation.EXTRA:
                extra[id(one.plan)] = one
            else:
                compared.append(ComparedTarget(paper.name, one))
        extras.append(extra)
    if extras:
        added = [target for target in ours if all(id(target) in extra for extra in extras)]
        compared += [ComparedTarget("", extras[0][id(target)]) for target in added]
    return tuple(compared)


def _register(papers: Sequence[PaperFile]) -> Iterator[RegisterEntry]:
    for paper in papers:
        known = paper.metadata
        if known.number:
            yield RegisterEntry(
                key=paper.name,
                number=known.number,
                type=known.type or "",
                issuer=known.issuer or "",
                date=known.date or "",
                title=known.subject or "",
            )


def _remarks(plan: PaperFile, internal: Sequence[Finding]) -> Iterator[Remark]:
    """Yield what is to be mended in the plan itself: numbering, metadata, references to its own provisions."""
    for finding in (*plan.outline.findings, *internal):
        yield Remark(plan.name, finding.code, finding.message, finding.line)
    for notice in plan.paper.notices:
        yield Remark(plan.name, notice.code, notice.message, notice.line)
    for found in plan.metadata.findings:
        yield Remark(plan.name, found.code, found.message, found.lines[0] if found.lines else None)


def _since(
    previous: PaperFile, plan: PaperFile, asked: Sequence[Provision], alignment: Alignment
) -> tuple[tuple[TouchingChange, ...], tuple[Turn, ...]]:
    """Return what changed since `previous`, and whose verdict turned with it."""
    before = align(asked, _provisions([previous])[0])
    entries = compare(previous.outline, plan.outline).entries
    answers_now, answers_before = _answers(alignment), _answers(before)
    changes = tuple(
        TouchingChange(
            change,
            tuple(
                {
                    (one.document, one.path): one
                    for one in (
                        *_beneath(answers_before, change.old),
                        *_beneath(answers_now, change.new),
                    )
                }.values()
            ),
        )
        for change in entries
    )
    turns = tuple(
        Turn(now.provision, then.answered, now.answered)
        for then, now in zip(before.directives, alignment.directives, strict=True)
        if then.answered is not now.answered
    )
    return changes, turns


def _answers(alignment: Alignment) -> dict[str, list[Provision]]:
    """Return path of a plan provision → the directive provisions it answers."""
    answers: dict[str, list[Provision]] = {}
    for one in alignment.plan:
        found = [link.directive for link in one.basis if link.answers]
        if found:
            answers[one.provision.path] = found
    return answers


def _beneath(answers: dict[str, list[Provision]], paths: str | tuple[str, ...] | None) -> Iterator[Provision]:
    """Yield the directive provisions answered at one of `paths` or anywhere beneath it."""
    for top in (paths,) if isinstance(paths, str) else paths or ():
        for path, answered in answers.items():
            if path == top or path.startswith(f"{top}/"):
                yield from answered
