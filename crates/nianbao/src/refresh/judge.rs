//! What is to become of a control: whether it says what the figure is, is written anew, or is left to people.

use super::controls::Found;
use super::fresh::Fresh;
use super::{Left, Spot};
use crate::error::Fault;
use crate::narrative::{Unsaid, Wording};
use crate::record::Recorded;
use crate::render::word::attached::{Control, rests_on};
use crate::verify::Read;

/// The controls as the document knows them, and the figures that they were written from.
pub(super) struct Judge<'a> {
    pub(super) fresh: &'a Fresh,
    pub(super) old: &'a Read,
    pub(super) known: Vec<Control>,
    /// The same as they are when all of them have been judged. A sentence that was copied is judged by what it was.
    pub(super) settled: Vec<Control>,
    /// Which of them are still in the text.
    seen: Vec<bool>,
}

/// What is to become of a control.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It says what it should.
    Same,
    /// It is to say this.
    Write(String),
    /// It is left alone, for this reason.
    Leave(Box<Left>),
}

impl<'a> Judge<'a> {
    pub(super) fn new(fresh: &'a Fresh, old: &'a Read, known: Vec<Control>) -> Self {
        Self { fresh, old, seen: vec![false; known.len()], settled: known.clone(), known }
    }

    /// Judges a control, and takes note of what it is going to say.
    pub(super) fn judge(&mut self, at: usize, found: &Found, spot: &Spot) -> Judgement {
        if let Some(seen) = self.seen.get_mut(at) {
            *seen = true;
        }
        let Some(known) = self.known.get(at).cloned() else { return Judgement::Same };
        if found.is_deleted {
            return Judgement::Same;
        }
        let Some(figure) = self.fresh.get(&known.figure) else {
            let fault = Fault::new("refresh-unknown-figure").with("figure", known.figure.as_str());
            let label = self.old.record.figures.iter().find(|figure| figure.id == known.figure);
            let label = label.map(|figure| figure.label.clone()).unwrap_or_default();
            return leave(fault, &known, label, &found.text, None, spot);
        };
        let said = self.due(figure, &known);
        let label = figure.label.clone();
        let due = said.as_ref().ok().cloned();
        // What it says is in part what another one says, so that only what was printed tells.
        let stated = if found.holds_others { &known.text } else { &found.text };
        if stands(&said, stated, &known) {
            self.note(at, stated.clone(), figure);
            return Judgement::Same;
        }
        let is_tracked = found.has_deleted || (found.has_inserted && found.text != known.text);
        let fault = match &said {
            _ if found.holds_others => Fault::new("refresh-unsayable"),
            _ if is_tracked => Fault::new("refresh-tracked"),
            Ok(_) | Err(Unsaid::Stands) if found.text != known.text => {
                Fault::new("refresh-typed-over").with("printed", known.text.as_str())
            }
            Ok(due) if !found.places.is_empty() => {
                let due = due.clone();
                self.note(at, due.clone(), figure);
                return Judgement::Write(due);
            }
            Err(Unsaid::WordsDontHold | Unsaid::OwnWords) => Fault::new("refresh-words"),
            Err(Unsaid::Drawn) => Fault::new("refresh-drawn"),
            Err(Unsaid::WithoutValue) => Fault::new("refresh-no-value"),
            Ok(_) | Err(Unsaid::Names | Unsaid::Stands) => Fault::new("refresh-unsayable"),
        };
        let value = due.clone().unwrap_or_else(|| figure.printed.clone());
        leave(fault.with("value", value), &known, label, stated, due, spot)
    }

    /// Controls that are gone from the text while they would say something else: what they said may still stand there.
    pub(super) fn gone(&self) -> Vec<Left> {
        let mut gone = Vec::new();
        for (known, _) in self.known.iter().zip(&self.seen).filter(|(_, seen)| !**seen) {
            let Some(figure) = self.fresh.get(&known.figure) else { continue };
            let said = self.due(figure, known);
            if stands(&said, &known.text, known) {
                continue;
            }
            let due = said.ok();
            let fault = Fault::new("refresh-control-gone").with("label", figure.label.as_str());
            let value = due.as_ref().unwrap_or(&figure.printed);
            gone.push(Left {
                fault: fault.with("stated", known.text.as_str()).with("value", value.as_str()),
                figure: known.figure.clone(),
                label: figure.label.clone(),
                stated: known.text.clone(),
                due,
                at: None,
            });
        }
        gone
    }

    /// What a control is to say of its figure.
    fn due(&self, figure: &Recorded, known: &Control) -> Result<String, Unsaid> {
        let said = known.wording.as_ref().map_or(Err(Unsaid::Names), |wording| wording.of(figure));
        let rests = rests_on(figure, known.wording.as_ref());
        let stands = known.rests_on.as_deref().zip(rests.as_deref()).is_some_and(|(known, rests)| {
            // An edition for publication doesn't say on which rows a figure rests.
            known == rests || (figure.digests.is_none() && known.split(' ').next() == Some(rests))
        });
        // A file of figures has no names.
        let names = known.names.as_ref().zip(self.fresh.names.get(&known.figure));
        let are_same = names.is_none_or(|(known, names)| known == names);
        let may_stand = matches!(said, Err(Unsaid::Names | Unsaid::Drawn));
        if may_stand && stands && are_same { Err(Unsaid::Stands) } else { said }
    }

    /// The rows that the figures of the table came from, if they are others than those that stand beside them there.
    pub(super) fn sources(&self) -> Option<Left> {
        let is_shown = |(known, seen): &(&Control, &bool)| **seen && known.wording == Some(Wording::Printed);
        let mut shown = self.known.iter().zip(&self.seen).filter(is_shown);
        let is_other = |id: &String| self.old.lineage.get(id) != self.fresh.read.lineage.get(id);
        shown.any(|(known, _)| is_other(&known.figure)).then(|| Left {
            fault: Fault::new("refresh-sources"),
            figure: String::new(),
            label: String::new(),
            stated: String::new(),
            due: None,
            at: None,
        })
    }

    /// Remembers what a control says from now on.
    fn note(&mut self, at: usize, text: String, figure: &Recorded) {
        if let Some(settled) = self.settled.get_mut(at) {
            settled.text = text;
            if settled.rests_on.is_some() {
                settled.rests_on = rests_on(figure, settled.wording.as_ref());
            }
        }
    }
}

/// Whether a text says what it should.
fn stands(said: &Result<String, Unsaid>, text: &str, known: &Control) -> bool {
    match said {
        Ok(due) => text == *due,
        Err(Unsaid::Stands) => text == known.text,
        Err(_) => false,
    }
}

fn leave(fault: Fault, known: &Control, label: String, stated: &str, due: Option<String>, spot: &Spot) -> Judgement {
    let fault = fault.with("label", label.as_str()).with("stated", stated);
    Judgement::Leave(Box::new(Left {
        fault,
        figure: known.figure.clone(),
        label,
        stated: stated.to_owned(),
        due,
        at: Some(spot.clone()),
    }))
}
