"""What some provisions of a plan speak of: the measurable targets they set, and whether they are tasks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dongbo.engines.alignment import Axis, provisions_of
from dongbo.engines.papers import Line, Paper
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.engines.provisions.tables import AnnexRow
from dongbo.engines.targets import Target, find_targets
from dongbo.engines.targets.rows import targets_of_row
from dongbo.engines.targets.sentence import find_targets_in_sentence


@dataclass(frozen=True, slots=True)
class Spoken:
    """The targets a provision sets, and whether it is a task: on the task axis, or a row of a table of tasks."""

    targets: tuple[Target, ...] = ()
    is_task: bool = False


def spoken_of(outline: Outline, paths: Collection[str]) -> dict[str, Spoken]:
    """Return for each of `paths` what the provision there speaks of, in the light of the headings above it.

    Only those provisions and what they stand in are read, so that it costs what they are, not what the plan is.
    """
    wanted = frozenset(paths)
    part = Outline(nodes=_kept(outline.nodes, wanted), style=outline.style, title=outline.title)
    lines = _as_lines(part)
    targets: dict[str, list[Target]] = {}
    for target in find_targets(Paper(name="", kind="txt", blocks=tuple(lines)), part):
        targets.setdefault(target.place, []).append(target)
    tasks = {one.path for one in provisions_of(part, "")[0] if one.axes[0] is Axis.TASK}
    found: dict[str, Spoken] = {}
    for node in part.walk():
        if node.path in wanted:
            if node.kind is Kind.ROW:
                found[node.path] = _spoken_in_row(AnnexRow(number=node.number, cells=node.cells, line=node.line))
            else:
                found[node.path] = Spoken(tuple(targets.get(node.path, ())), node.path in tasks)
    return found


def _kept(nodes: Sequence[Node], wanted: frozenset[str]) -> list[Node]:
    """Return copies of the provisions that are wanted or hold one that is."""
    found = []
    for node in nodes:
        children = _kept(node.children, wanted)
        if children or node.path in wanted:
            found.append(replace(node, children=children))
    return found


def _as_lines(outline: Outline) -> list[Line]:
    """Return the words of a tree as lines, one after the other, and note on every node where it begins and ends."""
    lines: list[Line] = []

    def enter(node: Node) -> None:
        node.line = len(lines) + 1
        if node.kind is not Kind.ROW:
            lines.extend(Line(text=text, number=len(lines) + at) for at, text in enumerate(_texts(node), start=1))
        for child in node.children:
            enter(child)
        node.end = max(node.line, len(lines))

    for node in outline.nodes:
        enter(node)
    return lines


def _texts(node: Node) -> list[str]:
    return [text for text in node.words.split("\n") if text.strip()] or [" "]


def _spoken_in_row(row: AnnexRow) -> Spoken:
    if row.task:
        return Spoken(tuple(find_targets_in_sentence(row.task)), is_task=True)
    return Spoken(tuple(targets_of_row(row)))
