"""Reads: a version as an official paper, with what the register knows of its document."""

from dongbo.documents.models import Version
from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.decree30.document import opens_in_italics
from dongbo.engines.numbers import Grammar, parse_number
from dongbo.engines.provisions import Outline
from dongbo.engines.vietnamese import fold

_NATIONAL_TITLE = fold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def official_document(version: Version, outline: Outline) -> OfficialDocument:
    """Return the version with the register's facts, ready to be set in the official layout."""
    document, read = version.document, version.fields
    number = parse_number(document.number) if document.number else None
    titles = (read.get("signed_for"), read.get("signing_power"), document.signer_position)
    return OfficialDocument(
        outline=outline,
        type=document.type_name,
        number=document.number,
        issuer=document.organ_name,
        governing_body=read.get("parent_agency") or "",
        place=read.get("place") or "",
        date=document.issued_date,
        subject=document.subject,
        addressees=tuple(read.get("addressees", ())),
        opening=tuple(read.get("legal_bases", ())),
        signer_titles=tuple(title for title in titles if title),
        signer=document.signer_name,
        recipients=tuple(document.recipients.split("\n") if document.recipients else read.get("recipients", ())),
        party=number is not None and number.grammar is Grammar.PARTY,
        draft_mark="" if document.number and version.is_frozen else version.label,
    )


def opening_of(version: Version) -> tuple[str, ...]:
    """Return the lines of a plan before its first provision; those of the head of a paper that was sent are left out.

    What follows the name of the plan is its opening; where the name is not there, what begins with a legal basis is.
    """
    lines = [line for line in version.preamble.split("\n") if line.strip()]
    if not any(fold(line).startswith(_NATIONAL_TITLE) for line in lines):
        return tuple(lines)
    subject = fold(version.document.subject)
    named = [place for place, line in enumerate(lines) if fold(line) in subject]
    bases = [place for place, line in enumerate(lines) if opens_in_italics(line)]
    first = named[-1] + 1 if named else next(iter(bases), len(lines))
    return tuple(lines[first:])
