"""The dossier of the largest round: how long it takes to be put together and to be made anew, in how much memory.

A plan of 700 provisions, 500 units, 20,000 opinions, grouped and half answered (benchmarks/consultation_drawn.py), the
next version as what is judged, one shared policy as the directive it was held against. The job runs in a process of its
own, whose highest memory is the interpreter's, libraries included; so does the check that makes everything anew from
the database and holds it against what was frozen. Nobody else writes such a dossier, so there is no peer.

Run: python -m benchmarks.appraisal_dossier, and on PostgreSQL python -m tests.postgresql python -m
benchmarks.appraisal_dossier.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from benchmarks import consultation_drawn as drawn_as


def main() -> None:
    """Draw the round and its council, then put the dossier together and check it, each in a process of its own."""
    some = drawn_as.clauses()
    if not some:
        print("The shared policy texts are not beside the project: nothing was measured.")
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'dossier.sqlite3'}")
        os.environ["DONGBO_VAR"] = folder
        _set_up()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        dossier = _asked_for(some)
        print("| work | seconds | processor s | peak MB | load |\n|---|--:|--:|--:|--:|", flush=True)
        for work in (_make, _check):
            code = f"from benchmarks import appraisal_dossier as one; one.{work.__name__}('{dossier}')"
            subprocess.run([sys.executable, "-c", code], check=True)
        _kept(dossier)


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")
    django.setup()


def _asked_for(some: list[str]) -> str:
    """Draw everything up to the request, and return the dossier's key."""
    from dongbo.documents.states import Standing
    from dongbo.jobs.appraisal import compute_now
    from dongbo.planning.models import Consultation, Opinion
    from dongbo.planning.operations.answering import group_round
    from dongbo.planning.operations.appraisal_dossiers import request_dossier
    from dongbo.planning.operations.appraisals import request_appraisal
    from dongbo.planning.operations.closure import examine_round
    from dongbo.planning.operations.following import follow_opinions
    from dongbo.planning.states import ConsultationState
    from tests.builders import frozen, site_again
    from tests.councils import council

    at = drawn_as.AT
    drawn = drawn_as.filled(some)
    group_round(consultation=drawn.consultation, at=at)
    drawn_as.half_answered(drawn)
    follow_opinions(version=drawn.later, at=at)
    Consultation.objects.filter(pk=drawn.consultation.pk).update(state=ConsultationState.CLOSED, closed_at=at)
    drawn.consultation.refresh_from_db()
    examine_round(consultation=drawn.consultation, version=drawn.later, at=at)
    site = site_again(at=at)
    policy = min(drawn_as.said.POLICIES.glob("NQ*.md")).read_text()
    directive = frozen(policy, site=site, at=at, standing=Standing.DIRECTIVE)
    seated = council(site, at=at, version=drawn.later)
    appraisal = request_appraisal(
        plan=drawn.later, directives=[directive], previous=drawn.consultation.version, by=seated.standing, at=at
    )
    appraisal = compute_now(appraisal=appraisal, at=at)
    dossier = request_dossier(
        council=seated.council, version=drawn.later, previous=drawn.consultation.version,
        consultation=drawn.consultation, appraisal=appraisal, by=seated.standing, at=at,
    )  # fmt: skip
    print(f"{drawn.later.provisions.count()} provisions, {Opinion.objects.count():,} opinions\n", flush=True)
    return str(dossier.pk)


def _make(key: str) -> None:
    _set_up()
    from dongbo.jobs.appraisal_dossiers import make_now
    from dongbo.planning.models import AppraisalDossier

    _told("put together and frozen", lambda: make_now(dossier=AppraisalDossier.objects.get(pk=key), at=drawn_as.AT))


def _check(key: str) -> None:
    _set_up()
    from dongbo.planning.models import AppraisalDossier
    from dongbo.planning.queries.appraisal_dossier_checks import flaws_of

    found = _told("made anew and held against it", lambda: flaws_of(AppraisalDossier.objects.get(pk=key)))
    if found:
        raise SystemExit([flaw.sentence for flaw in found])


def _told(name: str, act: Any) -> Any:
    begun, worked = time.perf_counter(), time.process_time()
    done = act()
    took, busy = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {name} | {took:.0f} | {busy:.0f} | {peak:.0f} | {os.getloadavg()[0]:.1f} |", flush=True)
    return done


def _kept(key: str) -> None:
    """Print how much is kept of each part."""
    from dongbo.engines.dossier_papers import canonical
    from dongbo.planning.models import AppraisalDossier, DossierPart

    print("\n| part | batches | data MB | file MB |\n|---|--:|--:|--:|")
    for part in DossierPart.objects.filter(dossier=key).select_related("file").order_by("rank"):
        sizes = [len(canonical(batch.blocks)) for batch in part.batches.order_by("ordinal").iterator(4)]
        data = (len(canonical(part.data)) + sum(sizes)) / 1e6
        size = part.file.size / 1e6 if part.file else 0
        print(f"| {part.file_name} | {len(sizes)} | {data:.1f} | {size:.1f} |")
    whole = AppraisalDossier.objects.select_related("book", "bundle").get(pk=key)
    if whole.book is not None and whole.bundle is not None:
        print(f"\nbook {whole.book.size / 1e6:.1f} MB, bundle {whole.bundle.size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
