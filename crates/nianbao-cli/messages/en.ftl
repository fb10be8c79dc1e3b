# What the command itself says: help, wrong arguments, progress and summaries.

help = Compiles the annual rule-of-law report from ledgers, with a source for every figure
help-usage = Usage:{" "}
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-global = Options of all commands
help-choices = { $values_given ->
        [yes] {" "}({ $values }{ $default_given ->
            [yes] ; default { $default }
           *[no] {""}
        })
       *[no] {" "}(default { $default })
    }
help-help = Print help
help-version = Print the version
help-project = The project's folder; otherwise the nearest one upwards that has nianbao.toml
help-pack = Use the pack in this folder; init also takes the id of a standard one
help-font_dirs = Look for faces in this folder; may be given several times; otherwise NIANBAO_FONT_DIR, otherwise the system's faces
help-lang = The language of messages; otherwise that of a Chinese or English locale, otherwise Chinese. Output files keep theirs
help-color = Whether to use colours
help-examples = Examples:
      nianbao init 2022 --unit 某区某局 --year 2022   begin the project of 2022, with blank ledgers
      nianbao init 2023 --from 2022            go on with the next year from last year's project
      nianbao check                            list all that is wrong with ledgers and narrative
      nianbao build                            write the report in all its forms to out/
      nianbao watch                            see the report in a browser while writing
      nianbao refresh draft.docx               update the figures in a Word file, and nothing else
      nianbao mark --out ../returned           write workbooks back to their senders, with comments at the cells
      nianbao figures --format csv             print all figures
      nianbao verify out/report.pdf            see whether a finished report agrees with itself
      nianbao trace petitions.on_time_rate     go from a figure to its cells
      nianbao explain order                    explain a kind of finding

    Exit codes: 0 nothing found; 1 findings at or above --fail-on; 2 the job could not be done.
help-init = Begin a project: its file, its narrative and a blank workbook for each ledger; nothing that is there is replaced
help-init-folder = The folder of the new project; it must be new or empty
help-from = Go on from last year's project: the unit, the narrative and last year's figures are taken along, and the ledgers begin with what was still open, without personal data
help-unit = The unit's full name, for the signature
help-year = The report's year
help-unit_short = The name that the unit goes by in title and text
help-unit_code = A code that identifies the unit
help-addressees = Whom the report is addressed to, separated by commas
help-date = The date of the report, such as 2022-01-25; may be stated later
help-check = List all that is wrong with the ledgers, the figures and the narrative
help-audit = Hold finished texts against themselves, and against the figures of the project
help-files = The texts
help-audit-figures = Hold the texts against this figures.json; no project is opened
help-summary = Print one line for each text
help-verify = Self-check: whether finished reports agree with themselves, text with figures and digests. It needs no project and no network, and doesn't say who made them
help-verify-files = Each a report.pdf, a report.html, a report.docx, a folder of outputs, or the manifest.json in it
help-build = Write the report and its figures; a draft or sample in spite of findings, a final report only without
help-watch = Show the report in a browser on this machine, compiled anew on every save of a workbook, the narrative or the pack, with what is wrong beside it; Ctrl-C ends it
help-refresh = Bring the figures in a report.docx that people have edited up to date, and nothing else; a figure that somebody typed over, that is under a tracked change, or whose words no longer hold is left alone and told
help-refresh-file = A report.docx, or a Word file that was made from one
help-refresh-figures = Take the figures of this figures.json; no project is opened
help-refresh-out = Write this file; otherwise one beside the original, with 已刷新 in its name
help-mark = Write workbooks back to their senders: copies with the findings as colours and comments at the cells, and a list of them
help-figures = Print all figures
help-trace = Go from a figure to how it is computed, to its rows and cells
help-lock = Approve the figures as they are and write figures.lock; not while findings are open
help-diff = Compare two sets of figures or two finished reports, list the changes and draft a correction note; figures are figures.json, figures.lock or project folders, reports are txt, md, html, docx or pdf
help-explain = Explain a kind of finding or a rule of the pack; without a code, list all kinds
help-fonts = List the face of each role
help-completions = Print a completion script
help-port = Serve on this port of this machine; 0 takes any that is free; otherwise the first free one from 8421 to 8430
help-format = The form of the output
help-fail_on = Exit with 1 if there is a finding of this severity or above
help-locked = Also compare the figures with those approved in figures.lock; without one, exit with 2
help-check-figures = Compare this figures.json alone with the approved figures; no ledgers are read
help-against = The folder of the project as it was approved; the cells behind a drift are named
help-old = The former figures.json, figures.lock, project folder or report
help-new = The present figures.json, figures.lock, project folder or report
help-note = Print the draft of the correction note alone
help-select = Show only these findings: codes or rule ids, separated by commas. Says nothing on whether a final report is built
help-ignore = Leave out these findings: codes or rule ids, separated by commas. Says nothing on whether a final report is built
help-out = The output folder; otherwise out in the project
help-mark-folder = The project's folder, like --project
help-mark-out = Write the copies into this folder, which can't be that of the ledgers. They hold the sender's own rows: return them to the sender only
help-mark-select = Mark only these findings: codes or rule ids, separated by commas
help-mark-ignore = Leave out these findings: codes or rule ids, separated by commas
help-formats = Which files to write, separated by commas
help-edition = For filing, or for publication, without cell addresses and computations
help-figure = The figure's id, such as petitions.on_time_rate
help-code = The finding's code or a rule's id, such as order
help-all = Print all explanations, as one list
help-shell = Which shell

usage-unknown-argument = error: There is no option { $argument }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } See --help
usage-unknown-command = error: There is no command { $argument }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } See --help
usage-invalid-value = error: { $argument } can't be “{ $value }”; valid ones: { $valid }
usage-malformed-value = error: { $argument } can't be “{ $value }”
usage-missing-argument = error: { $argument } is missing; see --help
usage-conflict = error: { $argument } and { $other } can't be given together
usage-given-twice = error: { $argument } may be given only once

no-project = There is no nianbao.toml here or above; go to the project's folder, or name it with --project
unknown-finding-code = There is no code or rule { $name }{ $nearest_given ->
        [yes] ; is { $nearest } meant?
       *[no] ;
    } nianbao explain lists all codes

finding-dismissed = Dismissed: { $place } { $title } ({ $because })
findings-more = { $count } more of the same: { $cells }
sheet-read = { $source } › { $sheet } ({ $ledger }): { $rows } rows, { $used } used{ $excluded_given ->
        [yes] , not used: { $excluded }
       *[no] {""}
    }
sheet-excluded = { $rows } { $why }
numeral-exempt = Exempt: { $place } { $numeral } ({ $because })
coverage = { $numerals ->
        [1] 1 numeral
       *[other] { $numerals } numerals
    }: { $bound } bound ({ $ledger } from ledgers, { $entered } entered by hand), { $structural } structural, { $exempt } exempt, { $unowned } unowned
figures-with-errors = Mind: there { $count ->
        [1] is 1 error
       *[other] are { $count } errors
    }, so that figures may be wrong; see nianbao check
build-rejected = The final report was not built: { $count ->
        [1] 1 finding is
       *[other] { $count } findings are
    } still open

watch-address = The preview is at { $address } (this machine only; Ctrl-C ends it)
watch-compiled = Compiled in { $took } ms: { $summary }
watch-failed = Not compiled ({ $took } ms): { $problem }
watch-panic = A fault inside nianbao, nothing could be compiled; undo the last change and try again
watch-port-in-use = Port { $port } is in use by another program; choose another one with --port, or a free one with --port 0
watch-port-refused = Port { $port } can't be used ({ $reason }); choose another one with --port, or a free one with --port 0
watch-title = Preview
watch-current = Up to date: { $summary }
watch-busy = Compiling …
watch-gone = The preview has ended; run nianbao watch again and open its new address
watch-view = View
watch-view-pages = Pages
watch-view-report = Web page
watch-page = page { $number }
watch-problem = Could not be compiled
watch-stale = What is shown below is the report as it was compiled last.
watch-no-report = A final report with open errors has no web page yet.
watch-no-script = The preview needs JavaScript.
watch-findings = Findings
watch-findings-of-rows = Of the ledgers and figures alone: the narrative could not be typeset.
watch-findings-stale = Of the last time that the project could be read.
watch-more = { $count ->
        [1] 1 more finding is not shown
       *[other] { $count } more findings are not shown
    }; see nianbao check

mark-written = These files hold the sender's own rows: return them to the sender only, never publish them
mark-nothing = There is nothing to mark in the ledgers, and nothing was written
mark-instead = Mind: the workbook has something that can't be added to; it was not marked, and a list was written instead: { $path }

init-written = The project is in { $path }. Fill in the ledgers, complete nianbao.toml and narrative/report.typ, and run nianbao check to see what is still to do
init-continued = { $path } goes on from the project of { $year }: { $paragraphs } paragraphs were carried over, to be rewritten or confirmed one by one; the date is open. { $rows ->
        [0] The ledgers are blank
        [one] The ledgers are blank but for one row that was still open, in which what is personal is to be filled in from last year's ledger
       *[other] The ledgers are blank but for { $rows } rows that were still open, in which what is personal is to be filled in from last year's ledgers
    }. nianbao check says what is still to do
init-with-errors = Note: the project of { $year } has { $errors } errors; last year's figures may be wrong

lock-written = Wrote { $path }: { $count } figures
lock-refused = figures.lock was not written: { $count ->
        [1] 1 finding is
       *[other] { $count } findings are
    } still open
lock-replaced = The former figures.lock was replaced; it can't be said what differs: { $reason }
diff-changed = Changed: { $causes }
diff-stated-otherwise = Changed
diff-stated-rounding = Perhaps the same number, rounded otherwise or in another unit
diff-added = Added
diff-removed = Removed
diff-basis = Not changed, but resting on something else: { $causes }
diff-through = (by way of “{ $figures }”)
diff-summary = { $figures } figures: { $changed } changed, { $added } added, { $removed } removed, { $basis } the same but resting on something else
diff-summary-reports = { $figures } statistics: { $changed } changed, { $added } added, { $removed } removed{ $doubts ->
        [0] {""}
        [1] , 1 group not compared
       *[other] , { $doubts } groups not compared
    }
diff-doubt-repeated = Not compared: the same words stand there several times, and it isn't certain which belong together
diff-doubt-reworded = Not compared: words and numbers were both changed, and it isn't certain which belong together
diff-old = old
diff-new = new
diff-at = { $page ->
        [0] {""}
       *[other] page { $page },{" "}
    }{ $line }:{ $column }
diff-note = Correction note (draft)

face-official = official face
face-substitute = stands in for { $official }
face-chosen = chosen by the project
face-missing = no face; install { $official }

audit-not-assessed = { $document }:{ $line }:{ $column }: not assessed: “{ $surface }”: { $reason }{ $candidates_given ->
        [yes] {" "}({ $candidates })
       *[no] {""}
    }
audit-coverage = { $document }: { $figures } figures: { $stated } stated, { $implied } implied, { $unstated } not stated; { $statements } statements: { $agrees } agree, { $rounding } by rounding only, { $contradicts } contradict, { $unassessed } not assessed; { $claims } claims without a number
audit-alone = { $document }: held against itself alone
audit-summary = { $document }: { $statements } statements: { $agrees } agree, { $rounding } by rounding only, { $contradicts } contradict, { $unassessed } not assessed; { $stated } of { $figures } figures stated; { $errors } errors, { $warnings } warnings
reason-no-figure = no figure is spoken of in such words
reason-claim = claims all or none without a number, and no figure measures it
reason-ambiguous = several figures are spoken of so
reason-qualified = the clause says more than the figure
reason-other-unit = the unit is another
reason-other-kind = an average, a share of each, the change of a rate, or a difference
reason-other-period = of another period
reason-other-place = of another place
reason-vague = nobody can check it
reason-figure-unknown = the figure has no value
reason-previous-unknown = last year's value is not known
reason-previous-zero = last year's value was zero, and nothing can be compared with it
reason-no-reference = there is nothing to compare with
reason-other-report = the text is another report

verdict-agrees = agrees
verdict-incomplete = incomplete
verdict-disagrees = disagrees
verdict-not-verifiable = not verifiable
verdict-unread = not read
audience-filing = for filing
audience-publication = for publication
status-draft = draft
status-sample = sample
status-final = final
verified-parts = { $parts_given ->
        [yes] missing: { $parts }
       *[no] all statutory parts
    }
verified-nothing = The file carries no figures: nianbao didn't write it, or another program has saved it since
verified-unowned = { $unowned } of { $statements } numbers in the text are no figure's, and were not compared
verified-summary = { $files ->
        [1] 1 file
       *[other] { $files } files
    }: { $agree ->
        [1] 1 agrees
       *[other] { $agree } agree
    }, { $incomplete } incomplete, { $disagree ->
        [1] 1 disagrees
       *[other] { $disagree } disagree
    }, { $unverifiable } not verifiable, { $unread } not read
verified-meaning = “agrees” means that a document agrees with itself: its text with the figures and digests that it carries. It says neither who made it nor whether the ledgers are right; the sender can confirm the digest at its foot

refresh-changed = { $count ->
        [1] 1 place was updated
       *[other] { $count } places were updated
    }
refresh-left = { $count ->
        [1] 1 place was left alone; please see to it
       *[other] { $count } places were left alone; please see to them
    }
refresh-left-at = { $place }: { $why }
refresh-place = { $story }, { $before_given ->
        [yes] after “{ $before }”
       *[no] at the start of paragraph { $paragraph }
    }
refresh-written = { $path } was written: { $controls ->
        [1] 1 figure
       *[other] { $controls } figures
    } in the text, { $changes } updated, { $left } left alone{ $original_given ->
        [yes] ; { $original } is as it was
       *[no] {""}
    }
refresh-nothing = There was nothing to update, and no file was written: { $controls ->
        [1] 1 figure
       *[other] { $controls } figures
    } in the text, { $left } left alone
story-body = text
story-footnotes = footnotes
story-endnotes = endnotes
story-header = head of the page
story-footer = foot of the page
story-comments = comments
