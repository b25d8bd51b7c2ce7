"""Terms of reply and special days known when consultations began; officers add what law brings later."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DOUBTED = "cần đối chiếu bản gốc"
TERMS = (
    # code, name, legal basis, least, most, counted in, silence, from
    (
        "between-ministries",
        "Ý kiến bằng văn bản giữa các bộ, cơ quan ngang bộ",
        f"Nghị định 191/2026/NĐ-CP ({DOUBTED})",
        2, 5, "working", "none", date(2026, 1, 1),
    ),
    (
        "government-members",
        "Ý kiến thành viên Chính phủ",
        f"Nghị định 191/2026/NĐ-CP: không trả lời là đồng ý và chịu trách nhiệm ({DOUBTED})",
        2, 5, "working", "deemed_agree", date(2026, 1, 1),
    ),
    (
        "normative-drafts",
        "Cơ quan được lấy ý kiến dự thảo văn bản quy phạm pháp luật",
        f"Luật 64/2025/QH15, Điều 30 ({DOUBTED})",
        15, None, "calendar", "none", date(2025, 4, 1),
    ),
    (
        "internal",
        "Lấy ý kiến trong ngành theo quy chế làm việc",
        "Quy chế làm việc của Bộ; thời hạn do cơ quan chủ trì ấn định",
        1, None, "working", "none", date(2020, 3, 5),
    ),
    (
        "internal-deemed",
        "Lấy ý kiến trong ngành, quá hạn coi như đồng ý",
        "Quy chế làm việc của Bộ; thời hạn do cơ quan chủ trì ấn định",
        1, None, "working", "deemed_agree", date(2020, 3, 5),
    ),
)  # fmt: skip
LABOUR_CODE = f"Bộ luật Lao động 2019, Điều 112; lịch nghỉ được công bố hằng năm ({DOUBTED})"
HOLIDAYS = (
    ("Tết Dương lịch", (date(2026, 1, 1), date(2027, 1, 1))),
    (
        "Tết Nguyên đán",
        (
            date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 18), date(2026, 2, 19), date(2026, 2, 20),
            date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8), date(2027, 2, 9),
        ),
    ),
    ("Giỗ Tổ Hùng Vương", (date(2026, 4, 26), date(2026, 4, 27), date(2027, 4, 16))),
    ("Ngày Chiến thắng", (date(2026, 4, 30), date(2027, 4, 30))),
    ("Quốc tế Lao động", (date(2026, 5, 1), date(2027, 5, 1), date(2027, 5, 3))),
    ("Quốc khánh", (date(2026, 9, 1), date(2026, 9, 2), date(2027, 9, 2), date(2027, 9, 3))),
)  # fmt: skip


def write_rows(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    term, special = apps.get_model("planning", "ReplyTerm"), apps.get_model("planning", "SpecialDay")
    for code, name, basis, least, most, unit, silence, since in TERMS:
        term.objects.create(
            code=code,
            name=name,
            legal_basis=basis,
            least=least,
            most=most,
            day_unit=unit,
            silence=silence,
            valid_from=since,
        )
    special.objects.bulk_create(
        special(day=day, kind="holiday", name=name, legal_basis=LABOUR_CODE) for name, days in HOLIDAYS for day in days
    )


def remove_rows(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("planning", "ReplyTerm").objects.filter(consultations__isnull=True).delete()
    apps.get_model("planning", "SpecialDay").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("planning", "0004_opinions")]

    operations = [migrations.RunPython(write_rows, remove_rows)]
