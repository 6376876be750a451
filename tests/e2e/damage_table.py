"""One damage, every command: what each must say, and the remedies that are named, followed to the end."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from damage_commands import ASKED, CARE, Said, W, asked
from damage_ground import BEGUN, LOT, Ground
from damage_kinds import another, damages_of
from outside import Answer, Outside

_LISTS: Final = {"snapshot --list", "restore without a name", "snapshot"}
SLOW: Final = {"memo", "demo", "intake", "import", "import into a new lot", "import --resume"}
_READ: Final = {"paper", "figures", "begun", "pages"}


@dataclass(frozen=True)
class Bench:
    """The ground, one like it of another workspace, and what each command says of the sound one."""

    outside: Outside
    ground: Ground
    other: Ground
    folder: Path
    sound: dict[str, Said]

    def copy(self) -> Ground:
        shutil.rmtree(self.folder, ignore_errors=True)
        return self.ground.copied(self.folder)

    def damaged(self, kind: str, how: str) -> Ground:
        ground = self.copy()
        path = ground.stored()[kind][0]
        damage = damages_of(kind)[how]
        damage(path, another(ground, kind, path, self.other))
        return ground

    def said(self, name: str) -> Said:
        if name not in self.sound:
            ground = self.copy()
            self.sound[name] = Said.of(asked(self.outside, ground, {**ASKED, **CARE}[name]), ground)
        return self.sound[name]


def commands_of(kind: str, how: str) -> Iterator[str]:
    """The slow ones, which start workers, once on each kind of file, and more often on those that they read."""
    for name in (*ASKED, *CARE):
        if name not in SLOW or how == "flipped" or (kind in _READ and how in {"deleted", "swapped"}):
            yield name


def faults(bench: Bench, kind: str, how: str, name: str) -> list[str]:
    """What is wrong with the answer of one command over one damage: an exception is raised by `Outside` itself."""
    ground = bench.damaged(kind, how)
    answer = asked(bench.outside, ground, {**ASKED, **CARE}[name])
    where = f"{kind}, {how}: {name} exit {answer.code}: {answer.err.strip() or answer.text[:300]}"
    found = [f"traceback: {where}"] if "Traceback" in answer.err + answer.text else []
    said, sound = Said.of(answer, ground), bench.said(name)
    if said == sound or (name in _LISTS and kind in {"copy", "copy notes"} and answer.code == 0):
        return found
    if name in CARE:
        return found + _care(bench, ground, answer, where)
    if healed(said) == healed(sound):
        return found
    is_told = any(re.search(each, _all(answer)) for each, _ in REMEDIES)
    is_calm = answer.code == 0 or (
        answer.code == sound.code and not is_told
    )  # the sound answer may be no 0 either
    if is_calm and "error" not in answer.text:
        found.append(f"another answer, as if all were well: {where}")
    if answer.code in {3, 4, 5, 6} and not is_told:
        found.append(f"no remedy: {where}")
    return found


def healed(said: Said) -> Said:
    """A damaged copy that was replaced by the way is said, and is no other answer; nor that a file came in again."""
    out = said.out.replace(b'"healed": true', b'"healed": false')
    return Said(said.code, out)


def _all(answer: Answer) -> str:
    return answer.text + answer.err


def _care(bench: Bench, ground: Ground, answer: Answer, where: str) -> list[str]:
    """What cares for a workspace and says that it did leaves it sound, or says what is not."""
    if answer.code == 0 and "--remove" not in where:
        after = asked(bench.outside, ground, CARE["doctor"])
        return [] if after.code == 0 else [f"not sound afterwards ({after.text[:200]}): {where}"]
    if (
        answer.code
        and not any(re.search(each, _all(answer)) for each, _ in REMEDIES)
        and "code" not in answer.text
    ):
        return [f"no remedy: {where}"]
    return []


# remedies, as they are written


def _newest_that_can_be(bench: Bench, ground: Ground, _: re.Match[str]) -> None:
    listed = asked(bench.outside, ground, ("restore", W, "--json")).json["snapshots"]
    for each in listed:
        if asked(bench.outside, ground, ("restore", W, each["name"])).code == 0:
            return
    raise AssertionError(listed)


def _by_name(bench: Bench, ground: Ground, found: re.Match[str]) -> None:
    done = asked(bench.outside, ground, ("restore", W, found["name"]))
    assert done.code == 0, done.err


def _remove_copy(bench: Bench, ground: Ground, found: re.Match[str]) -> None:
    done = asked(bench.outside, ground, ("snapshot", W, "--remove", found["name"]))
    assert done.code == 0, done.err


def _take_in_again(bench: Bench, ground: Ground, found: re.Match[str]) -> None:
    """By the name that is said: a paper, a valuation or a memo, or the file of an import that was cut off."""
    (ground.folder / "late.txt").write_text(BEGUN, "utf-8")
    called = re.search(r"\((?P<name>[^()]+)\) (is missing|was altered)", found.string)
    name = called["name"] if called else "-"
    again = {"run": ("memo", W, LOT, "--out", "memo.pdf"), "-": ("import", W, LOT, "late.txt")}
    if memo := re.fullmatch(r"memo (\S+) \d+", name):
        again[name] = (*again["run"], "--language", memo[1])
    done = asked(bench.outside, ground, again.get(name, ("import", W, LOT, "papers")))
    assert done.code == 0, done.err + done.text


def _move_folder(_: Bench, ground: Ground, found: re.Match[str]) -> None:
    place = ground.folder / found["path"]
    place.rename(ground.folder / "elsewhere")


def _run(*arguments: str) -> Callable[[Bench, Ground, "re.Match[str]"], None]:
    def run(bench: Bench, ground: Ground, _: re.Match[str]) -> None:
        asked(bench.outside, ground, arguments)

    return run


REMEDIES: Final[tuple[tuple[str, Callable[[Bench, Ground, "re.Match[str]"], None]], ...]] = (
    (r"Restore its newest snapshot (?P<name>\S+), taken", _by_name),
    (
        r"where the file (?P<path>.+?) should be is a folder|Where the file (?P<other>.+?) should",
        _move_folder,
    ),
    (r"\(snapshot --remove\)|(?P<none>^$)", _remove_copy),
    (
        r"Take its files in again, then have the note put aside\. \(doctor --repair\)",
        _run("doctor", W, "--repair"),
    ),
    (r"\(doctor --repair\)", _run("doctor", W, "--repair")),
    (r"Open the workspace to write", _run("snapshot", W)),
    (r"[Rr]estore a snapshot", _newest_that_can_be),
    (r"[Tt]ake the same file in again", _take_in_again),
    (r"There are: |The snapshots are", _newest_that_can_be),
    (r"Mend first what the doctor says|Run the doctor", _run("doctor", W)),
    (r"Name the files or folders to take in", _take_in_again),
    (r"start the sample over|demo --fresh", _run("demo", "--out", ".", "--fresh")),
)


def mend(bench: Bench, ground: Ground) -> list[str]:
    """Does what the doctor says until it is content; returns all that it said on the way."""
    said: list[str] = []
    for _ in range(8):
        answer = asked(bench.outside, ground, CARE["doctor in words"])
        if answer.code == 0:
            return said
        line = _all(answer).strip().splitlines()[0]
        assert line not in said, f"followed, and still: {line}"
        said.append(line)
        if found := re.search(r"The snapshot (?P<name>\S+) is not whole", line):
            _remove_copy(bench, ground, found)
            continue
        for shape, act in REMEDIES:
            if found := re.search(shape, line):
                act(bench, ground, found)
                break
        else:
            raise AssertionError(f"no remedy: {line}")
    raise AssertionError(said)


def code_of(bench: Bench, ground: Ground) -> set[str]:
    """Of what the doctor finds."""
    answer = asked(bench.outside, ground, CARE["doctor"])
    found = json.loads(answer.out)
    return {found["error"]["code"]} if "error" in found else {each["code"] for each in found["findings"]}
