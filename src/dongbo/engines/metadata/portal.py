"""A title under which a paper was published, held against the paper's own text."""

import re
from collections.abc import Iterator

from dongbo.engines.metadata.atoms import is_upper
from dongbo.engines.metadata.model import Metadata, MetadataFinding
from dongbo.engines.numbers import DocumentNumber, find_numbers, type_named
from dongbo.engines.vietnamese import bigrams, fold, syllables

_FEWEST_PAIRS = 5


def check_title(
    title: str, line: int | None, metadata: Metadata, number: DocumentNumber | None
) -> Iterator[MetadataFinding]:
    """Yield what a portal's title says otherwise than the paper: its number, its type, its subject.

    `line` is the title's place where the file itself carries it. `number` may be one with a blank ordinal.
    """
    own = _titled_number(title)
    places = (*metadata.lines_of("number", "type"), *((line,) if line else ()))
    if own and number and _differs(own, number):
        yield MetadataFinding(
            "portal_number_differs",
            f"Tiêu đề trên cổng ghi số {own.text} nhưng văn bản ghi số {number.text}.",
            ("number",),
            places,
        )
    titled = _titled_type(title)
    if titled and metadata.type and titled not in (metadata.type, "Văn bản hợp nhất"):
        yield MetadataFinding(
            "portal_type_differs",
            f"Tiêu đề trên cổng ghi “{titled}” nhưng văn bản là “{metadata.type}”.",
            ("type",),
            places,
        )
    if metadata.subject and _little_in_common(title, metadata.subject):
        yield MetadataFinding(
            "portal_subject_differs",
            "Trích yếu trong văn bản khác hẳn tiêu đề trên cổng; có thể tệp đính kèm là của văn bản khác.",
            ("subject",),
            metadata.lines_of("subject"),
        )


def _titled_number(title: str) -> DocumentNumber | None:
    """Return the paper's own number in a title: first in "Thông tư số …", last in "Luật … số …"."""
    found = [each.number for each in find_numbers(title)]
    if not found:
        return None
    return found[-1] if re.match(r"(?:bộ )?luật\b|pháp lệnh\b", fold(title)) else found[0]


def _differs(titled: DocumentNumber, number: DocumentNumber) -> bool:
    """Tell whether two numbers are of two papers; an English title writes Đ as D, a blank ordinal says nothing."""
    ours, theirs = (each.key.replace("Đ", "D") for each in (number, titled))
    if number.ordinal:
        return ours != theirs
    return not theirs.endswith(ours)


def _titled_type(title: str) -> str | None:
    words = title.split()
    for length in (4, 3, 2, 1):
        kind = type_named(" ".join(words[:length]))
        if kind:
            return kind.name
    return None


def _little_in_common(title: str, subject: str) -> bool:
    """Tell whether half the shorter wording or more is not in the other; a short title says nothing."""
    ours = set(bigrams(syllables(subject)))
    theirs = set(bigrams(syllables(_subject_words(title))))
    if min(len(ours), len(theirs)) < _FEWEST_PAIRS or title.isascii() != subject.isascii():
        return False
    return len(ours & theirs) <= 0.5 * min(len(ours), len(theirs))


def _subject_words(title: str) -> str:
    """Return the words of a title that tell its subject: without its type, "số" and every number."""
    titled = _titled_type(title)
    words = title.split()[len(titled.split()) if titled else 0 :]
    plain = [word for word in words if not re.search(r"\d", word) and fold(word) != "số"]
    return " ".join(plain if is_upper(" ".join(plain)) else (word for word in plain if not word.isupper()))
