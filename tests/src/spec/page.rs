//! Pages: the code, the sections, and the cases below `## Spec`.

use std::collections::BTreeMap;
use std::fmt;

use super::Sheet;

/// The section that holds the cases.
const SPEC: &str = "Spec";

/// The page of a finding code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The code: the page's title.
    pub code: String,
    /// The headings of the sections, in their order.
    pub sections: Vec<String>,
    /// The cases of the spec, in their order.
    pub cases: Vec<Case>,
}

/// A small project, and the findings that it must give.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// What it shows.
    pub title: String,
    /// The line of its heading, from 1.
    pub line: usize,
    /// The text files by their path in the project.
    pub files: BTreeMap<String, String>,
    /// The sheets of its workbooks.
    pub sheets: Vec<Sheet>,
    /// Each finding as `severity code place`, in the order in which they are listed.
    pub findings: Vec<String>,
    /// The project whose figures were approved; without one there is no lock.
    pub former: Option<Box<Case>>,
    /// Figures as `id printed`, in any order; those that are left out may be anything.
    pub figures: Vec<String>,
    /// A finished text that is audited, if the case is about one.
    pub text: Option<Text>,
}

/// A finished text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The file's name.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Whether it is held against itself alone, and not against the project's figures.
    pub is_alone: bool,
}

impl Case {
    /// Whether it says what the narrative is, so that it must be typeset.
    pub fn has_narrative(&self) -> bool {
        self.files.keys().any(|path| path.starts_with("narrative/"))
    }

    /// Whether it expects a finding of that code.
    pub fn expects(&self, code: &str) -> bool {
        self.findings.iter().any(|finding| finding.split(' ').nth(1) == Some(code))
    }
}

/// The page does not have the form of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for Fault {}

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    /// It has no title, a block is never closed or of no known kind, or a case says nothing of its findings.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut page = Self { code: String::new(), sections: Vec::new(), cases: Vec::new() };
        let mut shared = Draft::default();
        let mut draft: Option<Draft> = None;
        let mut lines = text.lines().zip(1..);
        while let Some((text, line)) = lines.next() {
            if let Some(info) = text.strip_prefix("```") {
                let block = block(&mut lines, line)?;
                if page.is_in_spec() {
                    draft.as_mut().unwrap_or(&mut shared).add(info, block, line)?;
                }
            } else if let Some(title) = text.strip_prefix("### ") {
                page.cases.extend(draft.take().map(Draft::finish).transpose()?);
                draft = Some(shared.begin(title, line));
            } else if let Some(title) = text.strip_prefix("## ") {
                page.sections.push(title.to_owned());
            } else if let Some(title) = text.strip_prefix("# ") {
                title.clone_into(&mut page.code);
            }
        }
        page.cases.extend(draft.map(Draft::finish).transpose()?);
        if page.code.is_empty() {
            return Err(Fault { line: 1, what: "the page has no title".to_owned() });
        }
        Ok(page)
    }

    fn is_in_spec(&self) -> bool {
        self.sections.last().is_some_and(|section| section == SPEC)
    }
}

/// The lines of a block whose opening fence stood at line `opened`.
fn block<'t>(lines: &mut impl Iterator<Item = (&'t str, usize)>, opened: usize) -> Result<Vec<&'t str>, Fault> {
    let mut block = Vec::new();
    for (text, _) in lines {
        if text == "```" {
            return Ok(block);
        }
        block.push(text);
    }
    Err(Fault { line: opened, what: "the block is never closed".to_owned() })
}

/// A case of which not all blocks are read.
#[derive(Default)]
struct Draft {
    case: Case,
    has_sheets: bool,
    has_findings: bool,
    former_files: BTreeMap<String, String>,
    former_sheets: Vec<Sheet>,
    has_former: bool,
}

impl Draft {
    /// A case that begins with what the page says for all.
    fn begin(&self, title: &str, line: usize) -> Self {
        let case = Case { title: title.to_owned(), line, ..self.case.clone() };
        Self { case, ..Self::default() }
    }

    fn add(&mut self, info: &str, block: Vec<&str>, line: usize) -> Result<(), Fault> {
        let fault = |what: String| Fault { line, what };
        let (kind, argument) = info.split_once(' ').unwrap_or((info, ""));
        if let Some(argument) = argument.strip_prefix("was ") {
            return self.add_former(kind, argument, &block).map_err(fault);
        }
        match kind {
            "toml" | "typst" | "json" if !argument.is_empty() => {
                self.case.files.insert(argument.to_owned(), block.join("\n") + "\n");
            }
            "table" => {
                let sheet = Sheet::parse(argument, &block).map_err(fault)?;
                if !self.has_sheets {
                    self.case.sheets.clear();
                }
                self.has_sheets = true;
                self.case.sheets.push(sheet);
            }
            "text" if !argument.is_empty() => {
                let (name, is_alone) = argument.strip_suffix(" alone").map_or((argument, false), |name| (name, true));
                self.case.text = Some(Text { name: name.to_owned(), text: block.join("\n") + "\n", is_alone });
            }
            "findings" if argument.is_empty() => {
                self.has_findings = true;
                self.case.findings.extend(block.into_iter().map(str::to_owned));
            }
            "figures" if argument.is_empty() => {
                self.case.figures.extend(block.into_iter().map(str::to_owned));
            }
            _ => return Err(fault(format!("`{info}` is no block of a spec"))),
        }
        Ok(())
    }

    /// A block of the project whose figures were approved.
    fn add_former(&mut self, kind: &str, argument: &str, block: &[&str]) -> Result<(), String> {
        self.has_former = true;
        match kind {
            "toml" | "json" => {
                self.former_files.insert(argument.to_owned(), block.join("\n") + "\n");
            }
            "table" => self.former_sheets.push(Sheet::parse(argument, block)?),
            _ => return Err(format!("`{kind} was` is no block of a spec")),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Case, Fault> {
        if !self.has_findings {
            return Err(Fault { line: self.case.line, what: "the case says nothing of its findings".to_owned() });
        }
        if self.has_former {
            let mut former = self.case.clone();
            former.files.append(&mut self.former_files);
            if !self.former_sheets.is_empty() {
                former.sheets = self.former_sheets;
            }
            self.case.former = Some(Box::new(former));
        }
        Ok(self.case)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# order

## What it says
```text
Not a part of any case.
```
## Spec
```toml pack/rules.toml
shared = 1
```
```table \"a.xlsx › 甲\"
| x |
```
### The first
```findings
error order a.xlsx › 甲 › A2
```
### The second
```toml pack/rules.toml
own = 1
```
```table \"b.xlsx › 乙\"
| y |
```
```findings
```
";

    #[test]
    fn a_case_has_the_blocks_of_the_page_and_its_own() {
        let page = Page::parse(PAGE).unwrap();
        assert_eq!((page.code.as_str(), page.sections.len()), ("order", 2));
        let [first, second] = &page.cases[..] else { panic!("{:?}", page.cases) };
        assert_eq!((first.title.as_str(), first.line), ("The first", 14));
        assert_eq!(first.files["pack/rules.toml"], "shared = 1\n");
        assert_eq!(first.sheets[0].workbook, "a.xlsx");
        assert!(first.expects("order") && !first.expects("row"));
        assert_eq!(second.files["pack/rules.toml"], "own = 1\n");
        let workbooks: Vec<_> = second.sheets.iter().map(|sheet| sheet.workbook.as_str()).collect();
        assert_eq!(workbooks, ["b.xlsx"]);
        assert!(second.findings.is_empty());
    }

    #[test]
    fn a_former_state_is_the_case_with_other_blocks() {
        let text = "# a\n## Spec\n### b\n```toml pack/rules.toml\nnow = 1\n```\n```toml x.toml\nboth = 1\n```\n\
                    ```toml was pack/rules.toml\nthen = 1\n```\n```findings\n```\n### c\n```findings\n```\n";
        let page = Page::parse(text).unwrap();
        let former = page.cases[0].former.as_ref().unwrap();
        assert_eq!(former.files["pack/rules.toml"], "then = 1\n");
        assert_eq!(former.files["x.toml"], "both = 1\n");
        assert_eq!(page.cases[0].files["pack/rules.toml"], "now = 1\n");
        assert_eq!(page.cases[1].former, None);
    }

    #[test]
    fn a_page_without_the_form_is_refused() {
        for (text, line) in [
            ("no title", 1),
            ("# a\n```toml x\n", 2),
            ("# a\n## Spec\n### b\n", 3),
            ("# a\n## Spec\n### b\n```rust\n```\n", 4),
            ("# a\n## Spec\n### b\n```table nowhere\n```\n", 4),
        ] {
            assert_eq!(Page::parse(text).unwrap_err().line, line, "{text}");
        }
    }
}
