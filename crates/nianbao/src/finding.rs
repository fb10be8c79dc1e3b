//! Findings: what a rule, or a stage, has to say about the data, the pack or the narrative.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::place::{Place, TextPlace};

/// How much a finding weighs. The order is that of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// To be looked at; may be right.
    Warning,
    /// Wrong: a final report is not built.
    Error,
}

impl Severity {
    /// All severities, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word that TOML, JSON and the CLI use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// The kind of a finding: the kind of check that failed, or the fault that a stage met. Codes are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, checks first.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The code as it is written everywhere, in kebab-case.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

codes! {
    /// A cell that must be filled is blank.
    Required = "required",
    /// A value that must be unique stands twice.
    Unique = "unique",
    /// A value is not in the column's code list.
    OneOf = "one-of",
    /// A number or date lies outside its bounds.
    InRange = "in-range",
    /// A text does not have the form that it must have.
    Matches = "matches",
    /// A date comes before one that it must not precede.
    Order = "order",
    /// A row breaks a predicate.
    Row = "row",
    /// A running balance does not follow from the row before.
    Balance = "balance",
    /// Parts do not add up to their total.
    SumsTo = "sums-to",
    /// A figure exceeds its limit.
    AtMost = "at-most",
    /// Two figures that must agree differ.
    Equals = "equals",
    /// This year's opening figure is not last year's closing figure.
    CarriesOver = "carries-over",
    /// A figure changed more against last year than is usual.
    ChangesWithin = "changes-within",
    /// A rule could not be judged, for a figure that it needs has no value.
    NotAssessed = "not-assessed",
    /// No sheet of the ledger's workbooks is the ledger's.
    MissingSheet = "missing-sheet",
    /// A sheet has no column that the ledger needs.
    MissingColumn = "missing-column",
    /// Two headers of a sheet name the same column.
    DuplicateColumn = "duplicate-column",
    /// A sheet of a ledger's workbook that no ledger reads.
    UnclaimedSheet = "unclaimed-sheet",
    /// A sheet looks like the copy of another.
    CopiedSheet = "copied-sheet",
    /// A sheet is hidden; its rows count all the same.
    HiddenSheet = "hidden-sheet",
    /// Rows or columns of a sheet are hidden; they count all the same.
    HiddenCells = "hidden-cells",
    /// Rows of a sheet are struck through; they count all the same.
    StruckRows = "struck-rows",
    /// Rows of a sheet only show how to fill it in, or try it out; they don't count.
    ExampleRows = "example-rows",
    /// The example row of a blank form has something written over it; it counts.
    ChangedExample = "changed-example",
    /// A workbook is not the blank form any more that was handed out, or one of another edition or year.
    AlteredForm = "altered-form",
    /// The column 序号 skips a number.
    SequenceGap = "sequence-gap",
    /// A ledger has no rows.
    EmptyLedger = "empty-ledger",
    /// A cell does not hold what its column says.
    NotOfType = "not-of-type",
    /// A cell holds an error of the spreadsheet program.
    ErrorCell = "error-cell",
    /// A cell states an approximate number where an exact one is needed.
    ApproximateCell = "approximate-cell",
    /// A cell says 同上 where each row must speak for itself.
    DittoCell = "ditto-cell",
    /// A number stands in a cell that is merged over several rows.
    MergedAmount = "merged-amount",
    /// A cell holds a formula whose value nobody computed.
    UncalculatedFormula = "uncalculated-formula",
    /// A cell adds numbers up in its text.
    SumInCell = "sum-in-cell",
    /// A cell's format shows another number than the cell holds.
    ScaledByFormat = "scaled-by-format",
    /// Dates leave out the year or the month, which the sheet or the period supplied.
    CompletedDate = "completed-date",
    /// A deadline in working days ends where the calendar of holidays is not known.
    UnknownWorkingDays = "unknown-working-days",
    /// A totals row does not state the total of its rows.
    TotalMismatch = "total-mismatch",
    /// A blank cell leaves open whether, or with what amount, a row counts.
    UndecidedRow = "undecided-row",
    /// A figure that is read from one row finds none, or several.
    NotOneRow = "not-one-row",
    /// A value is stated in another unit than its figure's.
    OtherUnit = "other-unit",
    /// A ratio of nothing to nothing.
    NothingToDivide = "nothing-to-divide",
    /// A ratio that divides something by nothing, or a part by a smaller whole.
    PartAboveWhole = "part-above-whole",
    /// Last year's figure is not known.
    NoPreviousFigure = "no-previous-figure",
    /// The narrative or a rule names a figure that the pack doesn't have.
    UnknownFigure = "unknown-figure",
    /// The narrative prints a figure that has no value.
    FigureWithoutValue = "figure-without-value",
    /// The narrative shows a chart that the pack doesn't have.
    UnknownChart = "unknown-chart",
    /// The narrative shows a chart in which there is no number.
    EmptyChart = "empty-chart",
    /// The narrative's words for a special value don't hold.
    WordContradicted = "word-contradicted",
    /// A statistic of the narrative that neither a figure nor a reason stands behind.
    UnownedNumeral = "unowned-numeral",
    /// A change against last year that the narrative claims in words, and that no predicate vouches for.
    UnownedClaim = "unowned-claim",
    /// The narrative's own words beside a figure make it say what its value isn't.
    AlteredFigure = "altered-figure",
    /// A claim of the narrative doesn't hold.
    ClaimContradicted = "claim-contradicted",
    /// A claim of the narrative can't be judged.
    ClaimNotAssessed = "claim-not-assessed",
    /// A passage that the unit must write is still open.
    TodoLeft = "todo-left",
    /// A paragraph of the narrative is last year's, and nobody has confirmed it.
    CarriedOver = "carried-over",
    /// The narrative leaves out a part that the regulation asks for.
    MissingPart = "missing-part",
    /// The typesetter has something to say about the narrative.
    Typesetting = "typesetting",
    /// A face is replaced, for its official families are not installed.
    FaceSubstituted = "face-substituted",
    /// What was dismissed is not found any more.
    StaleDismissal = "stale-dismissal",
    /// A figure is not what was approved.
    FigureDrift = "figure-drift",
    /// A column that no rule and no figure reads.
    UnusedColumn = "unused-column",
    /// A figure that neither the narrative nor a rule nor another figure uses.
    UnusedFigure = "unused-figure",
    /// A finished text states another number than the ledgers give.
    ContradictedFigure = "contradicted-figure",
    /// A finished text cuts a number off where it should be rounded.
    CutOff = "cut-off",
    /// Numbers of a text can't all be right.
    TextContradictsItself = "text-contradicts-itself",
    /// A text is the report of another year or another unit.
    OtherReport = "other-report",
    /// A heading has another year than the report.
    StaleYear = "stale-year",
    /// A level number is missing or repeated.
    LevelOutOfOrder = "level-out-of-order",
    /// A slip of the pen: a wrong term, a repeated word, a number without its unit.
    Wording = "wording",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A typed part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A name or a cell's text.
    Text(String),
    /// Several names, such as the headers that were found.
    Texts(Vec<String>),
    /// Words of the program's own, such as causes: the first part of their keys in the message files, and the rests.
    Words(&'static str, Vec<&'static str>),
    /// A count of rows, days or cells.
    Count(i64),
    /// An exact amount.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Texts(texts) => f.write_str(&texts.join("、")),
            Self::Words(_, words) => f.write_str(&words.join("、")),
            Self::Count(count) => write!(f, "{count}"),
            Self::Number(number) => write!(f, "{}", number.normalize()),
            Self::Date(day) => write!(f, "{day}"),
        }
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<String>> for Argument {
    fn from(texts: Vec<String>) -> Self {
        Self::Texts(texts)
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Argument {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<Decimal> for Argument {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Argument {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

/// The arguments of a message, by name.
pub type Arguments = BTreeMap<&'static str, Argument>;

/// The rule that a finding comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleReference {
    /// The rule's id in the pack.
    pub id: String,
    /// Where the pack says so.
    pub at: TextPlace,
    /// The legal or editorial ground.
    pub because: String,
}

/// The part of a sheet around a cell, as far as it may be shown: never a personal column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Letter and header of each column shown, left to right.
    pub columns: Vec<(String, String)>,
    /// Row number and the cells' texts, top to bottom.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Which of `rows` and `columns` is the cell in question, from 0.
    pub cell: (usize, usize),
}

/// The cell that a finding is about, by what tells it from others when rows move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The ledger's id.
    pub ledger: String,
    /// What the row's key column says.
    pub key: String,
    /// The column's id.
    pub column: String,
    /// What the cell says.
    pub value: String,
}

/// The words of a finished text that a finding is about, by which it is known again when lines move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The clause.
    pub statement: String,
    /// The heading above it; empty if there is none.
    pub context: String,
}

/// Something is wrong, or worth knowing. It never stops a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The kind.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// The rule behind it, where there is one.
    pub rule: Option<RuleReference>,
    /// Where it is.
    pub place: Place,
    /// Other places that take part, such as the other date or the summands.
    pub related: Vec<Place>,
    /// What the message says.
    pub arguments: Arguments,
    /// The sheet around the cell.
    pub excerpt: Option<Excerpt>,
    /// The cell, in words that last.
    pub subject: Option<Subject>,
    /// The words of a finished text.
    pub quotation: Option<Quotation>,
}

impl Finding {
    /// A finding without a rule, of the given weight.
    pub fn new(code: Code, severity: Severity, place: Place) -> Self {
        Self {
            code,
            severity,
            rule: None,
            place,
            related: Vec::new(),
            arguments: Arguments::new(),
            excerpt: None,
            subject: None,
            quotation: None,
        }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.insert(name, argument.into());
        self
    }

    /// The finding without what the cell holds, for what leaves the office: a name in the wrong column has no place on
    /// a page or on a code host.
    #[must_use]
    pub fn without_value(&self) -> Self {
        let mut finding = self.clone();
        if let Some(value) = finding.arguments.get_mut("value") {
            *value = Argument::Text("…".to_owned());
        }
        // Rows by their keys; their places are told besides.
        for name in ["came", "went", "moved"] {
            if let Some(rows) = finding.arguments.get_mut(name) {
                *rows = Argument::Texts(Vec::new());
            }
        }
        finding
    }

    /// Adds another place that takes part.
    #[must_use]
    pub fn related(mut self, place: Place) -> Self {
        self.related.push(place);
        self
    }
}

/// Puts findings in the order in which they are listed: workbook, sheet, row, column, code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.code, finding.rule.as_ref().map(|rule| rule.id.clone()));
        a.place.cmp(&b.place).then_with(|| key(a).cmp(&key(b)))
    });
}
