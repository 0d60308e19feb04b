"""Templates hold words, fields and simple conditions; nothing in them or in a value is ever run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradesman.documents import wording
from tradesman.documents.wording import Span, WordingError

PLAIN = {"greeting": "Leah", "day": "Friday", "what": "", "link": ""}


def filled(template: str, **values: str) -> str:
    return wording.read(template).fill(PLAIN | values).text


def test_fields_are_filled_and_where_they_stand_is_told() -> None:
    found = wording.read("Hello {{ greeting }}, on {{day}}.").fill(PLAIN)
    assert found.text == "Hello Leah, on Friday."
    assert found.spans == (Span("greeting", 6, 10), Span("day", 15, 21))
    assert [found.text[span.start : span.end] for span in found.spans] == ["Leah", "Friday"]
    assert found.missing == ()


def test_a_field_without_a_value_leaves_its_name_and_is_told_once() -> None:
    found = wording.read("{{ quote_number }} {{ what }} {{ what }}").fill(PLAIN)
    assert found.text == "[quote number] [what] [what]"
    assert found.missing == ("quote_number", "what")
    assert all(span.missing for span in found.spans)


@pytest.mark.parametrize(
    ("link", "text"), [("https://r.example", "Say it here: https://r.example"), ("", "Thank you"), (" \n", "Thank you")]
)
def test_a_condition_takes_its_words_or_the_others(link: str, text: str) -> None:
    template = "{% if link %}Say it here: {{ link }}{% else %}Thank you{% endif %}"
    assert filled(template, link=link) == text
    assert wording.read(template).missing(PLAIN | {"link": link}) == ()


def test_a_condition_that_leaves_nothing_leaves_no_hole() -> None:
    template = "Hello\n\n{% if what %}It is about {{ what }}.{% endif %}\n\nKind regards\n\n\n\nSam"
    assert filled(template) == "Hello\n\nKind regards\n\n\n\nSam"
    assert filled(template, what="the tap") == "Hello\n\nIt is about the tap.\n\nKind regards\n\n\n\nSam"


def test_fields_and_those_that_nobody_fills_are_listed() -> None:
    read = wording.read("{% if a %}{{ b }}{% else %}{{ c }}{% endif %}{{ a }}{{ dya }}")
    assert read.fields == ("a", "b", "c", "dya")
    assert read.unknown({"a", "b", "c"}) == ("dya",)
    assert wording.read("words {{ a }}{# nothing to see #}").fields == ("a",)


@pytest.mark.parametrize(
    "template",
    [
        "{% for x in y %}{{ x }}{% endfor %}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{% macro x() %}{% endmacro %}",
        "{% block x %}{% endblock %}",
        "{% call x() %}{% endcall %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with x = 1 %}{% endwith %}",
        "{% autoescape true %}{% endautoescape %}",
        "{% if a %}{% elif b %}{% endif %}",
        "{% if not a %}{% endif %}",
        "{% if a and b %}{% endif %}",
        "{% if a == 'b' %}{% endif %}",
        "{% if a is defined %}{% endif %}",
        "{% if a %}{{ a|upper }}{% endif %}",
        "{{ a + 1 }}",
        "{{ a.b }}",
        "{{ a['b'] }}",
        "{{ a() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 'text' }}",
        "{{ 1 }}",
        "{{ -a }}",
        "{{ a ~ b }}",
        "{{ a if b else c }}",
        "{{ [a] }}",
    ],
)
def test_anything_else_is_refused_and_the_line_is_named(template: str) -> None:
    with pytest.raises(WordingError, match=r"^Line 2: this is not allowed in a message\. Nothing was changed\."):
        wording.read(f"Hello\n{template}")


@pytest.mark.parametrize("template", ["{{ a", "{% if a %}", "{% endif %}", "{{ }}", "{% %}", "{{ a b }}", "{# no end"])
def test_what_cannot_be_read_is_said_with_its_line(template: str) -> None:
    with pytest.raises(WordingError, match=r"^Line 3 cannot be read"):
        wording.read(f"One\nTwo\n{template}")


@pytest.mark.parametrize("template", ["{{ " + "9" * 5000 + " }}", "{{ " + "(" * 4000, "{% if a %}" * 900])
def test_what_is_beyond_reading_is_refused_too(template: str) -> None:
    with pytest.raises(WordingError):
        wording.read(template)


def test_conditions_do_not_stand_in_each_other_without_end() -> None:
    assert filled("{% if day %}" * 8 + "x" + "{% endif %}" * 8) == "x"
    with pytest.raises(WordingError, match="8 deep"):
        wording.read("{% if day %}" * 9 + "x" + "{% endif %}" * 9)


def test_sizes_are_capped() -> None:
    assert filled("x" * 10_000)
    with pytest.raises(WordingError, match="at most 10,000 characters; this one has 10,001"):
        wording.read("x" * 10_001)
    assert len(filled("{{ what }}", what="x" * 20_000)) == 20_000
    with pytest.raises(WordingError, match="at most 20,000"):
        filled("{{ what }}{{ what }}", what="x" * 10_001)


@pytest.mark.parametrize("name", ["{{ day }}", "{% if day %}x{% endif %}", "<b>x</b>", "{{", "%}", "{# x #}", "${x}"])
def test_a_value_stands_as_it_is(name: str) -> None:
    assert filled("Hello {{ greeting }}.", greeting=name) == f"Hello {name}."


@pytest.mark.parametrize("one_line", [True, False])
def test_no_value_turns_the_words_around_it_round(*, one_line: bool) -> None:
    read = wording.read("Hello {{ greeting }}, {{ what }}.")
    found = read.fill({"greeting": "\u202eLeah\u2067", "what": "שרה\u200f 3"}, one_line=one_line)
    assert found.text == "Hello Leah, שרה 3."
    assert found.spans == (Span("greeting", 6, 10), Span("what", 12, 17))


def test_a_subject_is_one_line() -> None:
    read = wording.read("About\n{{ what }}")
    found = read.fill({"what": "the tap\r\nBcc: all@example.org\x00\u2028!"}, one_line=True)
    assert found.text == "About the tap Bcc: all@example.org !"
    assert found.spans == (Span("what", 6, 36),)


def test_breaks_of_lines_are_all_of_one_kind() -> None:
    assert filled("{{ what }}", what="one\r\ntwo\rthree") == "one\ntwo\nthree"


ANY = st.text(max_size=60)
PIECES = st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", " if ", " else ", " endif ", " a ", "a.b", "|", "(", ")"])
ODD = st.lists(st.one_of(PIECES, st.text(alphabet="ab \n'\"\\1e.{}%#[]~<>=-+*", max_size=4)), max_size=25).map("".join)


@given(template=st.one_of(ANY, ODD), value=ANY)
def test_no_words_do_anything_but_be_filled_or_refused(template: str, value: str) -> None:
    try:
        read = wording.read(template)
    except WordingError as error:
        assert str(error).endswith(wording.ALLOWED)  # noqa: PT017  either is right
        return
    found = read.fill(dict.fromkeys(read.fields, value))
    assert all(0 <= span.start <= span.end <= len(found.text) for span in found.spans)


@given(name=ANY, day=ANY)
def test_values_come_out_as_they_went_in(name: str, day: str) -> None:
    found = wording.read("{{ a }}|{{ b }}").fill({"a": name, "b": day})
    for span, value in zip(found.spans, (name, day), strict=True):
        if value.strip():
            assert found.text[span.start : span.end] == value.replace("\r\n", "\n").replace("\r", "\n")
        else:
            assert span.missing


@given(value=ANY)
def test_nothing_in_a_value_breaks_a_subject(value: str) -> None:
    text = wording.read("About {{ a }}").fill({"a": value}, one_line=True).text
    assert text.isprintable()
