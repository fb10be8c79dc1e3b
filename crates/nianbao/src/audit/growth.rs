//! The work of an audit and of a comparison grows no faster than the text, whatever the text consists of.

use super::text::work;
use super::{Document, audit};
use crate::diff::reports;
use crate::pack::Pack;

/// What a text may repeat: marks that open something, words that look back or ahead, and sentences of reports.
const PATTERNS: &[&str] = &[
    "1",
    "1,",
    "一",
    "、",
    "（",
    "《",
    "“",
    "\n",
    "3件\t",
    "3件、",
    "第",
    "63/63",
    "2021年",
    "一是",
    "一、打算\n",
    "其中",
    "其中3件，",
    "41场（其中线上12场）",
    "分别",
    "同比下降12.5%，",
    "较上年增加",
    "未收到申请，",
    "占33.3%，",
    "按期办结率98%（49/50），",
    "甲、乙均为0件，",
    "事项事项",
    "全年共办理上级转送信访事项146件，",
    "收到政府信息公开申请3件，上年结转0件，办结2件，结转下年继续办理2件。",
];

#[test]
fn the_work_grows_no_faster_than_the_text() {
    // Far beyond the limits of how far a clause and a sentence are followed.
    const SHORT: usize = 2_000;
    let pack = Pack::standard("rule-of-law").unwrap();
    let mut fast = Vec::new();
    for pattern in PATTERNS {
        let repeated = SHORT / pattern.chars().count();
        let document = |times: usize| Document::of_text("a.txt", pattern.repeat(times * repeated));
        let audited = |times: usize| work::of(|| drop(audit(&document(times), &pack, None)));
        let compared = |times: usize| {
            let (old, new) = (document(times), Document::of_text("b.txt", pattern.repeat(times * repeated - 1)));
            work::of(|| drop(reports::compare(&old, &new, &pack)))
        };
        for (what, work) in [("audit", &audited as &dyn Fn(usize) -> usize), ("diff", &compared)] {
            let (short, long) = (work(1), work(2));
            // Twice as much, and a little for where a limit is met; the square would be four times as much.
            if long * 10 > short * 23 {
                fast.push(format!("{what} of {pattern:?}: {short} and {long}"));
            }
        }
    }
    assert!(fast.is_empty(), "{fast:#?}");
}
