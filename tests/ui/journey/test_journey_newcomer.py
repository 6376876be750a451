"""A newcomer's first evening: the seller's folder let go over the welcome screen becomes a lot with its facts cited, without a
word of the README, in either language."""

import json

import pytest
from journey_kit import Key
from journey_steps import answers_with_a_name

from workstation.domain.citations import Evidence
from workstation.domain.documents import Document, Version
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.resources import resource
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.buttons import Button

FOLDER = resource("demo", "inputs")
IN_A_WHILE = 60_000  # ms: seventeen papers are read


def speaks(computer, language):
    computer.folders.settings.mkdir(parents=True, exist_ok=True)
    (computer.folders.settings / "settings.json").write_text(json.dumps({"language": language}), "utf-8")


def drops_the_sellers_folder(person, name):
    person.waits(lambda: person.frame.stack.currentWidget() is person.frame.welcome)
    person.drops([FOLDER])
    answers_with_a_name(person, name)
    person.agrees_to_what_came_in()
    files = sum(each.is_file() for each in FOLDER.rglob("*"))
    person.waits(lambda: person.record and len(person.record.all(Version)) == files, IN_A_WHILE)
    person.waits(lambda: not person.desk.jobs.long_jobs, IN_A_WHILE)


def sees_the_facts_of_the_listing(person):
    cited = [each for each in person.record.all(Evidence) if each.citation is not None]
    assert len(cited) >= 50
    assert person.record.first(Listing).start_price == Money.of(8_000_000)


def sees_papers_in_their_order_and_one_in_two_versions(person):
    names = [each.name for each in person.record.all(Document)]
    numbered = [name for name in names if name.startswith("附件")]
    assert [int(name[2:].partition("_")[0]) for name in numbered] == list(range(1, 15))
    newest = [each.file_name for each in person.record.all(Version) if each.ordinal == 2]
    assert newest == ["附件6_评估报告_更正版.pdf"]


def is_told_what_comes_next(person, said, button):
    person.waits(lambda: person.is_there(Label, said))
    person.clicks(person.find(Button, button))
    person.waits(lambda: person.frame.lot.tab == "checks")


@pytest.mark.parametrize(
    ("language", "name", "said", "button"),
    [
        ("zh_CN", "林梅", "均注明出处", "前往核查"),
        ("en", "Lin Mei", "each with its place", "Go to the checks"),
    ],
)
def test_the_folder_on_the_welcome_screen_becomes_a_lot_whose_facts_are_cited(
    computer, language, name, said, button
):
    speaks(computer, language)
    person = computer.starts()
    drops_the_sellers_folder(person, name)
    sees_the_facts_of_the_listing(person)
    sees_papers_in_their_order_and_one_in_two_versions(person)
    is_told_what_comes_next(person, said, button)
    person.presses(Key.Key_Escape)
