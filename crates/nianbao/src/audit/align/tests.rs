//! Which figures statements are bound to, by words, by tags, and whatever portions a text is read in.

use super::*;
use crate::pack::Pack;

fn bound(document: &Document) -> Vec<Bound> {
    let pack = Pack::standard("rule-of-law").unwrap();
    let text = Text::new(&document.text);
    let mentions = crate::audit::extract::mentions(&text, &[]);
    let (statements, _) = statements(document, &text, &mentions, &pack.figures, &Frame::default());
    statements.into_iter().map(|statement| statement.bound).collect()
}

fn index(id: &str) -> usize {
    Pack::standard("rule-of-law").unwrap().figures.iter().position(|spec| spec.id.as_str() == id).unwrap()
}

#[test]
fn what_the_file_says_to_be_a_figure_is_that_figure() {
    let mut document = Document::of_text("a.docx", "全年共办理各类事项12件。".to_owned());
    assert_eq!(bound(&document), [Bound::Nothing(Reason::NoFigure, Vec::new())]);
    let number = document.text.find("12件").unwrap();
    document.tagged.push((number..number + "12件".len(), FigureId::new("petitions.forwarded")));
    assert_eq!(bound(&document), [Bound::Figure(index("petitions.forwarded"))]);
}

#[test]
fn a_text_read_in_portions_is_bound_the_same() {
    let pack = Pack::standard("rule-of-law").unwrap();
    let lines = [
        "全年办理上级转送信访事项146件，按期办结率100%，",
        "其中网上3件，较上年增加6件。",
        "、23批61人次；收到信息公开申请3件，办结2件，",
        "同比增长12%，依申请公开引发的行政复议、行政诉讼均为0件。",
        "其中主动公开300条",
        "活动中，",
    ];
    // Each line before each, so that all that could be said over a line's end is.
    let pairs = lines.iter().flat_map(|first| lines.iter().map(move |second| format!("{first}\n{second}\n")));
    let document = Document::of_text("a.txt", pairs.collect());
    let read = |length: usize| {
        let text = Text::in_portions(&document.text, length);
        let mentions = crate::audit::extract::mentions(&text, &[]);
        statements(&document, &text, &mentions, &pack.figures, &Frame::default()).0
    };
    assert!(read(usize::MAX).iter().filter(|statement| statement.bound.figure().is_some()).count() > 50);
    assert_eq!(read(0), read(usize::MAX));
}

#[test]
fn one_number_for_several_things_states_a_figure_of_each() {
    let document = Document::of_text("a.txt", "依申请公开引发的行政复议、行政诉讼均为0件。".to_owned());
    let figures = ["disclosure.reconsiderations", "disclosure.lawsuits"].map(|id| Bound::Figure(index(id)));
    assert_eq!(bound(&document), figures);
}

#[test]
fn a_clause_that_narrows_a_figure_down_speaks_of_something_else() {
    for text in ["办理网上上级转送信访事项3件。", "某镇办理上级转送信访事项3件。", "未办结信息公开申请1件。"]
    {
        let bound = bound(&Document::of_text("a.txt", text.to_owned()));
        assert!(matches!(bound.as_slice(), [Bound::Nothing(Reason::Qualified, _)]), "{text}: {bound:?}");
    }
}
