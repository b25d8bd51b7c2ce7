"""One of several processes in which people write on one plan at once; each writer is a thread with his own connection.

Everybody does what people do: reads, types (kept every few moments), saves, merges where somebody was faster, goes
away without saving, changes the structure. What each of them wrote is printed, to be looked for afterwards.
"""

import json
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import django

django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from dongbo.documents.models import ProvisionVersion, Version  # noqa: E402
from dongbo.documents.states import VersionState  # noqa: E402
from dongbo.engines.drafting import three_way  # noqa: E402
from dongbo.organisation.models import Officer  # noqa: E402
from dongbo.organisation.queries import acting_as  # noqa: E402
from dongbo.organisation.rules import Acting  # noqa: E402
from dongbo.planning.operations.writing import (  # noqa: E402
    add_sibling,
    keep_text,
    move_down,
    remove_provision,
    write_provision,
)
from dongbo.planning.queries.writing import base_words, words_hash, words_of  # noqa: E402

HOT = 12
"""How many provisions they crowd upon."""


@dataclass
class Writer:
    """One who writes until the time is up."""

    name: str
    until: float
    chance: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    tokens: list[str] = field(default_factory=list)
    saved: list[tuple[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    left: set[Any] = field(default_factory=set)

    def run(self) -> None:
        try:
            by = acting_as(Officer.objects.get(username=self.name), at=timezone.now())
            while time.monotonic() < self.until:
                self.once(by)
        except Exception as failure:
            self.errors.append(f"{type(failure).__name__}: {failure}")
        finally:
            connection.close()

    def once(self, by: Acting) -> None:
        version = Version.objects.get(state=VersionState.DRAFTING)
        rows = version.provisions.exclude(provision__in=self.left).filter(kind__in=("khoan", "dieu")).order_by("rank")
        row = self.chance.choice(list(rows.select_related("provision")[:HOT]))
        if self.chance.random() < 0.04:
            self.restructure(version, row, by)
            return
        token = f"[{self.name}-{len(self.tokens)}]"
        self.tokens.append(token)
        seen = words_hash(row)
        text = f"{row.text[:400]} {token}" if self.chance.random() < 0.7 else f"Viết lại {token}"
        self.keep(version, row, text, seen, by)
        time.sleep(self.chance.random() * 0.02)
        if self.chance.random() < 0.05:
            self.left.add(row.provision_id)
            self.counts["gone away"] += 1
            return
        self.save(version, row, text, seen, by)

    def keep(self, version: Version, row: ProvisionVersion, text: str, seen: str, by: Acting) -> None:
        keep_text(
            version=version, provision=row.provision, heading=row.heading, text=text, base_hash=seen, by=by,
            at=timezone.now(),
        )  # fmt: skip
        self.counts["kept"] += 1

    def save(self, version: Version, row: ProvisionVersion, text: str, seen: str, by: Acting) -> None:
        """Save; where somebody was faster, merge as the screen proposes and save again, or give up."""
        heading = row.heading
        while True:
            try:
                written = write_provision(
                    version=version, provision=row.provision, heading=heading, text=text, seen=seen, by=by,
                    at=timezone.now(),
                )  # fmt: skip
            except ValidationError as refusal:
                if refusal.code == "removed":
                    self.counts["removed meanwhile"] += 1
                    self.left.add(row.provision_id)
                    return
                if refusal.code != "conflict":
                    raise
                self.counts["conflicts"] += 1
                if self.chance.random() < 0.1:
                    self.left.add(row.provision_id)
                    return
                theirs = refusal.params["current"]
                base = base_words(version, row.provision_id, seen)
                assert base is not None, "the words he began from are known"
                merged = three_way(base.text, text, theirs.text)
                text = merged.clean if merged.clean is not None else f"{theirs.text} {text}"
                heading, seen = theirs.heading, words_hash(theirs)
                continue
            self.counts["writes"] += 1
            self.saved.append((seen, words_of(written).hash))
            return

    def restructure(self, version: Version, row: ProvisionVersion, by: Acting) -> None:
        act = self.chance.choice([add_sibling, move_down, remove_provision])
        common = {"version": version, "provision": row.provision, "by": by, "at": timezone.now()}
        try:
            if act is remove_provision and version.provisions.count() < HOT * 2:
                return
            act(**common)  # type: ignore[operator]
        except ValidationError as refusal:
            if refusal.code not in ("cannot_draft", "removed"):
                raise
            self.counts["acts refused"] += 1
            return
        self.counts["acts"] += 1


def main(first: int, past: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    writers = [Writer(f"nguoi-viet-{place}", until, random.Random(place)) for place in range(first, past)]
    threads = [threading.Thread(target=writer.run) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(
        json.dumps(
            {
                "counts": sum((writer.counts for writer in writers), Counter()),
                "tokens": [token for writer in writers for token in writer.tokens],
                "saved": [one for writer in writers for one in writer.saved],
                "errors": [error for writer in writers for error in writer.errors],
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
