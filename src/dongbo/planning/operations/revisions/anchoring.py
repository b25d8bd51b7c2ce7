"""Where a revision is required: provisions of the version appraised, each with a quote that stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.engines.anchors import Quote, places_of, quote_of
from dongbo.engines.places import place_name
from dongbo.organisation.rules.wording import Refusals
from dongbo.planning.models import RevisionAnchor
from dongbo.planning.operations.opinions.placing import LONGEST_LABEL, plain_lines
from dongbo.planning.queries.replies import attached_paths, became_in

MOST_ANCHORS = 200
"""Places one revision may be required at."""


@dataclass(frozen=True, slots=True)
class NewAnchor:
    """A provision at which a revision is required; without a quote the whole of it.

    `start` is where the quote was marked, if that is known: then it may stand in several places.
    """

    provision: Provision
    quote: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Anchored:
    """The anchors of a revision that is to be ordered, unsaved, and where the first of them stands in the text."""

    anchors: Sequence[RevisionAnchor]
    rank: int

    @property
    def labels(self) -> list[str]:
        """The names of the places."""
        return [anchor.label for anchor in self.anchors]


def anchored(version: Version, wanted: Sequence[NewAnchor], found: Refusals) -> Anchored:
    """Return the anchors in `version`, in reading order; what is wrong with any of them is added to `found`."""
    if len(wanted) > MOST_ANCHORS:
        told = _("Một yêu cầu gắn với nhiều nhất %(most)d nơi; hãy chọn điều khoản bao trùm, hoặc tách yêu cầu.")
        found.append(("anchors", told % {"most": MOST_ANCHORS}))
        return Anchored((), -1)
    rows = {row.provision_id: row for row in version.provisions.filter(provision__in=[one.provision for one in wanted])}
    attached = attached_paths(version)
    anchors: list[tuple[int, RevisionAnchor]] = []
    for one in wanted:
        row = rows.get(one.provision.pk)
        if row is None:
            found.append(("anchors", _gone(version, one.provision)))
            continue
        label = place_name(row.path, attached=attached)[:LONGEST_LABEL]
        quote = _quoted(row, one, label, found)
        anchor = RevisionAnchor(
            provision=one.provision, label=label or row.path, quote=quote.as_json() if quote else {}
        )
        anchors.append((row.rank, anchor))
    if len({anchor.provision_id for _rank, anchor in anchors}) < len(anchors):
        found.append(("anchors", _("Có điều khoản được chọn hai lần; hãy giữ một, trích đoạn bao trùm cả hai chỗ.")))
    anchors.sort(key=lambda pair: pair[0])
    return Anchored([anchor for _rank, anchor in anchors], anchors[0][0] if anchors else -1)


def _quoted(row: ProvisionVersion, wanted: NewAnchor, label: str, found: Refusals) -> Quote | None:
    exact = plain_lines(wanted.quote)
    if not exact:
        return None
    places = places_of(row.words, exact)
    if len(places) > 1 and wanted.start is None:
        told = _("%(place)s: đoạn trích đứng ở %(count)d chỗ trong điều khoản; hãy trích dài hơn cho rõ chỗ nào.")
        found.append(("anchors", told % {"place": label, "count": len(places)}))
    quote = quote_of(row.words, exact, near=wanted.start)
    if quote is None:
        told = _(
            "%(place)s: đoạn trích không có nguyên văn trong điều khoản của bản thẩm định; hãy chép đúng lời, hoặc để "
            "trống để yêu cầu với cả điều khoản."
        )
        found.append(("anchors", told % {"place": label}))
    return quote


def _gone(version: Version, provision: Provision) -> str:
    became = became_in(version, provision.pk)
    if became:
        told = _("Điều khoản đã chọn không có trong bản thẩm định «%(label)s»; lời của nó ở %(places)s.")
        return told % {"label": version.label, "places": ", ".join(place_name(row.path) for row in became)}
    told = _("Điều khoản đã chọn không có trong bản thẩm định «%(label)s»; hãy tìm và chọn điều khoản khác.")
    return told % {"label": version.label}
