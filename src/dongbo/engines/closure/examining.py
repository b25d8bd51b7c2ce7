"""The examination: what was said against what was done, line by line."""

from collections.abc import Iterator

from dongbo.engines.closure.history import Answer, Entry, History, Line, LineKind, Outcome, Pointer
from dongbo.engines.closure.texts import Texts
from dongbo.engines.closure.wording import places_of_proposal, sentence_changed

_ACCEPTING = frozenset({Outcome.ACCEPTED, Outcome.PARTLY})
_WAITING = {Outcome.OPEN: "open", Outcome.TO_LEADER: "waiting_for_leader"}


def examine(history: History) -> list[Line]:
    """Return what must be mended or signed for before the matrix of `history` is final.

    - An accepting answer is borne out at every place it points to: for a quote, the sentence that holds it changed or
      the proposed words came in; for a whole provision, something at or beneath it changed. One place it names as
      changed that did change bears it out as well; one that did not change is a line of its own.
    - A change has a basis where an accepting answer or another basis stands behind it: it points to the provision or to
      one above as a whole, quotes its own words, names it or one above, or proposed the words that came in.
    - What came or went with all beneath it is one line, at its top. Numbers and spelling need no basis.
    """
    texts = Texts(history)
    return [
        *(line for answer in history.answers if answer.outcome in _ACCEPTING for line in _not_borne_out(texts, answer)),
        *_without_basis(texts, history),
        *_without_reason(history),
        *_unanswered(history),
        *_never_replied(history),
    ]


def _not_borne_out(texts: Texts, answer: Answer) -> Iterator[Line]:
    told: dict[str | None, str] = {}
    if not any(texts.has_changed(key) for key in answer.changed):
        for pointer in answer.points_at:
            if fault := _fault(texts, pointer):
                told.setdefault(pointer.provision, fault)
        if not (answer.points_at or answer.changed):
            told[None] = "nothing_named"
    for key in answer.changed:
        if not texts.has_changed(key):
            told.setdefault(key, "named_unchanged" if texts.is_known(key) else "unknown_provision")
    for place, detail in told.items():
        yield Line(LineKind.ACCEPTED_UNCHANGED, detail, answer=answer.key, provision=place)


def _fault(texts: Texts, pointer: Pointer) -> str:
    """Return the code of what is wrong at a place an accepting answer points to, empty where it changed."""
    key, quote = pointer.provision, pointer.quote
    if not texts.is_known(key):
        return "unknown_provision"
    if quote is None or key not in texts.before:
        return "" if texts.has_changed(key) else "provision_unchanged"
    borne_out = sentence_changed(texts, pointer, quote) or places_of_proposal(texts, pointer)
    return "" if borne_out else "sentence_unchanged"


def _without_basis(texts: Texts, history: History) -> list[Line]:
    covered = _covered(texts, history)
    inserted = frozenset(key for entry in texts.facts if entry.op == "inserted" for key in entry.new)
    deleted = frozenset(key for entry in texts.facts if entry.op == "deleted" for key in entry.old)
    operations: dict[str, set[str]] = {}
    for entry in texts.facts:
        under = any(texts.after.is_under(key, inserted) for key in entry.new if entry.op == "inserted") or any(
            texts.before.is_under(key, deleted) for key in entry.old if entry.op == "deleted"
        )
        if under or entry.spelling_only or covered.intersection((*entry.old, *entry.new)):
            continue
        operations.setdefault(_subject(entry), set()).add(entry.op)

    def order(key: str) -> tuple[int, int]:
        return texts.after.place.get(key, len(texts.after.place)), texts.before.place.get(key, 0)

    return [
        Line(LineKind.CHANGED_WITHOUT_BASIS, "+".join(sorted(operations[key])), provision=key)
        for key in sorted(operations, key=order)
    ]


def _subject(entry: Entry) -> str:
    """Return the provision that stands for an entry: the one that was split, else the one that is there now."""
    keys = entry.old if entry.op == "split" else (entry.new or entry.old)
    return keys[0]


def _covered(texts: Texts, history: History) -> set[str]:
    """Return the provisions whose changes have something behind them."""
    named = {key for basis in history.bases for key in basis.provisions}
    covered: set[str] = set()
    for answer in history.answers:
        if answer.outcome not in _ACCEPTING:
            continue
        named.update(answer.changed)
        for pointer in answer.points_at:
            if pointer.quote is None:
                named.add(pointer.provision)
            else:
                covered.add(pointer.provision)
            covered |= _with_tops(texts, places_of_proposal(texts, pointer))
    for key in named:
        covered |= texts.beneath(key)
    return covered


def _with_tops(texts: Texts, places: set[str]) -> set[str]:
    """Return `places` and, for those that are new, the new provisions above them, which came with them."""
    found = set(places)
    for key in places:
        above = key
        while above not in texts.before and (parent := texts.after.by_key[above].parent) is not None:
            above = parent
            if above in texts.before:
                break
            found.add(above)
    return found


def _without_reason(history: History) -> list[Line]:
    return [
        Line(LineKind.EXPLAINED_WITHOUT_REASON, "no_reason", answer=answer.key)
        for answer in history.answers
        if answer.outcome is Outcome.EXPLAINED and not any(sign.isalpha() for sign in answer.reason)
    ]


def _unanswered(history: History) -> list[Line]:
    return [
        Line(LineKind.UNANSWERED, _WAITING[answer.outcome], answer=answer.key)
        for answer in history.answers
        if answer.outcome in _WAITING
    ]


def _never_replied(history: History) -> list[Line]:
    return [
        Line(LineKind.NEVER_REPLIED, "unit_ended" if consultee.ended else "silent", consultee=consultee.key)
        for consultee in history.consultees
        if not (consultee.replied or consultee.silence_agrees)
    ]
