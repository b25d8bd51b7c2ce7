"""The signature block of whoever acts, from the posts held and the delegation used."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.signature_block import Passing, Power, Signer, signature_lines
from dongbo.organisation.models import Grant, Officer, Post
from dongbo.organisation.queries.chains import chains_above
from dongbo.organisation.queries.explaining.reverse import living_grants
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Capacity, PostKind


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """What stands above and below a signature: the lines of powers and title, then rank and name."""

    lines: tuple[str, ...]
    name: str


def signature_block_of(
    acting: Acting, *, at: datetime, grant: Grant | None = None, collective: str = ""
) -> SignatureBlock:
    """Return the signature block of `acting` at `at`.

    Acting for a principal, it is by `grant`, or else by the delegation of his that is alive longest. `collective` names
    the body where a head signs on behalf of one. Raises ValidationError where a signer holds no post that day, or no
    delegation of the principal is alive.
    """
    links = _links(acting, grant, at=at)
    holder = links[-1].post if links else acting.post
    signer = _signer(acting.officer, holder, at=at)
    passings = [
        Passing(Power(link.capacity), _signer(above.officer, above.post, at=at), _collective(link))
        for above, link in pairwise(links)
    ]
    lines = signature_lines(signer, passings, collective=collective)
    name = " ".join(part for part in (acting.officer.rank, acting.officer.full_name) if part)
    return SignatureBlock(lines, name)


def _links(acting: Acting, grant: Grant | None, *, at: datetime) -> list[Grant]:
    """Return the grants from the one given outright down to the delegation used; none for one's own authority."""
    if acting.principal is None:
        return []
    held = living_grants(at).filter(officer=acting.officer, parent__officer=acting.principal)
    used = (held if grant is None else held.filter(pk=grant.pk)).order_by("-effective_to", "pk").first()
    if used is None:
        said = _("%(officer)s không còn được %(principal)s ủy quyền lúc này nên không ký thay được.")
        words = {"officer": acting.officer.full_name, "principal": acting.principal.full_name}
        raise ValidationError(said % words)
    rows = {row.pk: row for row in chains_above([used.pk]).select_related("officer", "post__unit", "unit")}
    chain = [rows[used.pk]]
    while (parent := chain[0].parent_id) is not None:
        chain.insert(0, rows[parent])
    return chain


def _signer(officer: Officer, post: Post | None, *, at: datetime) -> Signer:
    """Return `officer` in `post`, or in the post of that day that leads: as head first, then as deputy."""
    held = post or _leading_post(officer, at=at)
    if held is None:
        said = _("%(officer)s không giữ vị trí công tác nào ngày này nên chưa lập được khối ký; hãy bổ nhiệm trước.")
        raise ValidationError(said % {"officer": officer.full_name})
    return Signer(held.title, held.unit.name, is_head=held.kind == PostKind.HEAD)


def _leading_post(officer: Officer, *, at: datetime) -> Post | None:
    held = list(Post.objects.held_on(timezone.localdate(at)).filter(officer=officer).select_related("unit"))
    ranks = list(PostKind.values)
    return min(held, key=lambda post: (ranks.index(post.kind), not post.is_main, post.pk), default=None)


def _collective(link: Grant) -> str:
    return link.unit.name if link.capacity == Capacity.TM else ""
