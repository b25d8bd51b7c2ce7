"""Every address is walked as every kind of officer, over records that could leak, and held against the slow oracle.

A new address fails here until it is said below who may open it. Every rule must both let somebody in and turn away
somebody who could be let in elsewhere, so that none can say the same to everybody.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from dongbo.documents.models import Document
from dongbo.jobs.consultation_papers import write_now
from dongbo.organisation.models import (
    AccessReview,
    DelegationRule,
    EmergencyAccess,
    Grant,
    Intake,
    Officer,
    Post,
    Role,
    SeparationOfDuties,
    Unit,
    UnitAct,
    WrongTries,
)
from dongbo.organisation.operations.delegations import delegate
from dongbo.organisation.operations.emergencies import request_emergency
from dongbo.organisation.operations.grants import give_grant
from dongbo.organisation.operations.intake import read_intake
from dongbo.organisation.operations.reviews import open_reviews
from dongbo.organisation.operations.signing_in import begin_try
from dongbo.organisation.operations.units import found_unit
from dongbo.organisation.queries.signing_in import policy_at
from dongbo.organisation.states import Access, Capacity, Decision, IntakeKind, Level, Permission, PostKind
from dongbo.planning.models import (
    Consultation,
    ConsultationPaper,
    Consultee,
    DirectiveNotice,
    DraftingDossier,
    Opinion,
    OpinionForm,
    OpinionGroup,
    OpinionLetter,
    RecipientList,
    ReplyTerm,
    SpecialDay,
)
from dongbo.planning.operations.consultations import (
    add_recipients,
    prepare_consultation,
    save_recipient_list,
    send_consultation,
)
from dongbo.planning.operations.opinions.forms import take_form
from dongbo.planning.operations.opinions.letters import attach_letter
from dongbo.planning.operations.opinions.remarks import raise_remark
from dongbo.planning.operations.papers import request_paper
from dongbo.planning.states import OpinionKind, PaperForm
from dongbo.web.routes import needs_of
from tests.builders import PASSWORD, enrolled
from tests.planning.opinions.filling import filled_form
from tests.web.addresses import Address, Arguments, Rule, World, records_of, sees
from tests.web.branches import CLOSED, NORTHERN, SHARED, SOUTHERN, SUBJECTS, Branches, two_branches
from tests.web.closing import close
from tests.web.council_addresses import ADDRESSES as COUNCIL_ADDRESSES
from tests.web.council_addresses import WORKBOOKS as COUNCIL_WORKBOOKS
from tests.web.council_addresses import hidden_of_council
from tests.web.northern_council import northern_council
from tests.web.northern_draft import DRAFT_TEXT, northern_draft
from tests.web.northern_notice import northern_notice
from tests.web.oracle import Oracle, Who
from tests.web.review_addresses import reads_plan_of_council

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.builders import Site

P = Permission

EMERGENCY_REASON = "Khôi phục máy chủ cầu phao"
GRANT_REASON = "Bổ nhiệm theo đợt luân chuyển tháng chạp"
INTAKE_NAME = "danh-sach-luan-chuyen.csv"
LOCKED_FROM = "198.51.100.77"
ROUND_TITLE = "Xin ý kiến về cầu phao dã chiến"
REMARK_TEXT = "Nên thay bằng phà tự hành"
GROUP_TEXT = "Các đơn vị xin thêm dây neo chịu sóng"


# --- who may open an address that is about one record -----------------------------------------------------------------


def paper(permission: Permission) -> Rule:
    """Who reads the document and holds the permission at its unit: circulating lets others read, and no more."""

    def rule(world: World, who: Who, document: Document) -> bool:
        access = Access(document.access)
        if permission == P.DOCUMENT_READ:
            return sees(world, who, permission, document.unit, access)
        kept = max(access, Access.UNIT)
        reads = sees(world, who, P.DOCUMENT_READ, document.unit, access)
        return reads and sees(world, who, permission, document.unit, Access(kept))

    return rule


def appraisal(permission: Permission) -> Rule:
    """Who reads the plan and every directive it was held against, and holds the permission on the plan."""

    def rule(world: World, who: Who, _record: object) -> bool:
        every = [world.branches.plan, world.branches.northern, world.branches.closed]
        reads = all(sees(world, who, P.DOCUMENT_READ, one.document.unit, Access(one.document.access)) for one in every)
        plan = world.branches.plan.document
        return reads and sees(world, who, permission, plan.unit, Access(plan.access))

    return rule


def link(permission: Permission) -> Rule:
    """Who reads both ends, and holds the permission on the plan."""

    def rule(world: World, who: Who, _record: object) -> bool:
        ends = [world.branches.plan.document, world.branches.closed.document]
        reads = all(sees(world, who, P.DOCUMENT_READ, one.unit, Access(one.access)) for one in ends)
        return reads and sees(world, who, permission, ends[0].unit, Access(ends[0].access))

    return rule


def at_unit(permission: Permission) -> Rule:
    """Who holds the permission at the unit."""

    def rule(world: World, who: Who, unit: Unit) -> bool:
        return sees(world, who, permission, unit)

    return rule


def of_officer(permission: Permission, *, himself: bool) -> Rule:
    """Who holds the permission at a unit where the officer has a post, or is the officer."""

    def rule(world: World, who: Who, officer: Officer) -> bool:
        posts = Post.objects.filter(officer=officer).select_related("unit")
        there = any(sees(world, who, permission, post.unit) for post in posts)
        return there or (himself and officer == who.officer and who.principal is None)

    return rule


def grant_read(world: World, who: Who, grant: Grant) -> bool:
    """Who reads grants at its unit, holds it, or passed it on."""
    himself = who.principal is None and who.officer in (grant.officer, world.oracle.principal(grant))
    return himself or sees(world, who, P.GRANT_READ, grant.unit)


def grant_revoked(world: World, who: Who, grant: Grant) -> bool:
    """Who gives rights at its unit, or passed it on, himself or as whom he acts for."""
    passed_on = any(
        link.officer == who.officer and world.oracle.principal(link) == who.principal
        for link in world.oracle.chain(grant)[1:]
    )
    return grant_read(world, who, grant) and (passed_on or sees(world, who, P.GRANT_GIVE, grant.unit))


def grant_passed_on(world: World, who: Who, grant: Grant) -> bool:
    """Who holds it in the capacity he acts in, while its whole chain carries anything."""
    alive = any(all(world.oracle.stands(link, one) for link in world.oracle.chain(grant)) for one in P)
    return alive and grant.officer == who.officer and world.oracle.principal(grant) == who.principal


def lock_lifted(world: World, who: Who, lock: WrongTries) -> bool:
    """Who enrols officers where the one who is locked out has a post."""
    return of_officer(P.OFFICER_ENROL, himself=False)(world, who, lock.officer)


def act_ahead(_world: World, _who: Who, act: UnitAct) -> bool:
    """Whoever reorganises anywhere is shown it while its day has not come; the operation asks for the unit."""
    return act.effective_on > timezone.localdate()


def own_intake(world: World, who: Who, intake: Intake) -> bool:
    """Who brought it."""
    return who.principal is None and intake.read_by == who.officer


def emergency(*permissions: Permission) -> Rule:
    """Who asked for it, or holds one of the permissions at its unit."""

    def rule(world: World, who: Who, record: EmergencyAccess) -> bool:
        there = any(sees(world, who, permission, record.unit) for permission in permissions)
        return there or (who.principal is None and who.officer == record.officer)

    return rule


def review(world: World, who: Who, record: AccessReview) -> bool:
    """Who confirms or opens reviews at its unit."""
    return any(sees(world, who, permission, record.unit) for permission in (P.REVIEW_CONFIRM, P.REVIEW_OPEN))


def leads(world: World, who: Who, consultation: Consultation) -> bool:
    """Who leads rounds where the document is kept."""
    return asks(P.CONSULTATION_LEAD)(world, who, consultation)


def asks(*permissions: Permission) -> Rule:
    """Who holds one of the permissions of the side that asks where the document is kept."""

    def rule(world: World, who: Who, consultation: Consultation) -> bool:
        document = consultation.document
        kept = Access(max(document.access, Access.UNIT))
        return any(sees(world, who, permission, document.unit, kept) for permission in permissions)

    return rule


def drafts(*permissions: Permission) -> Rule:
    """Who leads or writes drafts where the document is kept, and holds all of the permissions there."""

    def rule(world: World, who: Who, dossier: DraftingDossier) -> bool:
        document = dossier.document
        kept = Access(max(document.access, Access.UNIT))
        opens = any(sees(world, who, one, document.unit, kept) for one in (P.DRAFT_LEAD, P.DRAFT_WRITE))
        return opens and all(sees(world, who, one, document.unit, kept) for one in permissions)

    return rule


def writes(world: World, who: Who, dossier: DraftingDossier) -> bool:
    """Who writes drafts there and is in the team, as whomever he acts."""
    in_team = dossier.members.filter(officer=who.officer, ended_at__isnull=True).exists()
    return in_team and drafts(P.DRAFT_WRITE)(world, who, dossier)


def is_asked(world: World, who: Who, consultee: Consultee) -> bool:
    """Who raises or sends opinions at a unit that is asked."""
    kept = Access(max(consultee.consultation.document.access, Access.UNIT))
    return any(sees(world, who, permission, consultee.unit, kept) for permission in (P.OPINION_RAISE, P.OPINION_SEND))


def replies(*permissions: Permission) -> Rule:
    """Who holds one of the permissions at a unit that is asked."""

    def rule(world: World, who: Who, consultee: Consultee) -> bool:
        kept = Access(max(consultee.consultation.document.access, Access.UNIT))
        return any(sees(world, who, permission, consultee.unit, kept) for permission in permissions)

    return rule


def of_consultee(*rules: Rule) -> Rule:
    """Whom one of the rules lets at the unit, or in the round, that a record is about."""

    def rule(world: World, who: Who, record: Opinion | OpinionForm | OpinionLetter) -> bool:
        return any(one(world, who, record.consultee) for one in rules)

    return rule


def of_paper(rule: Rule) -> Rule:
    """Whom the rule lets in the round that a paper is of."""
    return lambda world, who, record: rule(world, who, record.consultation)


def asking_of(*permissions: Permission) -> Rule:
    """Who holds one of the permissions of the side that asks in the round of a unit."""
    return lambda world, who, consultee: asks(*permissions)(world, who, consultee.consultation)


def either(*rules: Rule) -> Rule:
    """Whom one of the rules lets."""
    return lambda world, who, record: any(one(world, who, record) for one in rules)


def keeps_list(world: World, who: Who, kept: RecipientList) -> bool:
    """Who leads rounds at the unit that keeps it."""
    return sees(world, who, P.CONSULTATION_LEAD, kept.unit)


# --- the table --------------------------------------------------------------------------------------------------------


def versions(ending: Arguments | None = None) -> Callable[[World], list[tuple[Arguments, Any]]]:
    def found(world: World) -> list[tuple[Arguments, Any]]:
        every = ("shared", "northern", "closed", "southern", "plan")
        return [
            ([getattr(world.branches, name).pk, *(ending or [])], getattr(world.branches, name).document)
            for name in every
        ]

    return found


def pairs(world: World) -> list[tuple[Arguments, Any]]:
    return [([*key, *key], document) for key, document in versions()(world)]


def documents(world: World) -> list[tuple[Arguments, Any]]:
    return [([document.pk], document) for _key, document in versions()(world)]


def the_appraisal(*ending: object) -> Callable[[World], list[tuple[Arguments, Any]]]:
    return lambda world: [([world.branches.appraisal.pk, *ending], world.branches.appraisal)]


def one_pair(_world: World) -> str:
    return f"?document={CLOSED}&directive=I/2&plan=II/2"


def the_link(world: World) -> list[tuple[Arguments, Any]]:
    return [([world.branches.link.pk], world.branches.link)]


def histories(world: World) -> list[tuple[Arguments, Any]]:
    return [(["document", document.pk], document) for _key, document in versions()(world)]


def the_draft(world: World) -> list[tuple[Arguments, Any]]:
    return [([world.draft.pk], world.draft)]


def of_the_draft(rows: str) -> Callable[[World], list[tuple[Arguments, Any]]]:
    return lambda world: [([world.draft.pk, row.pk], world.draft) for row in getattr(world.draft, rows).order_by("pk")]


def the_draft_since(world: World) -> list[tuple[Arguments, Any]]:
    return [([world.draft.pk, world.draft.document.versions.get(ordinal=1).pk], world.draft)]


def the_draft_as_word(world: World) -> list[tuple[Arguments, Any]]:
    return [([world.draft.pk, "docx"], world.draft)]


def the_annex(world: World) -> list[tuple[Arguments, Any]]:
    version = world.draft.document.versions.get(ordinal=2)
    return [([world.draft.pk, version.provisions.get(kind="phu_luc").provision_id], world.draft)]


def the_consultees(world: World) -> list[tuple[Arguments, Any]]:
    return consultees_and()(world)


def consultees_and(*ending: object) -> Callable[[World], list[tuple[Arguments, Any]]]:
    rows = Consultee.objects.select_related("consultation__document__unit").order_by("pk")
    return lambda _world: [([one.consultation_id, one.pk, *ending], one.consultation) for one in rows.all()]


def round_and(*ending: object) -> Callable[[World], list[tuple[Arguments, Any]]]:
    return lambda _world: [([one.pk, *ending], one) for one in Consultation.objects.order_by("pk")]


def provisions_asked_about(_world: World) -> list[tuple[Arguments, Any]]:
    found = Consultation.objects.order_by("pk")
    return [([one.pk, one.version.provisions.get(path="I/1").provision_id], one) for one in found]


def units_asked(*ending: object) -> Callable[[World], list[tuple[Arguments, Any]]]:
    rows = Consultee.objects.select_related("unit", "consultation__document__unit").order_by("pk")
    return lambda _world: [([one.pk, *ending], one) for one in rows.all()]


LIVING = records_of(Unit.objects.filter(is_living=True))
UNITS, OFFICERS, GRANTS = records_of(Unit), records_of(Officer), records_of(Grant)
POSTS, ROLES = records_of(Post), records_of(Role, key="code")
INTAKES, REVIEWS = records_of(Intake), records_of(AccessReview)
EMERGENCIES = records_of(EmergencyAccess)
LOCKS = records_of(WrongTries.objects.filter(locked_until__isnull=False))
ROUNDS = records_of(Consultation)
NOTICES = records_of(DirectiveNotice)
PAPERS = records_of(ConsultationPaper)
ASKING = (P.CONSULTATION_LEAD, P.OPINION_ANSWER, P.OPINION_DECIDE, P.CLOSURE_SIGN)
ASKED = (P.OPINION_RAISE, P.OPINION_SEND)
RECEIVES = (P.CONSULTATION_LEAD, P.OPINION_ANSWER)
LEADS = (P.CONSULTATION_LEAD,)
BRINGS = (P.UNIT_REORGANISE, P.OFFICER_ENROL)
FOLLOWS = (P.REVIEW_CONFIRM, P.REVIEW_OPEN)
HELPS = (P.EMERGENCY_SECOND, P.EMERGENCY_REVIEW)

FOR_EVERYONE = {
    "sign-in", "account_login", "account_inactive", "socialaccount_login_cancelled", "mfa_authenticate",
    "passkey-options", "passkey-sign-in", "openid_connect_login", "openid_connect_callback", "activate", "set_language",
}  # fmt: skip
FOR_OFFICERS_THEMSELVES = {
    "sign-in-again", "sign-in-continue", "sign-out", "account", "account-password", "account-application",
    "account-passkey", "account-factor-remove", "account-codes-new", "account-codes", "account-session-end",
    "account-sessions-end", "account-history", "act-for",
}  # fmt: skip
"""What an officer does with his own account; the tests of signing in hold these."""

DRAFTS = (P.DRAFT_LEAD, P.DRAFT_WRITE)

ADDRESSES: dict[str, Address] = {
    "home": Address(),
    "units": Address(),
    "unit-choices": Address(),
    "unit": Address(records=UNITS),
    "unit-act": Address(records=records_of(UnitAct)),
    "unit-act-withdraw": Address((P.UNIT_REORGANISE,), act_ahead, records_of(UnitAct)),
    "unit-found": Address((P.UNIT_REORGANISE,)),
    "unit-merge": Address((P.UNIT_REORGANISE,)),
    "unit-rename": Address((P.UNIT_REORGANISE,), at_unit(P.UNIT_REORGANISE), LIVING),
    "unit-contact": Address((P.UNIT_REORGANISE,), at_unit(P.UNIT_REORGANISE), LIVING),
    "unit-move": Address((P.UNIT_REORGANISE,), at_unit(P.UNIT_REORGANISE), LIVING),
    "unit-split": Address((P.UNIT_REORGANISE,), at_unit(P.UNIT_REORGANISE), LIVING),
    "unit-dissolve": Address((P.UNIT_REORGANISE,), at_unit(P.UNIT_REORGANISE), LIVING),
    "officers": Address(),
    "officer-choices": Address(),
    "officer": Address((), of_officer(P.OFFICER_READ, himself=True), OFFICERS),
    "officer-enrol": Address((P.OFFICER_ENROL,)),
    "officer-correct": Address((P.OFFICER_ENROL,), of_officer(P.OFFICER_ENROL, himself=False), OFFICERS),
    "officer-appoint": Address((P.OFFICER_ENROL,), of_officer(P.OFFICER_ENROL, himself=False), OFFICERS),
    "officer-transfer": Address((P.OFFICER_ENROL,), of_officer(P.OFFICER_ENROL, himself=False), OFFICERS),
    "officer-suspend": Address((P.OFFICER_ENROL,), of_officer(P.OFFICER_ENROL, himself=False), OFFICERS),
    "officer-reinstate": Address((P.OFFICER_ENROL,), of_officer(P.OFFICER_ENROL, himself=False), OFFICERS),
    "officer-activation": Address((P.OFFICER_ENROL,), of_officer(P.OFFICER_ENROL, himself=False), OFFICERS, "post"),
    "post-end": Address(
        (P.OFFICER_ENROL,), lambda world, who, post: sees(world, who, P.OFFICER_ENROL, post.unit), POSTS
    ),
    "intakes": Address(BRINGS),
    "intake-new": Address(BRINGS),
    "intake-template": Address(BRINGS, None, lambda _world: [(["units"], None), (["officers"], None)]),
    "intake": Address(BRINGS, own_intake, INTAKES),
    "intake-refused": Address(BRINGS, own_intake, INTAKES),
    "sign-in-locks": Address((P.OFFICER_ENROL,)),
    "sign-in-unlock": Address((P.OFFICER_ENROL,), lock_lifted, LOCKS, "post"),
    "second-factors-lost": Address((P.OFFICER_ENROL,)),
    "sign-in-policies": Address((P.ROLE_DEFINE,)),
    "sign-in-policy-new": Address((P.ROLE_DEFINE,)),
    "password-forgotten": Address((P.OFFICER_ENROL,)),
    "grants": Address(),
    "grant": Address((), grant_read, GRANTS),
    "grant-revoke": Address((), grant_revoked, GRANTS),
    "grant-delegate": Address((), grant_passed_on, GRANTS),
    "grant-give": Address((P.GRANT_GIVE,)),
    "delegations": Address(),
    "explain": Address(),
    "who-can": Address((P.GRANT_READ,)),
    "roles": Address(),
    "role": Address(records=ROLES),
    "role-define": Address((P.ROLE_DEFINE,)),
    "role-change": Address((P.ROLE_DEFINE,), None, ROLES),
    "role-end": Address((P.ROLE_DEFINE,), None, ROLES),
    "legal-rules": Address(),
    "delegation-rule": Address((P.ROLE_DEFINE,)),
    "delegation-rule-end": Address((P.ROLE_DEFINE,), None, records_of(DelegationRule)),
    "separation": Address((P.ROLE_DEFINE,)),
    "separation-end": Address((P.ROLE_DEFINE,), None, records_of(SeparationOfDuties)),
    "alarms": Address(),
    "alarms-confirm": Address((P.ALARM_CONFIRM,), method="post"),
    "access-reviews": Address(FOLLOWS),
    "access-reviews-open": Address((P.REVIEW_OPEN,)),
    "access-review": Address(FOLLOWS, review, REVIEWS),
    "access-review-decide": Address(
        (P.REVIEW_CONFIRM,),
        lambda world, who, record: sees(world, who, P.REVIEW_CONFIRM, record.unit),
        REVIEWS,
        "post",
    ),
    "emergencies": Address(),
    "emergency-new": Address(),
    "emergency": Address((), emergency(*HELPS), EMERGENCIES),
    "emergency-end": Address((), emergency(*HELPS), EMERGENCIES, "post"),
    "emergency-answer": Address((P.EMERGENCY_SECOND,), emergency(*HELPS), EMERGENCIES, "post"),
    "emergency-review": Address((P.EMERGENCY_REVIEW,), emergency(*HELPS), EMERGENCIES, "post"),
    "ledger": Address((P.LEDGER_READ,)),
    "record-history": Address(
        (P.LEDGER_READ,),
        lambda world, who, record: (
            paper(P.DOCUMENT_READ)(world, who, record) and sees(world, who, P.LEDGER_READ, record.unit)
        ),
        histories,
    ),
    "search": Address((P.DOCUMENT_READ,)),
    "documents": Address((P.DOCUMENT_READ,)),
    "document-new": Address((P.DOCUMENT_REGISTER,)),
    "document": Address((P.DOCUMENT_READ,), paper(P.DOCUMENT_READ), documents),
    "document-edit": Address((P.DOCUMENT_REGISTER,), paper(P.DOCUMENT_REGISTER), documents),
    "document-place": Address((P.DOCUMENT_REGISTER,), paper(P.DOCUMENT_REGISTER), documents),
    "version-new": Address((P.DOCUMENT_REGISTER,), paper(P.DOCUMENT_REGISTER), documents),
    "version": Address((P.DOCUMENT_READ,), paper(P.DOCUMENT_READ), versions()),
    "version-file": Address((P.DOCUMENT_READ,), paper(P.DOCUMENT_READ), versions()),
    "version-export": Address((P.DOCUMENT_READ,), paper(P.DOCUMENT_READ), versions(["md"])),
    "version-review": Address((P.DOCUMENT_READ,), paper(P.DOCUMENT_READ), versions()),
    "version-mend": Address((P.DOCUMENT_MEND,), paper(P.DOCUMENT_MEND), versions(), "post"),
    "version-freeze": Address((P.DOCUMENT_FREEZE,), paper(P.DOCUMENT_FREEZE), versions(), "post"),
    "version-discard": Address((P.DOCUMENT_REGISTER,), paper(P.DOCUMENT_REGISTER), versions(), "post"),
    "redline": Address((P.DOCUMENT_READ,), paper(P.DOCUMENT_READ), pairs),
    "redline-word": Address((P.DOCUMENT_READ,), paper(P.DOCUMENT_READ), pairs),
    "appraisals": Address((P.DOCUMENT_READ,)),
    "appraisal-new": Address((P.APPRAISAL_REQUEST,)),
    "appraisal": Address((P.DOCUMENT_READ,), appraisal(P.DOCUMENT_READ), the_appraisal()),
    "appraisal-restart": Address((P.APPRAISAL_REQUEST,), appraisal(P.APPRAISAL_REQUEST), the_appraisal(), "post"),
    "appraisal-report": Address((P.DOCUMENT_READ,), appraisal(P.DOCUMENT_READ), the_appraisal("json")),
    "pair": Address((P.DOCUMENT_READ,), appraisal(P.DOCUMENT_READ), the_appraisal(), query=one_pair),
    "links": Address((P.DOCUMENT_READ,)),
    "link-new": Address((P.LINK_DECIDE,)),
    "link": Address((P.DOCUMENT_READ,), link(P.DOCUMENT_READ), the_link),
    "link-decide": Address((P.LINK_DECIDE,), link(P.LINK_DECIDE), the_link, "post"),
    "directive-notices": Address((P.LINK_DECIDE,)),
    "directive-notice": Address((P.LINK_DECIDE,), link(P.LINK_DECIDE), NOTICES),
    "directive-notice-settle": Address((P.LINK_DECIDE,), link(P.LINK_DECIDE), NOTICES, "post"),
    "dossiers": Address(DRAFTS),
    "dossier-new": Address((P.DRAFT_LEAD,)),
    "dossier-continue": Address((P.DRAFT_LEAD,)),
    "document-choices": Address(DRAFTS),
    "figures-blank": Address(DRAFTS),
    "dossier": Address(DRAFTS, drafts(), the_draft),
    "dossier-close": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), the_draft),
    "dossier-reopen": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), the_draft),
    "dossier-team": Address(DRAFTS, drafts(), the_draft),
    "dossier-member": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), of_the_draft("members")),
    "dossier-member-end": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), of_the_draft("members"), "post"),
    "dossier-bases": Address(DRAFTS, drafts(), the_draft),
    "dossier-bases-cite": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), the_draft, "post"),
    "dossier-basis": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), of_the_draft("legal_bases"), "post"),
    "dossier-road-map": Address(DRAFTS, drafts(), the_draft),
    "dossier-milestone": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), of_the_draft("milestones")),
    "dossier-milestone-done": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), of_the_draft("milestones"), "post"),
    "dossier-milestone-remove": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), of_the_draft("milestones"), "post"),
    "dossier-figures": Address(DRAFTS, drafts(), the_draft),
    "dossier-figures-import": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), the_draft),
    "dossier-figure-remove": Address((P.DRAFT_LEAD,), drafts(P.DRAFT_LEAD), of_the_draft("current_figures"), "post"),
    "writing": Address(DRAFTS, drafts(), the_draft),
    "writing-presence": Address(DRAFTS, drafts(), the_draft),
    "writing-references": Address(DRAFTS, drafts(), the_draft),
    "writing-compare": Address(DRAFTS, drafts(), the_draft),
    "writing-redline": Address(DRAFTS, drafts(P.DOCUMENT_READ), the_draft_since),
    "writing-redline-word": Address(DRAFTS, drafts(P.DOCUMENT_READ), the_draft_since),
    "writing-export": Address(DRAFTS, drafts(), the_draft_as_word),
    "writing-opening": Address((P.DRAFT_WRITE,), writes, the_draft),
    "writing-freeze": Address((P.DOCUMENT_FREEZE,), drafts(P.DOCUMENT_FREEZE), the_draft),
    "writing-begin": Address((P.DRAFT_WRITE,), writes, the_draft, "post"),
    "writing-provision": Address((P.DRAFT_WRITE,), writes, the_annex),
    "writing-keep": Address((P.DRAFT_WRITE,), writes, the_annex, "post"),
    "writing-forget": Address((P.DRAFT_WRITE,), drafts(P.DRAFT_WRITE), the_annex, "post"),
    "writing-merge": Address((P.DRAFT_WRITE,), drafts(P.DRAFT_WRITE), the_annex),
    "writing-refer": Address((P.DRAFT_WRITE,), writes, the_annex),
    "writing-history": Address(DRAFTS, drafts(), the_annex),
    "writing-move": Address((P.DRAFT_WRITE,), writes, the_annex),
    "writing-remove": Address((P.DRAFT_WRITE,), writes, the_annex),
    "writing-table": Address(DRAFTS, drafts(), the_annex),
    "writing-table-export": Address(DRAFTS, drafts(), the_annex),
    "writing-table-import": Address((P.DRAFT_WRITE,), writes, the_annex),
    "consultations": Address(ASKING),
    "consultation-new": Address(LEADS),
    "consultation-deadline": Address(LEADS),
    "consultation": Address(ASKING, asks(*ASKING), ROUNDS),
    "consultation-edit": Address(LEADS, leads, ROUNDS),
    "consultation-recipients": Address(LEADS, leads, ROUNDS),
    "consultation-recipients-remove": Address(LEADS, leads, ROUNDS, "post"),
    "consultation-recipients-keep": Address(LEADS, leads, ROUNDS, "post"),
    "consultation-send": Address(LEADS, leads, ROUNDS),
    "consultation-extend": Address(LEADS, leads, ROUNDS),
    "consultee-extend": Address(LEADS, leads, the_consultees),
    "consultation-close": Address(LEADS, leads, ROUNDS),
    "consultation-remind": Address(LEADS, leads, ROUNDS, "post"),
    "consultation-papers": Address(ASKING, asks(*ASKING), ROUNDS),
    "consultation-letter": Address(ASKING, asks(*ASKING), round_and("request", "docx")),
    "consultation-receipt": Address(ASKING, asks(*ASKING), consultees_and("docx")),
    "consultation-statistics": Address(ASKING, asks(*ASKING), ROUNDS),
    "consultation-paper-file": Address(ASKING, of_paper(asks(*ASKING)), PAPERS),
    "consultation-paper-restart": Address(ASKING, of_paper(asks(*ASKING)), PAPERS, "post"),
    "reply-receipt": Address(ASKED, is_asked, units_asked("docx")),
    "replies": Address(ASKED),
    "reply": Address(ASKED, replies(*ASKED), units_asked()),
    "reply-read": Address(ASKED, replies(*ASKED), units_asked()),
    "reply-sent": Address(ASKED, replies(*ASKED), units_asked()),
    "reply-answer": Address(ASKED, replies(*ASKED), units_asked()),
    "reply-send": Address((P.OPINION_SEND,), replies(P.OPINION_SEND), units_asked()),
    "reply-agree": Address((P.OPINION_SEND,), replies(P.OPINION_SEND), units_asked(), "post"),
    "reply-form-blank": Address(ASKED, replies(*ASKED), units_asked("xlsx")),
    "reply-form-new": Address(ASKED, replies(*ASKED), units_asked()),
    "reply-form": Address(ASKED, of_consultee(replies(*ASKED)), records_of(OpinionForm)),
    "reply-form-file": Address(ASKED, of_consultee(replies(*ASKED)), records_of(OpinionForm)),
    "reply-form-marked": Address(ASKED, of_consultee(replies(*ASKED)), records_of(OpinionForm)),
    "answer-give-back": Address(LEADS, asking_of(*LEADS), units_asked()),
    "remark-new": Address((P.OPINION_RAISE,), replies(P.OPINION_RAISE), units_asked()),
    "remark-edit": Address(ASKED, of_consultee(replies(*ASKED)), records_of(Opinion)),
    "remark-withdraw": Address(ASKED, of_consultee(replies(*ASKED)), records_of(Opinion), "post"),
    "remark-choose": Address((P.OPINION_SEND,), of_consultee(replies(P.OPINION_SEND)), records_of(Opinion), "post"),
    "remark-leave": Address((P.OPINION_SEND,), of_consultee(replies(P.OPINION_SEND)), records_of(Opinion), "post"),
    "letter-new": Address((*ASKED, *RECEIVES), either(replies(*ASKED), asking_of(*RECEIVES)), units_asked()),
    "letter": Address((*ASKED, *ASKING), of_consultee(replies(*ASKED), asking_of(*ASKING)), records_of(OpinionLetter)),
    "letter-file": Address(
        (*ASKED, *ASKING), of_consultee(replies(*ASKED), asking_of(*ASKING)), records_of(OpinionLetter)
    ),
    "letter-answer": Address(RECEIVES, of_consultee(asking_of(*RECEIVES)), records_of(OpinionLetter)),
    "letter-split": Address(RECEIVES, of_consultee(asking_of(*RECEIVES)), records_of(OpinionLetter)),
    "board": Address(ASKING, asks(*ASKING), ROUNDS),
    "board-provision": Address(ASKING, asks(*ASKING), provisions_asked_about),
    "board-places": Address(ASKING, asks(*ASKING), ROUNDS, query=lambda _world: "?place=muc+tieu"),
    "opinion-group": Address(
        ASKING, lambda world, who, group: asks(*ASKING)(world, who, group.consultation), records_of(OpinionGroup)
    ),
    "opinion-groups-mine": Address((P.OPINION_ANSWER,)),
    "opinion-groups-to-decide": Address((P.OPINION_DECIDE,)),
    "closure": Address(ASKING, asks(*ASKING), ROUNDS),
    "closure-basis": Address((P.OPINION_ANSWER,), asks(P.OPINION_ANSWER), ROUNDS),
    "opinions-now": Address(ASKING, asks(*ASKING), ROUNDS),
    "recipient-lists": Address(LEADS),
    "recipient-list-end": Address(LEADS, keeps_list, records_of(RecipientList), "post"),
    "reply-terms": Address(),
    "reply-term-new": Address((P.ROLE_DEFINE,)),
    "reply-term-end": Address((P.ROLE_DEFINE,), None, records_of(ReplyTerm.objects.filter(code="internal"))),
    "special-days": Address(),
    "special-day-new": Address((P.ROLE_DEFINE,)),
    "special-days-import": Address((P.ROLE_DEFINE,)),
    "special-day-remove": Address(
        (P.ROLE_DEFINE,), None, records_of(SpecialDay.objects.filter(day="2026-05-01")), "post"
    ),
    **COUNCIL_ADDRESSES,
}


# --- the walk ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def world(site: Site, at: datetime) -> World:
    """Two branches with papers of every access, officers of every kind, and rights and workbooks with marks."""
    branches, by = two_branches(site=site, at=at), site.administrator
    head = enrolled("bac-truong", "unit-head", unit=branches.north, by=by, at=at, kind=PostKind.HEAD)
    deputy = enrolled("bac-pho", "reader", unit=branches.north, by=by, at=at, kind=PostKind.DEPUTY, covers_branch=False)
    organiser = enrolled("bac-to-chuc", "organisation-officer", unit=branches.north, by=by, at=at)
    enrolled("nam-truong", "unit-head", unit=branches.south, by=by, at=at, kind=PostKind.HEAD)
    held = Grant.objects.get(officer=head.officer)
    delegate(
        grant=held, to=deputy.officer, capacity=Capacity.KT, decision=Decision("15/QĐ", timezone.localdate(at)),
        reason=GRANT_REASON, by=head, at=at,
    )  # fmt: skip
    auditor = enrolled("bac-an-ninh", "security-officer", unit=branches.north, by=by, at=at)
    give_grant(
        officer=auditor.officer, role=Role.objects.get(code="reader"), unit=branches.north, covers_branch=True,
        clearance=Access.UNIT, by=by, at=at,
    )  # fmt: skip
    ahead = timezone.localdate() + timedelta(days=30)
    found_unit(code="G99.03", name="Cục Giữa", level=Level.DEPARTMENT, parent=site.unit, founded_on=ahead, by=by, at=at)
    shut_out = enrolled("bac-vang", "reader", unit=branches.north, by=by, at=at)
    lock_out(shut_out.officer, address=LOCKED_FROM, at=timezone.now())
    lock_out(Officer.objects.get(username="nam-truong"), address="198.51.100.78", at=timezone.now())
    open_reviews(year=2026, due_at=at.replace(year=2027), by=by, at=at)
    reader = Role.objects.get(code="reader")
    leader = enrolled("bac-chu-tri", "drafting-head", unit=branches.north, by=by, at=at)
    enrolled("nam-chu-tri", "drafting-head", unit=branches.south, by=by, at=at)
    enrolled("bac-soan-thao", "drafting-officer", unit=branches.north, by=by, at=at)
    southern_head = enrolled("nam-gop-y", "opinion-head", unit=branches.south, by=by, at=at)
    give_grant(
        officer=southern_head.officer, role=reader, unit=branches.south, covers_branch=True, clearance=Access.UNIT,
        by=by, at=at,
    )  # fmt: skip
    enrolled("bac-gop-y", "opinion-head", unit=branches.north, by=by, at=at)
    enrolled("bac-lanh-dao", "deciding-leader", unit=branches.north, by=by, at=at)
    consulted = ("bac-chu-tri", "nam-chu-tri", "bac-soan-thao", "bac-gop-y", "nam-gop-y", "bac-lanh-dao")
    people = {name: Who(acting.officer) for name, acting in vars_of(branches).items()}
    people |= {name: Who(Officer.objects.get(username=name)) for name in consulted}
    people |= {
        "administrator": Who(by.officer),
        "planner": Who(site.planner.officer),
        "head": Who(head.officer),
        "deputy": Who(deputy.officer),
        "deputy for the head": Who(deputy.officer, head.officer),
        "organiser": Who(organiser.officer),
        "auditor": Who(auditor.officer),
    }
    northern_notice(branches, at=at)
    council = northern_council(branches, site=site, at=at)
    people |= {name: Who(acting.officer) for name, acting in council.people.items()}
    emergency = request_emergency(
        role=reader, unit=branches.north, hours=4, reason=EMERGENCY_REASON, by=branches.north_reader, at=at
    )
    return World(
        branches=branches,
        people=people,
        oracle=Oracle(timezone.now()),
        emergency=emergency,
        intake=read_intake(
            kind=IntakeKind.OFFICERS,
            data="Tên đăng nhập,Họ và tên,Mã đơn vị,Chức vụ,Từ ngày\nmoi,Người Mới,G99.01,Cán bộ,1/12/2026\n".encode(),
            file_name=INTAKE_NAME,
            by=organiser,
            at=at,
        ),
        marked=Grant.objects.get(reason=GRANT_REASON),
        lock=WrongTries.objects.get(officer=shut_out.officer, address=LOCKED_FROM),
        round=round_of_the_north(branches, leader, southern_head, at=at),
        draft=northern_draft(branches, leader, at=at),
        council=council.council,
    )


def round_of_the_north(branches: Branches, leader: Acting, head: Acting, *, at: datetime) -> Consultation:
    """The north asks the south about its plan, keeps the south as a list, and has a remark, a form and a letter."""
    prepared = prepare_consultation(
        version=branches.plan, title=ROUND_TITLE, term=ReplyTerm.objects.get(code="internal"), days=5, by=leader, at=at
    )
    save_recipient_list(name="Phía Nam", unit=branches.north, units=[branches.south], by=leader, at=at)
    add_recipients(consultation=prepared, units=[branches.south], token=lambda: "bieu-nam", by=leader, at=at)
    sent = send_consultation(consultation=prepared, by=leader, at=at)
    OpinionGroup.objects.create(consultation=sent, ordinal=1, representative=GROUP_TEXT)
    unit = sent.consultees.get()
    raise_remark(consultee=unit, kind=OpinionKind.SUBSTANCE, text=REMARK_TEXT, by=head, at=at)
    take_form(consultee=unit, data=filled_form(unit, []), file_name="phieu.xlsx", by=head, at=at)
    attach_letter(
        consultee=unit, data=b"Cong van gop y", file_name="cong-van.txt", number="", issued_on=None, by=head, at=at
    )
    write_now(
        paper=request_paper(
            consultation=sent, version=branches.plan, form=PaperForm.STATISTICS, by=leader, at=at
        ),
        at=at,
    )  # fmt: skip
    return sent


def lock_out(officer: Officer, *, address: str, at: datetime) -> None:
    """Try a wrong password as often as the policy allows."""
    for _ in range(policy_at(at).wrong_tries):
        begin_try(username=officer.username, address=address, at=at)


def vars_of(branches: Branches) -> dict[str, Any]:
    names = ("north_reader", "south_reader", "south_planner", "north_cleared", "outsider")
    return {name: getattr(branches, name) for name in names}


def browser_of(who: Who) -> Client:
    """Return the officer's browser, signed in through the page, acting for whom he chose."""
    client = Client()
    client.post(reverse("sign-in"), {"login": who.officer.username, "password": PASSWORD})
    if who.principal is not None:
        client.post(reverse("act-for"), {"principal": who.principal.pk})
    return client


def names(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        found |= names(pattern.url_patterns) if isinstance(pattern, URLResolver) else {str(pattern.name)}
    return found


def test_every_address_says_for_whom_it_is() -> None:
    declared = set(ADDRESSES) | FOR_EVERYONE | FOR_OFFICERS_THEMSELVES
    assert names(get_resolver().url_patterns) == declared


def test_no_address_is_open_that_does_not_say_so() -> None:
    def silent(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
        found: set[str] = set()
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found |= silent(pattern.url_patterns)
            elif needs_of(pattern.callback) is None:
                found.add(str(pattern.name))
        return found

    assert silent(get_resolver().url_patterns) == set()


def hidden_marks(world: World, who: Who) -> dict[str, str]:
    """Return the words that no page may show him, by what they belong to."""
    branches = world.branches
    papers = {
        SUBJECTS[SHARED]: branches.shared,
        SUBJECTS[NORTHERN]: branches.northern,
        SUBJECTS[CLOSED]: branches.closed,
        SUBJECTS[SOUTHERN]: branches.southern,
    }
    found = {
        subject.removeprefix("Về "): "document"
        for subject, version in papers.items()
        if not paper(P.DOCUMENT_READ)(world, who, version.document)
    }
    is_known = asks(*ASKING)(world, who, world.round) or any(
        is_asked(world, who, one) for one in world.round.consultees.all()
    )
    if not is_known:
        found[ROUND_TITLE] = "round"
    if not drafts()(world, who, world.draft):
        found[DRAFT_TEXT] = "draft"
    if not any(is_asked(world, who, one) for one in world.round.consultees.all()):
        found[REMARK_TEXT] = "remark"
    if not emergency(*HELPS)(world, who, world.emergency):
        found[EMERGENCY_REASON] = "emergency"
    if not grant_read(world, who, world.marked):
        found[GRANT_REASON] = "grant"
    if not own_intake(world, who, world.intake):
        found[INTAKE_NAME] = "intake"
    if not lock_lifted(world, who, world.lock):
        found[LOCKED_FROM] = "lock"
    if not asks(*ASKING)(world, who, world.round):
        found[GROUP_TEXT] = "group of opinions"
    if reads_plan_of_council(world, who, world.council):
        found.pop(SUBJECTS[SHARED].removeprefix("Về "), None)
    return found | hidden_of_council(world, who)


def asked(client: Client, method: str, address: str) -> tuple[int, str]:
    """Ask and take back whatever it did; return the status and what was shown, a packed file unpacked."""
    with transaction.atomic():
        answer = getattr(client, method)(address)
        shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
        close(answer)
        transaction.set_rollback(True)
    if is_zipfile(BytesIO(shown)):
        with ZipFile(BytesIO(shown)) as packed:
            shown = b"\n".join(packed.read(name) for name in packed.namelist())
    return answer.status_code, shown.decode(errors="replace")


REFUSED = {403, 404}
WORKBOOKS = {
    "units", "officers", "intakes", "sign-in-locks", "sign-in-policies", "grants", "roles", "alarms", "access-reviews",
    "access-review", "emergencies", "ledger", "record-history", "documents", "redline", "appraisals", "links",
    "directive-notices", "directive-notice",
    "consultations", "consultation", "board", "consultation-statistics", "special-days", "replies", "dossiers",
    "dossier-figures", *COUNCIL_WORKBOOKS,
}  # fmt: skip
"""What also leaves as a workbook."""


@dataclass(slots=True)
class Walk:
    """What came of walking: answers that are not the oracle's, words shown to whom they are hidden from, and how
    often each address let in, turned away for the record, and turned away whoever holds none of what it needs.
    """

    wrong: list[tuple[object, ...]] = field(default_factory=list)
    leaked: list[tuple[object, ...]] = field(default_factory=list)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def go(self, world: World, person: str) -> None:
        """Ask for every address as `person`, about every record."""
        who = world.people[person]
        client, hidden = browser_of(who), hidden_marks(world, who)
        held = {permission for permission in P if world.oracle.holds(who, permission)}
        for name, address in ADDRESSES.items():
            entitled = not address.needs or bool(held & set(address.needs))
            records = address.records(world)
            # The address itself turns away who holds nothing it needs, before it looks at the record.
            for arguments, record in records if entitled else records[:1]:
                allowed = entitled and (address.rule is None or address.rule(world, who, record))
                outcome = "allowed" if allowed else "refused" if entitled else "not entitled"
                self.counted[name, outcome] += 1
                path = reverse(name, args=arguments) + address.query(world)
                for method, asked_for in ways(name, address.method, path, outcome):
                    status, shown = asked(client, method, asked_for)
                    as_expected = status < 500 and status not in REFUSED if allowed else status in REFUSED
                    if not as_expected:
                        self.wrong.append((person, name, arguments, method, status, allowed))
                    self.leaked += [(person, name, arguments, kind) for mark, kind in hidden.items() if mark in shown]


def ways(name: str, method: str, path: str, outcome: str) -> list[tuple[str, str]]:
    """Return how it is asked: who is let in takes the workbook too, and who is turned away for the record tries to act
    on it besides.
    """
    workbook = [("get", path + "?export=xlsx")] if outcome == "allowed" and name in WORKBOOKS else []
    act = [("post", path)] if outcome == "refused" and method != "post" else []
    return [(method, path), *workbook, *act]


def test_every_address_opens_for_whom_the_oracle_lets_and_shows_no_more(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="django.request")
    walk = Walk()
    for person in world.people:
        walk.go(world, person)
    assert walk.wrong == []
    assert walk.leaked == []
    says_yes = {name for name in ADDRESSES if walk.counted[name, "allowed"]}
    assert says_yes == set(ADDRESSES)
    says_no = {name for name in ADDRESSES if walk.counted[name, "refused"]}
    assert says_no == {name for name, address in ADDRESSES.items() if address.rule is not None}
    turns_away = {name for name in ADDRESSES if walk.counted[name, "not entitled"]}
    assert turns_away == {name for name, address in ADDRESSES.items() if address.needs}


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_is_not_signed_in_is_led_to_the_sign_in_page_from_everywhere(method: str, world: World) -> None:
    first = {name: address.records(world)[0][0] for name, address in ADDRESSES.items()}
    addresses = first | {name: [] for name in FOR_OFFICERS_THEMSELVES} | {"account-factor-remove": [1]}
    stranger = Client()
    for name, arguments in addresses.items():
        answer = getattr(stranger, method)(reverse(name, args=arguments))
        assert (name, answer.status_code, answer.headers.get("Location", "")[:9]) == (name, 302, "/sign-in/")
        assert SUBJECTS[SHARED].removeprefix("Về ") not in answer.content.decode()
