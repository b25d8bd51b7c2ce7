"""Writes of sign-in: tries and locks, sessions, passwords and second factors, and requests kept through a lock."""

from dongbo.organisation.operations.signing_in.credentials import (
    activate_account,
    change_password,
    note_password_set,
    note_second_factor,
    use_code,
    withdraw_password,
)
from dongbo.organisation.operations.signing_in.keeping import Sent, SentFile, forget_kept, keep_request
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
    "activate_account",
    "begin_try",
    "change_password",
    "end_session",
    "end_sessions",
    "forget_kept",
    "forgive_tries",
    "keep_request",
    "note_confirmed",
    "note_password_set",
    "note_refused",
    "note_second_factor",
    "note_seen",
    "note_wrong_try",
    "sign_in",
    "sign_out",
    "take_back_try",
    "unlock_account",
    "use_code",
    "withdraw_password",
]
