"""The board of the largest round: how long its pages take, grouping, closure, and the plain way beside them.

A plan of 700 provisions, 500 units, 20,000 opinions, grouped and half answered (benchmarks/consultation_drawn.py). The
pages are asked for through Django's client, templates included, by several officers with many filters and pages; the
times are those of the server in this process, with what the processor took of them. The plain way loads every group and
opinion and looks at them one by one, once with a query a group, once with everything fetched beforehand.

Run: python -m benchmarks.consultation, and on PostgreSQL python -m tests.postgresql python -m benchmarks.consultation.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from benchmarks import consultation_drawn as drawn_as

SEED = 7
PAGES = 15
"""Requests a kind of page and officer."""

WORDS = ("dữ liệu", "ty le", "chuyen doi so", "an toàn thông tin", "nâng tỷ lệ", "không nhất trí", "bo cong an", "xyz")


@dataclass
class Times:
    """Milliseconds of the same kind of thing, by the clock and of the processor, and the statements it took at most."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    statements: int = 0

    def take(self, act: Callable[[], Any]) -> Any:
        """Do `act` and keep how long it took."""
        begun, worked = time.perf_counter(), time.process_time()
        done = act()
        self.wall.append(1000 * (time.perf_counter() - begun))
        self.processor.append(1000 * (time.process_time() - worked))
        return done

    def row(self) -> str:
        """Return p50, p95 and most by the clock, p50 and p95 of the processor, and how many they are."""
        clock, worked = sorted(self.wall), sorted(self.processor)
        cells = [_at(clock, 0.5), _at(clock, 0.95), clock[-1], _at(worked, 0.5), _at(worked, 0.95)]
        return " | ".join([*(f"{cell:.0f}" for cell in cells), str(len(clock)), str(self.statements)])


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> None:
    """Fill, group, answer half, examine, ask for pages, and print everything."""
    some = drawn_as.clauses()
    if not some:
        print("The shared policy texts are not beside the project: nothing was measured.")
        return
    with tempfile.TemporaryDirectory() as folder:
        _prepared(Path(folder))
        from django.test.utils import override_settings

        plain = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}} | {
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        }
        with override_settings(STORAGES=plain, ALLOWED_HOSTS=["testserver"], DEBUG=False):
            _measure(some)


def _prepared(folder: Path) -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'board.sqlite3'}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")
    os.environ["DONGBO_VAR"] = str(folder)
    django.setup()
    call_command("migrate", verbosity=0)


def _measure(some: list[str]) -> None:
    from django.db import connection

    from dongbo.planning.models import Opinion, OpinionGroup
    from dongbo.planning.operations.answering import group_round
    from dongbo.planning.operations.closure import examine_round
    from dongbo.planning.operations.following import follow_opinions

    print(f"{connection.vendor}; load at the beginning {_load()}", flush=True)
    filling = Times()
    drawn = filling.take(lambda: drawn_as.filled(some))
    rows = drawn.consultation.version.provisions.count()
    print(f"{rows} provisions, {drawn_as.UNITS} units, {Opinion.objects.count():,} opinions", flush=True)
    at = drawn_as.AT
    work = {
        "group 20,000 opinions": lambda: group_round(consultation=drawn.consultation, at=at),
        "answer half of the groups (rows)": lambda: drawn_as.half_answered(drawn),
        "group again, half answered": lambda: group_round(consultation=drawn.consultation, at=at),
        "follow 20,000 opinions into the next version": lambda: follow_opinions(version=drawn.later, at=at),
        "closure examined": lambda: examine_round(consultation=drawn.consultation, version=drawn.later, at=at),
        "closure examined again": lambda: examine_round(consultation=drawn.consultation, version=drawn.later, at=at),
    }
    print("\n| work | seconds | processor s | came of it |\n|---|--:|--:|--:|")
    for name, act in work.items():
        times = Times()
        done = times.take(act)
        count = len(done) if isinstance(done, list) else done
        print(f"| {name} | {times.wall[0] / 1000:.1f} | {times.processor[0] / 1000:.1f} | {count:,} |", flush=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(f"\n{OpinionGroup.objects.count():,} groups; load {_load()}", flush=True)
    _pages(drawn)
    _acts(drawn)
    _peers(drawn)
    print(f"\nload at the end {_load()}")


def _pages(drawn: Any) -> None:
    """Ask for every kind of page as several officers."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    print("\n| page, milliseconds | p50 | p95 | most | processor p50 | p95 | asked | statements |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    rng = random.Random(SEED)
    addresses = _addresses(drawn, rng)
    clients = []
    for by in (drawn.leader, drawn.members[0], drawn.decider):
        client = Client()
        client.force_login(by.officer)
        clients.append(client)
    slowest: list[tuple[float, str]] = []
    for kind, asked in addresses.items():
        times = Times()
        for client in clients:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(asked[0]).status_code == 200
            times.statements = max(times.statements, len(captured))
            for address in asked:
                answer = times.take(lambda client=client, address=address: client.get(address))
                assert answer.status_code == 200, address
                slowest.append((times.wall[-1], address))
        print(f"| {kind} | {times.row()} |", flush=True)
    for milliseconds, address in sorted(slowest, reverse=True)[:5]:
        print(f"slowest: {milliseconds:.0f} ms {address[-150:]}")


def _addresses(drawn: Any, rng: random.Random) -> dict[str, list[str]]:
    from django.urls import reverse

    from dongbo.planning.models import OpinionGroup

    board = reverse("board", args=[drawn.consultation.pk])
    places = list(drawn.consultation.version.provisions.values_list("provision", flat=True))
    heard = list(
        drawn.consultation.opinions.filter(provision__isnull=False).values_list("provision", flat=True).distinct()
    )
    groups = list(OpinionGroup.objects.order_by("-size").values_list("pk", flat=True))
    outcomes = ("open", "accepted", "partly", "explained", "to_leader")
    members = [str(one.officer.pk) for one in drawn.members]

    def filtered() -> str:
        asked: dict[str, str] = {"sort": rng.choice(("place", "size", "units", "number"))}
        for name, choices in (
            ("outcome", outcomes),
            ("member", [*members, "me", "nobody"]),
            ("kind", ("substance", "technique", "wording")),
            ("origin", ("screen", "word_form", "letter")),
            ("place", [*map(str, places), "whole"]),
            ("words", WORDS),
            ("unit", ("thu 12", "don vi thu 3", "G99.1")),
        ):
            if rng.random() < 0.25:
                asked[name] = rng.choice(list(choices))
        return f"{board}?{urlencode(asked)}"

    def provision(key: Any) -> str:
        return reverse("board-provision", args=[drawn.consultation.pk, key])

    return {
        "board, any page, any order": [
            f"{board}?sort={rng.choice(('place', 'size', 'units', 'number'))}&page={rng.randint(1, 80)}"
            for _ in range(PAGES)
        ],
        "board, filtered": [filtered() for _ in range(3 * PAGES)],
        "board, words": [f"{board}?words={words}" for words in WORDS] * 2,
        "provision beside today's text": [provision(key) for key in rng.sample(heard, PAGES)],
        "provision, the most spoken of": [provision(key) for key in _hottest(drawn)[:PAGES]],
        "group": [reverse("opinion-group", args=[key]) for key in rng.sample(groups, PAGES)],
        "group, the largest": [reverse("opinion-group", args=[key]) for key in groups[:PAGES]],
        "what waits for me": [reverse("home")] * 10,
    }


def _hottest(drawn: Any) -> list[Any]:
    from dongbo.planning.queries.board import heat_of

    return [key for key, _count in heat_of(drawn.consultation).most_common() if key is not None]


def _acts(drawn: Any) -> None:
    """Answer, join and split through the operations."""
    from dongbo.planning.models import OpinionGroup
    from dongbo.planning.operations.answering import answer_group, join_groups, split_group
    from dongbo.planning.states import Outcome

    by, at = drawn.members[0], drawn.leader and drawn_as.AT
    found = OpinionGroup.objects.filter(outcome="open").select_related(
        "consultation__version", "consultation__document"
    )
    groups = list(found.order_by("ordinal")[:120])
    acts = {"answer a group": Times(), "join two groups": Times(), "split one off": Times()}
    for group in groups[:60]:
        acts["answer a group"].take(
            lambda group=group: answer_group(group=group, outcome=Outcome.ACCEPTED, response="Tiếp thu.", by=by, at=at)
        )
    for one, other in zip(groups[60::2], groups[61::2], strict=False):
        joined = acts["join two groups"].take(lambda pair=(one, other): join_groups(groups=pair, by=by, at=at))
        first = list(joined.opinions.all()[:1])
        acts["split one off"].take(
            lambda joined=joined, first=first: split_group(group=joined, opinions=first, by=by, at=at)
        )
    print(
        "\n| act, milliseconds | p50 | p95 | most | processor p50 | p95 | done | |\n|---|--:|--:|--:|--:|--:|--:|--:|"
    )
    for name, times in acts.items():
        print(f"| {name} | {times.row()} |", flush=True)


def _peers(drawn: Any) -> None:
    """Ask the same three questions of the board in our way and in the plain ones."""
    from dongbo.engines.vietnamese import fold, toneless
    from dongbo.planning.models import OpinionGroup
    from dongbo.planning.queries.board import BoardWanted

    word = toneless(fold("an toàn thông tin"))
    questions: dict[str, tuple[BoardWanted, Callable[[Any, Iterable[Any]], bool]]] = {
        "words of an opinion": (
            BoardWanted(words="an toàn thông tin"),
            lambda _group, opinions: any(
                all(part in toneless(fold(f"{o.text}\n{o.proposed}")) for part in word.split()) for o in opinions
            ),
        ),
        "open, about wording": (
            BoardWanted(outcome="open", kind="wording"),
            lambda group, opinions: group.outcome == "open" and any(o.kind == "wording" for o in opinions),
        ),
        "letters, largest first": (
            BoardWanted(origin="letter", sort="size"),
            lambda _group, opinions: any(o.origin == "letter" for o in opinions),
        ),
    }
    print("\n| question, first page and count | ours ms | query a group s | ratio | all fetched s | ratio |")
    print("|---|--:|--:|--:|--:|--:|", flush=True)
    for name, (wanted, fits) in questions.items():
        ours, plain, fetched = Times(), Times(), Times()
        for _ in range(5):
            found = ours.take(lambda wanted=wanted: _first_page(drawn.consultation, wanted))
        every = OpinionGroup.objects.filter(consultation=drawn.consultation)
        one_by_one = plain.take(lambda fits=fits, every=every: [g for g in every.all() if fits(g, g.opinions.all())])
        together = fetched.take(
            lambda fits=fits, every=every: [g for g in every.prefetch_related("opinions") if fits(g, g.opinions.all())]
        )
        assert found[0] == len(one_by_one) == len(together), name
        median, one, two = statistics.median(ours.wall), plain.wall[0] / 1000, fetched.wall[0] / 1000
        print(
            f"| {name} ({found[0]:,}) | {median:.0f} | {one:.1f} | {1000 * one / median:.0f} | {two:.1f} | "
            f"{1000 * two / median:.0f} |",
            flush=True,
        )


def _first_page(consultation: Any, wanted: Any) -> tuple[int, list[Any]]:
    """Return how many groups are as asked for, and the first fifty, as the board finds them."""
    from dongbo.planning.queries.board import board_keys, groups_in_order

    keys = board_keys(consultation, wanted)
    count = len(keys) if isinstance(keys, list) else keys.count()
    return count, groups_in_order(consultation, keys[:50])


def _load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


if __name__ == "__main__":
    main()
