import datetime
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("due_at", models.DateTimeField(verbose_name="hạn xác nhận")),
                ("opened_at", models.DateTimeField(verbose_name="mở lúc")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="khóa lúc")),
            ],
            options={
                "verbose_name": "đợt rà soát quyền",
                "ordering": ("-year", "unit"),
            },
        ),
        migrations.CreateModel(
            name="AuthorityEpoch",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("epoch", models.PositiveBigIntegerField(default=0, verbose_name="số lần thay đổi")),
                ("tree_on", models.DateField(verbose_name="cây đơn vị của ngày")),
                ("tree_changes_on", models.DateField(null=True, verbose_name="ngày cây đơn vị đổi tiếp")),
            ],
            options={
                "verbose_name": "mốc thẩm quyền",
            },
        ),
        migrations.CreateModel(
            name="DelegationRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("own", "Quyền của mình"),
                            ("TM", "Thay mặt (TM.)"),
                            ("KT", "Ký thay (KT.)"),
                            ("TL", "Thừa lệnh (TL.)"),
                            ("TUQ", "Thừa ủy quyền (TUQ.)"),
                        ],
                        max_length=4,
                        verbose_name="tư cách",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                ("needs_decision", models.BooleanField(verbose_name="phải có văn bản")),
                ("needs_end", models.BooleanField(verbose_name="phải có thời hạn")),
                (
                    "passed_on_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "Quyền của mình"),
                            ("TM", "Thay mặt (TM.)"),
                            ("KT", "Ký thay (KT.)"),
                            ("TL", "Thừa lệnh (TL.)"),
                            ("TUQ", "Thừa ủy quyền (TUQ.)"),
                        ],
                        max_length=4,
                        verbose_name="được chuyển tiếp dưới tư cách",
                    ),
                ),
                ("to_deputy_only", models.BooleanField(default=False, verbose_name="chỉ cho cấp phó của mình")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ")),
            ],
            options={
                "verbose_name": "quy tắc ủy quyền",
                "ordering": ("capacity", "-valid_from"),
            },
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("covers_branch", models.BooleanField(default=False, verbose_name="cả các đơn vị cấp dưới")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="số giờ")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Chờ người thứ hai"),
                            ("refused", "Bị từ chối"),
                            ("open", "Đang mở"),
                            ("ended", "Chờ hậu kiểm"),
                            ("reviewed", "Đã hậu kiểm"),
                        ],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="xin lúc")),
                ("seconded_at", models.DateTimeField(null=True, verbose_name="đồng ý lúc")),
                ("reviewed_at", models.DateTimeField(null=True, verbose_name="hậu kiểm lúc")),
                ("findings", models.TextField(blank=True, verbose_name="kết luận hậu kiểm")),
            ],
            options={
                "verbose_name": "quyền khẩn cấp",
                "ordering": ("-requested_at",),
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("narrowed_to", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="chỉ các quyền")),
                ("covers_branch", models.BooleanField(default=True, verbose_name="cả các đơn vị cấp dưới")),
                (
                    "clearance",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Phổ biến xuống cấp dưới"), (1, "Trong đơn vị"), (2, "Hạn chế")],
                        default=1,
                        verbose_name="mức được xem",
                    ),
                ),
                ("valid_from", models.DateTimeField(verbose_name="từ lúc")),
                ("valid_to", models.DateTimeField(blank=True, null=True, verbose_name="đến trước lúc")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("appointment", "Được cấp"),
                            ("delegation", "Được ủy quyền"),
                            ("emergency", "Quyền khẩn cấp"),
                            ("setup", "Khi lập hệ thống"),
                        ],
                        max_length=20,
                        verbose_name="nguồn",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("own", "Quyền của mình"),
                            ("TM", "Thay mặt (TM.)"),
                            ("KT", "Ký thay (KT.)"),
                            ("TL", "Thừa lệnh (TL.)"),
                            ("TUQ", "Thừa ủy quyền (TUQ.)"),
                        ],
                        default="own",
                        max_length=4,
                        verbose_name="tư cách",
                    ),
                ),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản")),
                ("decision_on", models.DateField(blank=True, null=True, verbose_name="ngày văn bản")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do")),
                ("given_at", models.DateTimeField(verbose_name="cấp lúc")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="thu hồi lúc")),
                ("revoke_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do thu hồi")),
                (
                    "effective_branch",
                    models.BooleanField(default=False, editable=False, verbose_name="cả nhánh có hiệu lực"),
                ),
                ("effective_from", models.DateTimeField(editable=False, verbose_name="hiệu lực từ")),
                ("effective_to", models.DateTimeField(editable=False, verbose_name="hiệu lực đến trước")),
                (
                    "effective_clearance",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="mức xem có hiệu lực"),
                ),
                ("effective_mask", models.PositiveBigIntegerField(editable=False, verbose_name="quyền có hiệu lực")),
            ],
            options={
                "verbose_name": "quyền được cấp",
                "ordering": ("-given_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("units", "Cây đơn vị"), ("officers", "Danh sách cán bộ")],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="tên tệp")),
                ("rows", models.JSONField(default=list, verbose_name="các dòng")),
                ("findings", models.JSONField(default=list, verbose_name="các lỗi")),
                (
                    "state",
                    models.CharField(
                        choices=[("previewed", "Chờ quyết định"), ("applied", "Đã nhập"), ("discarded", "Đã bỏ")],
                        default="previewed",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("applied", models.PositiveIntegerField(default=0, verbose_name="số dòng đã nhập")),
                ("read_at", models.DateTimeField(verbose_name="đọc lúc")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="quyết định lúc")),
            ],
            options={
                "verbose_name": "tệp chờ nhập",
                "ordering": ("-read_at",),
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="chức vụ")),
                (
                    "kind",
                    models.CharField(
                        choices=[("head", "Người đứng đầu"), ("deputy", "Cấp phó"), ("member", "Cán bộ")],
                        default="member",
                        max_length=10,
                        verbose_name="vị trí",
                    ),
                ),
                ("is_main", models.BooleanField(default=True, verbose_name="vị trí chính")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="số quyết định")),
                ("decision_on", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
            ],
            options={
                "verbose_name": "vị trí công tác",
                "ordering": ("-valid_from", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("open", "Chưa xác nhận"),
                            ("confirmed", "Giữ"),
                            ("ended", "Thu hồi"),
                            ("lapsed", "Hết hạn xác nhận"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="kết quả",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="quyết định lúc")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "mục rà soát",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="RightsAlarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("given", "Được cấp quyền"),
                            ("delegated", "Được ủy quyền"),
                            ("revoked", "Bị thu hồi quyền"),
                            ("lapsed", "Quyền hết hiệu lực"),
                            ("role_changed", "Vai trò thay đổi"),
                            ("emergency", "Quyền khẩn cấp"),
                        ],
                        max_length=20,
                        verbose_name="thay đổi",
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="báo lúc")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="xác nhận lúc")),
            ],
            options={
                "verbose_name": "cảnh báo thay đổi quyền",
                "ordering": ("-raised_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="mã")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="tên")),
                ("description", models.TextField(blank=True, verbose_name="mô tả")),
                ("mask", models.PositiveBigIntegerField(verbose_name="các quyền")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="thôi dùng lúc")),
            ],
            options={
                "verbose_name": "vai trò",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="SeparationOfDuties",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "first",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Xem văn bản"),
                            (1, "Đăng ký, sửa văn bản"),
                            (2, "Chỉnh cây điều khoản"),
                            (3, "Chốt bản"),
                            (4, "Yêu cầu đối chiếu"),
                            (5, "Quyết định liên kết truy vết"),
                            (6, "Tổ chức lại đơn vị"),
                            (7, "Xem cán bộ"),
                            (8, "Quản lý cán bộ và vị trí công tác"),
                            (9, "Xem quyền đã cấp"),
                            (10, "Cấp và thu hồi quyền"),
                            (11, "Định nghĩa vai trò và quy tắc"),
                            (12, "Xác nhận thay đổi quyền"),
                            (13, "Mở đợt rà soát quyền"),
                            (14, "Xác nhận quyền khi rà soát"),
                            (15, "Đồng ý quyền khẩn cấp"),
                            (16, "Hậu kiểm quyền khẩn cấp"),
                            (17, "Xem sổ sự kiện"),
                        ],
                        verbose_name="việc trước",
                    ),
                ),
                (
                    "second",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Xem văn bản"),
                            (1, "Đăng ký, sửa văn bản"),
                            (2, "Chỉnh cây điều khoản"),
                            (3, "Chốt bản"),
                            (4, "Yêu cầu đối chiếu"),
                            (5, "Quyết định liên kết truy vết"),
                            (6, "Tổ chức lại đơn vị"),
                            (7, "Xem cán bộ"),
                            (8, "Quản lý cán bộ và vị trí công tác"),
                            (9, "Xem quyền đã cấp"),
                            (10, "Cấp và thu hồi quyền"),
                            (11, "Định nghĩa vai trò và quy tắc"),
                            (12, "Xác nhận thay đổi quyền"),
                            (13, "Mở đợt rà soát quyền"),
                            (14, "Xác nhận quyền khi rà soát"),
                            (15, "Đồng ý quyền khẩn cấp"),
                            (16, "Hậu kiểm quyền khẩn cấp"),
                            (17, "Xem sổ sự kiện"),
                        ],
                        verbose_name="việc sau",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ")),
            ],
            options={
                "verbose_name": "quy tắc tách nhiệm vụ",
                "ordering": ("first", "second"),
            },
        ),
        migrations.CreateModel(
            name="SignInPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(unique=True, verbose_name="từ ngày")),
                ("idle_minutes", models.PositiveSmallIntegerField(verbose_name="khóa khi rời máy (phút)")),
                (
                    "administrator_idle_minutes",
                    models.PositiveSmallIntegerField(verbose_name="khóa khi rời máy, quản trị (phút)"),
                ),
                ("longest_hours", models.PositiveSmallIntegerField(verbose_name="phiên dài nhất (giờ)")),
                ("most_sessions", models.PositiveSmallIntegerField(verbose_name="số phiên cùng lúc")),
                ("wrong_tries", models.PositiveSmallIntegerField(verbose_name="số lần sai trước khi khóa")),
                ("lock_minutes", models.PositiveSmallIntegerField(verbose_name="thời gian khóa (phút)")),
                ("shortest_password", models.PositiveSmallIntegerField(verbose_name="mật khẩu ngắn nhất")),
                ("administrator_second_factor", models.BooleanField(verbose_name="quản trị phải có yếu tố thứ hai")),
                (
                    "administrator_password_days",
                    models.PositiveSmallIntegerField(null=True, verbose_name="quản trị đổi mật khẩu sau (ngày)"),
                ),
                (
                    "unused_days",
                    models.PositiveSmallIntegerField(null=True, verbose_name="ngừng tài khoản không dùng sau (ngày)"),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ")),
            ],
            options={
                "verbose_name": "chính sách đăng nhập",
                "ordering": ("-valid_from",),
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "verbose_name": "kế thừa",
            },
        ),
        migrations.CreateModel(
            name="UnitAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("found", "Thành lập"),
                            ("rename", "Đổi tên, đổi mã"),
                            ("move", "Chuyển đơn vị cấp trên"),
                            ("merge", "Hợp nhất, sáp nhập"),
                            ("split", "Chia, tách"),
                            ("dissolve", "Giải thể"),
                        ],
                        max_length=20,
                        verbose_name="loại",
                    ),
                ),
                ("effective_on", models.DateField(verbose_name="ngày có hiệu lực")),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="số quyết định")),
                ("decision_on", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("decision_issuer", models.CharField(blank=True, max_length=300, verbose_name="cơ quan quyết định")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
            ],
            options={
                "verbose_name": "quyết định về đơn vị",
                "ordering": ("-effective_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=35, verbose_name="mã định danh")),
                ("name", models.CharField(max_length=300, verbose_name="tên")),
                ("short_name", models.CharField(blank=True, max_length=100, verbose_name="tên viết tắt")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("ministry", "Bộ"),
                            ("department", "Cục và tương đương"),
                            ("province", "Công an tỉnh, thành phố"),
                            ("district", "Công an huyện"),
                            ("commune", "Công an xã, phường, đặc khu"),
                            ("division", "Phòng"),
                            ("team", "Đội"),
                        ],
                        max_length=20,
                        verbose_name="cấp",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
            ],
            options={
                "verbose_name": "tên đơn vị",
                "ordering": ("unit", "valid_from"),
            },
        ),
        migrations.CreateModel(
            name="UnitPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
            ],
            options={
                "verbose_name": "vị trí trong cây đơn vị",
                "ordering": ("unit", "valid_from"),
            },
        ),
        migrations.AlterModelOptions(
            name="officer",
            options={"ordering": ("name_key", "pk"), "verbose_name": "cán bộ"},
        ),
        migrations.AlterModelOptions(
            name="unit",
            options={"ordering": ("first",), "verbose_name": "đơn vị"},
        ),
        migrations.RemoveConstraint(
            model_name="officer",
            name="officer_duty_known",
        ),
        migrations.AddField(
            model_name="officer",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử"),
        ),
        migrations.AddField(
            model_name="officer",
            name="enrolled_at",
            field=models.DateTimeField(
                default=datetime.datetime(2026, 1, 1, 0, 0, tzinfo=datetime.UTC), verbose_name="thêm lúc"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="officer",
            name="name_key",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="tên để xếp"),
        ),
        migrations.AddField(
            model_name="officer",
            name="rank",
            field=models.CharField(blank=True, max_length=60, verbose_name="cấp bậc hàm"),
        ),
        migrations.AddField(
            model_name="officer",
            name="search_key",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="tên để tìm"),
        ),
        migrations.AddField(
            model_name="unit",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử"),
        ),
        migrations.AddField(
            model_name="unit",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="ngày kết thúc"),
        ),
        migrations.AddField(
            model_name="unit",
            name="first",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="số đầu nhánh"),
        ),
        migrations.AddField(
            model_name="unit",
            name="founded_on",
            field=models.DateField(default=datetime.date(2026, 1, 1), verbose_name="ngày thành lập"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unit",
            name="heir",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inherited",
                to="organisation.unit",
                verbose_name="đơn vị kế thừa",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="last",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="số cuối nhánh"),
        ),
        migrations.AddField(
            model_name="unit",
            name="legacy_code",
            field=models.CharField(blank=True, max_length=13, verbose_name="mã định danh kiểu cũ"),
        ),
        migrations.AddField(
            model_name="unit",
            name="level",
            field=models.CharField(
                choices=[
                    ("ministry", "Bộ"),
                    ("department", "Cục và tương đương"),
                    ("province", "Công an tỉnh, thành phố"),
                    ("district", "Công an huyện"),
                    ("commune", "Công an xã, phường, đặc khu"),
                    ("division", "Phòng"),
                    ("team", "Đội"),
                ],
                default="ministry",
                max_length=20,
                verbose_name="cấp",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unit",
            name="lineage",
            field=models.CharField(default="0", editable=False, max_length=120, verbose_name="các số từ gốc"),
        ),
        migrations.AddField(
            model_name="unit",
            name="postal_address",
            field=models.CharField(blank=True, max_length=300, verbose_name="địa chỉ"),
        ),
        migrations.AddField(
            model_name="unit",
            name="search_key",
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name="tên để tìm"),
        ),
        migrations.AddField(
            model_name="unit",
            name="short_name",
            field=models.CharField(blank=True, max_length=100, verbose_name="tên viết tắt"),
        ),
        migrations.AddField(
            model_name="unit",
            name="telephone",
            field=models.CharField(blank=True, max_length=40, verbose_name="điện thoại"),
        ),
        migrations.AddField(
            model_name="unit",
            name="website",
            field=models.URLField(blank=True, verbose_name="trang thông tin"),
        ),
        migrations.AlterField(
            model_name="officer",
            name="duty",
            field=models.CharField(default="reader", max_length=20, verbose_name="nhiệm vụ"),
        ),
        migrations.AlterField(
            model_name="unit",
            name="code",
            field=models.CharField(max_length=35, verbose_name="mã định danh"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["first"], name="unit_first"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["code"], name="unit_code"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("heir", models.F("id")), _negated=True), name="unit_not_its_own_heir"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__in", ["ministry", "department", "province", "district", "commune", "division", "team"])
                ),
                name="unit_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gt", models.F("founded_on")), _connector="OR"
                ),
                name="unit_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("heir__isnull", True)),
                    models.Q(("ended_on__isnull", False), ("heir__isnull", False)),
                    _connector="OR",
                ),
                name="unit_ended_with_its_heir",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("first"))), name="unit_branch_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)), fields=("code",), name="unit_code_once_among_living"
            ),
        ),
        migrations.AddField(
            model_name="accessreview",
            name="opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người mở",
            ),
        ),
        migrations.AddField(
            model_name="accessreview",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="access_reviews",
                to="organisation.unit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityepoch",
            constraint=models.CheckConstraint(condition=models.Q(("id", 1)), name="authority_epoch_single"),
        ),
        migrations.AddConstraint(
            model_name="delegationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__in", ["TM", "KT", "TL", "TUQ"])), name="delegation_rule_capacity_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="delegationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("passed_on_as", ""), ("passed_on_as__in", ["own", "TM", "KT", "TL", "TUQ"]), _connector="OR"
                ),
                name="delegation_rule_passed_on_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                ),
                name="delegation_rule_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegationrule",
            constraint=models.UniqueConstraint(fields=("capacity", "valid_from"), name="delegation_rule_once_a_day"),
        ),
        migrations.AddField(
            model_name="emergencyaccess",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="emergencies",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người xin",
            ),
        ),
        migrations.AddField(
            model_name="emergencyaccess",
            name="reviewed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người hậu kiểm",
            ),
        ),
        migrations.AddField(
            model_name="emergencyaccess",
            name="seconded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người thứ hai",
            ),
        ),
        migrations.AddField(
            model_name="emergencyaccess",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.unit",
                verbose_name="tại đơn vị",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="effective_unit",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.unit",
                verbose_name="đơn vị có hiệu lực",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="given_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants_given",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người cấp",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người được cấp",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegations",
                to="organisation.grant",
                verbose_name="từ quyền",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="revoked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người thu hồi",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants",
                to="organisation.unit",
                verbose_name="tại đơn vị",
            ),
        ),
        migrations.AddField(
            model_name="emergencyaccess",
            name="grant",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="emergency",
                to="organisation.grant",
                verbose_name="quyền được cấp",
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người quyết định",
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="read_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intakes",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người gửi",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to=settings.AUTH_USER_MODEL,
                verbose_name="cán bộ",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="organisation.unit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants",
                to="organisation.post",
                verbose_name="theo vị trí công tác",
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người quyết định",
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="grant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="review_items",
                to="organisation.grant",
                verbose_name="quyền",
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="organisation.accessreview",
                verbose_name="đợt rà soát",
            ),
        ),
        migrations.AddField(
            model_name="rightsalarm",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người xác nhận",
            ),
        ),
        migrations.AddField(
            model_name="rightsalarm",
            name="grant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights_alarms",
                to="organisation.grant",
                verbose_name="quyền",
            ),
        ),
        migrations.AddField(
            model_name="rightsalarm",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người thay đổi",
            ),
        ),
        migrations.AddField(
            model_name="rightsalarm",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights_alarms",
                to=settings.AUTH_USER_MODEL,
                verbose_name="cán bộ",
            ),
        ),
        migrations.AddField(
            model_name="rightsalarm",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.unit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người cho thôi dùng",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="role",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants",
                to="organisation.role",
                verbose_name="vai trò",
            ),
        ),
        migrations.AddField(
            model_name="emergencyaccess",
            name="role",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.role",
                verbose_name="vai trò",
            ),
        ),
        migrations.AddConstraint(
            model_name="separationofduties",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first__in", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]),
                    ("second__in", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]),
                ),
                name="separation_permissions_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="separationofduties",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                ),
                name="separation_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="separationofduties",
            constraint=models.UniqueConstraint(fields=("first", "second", "valid_from"), name="separation_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="signinpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("administrator_idle_minutes__gte", 1),
                    ("idle_minutes__gte", 1),
                    ("lock_minutes__gte", 1),
                    ("longest_hours__gte", 1),
                    ("most_sessions__gte", 1),
                    ("shortest_password__gte", 8),
                    ("wrong_tries__gte", 1),
                ),
                name="sign_in_policy_possible",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="predecessor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successions_after",
                to="organisation.unit",
                verbose_name="đơn vị trước",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="successor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successions_before",
                to="organisation.unit",
                verbose_name="đơn vị sau",
            ),
        ),
        migrations.AddField(
            model_name="unitact",
            name="recorded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="unit_acts",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người ghi",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="act",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successions",
                to="organisation.unitact",
                verbose_name="theo quyết định",
            ),
        ),
        migrations.AddField(
            model_name="unitname",
            name="act",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="names",
                to="organisation.unitact",
                verbose_name="theo quyết định",
            ),
        ),
        migrations.AddField(
            model_name="unitname",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="names",
                to="organisation.unit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddField(
            model_name="unitplace",
            name="act",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="places",
                to="organisation.unitact",
                verbose_name="theo quyết định",
            ),
        ),
        migrations.AddField(
            model_name="unitplace",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="places_beneath",
                to="organisation.unit",
                verbose_name="đơn vị cấp trên",
            ),
        ),
        migrations.AddField(
            model_name="unitplace",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="places",
                to="organisation.unit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessreview",
            constraint=models.UniqueConstraint(fields=("unit", "year"), name="access_review_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="accessreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gt", models.F("opened_at"))), name="access_review_due_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="accessreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                ),
                name="access_review_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["units", "officers"])), name="intake_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["previewed", "applied", "discarded"])), name="intake_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "previewed")),
                    models.Q(
                        models.Q(("state", "previewed"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="intake_decided_by_someone",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["unit", "valid_from"], name="post_unit"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["head", "deputy", "member"])), name="post_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                ),
                name="post_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_main", True), ("valid_to__isnull", True)),
                fields=("officer",),
                name="post_one_open_main",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)),
                fields=("officer", "unit"),
                name="post_one_open_in_a_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "head"), ("valid_to__isnull", True)),
                fields=("unit",),
                name="post_one_open_head",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.UniqueConstraint(fields=("review", "grant"), name="review_item_once"),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__in", ["open", "confirmed", "ended", "lapsed"])),
                name="review_decision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "open")),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", True), ("decision", "lapsed")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("decision__in", ["confirmed", "ended"]),
                    ),
                    _connector="OR",
                ),
                name="review_item_decided_by_someone",
            ),
        ),
        migrations.AddIndex(
            model_name="rightsalarm",
            index=models.Index(condition=models.Q(("confirmed_at__isnull", True)), fields=["unit"], name="alarm_open"),
        ),
        migrations.AddConstraint(
            model_name="rightsalarm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cause__in", ["given", "delegated", "revoked", "lapsed", "role_changed", "emergency"])
                ),
                name="alarm_cause_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsalarm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="alarm_confirmed_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsalarm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True),
                    models.Q(
                        models.Q(("confirmed_by", models.F("officer")), _negated=True),
                        models.Q(
                            ("made_by__isnull", True),
                            models.Q(("confirmed_by", models.F("made_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="alarm_confirmed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(("mask__gt", 0), ("mask__lt", 262144)), name="role_mask_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="role_ended_by_someone",
            ),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["officer", "effective_to"], name="grant_officer"),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["effective_unit", "effective_to"], name="grant_unit"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                ),
                name="grant_moments_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("effective_to__gte", models.F("effective_from"))),
                name="grant_effective_moments_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("clearance__in", (1, 2))), name="grant_clearance_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["appointment", "delegation", "emergency", "setup"])),
                name="grant_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__in", ["own", "TM", "KT", "TL", "TUQ"])), name="grant_capacity_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("parent__isnull", False),
                        ("source", "delegation"),
                        models.Q(("capacity", "own"), _negated=True),
                    ),
                    models.Q(
                        models.Q(("source", "delegation"), _negated=True), ("capacity", "own"), ("parent__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="grant_delegated_from_a_grant",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="grant_not_from_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_by__isnull", False), ("source", "setup"), _connector="OR"),
                name="grant_given_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_by__isnull", True),
                    models.Q(("given_by", models.F("officer")), _negated=True),
                    _connector="OR",
                ),
                name="grant_not_to_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoke_reason", ""), ("revoked_at__isnull", True)),
                    ("revoked_at__isnull", False),
                    _connector="OR",
                ),
                name="grant_revoked_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("revoked_by__isnull", True), ("revoked_at__isnull", False), _connector="OR"),
                name="grant_revoked_at_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["requested", "refused", "open", "ended", "reviewed"])),
                name="emergency_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gte", 1), ("hours__lte", 72)), name="emergency_is_short"
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("seconded_at__isnull", True), ("seconded_by__isnull", True)),
                    models.Q(
                        ("seconded_at__isnull", False),
                        ("seconded_by__isnull", False),
                        models.Q(("seconded_by", models.F("officer")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="emergency_seconded_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("findings", ""), ("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                    models.Q(
                        ("reviewed_at__isnull", False),
                        ("reviewed_by__isnull", False),
                        models.Q(("reviewed_by", models.F("officer")), _negated=True),
                        models.Q(("reviewed_by", models.F("seconded_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="emergency_reviewed_by_a_third",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grant__isnull", True), ("state__in", ["requested", "refused"])),
                    models.Q(("grant__isnull", False), ("seconded_at__isnull", False)),
                    _connector="OR",
                ),
                name="emergency_opened_by_a_grant",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reviewed_at__isnull", False), ("state", "reviewed")),
                    models.Q(models.Q(("state", "reviewed"), _negated=True), ("reviewed_at__isnull", True)),
                    _connector="OR",
                ),
                name="emergency_reviewed_when_reviewed",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitact",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["found", "rename", "move", "merge", "split", "dissolve"])),
                name="unit_act_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("predecessor", models.F("successor")), _negated=True), name="succession_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(fields=("act", "predecessor", "successor"), name="succession_once"),
        ),
        migrations.AddIndex(
            model_name="unitname",
            index=models.Index(fields=["code", "valid_from"], name="unit_name_code"),
        ),
        migrations.AddConstraint(
            model_name="unitname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                ),
                name="unit_name_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__in", ["ministry", "department", "province", "district", "commune", "division", "team"])
                ),
                name="unit_name_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitname",
            constraint=models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_name_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="unitname",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)), fields=("unit",), name="unit_name_one_open"
            ),
        ),
        migrations.AddIndex(
            model_name="unitplace",
            index=models.Index(fields=["valid_from", "valid_to"], name="unit_place_days"),
        ),
        migrations.AddConstraint(
            model_name="unitplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                ),
                name="unit_place_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("unit")), _negated=True), name="unit_place_not_under_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="unitplace",
            constraint=models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_place_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="unitplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)), fields=("unit",), name="unit_place_one_open"
            ),
        ),
    ]
