"""Appraise: a plan of about 200 pages against 20,000 directive provisions on one core, stage by stage.

Run `.venv/bin/python benchmarks/appraise.py`; it needs the shared papers beside the project. The papers are put
together from sentences of real ones, the same for the same seed. The peer does the alignment alone: one bm25s
query for every demand of every directive provision over the plan. Times are of the processor, so that other work
on the machine does not count.
"""

import gzip
import json
import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import bm25s

from dongbo.engines import vietnamese
from dongbo.engines.alignment import Provision, align, provisions_of
from dongbo.engines.alignment.demands import demands_of
from dongbo.engines.appraisal import PaperFile, appraise, paper_file
from dongbo.engines.appraisal_report import write_docx, write_html
from dongbo.engines.papers import read_bytes

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
SEED = 20_261_121
DIRECTIVES = 20
PROVISIONS_EACH = 1080
PLAN_PROVISIONS = 2700
REPEATS = 3

_QUOTE = frozenset("\"“”‘’'")
"""A quotation that opens in one sentence and closes in another would swallow what lies between."""

Result = TypeVar("Result")


def main() -> None:
    """Print the two tables."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    directives, plan = papers()
    files = whole_appraisal(directives, plan)
    alignment_beside_peer(*files)


def papers() -> tuple[list[bytes], bytes]:
    """Return the texts of twenty directives and of a plan a third of which takes up the directives' words."""
    chance = random.Random(SEED)
    pool = sentences()
    asked = [
        [" ".join(chance.choices(pool, k=chance.choice((1, 1, 2)))) for _ in range(PROVISIONS_EACH)]
        for _ in range(DIRECTIVES)
    ]
    every = [text for texts in asked for text in texts]
    answering = [
        edited(chance.choice(every), chance) if chance.random() < 0.33 else chance.choice(pool)
        for _ in range(PLAN_PROVISIONS)
    ]
    directives = [
        in_articles(texts, number=f"{at + 11}/2026/QĐ-TTg", title="Ban hành chương trình phát triển", each=8)
        for at, texts in enumerate(asked)
    ]
    return directives, in_articles(answering, number="/QĐ-BKH", title="Phê duyệt quy hoạch ứng dụng", each=8)


def sentences() -> list[str]:
    """Return the sentences of the shared papers that are long enough to ask for something."""
    with gzip.open(SHARED / "vbpl" / "documents.jsonl.gz", "rt") as held:
        lines = [line for paper in held for line in json.loads(paper)["lines"]]
    for name in ("NQ57-NQ-TW_2024_toan-van.md", "NQ20-NQ-TW_2012_toan-van.md", "NQ03-NQ-CP_2025_than.md"):
        lines += (SHARED / "policies" / name).read_text().replace("\\", "").split("\n")
    found = (one for line in lines for one in vietnamese.sentences(line))
    return [
        one for one in found if 60 < len(one) < 500 and one[0].isupper() and one.isprintable() and not _QUOTE & set(one)
    ]


def edited(text: str, chance: random.Random) -> str:
    """Return `text` with a tenth of its words left out."""
    return " ".join(word for word in text.split() if chance.random() > 0.1)


def in_articles(texts: list[str], *, number: str, title: str, each: int) -> bytes:
    """Return a paper of articles with `each` clauses an article."""
    lines = ["THỦ TƯỚNG CHÍNH PHỦ", f"Số: {number}", "Hà Nội, ngày 12 tháng 01 năm 2026", "QUYẾT ĐỊNH", title]
    for at, text in enumerate(texts):
        article, clause = divmod(at, each)
        if clause == 0:
            lines.append(f"Điều {article + 1}. Nhiệm vụ nhóm {article + 1}")
        lines.append(f"{clause + 1}. {text}")
    return "\n".join(lines).encode()


def whole_appraisal(directives: list[bytes], plan: bytes) -> tuple[list[PaperFile], PaperFile]:
    """Print the time of every stage of one appraisal, from bytes to the written report."""
    stages: list[tuple[str, float]] = []
    files = timed(
        stages,
        "read and structure the directives",
        lambda: [taken_in(text, f"chi-dao-{at}.txt") for at, text in enumerate(directives)],
    )
    draft = timed(stages, "read and structure the plan", lambda: taken_in(plan, "du-thao.txt"))
    marks: list[tuple[str, float]] = []
    appraisal = appraise(draft, files, progress=lambda _, stage: marks.append((stage, time.process_time())))
    for at, (stage, moment) in enumerate(marks[:-1]):
        stages.append((f"appraise: {stage}", marks[at + 1][1] - moment))
    page = timed(stages, "write the page", lambda: write_html(appraisal))
    word = timed(stages, "write the Word file", lambda: write_docx(appraisal))
    text = timed(stages, "write the JSON", lambda: json.dumps(appraisal.as_json(), ensure_ascii=False))
    joined: dict[str, float] = {}
    for stage, seconds in stages:
        joined[stage] = joined.get(stage, 0.0) + seconds
    verdicts = [one.answered.value for one in appraisal.alignment.directives]
    print(f"## One appraisal: {len(appraisal.alignment.plan):,} plan × {len(verdicts):,} directive provisions\n")
    print("| stage | seconds |\n|---|---|")
    for stage, seconds in joined.items():
        print(f"| {stage} | {seconds:.2f} |")
    print(f"| **all, from bytes to three reports** | **{sum(joined.values()):.2f}** |")
    counted = ", ".join(f"{verdict} {verdicts.count(verdict):,}" for verdict in ("yes", "partly", "no"))
    sizes = f"page {len(page) / 1e6:.1f} MB, Word {len(word) / 1e6:.1f} MB, JSON {len(text) / 1e6:.1f} MB"
    print(f"\nAnswered: {counted}; {sizes}.\n")
    return files, draft


def taken_in(text: bytes, name: str) -> PaperFile:
    return paper_file(read_bytes(text, name=name))


def timed(stages: list[tuple[str, float]], name: str, act: Callable[[], Result]) -> Result:
    start = time.process_time()
    result = act()
    stages.append((name, time.process_time() - start))
    return result


def alignment_beside_peer(files: list[PaperFile], draft: PaperFile) -> None:
    """Print the time of the alignment alone and of the peer's loop over the same demands."""
    asked = [one for file in files for one in provisions_of(file.outline, file.name)[0]]
    answering = provisions_of(draft.outline, draft.name)[0]
    ours, theirs = [], []
    for _ in range(REPEATS):
        ours.append(seconds(lambda: align(asked, answering)))
        theirs.append(seconds(lambda: query_by_query(asked, answering)))
    # Both are run in turn, so that each ratio is of two runs under the same load.
    ratios = sorted(one / other for one, other in zip(theirs, ours, strict=True))
    print("## The alignment alone\n")
    print("| method | seconds, min / median / max | times ours, min / median / max |\n|---|---|---|")
    print(f"| Đồng Bộ, both directions, verdicts and reasons | {spread(ours)} | 1 |")
    print(f"| bm25s, one query for every demand, ranks only | {spread(theirs)} | {spread(ratios)} |")
    print("\nThe peer does less: it ranks, in one direction, and gives neither a verdict nor shared phrases.")


def query_by_query(asked: list[Provision], answering: list[Provision]) -> list[list[int]]:
    index = bm25s.BM25(k1=1.5, b=0.75)
    index.index([tokens(one.words) for one in answering], show_progress=False)
    return [
        index.retrieve([tokens(demand)], k=5, show_progress=False).documents[0].tolist()
        for one in asked
        for demand in demands_of(one.words)
    ]


def tokens(text: str) -> list[str]:
    words = vietnamese.syllables(text)
    return words + vietnamese.bigrams(words)


def seconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def spread(figures: list[float]) -> str:
    return f"{min(figures):.1f} / {statistics.median(figures):.1f} / {max(figures):.1f}"


if __name__ == "__main__":
    main()
