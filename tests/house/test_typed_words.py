"""Each field for words of one's own is given back when its form is refused: see app/ui/typed.py."""

import re

import pytest
from flask import Flask
from wtforms import TextAreaField

from app.ui.fields import forms, templates
from app.ui.typed import LABELS, words_in


@pytest.mark.usefixtures("app")
def test_each_field_for_longer_words_has_a_label(app: Flask) -> None:
    fields = {
        name
        for form in forms()
        for name in dir(form)
        if issubclass(getattr(getattr(form, name), "field_class", object), TextAreaField)
    }
    written = {
        name
        for path in templates()
        for name in re.findall(r'<textarea\b[^>]*\bname="(\w+)"', path.read_text())
    }
    assert fields and written and (fields | written) - LABELS.keys() == set()


def test_codes_and_what_has_no_label_are_not_words() -> None:
    form = {"reason": "tried_all", "password": "two words", "note": "Two words.", "text": " ", "why": "12"}
    assert words_in(form) == (("Your note", "Two words."),)
