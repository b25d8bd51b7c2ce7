"""What an opinion form holds: as it is made for a unit, and as it comes back filled in."""

from dataclasses import asdict, dataclass
from enum import StrEnum

WHOLE = ""
"""The path of an opinion on the whole draft."""

MAX_SIGNS = 100_000
"""How many signs an opinion, a quote or a proposed wording may have."""


class Answer(StrEnum):
    """What a unit says of the whole draft."""

    AGREES = "agrees"
    AGREES_WITH_OPINIONS = "agrees_with"
    DISAGREES = "disagrees"


class OpinionKind(StrEnum):
    """What an opinion is about."""

    SUBSTANCE = "substance"
    TECHNIQUE = "technique"
    WORDING = "wording"


ANSWER_LABELS = {
    Answer.AGREES: "Nhất trí hoàn toàn",
    Answer.AGREES_WITH_OPINIONS: "Nhất trí, có ý kiến",
    Answer.DISAGREES: "Không nhất trí",
}
KIND_LABELS = {
    OpinionKind.SUBSTANCE: "nội dung",
    OpinionKind.TECHNIQUE: "kỹ thuật",
    OpinionKind.WORDING: "câu chữ",
}


@dataclass(frozen=True, slots=True)
class FormProvision:
    """A provision of the version under consultation: its path, what a person calls it, and its words."""

    path: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class FormFor:
    """The form of one unit in one round; `deadline` is as it is printed, the keys as the system knows them."""

    token: str
    round_name: str
    version_label: str
    document_subject: str
    unit_name: str
    unit_code: str
    deadline: str
    questions: tuple[str, ...]
    provisions: tuple[FormProvision, ...]
    version_key: str
    round_key: str

    @property
    def keys(self) -> "FormKeys":
        """What the form is known by when it comes back."""
        return FormKeys(self.token, self.round_key, self.version_key, self.unit_code)


@dataclass(frozen=True, slots=True)
class FormKeys:
    """What a form is known by; only the token is sure to be there."""

    token: str
    round_key: str = ""
    version_key: str = ""
    unit_code: str = ""


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """The answer to a question of the round: its number in the form, the question as it stands there, the answer."""

    number: int | None
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class FilledRow:
    """An opinion as written.

    `place_in_file` is "Ý kiến!7" or "bảng 2, dòng 4". `path` is None where the place was not understood, WHOLE for the
    whole draft. `code` is the hidden code of the row, "" for a row the unit added; `received` says that the row was
    taken before, by `write_back`, and has not changed since. `others` is what stands in columns of the unit's own and
    in comments, under its heading.
    """

    place_in_file: str
    path: str | None
    label_as_written: str
    kind: OpinionKind | None
    kind_as_written: str
    quote: str
    text: str
    proposed: str
    code: str = ""
    received: bool = False
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RowFinding:
    """Why something written was not taken.

    `where` is its place in the file, `code` stable, the message a Vietnamese sentence how to mend it. Whatever was
    written there is in `row` for an opinion, and in `written` for anything else.
    """

    where: str
    code: str
    message: str
    row: FilledRow | None = None
    written: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the finding as it is stored, with everything that was written."""
        return {
            "where": self.where,
            "code": self.code,
            "message": self.message,
            "written": self.written,
            "row": None if self.row is None else asdict(self.row),
        }


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form read back: `rows` are the opinions that can be taken, `findings` speak of everything else written."""

    keys: FormKeys
    answer: Answer | None
    question_answers: tuple[QuestionAnswer, ...]
    rows: tuple[FilledRow, ...]
    findings: tuple[RowFinding, ...]

    @property
    def token(self) -> str:
        """The form's own code, printed as “Mã biểu”."""
        return self.keys.token

    @property
    def round_key(self) -> str:
        """The round the form was made for; "" where only the printed code was left."""
        return self.keys.round_key

    @property
    def version_key(self) -> str:
        """The version the form was made for; "" where only the printed code was left."""
        return self.keys.version_key

    @property
    def unit_code(self) -> str:
        """The unit the form was made for."""
        return self.keys.unit_code


class FormRefused(Exception):
    """A file none of which is taken; `code` is stable, the message a Vietnamese sentence how to mend it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
