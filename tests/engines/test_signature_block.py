"""The lines above a signature, as Decree 30/2020 writes them."""

import pytest

from dongbo.engines.signature_block import Passing, Power, Signer, signature_lines

MINISTER = Signer("Bộ trưởng", "Bộ Thử nghiệm", is_head=True)
VICE_MINISTER = Signer("Thứ trưởng", "Bộ Thử nghiệm")
CHIEF_OF_OFFICE = Signer("Chánh Văn phòng", "Văn phòng Bộ", is_head=True)
DIRECTOR = Signer("Cục trưởng", "Cục Dữ liệu", is_head=True)
DEPUTY_DIRECTOR = Signer("Phó Cục trưởng", "Cục Dữ liệu")
CHAIRMAN = Signer("Chủ tịch", "Ủy ban nhân dân", is_head=True)
VICE_CHAIRMAN = Signer("Phó Chủ tịch", "Ủy ban nhân dân")


@pytest.mark.parametrize(
    ("signer", "passings", "collective", "lines"),
    [
        (MINISTER, (), "", ("BỘ TRƯỞNG",)),
        (VICE_MINISTER, (Passing(Power.KT, MINISTER),), "", ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")),
        (CHIEF_OF_OFFICE, (Passing(Power.TL, MINISTER),), "", ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG")),
        (
            DEPUTY_DIRECTOR,
            (Passing(Power.TL, MINISTER), Passing(Power.KT, DIRECTOR)),
            "",
            ("TL. BỘ TRƯỞNG", "KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG"),
        ),
        (
            Signer("Trưởng phòng", "Phòng Kế hoạch", is_head=True),
            (Passing(Power.TUQ, Signer("Giám đốc", "Công an tỉnh Thử", is_head=True)),),
            "",
            ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"),
        ),
        (CHAIRMAN, (), "Ủy ban nhân dân", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (
            VICE_CHAIRMAN,
            (Passing(Power.KT, CHAIRMAN),),
            "Ủy ban nhân dân",
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (VICE_CHAIRMAN, (Passing(Power.TM, CHAIRMAN),), "", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (
            Signer("Chủ tịch", "Hội đồng thẩm định", is_head=True),
            (Passing(Power.TM, MINISTER, collective="Hội đồng thẩm định"),),
            "",
            ("TM. HỘI ĐỒNG THẨM ĐỊNH", "CHỦ TỊCH"),
        ),
        (Signer("Quyền Cục trưởng", "Cục Dữ liệu", is_head=True), (), "", ("Q. CỤC TRƯỞNG",)),
        (
            DEPUTY_DIRECTOR,
            (Passing(Power.KT, Signer("Q. Cục trưởng", "Cục Dữ liệu", is_head=True)),),
            "",
            ("KT. Q. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG"),
        ),
    ],
)
def test_lines(signer: Signer, passings: tuple[Passing, ...], collective: str, lines: tuple[str, ...]) -> None:
    assert signature_lines(signer, passings, collective=collective) == lines


def test_the_unit_is_named_only_under_the_name_of_another() -> None:
    director = Signer("Cục trưởng Cục Dữ liệu", "Cục Dữ liệu", is_head=True)
    assert signature_lines(director) == ("CỤC TRƯỞNG",)
    assert signature_lines(director, [Passing(Power.TL, MINISTER)]) == ("TL. BỘ TRƯỞNG", "CỤC TRƯỞNG CỤC DỮ LIỆU")
    assert signature_lines(DEPUTY_DIRECTOR, [Passing(Power.KT, director)]) == ("KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG")
