//! Numerals as Python sees them: frozen, with exact decimals, and with places that count characters as Python does.

use nianbao::audit::{self, Change, Class, Direction, Statistic, Term};
use nianbao::finding::Argument;
use nianbao::message::Language;
use nianbao::numeral::{self, Bound, MAX_LENGTH, Meaning, NotANumeral, Remark};
use pyo3::prelude::*;
use rust_decimal::Decimal;

use crate::error::raised;
use crate::language;

/// A numeral that was read, and the numbers that it may stand for.
#[pyclass(frozen, module = "nianbao.numeral")]
pub(crate) struct Numeral(numeral::Numeral);

#[pymethods]
impl Numeral {
    /// The text as it stands.
    #[getter]
    fn surface(&self) -> &str {
        &self.0.surface
    }

    /// The number that is stated, in ``unit``; ``None`` if it is an approximation or no number.
    #[getter]
    fn value(&self) -> Option<Decimal> {
        self.0.value().map(|value| value.normalize())
    }

    /// The least number it may stand for; ``None`` if there is no end.
    #[getter]
    fn low(&self) -> Option<Decimal> {
        ends(self.0.meaning).0.value
    }

    /// The greatest number it may stand for; ``None`` if there is no end.
    #[getter]
    fn high(&self) -> Option<Decimal> {
        ends(self.0.meaning).1.value
    }

    /// Whether ``low`` itself is meant too.
    #[getter]
    fn low_included(&self) -> bool {
        ends(self.0.meaning).0.is_in
    }

    /// Whether ``high`` itself is meant too.
    #[getter]
    fn high_included(&self) -> bool {
        ends(self.0.meaning).1.is_in
    }

    /// The unit: 元 for 万元, % for 成 and 百分之; ``None`` without one.
    #[getter]
    fn unit(&self) -> Option<&str> {
        self.0.unit.as_deref()
    }

    /// What is odd about the way it is written, such as ``mixed-script``.
    #[getter]
    fn remarks(&self) -> Vec<&'static str> {
        self.0.remarks.iter().copied().map(Remark::as_str).collect()
    }

    fn __repr__(&self) -> String {
        format!("Numeral({:?}, {})", self.0.surface, in_short(self.0.meaning))
    }
}

/// A numeral in running text, or a word for none or all.
#[pyclass(frozen, module = "nianbao.numeral")]
pub(crate) struct Mention {
    mention: audit::Mention,
    start: usize,
    end: usize,
    before: String,
    after: String,
    objects: Vec<String>,
}

impl Mention {
    fn statistic(&self) -> Option<&Statistic> {
        self.mention.statistic()
    }

    fn change(&self) -> Option<Change> {
        self.statistic()?.change
    }

    fn meaning(&self) -> Meaning {
        self.statistic().map_or(Meaning::None, |statistic| statistic.meaning)
    }
}

#[pymethods]
impl Mention {
    /// Where it begins: ``text[start:end]`` is ``surface``.
    #[getter]
    fn start(&self) -> usize {
        self.start
    }

    /// Where it ends.
    #[getter]
    fn end(&self) -> usize {
        self.end
    }

    /// The text as it stands.
    #[getter]
    fn surface(&self) -> &str {
        &self.mention.surface
    }

    /// Whether it states how many or how much.
    #[getter]
    fn is_statistic(&self) -> bool {
        self.statistic().is_some()
    }

    /// ``count``, ``money``, ``rate``, ``change``, ``ratio``, ``zero`` or ``all`` for a statistic; else what it is, such as
    /// ``date``.
    #[getter]
    fn kind(&self) -> &'static str {
        match &self.mention.class {
            Class::Statistic(statistic) => statistic.kind.as_str(),
            Class::Other(class) => class.as_str(),
        }
    }

    /// The number that is stated, in ``unit``; ``None`` if it is an approximation or no statistic.
    #[getter]
    fn value(&self) -> Option<Decimal> {
        self.meaning().value().map(|value| value.normalize())
    }

    /// The least number it may stand for; ``None`` if there is no end.
    #[getter]
    fn low(&self) -> Option<Decimal> {
        ends(self.meaning()).0.value
    }

    /// The greatest number it may stand for; ``None`` if there is no end.
    #[getter]
    fn high(&self) -> Option<Decimal> {
        ends(self.meaning()).1.value
    }

    /// Whether ``low`` itself is meant too.
    #[getter]
    fn low_included(&self) -> bool {
        ends(self.meaning()).0.is_in
    }

    /// Whether ``high`` itself is meant too.
    #[getter]
    fn high_included(&self) -> bool {
        ends(self.meaning()).1.is_in
    }

    /// The unit: 元 for 万元, % for 成 and 百分之; ``None`` without one.
    #[getter]
    fn unit(&self) -> Option<&'static str> {
        self.statistic()?.unit.map(|unit| unit.word)
    }

    /// Of ``subset``, ``respectively``, ``both`` and ``each`` those that hold.
    #[getter]
    fn scopes(&self) -> Vec<&'static str> {
        self.statistic()
            .map(|statistic| statistic.scopes.iter().map(|scope| scope.as_str()).collect())
            .unwrap_or_default()
    }

    /// The mention of which it is a part, by its index in the list.
    #[getter]
    fn whole(&self) -> Option<usize> {
        self.statistic()?.whole
    }

    /// The things that it is said of, where the text lists several.
    #[getter]
    fn objects(&self) -> Vec<&str> {
        self.objects.iter().map(String::as_str).collect()
    }

    /// Its place in a comparison: ``from``, ``to``, ``by`` or ``times``.
    #[getter]
    fn term(&self) -> Option<&'static str> {
        self.change().map(|change| change.term).map(Term::as_str)
    }

    /// ``up`` or ``down``, if it is in a comparison that says so.
    #[getter]
    fn direction(&self) -> Option<&'static str> {
        self.change()?.direction.map(Direction::as_str)
    }

    /// ``year-before`` or ``period-before``, if it is in a comparison that says so.
    #[getter]
    fn basis(&self) -> Option<&'static str> {
        self.change()?.basis.map(audit::Basis::as_str)
    }

    /// Whether it is an average.
    #[getter]
    fn average(&self) -> bool {
        self.statistic().is_some_and(|statistic| statistic.average)
    }

    /// The part and the whole that stand beside a rate.
    #[getter]
    fn parts(&self) -> Option<(Decimal, Decimal)> {
        self.statistic()?.parts
    }

    /// The words before it in its clause.
    #[getter]
    fn before(&self) -> &str {
        &self.before
    }

    /// The words after it in its clause.
    #[getter]
    fn after(&self) -> &str {
        &self.after
    }

    /// What is odd about the way it is written, such as ``mixed-script``.
    #[getter]
    fn remarks(&self) -> Vec<&'static str> {
        let remarks = self.statistic().map(|statistic| statistic.remarks.iter().copied());
        remarks.into_iter().flatten().map(Remark::as_str).collect()
    }

    fn __repr__(&self) -> String {
        let meaning =
            self.statistic().map(|statistic| format!(", {}", in_short(statistic.meaning))).unwrap_or_default();
        format!("Mention({:?}, {:?}{meaning})", self.mention.surface, self.kind())
    }
}

/// Read a text that is a numeral and nothing else, such as ``60余万元``.
///
/// Parameters
/// ----------
/// text
///     The text, in Arabic or Chinese digits, with 万 and 亿, 余 and 多, 近 and 约, and a unit.
///
/// Returns
/// -------
/// Numeral
///     The interval of numbers that it may stand for, and its unit; 万 and 亿 are multiplied in.
///
/// Raises
/// ------
/// NotANumeralError
///     It is no numeral.
///
/// Examples
/// --------
/// >>> from nianbao import numeral
/// >>> read = numeral.parse("60余万元")
/// >>> read.low, read.high, read.unit
/// (Decimal('600000'), Decimal('700000'), '元')
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(crate) fn parse(text: &str) -> PyResult<Numeral> {
    numeral::parse(text).map(Numeral).map_err(|fault| not_a_numeral(text, &fault))
}

fn not_a_numeral(text: &str, fault: &NotANumeral) -> PyErr {
    let (key, arguments): (_, Vec<(_, Argument)>) = match fault {
        NotANumeral::Empty => ("numeral-empty", vec![]),
        NotANumeral::TooLong => ("numeral-too-long", vec![("most", MAX_LENGTH.into())]),
        NotANumeral::OutOfRange { surface } => ("numeral-out-of-range", vec![("surface", surface.as_str().into())]),
        NotANumeral::NotUnderstood { read, rest } => {
            ("numeral-not-understood", vec![("read", read.as_str().into()), ("rest", rest.as_str().into())])
        }
    };
    let said = language::with(Language::default(), |messages| messages.text(key, &arguments.into_iter().collect()));
    raised("NotANumeralError", said, |_, data| data.set_item("text", text))
}

/// Every numeral of a text with what it is, and the words that state none or all, in the order of the text.
///
/// Parameters
/// ----------
/// text
///     Running text of any length.
///
/// Returns
/// -------
/// list of Mention
///     Their places count characters, as Python does.
///
/// Examples
/// --------
/// >>> from nianbao import numeral
/// >>> [(mention.surface, mention.kind) for mention in numeral.extract("截至12月20日，排查隐患57处。")]
/// [('12月20日', 'date'), ('57处', 'count')]
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(crate) fn extract(py: Python<'_>, text: &str) -> Vec<Mention> {
    let mentions = py.detach(|| audit::extract(text));
    let (mut bytes, mut characters) = (0, 0);
    let mut place = |byte: usize| {
        characters += text.get(bytes..byte).unwrap_or_default().chars().count();
        bytes = byte;
        characters
    };
    let words = |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or_default().to_owned();
    let convert = |mention: audit::Mention| {
        let statistic = mention.statistic();
        Mention {
            start: place(mention.span.start),
            end: place(mention.span.end),
            before: statistic.map(|statistic| words(&statistic.before)).unwrap_or_default(),
            after: statistic.map(|statistic| words(&statistic.after)).unwrap_or_default(),
            objects: statistic.map(|statistic| statistic.objects.iter().map(words).collect()).unwrap_or_default(),
            mention,
        }
    };
    mentions.into_iter().map(convert).collect()
}

struct End {
    value: Option<Decimal>,
    is_in: bool,
}

fn ends(meaning: Meaning) -> (End, End) {
    let end = |bound: Bound| End {
        value: bound.value().map(|value| value.normalize()),
        is_in: matches!(bound, Bound::Closed(_)),
    };
    let interval = meaning.interval();
    let (low, high) = interval.map_or((Bound::Unbounded, Bound::Unbounded), |interval| (interval.low, interval.high));
    (end(low), end(high))
}

fn in_short(meaning: Meaning) -> String {
    match meaning {
        Meaning::Exact(value) => value.normalize().to_string(),
        _ => meaning.interval().map_or_else(|| "None".to_owned(), |interval| interval.to_string()),
    }
}
