"""Rich text of notes: read, written and read again without a loss, whatever was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.rich_text import (
    LineKind,
    RichLine,
    Span,
    cited,
    insert,
    parse,
    plain,
    without,
    written,
)

CITE = "01890000-0000-7000-8000-000000000001"

texts = st.text(alphabet=st.sampled_from(list("ab 锁*#-1.)[](\\:+cite")), max_size=12)
spans = st.builds(
    Span,
    text=texts.filter(bool),
    bold=st.booleans(),
    italic=st.booleans(),
    citation=st.sampled_from(["", "", CITE]),
)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("# Gate", LineKind.HEADING, "Gate"),
        ("- locked", LineKind.BULLET, "locked"),
        ("12. call", LineKind.NUMBER, "call"),
        ("#1 gate", LineKind.PLAIN, "#1 gate"),
        (r"\- no list", LineKind.PLAIN, "- no list"),
        (r"5\. no list", LineKind.PLAIN, "5. no list"),
        ("5 * 3 = 15", LineKind.PLAIN, "5 * 3 = 15"),
        ("**open", LineKind.PLAIN, "**open"),
        ("2024. 5. 1 visited", LineKind.PLAIN, "2024. 5. 1 visited"),
    ],
)
def test_lines_are_read_by_their_first_signs(text, kind, words):
    (line,) = parse(text)
    assert (line.kind, line.text) == (kind, words)


def test_bold_italic_and_citations_are_read():
    (line,) = parse(f"the **gate *was* shut** [p. 3](cite:{CITE})!")
    assert line.spans == (
        Span("the "),
        Span("gate ", bold=True),
        Span("was", bold=True, italic=True),
        Span(" shut", bold=True),
        Span(" "),
        Span("p. 3", citation=CITE),
        Span("!"),
    )
    assert cited(f"x [a](cite:{CITE}) [b](cite:{CITE})") == (CITE,)
    assert plain(f"# A\n- **b** [p. 3](cite:{CITE})") == "A\nb p. 3"


def test_a_list_is_numbered_anew_where_it_begins():
    assert written(parse("3. a\n9. b\n\n7. c")) == "1. a\n2. b\n\n1. c"


def test_a_citation_goes_where_the_caret_is_and_is_taken_out_again():
    mark = Span("p. 3", citation=CITE)
    text = "- **locked** gate\nempty"
    there = insert(text, (0, 6), mark)
    assert there == f"- **locked**[p. 3](cite:{CITE}) gate\nempty"
    assert insert(text, (1, 99), mark).endswith(f"empty[p. 3](cite:{CITE})")
    assert insert(text, (99, 2), mark).endswith(f"em[p. 3](cite:{CITE})pty")
    assert insert("", (0, 0), mark) == f"[p. 3](cite:{CITE})"
    assert insert(there, (0, 8), mark).count("cite:") == 2
    assert without(there, CITE) == text


@given(
    st.lists(
        st.builds(RichLine, st.sampled_from(LineKind), st.lists(spans, max_size=5).map(tuple)), max_size=4
    )
)
def test_what_is_written_is_read_as_it_was(lines):
    once = parse(written(lines))
    assert [line.kind for line in once] == [line.kind for line in lines] or not lines
    assert [line.text for line in once] == [line.text for line in lines] or not lines
    assert [(span.text, span.citation) for line in once for span in line.spans if span.citation] == [
        (span.text, span.citation) for line in lines for span in line.spans if span.citation
    ]
    assert written(once) == written(lines)


@given(st.text(alphabet=st.sampled_from(list("ab *#-1.)[](\\:")), max_size=30))
def test_any_text_is_read_and_settles_at_once(text):
    once = written(parse(text))
    assert written(parse(once)) == once
    assert plain(once) == plain(text)


@given(st.lists(spans, min_size=1, max_size=4), st.integers(0, 40))
def test_a_citation_put_in_leaves_all_words(found, at):
    text = written([RichLine(LineKind.PLAIN, tuple(found))])
    put = insert(text, (0, at), Span("§", citation=CITE))
    assert plain(put).replace("§", "") == plain(text)
