"""What each kind of event in the ledger is called on the screen."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "organisation.unit_founded": _("Lập đơn vị"),
    "organisation.officer_enrolled": _("Thêm cán bộ"),
    "organisation.site_established": _("Lập hệ thống"),
    "organisation.grant_given": _("Cấp quyền"),
    "documents.document_registered": _("Đăng ký văn bản"),
    "documents.document_placed": _("Đổi nơi lưu, mức phổ biến"),
    "documents.restricted_read": _("Đọc văn bản hạn chế"),
    "documents.version_imported": _("Nhập bản mới"),
    "documents.document_corrected": _("Sửa thông tin văn bản"),
    "documents.provision_promoted": _("Nâng cấp điều khoản"),
    "documents.provision_demoted": _("Hạ cấp điều khoản"),
    "documents.provision_merged": _("Gộp điều khoản"),
    "documents.provision_split": _("Tách điều khoản"),
    "documents.provision_retyped": _("Đổi loại điều khoản"),
    "documents.version_frozen": _("Chốt bản"),
    "documents.version_discarded": _("Bỏ bản đang rà soát"),
    "documents.secret_refused": _("Từ chối tài liệu mật"),
    "planning.appraisal_requested": _("Yêu cầu đối chiếu"),
    "planning.appraisal_finished": _("Đối chiếu xong"),
    "planning.appraisal_failed": _("Đối chiếu không thành"),
    "planning.link_confirmed": _("Xác nhận liên kết"),
    "planning.link_rejected": _("Bác bỏ liên kết"),
}
"""The name of an event by its kind; a kind missing here is shown as it is recorded."""


def act_name(kind: str) -> str:
    """Return what an event of `kind` is called."""
    return str(ACTS.get(kind, kind))
