"""Read a paper into its provision tree."""

from dongbo.engines.papers import Paper
from dongbo.engines.provisions.events import find_events
from dongbo.engines.provisions.outline import Outline, assign_paths
from dongbo.engines.provisions.review import review
from dongbo.engines.provisions.sequence import decide
from dongbo.engines.provisions.tree import grow
from dongbo.engines.provisions.wrapping import measure_wrapping


def read_outline(paper: Paper) -> Outline:
    """This will read `paper` into its provision tree, with a confidence for every node and a quality report.

    Both numbering styles are read (Nghị định 30/2020/NĐ-CP, annex I, and the I, 1, a style of plans and papers of
    the Party). Nothing is refused: a paper without any numbering gives an outline without nodes and a finding that
    says so.
    """
    wrapping = measure_wrapping(paper)
    decisions = decide(find_events(paper, wrapping))
    outline, marks = grow(paper, decisions, wrapping)
    assign_paths(outline.nodes)
    outline.findings += review(outline, decisions, marks, paper)
    return outline
