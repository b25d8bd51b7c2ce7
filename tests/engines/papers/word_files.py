"""Small Word files built by hand, for tests of the reader."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def part(root: str, content: str) -> str:
    """Return a part of a Word file with `root` as its element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{content}</w:{root}>'


def word_file(body: str, **parts: str) -> bytes:
    """Return a .docx with this body; other parts by name (`styles`, `numbering`, `footnotes`, `header1`)."""
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def archive(parts: dict[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def cell(*paragraphs: str, properties: str = "") -> str:
    """Return a table cell; a bare text becomes a paragraph."""
    inner = "".join(each if each.startswith("<") else paragraph(each) for each in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str, ruled: bool = True) -> str:
    """Return a table of rows, each the cells joined; ruled with lines between cells or with none."""
    borders = '<w:tblBorders><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders>' if ruled else ""
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{inner}</w:tbl>"
