"""Citations of a version, and what becomes of them when the register learns more."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongbo.documents.models import Citation, Document, Version
from dongbo.documents.queries import register_entries
from dongbo.documents.rules import number_key
from dongbo.documents.states import CitationState
from dongbo.engines import citations as engine

BATCH = 500


def store_citations(version: Version, found: list[engine.Citation]) -> None:
    """This will keep the documents that a paper names, resolved against the register as it is now."""
    cited = [citation for citation in found if not citation.internal]
    Citation.objects.bulk_create(
        (
            Citation(
                version=version,
                line=one.citation.line,
                text=one.citation.text,
                type_name=(one.citation.type or "")[:100],
                number=(one.citation.number or "")[:80],
                number_key=number_key(one.citation.number or "")[:80],
                title=one.citation.title or "",
                organ_name=(one.citation.issuer or "")[:200],
                issued=(one.citation.date or "")[:10],
                relation=one.citation.relation,
                state=CitationState(one.state),
                reason=one.reason,
                target_id=one.key,
            )
            for one in engine.resolve(cited, register_entries())
        ),
        batch_size=BATCH,
    )


def resolve_again(document: Document, *, former_key: str = "") -> int:
    """This will resolve anew every citation that `document`, registered or corrected just now, may bear upon.

    These are the citations of its number, of the number it had before (`former_key`), those that named it so far, and
    those of laws cited by name. Returns how many read otherwise than before. It belongs to the act that calls it, whose
    event says the count.
    """
    keys = {document.number_key, former_key} - {""}
    by_name = Q(number_key="", state=CitationState.UNRESOLVED) & ~Q(title="")
    return _resolve(Citation.objects.filter(Q(number_key__in=keys) | Q(target=document) | by_name))


def forget_document(document: Document) -> None:
    """This will leave unresolved what cites a document that goes out of the register again."""
    document.cited_in.update(
        state=CitationState.UNRESOLVED, target=None, reason=_("Văn bản được viện dẫn đã được bỏ khỏi sổ đăng ký.")
    )


def _resolve(citations: QuerySet[Citation]) -> int:
    rows = list(citations.select_for_update())
    if not rows:
        return 0
    changed = []
    for row, now in zip(rows, engine.resolve([_as_read(row) for row in rows], register_entries()), strict=True):
        known = (row.state, str(row.target_id) if row.target_id else None, row.reason)
        if known != (now.state, now.key, now.reason):
            row.state, row.target_id, row.reason = CitationState(now.state), now.key, now.reason
            changed.append(row)
    Citation.objects.bulk_update(changed, ["state", "target", "reason"], batch_size=BATCH)
    return len(changed)


def _as_read(row: Citation) -> engine.Citation:
    return engine.Citation(
        number=row.number or None,
        type=row.type_name or None,
        issuer=row.organ_name or None,
        date=row.issued or None,
        title=row.title or None,
        provisions=(),
        relation=engine.Relation(row.relation),
        line=row.line,
        start=0,
        end=len(row.text),
        text=row.text,
    )
