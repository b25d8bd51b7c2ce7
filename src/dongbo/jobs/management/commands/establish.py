"""`./dong-bo manage establish --code … --name … --username … --full-name …`: set up an empty site."""

import sys
from argparse import ArgumentTypeError
from datetime import date
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dongbo.organisation.models import Officer
from dongbo.organisation.operations import establish_site


class Command(BaseCommand):
    """Found the topmost unit and enrol the first administrator, whose password is asked for and shown nowhere."""

    help = "Lập một hệ thống trống: đơn vị cao nhất và người quản trị đầu tiên."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the unit and the administrator."""
        parser.add_argument("--code", required=True, metavar="MÃ", help="mã định danh của đơn vị cao nhất")
        parser.add_argument("--name", required=True, metavar="TÊN", help="tên đơn vị cao nhất")
        parser.add_argument(
            "--founded-on", type=_day, metavar="NGÀY", help="ngày thành lập, như 02/09/1945; không ghi là hôm nay"
        )
        parser.add_argument("--username", required=True, metavar="TÀI_KHOẢN", help="tên đăng nhập của người quản trị")
        parser.add_argument("--full-name", required=True, metavar="HỌ_TÊN", help="họ và tên người quản trị")
        parser.add_argument("--title", default="Quản trị hệ thống", metavar="CHỨC_VỤ", help="chức vụ người quản trị")
        parser.add_argument(
            "--password-stdin", action="store_true", help="đọc mật khẩu từ dòng đầu của đầu vào chuẩn, không hỏi"
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        password = _from_input() if options["password_stdin"] else _asked()
        named = {name: options[name].strip() for name in ("code", "name", "username", "full_name", "title")}
        try:
            validate_password(password, Officer(username=named["username"], full_name=named["full_name"]))
            founded = establish_site(**named, founded_on=options["founded_on"], password=password, at=timezone.now())
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        self.stdout.write(f"Đã lập {founded.unit.name}; hãy đăng nhập bằng tài khoản {named['username']}.")


def _day(text: str) -> date:
    try:
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    except ValueError:
        raise ArgumentTypeError(f"không đọc được ngày «{text}»; hãy ghi ngày/tháng/năm, như 02/09/1945") from None


def _from_input() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _asked() -> str:
    password = getpass("Mật khẩu của người quản trị: ")
    if password != getpass("Nhập lại mật khẩu: "):
        raise CommandError("Hai lần nhập không giống nhau; chưa lập gì cả. Hãy chạy lại lệnh này.")
    return password
