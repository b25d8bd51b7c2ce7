"""The opinions of the first round grouped, given out, answered, decided, and held against the next version."""

from datetime import datetime, timedelta

from dongbo.documents.models import Document, Version
from dongbo.jobs.demo.answers import (
    BASIS,
    BY_THE_LEADER,
    BY_THE_TEAM,
    SIGNATURE,
    SIGNED_TOPIC,
    TO_THE_LEADER,
    Answered,
)
from dongbo.jobs.demo.ministry import Ministry
from dongbo.jobs.demo.opinions import TOPICS
from dongbo.jobs.demo.plan_text import DIRECTED, PARTS, Places, moments
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Consultation, OpinionGroup
from dongbo.planning.operations.answering import (
    answer_group,
    assign_groups,
    decide_group,
    group_round,
    join_groups,
    put_to_leader,
)
from dongbo.planning.operations.closure import examine_round, sign_lines, state_basis
from dongbo.planning.operations.following import follow_opinions
from dongbo.planning.states import BasisKind

BETWEEN = timedelta(minutes=9)


BY_HAND = "fifty-metres"
"""Two opinions that ask for the same in other words: the team puts them together itself."""

TOPIC_OF = {said.text: name for name, topic in TOPICS.items() for said in topic.said}
"""The topic of an opinion, by its words."""


def topics_of(consultation: Consultation) -> dict[str, OpinionGroup]:
    """Return the group that serves each topic."""
    return {topic: groups[0] for topic, groups in _all_groups(consultation).items()}


def _all_groups(consultation: Consultation) -> dict[str, list[OpinionGroup]]:
    found: dict[str, dict[OpinionGroup, None]] = {}
    sent = consultation.opinions.filter(group__isnull=False).select_related("group").order_by("number")
    for one in sent:
        if one.group is not None:
            found.setdefault(TOPIC_OF[one.text], {})[one.group] = None
    return {topic: list(groups) for topic, groups in found.items()}


def answer_first_round(ministry: Ministry, consultation: Consultation, places: Places, *, at: datetime) -> None:
    """This will group the opinions, give the groups out, and answer all but what the story leaves open."""
    moment = moments(at, BETWEEN)
    group_round(consultation=consultation, by=ministry.lead, at=next(moment))
    join_groups(groups=_all_groups(consultation)[BY_HAND], by=ministry.lead, at=next(moment))
    groups = topics_of(consultation)
    givers = _given_out(groups)
    for name, given in givers.items():
        to = ministry.officers[name].officer
        assign_groups(consultation=consultation, groups=given, to=to, by=ministry.lead, at=next(moment))
    for topic, answer in BY_THE_TEAM.items():
        by = _answerer(ministry, groups[topic], givers)
        answer_group(
            group=groups[topic],
            outcome=answer.outcome,
            response=answer.response,
            reason=answer.reason,
            changed_in=[places[path] for path in answer.changed_in],
            by=by,
            at=next(moment),
        )
    for topic, (question, response) in TO_THE_LEADER.items():
        put_to_leader(group=groups[topic], question=question, response=response, by=ministry.lead, at=next(moment))
    for topic, decided in BY_THE_LEADER.items():
        _decide(groups[topic], decided, places, by=ministry.officers["lanh-dao"], at=next(moment))


def examine_first_round(
    ministry: Ministry,
    consultation: Consultation,
    version: Version,
    places: Places,
    directive: Document,
    *,
    at: datetime,
) -> None:
    """This will hold the answers against the version that was written for them; of what is found one thing is mended
    by saying on what it rests, and one is signed for by the leader."""
    follow_opinions(version=version, at=at)
    moment = moments(at + BETWEEN, BETWEEN)
    lines = examine_round(consultation=consultation, version=version, by=ministry.lead, at=next(moment))
    state_basis(
        consultation=consultation,
        version=version,
        provision=places[DIRECTED.path],
        kind=BasisKind.DIRECTIVE,
        document=directive,
        note=BASIS,
        by=ministry.lead,
        at=next(moment),
    )
    group = topics_of(consultation)[SIGNED_TOPIC]
    signed = [line for line in lines if line.group_id == group.pk]
    sign_lines(lines=signed, note=SIGNATURE, by=ministry.officers["lanh-dao"], at=next(moment))


def _given_out(groups: dict[str, OpinionGroup]) -> dict[str, list[OpinionGroup]]:
    """Return which groups each member of the team answers: those of his part."""
    return {
        name: [group for topic, group in groups.items() if TOPICS[topic].path.startswith(parts)]
        for name, parts in PARTS.items()
    }


def _answerer(ministry: Ministry, group: OpinionGroup, givers: dict[str, list[OpinionGroup]]) -> Acting:
    names = [name for name, given in givers.items() if group in given]
    return ministry.officers[names[0]] if names else ministry.lead


def _decide(group: OpinionGroup, decided: Answered, places: Places, *, by: Acting, at: datetime) -> None:
    decide_group(
        group=group,
        outcome=decided.outcome,
        response=decided.response,
        reason=decided.reason,
        changed_in=[places[path] for path in decided.changed_in],
        by=by,
        at=at,
    )
