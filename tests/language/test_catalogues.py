import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from message_keys import SAME_IN_BOTH, source, spoken_in_data

FOLDER = Path(__file__).parents[2] / "resources/i18n/zh_CN"
FILES = sorted(FOLDER.glob("*.po"))
LATIN = re.compile(r"[A-Za-z]{2,}")
NO_WORDS = re.compile(r"\{\w*\}|[a-z-]+(\.[a-z-]+)+|--[a-z-]+")  # braces, names of sites and of options


def entries(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


CATALOGUE = {key: text for path in FILES for key, text in entries(path).items()}


def braces(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def allowed_words() -> set[str]:
    lines = Path(__file__).with_name("english_in_chinese.txt").read_text("utf-8").splitlines()
    return {line.split("  # ")[0] for line in lines if line and not line.startswith("#")}


def test_what_is_said_to_people_has_a_translation():
    spoken = spoken_in_data() | source().spoken
    assert {
        key: place for key, place in spoken.items() if key not in CATALOGUE and key not in SAME_IN_BOTH
    } == {}


def test_a_key_stands_in_one_catalogue_once():
    standing = Counter()
    for path in FILES:
        written = re.findall(r'^msgid (?!""$)|^msgid ""\n"', path.read_text("utf-8"), re.MULTILINE)
        assert len(written) == len(entries(path)), f"{path.name} holds a key twice"
        standing.update(list(entries(path)))
    assert [key for key, count in standing.items() if count > 1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_catalogue_is_complete_and_keeps_the_braces(path):
    with path.open("rb") as file:
        assert not [message.id for message in read_po(file) if message.fuzzy and message.id]
    for key, text in entries(path).items():
        assert text, f"{key!r} has no translation"
        assert braces(text) == braces(key), key


def test_no_entry_is_unused():
    used = source().constants | set(spoken_in_data())  # an entry that is none of these is unused
    assert sorted(key for key in CATALOGUE if key not in used) == []


def test_chinese_sentences_hold_no_english_words():
    allowed = allowed_words()
    found = {}
    for key, text in CATALOGUE.items():
        words = set(LATIN.findall(NO_WORDS.sub("", text))) - allowed
        if words:
            found[key] = words
    assert found == {}


def test_sentences_are_never_glued_for_translation():
    assert source().glued == []
