"""Writes: grouping the opinions of a round, giving them out, and answering them."""

from dongbo.planning.operations.answering.answers import answer_group, name_places, put_to_leader, reopen_group
from dongbo.planning.operations.answering.arranging import assign_groups, join_groups, split_group
from dongbo.planning.operations.answering.deciding import decide_group
from dongbo.planning.operations.answering.grouping import fail_grouping, group_round, request_grouping

__all__ = [
    "answer_group",
    "assign_groups",
    "decide_group",
    "fail_grouping",
    "group_round",
    "join_groups",
    "name_places",
    "put_to_leader",
    "reopen_group",
    "request_grouping",
    "split_group",
]
