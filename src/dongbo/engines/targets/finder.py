"""Targets of a whole paper: running text in the light of its headings, and the rows of annex tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dongbo.engines.papers import Line, Paper
from dongbo.engines.provisions import Kind, Node, Outline, read_outline
from dongbo.engines.targets.deadlines import LIMITS, find_deadlines
from dongbo.engines.targets.reading import holds_only_names
from dongbo.engines.targets.rows import find_targets_in_tables
from dongbo.engines.targets.screening import may_state_target
from dongbo.engines.targets.sentence import find_targets_in_sentence
from dongbo.engines.targets.target import Target
from dongbo.engines.targets.vocabulary import PRESENT_SECTIONS, TARGET_SECTIONS
from dongbo.engines.targets.wording import FLAGS, any_of
from dongbo.engines.vietnamese import clean, fold, sentences

_TARGETS = re.compile(
    r"^(?:phần \w+ )?(?:(?:các|một số|những|hệ thống|danh mục|quan điểm|định hướng|nhóm|về|bảng|nội dung)"
    r"[\s,]+(?:và\s+|các\s+)?)*"
    r"(?:" + "|".join(fold(words) for words in TARGET_SECTIONS) + r")"
)
_AIMS = re.compile(r"mục tiêu|phấn đấu|tầm nhìn|chỉ tiêu (?:chủ yếu|cụ thể|phát triển|kinh tế|đến)")
_PRESENT = re.compile("|".join(fold(words) for words in PRESENT_SECTIONS))
_TASKS = re.compile(r"nhiệm vụ|giải pháp|tổ chức thực hiện|trách nhiệm|quan điểm|kinh phí|hiệu lực|phạm vi|yêu cầu")
_PROGRAMME = re.compile(r"(?<!\w)(?:chương trình|kế hoạch|đề án|chiến lược|quy hoạch|phương án)(?!\w)")
_ENACTED = re.compile(r"^\W*(?:luật|bộ luật|pháp lệnh|nghị định|thông tư(?: liên tịch)?)(?!\w)")
_LAW = re.compile(
    rf"{_ENACTED.pattern}"
    r"|(?<!\w)(?:quy chế|quy định|điều lệ|sửa đổi|hướng dẫn)(?!\w)"
)
_ENDS = (".", ";", ":", "!", "?", "…", "”", '"')
_BEGINS = re.compile(r"^\s*(?:[-+*•–]|\(?\w{1,4}[.)]\s|[A-ZÀ-ỸĐ\"“])")
_FULL_DATE = re.compile(r"ngày\s+\d{1,2}\s*(?:tháng|/)\s*\d{1,2}\s*(?:năm|/)\s*(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[-+*•–]|\(?\w{1,3}[.)]\s|\d)")
_OPENS_TARGETS = re.compile(
    r"^(?:\W|\w{1,3}[.)])*(?:\w+ ){0,2}(?:mục tiêu|chỉ tiêu|phấn đấu)|(?:mục tiêu|chỉ tiêu)(?: \w+){0,3} sau"
)
# So many letters without one that only Vietnamese uses are another language, whose figures are not read.
_FOREIGN = re.compile(r"^[^À-ỹĐđ]{80,}$", re.DOTALL)
# A moment found within the first eight signs that begins with a word such as "đến".
_OPENED_BY_LIMIT = re.compile(rf".{{0,7}}(?<!\w)(?:{any_of(LIMITS)})(?!\w)", FLAGS | re.DOTALL)
_FIRST_LINES = 25
_LONGEST_LEAD_IN = 300
_LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the headings above a place say: among targets or not, a present state, and the moment they set."""

    targets: bool = False
    present: bool = False
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class _LeadIn:
    """A line such as "Đến năm 2025:" that opens a list; it holds while the place stays at or beneath `above`."""

    above: str
    deadline: str | None
    targets: bool

    def holds(self, path: str, text: str) -> bool:
        """Tell whether the line `text` at `path` still belongs to the list."""
        if not self.above:
            return not path and bool(_ITEM.match(text))
        return path == self.above or path.startswith(f"{self.above}/")


def find_targets(paper: Paper, outline: Outline | None = None) -> list[Target]:
    """This will return the measurable targets of `paper` in reading order.

    Running text is read sentence by sentence; headings say which sentences stand among targets and by when they are
    due, and a moment set by one section never reaches into the next. Rows of annex tables of targets are read cell by
    cell; a row whose result is stated in words only gives a target without value. `outline` is read from the paper
    when it is not given.
    """
    outline = outline or read_outline(paper)
    places = _Places(outline)
    found = [*_from_lines(paper, outline, places)]
    found += [replace(target, place=places.path_at(target.line or 0)) for target in find_targets_in_tables(paper)]
    return sorted(found, key=lambda target: target.line or 0)


class _Places:
    """The provisions of an outline by line."""

    def __init__(self, outline: Outline) -> None:
        self._title = outline.title
        self._enacted = bool(_ENACTED.search(fold(outline.title)))
        self._chains: dict[int, list[Node]] = {}
        self._frames: dict[str, _Frame] = {}
        for node in outline.nodes:
            self._enter(node, [])

    def _enter(self, node: Node, above: list[Node]) -> None:
        chain = [*above, node]
        for line in range(node.line, max(node.line, node.end) + 1):
            self._chains[line] = chain
        for child in node.children:
            self._enter(child, chain)

    def chain_at(self, line: int) -> list[Node]:
        """Return the provisions that hold `line`, outermost first."""
        return self._chains.get(line, [])

    def path_at(self, line: int) -> str:
        """Return the path of the innermost provision that holds `line`, "" outside all."""
        chain = self.chain_at(line)
        return chain[-1].path if chain else ""

    def frame_at(self, line: int) -> _Frame:
        """Return what the headings above `line` say, the nearest first."""
        chain = self.chain_at(line)
        path = chain[-1].path if chain else ""
        if path not in self._frames:
            self._frames[path] = self._frame(chain)
        return self._frames[path]

    def rules_at(self, line: int) -> bool:
        """Tell whether `line` stands in rules: a law or its annexes, or articles that are not those of a programme."""
        ruled = self._enacted or any(node.kind is Kind.ARTICLE for node in self.chain_at(line))
        return ruled and not self.plans_at(line)

    def plans_at(self, line: int) -> bool:
        """Tell whether `line` stands in a programme or plan, by the title of its annex or its paper."""
        annexes = [node.heading for node in self.chain_at(line) if node.kind is Kind.ANNEX and node.heading]
        return _is_programme(_folded(annexes[0] if annexes else self._title))

    def _frame(self, chain: list[Node]) -> _Frame:
        headings = tuple(heading for node in reversed(chain) if (heading := _heading(node)))
        return _frame_of(headings, _folded(self._title), legal=any(node.kind is Kind.ARTICLE for node in chain))


@lru_cache(maxsize=4096)
def _frame_of(headings: tuple[str, ...], title: str, *, legal: bool) -> _Frame:
    sorts = [_sort(heading, legal=legal) for heading in headings]
    kind = next((sort for sort in sorts if sort), "")
    if kind == "tasks" and "present" in sorts:
        kind = "present"
    deadline = next((iso for heading in headings if (iso := _horizon(heading, freely=kind == "targets"))), None)
    if deadline is None and kind == "targets":
        deadline = _horizon(title, freely=True)
    return _Frame(targets=kind == "targets", present=kind == "present", deadline=deadline)


@lru_cache(maxsize=4096)
def _is_programme(title: str) -> bool:
    return bool(_PROGRAMME.search(title)) and not _LAW.search(title)


def _heading(node: Node) -> str:
    """The words that title a provision: its heading, or a first line short enough to be one."""
    if node.heading:
        return _folded(node.heading)
    first = node.text.partition("\n")[0]
    titles = len(first) < _LONGEST_TITLE and (len(node.children) > 0 or first.rstrip().endswith(":"))
    return _folded(first) if titles else ""


# The headings above a place are asked for again by every provision beneath them.
_folded = lru_cache(maxsize=4096)(fold)


@lru_cache(maxsize=4096)
def _sort(heading: str, *, legal: bool) -> str:
    """Name what stands beneath a heading; in a law "chỉ tiêu" alone is a criterion of scoring, not an aim."""
    if _TARGETS.search(heading) and (not legal or _AIMS.search(heading)):
        return "targets"
    if _PRESENT.search(heading) and not _AIMS.search(heading):
        return "present"
    return "tasks" if _TASKS.search(heading) else ""


@lru_cache(maxsize=4096)
def _horizon(heading: str, *, freely: bool) -> str | None:
    """Return the moment a heading sets; outside targets only one that opens it ("Đến năm 2030")."""
    moments = [one for one in find_deadlines(heading) if one.due]
    if not moments or not (freely or moments[0].start < 4):
        return None
    return moments[0].iso


def _from_lines(paper: Paper, outline: Outline, places: _Places) -> Iterator[Target]:
    issued = _issued(paper)
    before_first = outline.preamble[1] if outline.preamble else 0
    lead: _LeadIn | None = None
    for line, text in _paragraphs(paper, places):
        measures = _measures(text)
        if not measures and not lead and not text.endswith(":"):
            continue
        chain = places.chain_at(line)
        path = chain[-1].path if chain else ""
        frame = places.frame_at(line)
        if frame.present and not _AIMS.search(fold(text)):
            continue
        if lead and not lead.holds(path, text):
            lead = None
        deadline = lead.deadline if lead and lead.deadline else frame.deadline
        legal = places.rules_at(line)
        regulatory = legal or frame.present or (not chain and line <= before_first and bool(outline.nodes))
        among = frame.targets or bool(lead and lead.targets and not legal)
        if measures:
            for target in _in_paragraph(text, deadline, among=among, regulatory=regulatory, issued=issued):
                yield replace(target, place=path, line=line)
        lead = _lead_in(text, path) or lead


def _measures(text: str) -> bool:
    """Tell whether a paragraph can hold a target at all: most are passed over before their place is looked up."""
    return may_state_target(text) and not holds_only_names(text) and not _FOREIGN.match(text)


def _in_paragraph(
    text: str, deadline: str | None, *, among: bool, regulatory: bool, issued: int | None
) -> Iterator[Target]:
    """Read a paragraph's sentences; a moment that opens one of them holds for those that follow."""
    for sentence in sentences(text):
        yield from find_targets_in_sentence(
            sentence, deadline=deadline, in_targets_section=among, regulatory=regulatory, issued=issued
        )
        if _OPENED_BY_LIMIT.match(sentence):
            opening = [one for one in find_deadlines(sentence) if one.due and one.limit and one.start < 8]
            deadline = opening[0].iso if opening else deadline


def _lead_in(text: str, path: str) -> _LeadIn | None:
    if not text.rstrip().endswith(":") or len(text) > _LONGEST_LEAD_IN:
        return None
    moments = [one for one in find_deadlines(text) if one.due]
    targets = bool(_OPENS_TARGETS.search(fold(text)))
    if not targets and not (moments and moments[0].start < 12):
        return None
    return _LeadIn(path, moments[-1].iso if moments else None, targets)


def _paragraphs(paper: Paper, places: _Places) -> Iterator[tuple[int, str]]:
    """Yield (place, text) of each paragraph, lines broken by the page's width joined again."""
    held: Line | None = None
    text = ""
    for line in paper.lines:
        words = clean(line.text)
        if not words:
            continue
        broken = held and not text.endswith(_ENDS) and not _BEGINS.match(words) and len(text) > 40
        if held and broken and places.path_at(line.number) == places.path_at(held.number):
            text = f"{text} {words}"
            continue
        if held:
            yield held.number, text
        held, text = line, words
    if held:
        yield held.number, text


def _issued(paper: Paper) -> int | None:
    """Return the year the paper was issued, from the first full date among its first lines."""
    for line in paper.lines[:_FIRST_LINES]:
        if match := _FULL_DATE.search(line.text):
            return int(match["year"])
    return None
