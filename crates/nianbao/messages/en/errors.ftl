# Errors: the job could not be done. One line each, without a final stop.

cannot-read = Cannot read { $path }: { $reason }
cannot-write = Cannot write { $path }: { $reason }; the files that were there are unchanged
cannot-open-workbook = Cannot open the workbook { $path }: { $reason }
cannot-use-figures = Cannot use { $path }: { $reason }
cannot-open-document = Cannot read the text of { $path }: { $reason }
pack-has-faults = The pack has { $count ->
        [1] a fault
       *[other] { $count } faults
    }:
project-has-faults = The project has { $count ->
        [1] a fault
       *[other] { $count } faults
    }:
cannot-typeset = Cannot typeset, for { $count ->
        [1] one reason
       *[other] { $count } reasons
    }:
cancelled = Stopped, as asked
more-faults = and { $count } more, often in the wake of those above
internal = A fault of nianbao itself, please report it: { $what }

reason-not-found = there is no such file
reason-permission-denied = permission denied
reason-already-exists = a file of that name is already there
reason-storage-full = the disk is full
reason-is-a-directory = it is a folder
reason-not-a-directory = a part of the path is no folder
reason-not-text = it is not UTF-8 text

# Workbooks
workbook-empty = the file is empty
workbook-damaged = the file is damaged (its { $part ->
        [zip] archive
        [xml] structure
       *[cell] cells
    }); open it in the spreadsheet program and save it anew
workbook-too-large = the file unpacks to more than a ledger would; save it as a new file
workbook-with-part-twice = the file holds two parts of one name, and nobody can tell which is meant; open it in the spreadsheet program and save it anew
workbook-encrypted = the file has a password; remove it and try again
workbook-missing = There is no workbook { $path }; there are: { $found_given ->
        [yes] { $found }
       *[no] none
    }
workbook-of-no-kind = it is no table that can be read; workbooks of Excel, WPS and LibreOffice, CSV, and tables of web pages can
workbook-changed = the file was changed after it was read; try again
cells-out-of-order = the cells of a sheet are out of order, the file is damaged; open it in the spreadsheet program and save it anew
sheet-too-large = a sheet is larger than can be read; delete empty rows and columns and save it anew

# Back to the sender
picture-not-drawn = the picture “{ $alt }” can't be drawn; use PNG or JPEG in its place
mark-over-input = { $path } is a ledger of the project, which a marked copy may not replace; name another folder with --out
mark-read-again = { $path } would be read as a ledger by the next run; name a folder outside the project with --out
mark-over-other = { $path } is there already and is no earlier marked copy; move it away, or name another folder with --out

# Beginning a project
folder-taken = There are files in { $path }; name a folder that is new or empty. Nothing was changed
unit-without-name = The unit has no name

# Approving and comparing
no-lock = no figures were approved yet; once they are right, nianbao lock writes it
not-a-lock = it is no valid figures.lock: { $reason }; nianbao lock writes it anew
lock-of-other-version = it is version { $found } of figures.lock; this program reads and writes version { $version }
not-a-figures-file = it is no figures.json: { $reason }
figures-too-large = it is larger than { $limit } MB, too large for a file of figures
figures-without-digests = the figures of now have no digests, so that nothing tells whether their basis changed; a figures.json for publication has none: give the one for filing
figures-of-other-year = one side has figures of { $found }, the other of { $year }; from year to year figures change, they are not corrected
figures-of-other-unit = one side has figures of { $found }, the other of { $unit }
report-with-figures = one side is a report and the other are figures, which can't be compared; nianbao audit holds a report against figures

# Finished texts
document-empty = there is no text in it
document-of-no-kind = it is no text that can be read; plain text, Markdown, web pages, Word documents (.docx) and PDF can
document-of-old-kind = it is a document of the old form (.doc or .wps); save it as .docx and try again
document-encrypted = the file has a password; remove it and try again
document-scanned = it is scanned: its pages are pictures without text; take the document that it was printed from, or have the text recognised first
document-without-characters = { $share } of its characters can't be told, since its fonts don't say which they are; export the PDF anew, or take the document that it was made from
document-in-unknown-encoding = it has text in an encoding that can't be read, which would be missed; export the PDF anew, or take the document that it was made from
document-damaged = the file is damaged (its { $part ->
        [zip] archive
        [xml] structure
       *[pdf] pages
    }); open it in its program and save it anew
document-with-part-twice = the file holds two parts of one name, and nobody can tell which is meant; open it in its program and save it anew
document-too-large = it is larger than a report would be; save it as a new file

# The self-check
verify-no-outputs = the folder has none of manifest.json, report.pdf, report.docx and report.html; name a folder of outputs, or one of these in it
verify-not-attached = The file carries no { $file }; another program may have saved it
verify-attached-twice = The file carries two of { $file }, and nobody can tell which is meant
verify-packed = The { $file } that the file carries can't be unpacked
verify-unread = { $file } can't be read: { $reason }
verify-digest = { $output } is not what { $file } has the digest of: stated { $stated }, found { $found }
verify-other = { $file } says that the { $field } is “{ $stated }”; { $than } says “{ $found }”
verify-figure = In { $file }, “{ $label }” contradicts itself: its value is { $value_given ->
        [yes] { $value }
       *[no] blank
    } (exactly { $exact }), and it is printed as “{ $printed }”
verify-no-foot = There is no digest of the figures at the foot, which would be { $found }
verify-foot = The digest at the foot, { $stated }, is not that of the { $file } that the report carries, { $found }
verify-banner = The page says “{ $banner }”, and the figures that the report carries say otherwise
verify-no-banner = The page doesn't say “{ $banner }”, and the figures that the report carries do
verify-table = The table of figures has { $stated } for “{ $label }”, and the report carries { $printed }
verify-not-in-table = The table of figures has no “{ $label }”, of which the report carries { $printed }
verify-chart = A chart has { $stated } for “{ $label }”, and the report carries { $printed }
verify-data = A program would read { $stated_given ->
        [yes] { $stated }
       *[no] no value
    } for “{ $label }” from the page; it carries { $value_given ->
        [yes] { $value }
       *[no] no value
    }
verify-data-unknown = The page marks a number as the figure “{ $figure }”, which it doesn't carry
verify-source = What the page shows as the source of “{ $label }” is not what it carries: “{ $missing }” is not there
verify-no-source = The page doesn't show where “{ $label }” comes from
verify-in = { $document }: { $problem }
verify-output-missing = { $output }, which manifest.json names, is not in the folder
verify-output-outside = { $output }, which manifest.json names, lies outside the folder and was not read
verify-other-figures = The figures that the report carries are not the { $file } of manifest.json
verify-other-document = Another document of the folder carries another { $file }
verify-other-inputs = The report was made of other inputs than { $file } lists: they are not of one build

# TOML files
not-valid-toml = Not valid TOML: { $reason }
unknown-key = There is no key { $name } here{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } Valid ones: { $known }
missing-key = { $name } is missing
unknown-variant = There is no choice { $name } here{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } Valid ones: { $known }

# Projects
dismissal-of-nothing = [[dismissed]] needs one of code and rule, and ledger, key, column and value, figure and value, or statement
dismissal-without-reason = [[dismissed]] needs a reason (because)
unknown-code-of-finding = There is no code of findings { $name }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } nianbao explain lists them all
unknown-rule = There is no rule { $name }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } See rules.toml of the pack
not-a-day = { $value } is not a day; write it like 2022-01-25, without a time
period-backwards = The period ends before it begins
year-out-of-range = The year { $year } is not between 1949 and 2999
unknown-pack = There is no pack { $pack }; known ones: { $known }
ledger-without-files = No workbook is named for “{ $ledger }”; add { $id } = {"{"} files = ["…"] {"}"} to [ledgers], or files = [] if the unit keeps none
path-outside-project = { $path } is not inside the project
not-a-glob = { $pattern } is not a valid file pattern
not-figures = { $path } is not a figures.json: { $reason }
previous-given-twice = [previous] may name a figures file or state figures, not both
previous-of-other-year = { $path } has the figures of { $found }; those of { $year } are needed
previous-of-other-unit = { $path } has the figures of unit { $found }; those of { $unit } are needed
previous-without-figures = [previous] names no figures file and states no figure
figures-given-twice = The figures of { $unit } for { $year } are in { $other } too; leave one of them out
not-a-value = { $value } is not a number; write it like "1868" or "99.36"

# Frames
frames-have-faults = The frames have { $count ->
        [1] a fault
       *[other] { $count } faults
    }:
frame-without-column = The frame { $frame } has no column { $id } (“{ $column }”){ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } It may be called { $id }, { $headers }. Columns found: { $found }
frame-column-twice = The columns { $first } and { $second } of the frame { $frame } are both { $id } (“{ $column }”); drop one of them
frame-column-of-wrong-type = The column { $name } of the frame { $frame } is of type { $found }, and { $id } (“{ $column }”) is of type { $type ->
        [text] text
        [integer] integer
        [decimal] decimal
        [money] money
        [date] date
       *[yes-no] yes-no
    }; expected: { $expected }
frame-of-unequal-columns = The column { $column } has { $rows } rows, and the first column has { $expected }
holds-nothing = blanks alone
holds-texts = text
holds-numbers = integers, decimals or floats
holds-days = dates or times of a day
holds-booleans = booleans
holds-other = something else

# Packs
pack-without-file = The file { $file } is missing
unknown-ledger = There is no ledger { $name }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } Known ones: { $known }
unknown-column = There is no column { $name }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } Known ones: { $known }
unknown-figure-id = There is no figure { $name }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ; nianbao figures lists them all
    }
unknown-series = There is no series { $name }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } Known ones: { $known }
chart-of-no-series = { $name } is one figure and no series; write it in figures, or name one of these series: { $known }
series-among-figures = { $series } is a series; a chart of it is written series = "{ $series }"
chart-of-one-of-two = A chart needs one of series and figures, and one only
chart-of-two-units = { $figure } is in “{ $unit }”, but { $other } in the same chart is in “{ $expected }”; a chart has one unit: make two charts of it
chart-too-long = A chart has { $members } members, and { $limit } at most; show fewer, or make several charts of it
figure-twice-in-chart = The figure { $figure } stands twice in the same chart
flow-without-steps = A flow has two steps or more, each with one figure at least
name-of-no-figure = Neither figures nor steps of the chart have { $figure }, so names can't rename it
charts-without-layout = charts.toml declares charts, but the layout has no { $file } to draw them
unknown-code = { $name } is not in the code list; known ones: { $known }
column-twice = The column { $column } stands twice
no-calendar = The column { $column } is a deadline in working days: pack.toml must name a calendar
deadline-of-one-length = The column { $column } needs one of days and working_days, and one only
derived-by-one-of-two = The column { $column } needs one of deadline and sql, and one only
column-without-headers = The column { $column } has no headers
column-without-codes = The column { $column } has no code list (codes)
column-of-wrong-type = The column { $column } is of type { $found }; needed here: { $expected }
example-of-wrong-type = The example { $example } is not of the type { $type } of its column
example-not-told = One cell of the example row of { $ledger } must begin with 例： or 示例
amount-same-as-above = Column { $column } holds numbers, which are never those of the row above (same_as_above)
header-of-two-columns = The header “{ $header }” belongs to both { $column } and { $other }
unit-not-of-money = { $unit } is not a unit of money; valid ones: 元, 万元, 亿元
personal-column-read = The column { $column } is personal data: no rule and no figure may read it
personal-published = The column { $column } is personal data and may not be published
not-snake-case = { $id } must consist of small letters, digits and underscores
not-kebab-case = { $id } must consist of small letters, digits and hyphens
rule-twice = The rule { $rule } stands twice
not-sql = The condition is wrong: { $reason }
sql-decides-blank = A condition may not use { $refused }, which decides what is blank by the rules of SQL alone; write { $open } if a blank is to be looked at, { $decided } if not
sql-too-long = The condition is longer than { $limit } characters
rest-after-sql = After the condition there is { $rest } left over
refused-sql = A condition may not use { $refused }
sql-of-wrong-type = The condition results in { $found }, which can't be used
not-a-predicate = The condition must result in yes or no; it results in { $found }
not-a-bound = { $bound } is not a bound; write a number, or a day like 2021-01-01 or period.to + 31 days
range-without-bounds = One of from and to must be there
not-a-pattern = Not a valid regular expression: { $reason }
not-a-scale = { $scale } is not a scale; valid ones: 万, 亿
not-a-unit = { $unit } is no unit of the list
saying-not-understood = “{ $saying }” says nothing that a text could be searched for: words with blanks between them, a|b, a?, * and one > are allowed
register-without-ledger = Only a figure that is read from rows can have a register
register-unpublished = The column { $column } is used as a register: say why it may be published (publish)
circular-figure = Figures are computed from each other in a circle: { $circle }

# Typesetting
not-a-path = { $path } is not a valid file name
not-typeset = { $message }{ $hint_given ->
        [yes] {" "}({ $hint })
       *[no] {""}
    }
no-face-for-role = There is no face for { $role ->
        [title] the title
        [body] the text
        [heading] first-level headings
        [subheading] second-level headings
        [page_number] page numbers
       *[other] { $role }
    }; install one of { $families }, or name the folder of the faces with --font-dir
character-without-face = No face has “{ $character }” ({ $code }), see “{ $around }”; install one that has it, or write another character

annex-not-published = an edition for publication has no annex (xlsx): leave out --for publication, or ask for other formats

# Refreshing a Word file
document-open-elsewhere = another program has the file open ({ $lock } lies beside it); save and close it there and try again. If no program has, delete { $lock }
refresh-not-word = it is no Word document; name the report.docx that nianbao wrote, or a .docx that was made from it
refresh-signed = it bears a digital signature, which any change would break; use the file from before it was signed
refresh-no-figures = it carries no figures: nianbao didn't write it, or they were lost when another program saved it; write it anew with nianbao build
refresh-no-controls = it has no content controls with figures any more, so that nobody knows which texts are figures; write it anew with nianbao build
refresh-figures-twice = it carries figures twice, and it can't be told which are meant; write it anew with nianbao build
refresh-tags-lost = the program that saved it took away the tags of the content controls; there are { $controls } and there were { $known }, so that it can't be told which is which; go back to a file that has the tags, and save with Word, WPS or a newer LibreOffice
refresh-other-report = these are the figures of another report: the file has { $stated } as its { $field }, the figures have { $found }
refresh-over-other = { $path } is there already, and people may have edited it; name another file with --out, or move it away
refresh-taken = { $path } is there already, and people may have edited it; move it away, or name the file to write with --out
refresh-findings-open = the ledgers of this final report have { $count ->
        [1] an error
       *[other] { $count } errors
    }, and the figures may be wrong; look at them with nianbao check first
refresh-typed-over = somebody wrote “{ $stated }” for “{ $label }” (it was printed as “{ $printed }”), and it is “{ $value }” now; left alone: find out which is right
refresh-tracked = “{ $label }” is under a tracked change: it says “{ $stated }” and should say “{ $value }”; left alone: accept or reject the change, then refresh again
refresh-words = “{ $label }” is “{ $value }” now, of which the words “{ $stated }”, or those around them, don't hold; left alone: rewrite the sentence, or write the file anew with nianbao build
refresh-drawn = “{ $label }” is “{ $value }” now, and the chart that says “{ $stated }” is a picture, which can't be drawn anew here; left alone, picture and table: write the report anew with nianbao build, and take the chart and its table from there
refresh-no-value = “{ $label }” has no value now ({ $value }), and the text still says “{ $stated }”; left alone: rewrite the sentence
refresh-unsayable = “{ $label }” is “{ $value }” now, which can't be put in the way of “{ $stated }”; left alone: check it
refresh-unknown-figure = there is no { $label_given ->
        [yes] “{ $label }”
       *[no] such figure
    } any more ({ $figure }), and the text still says “{ $stated }”; left alone: check it
refresh-control-gone = “{ $label }” is “{ $value }” now, and the content control that said “{ $stated }” is gone; if the words are still there, correct them
refresh-digest = the digest of the figures at the foot of the last page should be “{ $value }” now{ $stated_given ->
        [yes] , and says “{ $stated }”
       *[no] , and its content control is gone
    }; left alone: correct it, or write the file anew with nianbao build
refresh-sources = the table of figures says from which workbooks and rows each figure comes, and they are others now; these entries were left alone: take the table from a report that nianbao build writes anew, or correct them by hand
refresh-status = the pages say that it is { $stated }, and the figures say { $found }; the heads of the pages were left alone: write the file anew with nianbao build
