"""Every kind of event an operation appends has a name on the screen."""

import re
from pathlib import Path

from dongbo.web.acts import ACTS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "dongbo"
KIND = re.compile(r'"((?:organisation|documents|planning)\.[a-z_]+)"')
APPENDS = re.compile(r"append_event\(|_tell\(|kind=")


def test_every_kind_of_event_has_a_name() -> None:
    appended = {
        kind
        for path in SOURCE.rglob("operations/**/*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        for kind in KIND.findall(line)
        if APPENDS.search(line)
    }
    assert len(appended) > 40
    assert sorted(appended - set(ACTS)) == []
