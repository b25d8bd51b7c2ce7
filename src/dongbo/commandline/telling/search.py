"""The provisions found, for people, the words of the query marked."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from dongbo.commandline.commands.search import FoundProvisions
from dongbo.commandline.telling.tables import indented
from dongbo.commandline.telling.words import place_of


def tell(found: FoundProvisions) -> Iterator[RenderableType]:
    """Yield each provision found: its place, then its words."""
    if not found.hits:
        yield f"Không thấy «{found.query}» trong các tệp này; hãy thử ít từ hơn hoặc bỏ ngoặc kép."
        return
    if not found.hits[0].hit.exact:
        yield "Không có chỗ nào đúng nguyên cụm từ; dưới đây là những chỗ có các từ ấy.\n"
    for one in found.hits:
        yield Text(f"{one.file} › {place_of(one.node.path, one.node.line)} (dòng {one.node.line})", style="bold")
        words = Text(one.hit.snippet.text)
        for start, end in one.hit.snippet.spans:
            words.stylize("bold yellow", start, end)
        yield indented(words)
        yield ""
