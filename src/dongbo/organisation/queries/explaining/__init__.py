"""Why an officer may or may not do something, in sentences, and who else may."""

from dongbo.organisation.queries.explaining.answering import (
    Answer,
    Explanation,
    Link,
    Near,
    chain_of,
    explain,
    may_ask_about,
)
from dongbo.organisation.queries.explaining.reverse import who_can

__all__ = ["Answer", "Explanation", "Link", "Near", "chain_of", "explain", "may_ask_about", "who_can"]
