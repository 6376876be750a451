"""What the window does over each damaged file: it opens nothing that it cannot vouch for and says how to go on, or shows
all that a sound workspace shows, or its doctor names what is lost. Single cells of it are in ./check: a database changed or
gone (`test_workbench_behind_the_program`, `_safety`), pages (`_lost_pages`), documents, snapshots and texts (`_safety`)."""

import re
import shutil
from dataclasses import dataclass, replace

import pytest
from damage_ground import NAME, WORD, build
from damage_kinds import another, cells, damages_of, expected
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from settled import settled
from test_workbench_safety import opened_sheet

from workstation.ui.dialogs.search import SearchSheet
from workstation.ui.panels.lot_tabs import TABS

# No record names these, so that nothing can say that they were there
UNKNOWN = {
    ("draft", "deleted"),
    ("draft", "flipped"),
    ("import", "deleted"),
    ("import", "swapped"),
}
# A window that writes puts it aside when it opens, and nothing of the workspace was in it
HEALED = {("database", "the journal of another")}
ROOM = re.compile(r"[0-9.]+ GB")


@dataclass(frozen=True)
class Seen:
    """What a person saw: why the workspace is not opened and the buttons under it, or the parts of its lot, what is said
    above them, the pages that a word is found on, and what the doctor says."""

    refused: str = ""
    lot: str = ""
    said: str = ""
    hits: tuple[str, ...] = ()
    doctor: str = ""


@pytest.fixture(scope="module")
def grounds(tmp_path_factory, pytestconfig):
    folder = tmp_path_factory.mktemp("damage")
    one = build(folder / "ground", pytestconfig.rootpath)
    other = build(
        folder / "other", pytestconfig.rootpath, seed=2, name="Another mill", word="流动资金借款合同"
    )
    return one, other


def damaged(grounds, folder, kind, how):
    ground, other = grounds
    shutil.rmtree(folder, ignore_errors=True)
    copy = ground.copied(folder)
    path = copy.stored()[kind][0]
    damages_of(kind)[how](path, another(copy, kind, path, other))
    return copy.workspace


def looks_over(person, workspace):
    person.bench.doors.open(workspace)
    person.waits(lambda: person.desk is not None or person.frame.banner.isVisible())
    if person.desk is None:
        return Seen(refused=person.texts(person.frame.banner))
    person.waits(lambda: person.bench.hand.rows)
    person.opens(NAME, tab="overview")
    parts = [reads_part(person, tab.key) for tab in TABS]
    said = person.texts(person.frame.lot.banner) + person.texts(person.frame.banner)
    hits = searches(person)
    sheet = opened_sheet(person)
    person.waits(lambda: "Room on the disk" in person.texts(sheet.doctor))  # its last line
    return Seen("", "\n".join(parts), said, hits, ROOM.sub("GB", person.texts(sheet.doctor)))


def reads_part(person, key):
    """Once nothing is added any more: a form is made row by row."""
    person.frame.lot.show_tab(key)
    seen = [""]

    def stands_still():
        settled(person.qtbot, person.desk.jobs)
        seen.append(person.texts(person.frame.lot.records))
        return seen[-1] == seen[-2]

    person.waits(stands_still)
    return seen[-1]


def searches(person):
    """Each hit, and what the sheet says of pages that it does not know."""
    person.qtbot.keyClick(person.bench, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    sheet = person.sheet(SearchSheet)
    sheet.box.setText(WORD)  # QTest types no hanzi
    person.waits(lambda: sheet.table.model().rows)
    settled(person.qtbot, person.desk.jobs)
    found = [str(row) for row in sheet.table.model().rows]
    said = sheet.unread.text() if sheet.unread.isVisible() else ""
    person.qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    return (*found, said)


@pytest.fixture(scope="module")
def seen_once():
    return {}


@pytest.fixture
def over(make_person, store, grounds, seen_once, tmp_path):
    """What is seen of a sound workspace, and of one with this damage."""

    def compare(kind, how):
        if not seen_once:
            sound = grounds[0].copied(tmp_path / "sound").workspace
            person = make_person()
            seen_once["sound"] = looks_over(person, sound)
            person.bench.close()
            store.kept = replace(store.kept, recent=())  # it opens the last one else
        return seen_once["sound"], looks_over(
            make_person(), damaged(grounds, tmp_path / "damaged", kind, how)
        )

    return compare


def is_said(kind, how, seen, sound):
    if (kind, how) in UNKNOWN:
        return seen.hits == sound.hits
    if seen.refused:
        return len(seen.refused.splitlines()) > 2  # what is wrong, what to do, and a button for it
    if expected(kind, how) and (kind, how) not in HEALED:
        return seen.doctor != sound.doctor
    return seen == sound


@pytest.mark.deep
@pytest.mark.parametrize(("kind", "how"), list(cells()), ids=lambda part: part)
def test_the_window_over_every_damage(over, kind, how):
    sound, seen = over(kind, how)
    assert is_said(kind, how, seen, sound), seen


# by its buttons


def first_of_each_finding():
    """A cell for each that the doctor can find."""
    first = {}
    for cell in cells():
        if (code := expected(*cell)) and cell not in HEALED:
            first.setdefault(code, cell)
    return list(first.values())


def presses_a_remedy_of_the_banner(person):
    """The workspace opens, or is refused for another reason."""
    said = person.texts(person.frame.banner)
    buttons = [button for button in visible_buttons(person.frame.banner) if button.text() != "Open read-only"]
    assert buttons, said
    person.qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    person.waits(lambda: person.desk is not None or person.texts(person.frame.banner) not in {"", said})


def visible_buttons(within):
    return [button for button in within.findChildren(QPushButton) if button.isVisible() and button.text()]


def presses_a_remedy_of_the_doctor(person, sheet, sound):
    found, desk = sheet.examined, person.desk
    person.waits(lambda: "Room on the disk" in person.texts(sheet.doctor))  # its last line
    if sha256 := found.ailments[0].params.get("sha256"):  # a person names the file
        sheet.recover_from(sha256, sound / "objects" / sha256[:2] / sha256[2:])
    else:
        button = next(each for each in visible_buttons(sheet.doctor) if each.text() != "Look again")
        does = button.text()
        person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        if does == "Choose a snapshot":
            person.waits(sheet.part.restore.isEnabled)
            person.qtbot.mouseClick(sheet.part.restore, Qt.MouseButton.LeftButton)
            person.qtbot.mouseClick(sheet.part.sure, Qt.MouseButton.LeftButton)
        elif does != "Remove it":
            person.waits(lambda: person.desk not in {None, desk})
            return
    person.waits(lambda: person.desk not in {None, desk} or is_examined_again(sheet, found))


def is_examined_again(sheet, found):
    return sheet.examined is not None and sheet.examined is not found


@pytest.mark.deep
@pytest.mark.parametrize(("kind", "how"), first_of_each_finding(), ids=lambda part: part)
def test_the_buttons_of_the_window_mend_what_it_finds(make_person, grounds, tmp_path, kind, how):
    person = make_person()
    person.bench.doors.open(damaged(grounds, tmp_path / "damaged", kind, how))
    for _ in range(5):
        person.waits(lambda: person.desk is not None or person.frame.banner.isVisible())
        if person.desk is None:
            presses_a_remedy_of_the_banner(person)
            continue
        sheet = opened_sheet(person)
        if not sheet.examined.ailments:
            break
        presses_a_remedy_of_the_doctor(person, sheet, grounds[0].workspace)
    else:
        pytest.fail(f"not mended: {sheet.examined.ailments}")
    person.waits(lambda: [row.lot.name for row in person.bench.hand.rows] == [NAME])
