"""Who acts, for whom, from which post and place."""

from dataclasses import dataclass

from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Officer, Post
from dongbo.organisation.states import Permission


@dataclass(frozen=True, slots=True)
class Acting:
    """An officer at work: by his own authority, or by what `principal` delegated to him, never by both at once."""

    officer: Officer
    principal: Officer | None = None
    post: Post | None = None
    address: str = ""

    @property
    def persons(self) -> frozenset[int]:
        """The keys of the officer and of whom he acts for: who both count where duties are kept apart."""
        return frozenset(person.pk for person in (self.officer, self.principal) if person is not None)

    def is_among(self, *officers: int | None) -> bool:
        """Return whether the officer or whom he acts for is one of these keys; None is nobody."""
        return not self.persons.isdisjoint(officers)

    def authorship(self, permission: Permission | None = None, grant: int | None = None) -> Authorship:
        """Return what the ledger says of an act done so."""
        return Authorship(
            actor=str(self.officer.pk),
            on_behalf_of=str(self.principal.pk) if self.principal else "",
            post=str(self.post.pk) if self.post else "",
            unit=str(self.post.unit_id) if self.post else "",
            address=self.address,
            grant=str(grant) if grant is not None else "",
            permission=permission.code if permission is not None else "",
        )
