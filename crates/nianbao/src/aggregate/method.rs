//! How a figure is computed, in a sentence that a reader of the annex understands.

use crate::aggregate::condition;
use crate::finding::{Argument, Arguments};
use crate::message::Messages;
use crate::pack::Pack;
use crate::pack::figure::FigureSpec;

/// How the figure is computed, in the language of `messages`.
pub(super) fn words(pack: &Pack, spec: &FigureSpec, messages: &Messages) -> String {
    let mut arguments = Arguments::new();
    if let Some(at) = spec.measure.ledger() {
        let ledger = &pack.ledgers[at];
        arguments.insert("ledger", ledger.label.as_str().into());
        let column = spec.measure.column().map_or("", |field| ledger.fields[field].label());
        arguments.insert("column", column.into());
        let condition = spec.measure.predicate().map(|predicate| condition::words(&predicate.sql, ledger, messages));
        arguments.insert("where", Argument::Text(condition.unwrap_or_default()));
    }
    let label = |id: &crate::figure::FigureId| {
        let known = pack.figures.iter().find(|figure| figure.id == *id);
        known.map_or_else(|| id.to_string(), |figure| figure.label.clone())
    };
    arguments.extend(spec.measure.arguments(&label));
    messages.text(&format!("method-{}", spec.measure.kind()), &arguments)
}
