"""The sentences a required revision points to."""

from dongbo.engines.anchors import quote_of
from dongbo.engines.revisions.required import Anchor
from dongbo.engines.revisions.said import Both, Said


def quoted_sentences(both: Both, anchor: Anchor) -> list[Said]:
    """Return the sentences that hold the quote of `anchor`; none where it stands for the whole provision.

    So does a quote that is not in the version judged, and one from a sentence that says nothing.
    """
    before, quote = both.texts.before, anchor.quote
    if quote is None or anchor.provision not in before:
        return []
    words = before.words(anchor.provision)
    stands = words[quote.start : quote.end] == quote.exact
    place = quote if stands else quote_of(words, quote.exact, near=quote.start)
    if place is None:
        return []
    sentences = (one for one in both.before.of([anchor.provision]) if one.code)
    return [one for one in sentences if one.at < place.end and place.start < one.at + len(one.text)]
