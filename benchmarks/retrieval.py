"""Retrieval: quality on labelled questions beside three peers, then size and speed on 100,000 provisions.

Run `.venv/bin/python benchmarks/retrieval.py`; it needs the shared papers beside the project.
Times are of the processor, so that other work on the machine does not count; ours include the snippets of ten hits.
"""

import gzip
import json
import random
import resource
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import bm25s
import tantivy

from dongbo.engines import vietnamese
from dongbo.engines.retrieval import ProvisionIndex

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
SEED = 20_261_121
PROVISIONS = 100_000
DEPTH = 20

Search: TypeAlias = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Question:
    text: str
    answers: frozenset[str]


def main() -> None:
    """Print the three tables."""
    articles, questions = labelled_set()
    print(size_and_speed(questions))
    print(quality(articles, questions))


def labelled_set() -> tuple[dict[str, str], list[Question]]:
    """Return key → title and text of every article, and the questions with the keys of their answers."""
    laws = json.loads((SHARED / "retrieval" / "alqac2023_law.json").read_text())
    asked = json.loads((SHARED / "retrieval" / "alqac2023_train.json").read_text())
    articles = {
        f"{law['id']}/{article['id']}": f"{law['id']}\n{article['text']}" for law in laws for article in law["articles"]
    }
    questions = [
        Question(
            one["text"],
            frozenset(f"{answer['law_id']}/{answer['article_id']}" for answer in one["relevant_articles"]),
        )
        for one in asked
    ]
    return articles, questions


def quality(articles: dict[str, str], questions: list[Question]) -> str:
    """Return a table of recall and mean reciprocal rank; peers get the same texts, titles included."""
    searches = {
        "Đồng Bộ": ours(articles),
        "bm25s syllables + bigrams, k1 1.5": bm25s_search(articles, k1=1.5),
        "bm25s syllables + bigrams, k1 1.2": bm25s_search(articles, k1=1.2),
        "tantivy, words lower case": tantivy_search(articles),
        "SQLite FTS5, tones kept": fts5_search(articles, remove_diacritics=0),
        "SQLite FTS5, diacritics removed": fts5_search(articles, remove_diacritics=2),
    }
    lines = [
        f"## Quality: {len(questions)} questions (ALQAC 2023) over {len(articles)} articles",
        "",
        "| method | query | R@1 | R@5 | R@10 | MRR | ms a query, min / median / p95 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, search in searches.items():
        lines.append(f"| {name} | as written | {measured(search, questions)} |")
        lines.append(f"| {name} | without tone marks | {measured(without_tones(search), questions)} |")
    return "\n".join([*lines, ""])


def without_tones(search: Search) -> Search:
    return lambda query: search(vietnamese.toneless(query))


def measured(search: Search, questions: list[Question]) -> str:
    ranks, times = [], []
    for question in questions:
        start = time.process_time()
        found = search(question.text)
        times.append((time.process_time() - start) * 1000)
        ranks.append(next((rank for rank, key in enumerate(found, start=1) if key in question.answers), None))
    recalls = [sum(rank is not None and rank <= depth for rank in ranks) / len(ranks) for depth in (1, 5, 10)]
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    times.sort()
    return " | ".join(
        [*(f"{recall:.3f}" for recall in recalls), f"{reciprocal:.4f}", spread(times)],
    )


def spread(times: list[float]) -> str:
    return f"{times[0]:.1f} / {statistics.median(times):.1f} / {times[int(len(times) * 0.95)]:.1f}"


def ours(articles: dict[str, str]) -> Search:
    index = ProvisionIndex()
    for key, text in articles.items():
        index.add(key, text)
    return lambda query: [hit.key for hit in index.search(query, DEPTH)]


def tokens(text: str) -> list[str]:
    words = vietnamese.syllables(text)
    return words + vietnamese.bigrams(words)


def bm25s_search(articles: dict[str, str], *, k1: float) -> Search:
    keys = list(articles)
    index = bm25s.BM25(k1=k1, b=0.75)
    index.index([tokens(text) for text in articles.values()], show_progress=False)

    def search(query: str) -> list[str]:
        numbers = index.retrieve([tokens(query)], k=DEPTH, show_progress=False).documents[0]
        return [keys[number] for number in numbers]

    return search


def tantivy_search(articles: dict[str, str]) -> Search:
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("key", stored=True, tokenizer_name="raw")
    fields.add_text_field("text")
    index = tantivy.Index(fields.build())
    writer = index.writer()
    for key, text in articles.items():
        writer.add_document(tantivy.Document(key=[key], text=[text]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> list[str]:
        parsed = index.parse_query(" ".join(vietnamese.syllables(query)), ["text"])
        return [searcher.doc(place)["key"][0] for _, place in searcher.search(parsed, DEPTH).hits]

    return search


def fts5_search(articles: dict[str, str], *, remove_diacritics: int) -> Search:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE articles USING "
        f"fts5(key UNINDEXED, text, tokenize='unicode61 remove_diacritics {remove_diacritics}')"
    )
    connection.executemany("INSERT INTO articles VALUES (?, ?)", articles.items())

    def search(query: str) -> list[str]:
        wanted = " OR ".join(f'"{word}"' for word in vietnamese.syllables(query))
        found = connection.execute(
            "SELECT key FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?", (wanted, DEPTH)
        )
        return [key for (key,) in found]

    return search


def size_and_speed(questions: list[Question]) -> str:
    """Return a table for 100,000 provisions put together from sentences of real papers."""
    texts = recombined_provisions(PROVISIONS)
    before = peak_memory()
    start = time.process_time()
    index = ProvisionIndex()
    for number, text in enumerate(texts):
        index.add(f"{number:06}", text)
    index.search("lần đầu xếp chỗ")
    built = time.process_time() - start
    queries = {
        "questions, about 35 words": [question.text for question in questions],
        "short, 3 to 6 words": short_queries(texts),
        "short, without tone marks": [vietnamese.toneless(query) for query in short_queries(texts)],
        "quoted phrases": [f'"{query}"' for query in short_queries(texts)],
    }
    lines = [
        f"## Size and speed: {len(index):,} provisions, {sum(map(len, texts)) / 1e6:.0f} million characters",
        "",
        "| what | figure |",
        "|---|---|",
        f"| built, ready to search | {built:.1f} s |",
        f"| peak memory of the process (texts and Python {before:.0f} MB of it) | {peak_memory():.0f} MB |",
    ]
    for name, asked in queries.items():
        lines.append(f"| ms a query, {name}: min / median / p95 | {spread(timed(index, asked))} |")
    start = time.process_time()
    index.add("one more", "Một quy định vừa được thêm vào chỉ mục.")
    hits = index.search("quy định vừa được thêm")
    assert hits[0].key == "one more"
    lines.append(f"| one provision added and found | {(time.process_time() - start) * 1000:.0f} ms |")
    return "\n".join([*lines, ""])


def timed(index: ProvisionIndex, queries: list[str]) -> list[float]:
    times = []
    for query in queries:
        start = time.process_time()
        for hit in index.search(query, 10):
            assert hit.snippet.text
        times.append((time.process_time() - start) * 1000)
    return sorted(times)


def short_queries(texts: list[str]) -> list[str]:
    chance = random.Random(SEED)
    queries = []
    for _ in range(200):
        words = chance.choice(texts).split()
        start = chance.randrange(max(1, len(words) - 6))
        queries.append(" ".join(words[start : start + chance.randint(3, 6)]))
    return queries


def recombined_provisions(count: int) -> list[str]:
    """Return `count` texts of one to four sentences of the shared papers, the same for the same seed."""
    chance = random.Random(SEED)
    with gzip.open(SHARED / "vbpl" / "documents.jsonl.gz", "rt") as papers:
        lines = [line for paper in papers for line in json.loads(paper)["lines"]]
    sentences = [one for line in lines for one in vietnamese.sentences(line) if 40 < len(one) < 600]
    return [" ".join(chance.choices(sentences, k=chance.randint(1, 4))) for _ in range(count)]


def peak_memory() -> float:
    """Return the most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
