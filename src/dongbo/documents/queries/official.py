"""Reads: a version as an official paper, with what the register knows of its document."""

from dongbo.documents.models import Version
from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.numbers import Grammar, parse_number
from dongbo.engines.provisions import Outline


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
