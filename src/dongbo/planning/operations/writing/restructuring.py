"""What every structure act shares: the tree held and loaded, the act, numbers, references, rows, edits, one event."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.documents.operations.storing import BATCH, rewrite_tree
from dongbo.documents.queries import outline_from
from dongbo.engines.drafting import CannotDraft, Rewriting, Rewritten
from dongbo.engines.provisions import Node, Outline
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import ProvisionEdit, ProvisionSuccession
from dongbo.planning.operations.writing.holding import Held, count_revision, hold, identity, noted, record, removed
from dongbo.planning.queries.writing import DANGLING, UNCLEAR, dangling_references, lineages, words_noted
from dongbo.planning.rules.drafting import require_write
from dongbo.planning.states import SuccessionAct, WritingAct

Lineage = tuple[UUID, ...]


class Tree:
    """The tree of a draft as it stands, its nodes known by the identity of their provision."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.rows = list(held.version.provisions.order_by("rank"))
        self.before = {row.provision_id: noted(row) for row in self.rows}
        self.outline: Outline = outline_from(self.rows, style=held.version.style, title=held.version.document.subject)
        nodes = list(self.outline.walk())
        self.nodes = {row.provision_id: node for row, node in zip(self.rows, nodes, strict=True)}
        self.identities = {id(node): row.provision_id for row, node in zip(self.rows, nodes, strict=True)}
        self.lineages = lineages(self.rows)
        self.rewriting = Rewriting.of(self.outline)

    def node(self, provision: Provision | None) -> Node | None:
        """Return the node of a provision; None for the paper itself. Raises ValidationError (`removed`)."""
        if provision is None:
            return None
        if provision.pk not in self.nodes:
            raise removed()
        return self.nodes[provision.pk]

    def path(self, provision: Provision) -> str:
        """Return where a provision stands. Raises ValidationError (`removed`)."""
        if provision.pk not in self.nodes:
            raise removed()
        return self.nodes[provision.pk].path

    def lineage(self, provision: Provision | None) -> Lineage:
        """Return a provision and all above it; nothing for the paper itself. Raises ValidationError (`removed`)."""
        if provision is None:
            return ()
        if provision.pk not in self.lineages:
            raise removed()
        return self.lineages[provision.pk]

    def above(self, provision: Provision, levels: int = 1) -> Lineage:
        """Return what stands above a provision, from so many levels up."""
        return self.lineage(provision)[levels:]

    def identity(self, node: Node) -> UUID | None:
        """Return the provision of a node, None for one that an act has made."""
        return self.identities.get(id(node))


@dataclass(frozen=True, slots=True)
class Act:
    """One structure act: what it does to the tree, where the officer must be allowed to write, how it is recorded.

    `upon` is the provision it is asked for, None for the paper itself. `verb` ends the kind of its event, `note` is
    how its edits are called.
    """

    verb: str
    note: WritingAct
    upon: Provision | None
    needs: Callable[[Tree], list[Lineage]]
    do: Callable[[Tree], Node | None]
    how: str = ""


@transaction.atomic
def restructure(
    act: Act, version: Version, *, expected: int | None, by: Acting, at: datetime
) -> ProvisionVersion | None:
    """This will do one structure act and return the row it led to, None where it left none behind it.

    Raises NotAllowed; ValidationError with code `stale` where the tree is not the one of the revision `expected`,
    `removed` where the provision is gone, `cannot_draft` where the act does not fit, `frozen`, `closed`.
    """
    held = hold(version)
    if expected is not None and expected != held.version.revision:
        raise ValidationError(
            _("Người khác vừa đổi cấu trúc dự thảo; hãy xem lại cây như hiện nay rồi làm lại."), code="stale"
        )
    tree = Tree(held)
    authorship = _allowed(act, tree, by=by, at=at)
    origin = tree.path(act.upon) if act.upon else ""
    try:
        touched = act.do(tree)
    except CannotDraft as refusal:
        raise ValidationError(str(refusal), code="cannot_draft") from refusal
    return _settle(tree, act, touched, origin=origin, by=by, authorship=authorship, at=at)


def _allowed(act: Act, tree: Tree, *, by: Acting, at: datetime) -> Authorship:
    authorships = [require_write(by, tree.held.dossier, lineage, at=at) for lineage in act.needs(tree)]
    return authorships[0]


def _settle(
    tree: Tree, act: Act, touched: Node | None, *, origin: str, by: Acting, authorship: Authorship, at: datetime
) -> ProvisionVersion | None:
    version = tree.held.version
    changed = tree.rewriting.rewrite()
    lost = _lost(tree, changed)
    identities = {node.path: known for node in tree.outline.walk() if (known := tree.identity(node))}
    written = rewrite_tree(version=version, held=tree.rows, nodes=tree.outline.nodes, identities=identities)
    count_revision(version)
    rows = {row.provision_id: row for row in written}
    by_path = {row.path: row for row in rows.values()}
    referring = {by_path[one.node.path].provision_id for one in changed if one.node.path in by_path}
    edits = [
        *_edits(act, tree, rows, referring),
        *((WritingAct.REFERENCE, by_path[node.path].provision_id, {}, note) for node, note in lost),
    ]
    ProvisionEdit.objects.bulk_create(
        (
            ProvisionEdit(version=version, provision_id=key, act=note, before=before, after=after, at=at, by=by.officer)
            for note, key, before, after in edits
        ),
        batch_size=BATCH,
    )
    _note_successions(act, tree, by_path)
    landed = by_path.get(touched.path) if touched is not None else None
    record(
        act.verb,
        tree.held,
        {
            "provision": identity(act.upon.pk) if act.upon else "",
            "how": act.how,
            "path": origin,
            "to": landed.path if landed else "",
            "references": len(changed),
            "dangling": len(lost),
        },
        by=authorship,
        at=at,
    )
    return landed


Edit = tuple[WritingAct, UUID, dict[str, Any], dict[str, Any]]


def _edits(act: Act, tree: Tree, rows: dict[UUID, ProvisionVersion], referring: set[UUID]) -> Iterator[Edit]:
    """Yield what became of each provision that came, went, was moved by the act itself, or says other words now."""
    for key, row in rows.items():
        after = noted(row)
        before = tree.before.get(key)
        if before is None:
            yield act.note, key, {}, after
        elif words_noted(before) != words_noted(after):
            yield _note_of_words(act, key, referring), key, before, after
        elif act.upon is not None and key == act.upon.pk and act.note == WritingAct.MOVED:
            yield act.note, key, before, after
    for key, before in tree.before.items():
        if key not in rows:
            yield act.note, key, before, {}


def _note_of_words(act: Act, provision: UUID, referring: set[UUID]) -> WritingAct:
    if provision in referring:
        return WritingAct.REFERENCE
    return act.note if act.note in (WritingAct.SPLIT, WritingAct.MERGED) else WritingAct.WRITTEN


def _lost(tree: Tree, changed: list[Rewritten]) -> list[tuple[Node, dict[str, Any]]]:
    """Return a note of each reference that names its provision no more: the node it stands in, its words as now read.

    One that was told before this act is told again where its words were written anew or carried elsewhere.
    """
    now = {(id(one.node), one.old): one.new for one in changed}
    told: dict[tuple[int, str], tuple[Node, dict[str, Any]]] = {}
    for one in tree.rewriting.lost():
        words = now.get((id(one.node), one.words), one.words)
        unclear = {UNCLEAR: True} if one.code == "reference_unwritten" else {}
        told.setdefault((id(one.node), words), (one.node, {DANGLING: words, **unclear}))
    for node, words, note in _standing(tree, now):
        told.setdefault((id(node), words), (node, {**note, DANGLING: words}))
    return list(told.values())


def _standing(tree: Tree, now: dict[tuple[int, str], str]) -> Iterator[tuple[Node, str, dict[str, Any]]]:
    """Yield the lost references told before that read otherwise now, or stand in another provision."""
    carried = tree.rewriting.lineage.carried
    for one in dangling_references(tree.held.version) if now or carried else ():
        holder = tree.nodes[one.row.provision_id]
        words = now.get((id(holder), one.words), one.words)
        if words != one.words:
            yield holder, words, one.edit.after
        for target in (each.target for each in carried if each.source is holder):
            words = now.get((id(target), one.words), one.words)
            if words in target.text:
                yield target, words, one.edit.after


def _note_successions(act: Act, tree: Tree, by_path: dict[str, ProvisionVersion]) -> None:
    lineage = tree.rewriting.lineage
    ended = SuccessionAct.MERGED if act.note == WritingAct.MERGED else SuccessionAct.REMOVED
    steps: Iterable[tuple[SuccessionAct, Node, Node]] = (
        *((SuccessionAct.SPLIT, begun.origin, begun.node) for begun in lineage.begun),
        *((ended, end.node, end.successor) for end in lineage.ended if end.successor is not None),
    )
    # What was split and then goes on in its own part is succeeded twice by the same: the later act is what holds.
    found = {(tree.identities[id(old)], by_path[new.path].provision): what for what, old, new in steps}
    ProvisionSuccession.objects.bulk_create(
        [
            ProvisionSuccession(version=tree.held.version, provision_id=old, successor=new, act=what)
            for (old, new), what in found.items()
        ],
        update_conflicts=True,
        unique_fields=["version", "provision", "successor"],
        update_fields=["act"],
    )
