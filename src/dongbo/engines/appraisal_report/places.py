"""Where every line of every paper stands in the report."""

from collections.abc import Iterator
from html import escape

from dongbo.engines.appraisal import Appraisal, PaperFile
from dongbo.engines.papers import Line


class Places:
    """The anchors of the report's full texts: paper and line → id, and the links to them."""

    def __init__(self, appraisal: Appraisal) -> None:
        papers = [appraisal.plan, *appraisal.directives]
        if appraisal.previous is not None:
            papers.append(appraisal.previous)
        self.papers = papers
        self._prefixes = {paper.name: f"v{number}" for number, paper in reversed(list(enumerate(papers)))}
        self._previous = f"v{len(papers) - 1}"
        self._lines = [frozenset(lines_of(paper)) for paper in papers]

    def anchor(self, number: int, line: int) -> str:
        """Return the id of `line` in the paper of that number."""
        return f"v{number}-{line}"

    def link(self, document: str, line: int | None, words: str) -> str:
        """Return `words` linked to the place; plain escaped words where the place does not exist."""
        prefix = self._prefixes.get(document)
        return self._link(prefix, line, words)

    def link_previous(self, line: int | None, words: str) -> str:
        """Return `words` linked to a place in the previous version."""
        return self._link(self._previous, line, words)

    def _link(self, prefix: str | None, line: int | None, words: str) -> str:
        if prefix is None or line not in self._lines[int(prefix[1:])]:
            return escape(words)
        return f'<a href="#{prefix}-{line}">{escape(words)}</a>'


def lines_of(paper: PaperFile) -> Iterator[int]:
    """Yield the numbers of all lines and table rows of `paper`."""
    for block in paper.paper.blocks:
        if isinstance(block, Line):
            yield block.number
        else:
            yield from range(block.number, block.number + len(block.rows))
