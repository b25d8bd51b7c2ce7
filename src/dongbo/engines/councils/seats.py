"""Who sits in the council, and how each takes part in a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dongbo.engines.councils.rules import Role


class Mode(StrEnum):
    """How a member takes part; a stand-in sits in his place without being the member."""

    ROOM = "room"
    ONLINE = "online"
    STAND_IN = "stand_in"
    EXCUSED = "excused"
    ABSENT = "absent"
    LEFT = "left"

    @property
    def label(self) -> str:
        """Return how the minutes put it."""
        return _MODES[self]


_MODES = {
    Mode.ROOM: "có mặt tại phòng họp",
    Mode.ONLINE: "dự họp trực tuyến",
    Mode.STAND_IN: "có người dự thay",
    Mode.EXCUSED: "vắng mặt có lý do",
    Mode.ABSENT: "vắng mặt",
    Mode.LEFT: "đã rời cuộc họp",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A member: who it is, in which role, and whether a conflict of interest is recorded."""

    key: str
    role: Role
    conflicted: bool = False


Attendance = Mapping[str, Mode]
"""The key of a seat → how the member takes part; who is missing is absent."""
