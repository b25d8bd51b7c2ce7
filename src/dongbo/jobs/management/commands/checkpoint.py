"""`./dong-bo manage checkpoint`: print a signed statement of where the ledger ends now."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongbo.ledger.operations import export_checkpoint


class Command(BaseCommand):
    """Print the checkpoint as JSON; keep it outside this machine."""

    help = "In điểm chốt có chữ ký của sổ cái, để giữ ở nơi khác."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        self.stdout.write(json.dumps(asdict(export_checkpoint(at=timezone.now())), indent=2))
