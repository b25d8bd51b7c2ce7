"""Writes of sign-in: the policy of the day, tries and locks, sessions, passwords and second factors, and requests kept
through a lock.
"""

from dongbo.organisation.operations.signing_in.credentials import (
    change_password,
    note_password_set,
    note_second_factor,
    use_code,
    withdraw_password,
    withdraw_second_factors,
)
from dongbo.organisation.operations.signing_in.keeping import (
    Sent,
    SentFile,
    forget_kept,
    keep_request,
    let_go_on,
    stop_going_on,
)
from dongbo.organisation.operations.signing_in.policy import set_sign_in_policy
from dongbo.organisation.operations.signing_in.sessions import (
    Browser,
    end_session,
    end_sessions,
    note_confirmed,
    note_refused,
    note_seen,
    sign_in,
    sign_out,
)
from dongbo.organisation.operations.signing_in.tries import (
    AccountLocked,
    Try,
    begin_try,
    forgive_tries,
    note_wrong_try,
    take_back_try,
    unlock_account,
)

__all__ = [
    "AccountLocked",
    "Browser",
    "Sent",
    "SentFile",
    "Try",
    "begin_try",
    "change_password",
    "end_session",
    "end_sessions",
    "forget_kept",
    "forgive_tries",
    "keep_request",
    "let_go_on",
    "note_confirmed",
    "note_password_set",
    "note_refused",
    "note_second_factor",
    "note_seen",
    "note_wrong_try",
    "set_sign_in_policy",
    "sign_in",
    "sign_out",
    "stop_going_on",
    "take_back_try",
    "unlock_account",
    "use_code",
    "withdraw_password",
    "withdraw_second_factors",
]
