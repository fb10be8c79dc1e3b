# What the Python package itself says: wrong use, and headers of tables in notebooks.

unknown-word = { $option } can't be “{ $word }”{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } Expected: { $expected }
unknown-id = There is no { $kind ->
        [figure] figure
        [series] series
        [member] member
        [ledger] ledger
        [page] page
        [column] column
       *[record] record
    } { $id }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } There are: { $expected }
findings-forbid = { $count ->
        [1] 1 finding forbids it:
       *[other] { $count } findings forbid it:
    }
progress-of-no-kind = progress must be None, True or a function of step, done and total
project-and-figures = A project and figures can't be given together
project-or-figures = Either a project or figures must be given
unit-or-last-year = Give either unit and year, or last_year and nothing else of the unit
column-figure = id
column-label = figure
column-value = value
column-unit = unit
column-previous = last year
column-source = source
first-page = First page of { $title }
more-findings = { $count ->
        [1] 1 more finding
       *[other] { $count } more findings
    }
numeral-empty = There is no text to be read as a numeral
numeral-too-long = The text is longer than { $most } characters and no numeral
numeral-out-of-range = The number in “{ $surface }” is too large or too fine to be computed with
numeral-not-understood = This is no numeral: { $read_given ->
        [yes] “{ $read }” can be read, “{ $rest }” after it can't
       *[no] “{ $rest }” can't be read
    }
