"""Administration commands: `./dong-bo manage …`."""

import os
import sys

from django.core.management import execute_from_command_line


def main(arguments: list[str]) -> None:
    """Run one of Django's or our own management commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")
    execute_from_command_line(["dong-bo manage", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
