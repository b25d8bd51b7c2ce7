"""The catalogues say every sentence once, whole, and as compiled; Django's own sentences are Vietnamese too."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.views.csrf import csrf_failure

from dongbo.planning.states import LinkState
from dongbo.site import catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|<[^>]+>")


def keys(found: Catalog) -> set[tuple[str, str | None]]:
    """Return each sentence with its context."""
    return {(catalogue.msgid(message), message.context) for message in found if message.id}


def translations(message: Message) -> tuple[str, ...]:
    """Return every plural form of a translation."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def django_catalogue(language: str) -> dict[str, Message]:
    """Return Django's own catalogues of `language` that our screens draw on, by sentence."""
    root = Path(django.__file__).parent
    found = {}
    for app in ("contrib/auth", "conf"):
        with (root / app / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as written:
            found.update({catalogue.msgid(message): message for message in read_po(written) if message.id})
    return found


def test_english_holds_exactly_the_sentences_of_the_source() -> None:
    assert keys(catalogue.translated("en")) == keys(catalogue.source())


def test_the_source_is_read_whole() -> None:
    sentences = {sentence for sentence, _context in keys(catalogue.source())}
    assert sentences >= {
        "Bạn chưa được cấp quyền «%(permission)s» tại %(unit)s.",  # Python, gettext
        "Hãy chọn ít nhất một văn bản chỉ đạo để đối chiếu.",  # Python, inside a dictionary
        "%(count)s nghi vấn",  # Python, plural
        "Đang chờ đến lượt",  # template, as a filter's argument
        "%(first)s–%(last)s trong %(total)s",  # template, a block with placeholders
    }


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    assert list(catalogue.untranslated(catalogue.translated(language))) == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_nothing_is_fuzzy_or_obsolete(language: str) -> None:
    written = catalogue.translated(language)
    assert [catalogue.msgid(message) for message in written if message.id and message.fuzzy] == []
    assert list(written.obsolete) == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_placeholders_and_markup_are_the_same_on_both_sides(language: str) -> None:
    for message in catalogue.translated(language):
        wanted = Counter(PLACEHOLDER.findall(catalogue.msgid(message)))
        for said in translations(message) if message.id else ():
            assert Counter(PLACEHOLDER.findall(said)) == wanted, said


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    committed = read_mo(BytesIO(catalogue.po_path(language).with_suffix(".mo").read_bytes()))
    fresh = read_mo(BytesIO(catalogue.compiled(catalogue.translated(language))))
    assert [(m.id, m.context, m.string) for m in committed] == [(m.id, m.context, m.string) for m in fresh]
    assert (committed.plural_expr, committed.num_plurals) == (fresh.plural_expr, fresh.num_plurals)


def test_vietnamese_adds_only_what_django_says_and_lacks() -> None:
    said, translated = django_catalogue("en"), django_catalogue("vi")
    ours = {sentence for sentence, _context in keys(catalogue.translated("vi"))}
    assert ours <= said.keys()
    assert [sentence for sentence in ours if sentence in translated and all(translations(translated[sentence]))] == []


def test_a_screen_speaks_the_language_asked_for() -> None:
    with translation.override("en"):
        assert gettext("Liên kết truy vết") == "Trace links"
        assert ngettext("%(count)s nghi vấn", "%(count)s nghi vấn", 3) % {"count": 3} == "Suspect: 3"
        assert [str(state.label) for state in LinkState] == ["Proposed", "Confirmed", "Rejected"]
    with translation.override("vi"):
        assert gettext("Liên kết truy vết") == "Liên kết truy vết"
        assert str(LinkState.PROPOSED.label) == "Máy đề xuất"


def test_a_short_password_is_refused_in_vietnamese() -> None:
    for least in (1, 14):
        with translation.override("vi"), pytest.raises(ValidationError) as refused:
            MinimumLengthValidator(least).validate("")
        assert refused.value.messages == [f"Mật khẩu này quá ngắn; mật khẩu phải có ít nhất {least} ký tự."]


def test_django_plurals_stay_vietnamese_beside_ours() -> None:
    with translation.override("vi"):
        for limit in (1, 5):
            with pytest.raises(ValidationError) as refused:
                forms.CharField(max_length=limit).clean("chữ dài hơn mức")
            assert "characters" not in refused.value.messages[0]


def test_form_errors_django_lacks_are_vietnamese() -> None:
    with translation.override("vi"):
        with pytest.raises(ValidationError) as refused:
            ProhibitNullCharactersValidator()("a\x00b")
        assert refused.value.messages == ["Không được có ký tự rỗng (mã 0); hãy xóa ký tự đó rồi gửi lại."]
        with pytest.raises(ValidationError) as refused:
            forms.UUIDField().clean("không phải")
        assert refused.value.messages == ["Hãy nhập một định danh (UUID) hợp lệ."]


def test_a_form_sent_without_its_token_is_refused_in_vietnamese() -> None:
    with translation.override("vi"):
        answer = csrf_failure(RequestFactory().post("/"))
    page = answer.content.decode()
    assert "Hãy tải lại trang rồi gửi lại." in page
    assert "verification failed" not in page
