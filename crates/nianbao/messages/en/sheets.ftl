# The sheets of annex.xlsx, the workbook for the unit itself and for auditors.

sheet-yes = yes
sheet-no = no
sheet-no-code = (not in the code list)

sheet-cover-name = About
sheet-figures-name = Figures
sheet-sources-name = Sources
sheet-rules-name = Rules
sheet-charts-name = Charts

sheet-document-title = { $title }: statistical annex
sheet-internal = Internal, not for publication
sheet-footer = &LInternal, not for publication&C&A&RPage &P of &N

# About
sheet-cover-title = { $title }: statistical annex
sheet-cover-about = Each sheet of this workbook has one table, whose header is row 3. No cells are merged.
sheet-cover-item = Item
sheet-cover-content = Content
sheet-cover-use = Use
sheet-cover-internal = Internal, not for publication. This workbook holds the ledgers row by row, without personal data, for the unit's records and for auditors. It is not published with the report.
sheet-cover-report = Report
sheet-cover-unit = Unit
sheet-cover-status = Status
sheet-cover-status-draft = draft
sheet-cover-status-sample = sample data, not an official document
sheet-cover-status-final = final
sheet-cover-from = First day of the period
sheet-cover-to = Last day of the period
sheet-cover-date = Date of the report
sheet-cover-ledger = Figures computed from ledgers
sheet-cover-entered = Figures entered by hand
sheet-cover-about-figures = Formulas
sheet-cover-note-figures = Every value on the sheet Figures is a formula: a count adds up the rows that count, an amount adds up a column of these rows; rates, differences and changes refer to the cells of other figures, whose names are fig. and the id. Change a ledger or a figure of last year, and all is recalculated.
sheet-cover-about-units = Units
sheet-cover-note-units = Money is in yuan, rates are in percent, and neither is rounded. The printed number is rounded as the report has it.
sheet-cover-about-members = Rows that count
sheet-cover-note-members = On the right of a ledger each figure has a column: 1 if the row counts, 0 if not. Filter it by 1, and the rows behind the figure remain.
sheet-cover-about-judged = Judged by the program
sheet-cover-note-judged = Whether a row counts is a formula, whose condition stands on the sheet Figures. A condition without an equal in Excel is judged row by row by the program, and the header says so and states it; deadlines in working days are computed by the program too.
sheet-cover-about-blanks = Blank and not applicable
sheet-cover-note-blanks = A blank is not zero: a row that a blank leaves undecided does not count. A cell that says that it does not apply is not blank, and says so here too. A figure without a value says why, and never zero.
sheet-cover-about-persons = Numbers for persons
sheet-cover-note-persons = Where persons are counted, the same person has the same number. The numbers are given in order of appearance; they tell persons apart and lead to nobody.
sheet-cover-about-printed = Printed
sheet-cover-note-printed = What the report prints: half is rounded up, trailing zeros are dropped, only all is 100%, and only nothing is 0.
sheet-cover-about-inputs = Numbers entered by hand
sheet-cover-note-inputs = Cells with a light fill are entered by hand or are last year's figures; their sources stand on the same row. All other numbers are computed from these and from the ledgers.
sheet-cover-about-rows = Where rows come from
sheet-cover-note-rows = Each row of a ledger names its workbook, sheet and row. The sheet Sources says how many rows each sheet had, and how many were left out.
sheet-cover-go-to = Sheet
sheet-cover-pack = Pack
sheet-cover-tool = Program
sheet-cover-digest = Digest of the figures (SHA-256 of figures.json)

# Figures
sheet-figures-title = Figures
sheet-figures-about = All figures and members of series. The value is a formula; under Printed stands what the report says. Last year's figures may be filled in, and the change follows.
sheet-figures-id = Id
sheet-figures-label = Figure
sheet-figures-group = Group
sheet-figures-value = Value
sheet-figures-unit = Unit
sheet-figures-number = Printed number
sheet-figures-printed = Printed
sheet-figures-last = Last year
sheet-figures-change = Change
sheet-figures-origin = Origin
sheet-figures-method = How it is computed
sheet-figures-judged = Judged by
sheet-figures-condition = Condition (SQL)
sheet-figures-behind = Rows that count
sheet-figures-cells = Sheets or figures behind it
sheet-figures-last-source = Source of last year's figure
sheet-figures-note = Note
sheet-by-formula = formula
sheet-by-program = program
sheet-by-nothing = no data
sheet-source-rows = { $source }, { $sheet } ({ $rows ->
        [one] one row
       *[other] { $rows } rows
    })

# Ledgers
sheet-ledger-title = { $label }{ $parts ->
        [1] {""}
       *[other] {" "}(part { $part } of { $parts })
    }
sheet-ledger-about = The ledger without personal data, { $rows ->
        [one] one row
       *[other] { $rows } rows
    }, each with its source. In the columns on the right, 1 marks the rows that count for a figure, 0 those that don't.
sheet-source = Source workbook
sheet-sheet = Source sheet
sheet-row = Row
sheet-computed = { $label } (computed by the program)
sheet-member = Counts: { $label }
sheet-judged = Counts: { $label } (judged by the program by the condition { $condition })
sheet-ordinal = { $label } (number)
sheet-counted = Numbers that count: { $label }

# Sources
sheet-sources-title = Sources
sheet-sources-about = Every sheet that was read: its rows less those left out are the rows listed on the ledger's sheet.
sheet-sources-ledger = Ledger
sheet-sources-source = Workbook
sheet-sources-sheet = Sheet
sheet-sources-rows = Rows
sheet-sources-excluded = Left out
sheet-sources-used = To be listed
sheet-sources-listed = Listed
sheet-sources-reasons = Why rows were left out
sheet-sources-digest = SHA-256 of the workbook

# Rules
sheet-rules-title = Rules
sheet-rules-about = All rules of the pack with their verdicts, then what else was found in reading, computing and in the text.
sheet-rules-rule = Rule or code
sheet-rules-severity = Severity
sheet-rules-verdict = Verdict
sheet-rules-count = Findings
sheet-rules-dismissed = Dismissed
sheet-rules-ground = Ground
sheet-rules-found = Finding (the first)
sheet-rules-places = Places
sheet-verdict-passed = passed
sheet-verdict-broken = broken
sheet-verdict-not-assessed = not assessed
sheet-verdict-found = found

# Charts
sheet-charts-title = Charts
sheet-charts-about = The charts show values of the sheet Figures and follow them; their alternative texts list the values where Excel has room for them.
sheet-chart-last = last year
sheet-chart-this = this year
sheet-chart-title = { $label }{ $unit_given ->
        [yes] {" "}({ $unit })
       *[no] {""}
    }
sheet-chart-told = { $label }: { $members }
