# Findings: a title is one line without a final stop; .mark stands under the cell; .remedy says what to do next.
# Beside each text argument x there is x_given (yes, no): whether it is not empty.

required = “{ $column }” is blank
    .mark = blank
    .remedy = Fill in the cell from the file on paper; don't write 0 for what isn't known
unique = “{ $columns }” stands twice: { $value }, first at { $first }
    .mark = repeated
    .remedy = See whether both rows are one matter: delete a row entered twice, correct the number of another matter
one-of = “{ $value }” of “{ $column }” is not in the code list
    .mark = { $nearest_given ->
        [yes] “{ $nearest }”?
       *[no] not in the code list
    }
    .remedy = Use one of: { $allowed }
in-range = { $value } of “{ $column }” lies outside { $from } to { $to }
    .mark = out of range
    .remedy = Check the cell; if it is right, see whether the row belongs into this ledger
matches = “{ $value }” of “{ $column }” does not have the form that it must have
    .mark = wrong form
    .remedy = Correct it to the form { $pattern }
order = “{ $later }” comes before “{ $earlier }”
    .mark = { $days ->
        [1] 1 day too early
       *[other] { $days } days too early
    }
    .remedy = Check both dates; if they are right, give the reason in the remarks
row = The row breaks the rule: { $because }
    .mark = breaks the rule
    .remedy = Check the cells that are shown of this row
balance = “{ $column }” is not the balance above plus income less expense, which is { $expected }
    .mark = differs by { $difference }
    .remedy = { $slip ->
        [left-out] The balance of this row seems to leave out { $suspect }
        [swapped] Two digits of { $suspect } seem to be swapped
        [unit] { $suspect } seems to be in 元 among 万元, or the other way about
        [sign] { $suspect } seems to stand in the wrong column of income and expense, or to have the wrong sign
       *[none] Check income and expense of this row and the balance above for a missing or wrong entry
    }
sums-to = The sum is off by { $difference }: { $parts }, together { $parts_value }; { $total }, together { $total_value }
    .remedy = { $slip ->
        [left-out] { $suspect } seems to be entered on one side alone
        [swapped] Two digits of { $suspect } seem to be swapped
        [unit] { $suspect } seems to be in 元 among 万元, or the other way about
        [sign] { $suspect } seems to have the wrong sign
       *[none] Go through the cells that are listed, row by row, for a missing or repeated entry or a wrong date
    }
at-most = “{ $figure }” ({ $value }) exceeds “{ $limit }” ({ $limit_value })
    .remedy = Check the cells behind both; the former must be part of the latter
equals = “{ $left }” ({ $left_value }) and “{ $right }” ({ $right_value }) differ
    .remedy = { $slip ->
        [left-out] { $suspect } seems to be entered in one place alone
        [swapped] Two digits of { $suspect } seem to be swapped
        [unit] { $suspect } seems to be in 元 among 万元, or the other way about
        [sign] { $suspect } seems to have the wrong sign
       *[none] Both ledgers record one thing: compare them entry by entry for what stands in one alone
    }
carries-over = “{ $opening }” of this year ({ $opening_value }) is not “{ $closing }” of the { $year } report ({ $closing_value })
    .remedy = Check that each matter open at the end of last year was carried into this year's ledger, or correct last year's figure first
changes-within = “{ $figure }” went from { $previous } last year to { $value }, more than { $times } times
    .remedy = Check that population and unit are those of last year; if the change is real, the report should explain it
not-assessed = Rule { $rule } could not be judged: { $why ->
        [previous] last year's value is missing of
       *[value] no value for
    } { $figures }
    .remedy = Supply the figures; last year's go into [previous] of nianbao.toml

missing-sheet = No sheet of “{ $ledger }” was found
    .remedy = { $found_given ->
        [yes] The workbook has these sheets that no ledger claims: { $found }; rename the right one to one of { $sheets }, or complete its headers
       *[no] Add the ledger to the workbook; its sheet may be called { $sheets }
    }
missing-column = “{ $ledger }” has no column “{ $column }”
    .remedy = { $nearest_given ->
        [yes] The header “{ $nearest }” is much like it: if it is this column, call it one of { $headers }. Headers found: { $found }
       *[no] Add the column; its header may be { $headers }. { $found_given ->
            [yes] Headers found: { $found }
           *[no] No header row was found
        }
    }
duplicate-column = “{ $column }” stands twice; only the column at { $first } was read
    .mark = column repeated
    .remedy = Delete one of the two columns or change its header
unclaimed-sheet = Sheet “{ $sheet }” is no ledger and was not read
    .remedy = If it is a ledger, check its headers; if not, move it to another workbook
copied-sheet = Sheet “{ $sheet }” looks like a copy of “{ $of }” and was not read
    .remedy = Delete it if it is a copy; rename it if it holds other rows
hidden-sheet = Sheet “{ $sheet }” is hidden; its rows count all the same
    .remedy = Move it out of the workbook if it should not count, unhide it if it should
hidden-cells = Hidden, and counted all the same: { $rows_given ->
        [yes] { $count } rows ({ $rows })
       *[no] {""}
    }{ $columns_given ->
        [yes] { $rows_given ->
            [yes] ,{" "}
           *[no] {""}
        }columns { $columns }
       *[no] {""}
    }
    .remedy = Unhide them or clear the filter, and look at them; move what must not count to another sheet
struck-rows = { $count } rows are struck through ({ $rows }); they count all the same
    .remedy = Delete the rows if they are void; remove the line through them if they are not
example-rows = Rows { $rows } are examples or tests and don't count ({ $count } in all)
    .remedy = Delete them from the ledger; if one is a real matter, correct its number
changed-example = This row is the example row with something written over it; it counts
    .mark = a changed example
    .remedy = If it is a real matter, check each cell, for nothing of the example may stay; otherwise delete the row
altered-form = { $kind ->
        [unmarked] “{ $ledger }” is not the blank form that was handed out, or lost its mark when it was saved
        [edition] “{ $ledger }” is a blank form of { $found }, and this project uses { $expected }
        [redefined] The pack has changed the columns of “{ $ledger }” since the blank form was handed out
        [year] “{ $ledger }” is a blank form for { $found }, and the report is of { $expected }
        [header] “{ $ledger }” has lost its header
       *[columns] “{ $ledger }” lacks columns that the blank form had: { $columns }
    }
    .remedy = { $kind ->
        [unmarked] Leave it if its content is right; if it is the unit's own workbook, take form = true away from the ledger in nianbao.toml
        [edition] Put the rows into a blank form of the present edition
        [redefined] Have nianbao init write blank forms anew and put the rows into them
        [year] See whether last year's workbook is used by mistake; if the rows are this year's, put them into this year's form
        [header] Copy the header from a blank form and put it above the rows
       *[columns] The letters say where they stood; copy their headers from a blank form, or leave it if they were taken away on purpose
    }
sequence-gap = 序号 goes from { $before } to { $own }; { $count } places don't follow (rows { $rows })
    .mark = the row before is { $before }
    .remedy = See whether a row is missing or was deleted; if not, number the rows anew
empty-ledger = “{ $ledger }” has no rows
    .remedy = Nothing to do if there was nothing to record this year; otherwise see whether the rows are on another sheet

not-of-type = “{ $value }” of “{ $column }” is not { $type ->
        [date] a date
        [integer] a whole number
        [decimal] a number
        [money] an amount of money
        [yes-no] 是 or 否
       *[text] a text
    }
    .mark = not { $type ->
        [date] a date
        [integer] a whole number
        [decimal] a number
        [money] an amount
        [yes-no] 是 or 否
       *[text] a text
    }
    .remedy = Correct the cell{ $type ->
        [date] ; write dates like 2021-08-20
        [yes-no] ; only 是 or 否
       *[other] {""}
    }; leave it blank if there is nothing to state
error-cell = “{ $column }” holds { $value }, an error of the spreadsheet program
    .mark = error value
    .remedy = Mend the formula in the spreadsheet program, save, and try again
approximate-cell = “{ $value }” of “{ $column }” is approximate where an exact number is needed
    .mark = approximate
    .remedy = Enter the exact number; the report writes 余 or 多 from it
ditto-cell = “{ $column }” says “{ $value }”, which can't stand for the row above here
    .mark = same as above
    .remedy = Fill in what holds for this row
merged-amount = The number of “{ $column }” stands in a cell that is merged over several rows; it counts in the first, and this row has none
    .mark = merged with the row above
    .remedy = Undo the merge and write in each row what belongs to it
uncalculated-formula = “{ $column }” is a formula, and the file holds no result of it
    .mark = no result
    .remedy = Open the workbook in Excel or WPS, let it calculate, and save it
sum-in-cell = “{ $column }” holds the sum “{ $value }”, which counts as { $sum }
    .mark = counts as { $sum }
    .remedy = Write { $sum } if that is right; if these are two matters, give each a row
scaled-by-format = “{ $column }” holds { $value }, but its format { $format } shows a scaled number; it counts as { $number }
    .mark = holds { $value }
    .remedy = See whether digits are missing or too many; use a plain number format and state the unit in the header
completed-date = Dates of “{ $column }” are incomplete and were completed from the sheet's name, the file's or the year: “{ $value }” is read as { $day } ({ $count } in all)
    .mark = read as { $day }
    .remedy = Check the year and month that were added; if they are wrong, write the whole date
unknown-working-days = The deadline in working days from “{ $column }” { $day } ends beyond the holidays that are known{ $known_given ->
        [no] {""}
       *[yes] , which is { $known }
    }
    .mark = deadline not known
    .remedy = Update the pack's calendar of holidays; until then, rules over this deadline are not judged
total-mismatch = The totals row states { $stated } for “{ $column }”; its rows add up to { $expected }, a difference of { $difference }
    .mark = rows add up to { $expected }
    .remedy = { $slip ->
        [left-out] The total seems to leave out { $suspect }
        [swapped] Two digits of { $suspect } seem to be swapped
        [unit] { $suspect } seems to be in 元 among 万元, or the other way about
        [sign] { $suspect } seems to have the wrong sign
        [exchanged] { $suspect } seem to be exchanged
       *[none] Check the first and last row of the total's formula, and the rows for a missing or wrong entry
    }
undecided-row = “{ $columns }” { $why ->
        [unreadable] can't be read
       *[blank] is blank
    }, which leaves open whether the row counts in: { $figures }
    .mark = { $why ->
        [unreadable] can't be read
       *[blank] blank
    }
    .remedy = { $why ->
        [unreadable] Correct the cell
       *[blank] Fill in the cell
    }; write 不适用 where it does not apply

not-one-row = “{ $figure }” is read from one row, but { $rows ->
        [0] none matches
       *[other] { $rows } match
    }
    .remedy = { $rows ->
        [0] Add the row (condition: { $where })
       *[other] Keep one row only (condition: { $where })
    }
other-unit = “{ $figure }” is counted in { $unit }, and the sheet states { $stated }
    .mark = should be { $unit }
    .remedy = Correct the unit and check the value; 万名, 千份 and the like may be written as they are
nothing-to-divide = “{ $figure }” is nothing out of nothing: there is no rate
    .remedy = Check that there were no such matters this year; the report will use the pack's words for that
part-above-whole = In “{ $figure }” the part ({ $part }) exceeds the whole ({ $whole })
    .remedy = Check the population of both figures
no-previous-figure = Last year's figure is not there, so “{ $figure }” can't be computed
    .remedy = Name last year's figures.json in [previous] of nianbao.toml, or state the figure there with its source

unknown-figure = There is no figure { $figure }
    .remedy = { $nearest_given ->
        [yes] Is { $nearest } meant?
       *[no] nianbao figures lists them all
    }
figure-without-value = { $figure } has no value ({ $state ->
        [none] nothing out of nothing
        [not-applicable] does not apply
       *[unknown] not known
    }), so the narrative can't print it
    .remedy = Complete the data, or say with nothing: what the narrative should read then
unknown-chart = There is no chart { $chart }
    .remedy = { $nearest_given ->
        [yes] Is { $nearest } meant?
       *[no] { $known_given ->
            [yes] Known charts: { $known }
           *[no] The pack declares no charts; they are declared in its charts.toml
        }
    }
empty-chart = The chart { $chart } has no number to show
    .remedy = Complete the ledger; or leave the chart out where there is nothing of the kind, or give it words by nothing:
word-contradicted = The word { $word } does not hold of { $figure }{ $value_given ->
        [yes] , which is { $value }
       *[no] {""}
    }
    .remedy = Reword the passage: zero and some are for amounts, all and nothing for rates, change for increases
unowned-numeral = { $kind ->
        [words] “{ $numeral }” claims a number without digits, and nobody owns it
        [doubtful] Nobody owns “{ $numeral }”, which may be a statistic
       *[statistic] Nobody owns “{ $numeral }”
    }
    .remedy = { $kind ->
        [words] Let the figure say it with zero: or all:, or put it into claim("predicate", [{ $numeral }])
       *[statistic] { $figure_given ->
            [yes] If it is “{ $label }”, write #fig("{ $figure }")
           *[no] Print the figure with fig
        }; a number that is no figure goes into exempt(reason: "…")[{ $numeral }]
    }
unowned-claim = “{ $text }” claims a change, and no figure vouches for it
    .remedy = Print the change with change, or put the words into claim, such as claim("petitions.total < previous", [{ $text }])
altered-figure = { $value_given ->
        [yes] “{ $numeral }” is not what { $figure } is: { $value }
       *[no] “{ $numeral }” repeats the unit that { $figure } is printed with
    }
    .remedy = { $value_given ->
        [yes] Take away what stands right beside the figure; 余 and 多 are a matter of style:
       *[no] Take away the unit, or print the figure with unit: none
    }
claim-contradicted = “{ $text }” does not hold: { $predicate }
    .remedy = Reword the passage. The figures are: { $values }
claim-not-assessed = The claim { $predicate } can't be judged: { $why ->
        [previous] last year's value of { $of } is not there
        [value] { $of } has no value
        [unit] { $of } is in another unit
       *[predicate] { $of_given ->
            [yes] “{ $of }” is out of place
           *[no] there is no comparison in it
        }
    }
    .remedy = { $why ->
        [previous] Give last year's figures in [previous] of nianbao.toml, or leave the claim out
        [value] Supply the data, or leave the claim out
        [unit] Compare figures of one unit, and rates with a percentage, such as 95%
       *[predicate] Write comparisons of figures, numbers and previous with <, <=, =, !=, >= and >, joined by and or or
    }
todo-left = Still to be written: { $text }
    .remedy = { $kind ->
        [day] State date in [report] of nianbao.toml
       *[passage] Write what is true of the unit, then remove todo[…]
    }
carried-over = This paragraph is that of { $year }, and nobody has confirmed it
    .remedy = Rewrite it; if it holds as it stands, take the line with nianbao:carried-over before it away
missing-part = The text leaves out “{ $part }”, which the regulation asks for
    .remedy = { $label_given ->
        [yes] Put the label <{ $label }> after the passage that says it, or write the passage
       *[no] Write the passage; it is looked for by the words { $words }
    }
typesetting = The typesetter says: { $message }
    .remedy = { $hint_given ->
        [yes] { $hint }
       *[no] Check how the narrative is written there
    }
face-substituted = { $official } is not installed; { $role ->
        [title] the title
        [body] the text
        [heading] first-level headings
        [subheading] second-level headings
        [page_number] page numbers
       *[other] { $role }
    } set in { $face }
    .remedy = Build the text to be filed on a machine with one of these faces, or name their folder with --font-dir

stale-dismissal = The dismissed finding { $name } is not there any more
    .remedy = Remove the entry if the cell was mended; judge it anew if it changed
figure-drift = { $kind ->
        [added] “{ $figure }”, { $now }, was never approved
        [removed] The approved “{ $figure }”, { $was }, is not there any more
        [basis] “{ $figure }” is { $now }, as approved, but { $causes }
       *[changed] “{ $figure }” was approved as { $was } and is { $now }: { $causes }{ $through_given ->
            [yes] {" "}(by way of “{ $through }”)
           *[no] {""}
        }
    }
    .remedy = { $came_given ->
        [yes] Rows that came: { $came }.{" "}
       *[no] {""}
    }{ $went_given ->
        [yes] Rows that went, in the former ledgers: { $went }.{" "}
       *[no] {""}
    }{ $moved_given ->
        [yes] Cells that were changed: { $moved }.{" "}
       *[no] {""}
    }If it is right, approve it anew with nianbao lock; if not, mend what is behind it
unused-column = No rule and no figure reads “{ $column }” of “{ $ledger }”
    .remedy = Remove it from the pack if it is not needed
unused-figure = “{ $figure }” is neither in the narrative nor in a rule or another figure
    .remedy = Put it into the narrative or remove it from the pack
contradicted-figure = { $kind ->
        [unit] “{ $stated }” isn't { $value }: the unit is another ({ $label }, { $figure })
        [change] “{ $stated }” isn't so: { $label } ({ $figure }) was { $previous } last year and is { $value }, { $way ->
            [times] { $actual }% of last year's
            [down] { $actual }% less
           *[up] { $actual }% more
        }
       *[value] “{ $stated }” isn't { $value } ({ $label }, { $figure })
    }
    .mark = { $difference_given ->
        [yes] { $more ->
            [yes] { $difference } more
           *[no] { $difference } less
        }
       *[no] {""}
    }
    .remedy = Compare the clause with the cells, and correct the text or the ledger
cut-off = { $kind ->
        [change] “{ $stated }” is cut off: { $label } ({ $figure }) was { $previous } last year and is { $value }, { $way ->
            [times] { $actual }% of last year's
            [down] { $actual }% less
           *[up] { $actual }% more
        }
       *[value] “{ $stated }” is cut off; { $label } ({ $figure }) is { $value }
    }
    .remedy = Round half up
text-contradicts-itself = { $kind ->
        [sum] { $stated } isn't { $against }
        [at-most] { $stated } is more than { $against }, which is its limit
        [twice] { $label }: “{ $stated }” here, “{ $against }” elsewhere
        [part] The part, { $stated }, is more than its whole, { $against }
        [shares] The shares { $stated } don't add up to 100%
       *[rate] “{ $stated }” isn't { $against }
    }
    .remedy = Compare each of the numbers with its source
other-report = { $kind ->
        [unit] This is the report of { $found }, not of { $expected }
       *[year] This is the report on { $found }, not on { $expected }
    }
    .remedy = Name the project whose report it is, or the report of this project
stale-year = { $kind ->
        [paragraph] A paragraph that was carried over says { $found }; the report is of { $year }
       *[heading] The heading says { $found }, the report is on { $year }
    }
    .remedy = { $kind ->
        [paragraph] Correct the year and check the rest of the paragraph; if that year is meant, take the line with nianbao:carried-over away
       *[heading] Correct the year, and compare the numbers below the heading
    }
level-out-of-order = { $kind ->
        [missing] Number { $expected } of this level is missing before “{ $mark }”
       *[repeated] “{ $mark }” is there already: this is number { $expected } of its level
    }
    .remedy = Number the headings anew
wording = { $kind ->
        [term] “{ $text }” must be “{ $right }”
        [repeated] “{ $right }” stands twice
        [mixed-script] “{ $text }”: digits don't go with 千 or 百
        [double-approximator] “{ $text }” is approximate twice over
        [unit-apart] “{ $text }” has no unit beside it
       *[percent-for-points] “{ $text }”: a rate changes by { $right }
    }
    .remedy = Correct the words
