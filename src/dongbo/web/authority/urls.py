"""Addresses of grants, delegations, roles, rules and explanations, each with those it is for."""

from dongbo.organisation.states import Permission
from dongbo.web.authority.views import asking, delegating, grants, roles, rules
from dongbo.web.routes import Audience, route

GIVE, DEFINE = Permission.GRANT_GIVE, Permission.ROLE_DEFINE

urlpatterns = [
    route("grants/", grants.grants, name="grants", needs=Audience.OFFICERS),
    route("grants/new/", grants.grant_give, name="grant-give", needs=GIVE),
    route("grants/<int:pk>/", grants.grant, name="grant", needs=Audience.OFFICERS),
    route("grants/<int:pk>/revoke/", grants.grant_revoke, name="grant-revoke", needs=Audience.OFFICERS),
    route("grants/<int:pk>/delegate/", delegating.delegate, name="grant-delegate", needs=Audience.OFFICERS),
    route("delegations/", delegating.delegations, name="delegations", needs=Audience.OFFICERS),
    route("explain/", asking.explain, name="explain", needs=Audience.OFFICERS),
    route("who-can/", asking.who_can, name="who-can", needs=Permission.GRANT_READ),
    route("roles/", roles.roles, name="roles", needs=Audience.OFFICERS),
    route("roles/new/", roles.role_define, name="role-define", needs=DEFINE),
    route("roles/<slug:code>/", roles.role, name="role", needs=Audience.OFFICERS),
    route("roles/<slug:code>/edit/", roles.role_change, name="role-change", needs=DEFINE),
    route("roles/<slug:code>/end/", roles.role_end, name="role-end", needs=DEFINE),
    route("legal-rules/", rules.rules, name="legal-rules", needs=Audience.OFFICERS),
    route("legal-rules/delegation/new/", rules.delegation_rule, name="delegation-rule", needs=DEFINE),
    route("legal-rules/delegation/<int:pk>/end/", rules.delegation_end, name="delegation-rule-end", needs=DEFINE),
    route("legal-rules/separation/new/", rules.separation, name="separation", needs=DEFINE),
    route("legal-rules/separation/<int:pk>/end/", rules.separation_end, name="separation-end", needs=DEFINE),
]
