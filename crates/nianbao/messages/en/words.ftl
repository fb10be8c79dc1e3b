# Words: fixed terms of the shells, the annex and the page.

severity-error = error
severity-warning = warning
severity-note = note

state-value = has a value
state-none = none
state-unknown = unknown
state-not-applicable = not applicable

origin-ledger = computed from ledgers
origin-entered = entered by hand

exclusion-blank = blank rows
exclusion-total = totals rows
exclusion-repeated-header = repeated headers
exclusion-column-numbers = rows of column numbers
exclusion-note = notes at the foot
exclusion-title = titles between tables
exclusion-example = examples
exclusion-carried-over = sums carried over a page

role-title = title
role-body = text
role-heading = first-level headings
role-subheading = second-level headings
role-page_number = page numbers

# How a figure is computed (annex and trace)
method-count = { $where_given ->
        [yes] rows of “{ $ledger }” where { $where }
       *[no] rows of “{ $ledger }”
    }
method-distinct = { $where_given ->
        [yes] different values of “{ $column }” in “{ $ledger }” where { $where }
       *[no] different values of “{ $column }” in “{ $ledger }”
    }
method-sum = { $where_given ->
        [yes] sum of “{ $column }” in “{ $ledger }” where { $where }
       *[no] sum of “{ $column }” in “{ $ledger }”
    }
method-value = “{ $column }” of “{ $ledger }” where { $where }
method-ratio = “{ $of }” ÷ “{ $to }”
method-share = “{ $part }” as a part of “{ $whole }”
method-difference = “{ $of }” − “{ $minus }”
method-change = “{ $of }” of this year − the same of last year
series-member = { $label } ({ $key })
series-key = { $kind ->
        [month] Month { $key }
        [other] other
       *[code] { $key }
    }

# Charts
chart = Figure { "" }
chart-note = Note: { "" }
chart-title = { $label }{ $unit_given ->
        [yes] { " " }(unit: { $unit })
       *[no] {""}
    }
chart-year = { $year }
chart-unknown = —
chart-told = { $label }: { $members }
chart-told-members = { $members }
chart-told-then = ; then { "" }
chart-told-number = { $name } { $number }
chart-told-years = { $name } ({ $numbers })

# How a condition reads: cond-* are whole phrases with arguments
cond-and = { $left } and { $right }
cond-or = { $left } or { $right }
cond-not = not ({ $operand })
cond-group = ({ $operand })
cond-yes = “{ $operand }” is yes
cond-no = “{ $operand }” is no
cond-blank = “{ $operand }” is blank
cond-filled = “{ $operand }” is filled in
cond-equal = { $left } is { $right }
cond-not-equal = { $left } is not { $right }
cond-less = { $left } is less than { $right }
cond-greater = { $left } is greater than { $right }
cond-at-most = { $left } is at most { $right }
cond-at-least = { $left } is at least { $right }
cond-before = { $left } is before { $right }
cond-after = { $left } is after { $right }
cond-not-after = { $left } is not after { $right }
cond-not-before = { $left } is not before { $right }
cond-between = { $operand } is between { $low } and { $high }
cond-not-between = { $operand } is not between { $low } and { $high }
cond-in-period = { $operand } lies in the period
cond-one-of = { $operand } is one of { $list }
cond-none-of = { $operand } is none of { $list }
cond-column = “{ $name }”
cond-word = “{ $word }”
cond-period-from = the first day of the period
cond-period-to = the last day of the period

# Narrative
change-up = an increase of {""}
change-down = a decrease of {""}
change-same = no change
register-joiner = , {""}
todo-open = [to be written:{" "}
todo-close = ]
todo-day = the date of the report
day = { $year }-{ $month }-{ $day }
period = Period: { $from } to { $to }

# Beginning a project: what nianbao.toml explains
begin-file =
    The project file. Lines that begin with # explain and are not read; change what is right of the equals signs.
    Then fill in the ledgers; nianbao check says what is still to do, and nianbao build writes the report.
begin-pack = The pack
begin-year = The report's year
begin-status = draft says so on every page; final is not built while an error is open or a passage is to be written
begin-unit = The unit's full name, for the signature
begin-unit-short = The name that the unit goes by in title and text; the full one if missing
begin-unit-code = A code that identifies the unit, by which last year's figures are known as its own; may be missing
begin-addressees = Whom the report is addressed to
begin-date = The date of the report, needed before it is final; never last year's
begin-period = The days that the report covers; the whole year if missing
begin-ledgers =
    The workbooks of each ledger. There may be several, and * may stand in names: files = ["ledgers/petitions*.xlsx"]
    form = true says that it is a blank form that was handed out; take it away if the unit uses a workbook of its own
    A ledger that the unit doesn't keep has files = []
begin-previous = Last year's figures: copy figures.json from out of last year's project, and take the # from these lines
begin-previous-given = Last year's figures, computed from last year's project; put the corrected figures.json here if the report was corrected
begin-title = The title; {"{year}"} stands for the report's year
begin-faces = Faces that the project itself names
carried-note = last year's: rewrite the paragraph, or take this line away once it is confirmed

# Blank ledgers
blank-folder = ledgers
blank-title = { $ledger } { $year }
blank-unit = Unit: { $unit }
blank-about = One row for each matter; leave the header as it is. What stands above it says which columns must be filled. Personal data stay in the unit
blank-example = The row in italics below the header is an example; it doesn't count, and may be deleted or left as it is
blank-carried = { $example ->
        [yes] The row in italics below the header is an example and doesn't count.{" "}
       *[no] {""}
    }{ $rows ->
        [one] The row in yellow is
       *[other] The { $rows } rows in yellow are
    } carried over from last year and counted; fill in what is personal from last year's ledger
blank-rows-given = The items are listed already; fill in each of them, and 不适用 where it doesn't apply
blank-codes = Nianbao codes
blank-footer = Page &P of &N
blank-identifier = Personal data: for the unit alone, not kept by the program
blank-sensitive = Not for publication: for the unit alone, not kept by the program
blank-counted = Personal data: read only to count persons, and never written to the report
blank-ditto = 同上 may stand for what the row above says
blank-as-above = May be left blank where the row above says the same
blank-first-day = The first day, if it took several
blank-last-day = The last day, if it took several
blank-refusal = Leave it blank if there is nothing to state; write 不适用 if it doesn't apply
duty-required = required
duty-if-any = if any
duty-optional = optional
duty-personal = personal
duty-private = not for publication
fill-text = A text
fill-integer = A whole number, without a unit
fill-decimal = A number, without a unit
fill-money = An amount in { $unit }, the number alone
fill-date = A date, such as { $year }-03-01
fill-month = A month, such as { $year }年3月
fill-yes-no = 是 or 否
fill-codes = One of the list

# Approval and correction
lock-header = Approved figures, written by nianbao lock; do not edit
cause-data = the data changed
cause-measure = the rule or measure changed
cause-rounding = the unit or rounding changed
cause-unknown = the cause is not known
note-title = Note on corrected figures in “{ $title }”
note-opening = In “{ $title }”{ $unit_given ->
        [yes] , compiled by { $unit },
       *[no] ,
    } the following figures were wrong and are corrected:
note-report = Annual report { $year }
note-item = { $number }. { $kind ->
        [added] Added: “{ $figure }”, { $now }.
        [removed] Removed: “{ $figure }”, { $was }.
       *[changed] “{ $figure }”: { $was } is corrected to { $now }{ $causes_given ->
            [yes] {" "}({ $causes })
           *[no] {""}
        }.
    }
note-reason = the reason for the correction, and whether it affects anything else
note-closing = This is to be noted.
note-unit = { $unit }
note-unit-open = the name of the unit
note-date = Date:{" "}
note-indent = {"  "}

# Layout
banner-draft = DRAFT
banner-sample = SAMPLE DATA · NOT AN OFFICIAL DOCUMENT
colon = :
annex = Annex
annex-title = All figures
annex-number = No.
annex-label = Figure
annex-value = Value
annex-method = How computed
annex-source = Source
annex-notes = Notes
annex-note = { $label }: { $note }
annex-sheets = Rows of the sheets
annex-sheet = Sheet
annex-rows = Rows
annex-used = Used
annex-excluded = Not used
annex-exclusion = { $rows } { $why }
annex-exclusions = { $list_given ->
        [yes] { $list }
       *[no] —
    }
findings-title = Open findings
findings-not-listed = { $count } more of this kind in the column; nianbao check lists them
finding-line = { $severity }  { $place }  { $title }
digest-label = figures {""}
source-cells = { $source }·{ $sheet }·{ $cells }{ $more ->
        [yes] {" "}…
       *[no] {""}
    } ({ $rows } rows)
source-frame = { $rows ->
        [1] row
       *[other] rows
    } { $numbers }{ $more ->
        [yes] {" "}…
       *[no] {""}
    } of frame { $frame }, { $column } ({ $rows } rows)
place-frame-rows = row { $rows } of frame { $frame }
place-frame = frame { $frame }
source-previous = report of { $year } ({ $source })
attachment-figures = All figures of this report and their sources
attachment-provenance = Versions and digests of the inputs, the pack and the program

# Web page and plain texts
page-contents = Contents
page-sources = Sources of the figures
page-operands = Computed from
page-cells = { $cells }{ $more ->
        [yes] {" "}…
       *[no] {""}
    }
page-rows = ({ $rows } rows)
page-previous = report of { $year } ({ $source }): { $value }
page-last = Last year
page-close = Close
page-notes = Notes
plain-picture = [Picture: { $alt }]

# Names of styles in word processors
style-period = Period
style-addressees = Addressees
style-signature = Signature and Date
style-annex-mark = Annex Mark
style-picture = Picture
style-item = List Item
style-code = Code
style-table-text = Table Text
style-annex-text = Annex Text
style-annex-head = Annex Table Head
style-annex-note = Annex Note
style-annex-section = Annex Section
style-finding = Open Finding
style-digest = Digest

# Back to the sender: in the workbooks that are returned, and nowhere else
mark-sheet = Findings of the report
mark-heading = Findings in the ledgers of the report
mark-ending = findings
mark-author = nianbao
mark-about = These are the findings in “{ $source }”: errors { $errors }, warnings { $warnings }, notes { $notes }. Please look at each, correct it in your workbook, and send that again.
mark-confidential = This file holds the sender's own rows: return it to the sender only, never publish it or pass it on.
mark-colours = Colours of cells: red for errors, orange for warnings, blue for notes, light yellow for cells that take part; the comment begins with the word. Nothing but colours, comments and this sheet was changed; if you correct this file, delete the sheet before you send it.
mark-beside = The format of the workbook has no room for comments: look the cells up by the columns Sheet and Cell.
mark-repeats = Of more than { $each } findings of a kind in a column, the first { $each } have a line and a comment each; the rest share a line and are only coloured.
mark-more = { $count } more of the same
mark-title = { $title } ({ $mark })
mark-comment = { $title }{ $ground_given ->
        [yes] {"\u000A"}Ground: { $ground }
       *[no] {""}
    }{ $remedy_given ->
        [yes] {"\u000A"}To do: { $remedy }
       *[no] {""}
    }
mark-column-severity = Severity
mark-column-code = Code
mark-column-sheet = Sheet
mark-column-cell = Cell
mark-column-finding = What is wrong
mark-column-ground = Ground
mark-column-remedy = To do
mark-column-others = Other places

# Progress
progress-reading = Reading { $source } ({ $number }/{ $total })
progress-marking = Marking { $source } ({ $number }/{ $total })
progress-validating = Checking the rows
progress-computing = Computing the figures
progress-typesetting = Typesetting
progress-done = Done

# Findings and traces, as the command and the package show them
finding-ground = ground
finding-remedy = to do {""}
findings-summary = { $errors ->
        [1] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [1] 1 warning
       *[other] { $warnings } warnings
    }, { $notes ->
        [1] 1 note
       *[other] { $notes } notes
    }
trace-rows = ({ $rows } rows)
trace-previous = ({ $value } in { $year })

# What the self-check compares
stated-pack = pack
stated-edition = pack's edition
stated-status = status
stated-audience = edition
stated-unit = unit
stated-year = year
intended-filing = for filing
intended-publication = for publication
becoming-draft = a draft
becoming-sample = a sample
becoming-final = final
refresh-ending = refreshed
