"""The application a server loads."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")

application = get_wsgi_application()


def _warm() -> None:
    """Index the register beside the first requests, so that the first search need not wait for it."""
    from django.db import connection

    from dongbo.documents.queries import warm_search

    try:
        warm_search()
    finally:
        connection.close()


threading.Thread(target=_warm, name="warm-search", daemon=True).start()
