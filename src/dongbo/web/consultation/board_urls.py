"""Addresses of those who answer: the board of a round, its groups, its provisions, and what waits for whom."""

from dongbo.organisation.states import Permission
from dongbo.planning.rules.consultation import ASKING
from dongbo.web.consultation.views import board, board_group, board_place
from dongbo.web.routes import route

ANSWER, DECIDE = Permission.OPINION_ANSWER, Permission.OPINION_DECIDE

board_patterns = [
    route("consultations/<uuid:pk>/board/", board.board, name="board", needs=ASKING),
    route(
        "consultations/<uuid:pk>/board/provisions/<uuid:provision>/",
        board_place.board_provision,
        name="board-provision",
        needs=ASKING,
    ),
    route("consultations/<uuid:pk>/board/places/", board_place.board_places, name="board-places", needs=ASKING),
    route("opinion-groups/<uuid:pk>/", board_group.opinion_group, name="opinion-group", needs=ASKING),
    route("opinion-groups/mine/", board.opinion_groups_mine, name="opinion-groups-mine", needs=ANSWER),
    route("opinion-groups/to-decide/", board.opinion_groups_to_decide, name="opinion-groups-to-decide", needs=DECIDE),
]
