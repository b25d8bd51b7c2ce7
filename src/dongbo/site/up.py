"""`./dong-bo up`: bring the database to date, fill an empty one with the demonstration, and serve."""

import argparse
import os
import signal
import socket
import subprocess
import sys

import django
from django.conf import settings
from django.core.management import call_command

LONGEST_FAREWELL = "3s"
"""How long the server waits for those it still answers before it ends."""


def main(arguments: list[str]) -> int:
    """Prepare and serve until interrupted or told to end; leave no process behind. Return the exit status."""
    asked = _parser().parse_args(arguments)
    if _taken(asked.host, asked.port):
        print(
            f"Cổng {asked.port} đang có chương trình khác dùng; hãy thử: ./dong-bo up --port {asked.port + 1}",
            file=sys.stderr,
        )
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")
    django.setup()
    prepare()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    manage = [sys.executable, "-m", "dongbo.site.manage"]
    worker = subprocess.Popen([*manage, "db_worker", "--no-startup-delay"])
    clock = subprocess.Popen([*manage, "clock", "--every", "60"])
    server = subprocess.Popen(_server(asked.host, asked.port))
    try:
        print(f"\nĐồng Bộ đang chạy ở http://{asked.host}:{asked.port}/  (Ctrl+C để dừng)\n", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in (server, worker, clock):
            process.terminate()
        for process in (server, worker, clock):
            process.wait(timeout=30)


def prepare() -> None:
    """Migrate, gather static files, fill an empty database where that is wanted, take up what was cut off."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if settings.DEMO:
        call_command("demo", verbosity=1)
    call_command("clock")
    call_command("resume_appraisals")
    call_command("resume_papers")
    call_command("resume_dossiers")
    call_command("resume_intakes")
    call_command("resume_standing_checks")


def _server(host: str, port: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--blocking-threads", "4", "--no-ws"]
    # A browser that keeps its connection would otherwise keep the server from ending.
    options += ["--workers-kill-timeout", LONGEST_FAREWELL]
    return [sys.executable, "-m", "granian", *options, "--log-level", "warning", "dongbo.site.wsgi:application"]


def _taken(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        return probe.connect_ex((host, port)) == 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dong-bo up")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định chỉ máy này)")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
