"""The structure keys: one act each, on a provision known by its identity.

`expected` is the revision of the tree the officer was looking at: where it is given and another act came between, the
act is refused as `stale` instead of falling on another neighbourhood. Numbers and references follow by themselves.
Everyone writes where he may write; what reaches beyond a provision needs the right to write where it reaches.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.engines import drafting
from dongbo.engines.provisions import Kind, Node
from dongbo.organisation.rules import Acting
from dongbo.planning.operations.writing.restructuring import Act, Lineage, Tree, restructure
from dongbo.planning.queries.writing import Words
from dongbo.planning.states import WritingAct


def add_sibling(
    *,
    version: Version,
    provision: Provision,
    by: Acting,
    at: datetime,
    kind: Kind | None = None,
    expected: int | None = None,
) -> ProvisionVersion:
    """This will put an empty provision after another, of its kind where no other is asked for."""
    act = Act(
        "provision_added",
        WritingAct.ADDED,
        provision,
        needs=lambda tree: [tree.above(provision)],
        do=lambda tree: drafting.new_sibling(tree.outline, tree.path(provision), kind=kind),
        how="sibling",
    )
    return _landed(restructure(act, version, expected=expected, by=by, at=at))


def add_child(
    *,
    version: Version,
    provision: Provision | None,
    by: Acting,
    at: datetime,
    kind: Kind | None = None,
    expected: int | None = None,
) -> ProvisionVersion:
    """This will put an empty provision at the end of what stands beneath another; without one, on top of the paper."""
    act = Act(
        "provision_added",
        WritingAct.ADDED,
        provision,
        needs=lambda tree: [tree.lineage(provision)],
        do=lambda tree: drafting.new_child(tree.outline, tree.path(provision) if provision else "", kind=kind),
        how="child",
    )
    return _landed(restructure(act, version, expected=expected, by=by, at=at))


def promote(
    *, version: Version, provision: Provision, by: Acting, at: datetime, expected: int | None = None
) -> ProvisionVersion:
    """This will lift a provision one level: it comes after its parent and takes its later siblings as children."""
    act = Act(
        "provision_moved",
        WritingAct.MOVED,
        provision,
        needs=lambda tree: [tree.above(provision, 1 if _is_row(tree, provision) else 2)],
        do=lambda tree: drafting.promote(tree.outline, tree.path(provision)),
        how="promoted",
    )
    return _landed(restructure(act, version, expected=expected, by=by, at=at))


def demote(
    *, version: Version, provision: Provision, by: Acting, at: datetime, expected: int | None = None
) -> ProvisionVersion:
    """This will lower a provision one level: it becomes the last child of the sibling before it."""
    act = Act(
        "provision_moved",
        WritingAct.MOVED,
        provision,
        needs=lambda tree: [tree.above(provision)],
        do=lambda tree: drafting.demote(tree.outline, tree.path(provision)),
        how="demoted",
    )
    return _landed(restructure(act, version, expected=expected, by=by, at=at))


def move_up(
    *, version: Version, provision: Provision, by: Acting, at: datetime, expected: int | None = None
) -> ProvisionVersion:
    """This will put a provision before the sibling before it."""
    act = Act(
        "provision_moved",
        WritingAct.MOVED,
        provision,
        needs=lambda tree: [tree.above(provision)],
        do=lambda tree: drafting.move_up(tree.outline, tree.path(provision)),
        how="up",
    )
    return _landed(restructure(act, version, expected=expected, by=by, at=at))


def move_down(
    *, version: Version, provision: Provision, by: Acting, at: datetime, expected: int | None = None
) -> ProvisionVersion:
    """This will put a provision after the sibling after it."""
    act = Act(
        "provision_moved",
        WritingAct.MOVED,
        provision,
        needs=lambda tree: [tree.above(provision)],
        do=lambda tree: drafting.move_down(tree.outline, tree.path(provision)),
        how="down",
    )
    return _landed(restructure(act, version, expected=expected, by=by, at=at))


def move_provision(
    *,
    version: Version,
    provision: Provision,
    under: Provision | None,
    before: Provision | None,
    by: Acting,
    at: datetime,
    expected: int | None = None,
) -> ProvisionVersion:
    """This will put a provision, with all beneath it, under another (None: on top) before one of its children.

    Without `before` it comes last there.
    """
    act = Act(
        "provision_moved",
        WritingAct.MOVED,
        provision,
        needs=lambda tree: [tree.above(provision), tree.lineage(under)],
        do=lambda tree: drafting.move(
            tree.outline,
            tree.path(provision),
            under=tree.path(under) if under else None,
            before=tree.path(before) if before else None,
        ),
        how="moved",
    )
    return _landed(restructure(act, version, expected=expected, by=by, at=at))


def split_provision(
    *,
    version: Version,
    provision: Provision,
    offset: int,
    seen: str,
    by: Acting,
    at: datetime,
    expected: int | None = None,
) -> ProvisionVersion:
    """This will cut a provision's text before its character `offset`; what follows becomes the next provision.

    `seen` is the fingerprint of the words the officer was looking at: raises ValidationError (`conflict`) where they
    are others now. The new part is returned.
    """

    def cut(tree: Tree) -> Node:
        _require_seen(tree, provision, seen)
        return drafting.split(tree.outline, tree.path(provision), at=offset, lineage=tree.rewriting.lineage)

    act = Act(
        "provision_split", WritingAct.SPLIT, provision, needs=lambda tree: [tree.above(provision)], do=cut, how="split"
    )
    return _landed(restructure(act, version, expected=expected, by=by, at=at))


def merge_provision(
    *, version: Version, provision: Provision, by: Acting, at: datetime, expected: int | None = None
) -> ProvisionVersion:
    """This will put a provision's words at the end of the one read before it, which takes its place and is returned."""

    def needs(tree: Tree) -> list[Lineage]:
        place = next(place for place, row in enumerate(tree.rows) if row.path == tree.path(provision))
        receiver = tree.rows[place - 1].provision_id if place else None
        return [tree.lineage(provision), *([tree.lineages[receiver]] if receiver else [])]

    act = Act(
        "provision_merged",
        WritingAct.MERGED,
        provision,
        needs=needs,
        do=lambda tree: drafting.merge(tree.outline, tree.path(provision), lineage=tree.rewriting.lineage),
        how="merged",
    )
    return _landed(restructure(act, version, expected=expected, by=by, at=at))


def remove_provision(
    *,
    version: Version,
    provision: Provision,
    by: Acting,
    at: datetime,
    successor: Provision | None = None,
    expected: int | None = None,
) -> ProvisionVersion | None:
    """This will take a provision out with all beneath it; opinions and links follow to `successor` where one is named.

    Its identity stays, and what it said is kept with its edits. Returns the successor, or the provision read before.
    """

    def take_out(tree: Tree) -> Node | None:
        path = tree.path(provision)
        nodes = list(tree.outline.walk())
        place = next(place for place, node in enumerate(nodes) if node.path == path)
        heir = tree.node(successor)
        drafting.remove(tree.outline, path, successor=heir.path if heir else None, lineage=tree.rewriting.lineage)
        return heir or (nodes[place - 1] if place else None)

    act = Act(
        "provision_removed",
        WritingAct.REMOVED,
        provision,
        needs=lambda tree: [tree.lineage(provision)],
        do=take_out,
        how="removed",
    )
    return restructure(act, version, expected=expected, by=by, at=at)


def _landed(row: ProvisionVersion | None) -> ProvisionVersion:
    if row is None:
        raise AssertionError("an act that takes nothing out leads to a provision")
    return row


def _is_row(tree: Tree, provision: Provision) -> bool:
    node = tree.node(provision)
    return node is not None and node.kind is Kind.ROW


def _require_seen(tree: Tree, provision: Provision, seen: str) -> None:
    node = tree.node(provision)
    if node is not None and Words(node.heading, node.text, node.cells).hash != seen:
        raise ValidationError(_("Người khác vừa sửa lời của điều khoản này; hãy xem lại rồi tách."), code="conflict")
