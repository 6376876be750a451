"""Two English papers: the seller's site visit report and counsel's opinion on the security."""

from demo_papers.seal import signature
from demo_papers.sheet import LEFT, Sheet
from demo_papers.slips import slip


def site_visit() -> bytes:
    sheet = Sheet(
        "Site visit report",
        "East China AMC, Zhejiang branch",
        pages=3,
        head=("Site visit report", "Lot 2025-0611"),
        foot="en",
    )
    sheet.size, sheet.leading = 10.5, 16
    _visit(sheet)
    _sales(sheet)
    _costs(sheet)
    return sheet.done()


def _visit(sheet: Sheet) -> None:
    sheet.page()
    sheet.title("Site visit report", size=20, after=10)
    sheet.para("Zhejiang Jinchuan Textile Co., Ltd. - land, plant and machinery, Keqiao, Shaoxing", indent=0)
    sheet.para(
        "Visited on 22 August 2025, 09:30 to 11:45. Present: asset manager, guard of the site, tenant's clerk.",
        indent=0,
    )
    year = slip("2018", "2019")
    sheet.heading("1. What we saw")
    sheet.paras(
        "The gate is guarded and the main building is in use as a warehouse on its ground floor. The tenant, Shaoxing Hengda "
        f"Warehousing Co., Ltd., stores yarn and packaging there and showed a lease dated 1 December {year}. No rent receipts were shown.",
        "The upper floors and the weaving hall stand still. Power is connected (1,250 kVA). The roof leaks in two places and part "
        "of the facade has come off, as the appraiser says.",
        "The annex on the east side was built in 2021. It is not in the register and not in our mortgage.",
        indent=0,
    )
    sheet.heading("2. Machinery")
    sheet.paras(
        "Sixty air-jet looms were counted, of which twelve carry the plate of a leasing company. Most machines are complete; four "
        "lack their control boxes. A dealer who came along expects a quick sale to bring 40% of the appraised value.",
        indent=0,
    )
    sheet.heading("3. Occupancy and hand-over")
    sheet.paras(
        "The tenant says it will stay until the end of its lease. The court has sealed the gate of the weaving hall. No wages dispute "
        "was reported by the village committee.",
        indent=0,
    )


def _sales(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("4. Sold nearby")
    sheet.para("Industrial sites sold by court auction within 18 months, from our own snapshots:", indent=0)
    sheet.gap(4)
    sheet.table(
        (
            ("Site", "Sold", "Appraised (CNY)", "Hammer (CNY)", "Ratio"),
            ("Keqiao, dye works, 15,200 m²", "2025-03-18", "19,800,000", "14,060,000", "71.0%"),
            ("Shangyu, plant, 22,900 m²", "2024-11-05", "27,400,000", "18,100,000", "66.1%"),
            ("Keqiao, warehouse, 9,400 m²", "2024-08-22", "11,300,000", "8,360,000", "74.0%"),
        ),
        (170, 64, 90, 90, 46),
        right=(2, 3, 4),
        size=9,
        grid=True,
    )
    sheet.paras(
        "The median is 71.0% of the appraisal. In a normal sale we therefore expect a discount of 30% on land and plant.",
        "In a second round the start price may fall to 56% of the appraisal, a discount of 44%.",
        "A neighbour who needs room has asked for the site twice; with him at the table a discount of 15% is possible.",
        indent=0,
    )
    sheet.heading("5. Time to cash")
    sheet.paras(
        "The court needs 6 to 9 months from the resumption of enforcement to the first auction. We expect cash from land and plant "
        "about 18 months after closing, and from the machinery after 12 months.",
        indent=0,
    )


def _costs(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("6. Costs we have seen")
    sheet.table(
        (
            ("Item", "Land and plant", "Machinery"),
            ("Sale costs, share of the hammer price", "2.0%", "8.0%"),
            ("Taxes borne by the owner, share of the hammer price", "8.5%", "3.0%"),
            ("Guarding and insurance, half a year", "CNY 18,000.00", "included"),
        ),
        (250, 110, 100),
        right=(1, 2),
        size=9.5,
        grid=True,
    )
    sheet.paras(
        "Counsel quotes CNY 120,000.00 for the whole enforcement, payable at the end of 2025, and the collection agent a success fee "
        "of 6.0% of gross recoveries.",
        "These figures are estimates of the branch and bind nobody.",
        indent=0,
    )
    sheet.gap(30)
    signature(sheet.canvas, LEFT + 10, sheet.y, 71)
    sheet.gap(16)
    sheet.para("Asset manager, 25 August 2025", indent=0)


def legal_opinion() -> bytes:
    sheet = Sheet(
        "Legal opinion",
        "Hengyue and Partners",
        pages=3,
        head=("Hengyue & Partners", "Privileged and confidential"),
        foot="en",
    )
    sheet.size, sheet.leading = 10.5, 16
    _security(sheet)
    _others(sheet)
    _guarantors(sheet)
    return sheet.done()


def _security(sheet: Sheet) -> None:
    sheet.page()
    sheet.title("Opinion on the security", size=20, after=10)
    sheet.para("To: intending purchasers of the claim against Zhejiang Jinchuan Textile Co., Ltd.", indent=0)
    sheet.para("Date: 28 August 2025", indent=0)
    sheet.heading("1. Claim and judgment")
    sheet.paras(
        "The loan of CNY 20,000,000.00 fell due on 20 March 2022. The judgment of 10 April 2023 took effect on 8 May 2023; its last "
        "day of performance was 18 May 2023. Enforcement was applied for on 12 June 2023, within two years, and registered. The "
        "round was ended on 28 March 2024 for want of a buyer and may be resumed.",
        indent=0,
    )
    sheet.heading("2. Mortgage over land and plant")
    sheet.paras(
        "The mortgage was registered on 22 March 2019 with a highest amount of CNY 18,000,000.00."
        + slip("", " The contract says CNY 20,000,000.00; the register prevails.")
        + " The period of the mortgage ended on 20 March 2022, so that the amount is fixed and the mortgage passed with the claim.",
        "Buildings added after the mortgage are not covered (Civil Code, article 417). They are sold together with the rest, but their "
        "share of the price, about 10%, does not go to the mortgagee.",
        indent=0,
    )
    sheet.heading("3. Machinery")
    sheet.paras(
        "The filing of 26 March 2019 covers present and future equipment up to CNY 6,000,000.00. The lessor's purchase-money filing of "
        "5 March 2021 was made within ten days of delivery and ranks first for CNY 500,000.00.",
        indent=0,
    )


def _others(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("4. Who may be paid before the mortgagee")
    sheet.paras(
        "(a) Tax arrears of CNY 1,200,000.00 arose before the mortgage was registered and rank ahead of it (Tax Collection Law, article 45).",
        "(b) The builder of the annex claims CNY 900,000.00, due on 30 September 2024. The priority for construction price lasts 18 months "
        "from that day, to 30 March 2026. Whether the annex can be sold on its own is doubtful; we would count the claim in the worst case only.",
        "(c) The lease of 1 December 2018 is older than the mortgage. If possession was taken then, it survives the sale (Civil Code, article 405).",
        indent=0,
    )
    sheet.heading("5. Seizure")
    sheet.paras(
        "The first seizure of 12 October 2022 lapses on 12 October 2025 unless it is renewed. The seller should apply for renewal before "
        "the balance of the price is paid.",
        indent=0,
    )
    sheet.heading("6. Interest after the transfer")
    sheet.paras(
        "A purchaser that is no financial asset manager should count on interest to the day of the transfer only, and on no compound interest. "
        "The claim for the bid is then CNY 26,900,000.00 at 30 September 2025.",
        indent=0,
    )


def _guarantors(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("7. Guarantors")
    sheet.paras(
        "The guarantee is joint and several. The period is 24 months from 20 March 2022 and ended on 20 March 2024. The file holds a demand "
        "letter of 5 November 2023, but no receipt. Without proof that it arrived, the guarantors are released (Civil Code, article 693).",
        "We therefore treat the guarantors as upside, and advise to see the original courier receipt before the deposit is paid.",
        indent=0,
    )
    sheet.heading("8. Reservations")
    sheet.paras(
        "We have seen copies only. We have not searched the registers ourselves after 18 August 2025. This opinion is given for the "
        "present sale and under the laws of the People's Republic of China as of its date.",
        indent=0,
    )
    sheet.gap(40)
    signature(sheet.canvas, LEFT + 10, sheet.y, 72)
    sheet.gap(16)
    sheet.para("Hengyue & Partners", indent=0)
