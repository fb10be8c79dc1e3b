//! Figures as a pack declares them: instances of measures, with how they are printed.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::aggregate::measures::{Measure, RawMeasure};
use crate::error::Fault;
use crate::figure::FigureId;
use crate::numeral::Scale;
use crate::pack::ledger::{ColumnType, is_snake_case};
use crate::pack::resolver::{Resolver, Text};
use crate::pack::saying::Saying;
use crate::place::TextPlace;
use crate::unit::{self, Unit};

/// `figures.toml`: figures by group and name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct RawFigures(
    #[schemars(with = "BTreeMap<String, BTreeMap<String, RawFigure>>")] BTreeMap<Text, BTreeMap<Text, RawFigure>>,
);

/// One figure: an instance of a measure.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFigure {
    /// What people call it.
    label: String,
    /// The classifier or unit.
    #[serde(default)]
    unit: String,
    /// At most so many digits after the point are printed, of the scaled number.
    #[serde(default)]
    decimals: u32,
    /// 万 or 亿 when it is printed scaled.
    #[schemars(with = "Option<String>")]
    scale: Option<Text>,
    /// What is printed for 0 ÷ 0.
    none: Option<String>,
    /// What a reader must know of it, printed in the annex.
    note: Option<String>,
    /// The column whose texts the narrative may name.
    #[schemars(with = "Option<String>")]
    register: Option<Text>,
    /// Ids that it had before.
    #[serde(default)]
    was: Vec<String>,
    /// How texts speak of it, for the audit: words in the order in which a clause holds them, `a|b` for alternatives,
    /// `a?` for words that may also be there, `*` for anything, `a > b` for words earlier in the sentence.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    said: Vec<Text>,
    /// Other classifiers that texts may use for it, such as 个 for 件.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    units: Vec<Text>,
    /// How it is computed.
    #[schemars(with = "RawMeasure")]
    measure: Spanned<RawMeasure>,
}

/// A figure that a pack declares.
#[derive(Debug, Clone)]
pub struct FigureSpec {
    /// Its id, `group.name`.
    pub id: FigureId,
    /// What people call it.
    pub label: String,
    /// The classifier or unit.
    pub unit: String,
    /// At most so many digits after the point are printed.
    pub decimals: u32,
    /// Whether it is printed in 万 or 亿.
    pub scale: Scale,
    /// What is printed for 0 ÷ 0.
    pub none: Option<String>,
    /// What a reader must know of it.
    pub note: Option<String>,
    /// The field whose texts the narrative may name.
    pub register: Option<usize>,
    /// Ids that it had before.
    pub was: Vec<String>,
    /// How texts speak of it.
    pub said: Vec<Saying>,
    /// Other classifiers that texts may use for it.
    pub units: Vec<&'static Unit>,
    /// How it is computed.
    pub measure: Measure,
    /// Where the pack declares it.
    pub at: TextPlace,
}

/// The group, name and declaration of each figure, in the order of the file.
pub(crate) struct Declared(Vec<(String, Text, RawFigure)>);

impl RawFigures {
    /// Puts the figures in the order of the file; the ids are needed before any can be resolved.
    pub(crate) fn declared(self) -> Declared {
        let groups = self.0.into_iter();
        let all = groups.flat_map(|(group, figures)| {
            let group = group.into_inner();
            figures.into_iter().map(move |(name, figure)| (group.clone(), name, figure))
        });
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(_, _, figure)| figure.measure.span().start);
        Declared(all)
    }
}

impl Declared {
    /// The ids of figures and series, in the order of the file.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.0.iter().map(|(group, name, _)| format!("{group}.{}", name.get_ref())).collect()
    }

    /// The figures, those with a fault left out.
    pub(crate) fn resolve(self, resolver: &mut Resolver<'_>) -> Vec<FigureSpec> {
        let mut specs = Vec::new();
        for (group, name, raw) in self.0 {
            if !is_snake_case(&group) || !is_snake_case(name.get_ref()) {
                let id = format!("{group}.{}", name.get_ref());
                resolver.fault(name.span(), Fault::new("not-snake-case").with("id", id));
            }
            specs.extend(raw.resolve(&group, &name, resolver));
        }
        refuse_circles(&specs, resolver);
        specs
    }
}

impl RawFigure {
    fn resolve(self, group: &str, name: &Text, resolver: &mut Resolver<'_>) -> Option<FigureSpec> {
        let id = FigureId::new(&format!("{group}.{}", name.get_ref()));
        let at = resolver.place(self.measure.span());
        let scale = match &self.scale {
            None => Some(Scale::One),
            Some(word) => {
                let scale = Scale::from_word(word.get_ref());
                if scale.is_none() {
                    resolver.fault(word.span(), Fault::new("not-a-scale").with("scale", word.get_ref().as_str()));
                }
                scale
            }
        };
        let said = self.said.iter().filter_map(|text| saying(text, resolver)).collect();
        let units = self.units.iter().filter_map(|word| listed_unit(word, resolver)).collect();
        let measure = self.measure.into_inner().resolve(resolver)?;
        let register = match &self.register {
            None => None,
            Some(column) => Some(published(&measure, column, resolver)?),
        };
        Some(FigureSpec {
            id,
            label: self.label,
            unit: self.unit,
            decimals: self.decimals,
            scale: scale?,
            none: self.none,
            note: self.note,
            register,
            was: self.was,
            said,
            units,
            measure,
            at,
        })
    }
}

fn saying(text: &Text, resolver: &mut Resolver<'_>) -> Option<Saying> {
    match Saying::parse(text.get_ref()) {
        Ok(saying) => Some(saying),
        Err(fault) => {
            resolver.fault(text.span(), fault);
            None
        }
    }
}

fn listed_unit(word: &Text, resolver: &mut Resolver<'_>) -> Option<&'static Unit> {
    let found = unit::find(word.get_ref());
    if found.is_none() {
        resolver.fault(word.span(), Fault::new("not-a-unit").with("unit", word.get_ref().as_str()));
    }
    found
}

/// The text column whose rows a narrative may name: only one with a ground for publishing it.
fn published(measure: &Measure, column: &Text, resolver: &mut Resolver<'_>) -> Option<usize> {
    let Some(ledger) = measure.ledger() else {
        resolver.fault(column.span(), Fault::new("register-without-ledger"));
        return None;
    };
    let field = resolver.typed_column(ledger, column, &[ColumnType::Text])?;
    if resolver.spec(ledger).fields[field].publish.is_none() {
        resolver.fault(column.span(), Fault::new("register-unpublished").with("column", column.get_ref().as_str()));
        return None;
    }
    Some(field)
}

/// A figure must not need itself, be it by way of others.
fn refuse_circles(specs: &[FigureSpec], resolver: &mut Resolver<'_>) {
    let operands: BTreeMap<&str, (Vec<&FigureId>, &FigureSpec)> =
        specs.iter().map(|spec| (spec.id.as_str(), (spec.measure.operands(), spec))).collect();
    let mut reported = BTreeSet::new();
    for spec in specs {
        let mut path = vec![spec.id.as_str()];
        if let Some(circle) = circle_from(&mut path, &operands, &mut BTreeSet::new()) {
            let mut members = circle.clone();
            members.sort_unstable();
            members.dedup();
            if reported.insert(members) {
                let circle: Vec<String> = circle.iter().map(|id| (*id).to_owned()).collect();
                let fault = Fault::new("circular-figure").with("circle", circle.join(" → ")).at(spec.at.clone());
                resolver.report(fault);
            }
        }
    }
}

fn circle_from<'s>(
    path: &mut Vec<&'s str>,
    operands: &BTreeMap<&'s str, (Vec<&'s FigureId>, &'s FigureSpec)>,
    seen: &mut BTreeSet<&'s str>,
) -> Option<Vec<&'s str>> {
    let last = *path.last()?;
    for operand in &operands.get(last)?.0 {
        let operand = operand.as_str();
        if let Some(start) = path.iter().position(|id| *id == operand) {
            // Only a circle that leads back to where the search began is this figure's own.
            if start == 0 {
                let mut circle = path.clone();
                circle.push(operand);
                return Some(circle);
            }
            continue;
        }
        // What did not lead back by one way does not by another: without this, a lattice would be walked path by path.
        if !seen.insert(operand) {
            continue;
        }
        path.push(operand);
        let found = circle_from(path, operands, seen);
        path.pop();
        if found.is_some() {
            return found;
        }
    }
    None
}
