"""Structure acts upon a draft full of references: ours, and the plain way of writing the whole tree anew.

A plan of 710 provisions in articles, every clause of which speaks of others. Each act is done through its operation in
a transaction that is rolled back, and in the same round the plain way: the same tree is loaded and changed, every
reference is looked for in every provision before and after it, all rows are deleted and all written again. The plain
way checks no right, notes no edit and no event, and gives every row another key.

Run: python -m benchmarks.drafting, and on PostgreSQL python -m tests.postgresql python -m benchmarks.drafting.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

SEED, ROUNDS = 7, 7
CHAPTERS, ARTICLES, CLAUSES = 10, 14, 4
BOUND = 300
"""Milliseconds of the processor in which a new article in the middle is to be written."""

AT = datetime(2026, 11, 21, 8, tzinfo=UTC)


@dataclass
class Times:
    """Milliseconds by the clock and of the processor of ours and of the plain way, and the statements of ours."""

    ours: list[tuple[float, float]] = field(default_factory=list)
    plain: list[tuple[float, float]] = field(default_factory=list)
    statements: int = 0

    def row(self) -> str:
        """Return the medians, with their range by the processor, and the ratio within the rounds."""
        clock = [statistics.median(one[0] for one in each) for each in (self.ours, self.plain)]
        worked = [sorted(one[1] for one in each) for each in (self.ours, self.plain)]
        ratios = sorted(other[1] / one[1] for one, other in zip(self.ours, self.plain, strict=True))
        cells = [f"{statistics.median(each):.0f} ({each[0]:.0f} to {each[-1]:.0f})" for each in worked]
        times = f"{statistics.median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f})"
        return f"{cells[0]} | {clock[0]:.0f} | {cells[1]} | {clock[1]:.0f} | {times} | {self.statements}"


def main() -> int:
    """Measure every act; return 1 where a new article in the middle takes more than the bound."""
    with tempfile.TemporaryDirectory(prefix="dongbo-drafting-") as folder:
        _prepared(Path(folder))
        return _measure()


def _prepared(folder: Path) -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'drafting.sqlite3'}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")
    os.environ["DONGBO_VAR"] = str(folder)
    django.setup()
    call_command("migrate", verbosity=0)


def entries() -> list[dict[str, Any]]:
    """Return the plan: chapters, articles, clauses that speak of other articles and clauses."""
    chance = random.Random(SEED)
    last = CHAPTERS * ARTICLES
    return [
        {
            "kind": "chuong",
            "heading": f"NHÓM NHIỆM VỤ {chapter}",
            "children": [
                {
                    "kind": "dieu",
                    "heading": f"Nhiệm vụ {chapter}.{article}",
                    "children": [{"kind": "khoan", "text": _clause(chance, last)} for _ in range(CLAUSES)],
                }
                for article in range(1, ARTICLES + 1)
            ],
        }
        for chapter in range(1, CHAPTERS + 1)
    ]


def _clause(chance: random.Random, last: int) -> str:
    one, other, third = (chance.randint(1, last) for _ in range(3))
    clause = chance.randint(1, CLAUSES)
    said = f"Các đơn vị thực hiện khoản {clause} Điều {one}, bảo đảm đúng tiến độ và chất lượng dữ liệu dùng chung"
    said += f", phối hợp theo quy định tại Điều {other}." if chance.random() < 0.9 else "."
    return f"{said} Kết quả được đánh giá theo Điều {third} Kế hoạch này." if chance.random() < 0.37 else said


def _measure() -> int:
    from django.db import connection

    from dongbo.documents.queries import outline_of
    from dongbo.engines.drafting import references

    draft = _drafted()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    outline = outline_of(draft.version)
    count, spoken = sum(1 for _ in outline.walk()), len(references(outline))
    print(f"{connection.vendor}: {count} provisions, {spoken:,} references; {ROUNDS} rounds; load {_load()}")
    print("| act | ours, processor ms | clock ms | plain, processor ms | clock ms | × ours | statements |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    found: dict[str, Times] = {}
    for name, (act, plain) in _acts(draft).items():
        times = found.setdefault(name, Times())
        for _ in range(ROUNDS):
            times.statements = _taken(times.ours, act)
            _taken(times.plain, plain)
        print(f"| {name} | {times.row()} |", flush=True)
    print(f"\nload at the end {_load()}")
    return int(statistics.median(one[1] for one in found["new article in the middle"].ours) > BOUND)


def _taken(times: list[tuple[float, float]], act: Callable[[], Any]) -> int:
    with _rolled_back(), _counted() as statements:
        begun, worked = time.perf_counter(), time.process_time()
        act()
        times.append((1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)))
    return len(statements)


@contextmanager
def _rolled_back() -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _counted() -> Iterator[list[str]]:
    from django.db import connection

    statements: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


def _load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


@dataclass
class Draft:
    """The dossier, who writes, and the version being written."""

    by: Any
    version: Any

    def provision(self, path: str) -> Any:
        """Return the identity of what stands at `path`."""
        return self.version.provisions.select_related("provision").get(path=path).provision


def _drafted() -> Draft:
    from dongbo.documents.queries import version_being_written
    from dongbo.organisation.states import Access, Decision
    from dongbo.planning.models import OutlineTemplate
    from dongbo.planning.operations.dossiers import add_member, open_dossier
    from dongbo.planning.states import TeamRole
    from tests.builders import enrolled, found_site

    site = found_site(at=AT)
    head = enrolled("chu-tri", "drafting-head", unit=site.unit, by=site.administrator, at=AT)
    template = OutlineTemplate.objects.create(
        code="do", valid_from=date(2026, 1, 1), name="Mẫu đo", style="dieu", entries=entries(), legal_basis="Mẫu đo"
    )
    dossier = open_dossier(
        subject="Ứng dụng công nghệ thông tin",
        type_name="Kế hoạch",
        unit=site.unit,
        access=Access.UNIT,
        template=template,
        standing_unit=site.unit,
        decision=Decision("12/QĐ", date(2026, 11, 2), "Cơ quan đo"),
        by=head,
        at=AT,
    )
    add_member(dossier=dossier, officer=head.officer, role=TeamRole.HEAD, by=head, at=AT)
    version = version_being_written(dossier.document)
    return Draft(head, version)


Pair = tuple[Callable[[], Any], Callable[[], Any]]


def _acts(draft: Draft) -> dict[str, Pair]:
    from dongbo.engines import drafting
    from dongbo.planning.operations import writing

    middle = f"dieu:{CHAPTERS * ARTICLES // 2}"
    last = f"dieu:{CHAPTERS * ARTICLES}"
    clause = f"{middle}/khoan:2"

    def both(name: str, path: str, plain: Callable[..., Any], **more: Any) -> Pair:
        provision = draft.provision(path)
        act = getattr(writing, name)
        return (
            lambda: act(version=draft.version, provision=provision, by=draft.by, at=AT, **more),
            lambda: _plainly(draft, lambda outline, lineage: plain(outline, path, lineage)),
        )

    return {
        "new article in the middle": both("add_sibling", middle, lambda o, p, _: drafting.new_sibling(o, p)),
        "new article at the beginning": both("add_sibling", "dieu:1", lambda o, p, _: drafting.new_sibling(o, p)),
        "new clause in the middle": both("add_sibling", clause, lambda o, p, _: drafting.new_sibling(o, p)),
        "last article to the beginning": both(
            "move_provision",
            last,
            lambda o, p, _: drafting.move(o, p, under="chuong:I", before="dieu:1"),
            under=draft.provision("chuong:I"),
            before=draft.provision("dieu:1"),
        ),
        "article in the middle taken out": both(
            "remove_provision", middle, lambda o, p, lineage: drafting.remove(o, p, lineage=lineage)
        ),
        "clause merged": both("merge_provision", clause, lambda o, p, lineage: drafting.merge(o, p, lineage=lineage)),
    }


def _plainly(draft: Draft, do: Callable[[Any, Any], Any]) -> None:
    """Do an act the plain way: everything is read before and after it, all rows go and all come again."""
    from dongbo.documents.models import ProvisionVersion
    from dongbo.documents.operations.storing import store_tree
    from dongbo.documents.queries import outline_from
    from dongbo.engines.drafting import Rewriting, references

    rows = list(draft.version.provisions.order_by("rank"))
    outline = outline_from(rows, style=draft.version.style, title="")
    keys = {id(node): row.provision_id for row, node in zip(rows, outline.walk(), strict=True)}
    rewriting = Rewriting.of(outline)
    do(outline, rewriting.lineage)
    rewriting.rewrite()
    references(outline)
    identities = {node.path: keys[id(node)] for node in outline.walk() if id(node) in keys}
    ProvisionVersion.objects.filter(version=draft.version).delete()
    store_tree(version=draft.version, nodes=outline.nodes, identities=identities)


if __name__ == "__main__":
    sys.exit(main())
