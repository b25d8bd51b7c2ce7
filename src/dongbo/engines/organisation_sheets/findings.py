"""What is wrong with a row, and with a whole sheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a row is refused: its number in the file, the column's heading ("" for the row), and a Vietnamese sentence
    saying what is wrong and how to mend it. `code` is stable."""

    row: int
    column: str
    code: str
    message: str

    def as_json(self) -> dict[str, object]:
        """Return the finding as it is stored."""
        return {"row": self.row, "column": self.column, "code": self.code, "message": self.message}


class SheetRefused(Exception):
    """A sheet none of whose rows can be read; `code` is stable, the message a Vietnamese sentence how to mend it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
