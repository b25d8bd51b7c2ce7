"""Meetings of a council: agenda, who is there, and what is said."""

import uuid

from django.db import models
from django.db.models import Q

from dongbo.planning.models.appraisal_dossiers import AppraisalDossier
from dongbo.planning.models.columns import an_officer, known, nobody_yet, when_and_by
from dongbo.planning.models.councils import Council, CouncilSeat
from dongbo.planning.states import AttendanceMode, MeetingState


class Meeting(models.Model):
    """One meeting on one dossier. `chair` presides: the chair, or a vice-chair authorised for it (`chair_basis`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.PROTECT, related_name="meetings")
    dossier = models.ForeignKey(
        AppraisalDossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="meetings"
    )
    ordinal = models.PositiveIntegerField("phiên")
    starts_at = models.DateTimeField("họp lúc")
    place = models.CharField("địa điểm", max_length=300)
    online_way = models.CharField("cách dự trực tuyến", max_length=500, blank=True)
    chair = models.ForeignKey(CouncilSeat, verbose_name="chủ tọa", on_delete=models.PROTECT, related_name="+")
    chair_basis = models.CharField("căn cứ chủ tọa thay", max_length=300, blank=True)
    secretary = models.ForeignKey(CouncilSeat, verbose_name="thư ký", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("trạng thái", max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    planned_at = models.DateTimeField("lập lúc")
    planned_by = an_officer("người lập")
    called_at = models.DateTimeField("mời lúc", null=True, blank=True)
    called_by = nobody_yet("người mời")
    opened_at = models.DateTimeField("khai mạc lúc", null=True, blank=True)
    opened_by = nobody_yet("người khai mạc")
    closed_at = models.DateTimeField("bế mạc lúc", null=True, blank=True)
    closed_by = nobody_yet("người bế mạc")
    concluded_at = models.DateTimeField("thông báo kết luận lúc", null=True, blank=True)
    concluded_by = nobody_yet("người ký thông báo")
    cancel_reason = models.CharField("lý do hoãn, hủy", max_length=500, blank=True)

    class Meta:
        verbose_name = "phiên họp hội đồng"
        ordering = ("council", "-ordinal")
        constraints = (
            models.UniqueConstraint(fields=("council", "ordinal"), name="meeting_ordinal_once"),
            models.UniqueConstraint(
                fields=("council",), condition=Q(state=MeetingState.OPEN), name="meeting_one_open_a_council"
            ),
            known("state", MeetingState, "meeting_state_known"),
            when_and_by("called", "meeting_called_by_someone"),
            when_and_by("opened", "meeting_opened_by_someone"),
            when_and_by("closed", "meeting_closed_by_someone"),
            when_and_by("concluded", "meeting_concluded_by_someone"),
            models.CheckConstraint(
                condition=Q(
                    state__in=(MeetingState.OPEN, MeetingState.CLOSED, MeetingState.CONCLUDED), opened_at__isnull=False
                )
                | ~Q(state__in=(MeetingState.OPEN, MeetingState.CLOSED, MeetingState.CONCLUDED))
                & Q(opened_at__isnull=True),
                name="meeting_opened_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(MeetingState.CLOSED, MeetingState.CONCLUDED), closed_at__isnull=False)
                | ~Q(state__in=(MeetingState.CLOSED, MeetingState.CONCLUDED)) & Q(closed_at__isnull=True),
                name="meeting_closed_when",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CONCLUDED, concluded_at__isnull=False)
                | ~Q(state=MeetingState.CONCLUDED) & Q(concluded_at__isnull=True),
                name="meeting_concluded_when",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CANCELLED) & ~Q(cancel_reason="")
                | ~Q(state=MeetingState.CANCELLED) & Q(cancel_reason=""),
                name="meeting_cancelled_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.council} – phiên {self.ordinal}"


class AgendaItem(models.Model):
    """One item of a meeting's agenda."""

    meeting = models.ForeignKey(Meeting, verbose_name="phiên họp", on_delete=models.PROTECT, related_name="agenda")
    rank = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("nội dung", max_length=300)
    presenter = models.CharField("người trình bày", max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField("số phút", null=True, blank=True)

    class Meta:
        verbose_name = "nội dung chương trình họp"
        ordering = ("meeting", "rank")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "rank"), name="agenda_rank_once"),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_said"),
        )

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """How a member is at a meeting; a stand-in is named, speaks as the rules allow, and has no vote."""

    meeting = models.ForeignKey(Meeting, verbose_name="phiên họp", on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(
        CouncilSeat, verbose_name="thành viên", on_delete=models.PROTECT, related_name="attendances"
    )
    mode = models.CharField("dự họp", max_length=10, choices=AttendanceMode.choices)
    stand_in = models.CharField("người dự thay", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    marked_at = models.DateTimeField("điểm danh lúc")
    marked_by = an_officer("người điểm danh")

    class Meta:
        verbose_name = "điểm danh"
        ordering = ("meeting", "seat__rank", "pk")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "seat"), name="attendance_once"),
            known("mode", AttendanceMode, "attendance_mode_known"),
            models.CheckConstraint(
                condition=Q(mode=AttendanceMode.STAND_IN) & ~Q(stand_in="")
                | ~Q(mode=AttendanceMode.STAND_IN) & Q(stand_in=""),
                name="attendance_stand_in_named",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat}"


class DiscussionNote(models.Model):
    """What was said at a meeting, as the secretary writes it down; `is_dissent` where a member reserves his opinion."""

    meeting = models.ForeignKey(Meeting, verbose_name="phiên họp", on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(
        AgendaItem, verbose_name="nội dung", null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    seat = models.ForeignKey(
        CouncilSeat, verbose_name="người phát biểu", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    speaker = models.CharField("người phát biểu ngoài hội đồng", max_length=200, blank=True)
    text = models.TextField("nội dung")
    is_dissent = models.BooleanField("bảo lưu ý kiến", default=False)
    noted_at = models.DateTimeField("ghi lúc")
    noted_by = an_officer("người ghi")
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_by = nobody_yet("người rút")

    class Meta:
        verbose_name = "ghi chép thảo luận"
        ordering = ("meeting", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="discussion_said"),
            models.CheckConstraint(
                condition=Q(is_dissent=False) | Q(seat__isnull=False), name="discussion_dissent_of_a_member"
            ),
            when_and_by("withdrawn", "discussion_withdrawn_by_someone"),
        )

    def __str__(self) -> str:
        return self.text
