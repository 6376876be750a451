"""Every entity of the workspace, once."""

from typing import Any

from workstation.domain.checklists.answers import Check
from workstation.domain.citations import Citation, Evidence
from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import Appraisal, Collateral, Encumbrance, SecuredClaim
from workstation.domain.decisions import Decision, MemoRecord, Run
from workstation.domain.documents import Document, DocumentPart, PageReading, Photo, Version
from workstation.domain.events import Event
from workstation.domain.findings.notes import RiskNote
from workstation.domain.findings.waivers import Waiver
from workstation.domain.guarantees import Assertion, Guarantee
from workstation.domain.highlights import Highlight
from workstation.domain.leases import Lease
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.notes import Note
from workstation.domain.parties import Party, Role
from workstation.domain.scenarios import (
    Assumptions,
    Cost,
    Scenario,
    ScenarioGuarantor,
    ScenarioPrior,
    ScenarioSale,
)
from workstation.domain.seizures import Seizure
from workstation.domain.signatures import Signature
from workstation.domain.transfers import Transfer

RECORDS: tuple[type[Any], ...] = (
    Lot,
    Listing,
    Party,
    Role,
    Claim,
    Balance,
    Collateral,
    Appraisal,
    Encumbrance,
    SecuredClaim,
    Lease,
    Seizure,
    Guarantee,
    Assertion,
    Event,
    Transfer,
    Document,
    Version,
    DocumentPart,
    PageReading,
    Highlight,
    Photo,
    Citation,
    Evidence,
    Check,
    RiskNote,
    Waiver,
    Note,
    Assumptions,
    Cost,
    Scenario,
    ScenarioSale,
    ScenarioPrior,
    ScenarioGuarantor,
    Run,
    Decision,
    Signature,
    MemoRecord,
)
BY_ENTITY: dict[str, type[Any]] = {record.entity: record for record in RECORDS}
