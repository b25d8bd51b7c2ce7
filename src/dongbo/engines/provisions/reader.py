"""Read a paper into its provision tree."""

from dongbo.engines.papers import Paper
from dongbo.engines.provisions.events import find_events
from dongbo.engines.provisions.outline import Outline, assign_paths
from dongbo.engines.provisions.sequence import decide
from dongbo.engines.provisions.tree import grow


def read_outline(paper: Paper) -> Outline:
    """This will read `paper` into its provision tree, with a confidence for every node and a quality report.

    Both numbering styles are read (Nghị định 30/2020/NĐ-CP, annex I, and the I, 1, a style of plans and papers of
    the Party). Nothing is refused: a paper without any numbering gives an outline without nodes and a finding that
    says so.
    """
    decisions = decide(find_events(paper))
    outline = grow(paper, decisions)
    assign_paths(outline.nodes)
    return outline
