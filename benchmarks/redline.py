"""The redline beside xmldiff and lxml.html.diff: the same two texts, the same run.

Times are seconds of one processor, so that what else the machine does weighs little. xmldiff gets the tree as nested
elements and names the provisions that changed; lxml.html.diff gets a paragraph for each provision and marks the words.
Ours is timed both ways, and each peer set against the one that does the same work.

Run: .venv/bin/python benchmarks/redline.py
"""

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lxml.html import diff as html_diff

from dongbo.engines.papers import read_file
from dongbo.engines.provisions import Node, Outline, read_outline
from dongbo.engines.redline import compare
from tests.engines.redline.edits import Edited, Editor, Plan, build_law

SHARED_LAWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "laws"
FEWEST_NODES = 700
MOST_NODES = 760
XMLDIFF_LIMIT_SECONDS = 90
XMLDIFF: dict[str, dict[str, Any]] = {"xmldiff": {}, "xmldiff, fast_match": {"fast_match": True}}
SHARES = (0.2, 0.6, 1.0)


def main() -> None:
    """Print one table against the peers and one of our own time and exactness on 5,000 provisions."""
    name, old = _law()
    edited = Editor(old, 1).apply(Plan(share=0.2))
    new = edited.outline
    print(f"{name}: {_size(old)} provisions, {len(edited.facts)} facts, 20 % of the leaves edited\n")
    ours = _timed(lambda: compare(old, new), repeats=15)
    worded = _timed(partial(_told, old, new), repeats=15)
    html = _timed(lambda: html_diff.htmldiff(_html(old), _html(new)), repeats=3)
    rows = [("ours", ours, ours), ("ours, with every word", worded, worded), ("lxml.html.diff", html, worded)]
    for label, options in XMLDIFF.items():
        times, note = _xmldiff(_xml(old), _xml(new), options)
        rows.append((label + note, times, ours))
    print("| method | min s | median s | max s | times ours for the same work |")
    print("|---|---|---|---|---|")
    for label, times, same_work in rows:
        ratio = statistics.median(times) / statistics.median(same_work)
        print(f"| {label} | {min(times):.4f} | {statistics.median(times):.4f} | {max(times):.4f} | {ratio:.0f} |")
    _five_thousand()


def _five_thousand() -> None:
    large = build_law(articles=560, seed=1)
    print(f"\n{_size(large)} provisions, one core\n")
    print("| leaves edited | min s | median s | max s | facts | recovered exactly |")
    print("|---|---|---|---|---|---|")
    for share in SHARES:
        edited = Editor(large, 7).apply(Plan(share=share))
        times = _timed(partial(_told, large, edited.outline), repeats=5)
        print(
            f"| {share:.0%} | {min(times):.2f} | {statistics.median(times):.2f} | {max(times):.2f} "
            f"| {len(edited.facts)} | {'yes' if _exact(large, edited) else 'no'} |"
        )


def _told(old: Outline, new: Outline) -> object:
    return compare(old, new).as_json()


def _exact(old: Outline, edited: Edited) -> bool:
    return {(entry.op, entry.old, entry.new) for entry in compare(old, edited.outline).entries} == edited.facts


def _law() -> tuple[str, Outline]:
    """Return a real law of the wanted size where the shared papers are, else a made-up one."""
    for file in sorted(SHARED_LAWS.glob("*.docx")):
        outline = read_outline(read_file(file))
        if FEWEST_NODES <= _size(outline) <= MOST_NODES:
            return file.stem, outline
    return "a made-up law", build_law(articles=90, seed=5)


def _size(outline: Outline) -> int:
    return sum(1 for _ in outline.walk())


def _timed(act: Callable[[], object], *, repeats: int) -> list[float]:
    times = []
    for _ in range(repeats):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return times


def _html(outline: Outline) -> str:
    return "".join(f"<p>{escape(f'{node.label} {node.words}')}</p>" for node in outline.walk())


def _xml(outline: Outline) -> str:
    def element(node: Node) -> str:
        children = "".join(element(child) for child in node.children)
        return f'<{node.kind.value} n="{escape(node.number)}"><w>{escape(node.words)}</w>{children}</{node.kind.value}>'

    return f"<law>{''.join(element(node) for node in outline.nodes)}</law>"


def _xmldiff(old: str, new: str, options: dict[str, Any]) -> tuple[list[float], str]:
    """Time xmldiff once in a process of its own, ended when it takes too long."""
    results: multiprocessing.Queue[float] = multiprocessing.Queue()
    process = multiprocessing.Process(target=_run_xmldiff, args=(old, new, options, results))
    process.start()
    process.join(XMLDIFF_LIMIT_SECONDS)
    if process.is_alive():
        process.terminate()
        return [float(XMLDIFF_LIMIT_SECONDS)], " (ended unfinished)"
    return [results.get()], ""


def _run_xmldiff(old: str, new: str, options: dict[str, Any], results: "multiprocessing.Queue[float]") -> None:
    from xmldiff import main as xmldiff

    start = time.process_time()
    xmldiff.diff_texts(old, new, diff_options=options)
    results.put(time.process_time() - start)


if __name__ == "__main__":
    main()
