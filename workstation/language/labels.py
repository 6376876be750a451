"""Words for choices: what a person reads where a record holds a code. Each is English and the key of its translation."""

from enum import StrEnum

from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.domain.citations import EvidenceKind
from workstation.domain.claims import BalanceKind, InterestStop
from workstation.domain.collateral import (
    AppraisalKind,
    CollateralType,
    EncumbranceKind,
    ExecutionFee,
    LandNature,
    Occupancy,
)
from workstation.domain.copies import CopyReason
from workstation.domain.decisions import DecisionKind
from workstation.domain.documents import PageStatus
from workstation.domain.events import EventKind
from workstation.domain.guarantees import (
    AssertionAct,
    AssertionAgainst,
    Fault,
    GuaranteeKind,
    PeriodKind,
    ResolutionOrgan,
)
from workstation.domain.highlights import HighlightKind
from workstation.domain.interest.day_counts import DayCount
from workstation.domain.ladder import Place
from workstation.domain.listings import (
    Bearer,
    Delivery,
    LegalStage,
    ListedSubject,
    Outcome,
    PaymentMethod,
    PriceFinding,
    Regime,
)
from workstation.domain.lots import Stage
from workstation.domain.notes import NoteKind
from workstation.domain.parties import PartyKind, RoleKind
from workstation.domain.reading import ReadOutcome
from workstation.domain.scenarios import CostKind
from workstation.domain.seizures import SeizureKind
from workstation.domain.signatures import SignatureRole
from workstation.domain.transfers import NoticeHow

# By class first: members of two enumerations with one value ("other") are equal and hash alike.
CHOICE_LABELS: dict[type[StrEnum], dict[str, str]] = {
    SignatureRole: {
        SignatureRole.ANALYST: "Analyst",
        SignatureRole.REVIEWER: "Reviewer",
        SignatureRole.APPROVER: "Approver",
    },
    Stage: {
        Stage.LEAD: "Lead",
        Stage.SCREEN: "Screen",
        Stage.FILE_REVIEW: "File review",
        Stage.DUE_DILIGENCE: "DD",
        Stage.VALUED: "Valued",
        Stage.MEMO: "Memo",
        Stage.APPROVED: "Approved",
        Stage.DEPOSIT: "Deposit paid",
        Stage.BIDDING: "Bidding",
        Stage.WON: "Won",
        Stage.LOST: "Lost",
        Stage.UNSOLD: "Unsold",
        Stage.WITHDRAWN: "Withdrawn",
        Stage.PASSED: "Passed",
        Stage.SIGNED: "Signed",
        Stage.PAID: "Paid",
        Stage.NOTICED: "Debtor notified",
        Stage.SUBSTITUTED: "Substituted",
        Stage.COLLECT: "Collecting",
        Stage.CLOSED: "Closed",
    },
    Regime: {
        Regime.CN_JUDICIAL_NET: "Court auction",
        Regime.CN_JUDICIAL_SALE: "Court sale",
        Regime.CN_JUDICIAL_TRAD: "Court, auction house",
        Regime.CN_AMC_ONLINE: "AMC, online",
        Regime.CN_BANK_SINGLE: "Bank, Yindeng centre",
        Regime.CN_EXCHANGE: "Asset exchange",
        Regime.CN_BKR: "Bankruptcy auction",
        Regime.EU_VDR: "EU data room",
        Regime.US_SEALED: "US sealed bid",
    },
    ListedSubject: {
        ListedSubject.CLAIM: "One claim",
        ListedSubject.PACKAGE: "Package of claims",
        ListedSubject.PERSONAL_BULK: "Package of personal loans",
        ListedSubject.HOME: "Home",
        ListedSubject.IMMOVABLE: "Land and buildings",
        ListedSubject.MOVABLE: "Movables",
        ListedSubject.VESSEL: "Ship",
        ListedSubject.EQUITY: "Shares",
        ListedSubject.OTHER_RIGHT: "Another right",
    },
    PriceFinding: {
        PriceFinding.AGREEMENT: "Agreed by the parties",
        PriceFinding.TARGETED_ENQUIRY: "Asked of an authority",
        PriceFinding.ONLINE_ENQUIRY: "Asked online",
        PriceFinding.APPRAISAL: "Appraised",
    },
    Bearer: {
        Bearer.STATUTORY: "Each side by law",
        Bearer.BUYER_ALL: "Buyer bears all",
        Bearer.SELLER_ALL: "Seller bears all",
        Bearer.SHARED: "Shared as listed",
    },
    Delivery: {
        Delivery.VACATED: "Court clears it",
        Delivery.AS_IS: "Handed over as it is",
        Delivery.BY_BUYER: "Buyer clears it",
    },
    PaymentMethod: {
        PaymentMethod.ONE_OFF: "At once",
        PaymentMethod.INSTALMENTS: "In instalments",
    },
    LegalStage: {
        LegalStage.NOT_SUED: "Not sued",
        LegalStage.SUED: "Sued, not decided",
        LegalStage.JUDGED: "Decided",
        LegalStage.ENFORCEMENT: "In enforcement",
        LegalStage.ENFORCEMENT_ENDED: "Enforcement ended for now",
        LegalStage.RESUMED: "Enforcement resumed",
        LegalStage.BANKRUPTCY: "Bankruptcy opened",
        LegalStage.REORGANISATION: "Reorganisation",
        LegalStage.CLOSED: "Concluded",
    },
    Outcome: {
        Outcome.SOLD: "Sold",
        Outcome.UNSOLD: "No bid",
        Outcome.WITHDRAWN: "Called off",
        Outcome.STAYED: "Stayed",
        Outcome.POSTPONED: "Put off",
        Outcome.DEFAULTED: "Winner did not pay",
    },
    PartyKind: {
        PartyKind.COMPANY: "Company",
        PartyKind.PERSON: "Person",
        PartyKind.COURT: "Court",
        PartyKind.OTHER: "Other",
    },
    RoleKind: {
        RoleKind.BORROWER: "Borrower",
        RoleKind.GUARANTOR: "Guarantor",
        RoleKind.MORTGAGOR: "Mortgagor",
        RoleKind.SELLER: "Seller",
        RoleKind.ORIGINAL_LENDER: "Original lender",
        RoleKind.PRIOR_HOLDER: "Prior holder",
        RoleKind.COURT: "Court",
        RoleKind.TENANT: "Tenant",
        RoleKind.CREDITOR: "Creditor",
    },
    BalanceKind: {
        BalanceKind.PRINCIPAL: "Principal",
        BalanceKind.INTEREST: "Interest",
        BalanceKind.PENALTY_INTEREST: "Penalty interest",
        BalanceKind.COMPOUND_INTEREST: "Compound interest",
        BalanceKind.COSTS: "Costs",
        BalanceKind.OTHER: "Other",
    },
    DayCount: {
        DayCount.ACT_360: "Actual/360",
        DayCount.ACT_365F: "Actual/365",
        DayCount.ACT_ACT_ISDA: "Actual/actual",
        DayCount.THIRTY_360_ISDA: "30/360",
        DayCount.THIRTY_E_360: "30E/360",
    },
    InterestStop: {
        InterestStop.NONE: "Does not stop",
        InterestStop.TRANSFER: "Transfer of the claim",
        InterestStop.BANKRUPTCY: "Bankruptcy",
    },
    CollateralType: {
        CollateralType.INDUSTRIAL: "Industrial land and plant",
        CollateralType.RESIDENTIAL: "Residential",
        CollateralType.COMMERCIAL: "Commercial and office",
        CollateralType.CONSTRUCTION: "Construction in progress",
        CollateralType.MACHINERY: "Machinery",
        CollateralType.INVENTORY: "Inventory",
        CollateralType.RECEIVABLES: "Receivables",
        CollateralType.EQUITY: "Equity",
        CollateralType.DEPOSIT: "Deposits and bills",
        CollateralType.VEHICLE: "Vehicles",
        CollateralType.VESSEL: "Vessels",
        CollateralType.RIGHTS: "Mining, sea and forest rights",
        CollateralType.RURAL: "Rural land",
        CollateralType.OTHER: "Other",
    },
    LandNature: {
        LandNature.GRANTED: "Granted for a price",
        LandNature.ALLOCATED: "Allocated",
        LandNature.COLLECTIVE: "Collective",
        LandNature.CONTRIBUTED: "Contributed as capital",
    },
    AppraisalKind: {
        AppraisalKind.MARKET: "Market value",
        AppraisalKind.FORCED: "Forced sale",
        AppraisalKind.BOOK: "Book value",
        AppraisalKind.TAX: "For tax",
    },
    AssertionAgainst: {
        AssertionAgainst.GUARANTOR: "The guarantor",
        AssertionAgainst.DEBTOR: "The debtor",
    },
    ResolutionOrgan: {
        ResolutionOrgan.NONE: "No resolution",
        ResolutionOrgan.BOARD: "Board",
        ResolutionOrgan.SHAREHOLDERS: "Shareholders' meeting",
        ResolutionOrgan.NOT_NEEDED: "Not needed",
    },
    NoteKind: {
        NoteKind.SITE_VISIT: "Site visit",
        NoteKind.CALL: "Call",
        NoteKind.REGISTRY_SEARCH: "Registry search",
        NoteKind.BROKER_OPINION: "Broker's opinion",
    },
    NoticeHow: {
        NoticeHow.DELIVERED: "Delivered",
        NoticeHow.MAILED: "By mail",
        NoticeHow.NEWSPAPER: "By newspaper",
        NoticeHow.COURT: "Served by the court",
        NoticeHow.NONE: "None",
    },
    SeizureKind: {
        SeizureKind.SEIZURE: "Seizure",
        SeizureKind.FREEZE: "Freezing",
        SeizureKind.WAITING: "Waiting in line",
    },
    Place: {
        Place.BEFORE: "before us",
        Place.OURS: "ours",
        Place.AFTER: "after us",
        Place.BESIDE: "in no order",
        Place.EQUAL: "with us",
        Place.BETWEEN: "between ours",
    },
    Occupancy: {
        Occupancy.OWNER: "Used by the owner",
        Occupancy.TENANT: "Let to a tenant",
        Occupancy.THIRD_PARTY: "Held by a third party",
        Occupancy.VACANT: "Vacant",
        Occupancy.UNKNOWN: "Unknown",
    },
    ExecutionFee: {
        ExecutionFee.CN_COURT: "By the court's scale",
        ExecutionFee.NONE: "No fee",
    },
    EncumbranceKind: {
        EncumbranceKind.MORTGAGE: "Mortgage",
        EncumbranceKind.PLEDGE: "Pledge",
        EncumbranceKind.LIEN: "Lien",
        EncumbranceKind.PURCHASE_MONEY: "Purchase money",
        EncumbranceKind.CONSTRUCTION: "Construction price",
        EncumbranceKind.LAND_PREMIUM: "Land premium",
        EncumbranceKind.PRE_MORTGAGE_TAX: "Tax before the mortgage",
        EncumbranceKind.POST_MORTGAGE_TAX: "Tax after the mortgage",
        EncumbranceKind.HOME_BUYER: "Home buyer",
        EncumbranceKind.LEASE: "Lease",
        EncumbranceKind.SEIZURE: "Seizure",
    },
    GuaranteeKind: {
        GuaranteeKind.JOINT: "Joint",
        GuaranteeKind.GENERAL: "General",
        GuaranteeKind.UNCLEAR: "Unclear",
        GuaranteeKind.DEBT_JOINDER: "Joins the debt",
        GuaranteeKind.KEEP_WELL: "Letter of comfort",
    },
    Fault: {
        Fault.BOTH: "Creditor and guarantor",
        Fault.GUARANTOR: "Guarantor alone",
        Fault.CREDITOR: "Creditor alone",
        Fault.MAIN_CONTRACT: "Guarantor, and the loan is void",
    },
    PeriodKind: {
        PeriodKind.NONE: "No period agreed",
        PeriodKind.MONTHS: "Agreed in months",
        PeriodKind.DATE: "Agreed date",
        PeriodKind.UNTIL_PAID: "Until fully repaid",
        PeriodKind.BEFORE_DUE: "Not after the due date",
    },
    AssertionAct: {
        AssertionAct.DEMAND: "Demand",
        AssertionAct.LAWSUIT: "Lawsuit",
        AssertionAct.ARBITRATION: "Arbitration",
        AssertionAct.NOTARISED_EXECUTION: "Notarised enforcement",
        AssertionAct.NEWSPAPER: "Newspaper notice",
        AssertionAct.DEDUCTION: "Taken from an account",
    },
    EventKind: {
        EventKind.DUE: "Falls due",
        EventKind.DEMAND: "Demand",
        EventKind.PAYMENT: "Payment",
        EventKind.ACKNOWLEDGEMENT: "Acknowledgement",
        EventKind.FILING: "Filing",
        EventKind.JUDGMENT: "Judgment",
        EventKind.SERVICE: "Service of papers",
        EventKind.ENFORCEMENT: "Enforcement",
        EventKind.SEIZURE: "Seizure",
        EventKind.NOTICE: "Notice",
        EventKind.ASSIGNMENT: "Assignment",
        EventKind.BANKRUPTCY: "Bankruptcy",
        EventKind.CRYSTALLISATION: "Crystallisation",
        EventKind.PERFORMANCE_END: "End of the performance period",
        EventKind.SUSPENSION: "Suspension",
        EventKind.AUCTION: "Auction",
        EventKind.OTHER: "Other",
    },
    ReadOutcome: {
        ReadOutcome.PENDING: "Not read yet",
        ReadOutcome.OK: "Read",
        ReadOutcome.PARTIAL: "Read in part",
        ReadOutcome.DAMAGED: "Damaged",
        ReadOutcome.PASSWORD: "Needs a password",
        ReadOutcome.TOO_LARGE: "Too large",
        ReadOutcome.NOT_SUPPORTED: "Kind of file not supported",
    },
    HighlightKind: {
        HighlightKind.FACT: "A fact",
        HighlightKind.FLAG: "A trap",
        HighlightKind.QUESTION: "A question",
        HighlightKind.INPUT: "For the valuation",
    },
    PageStatus: {
        PageStatus.TO_READ: "To be read",
        PageStatus.READING: "Being read",
        PageStatus.READ: "Read by a person",
    },
    EvidenceKind: {EvidenceKind.CITED: "Cited", EvidenceKind.ASSUMED: "Assumed"},
    CheckStatus: {
        CheckStatus.NOT_REQUESTED: "Not requested",
        CheckStatus.REQUESTED: "Requested",
        CheckStatus.COPY_SEEN: "Copy seen",
        CheckStatus.ORIGINAL_SEEN: "Original seen",
        CheckStatus.VERIFIED: "Verified",
        CheckStatus.REFUSED: "Refused",
        CheckStatus.MISSING: "Missing",
        CheckStatus.NOT_APPLICABLE: "Not applicable",
    },
    Severity: {
        Severity.KILL: "Kill",
        Severity.HIGH: "High",
        Severity.MEDIUM: "Medium",
        Severity.LOW: "Low",
    },
    CopyReason: {
        CopyReason.INTERVAL: "at an interval",
        CopyReason.CLOSE: "at close",
        CopyReason.ASKED: "on request",
        CopyReason.BULK: "before bulk work",
        CopyReason.RESTORE: "before a restore",
        CopyReason.UPDATE: "before an update",
    },
    CostKind: {CostKind.LEGAL: "Legal costs", CostKind.HOLDING: "Holding costs"},
    DecisionKind: {
        DecisionKind.BID: "Bid",
        DecisionKind.BID_WITH_CONDITIONS: "Bid with conditions",
        DecisionKind.WATCH: "Watch",
        DecisionKind.PASS: "Pass",
    },
}


def choice_label(member: StrEnum) -> str:
    """The English word of a choice, `Stage.DUE_DILIGENCE` is "DD"; every choice of the catalogue has one."""
    return CHOICE_LABELS[type(member)][member]
