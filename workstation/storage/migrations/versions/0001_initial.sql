CREATE TABLE operation (
	position INTEGER NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	at TEXT NOT NULL,
	at_zone TEXT NOT NULL,
	actor TEXT NOT NULL,
	batch TEXT,
	undoes TEXT,
	what TEXT,
	what_salt TEXT,
	what_digest TEXT NOT NULL,
	digest TEXT NOT NULL,
	PRIMARY KEY (position),
	UNIQUE (id),
	FOREIGN KEY(undoes) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE workspace (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
)
 STRICT;;
CREATE TABLE lot (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	number TEXT,
	stage TEXT,
	region TEXT,
	summary TEXT,
	PRIMARY KEY (id)
)
 STRICT;;
CREATE TABLE party (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT,
	aliases TEXT,
	registered_id TEXT,
	vat_no TEXT,
	lei TEXT,
	state_owned INTEGER,
	status TEXT,
	note TEXT,
	PRIMARY KEY (id)
)
 STRICT;;
CREATE TABLE change (
	operation TEXT NOT NULL,
	seq INTEGER NOT NULL,
	entity TEXT NOT NULL,
	entity_id TEXT NOT NULL,
	lot TEXT,
	revision TEXT NOT NULL,
	subject_salt TEXT,
	subject_digest TEXT NOT NULL,
	"before" TEXT,
	before_salt TEXT,
	before_digest TEXT,
	"after" TEXT,
	after_salt TEXT,
	after_digest TEXT,
	PRIMARY KEY (operation, seq),
	FOREIGN KEY(operation) REFERENCES operation (id)
)
 STRICT;;
CREATE TABLE listing (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	regime TEXT,
	platform TEXT,
	item_no TEXT,
	url TEXT,
	title_text TEXT,
	subject TEXT,
	round INTEGER,
	seller TEXT,
	original_lender TEXT,
	contact TEXT,
	supervision_contact TEXT,
	start_price_minor INTEGER,
	start_price_currency TEXT,
	reserve_price_minor INTEGER,
	reserve_price_currency TEXT,
	reserve_hidden INTEGER,
	increment_minor INTEGER,
	increment_currency TEXT,
	deposit_minor INTEGER,
	deposit_currency TEXT,
	appraised_price_minor INTEGER,
	appraised_price_currency TEXT,
	price_finding TEXT,
	appraised_on TEXT,
	appraisal_valid_to TEXT,
	platform_fee_rate TEXT,
	platform_fee_minor INTEGER,
	platform_fee_currency TEXT,
	platform_fee_bearer TEXT,
	notice_on TEXT,
	deposit_due TEXT,
	deposit_due_zone TEXT,
	bid_start TEXT,
	bid_start_zone TEXT,
	bid_end TEXT,
	bid_end_zone TEXT,
	cycle_hours INTEGER,
	extension_minutes INTEGER,
	viewing_from TEXT,
	viewing_to TEXT,
	viewing TEXT,
	preemption_notice_on TEXT,
	contract_due TEXT,
	payment_due TEXT,
	nda_on TEXT,
	teaser_on TEXT,
	data_room_from TEXT,
	data_room_to TEXT,
	questions_due TEXT,
	indicative_bid_due TEXT,
	bid_letter_on TEXT,
	certified_on TEXT,
	bid_instructions_on TEXT,
	bid_deposit_on TEXT,
	sale_agreement_on TEXT,
	closing_on TEXT,
	notice_no TEXT,
	newspaper TEXT,
	disposal_notice_on TEXT,
	approval_on TEXT,
	book_value_minor INTEGER,
	book_value_currency TEXT,
	objections_until TEXT,
	base_date TEXT,
	principal_minor INTEGER,
	principal_currency TEXT,
	interest_minor INTEGER,
	interest_currency TEXT,
	interest_on_book_minor INTEGER,
	interest_on_book_currency TEXT,
	interest_off_book_minor INTEGER,
	interest_off_book_currency TEXT,
	penalty_interest_minor INTEGER,
	penalty_interest_currency TEXT,
	compound_interest_minor INTEGER,
	compound_interest_currency TEXT,
	advances_minor INTEGER,
	advances_currency TEXT,
	claim_total_minor INTEGER,
	claim_total_currency TEXT,
	borrowers INTEGER,
	loans INTEGER,
	composition TEXT,
	legal_stage TEXT,
	limitation_note TEXT,
	tax_rule TEXT,
	tax_bearer TEXT,
	arrears_rule TEXT,
	arrears TEXT,
	delivery TEXT,
	ruling_served_on TEXT,
	payment_method TEXT,
	known_defects TEXT,
	sold_as_is INTEGER,
	disclaimer TEXT,
	representations TEXT,
	priority_bidders TEXT,
	buyer_conditions TEXT,
	home_purchase_limit TEXT,
	excluded_buyers TEXT,
	bidder_foreign INTEGER,
	bidder_guarantor INTEGER,
	bidder_debtor INTEGER,
	registrants INTEGER,
	watchers INTEGER,
	views INTEGER,
	counted_at TEXT,
	counted_at_zone TEXT,
	outcome TEXT,
	hammer_price_minor INTEGER,
	hammer_price_currency TEXT,
	bids INTEGER,
	page_saved TEXT,
	page_saved_zone TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE role (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	party TEXT NOT NULL,
	kind TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(party) REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE claim (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	name TEXT,
	contract_no TEXT,
	borrower TEXT,
	contract_date TEXT,
	due TEXT,
	accrued_from TEXT,
	loan_rate TEXT,
	penalty_rate TEXT,
	day_count TEXT,
	compounds INTEGER,
	private_lending INTEGER,
	currency TEXT,
	judgment_no TEXT,
	enforcement_no TEXT,
	performance_end TEXT,
	judgment_base_minor INTEGER,
	judgment_base_currency TEXT,
	interest_stop TEXT,
	interest_stop_on TEXT,
	capped_claim_minor INTEGER,
	capped_claim_currency TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(borrower) REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE collateral (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	name TEXT NOT NULL,
	"key" TEXT,
	type TEXT,
	owner TEXT,
	certificate_no TEXT,
	location TEXT,
	land_area TEXT,
	building_area TEXT,
	land_nature TEXT,
	land_use TEXT,
	term_end TEXT,
	built INTEGER,
	occupancy TEXT,
	illegal_parts INTEGER,
	after_mortgage INTEGER,
	power TEXT,
	sole_home INTEGER,
	residence_right INTEGER,
	permits TEXT,
	cost_to_complete_minor INTEGER,
	cost_to_complete_currency TEXT,
	price_due TEXT,
	units_sold INTEGER,
	filed_on TEXT,
	serial_no TEXT,
	fixed INTEGER,
	delivered_on TEXT,
	counted_on TEXT,
	custodian TEXT,
	account_debtor TEXT,
	confirmed INTEGER,
	company TEXT,
	share TEXT,
	paid_in INTEGER,
	account_no TEXT,
	controlled INTEGER,
	mileage INTEGER,
	dues_minor INTEGER,
	dues_currency TEXT,
	approval INTEGER,
	description TEXT,
	secured_share TEXT,
	cost_rate TEXT,
	fixed_cost_minor INTEGER,
	fixed_cost_currency TEXT,
	tax_rate TEXT,
	execution_fee TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner) REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE document (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT,
	language TEXT,
	withdrawn_on TEXT,
	joined TEXT,
	joined_place INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(joined) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE "check" (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	item TEXT NOT NULL,
	status TEXT,
	answer TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE risk (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	severity TEXT,
	statement TEXT,
	mitigant TEXT,
	check_item TEXT,
	effect_on_bid_minor INTEGER,
	effect_on_bid_currency TEXT,
	resolved INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE waiver (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	rule TEXT NOT NULL,
	facts TEXT NOT NULL,
	reason TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE note (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	heading TEXT,
	kind TEXT,
	body TEXT,
	written_at TEXT,
	written_at_zone TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE scenario (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	name TEXT NOT NULL,
	ordinal INTEGER NOT NULL,
	probability TEXT,
	dividend TEXT,
	dividend_date TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE run (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	ordinal INTEGER NOT NULL,
	inputs_hash TEXT,
	trace TEXT,
	log_head TEXT,
	frozen_at TEXT,
	frozen_at_zone TEXT,
	max_bid_minor INTEGER,
	max_bid_currency TEXT,
	max_bid_on_ladder_minor INTEGER,
	max_bid_on_ladder_currency TEXT,
	loss_probability TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE decision (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	kind TEXT,
	thesis TEXT,
	conditions TEXT,
	override TEXT,
	overridden TEXT,
	analyst TEXT,
	reviewer TEXT,
	approver TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE signature (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	role TEXT,
	person TEXT NOT NULL,
	content TEXT NOT NULL,
	signed_at TEXT,
	signed_at_zone TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE balance (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	claim TEXT NOT NULL,
	kind TEXT,
	amount_minor INTEGER,
	amount_currency TEXT,
	as_of TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE appraisal (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	collateral TEXT NOT NULL,
	kind TEXT,
	value_minor INTEGER,
	value_currency TEXT,
	valued_on TEXT,
	valid_to TEXT,
	appraiser TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(collateral) REFERENCES collateral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE encumbrance (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	collateral TEXT NOT NULL,
	kind TEXT,
	ours INTEGER,
	holder TEXT,
	amount_minor INTEGER,
	amount_currency TEXT,
	contract_cap_minor INTEGER,
	contract_cap_currency TEXT,
	max_amount INTEGER,
	crystallised_on TEXT,
	registered_no TEXT,
	since TEXT,
	until TEXT,
	ahead INTEGER,
	ranks_as INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(collateral) REFERENCES collateral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE lease (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	collateral TEXT NOT NULL,
	tenant TEXT,
	signed_on TEXT,
	possession_on TEXT,
	until TEXT,
	rent_minor INTEGER,
	rent_currency TEXT,
	paid_to TEXT,
	registered INTEGER,
	doubtful INTEGER,
	area TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(collateral) REFERENCES collateral (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(tenant) REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE seizure (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	collateral TEXT NOT NULL,
	kind TEXT,
	"order" INTEGER,
	court TEXT,
	case_no TEXT,
	"on" TEXT,
	until TEXT,
	renewed_on TEXT,
	lifted_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(collateral) REFERENCES collateral (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(court) REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE guarantee (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	guarantor TEXT,
	"key" TEXT,
	claim TEXT,
	kind TEXT,
	contract_no TEXT,
	contract_date TEXT,
	debt_due TEXT,
	period_kind TEXT,
	period_months INTEGER,
	period_end TEXT,
	cap_minor INTEGER,
	cap_currency TEXT,
	cap_is_principal INTEGER,
	scope TEXT,
	fault TEXT,
	counter_guarantee INTEGER,
	spouse_consent INTEGER,
	one_shareholder INTEGER,
	public_body INTEGER,
	branch INTEGER,
	resolution TEXT,
	resolved_on TEXT,
	resolved_amount_minor INTEGER,
	resolved_amount_currency TEXT,
	interested_excluded INTEGER,
	listed INTEGER,
	disclosed INTEGER,
	no_assignment INTEGER,
	notified_on TEXT,
	debt_moved INTEGER,
	applied_on TEXT,
	exhausted_on TEXT,
	asset_value_minor INTEGER,
	asset_value_currency TEXT,
	access_rate TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(guarantor) REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE transfer (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	claim TEXT,
	giver TEXT,
	taker TEXT,
	"on" TEXT,
	agreement_no TEXT,
	scheduled INTEGER,
	schedule_place TEXT,
	amount_minor INTEGER,
	amount_currency TEXT,
	price_minor INTEGER,
	price_currency TEXT,
	paid INTEGER,
	notice TEXT,
	notified_on TEXT,
	proof TEXT,
	acknowledged INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(giver) REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(taker) REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE version (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	document TEXT NOT NULL,
	ordinal INTEGER NOT NULL,
	file_name TEXT,
	source_path TEXT,
	sha256 TEXT,
	size INTEGER,
	media_type TEXT,
	pages INTEGER,
	textless INTEGER,
	outcome TEXT,
	reason TEXT,
	noticed TEXT,
	failed_pages TEXT,
	doubtful_pages TEXT,
	holder TEXT,
	index_number TEXT,
	received_at TEXT,
	received_at_zone TEXT,
	taken_at TEXT,
	latitude TEXT,
	longitude TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(holder) REFERENCES version (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE photo (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	collateral TEXT NOT NULL,
	document TEXT,
	caption TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(collateral) REFERENCES collateral (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE assumptions (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	valuation_date TEXT,
	target_irr TEXT,
	transaction_cost_rate TEXT,
	fixed_closing_cost_minor INTEGER,
	fixed_closing_cost_currency TEXT,
	success_fee_rate TEXT,
	buyer_tax_rate TEXT,
	deposit_date TEXT,
	loss_limit TEXT,
	leverage_share TEXT,
	leverage_rate TEXT,
	leverage_repaid_with TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(leverage_repaid_with) REFERENCES collateral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE cost (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	kind TEXT,
	amount_minor INTEGER,
	amount_currency TEXT,
	"on" TEXT,
	months TEXT,
	until_collateral TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(until_collateral) REFERENCES collateral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE scenario_sale (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	scenario TEXT NOT NULL,
	collateral TEXT NOT NULL,
	forced_sale_discount TEXT,
	cash_date TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(scenario) REFERENCES scenario (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(collateral) REFERENCES collateral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE memo (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	ordinal INTEGER NOT NULL,
	run TEXT,
	language TEXT,
	sha256 TEXT,
	blocks TEXT,
	pages INTEGER,
	exported_at TEXT,
	exported_at_zone TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(run) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE secured_claim (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	encumbrance TEXT,
	claim TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(encumbrance) REFERENCES encumbrance (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE assertion (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	guarantee TEXT NOT NULL,
	act TEXT,
	against TEXT,
	"on" TEXT,
	proof TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(guarantee) REFERENCES guarantee (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE event (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	kind TEXT,
	"on" TEXT,
	party TEXT,
	amount_minor INTEGER,
	amount_currency TEXT,
	what TEXT,
	case_no TEXT,
	proof TEXT,
	claim TEXT,
	guarantee TEXT,
	collateral TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(party) REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(guarantee) REFERENCES guarantee (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(collateral) REFERENCES collateral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE document_part (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	version TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT,
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(version) REFERENCES version (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE page_reading (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	version TEXT NOT NULL,
	page INTEGER NOT NULL,
	status TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(version) REFERENCES version (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE highlight (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	version TEXT NOT NULL,
	page INTEGER NOT NULL,
	rects TEXT,
	kind TEXT,
	quote TEXT,
	part TEXT,
	note TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(version) REFERENCES version (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE citation (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	version TEXT NOT NULL,
	page INTEGER NOT NULL,
	rects TEXT,
	quote TEXT,
	"before" TEXT,
	"after" TEXT,
	part TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(version) REFERENCES version (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE scenario_prior (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	scenario TEXT NOT NULL,
	encumbrance TEXT NOT NULL,
	counted INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(scenario) REFERENCES scenario (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(encumbrance) REFERENCES encumbrance (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE scenario_guarantor (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	scenario TEXT NOT NULL,
	guarantee TEXT NOT NULL,
	probability TEXT,
	cash_date TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(scenario) REFERENCES scenario (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(guarantee) REFERENCES guarantee (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TABLE evidence (
	id TEXT NOT NULL,
	lot TEXT NOT NULL,
	row_entity TEXT NOT NULL,
	"row" TEXT NOT NULL,
	field TEXT NOT NULL,
	kind TEXT,
	citation TEXT,
	value TEXT,
	reason TEXT,
	chosen INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(lot) REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(citation) REFERENCES citation (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;;
CREATE TRIGGER change_is_fixed BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;;
CREATE TRIGGER change_is_kept BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;;
CREATE INDEX ix_appraisal_collateral ON appraisal (collateral);;
CREATE INDEX ix_appraisal_lot ON appraisal (lot);;
CREATE INDEX ix_assertion_guarantee ON assertion (guarantee);;
CREATE INDEX ix_assertion_lot ON assertion (lot);;
CREATE INDEX ix_assumptions_leverage_repaid_with ON assumptions (leverage_repaid_with);;
CREATE INDEX ix_assumptions_lot ON assumptions (lot);;
CREATE INDEX ix_balance_claim ON balance (claim);;
CREATE INDEX ix_balance_lot ON balance (lot);;
CREATE INDEX ix_change_entity ON change (entity_id, entity);;
CREATE INDEX ix_change_lot ON change (lot);;
CREATE INDEX ix_check_lot ON "check" (lot);;
CREATE INDEX ix_citation_lot ON citation (lot);;
CREATE INDEX ix_citation_version ON citation (version);;
CREATE INDEX ix_claim_borrower ON claim (borrower);;
CREATE INDEX ix_claim_lot ON claim (lot);;
CREATE INDEX ix_collateral_lot ON collateral (lot);;
CREATE INDEX ix_collateral_owner ON collateral (owner);;
CREATE INDEX ix_cost_lot ON cost (lot);;
CREATE INDEX ix_cost_until_collateral ON cost (until_collateral);;
CREATE INDEX ix_decision_lot ON decision (lot);;
CREATE INDEX ix_document_joined ON document (joined);;
CREATE INDEX ix_document_lot ON document (lot);;
CREATE INDEX ix_document_part_lot ON document_part (lot);;
CREATE INDEX ix_document_part_version ON document_part (version);;
CREATE INDEX ix_encumbrance_collateral ON encumbrance (collateral);;
CREATE INDEX ix_encumbrance_lot ON encumbrance (lot);;
CREATE INDEX ix_event_claim ON event (claim);;
CREATE INDEX ix_event_collateral ON event (collateral);;
CREATE INDEX ix_event_guarantee ON event (guarantee);;
CREATE INDEX ix_event_lot ON event (lot);;
CREATE INDEX ix_event_party ON event (party);;
CREATE INDEX ix_evidence_citation ON evidence (citation);;
CREATE INDEX ix_evidence_lot ON evidence (lot);;
CREATE INDEX ix_evidence_row_entity_row ON evidence (row_entity, "row");;
CREATE INDEX ix_guarantee_claim ON guarantee (claim);;
CREATE INDEX ix_guarantee_guarantor ON guarantee (guarantor);;
CREATE INDEX ix_guarantee_lot ON guarantee (lot);;
CREATE INDEX ix_highlight_lot ON highlight (lot);;
CREATE INDEX ix_highlight_version ON highlight (version);;
CREATE INDEX ix_lease_collateral ON lease (collateral);;
CREATE INDEX ix_lease_lot ON lease (lot);;
CREATE INDEX ix_lease_tenant ON lease (tenant);;
CREATE INDEX ix_listing_lot ON listing (lot);;
CREATE INDEX ix_memo_lot ON memo (lot);;
CREATE INDEX ix_memo_run ON memo (run);;
CREATE INDEX ix_note_lot ON note (lot);;
CREATE INDEX ix_operation_batch ON operation (batch);;
CREATE INDEX ix_operation_undoes ON operation (undoes);;
CREATE INDEX ix_page_reading_lot ON page_reading (lot);;
CREATE INDEX ix_page_reading_version ON page_reading (version);;
CREATE INDEX ix_photo_collateral ON photo (collateral);;
CREATE INDEX ix_photo_document ON photo (document);;
CREATE INDEX ix_photo_lot ON photo (lot);;
CREATE INDEX ix_risk_lot ON risk (lot);;
CREATE INDEX ix_role_lot ON role (lot);;
CREATE INDEX ix_role_party ON role (party);;
CREATE INDEX ix_run_lot ON run (lot);;
CREATE INDEX ix_scenario_guarantor_guarantee ON scenario_guarantor (guarantee);;
CREATE INDEX ix_scenario_guarantor_lot ON scenario_guarantor (lot);;
CREATE INDEX ix_scenario_guarantor_scenario ON scenario_guarantor (scenario);;
CREATE INDEX ix_scenario_lot ON scenario (lot);;
CREATE INDEX ix_scenario_prior_encumbrance ON scenario_prior (encumbrance);;
CREATE INDEX ix_scenario_prior_lot ON scenario_prior (lot);;
CREATE INDEX ix_scenario_prior_scenario ON scenario_prior (scenario);;
CREATE INDEX ix_scenario_sale_collateral ON scenario_sale (collateral);;
CREATE INDEX ix_scenario_sale_lot ON scenario_sale (lot);;
CREATE INDEX ix_scenario_sale_scenario ON scenario_sale (scenario);;
CREATE INDEX ix_secured_claim_claim ON secured_claim (claim);;
CREATE INDEX ix_secured_claim_encumbrance ON secured_claim (encumbrance);;
CREATE INDEX ix_secured_claim_lot ON secured_claim (lot);;
CREATE INDEX ix_seizure_collateral ON seizure (collateral);;
CREATE INDEX ix_seizure_court ON seizure (court);;
CREATE INDEX ix_seizure_lot ON seizure (lot);;
CREATE INDEX ix_signature_lot ON signature (lot);;
CREATE INDEX ix_transfer_claim ON transfer (claim);;
CREATE INDEX ix_transfer_giver ON transfer (giver);;
CREATE INDEX ix_transfer_lot ON transfer (lot);;
CREATE INDEX ix_transfer_taker ON transfer (taker);;
CREATE INDEX ix_version_document ON version (document);;
CREATE INDEX ix_version_holder ON version (holder);;
CREATE INDEX ix_version_lot ON version (lot);;
CREATE INDEX ix_version_lot_sha256 ON version (lot, sha256);;
CREATE INDEX ix_version_sha256 ON version (sha256);;
CREATE INDEX ix_waiver_lot ON waiver (lot);;
CREATE TRIGGER operation_is_fixed BEFORE UPDATE ON operation BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;;
CREATE TRIGGER operation_is_kept BEFORE DELETE ON operation BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;;
