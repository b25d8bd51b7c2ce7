"""What counts as having said something, where law asks for a reason."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_WORDS = 3
"""A reason has at least so many different words; "abc" or "aaa aaa aaa" is none."""


def require_words(text: str, *, field: str, what: str) -> None:
    """This will see that `text` says something. Raises ValidationError, by `field`, calling it `what`."""
    words = {word.casefold() for word in text.split() if any(letter.isalpha() for letter in word)}
    if len(words) < FEWEST_WORDS:
        raise ValidationError(
            {
                field: _("Hãy viết rõ %(what)s, ít nhất %(count)d từ, để người xem lại hiểu được.")
                % {"what": what, "count": FEWEST_WORDS}
            }
        )
