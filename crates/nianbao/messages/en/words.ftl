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
day = { $year }-{ $month }-{ $day }
period = Period: { $from } to { $to }

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
page-close = Close
page-notes = Notes
plain-picture = [Picture: { $alt }]

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
