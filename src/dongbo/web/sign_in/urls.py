"""Addresses of signing in and of one's account.

Names that begin with account_, mfa_, openid_connect_ or socialaccount_ are what allauth itself leads to.
"""

from dongbo.organisation.states import Permission
from dongbo.web.routes import Audience, route
from dongbo.web.sign_in import provider
from dongbo.web.sign_in.confirming import keeps_no_form, reachable_while_locked, settles_account
from dongbo.web.sign_in.views import account, again, entering, factors, helping, policies

EVERYONE, OFFICERS = Audience.EVERYONE, Audience.OFFICERS

sign_in = entering.SignIn.as_view()
sign_out = keeps_no_form(reachable_while_locked(entering.sign_out))

urlpatterns = [
    route("sign-in/", sign_in, name="sign-in", needs=EVERYONE),
    route("sign-in/", sign_in, name="account_login", needs=EVERYONE),
    route("sign-in/", sign_in, name="account_inactive", needs=EVERYONE),
    route("sign-in/", sign_in, name="socialaccount_login_cancelled", needs=EVERYONE),
    route("sign-in/second/", entering.SecondFactor.as_view(), name="mfa_authenticate", needs=EVERYONE),
    route("sign-in/passkey/options/", entering.passkey_options, name="passkey-options", needs=EVERYONE),
    route("sign-in/passkey/", entering.passkey_sign_in, name="passkey-sign-in", needs=EVERYONE),
    route("sign-in/<slug:provider_id>/begin/", provider.provider_sign_in, name="openid_connect_login", needs=EVERYONE),
    route(
        "sign-in/<slug:provider_id>/answer/", provider.provider_answer, name="openid_connect_callback", needs=EVERYONE
    ),
    route("sign-in/again/", again.again, name="sign-in-again", needs=OFFICERS),
    route("sign-in/continue/", again.going_on, name="sign-in-continue", needs=OFFICERS),
    route("sign-out/", sign_out, name="sign-out", needs=OFFICERS),
    route("account/", settles_account(account.account), name="account", needs=OFFICERS),
    route("account/password/", settles_account(account.password), name="account-password", needs=OFFICERS),
    route("account/application/", settles_account(factors.add_application), name="account-application", needs=OFFICERS),
    route("account/passkeys/new/", settles_account(factors.add_passkey), name="account-passkey", needs=OFFICERS),
    route("account/factors/<int:factor>/remove/", factors.remove_factor, name="account-factor-remove", needs=OFFICERS),
    route("account/codes/new/", settles_account(factors.make_codes), name="account-codes-new", needs=OFFICERS),
    route("account/codes/", settles_account(factors.codes), name="account-codes", needs=OFFICERS),
    route("account/sessions/end/", account.end_one, name="account-session-end", needs=OFFICERS),
    route("account/sessions/end-others/", account.end_others, name="account-sessions-end", needs=OFFICERS),
    route("account/history/", account.history, name="account-history", needs=OFFICERS),
    route("account/locks/", helping.locks, name="sign-in-locks", needs=Permission.OFFICER_ENROL),
    route("account/locks/<int:lock>/lift/", helping.unlock, name="sign-in-unlock", needs=Permission.OFFICER_ENROL),
    route("account/forgotten/", helping.forgotten, name="password-forgotten", needs=Permission.OFFICER_ENROL),
    route("account/factors/lost/", helping.factors_lost, name="second-factors-lost", needs=Permission.OFFICER_ENROL),
    route("sign-in-policies/", policies.policies, name="sign-in-policies", needs=Permission.ROLE_DEFINE),
    route("sign-in-policies/new/", policies.policy_new, name="sign-in-policy-new", needs=Permission.ROLE_DEFINE),
    route("activate/<str:token>/", keeps_no_form(entering.activate), name="activate", needs=EVERYONE),
]
