//! How a figure is computed, in words that a reader of the annex understands: column headers for ids, 且 for AND.

use sqlparser::dialect::GenericDialect;
use sqlparser::tokenizer::{Token, Tokenizer};

use crate::finding::{Argument, Arguments};
use crate::message::Messages;
use crate::pack::Pack;
use crate::pack::figure::FigureSpec;
use crate::pack::ledger::LedgerSpec;

/// How the figure is computed, in the language of `messages`.
pub(super) fn words(pack: &Pack, spec: &FigureSpec, messages: &Messages) -> String {
    let mut arguments = Arguments::new();
    if let Some(at) = spec.measure.ledger() {
        let ledger = &pack.ledgers[at];
        arguments.insert("ledger", ledger.label.as_str().into());
        let column = spec.measure.column().map_or("", |field| ledger.fields[field].label());
        arguments.insert("column", column.into());
        let condition = spec.measure.predicate().map(|predicate| in_words(&predicate.sql, ledger, messages));
        arguments.insert("has_where", if condition.is_some() { "yes" } else { "no" }.into());
        arguments.insert("where", Argument::Text(condition.unwrap_or_default()));
    }
    let label = |id: &crate::figure::FigureId| {
        let known = pack.figures.iter().find(|figure| figure.id == *id);
        known.map_or_else(|| id.to_string(), |figure| figure.label.clone())
    };
    arguments.extend(spec.measure.arguments(&label));
    messages.text(&format!("method-{}", spec.measure.kind()), &arguments)
}

/// A predicate with the headers of its columns and the words of its operators.
fn in_words(sql: &str, ledger: &LedgerSpec, messages: &Messages) -> String {
    let Ok(tokens) = Tokenizer::new(&GenericDialect {}, sql).tokenize() else { return sql.to_owned() };
    let mut text = String::new();
    let mut open_between = false;
    for token in tokens {
        match token {
            Token::Word(word) => {
                let upper = word.value.to_ascii_uppercase();
                if let Some(field) = ledger.field(&word.value) {
                    text.push_str(ledger.fields[field].label());
                    continue;
                }
                let key = match upper.as_str() {
                    "AND" if open_between => {
                        open_between = false;
                        "sql-to".to_owned()
                    }
                    "BETWEEN" => {
                        open_between = true;
                        "sql-between".to_owned()
                    }
                    _ => format!("sql-{}", upper.to_ascii_lowercase().replace('_', "-")),
                };
                if messages.has(&key) {
                    text.push_str(&messages.word(&key));
                } else {
                    text.push_str(&word.value);
                }
            }
            Token::SingleQuotedString(string) => {
                text.push('“');
                text.push_str(&string);
                text.push('”');
            }
            Token::Whitespace(_) => text.push(' '),
            Token::LtEq => text.push('≤'),
            Token::GtEq => text.push('≥'),
            Token::Neq => text.push('≠'),
            Token::LParen => text.push('（'),
            Token::RParen => text.push('）'),
            Token::Comma => text.push('、'),
            other => text.push_str(&other.to_string()),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
