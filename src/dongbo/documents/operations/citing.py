"""Citations of a version, and what becomes of them when the register learns more."""

from collections.abc import Sequence

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
            for one in _resolved(cited, version.document)
        ),
        batch_size=BATCH,
    )


def resolve_again(document: Document, *, former_key: str = "", also: QuerySet[Citation] | None = None) -> int:
    """This will resolve anew every citation that `document`, registered or corrected just now, may bear upon.

    These are the citations of its number, of the number it had before (`former_key`), those that named it so far, and
    those of laws cited by name, and `also`. Returns how many read otherwise than before. It belongs to the act that
    calls it, whose event says the count.
    """
    keys = {document.number_key, former_key} - {""}
    by_name = Q(number_key="", state=CitationState.UNRESOLVED) & ~Q(title="")
    further = Q() if also is None else Q(pk__in=also.values("pk"))
    return _resolve(Citation.objects.filter(Q(number_key__in=keys) | Q(target=document) | by_name | further))


def forget_document(document: Document) -> None:
    """This will leave unresolved what cites a document that goes out of the register again."""
    document.cited_in.update(
        state=CitationState.UNRESOLVED, target=None, reason=_("Văn bản được viện dẫn đã được bỏ khỏi sổ đăng ký.")
    )


def _resolve(citations: QuerySet[Citation]) -> int:
    found = citations.select_for_update(of=("self",)).select_related("version__document__unit")
    places: dict[tuple[int, int], list[Citation]] = {}
    for row in found:
        document = row.version.document
        places.setdefault((document.unit_id, document.access), []).append(row)
    changed = []
    for rows in places.values():
        answers = _resolved([_as_read(row) for row in rows], rows[0].version.document)
        changed += [row for row, now in zip(rows, answers, strict=True) if _differs(row, now)]
    Citation.objects.bulk_update(changed, ["state", "target", "reason"], batch_size=BATCH)
    return len(changed)


def _differs(row: Citation, now: engine.ResolvedCitation) -> bool:
    """Put what a citation reads as now into its row; return whether it read otherwise."""
    known = (row.state, str(row.target_id) if row.target_id else None, row.reason)
    row.state, row.target_id, row.reason = CitationState(now.state), now.key, now.reason
    return known != (now.state, now.key, now.reason)


def _resolved(cited: Sequence[engine.Citation], document: Document) -> list[engine.ResolvedCitation]:
    """Resolve against what every reader of the citing document may read, and only then against all the register.

    One number may stand in the registers of several units; a reader is led to the one he may open.
    """
    near = engine.resolve(cited, register_entries(cited, beside=(document.unit, document.access)))
    open_ones = [one.citation for one in near if one.state != CitationState.RESOLVED]
    if not open_ones:
        return near
    anywhere = iter(engine.resolve(open_ones, register_entries(open_ones)))
    answers = []
    for one in near:
        far = one if one.state == CitationState.RESOLVED else next(anywhere)
        answers.append(far if one.key is None or far.state == CitationState.RESOLVED else one)
    return answers


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
