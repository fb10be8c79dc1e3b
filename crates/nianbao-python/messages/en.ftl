# What the Python package itself says: wrong use.

unknown-word = { $option } can't be “{ $word }”{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } Expected: { $expected }
unknown-id = There is no { $kind ->
        [figure] figure
        [series] series
        [member] member
        [ledger] ledger
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
not-a-numeral = “{ $text }” is not a numeral: { $reason }
progress-of-no-kind = progress must be None, True or a function of step, done and total
project-and-figures = A project and figures can't be given together
