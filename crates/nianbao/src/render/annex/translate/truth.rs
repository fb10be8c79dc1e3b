//! Conditions that are true or false and nothing between, written as Excel writes them.

/// A condition of a formula. SQL knows a third answer; a condition here asks whether one of the three is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Truth {
    /// Always, or never.
    Is(bool),
    /// What an expression says.
    Says(String),
    /// All of them hold.
    All(Vec<Truth>),
    /// One of them holds.
    Any(Vec<Truth>),
    /// It doesn't hold.
    Not(Box<Truth>),
    /// The first of the pairs whose condition holds decides; else the last.
    Case(Vec<(Truth, Truth)>, Box<Truth>),
}

impl Truth {
    /// All of them hold. What is said twice is written once.
    pub(super) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for part in parts {
            match part {
                Self::Is(true) => {}
                Self::Is(false) => return part,
                Self::All(inner) => kept.extend(inner),
                other => kept.push(other),
            }
        }
        Self::joined(kept, true)
    }

    /// One of them holds.
    pub(super) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for part in parts {
            match part {
                Self::Is(false) => {}
                Self::Is(true) => return part,
                Self::Any(inner) => kept.extend(inner),
                other => kept.push(other),
            }
        }
        Self::joined(kept, false)
    }

    fn joined(parts: Vec<Self>, all: bool) -> Self {
        let mut once: Vec<Self> = Vec::new();
        for part in parts {
            if !once.contains(&part) {
                once.push(part);
            }
        }
        match once.len() {
            0 => Self::Is(all),
            1 => once.remove(0),
            _ if all => Self::All(once),
            _ => Self::Any(once),
        }
    }

    /// It doesn't hold.
    pub(super) fn not(self) -> Self {
        match self {
            Self::Is(answer) => Self::Is(!answer),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// The text of a formula.
    pub(super) fn excel(&self) -> String {
        let listed = |parts: &[Self]| parts.iter().map(Self::excel).collect::<Vec<_>>().join(",");
        match self {
            Self::Is(answer) => if *answer { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Says(text) => text.clone(),
            Self::All(parts) => format!("AND({})", listed(parts)),
            Self::Any(parts) => format!("OR({})", listed(parts)),
            Self::Not(inner) => format!("NOT({})", inner.excel()),
            Self::Case(cases, last) => cases.iter().rev().fold(last.excel(), |last, (condition, answer)| {
                format!("IF({},{},{last})", condition.excel(), answer.excel())
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_without_saying_is_not_written() {
        let says = |text: &str| Truth::Says(text.to_owned());
        let inner = Truth::all([says("A"), says("B")]);
        assert_eq!(Truth::all([says("A"), Truth::Is(true), inner]).excel(), "AND(A,B)");
        assert_eq!(Truth::any([says("A"), Truth::Is(false)]).excel(), "A");
        assert_eq!(Truth::any([says("A"), Truth::Is(true)]), Truth::Is(true));
        assert_eq!(says("A").not().not().excel(), "A");
        assert_eq!(Truth::Case(vec![(says("A"), says("B"))], Box::new(Truth::Is(false))).excel(), "IF(A,B,FALSE)");
    }
}
