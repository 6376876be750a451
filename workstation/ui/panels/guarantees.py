"""Guarantees of a lot: who promised, for how long, and what was asserted in time."""

from collections.abc import Callable

from workstation.application.lots import new_guarantee
from workstation.domain.guarantees import Assertion, Guarantee
from workstation.ui.desk import Desk
from workstation.ui.panels.child_rows import Parts
from workstation.ui.panels.record_panel import PanelSpec, RecordPanel
from workstation.ui.panels.timeline import events_of


def add_guarantee(desk: Desk, then: Callable[[str], None]) -> None:
    lot, services = desk.lot, desk.services
    if lot is not None:
        desk.write(lambda: new_guarantee(services.writer, services.defaults, lot), then)


class GuaranteesPanel(RecordPanel):
    def __init__(self, desk: Desk) -> None:
        assertions = Parts(
            record_class=Assertion,
            parent="guarantee",
            title="Asserted inside the period",
            add="Add an assertion",
            columns=("act", "against", "on"),
            source="on",
        )
        spec = PanelSpec(
            record_class=Guarantee,
            name="Guarantees",
            add=add_guarantee,
            add_text="Add a guarantee",
            empty=("No guarantees on file.", "Read the guarantee contract and enter who promised what."),
            icon="people",
            parts=(assertions, events_of("guarantee")),
        )
        super().__init__(desk, spec)
