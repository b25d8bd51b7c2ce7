"""Permissions of drafting and consultation: the masks have room for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0015_what_comes_down"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="grant",
            name="grant_narrowed_to_known",
        ),
        migrations.RemoveConstraint(
            model_name="role",
            name="role_mask_known",
        ),
        migrations.RemoveConstraint(
            model_name="separationofduties",
            name="separation_permissions_known",
        ),
        migrations.AlterField(
            model_name="separationofduties",
            name="first",
            field=models.PositiveSmallIntegerField(
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
                    (18, "Viết dự thảo"),
                    (19, "Chủ trì soạn thảo"),
                    (20, "Tổ chức lấy ý kiến"),
                    (21, "Góp ý trong đơn vị"),
                    (22, "Duyệt và gửi ý kiến của đơn vị"),
                    (23, "Tiếp thu, giải trình ý kiến"),
                    (24, "Quyết định ý kiến trình lãnh đạo"),
                    (25, "Ký nhận việc còn lại khi khép vòng"),
                ],
                verbose_name="việc trước",
            ),
        ),
        migrations.AlterField(
            model_name="separationofduties",
            name="second",
            field=models.PositiveSmallIntegerField(
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
                    (18, "Viết dự thảo"),
                    (19, "Chủ trì soạn thảo"),
                    (20, "Tổ chức lấy ý kiến"),
                    (21, "Góp ý trong đơn vị"),
                    (22, "Duyệt và gửi ý kiến của đơn vị"),
                    (23, "Tiếp thu, giải trình ý kiến"),
                    (24, "Quyết định ý kiến trình lãnh đạo"),
                    (25, "Ký nhận việc còn lại khi khép vòng"),
                ],
                verbose_name="việc sau",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("narrowed_to__isnull", True),
                    models.Q(("narrowed_to__gt", 0), ("narrowed_to__lt", 67108864)),
                    _connector="OR",
                ),
                name="grant_narrowed_to_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(("mask__gt", 0), ("mask__lt", 67108864)), name="role_mask_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="separationofduties",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "first__in",
                        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25],
                    ),
                    (
                        "second__in",
                        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25],
                    ),
                ),
                name="separation_permissions_known",
            ),
        ),
    ]
