"""`./dong-bo manage resume_dossiers`: put back into the queue the appraisal dossiers a dead process left half-way."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongbo.planning.operations.appraisal_dossiers import resume_dossier
from dongbo.planning.queries.appraisal_dossiers import abandoned_dossiers


class Command(BaseCommand):
    """Restart every dossier whose making gave no sign of life for too long, as the site's own act."""

    help = "Đưa lại vào hàng đợi các hồ sơ thẩm định bị ngắt giữa chừng."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        at = timezone.now()
        for dossier in abandoned_dossiers(at=at):
            resume_dossier(dossier=dossier, at=at)
