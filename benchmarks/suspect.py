"""One provision of a directive traced from 5,000 plan provisions is amended: exactly those links are marked, and told.

A directive of 1,150 provisions, five others, five plans in force of 1,000 provisions and two not issued. One point is
traced from all 5,000 provisions of the plans in force; 100 links lead from what it stands in (its clause, its article,
its chapter), whose fingerprints cover it; 20,000 bystanders lead from its neighbours, from other provisions of the same
directive and from the other directives, to plans in force and to drafts.

Timed is what happens from the freezing of a version to the last link marked and told, each act committed: the freezing
itself with its event, and the job it wakes (how long a job waits for a worker is not in it). Twice: the directive gets
a version with other words; another decree amends the point. Beside it, in the same run, the plain way: every link is
fetched, looked at and marked one by one through the ORM. What is marked is compared as a set with what the drawing of
the links says, for both.

Run: python -m benchmarks.suspect, and on PostgreSQL python -m tests.postgresql python -m benchmarks.suspect. There the
processor's time is that of this process alone, without the server's. With --ours the plain way, which takes minutes on
a busy machine, is left out.
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
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

SEED, ROUNDS, PLAIN_ROUNDS = 7, 7, 1
BOUND = 1_000
"""Milliseconds by the clock from the freezing to the last link told."""

CHAPTERS, ARTICLES, CLAUSES, POINTS = 10, 60, 4, 3
PLANS, DRAFTS, SECTIONS, TASKS = 5, 2, 20, 50
OTHERS, BYSTANDERS, ABOVE = 5, 20_000, 100
AT = datetime(2026, 11, 21, 8, tzinfo=UTC)
POINT, LINE = "dieu:30/khoan:3/diem:b", ("dieu:30/khoan:3", "dieu:30", "chuong:V")
NUMBER = "57/2021/NĐ-CP"

HEAD = "CHÍNH PHỦ\nSố: {number}\nHà Nội, ngày 05 tháng 3 năm {year}\nNGHỊ ĐỊNH\n{subject}\n"
SEAL = "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nTrần Văn Mẫu\n"


def decree(number: str, subject: str, *, words: str = "", year: int = 2021) -> str:
    """Return a decree of chapters, articles, clauses and points; the point in the middle says `words` more."""
    lines = [HEAD.format(number=number, year=year, subject=subject).rstrip()]
    for article in range(1, ARTICLES + 1):
        if (article - 1) % (ARTICLES // CHAPTERS) == 0:
            lines += [f"Chương {_roman((article - 1) // (ARTICLES // CHAPTERS) + 1)}", f"NHÓM VIỆC THỨ {article}"]
        lines.append(f"Điều {article}. Nội dung {article} của {number}")
        for clause in range(1, CLAUSES + 1):
            lines.append(f"{clause}. Việc {article}.{clause} gồm các phần việc trong lĩnh vực {subject} sau:")
            for letter in "abc"[:POINTS]:
                more = words if f"dieu:{article}/khoan:{clause}/diem:{letter}" == POINT else ""
                end = "." if letter == "c" else ";"
                lines.append(f"{letter}) Phần việc {article}.{clause}.{letter}{more} do bộ chủ trì thực hiện{end}")
    return "\n".join(lines) + f"\n{SEAL}"


def amending(number: str) -> str:
    """Return the decree that amends the point."""
    of = f"Nghị định số {NUMBER} ngày 05 tháng 3 năm 2021 của Chính phủ"
    return (
        HEAD.format(number=number, year=2026, subject=f"Sửa đổi, bổ sung một số điều của {of}")
        + f"Điều 1. Sửa đổi, bổ sung một số điều của {of}\n"
        + "1. Sửa đổi, bổ sung điểm b khoản 3 Điều 30 như sau:\n“b) Phần việc do địa phương thực hiện theo Điều 31;”\n"
        + f"Điều 2. Hiệu lực\n1. Nghị định số {number} có hiệu lực từ ngày ký.\n{SEAL}"
    )


def plan(ordinal: int) -> str:
    """Return a plan of sections and tasks."""
    lines = ["BỘ ĐO LƯỜNG", f"Số: {ordinal}/KH-BDL", "Hà Nội, ngày 02 tháng 6 năm 2026", "KẾ HOẠCH", f"Số {ordinal}"]
    for section in range(1, SECTIONS + 1):
        lines.append(f"{_roman(section)}. NHÓM NHIỆM VỤ {section}")
        lines += [f"{task}. Đơn vị {ordinal}.{section} làm phần việc thứ {task}." for task in range(1, TASKS + 1)]
    return "\n".join([*lines, "BỘ TRƯỞNG", "Lê Thị Thử", ""])


def _roman(value: int) -> str:
    from dongbo.engines.drafting.signs import roman_of

    return roman_of(value)


@dataclass
class Times:
    """Milliseconds by the clock and of the processor, and the statements of the last round."""

    taken: list[tuple[float, float]] = field(default_factory=list)
    statements: int = 0

    @property
    def clock(self) -> float:
        """The median by the clock."""
        return statistics.median(one[0] for one in self.taken)

    def cells(self) -> str:
        """Return the medians with their ranges, and the statements, as cells of a table."""
        columns = (sorted(column) for column in zip(*self.taken, strict=True))
        shown = (f"{statistics.median(one):,.0f} ({one[0]:,.0f} to {one[-1]:,.0f})" for one in columns)
        return f"{' | '.join(shown)} | {self.statements:,}"


def main() -> int:
    """Measure both ways of amending; return 1 where a set is not exact, or ours takes longer than the bound."""
    with tempfile.TemporaryDirectory(prefix="dongbo-suspect-") as folder:
        _prepared(Path(folder))
        return _measure()


def _prepared(folder: Path) -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'suspect.sqlite3'}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")
    os.environ["DONGBO_VAR"] = str(folder)
    django.setup()
    call_command("migrate", verbosity=0)


@dataclass
class Register:
    """What stands in the register, and which links the amended point is to touch."""

    site: Any
    directive: Any
    touched: set[UUID]
    in_force: set[UUID]
    count: int

    @property
    def told(self) -> set[UUID]:
        """The links that are touched and lead to a plan in force."""
        return self.touched & self.in_force


def _register() -> Register:
    from dongbo.documents.states import Standing
    from tests.builders import found_site, frozen
    from tests.issued import issued

    site = found_site(at=AT)

    def kept(text: str, standing: Standing) -> Any:
        return frozen(text, site=site, at=AT, standing=standing)

    directive = kept(decree(NUMBER, "Về phát triển dữ liệu số"), Standing.DIRECTIVE)
    others = [
        kept(decree(f"{60 + one}/2021/NĐ-CP", f"Về lĩnh vực thứ {one}"), Standing.DIRECTIVE) for one in range(OTHERS)
    ]
    plans = [kept(plan(one), Standing.PLAN) for one in range(1, PLANS + DRAFTS + 1)]
    for one in plans[:PLANS]:
        issued(one, by=site.planner, at=AT)
    return _linked(site, directive, others, plans)


def _linked(site: Any, directive: Any, others: list[Any], plans: list[Any]) -> Register:
    """Draw the links; which of them are touched is noted as they are drawn, not looked up."""
    chance = random.Random(SEED)
    own = {row.path: (row.provision_id, row.content_hash) for row in directive.provisions.all()}
    answers = [[(row.provision_id, row.content_hash) for row in one.provisions.filter(depth=1)] for one in plans]
    in_force = [answer for rows in answers[:PLANS] for answer in rows]
    anywhere = [answer for rows in answers for answer in rows]
    beside = [end for path, end in own.items() if path != POINT and path not in LINE]
    beside += [(row.provision_id, row.content_hash) for one in others for row in one.provisions.all()]
    pairs = {(own[POINT], answer): True for answer in in_force}
    pairs |= {(own[LINE[at % len(LINE)]], answer): True for at, answer in enumerate(chance.sample(anywhere, ABOVE))}
    while len(pairs) < PLANS * SECTIONS * TASKS + ABOVE + BYSTANDERS:
        pairs.setdefault((chance.choice(beside), chance.choice(anywhere)), False)
    drawn = list(pairs.items())
    chance.shuffle(drawn)
    keys = _stored(site, [pair for pair, _ in drawn])
    lead_to_force = {answer[0] for answer in in_force}
    return Register(
        site=site,
        directive=directive,
        touched={key for key, (_, touched) in zip(keys, drawn, strict=True) if touched},
        in_force={key for key, (pair, _) in zip(keys, drawn, strict=True) if pair[1][0] in lead_to_force},
        count=len(keys),
    )


def _stored(site: Any, pairs: list[Any]) -> list[UUID]:
    """Store confirmed links at once: one by one, as officers confirm them, they would take an hour."""
    from dongbo.planning.models import TraceLink
    from dongbo.planning.states import LinkState

    links = [
        TraceLink(
            directive_provision_id=end[0],
            directive_hash=end[1],
            plan_provision_id=answer[0],
            plan_hash=answer[1],
            state=LinkState.CONFIRMED,
            proposed_at=AT,
            decided_at=AT,
            decided_by=site.planner.officer,
        )
        for end, answer in pairs
    ]
    TraceLink.objects.bulk_create(links, batch_size=500)
    return [link.pk for link in links]


def _measure() -> int:
    from django.db import connection

    register = _register()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(
        f"{connection.vendor}: {register.count:,} links, {len(register.touched):,} to be marked, "
        f"{len(register.told):,} of plans in force; {ROUNDS} rounds, the plain way {PLAIN_ROUNDS}; load {_load()}"
    )
    print("| what | way | clock ms | processor ms | statements |")
    print("|---|---|--:|--:|--:|")
    wrong = 0
    for name, bring, plainly in (
        ("another version", _another_version, _plainly_compared),
        ("amended by a decree", _another_decree, _plainly_climbed),
    ):
        ours, plain = Times(), Times()
        for ordinal in range(ROUNDS):
            wrong += _round(register, ours, bring(register, ordinal), _checked)
        print(f"| {name} | ours | {ours.cells()} |", flush=True)
        for ordinal in range(0 if "--ours" in sys.argv else PLAIN_ROUNDS):
            wrong += _round(register, plain, bring(register, ROUNDS + ordinal), plainly)
        if plain.taken:
            print(f"| | one by one | {plain.cells()} |")
            print(f"| | ratio | {plain.clock / ours.clock:,.0f} | | |", flush=True)
        wrong += int(ours.clock > BOUND)
    print(f"\n{'exactly those marked and told, every round' if not wrong else f'NOT EXACT OR TOO SLOW: {wrong}'}")
    print(f"load at the end {_load()}")
    return int(wrong > 0)


def _round(register: Register, times: Times, version: Any, act: Callable[[Any], Any]) -> int:
    """Freeze `version` and do `act`, timed; compare what is marked and told, and put everything back as it was."""
    from dongbo.documents.operations import freeze_version
    from dongbo.planning.models import DirectiveNotice, TraceLink
    from dongbo.planning.queries.links import suspect_links

    with _counted() as statements:
        begun, worked = time.perf_counter(), time.process_time()
        act(freeze_version(version=version, by=register.site.planner, at=AT))
        times.taken.append((1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)))
    times.statements = len(statements)
    marked = set(suspect_links(register.site.planner, at=AT).values_list("pk", flat=True))
    named = DirectiveNotice.links.through.objects.filter(directivenotice__version=version)
    told = list(named.values_list("tracelink", flat=True))
    _put_back(TraceLink)
    return int(marked != register.touched) + int(set(told) != register.told or len(told) != len(register.told))


def _put_back(links: Any) -> None:
    """Forget doubts and notices, and let every link be confirmed as its ends read now."""
    from django.db.models import OuterRef, Subquery

    from dongbo.documents.models import Provision
    from dongbo.planning.models import DirectiveNotice, LinkDoubt

    DirectiveNotice.links.through.objects.all().delete()
    DirectiveNotice.objects.all().delete()
    LinkDoubt.objects.all().delete()
    now = Provision.objects.filter(pk=OuterRef("directive_provision")).values("current_hash")
    links.objects.exclude(directive_hash=Subquery(now)).update(directive_hash=Subquery(now))


def _another_version(register: Register, ordinal: int) -> Any:
    from tests.builders import next_version

    text = decree(NUMBER, "Về phát triển dữ liệu số", words=f" theo cách thứ {ordinal}")
    return next_version(register.directive.document, text, site=register.site, at=AT)


def _another_decree(register: Register, ordinal: int) -> Any:
    from dongbo.documents.states import Standing
    from tests.builders import register as registered

    text = amending(f"{90 + ordinal}/2026/NĐ-CP")
    return registered(text, site=register.site, at=AT, standing=Standing.DIRECTIVE)


def _checked(version: Any) -> None:
    from dongbo.planning.operations.standing import check_standing

    check_standing(version=version, at=AT)


def _plainly_compared(version: Any) -> None:
    """Look at every link: fetch its directive's end in the latest version of its document and compare what it says."""
    from dongbo.planning.states import NoticeCause

    reader = Plain(version)
    for link in reader.links():
        now = reader.latest(link.directive_provision)
        if now is None or now.content_hash != link.directive_hash:
            reader.tell(link, NoticeCause.CHANGED)


def _plainly_climbed(version: Any) -> None:
    """Look at every link: fetch its directive's end, and see whether it is the point or what that stands in.

    It is told which these are: reading the amending decree is not in it.
    """
    from dongbo.planning.models import LinkDoubt
    from dongbo.planning.states import DoubtCause, NoticeCause

    reader, named = Plain(version), {POINT, *LINE}
    for link in reader.links():
        now = reader.latest(link.directive_provision)
        if now is not None and now.path in named and link.directive_provision.document.number == NUMBER:
            LinkDoubt.objects.create(link=link, version=version, cause=DoubtCause.AMENDED, found_at=AT)
            reader.tell(link, NoticeCause.AMENDED)


class Plain:
    """The plain way, as one would write it at first: a query a link, a row a link, what is alike asked only once."""

    def __init__(self, version: Any) -> None:
        from dongbo.planning.queries.standing import issuances_in_force

        self.version = version
        self.plans = set(issuances_in_force(AT.date()).values_list("document", flat=True))
        self.newest: dict[UUID, Any] = {}
        self.notices: dict[tuple[UUID, str], Any] = {}

    def links(self) -> Any:
        """Return all confirmed links with both their documents."""
        from dongbo.planning.models import TraceLink
        from dongbo.planning.states import LinkState

        ends = ("directive_provision__document", "plan_provision__document")
        return TraceLink.objects.filter(state=LinkState.CONFIRMED).select_related(*ends)

    def latest(self, provision: Any) -> Any:
        """Return the row of `provision` in the latest version of its document."""
        from dongbo.documents.queries import latest_version

        key = provision.document_id
        if key not in self.newest:
            self.newest[key] = latest_version(provision.document)
        return self.newest[key].provisions.filter(provision=provision).first()

    def tell(self, link: Any, cause: str) -> None:
        """Give the plan of `link` its notice, where it is in force, and put the link on it."""
        from dongbo.planning.models import DirectiveNotice

        plan = link.plan_provision.document_id
        if plan not in self.plans:
            return
        if (plan, cause) not in self.notices:
            made = DirectiveNotice.objects.create(plan_id=plan, version=self.version, cause=cause, found_at=AT)
            self.notices[plan, cause] = made
        self.notices[plan, cause].links.add(link)


@contextmanager
def _counted() -> Iterator[list[str]]:
    from django.db import connection

    statements: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql[:6])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


def _load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


if __name__ == "__main__":
    sys.exit(main())
