"""The one place that knows every part: it puts ports and adapters together for the window and the commands."""

import logging
import os
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any

from workstation import __version__, sample
from workstation.application.demo.sample import SampleMade
from workstation.application.lot_rules import LotRules
from workstation.application.progress import Progress, Silent
from workstation.application.services import Services
from workstation.domain.actors import COMMAND_LINE
from workstation.domain.documents import Version
from workstation.domain.ids import Clock, IdSource
from workstation.language.translator import Language, Translator
from workstation.packs.checklists import load_checklist
from workstation.packs.defaults import load_defaults
from workstation.packs.kinds import load_kinds
from workstation.packs.note_templates import load_note_templates
from workstation.packs.own_rates import FILE as OWN_RATES
from workstation.packs.own_rates import with_own_rates
from workstation.packs.reference import load_reference
from workstation.platform.display import has_display
from workstation.platform.files import DurableFiles, write_file, write_outside
from workstation.platform.locks import FileLock
from workstation.platform.log_on_demand import LogOnDemand
from workstation.platform.passwords import Keyring
from workstation.platform.temporary_copies import TemporaryCopies, remove_left_copies
from workstation.resources import read_toml, resource
from workstation.sample import SampleMark
from workstation.storage.layout import Host, Layout
from workstation.storage.workspace import Workspace
from workstation.upkeep import make_upkeep

if TYPE_CHECKING:
    from workstation.application.demo.script import DemoScript
    from workstation.application.memos import MemoLanguage
    from workstation.application.ports.documents import DocumentReader, PageViewer
    from workstation.application.ports.memo import RenderedMemo
    from workstation.application.ports.memo_pages import PageSource
    from workstation.application.ports.preferences import Preferences
    from workstation.application.ports.sheets import Sheet
    from workstation.cli.program import Program
    from workstation.domain.consistency.disagreements import Rules
    from workstation.domain.memo import Memo
    from workstation.domain.proposals import ProposedLot
    from workstation.platform.paths import UserFolders
    from workstation.ui.shell import Shell
    from workstation.ui.workbench import Workbench

DEMO_MARK = sample.MARK
_DEMO_SEED = 20250905


def system_clock() -> datetime:
    return datetime.now().astimezone()


@dataclass(slots=True)
class DemoClock:
    """The sample's own time: it stands still, so that the same papers give the same bytes."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class _Workers:
    """Worker processes of one workspace, each kind started when it is first asked for."""

    workspace: Workspace
    passwords: Keyring = field(default_factory=Keyring)
    started: list[Callable[[], None]] = field(default_factory=list)

    @cached_property
    def reader(self) -> "DocumentReader":
        from workstation.documents.reader import WorkerReader  # noqa: PLC0415 - no worker before a file is touched
        from workstation.workers import launch  # noqa: PLC0415

        made = WorkerReader(launch(background=True))
        self.started.append(made.close)
        return made

    @cached_property
    def viewer(self) -> "PageViewer":
        from workstation.documents.viewer import WorkerViewer  # noqa: PLC0415
        from workstation.workers import launch  # noqa: PLC0415

        made = WorkerViewer(launch(), self.workspace.objects.open, passwords=self.passwords)
        self.started.append(made.close)
        return made

    @cached_property
    def exhibits(self) -> "PageSource":
        from workstation.documents.exhibits import WorkerExhibits  # noqa: PLC0415
        from workstation.workers import launch  # noqa: PLC0415

        made = WorkerExhibits(launch(), self._content_of_version, self.passwords, self._hash_of_version)
        self.started.append(made.close)
        return made

    def _content_of_version(self, version: str) -> bytes:
        with self.workspace.objects.open(self._hash_of_version(version)) as stream:
            return stream.read()

    def _hash_of_version(self, version: str) -> str:
        return self.workspace.reader.rows(Version, id=version)[0].sha256 or ""

    def close(self) -> None:
        for close in self.started:
            close()


def _render(memo: "Memo", pages: "PageSource") -> "RenderedMemo":
    from workstation.documents.merging import WorkerMerge  # noqa: PLC0415 - off the start-up path
    from workstation.export.memo.render import rendered  # noqa: PLC0415
    from workstation.workers import launch  # noqa: PLC0415

    return rendered(memo, pages, WorkerMerge(launch()))


def _sheet(sheet: "Sheet") -> bytes:
    from workstation.export.sheets import write_sheet  # noqa: PLC0415 - off the start-up path

    return write_sheet(sheet)


def _statements() -> "Rules":
    from workstation.packs.statements import load_statements  # noqa: PLC0415 - off the start-up path

    return load_statements()


def _host(clock: Clock, new_id: Callable[[], str], random: Random | None = None) -> Host:
    return Host(
        files=DurableFiles(),
        take_lock=FileLock,
        clock=clock,
        new_id=new_id,
        version=__version__,
        random_bytes=(random or SystemRandom()).randbytes,
    )


def _services(workspace: Workspace, clock: Clock, new_id: Callable[[], str]) -> Services:
    workers = _Workers(workspace)
    temporary_copies = TemporaryCopies()

    def close() -> None:
        workers.close()
        temporary_copies.close()
        workspace.close()

    return Services(
        name=workspace.path.name.removesuffix(".workspace"),
        location=str(workspace.path),
        writer=workspace.writer,
        reader=workspace.reader,
        objects=workspace.objects,
        pages=workspace.pages,
        clock=clock,
        new_id=new_id,
        checklist=load_checklist(),
        defaults=load_defaults(),
        documents=lambda: workers.reader,
        viewer=lambda: workers.viewer,
        page_source=lambda: workers.exhibits,
        render_memo=_render,
        write_sheet=_sheet,
        write_file=partial(write_outside, workspace.path),
        temporary_copies=temporary_copies,
        passwords=workers.passwords,
        drafts=workspace.drafts,
        imports=workspace.imports,
        note_templates=load_note_templates,
        reference=lambda: with_own_rates(load_reference(), workspace.path),
        kinds=load_kinds,
        statements=_statements,
        close=close,
        read_only=workspace.read_only,
        held_by=FileLock.holder_of(Layout(workspace.path).lock) if workspace.read_only else "",
        stands_still=isinstance(clock, DemoClock),
        copies=workspace.copies,
    )


def open_services(path: Path, read_only: bool, *, actor: str) -> Services:  # noqa: FBT001 - the port's shape
    """Opens a workspace, with a moving clock; a folder of the sample keeps the sample's date."""
    clock = _clock_of(path)
    new_id = IdSource(clock, SystemRandom())
    workspace = Workspace.open(path, _host(clock, new_id), actor, read_only=read_only)
    if not read_only:
        new_id.go_on_after(workspace.reader.newest_id())
    return _services(workspace, clock, new_id)


def create_services(
    path: Path, *, actor: str, clock: Clock = system_clock, random: Random | None = None, beside: str = ""
) -> Services:
    """Makes a new workspace and opens it; a file called `beside` may lie in its folder already."""
    # a stream of its own: ids are given on several threads, the bytes of the history on one
    salts = None if random is None else Random(random.getrandbits(128))  # noqa: S311 - seeded where bytes must repeat
    new_id = IdSource(clock, random or SystemRandom())
    return _services(Workspace.create(path, _host(clock, new_id, salts), actor, beside=beside), clock, new_id)


def _clock_of(path: Path) -> Clock:
    mark = SampleMark.of(path)
    return DemoClock(datetime.fromisoformat(mark.clock)) if mark and mark.clock else system_clock


def load_script(*, chinese: bool) -> "DemoScript":
    from workstation.application.demo.script import DemoScript  # noqa: PLC0415

    tables = {name: read_toml("demo", f"{name}.toml") for name in ("lot", "valuation", "checks", "words")}
    return DemoScript(inputs=resource("demo", "inputs"), chinese=chinese, **tables)


def demo_services(path: Path) -> Services:
    """The sample's empty workspace: its own clock, seeded ids. An earlier sample in the same place makes room
    (`sample.make_room`), and one that was never finished too: the mark is there before the workspace is."""
    sample.make_room(path, _plain_host(), system_clock().date())
    script = load_script(chinese=True)
    clock = DemoClock(datetime.fromisoformat(script.lot["demo"]["clock"]))
    mark = SampleMark(clock.now.isoformat())
    seeded = Random(_DEMO_SEED)  # noqa: S311 - the ids of a sample are no secret
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        path.mkdir(parents=True, exist_ok=True)
        mark.begin(path)
    actor = script.lot["demo"]["actor"]
    services = create_services(path, actor=actor, clock=clock, random=seeded, beside=DEMO_MARK)
    if SampleMark.of(path) is None:  # the folder held what a killed program left of a workspace
        mark.begin(path)
    return services


def read_listing(services: Services, content: bytes, name: str) -> "ProposedLot":
    """What a saved page, or the text or paper of an announcement, says of a lot. A `UserError` where it is neither, or cannot
    be read."""
    from workstation.application.paper_text import has_pages_of_its_own, text_as_page  # noqa: PLC0415
    from workstation.intake.propose import propose  # noqa: PLC0415

    if has_pages_of_its_own(content):
        return propose(text_as_page(services, content, name), source=name)
    page = services.documents().html(content).result()
    return propose(page.root, source=name)


def build_demo(folder: Path, *, fresh: bool = False) -> dict[str, Any]:
    """The sample and its memo in `folder`; the summary as ``workstation demo`` prints it. One that was built before is
    valued as it stands; with `fresh` it is built anew, and `moved_to` names the place of an earlier one with work in it."""
    workspace = folder / "demo.workspace"
    folder.mkdir(parents=True, exist_ok=True)
    if not fresh and sample.is_built(workspace):
        return _summary_of(workspace)
    moved = sample.make_room(workspace, _plain_host(), system_clock().date())
    summary = _built(workspace)
    return summary if moved is None else {**summary, "moved_to": str(moved)}


def _built(workspace: Path) -> dict[str, Any]:
    from workstation.application.demo.build import build_sample  # noqa: PLC0415

    with closing(demo_services(workspace)) as services:
        lot = build_sample(services, load_script(chinese=True), read_listing)
        summary = _with_memo(services, lot, workspace)
        SampleMark(services.clock().isoformat(), services.reader.head(), lot).finish(workspace)
    return summary


def _summary_of(workspace: Path) -> dict[str, Any]:
    """Of a sample that is there. `NotFoundError` when somebody removed its lot."""
    mark = SampleMark.of(workspace)
    actor = load_script(chinese=True).lot["demo"]["actor"]
    with closing(open_services(workspace, False, actor=actor)) as services:
        return _with_memo(services, mark.lot if mark else "", workspace)


def _with_memo(services: Services, lot: str, workspace: Path) -> dict[str, Any]:
    from workstation.application.demo.summary import summarise  # noqa: PLC0415
    from workstation.application.memos import export_memo  # noqa: PLC0415

    memo = workspace.with_name("memo.pdf")
    exported = export_memo(services, lot, memo_language(Language.CHINESE), Silent())
    write_file(memo, exported.pdf)
    unread = {"not_compared": list(exported.unread)} if exported.unread else {}
    return {**summarise(services, lot, exported), **unread, "memo": str(memo), "workspace": str(workspace)}


def open_sample(folder: Path, *, fresh: bool) -> SampleMade:
    """For the window: the sample as it stands, built where it is not there yet or is started over."""
    workspace = folder / "demo.workspace"
    if not fresh and sample.is_built(workspace):
        return SampleMade(workspace)
    moved = build_demo(folder, fresh=fresh).get("moved_to")
    return SampleMade(workspace, Path(moved) if moved else None)


def memo_language(language: Language) -> "MemoLanguage":
    """How a memo is written in a language, whatever the window speaks."""
    from workstation.application.memo.material import Writing  # noqa: PLC0415
    from workstation.application.memos import MemoLanguage  # noqa: PLC0415
    from workstation.language.formats import Formats  # noqa: PLC0415
    from workstation.language.wording import Wording  # noqa: PLC0415

    tr, formats = Translator(language), Formats(language)
    return MemoLanguage(
        name=language.value,
        tr=tr,
        show=Wording(tr, formats).value,
        formats=formats,
        writing=Writing(formats.amount, formats.whole, formats.percent, formats.day),
        title=lambda item: item.title_zh if tr.is_chinese else item.title_en,
    )


def start_window(path: Path | None = None, watch: "Callable[[Workbench], None] | None" = None) -> int:
    """The window on `path`, the last workspace, or the welcome panel; exit code 2 without a display. `watch` gets
    the window before its first event."""
    if not has_display() and "QT_QPA_PLATFORM" not in os.environ:
        tr = Translator(_language())
        sys.stderr.write(tr("There is no display. Use the commands: workstation --help") + "\n")
        return 2
    from workstation.platform.logs import LogFile  # noqa: PLC0415
    from workstation.platform.paths import UserFolders  # noqa: PLC0415
    from workstation.ui.app import run_window  # noqa: PLC0415 - the only door to PySide6

    folders = UserFolders.of_system()
    with LogFile(folders.logs) as log:
        return run_window(_shell(folders, log.path), path, watch)


def _shell(folders: "UserFolders", log_file: Path) -> "Shell":
    from workstation.platform.locks import holder_name  # noqa: PLC0415
    from workstation.platform.settings import SettingsFile  # noqa: PLC0415
    from workstation.ui.shell import Shell  # noqa: PLC0415

    def sample_made(progress: Progress, fresh: bool) -> SampleMade:  # noqa: FBT001 - the port's shape
        progress.step(0, 1)
        return open_sample(folders.documents / "workstation-demo", fresh=fresh)

    def opened(path: Path, actor: str, read_only: bool) -> Services:  # noqa: FBT001 - the port's shape
        remove_left_copies()
        return open_services(path, read_only, actor=actor)

    return Shell(
        open_workspace=opened,
        create_workspace=lambda path, actor: create_services(path, actor=actor),
        read_listing=read_listing,
        upkeep=make_upkeep(_plain_host),
        build_sample=sample_made,
        memo_language=memo_language,
        store=SettingsFile(folders.settings),
        suggested_name=holder_name().partition("@")[0],
        clock=system_clock,
        default_workspace=folders.documents / "my-lots.workspace",
        log_file=log_file,
        version=__version__,
        notices=lambda: resource("third_party_notices.md").read_text(encoding="utf-8"),
    )


def _rates_fault(path: Path) -> str:
    """The table is loaded only where there is something to lay behind it."""
    return with_own_rates(load_reference(), path).lpr_fault if (path / OWN_RATES).exists() else ""


def log_commands() -> None:
    """For the process of one command: warnings go into the log file, not between the lines of an answer."""
    from workstation.platform.paths import UserFolders  # noqa: PLC0415

    logging.getLogger().addHandler(LogOnDemand(lambda: UserFolders.of_system().logs))


def _preferences() -> "Preferences":
    from workstation.platform.paths import UserFolders  # noqa: PLC0415
    from workstation.platform.settings import SettingsFile  # noqa: PLC0415

    return SettingsFile(UserFolders.of_system().settings).load()


def _language() -> Language:
    """As it was chosen in the window, else as the system speaks."""
    from workstation.platform.languages import speaks_chinese  # noqa: PLC0415

    preferences = _preferences()
    if preferences.language:
        return Language(preferences.language)
    return Language.CHINESE if speaks_chinese() else Language.ENGLISH


def build_program() -> "Program":
    """The commands' ways to the world, in the language of the user."""
    from workstation.cli.program import Program  # noqa: PLC0415

    actor = _preferences().user_name or COMMAND_LINE
    return Program(
        tr=Translator(_language()),
        open_workspace=lambda path, read_only: open_services(path, read_only, actor=actor),
        create_workspace=lambda path: create_services(path, actor=actor),
        build_demo=lambda folder, fresh: build_demo(folder, fresh=fresh),
        memo_language=memo_language,
        read_listing=read_listing,
        rates_fault=_rates_fault,
        upkeep=make_upkeep(_plain_host),
        lot_rules=lambda: LotRules(load_reference(), load_checklist()),
        show=start_window,
        has_display=has_display(),
    )


def _plain_host(path: Path | None = None) -> Host:
    clock = system_clock if path is None else _clock_of(path)
    return _host(clock, IdSource(clock, SystemRandom()))
