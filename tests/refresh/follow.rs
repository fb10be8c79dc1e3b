//! The refreshing of a Word file that people have edited: what the engine printed follows the ledgers, what people wrote
//! stays, and whatever is left alone is told.

use nianbao::audit::{Document, Reference, Verdict as Judged, audit};
use nianbao::refresh::{Refreshed, Story};
use nianbao::verify::{Verdict, Verifier};
use nianbao::{Edition, Silent};
use nianbao_tests::docx::{altered, parts};
use nianbao_tests::sample::{Sample, replace_in};
use regex::Regex;

use crate::circulated::{
    DOCUMENT, Done, FORWARDED, LESS, Result, built, of_fact, one_less, open, original, project, refreshed,
    with_controls, with_first,
};

const ACTS: &str = "enforcement.acts";

#[test]
fn the_controls_follow_the_ledger_and_all_else_stays_as_it_is() -> Result {
    let done = Done::new(&original()?, one_less)?;
    assert_eq!((done.changes(), done.left()), (LESS.to_vec(), vec![]));
    assert_eq!((done.refreshed.controls, done.refreshed.errors), (106, 0));
    assert!(done.tells_of_sources());
    let first = &done.refreshed.changes[0];
    assert_eq!((first.at.story, first.label.as_str()), (Story::Body, "上级转送信访事项"));
    assert!(
        first.at.before.ends_with("全年共办理上级转送信访事项")
            || "全年共办理上级转送信访事项".ends_with(&first.at.before)
    );
    assert!(done.refreshed.changes[1].at.before.ends_with("上级转送信访事项"), "{:?}", done.refreshed.changes[1]);

    let (old, new) = (parts(&original()?)?, parts(&done.bytes()?)?);
    let differ: Vec<&str> = old.keys().filter(|name| old[*name] != new[*name]).map(String::as_str).collect();
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    let own = ["customXml/item1.xml", "customXml/item2.xml", "customXml/item3.xml", DOCUMENT];
    assert_eq!(differ, own);
    // Three numbers and the digest, and not a byte beside them.
    let control = Regex::new("<w:sdt>.*?</w:sdt>")?;
    let outside = |text: &str| control.replace_all(text, "<>").into_owned();
    assert_eq!(outside(&old[DOCUMENT]), outside(&new[DOCUMENT]));
    let said = |text: &str| control.find_iter(text).map(|own| own.as_str().to_owned()).collect::<Vec<_>>();
    let (was, is) = (said(&old[DOCUMENT]), said(&new[DOCUMENT]));
    assert_eq!(was.iter().zip(&is).filter(|(was, is)| was != is).count(), 4);
    for (was, is) in was.iter().zip(&is).filter(|(was, _)| was.contains(FORWARDED)) {
        assert_eq!(was.replace("146件", "145件"), *is);
    }
    Ok(())
}

#[test]
fn a_refreshed_document_is_what_a_new_build_would_carry_and_agrees_with_itself_and_the_project() -> Result {
    let done = Done::new(&original()?, one_less)?;
    let (anew, refreshed) = (parts(&built(done.project.path(), Edition::Filing)?)?, parts(&done.bytes()?)?);
    let differ: Vec<&String> = anew.keys().filter(|name| anew[*name] != refreshed[*name]).collect();
    assert_eq!(differ, [DOCUMENT]);
    // But for the rows beside the numbers of the table, which are no figures and were told.
    let run = "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">";
    let rows = Regex::new(&format!("{run}信访台账.xlsx·信访·[^<]*行）</w:t></w:r>"))?;
    let shown = |text: &str| rows.replace_all(text, "").into_owned();
    assert!(shown(&anew[DOCUMENT]) == shown(&refreshed[DOCUMENT]));
    let path = done.refreshed.written.as_ref().ok_or("nothing")?;
    let found = Verifier::new(None).verify(path);
    assert_eq!((found.verdict, found.digest.as_ref()), (Verdict::Agrees, Some(&done.refreshed.digest)));
    let project = open(done.project.path(), Edition::Filing)?;
    let computed = nianbao::compute(&project, &Silent)?;
    let audited = audit(&Document::read(path)?, &project.pack, Some(&Reference::of(&project, &computed.figures)));
    assert_eq!(audited.coverage.contradicts, 0);
    let forwarded = |judged: &&nianbao::audit::Judgement| judged.surface == "145件";
    let verdicts: Vec<Judged> = audited.judgements.iter().filter(forwarded).map(|judged| judged.verdict).collect();
    assert_eq!(verdicts, [Judged::Agrees]);
    // A second time there is nothing to do.
    let again = refreshed_again(&done)?;
    assert_eq!((again.written, again.changes, again.left), (None, vec![], vec![]));
    Ok(())
}

fn refreshed_again(done: &Done) -> Result<Refreshed> {
    let path = done.refreshed.written.as_ref().ok_or("nothing")?;
    Ok(refreshed(path, done.project.path(), None)?)
}

/// What somebody made of a control.
type Edit<'a> = &'a dyn Fn(&str) -> String;

#[test]
fn what_people_wrote_is_left_alone_and_told() -> Result {
    let deletion = "<w:del w:id=\"9\" w:author=\"甲\"><w:r><w:delText>146件</w:delText></w:r></w:del>";
    let insertion = |text: &str| format!("<w:ins w:id=\"8\" w:author=\"甲\"><w:r><w:t>{text}</w:t></w:r></w:ins>");
    let content = |own: &str, text: &str| {
        let (head, _) = own.split_once("<w:sdtContent>").unwrap_or((own, ""));
        format!("{head}<w:sdtContent>{text}</w:sdtContent></w:sdt>")
    };
    let typed = |own: &str| own.replace("146件", "150件");
    let replaced = |own: &str| content(own, &format!("{deletion}{}", insertion("150件")));
    let deleted = |own: &str| content(own, deletion);
    let lengthened = |own: &str| own.replace("</w:sdtContent>", &(insertion("左右") + "</w:sdtContent>"));
    let cases: [(Edit<'_>, &str, &str); 4] = [
        (&typed, "150件", "refresh-typed-over"),
        (&replaced, "150件", "refresh-tracked"),
        (&deleted, "", "refresh-tracked"),
        (&lengthened, "146件左右", "refresh-tracked"),
    ];
    for (change, stated, key) in cases {
        let document = with_first(&original()?, FORWARDED, change)?;
        let done = Done::new(&document, one_less)?;
        assert_eq!((done.left(), done.changes()), (vec![(FORWARDED, stated, key)], LESS[1..].to_vec()));
        assert_eq!(done.refreshed.left[0].due.as_deref(), Some("145件"));
        let kept = with_first(&original()?, FORWARDED, change)?;
        let control = Regex::new(&format!("<w:sdt><w:sdtPr><w:alias [^>]*><w:tag w:val=\"{FORWARDED}\"/>.*?</w:sdt>"))?;
        let first = |bytes: &[u8]| -> Result<String> {
            Ok(control.find(&parts(bytes)?[DOCUMENT]).ok_or("no control")?.as_str().to_owned())
        };
        assert_eq!(first(&done.bytes()?)?, first(&kept)?);
    }
    // Somebody typed what is right.
    let document = with_first(&original()?, FORWARDED, |own| own.replace("146件", "145件"))?;
    let done = Done::new(&document, one_less)?;
    assert_eq!((done.left(), done.changes()), (vec![], LESS[1..].to_vec()));
    Ok(())
}

#[test]
fn a_sentence_under_a_revision_a_copied_one_and_one_in_runs_follow_too() -> Result {
    let tracked = |own: &str| format!("<w:ins w:id=\"8\" w:author=\"甲\">{own}</w:ins>");
    let id = Regex::new("<w:id w:val=\"\\d+\"/>")?;
    let copied = |own: &str| format!("{own}{}", id.replace(own, "<w:id w:val=\"-77\"/>"));
    let split = |own: &str| own.replace("146件</w:t>", "14</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>6件</w:t>");
    let document = with_first(&original()?, FORWARDED, split)?;
    assert!(parts(&document)?[DOCUMENT].contains(">6件<"));
    for (document, times) in [
        (with_first(&original()?, FORWARDED, tracked)?, 2),
        (with_first(&original()?, FORWARDED, copied)?, 3),
        (document, 2),
    ] {
        let done = Done::new(&document, one_less)?;
        assert_eq!(done.left(), vec![]);
        let of_figure = done.changes().into_iter().filter(|(figure, ..)| *figure == FORWARDED).count();
        assert_eq!(of_figure, times);
        let text = Document::of_bytes("稿.docx", done.bytes()?).map_err(|fault| fault.key)?.text;
        assert_eq!((text.matches("145件").count(), text.matches("146件").count()), (times, 0), "{text}");
        assert!(text.contains("145件、中联办"), "{text}");
    }
    Ok(())
}

#[test]
fn controls_that_a_program_has_numbered_anew_are_told_apart() -> Result {
    let id = Regex::new("<w:id w:val=\"(\\d+)\"/>")?;
    let anew = |text: &str| id.replace_all(text, "<w:id w:val=\"9$1\"/>").into_owned();
    let document = altered(&original()?, |name, text| (name == DOCUMENT).then(|| anew(text)))?;
    let done = Done::new(&document, one_less)?;
    assert_eq!((done.changes(), done.left()), (LESS.to_vec(), vec![]));
    Ok(())
}

#[test]
fn a_control_that_holds_another_and_a_digest_that_is_not_found_are_told() -> Result {
    let inner = "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>左右</w:t></w:r></w:sdtContent></w:sdt></w:sdtContent>";
    let document = with_first(&original()?, FORWARDED, |own| own.replace("</w:sdtContent>", inner))?;
    let done = Done::new(&document, one_less)?;
    assert_eq!(done.left(), [(FORWARDED, "146件", "refresh-unsayable")]);
    assert_eq!(done.changes(), LESS[1..]);
    assert_eq!(Done::new(&document, |_| ())?.left(), []);

    let digest = Regex::new("[0-9a-f]{12}<")?;
    let typed = |own: &str| digest.replace(own, "略<").into_owned();
    let cases: [(Edit<'_>, &str); 2] = [(&|_| String::new(), ""), (&typed, "数字摘要 略")];
    for (change, stated) in cases {
        let done = Done::new(&with_first(&original()?, "nianbao-digest", change)?, one_less)?;
        assert_eq!((done.left(), done.changes()), (vec![("", stated, "refresh-digest")], LESS.to_vec()));
        assert_eq!(done.refreshed.left[0].due.as_deref(), Some(&done.refreshed.digest[..12]));
    }
    Ok(())
}

#[test]
fn a_control_that_is_gone_is_told_only_if_its_figure_is_another() -> Result {
    let run = Regex::new("<w:r>.*</w:r>")?;
    let bare = |own: &str| run.find(own).map_or_else(String::new, |run| run.as_str().to_owned());
    let document = with_first(&original()?, FORWARDED, bare)?;
    let done = Done::new(&document, one_less)?;
    assert_eq!(done.left(), [(FORWARDED, "146件", "refresh-control-gone")]);
    // Told again, since nobody knows whether the words still stand there.
    let again: Vec<_> = refreshed_again(&done)?.left.iter().map(|own| own.fault.key).collect();
    assert_eq!(again, ["refresh-control-gone"]);
    let other = Done::new(&document, |sample| of_fact(sample, "服务对象人数", 34_211))?;
    assert_eq!(other.left(), vec![]);
    assert!(other.changes().iter().all(|(figure, ..)| *figure == "stations.persons_served"));
    // 64.87万元 are still 60余万元, and 73.87万元 are not.
    let without = |_: usize, own: &str| if own.contains("60余万元") { String::new() } else { own.to_owned() };
    let document = with_controls(&original()?, "relief.spent", without)?;
    for (fen, left) in [(1_000_000, vec![]), (10_000_000, vec![("relief.spent", "60余万元", "refresh-control-gone")])]
    {
        assert_eq!(Done::new(&document, |sample| sample.grants[0].fen += fen)?.left(), left);
    }
    // A control that is under a deletion is decided on by people.
    let deleted = |own: &str| format!("<w:del w:id=\"9\" w:author=\"甲\">{own}</w:del>");
    let document = with_first(&original()?, FORWARDED, deleted)?;
    let done = Done::new(&document, one_less)?;
    assert_eq!((done.left(), done.changes()), (vec![], LESS[1..].to_vec()));
    Ok(())
}

#[test]
fn words_that_no_longer_hold_are_left_to_their_author() -> Result {
    let done = Done::new(&original()?, |sample| of_fact(sample, "行政执法行为数", 3))?;
    assert_eq!(done.left(), [(ACTS, "全年无行政执法行为", "refresh-words")]);
    assert_eq!(done.changes(), [(ACTS, "0件", "3件")]);
    assert!(!done.tells_of_sources(), "the same row");
    let done = Done::new(&original()?, |sample| of_fact(sample, "持证行政执法人员数", 8))?;
    assert_eq!(done.left()[0], ("enforcement.certified_rate", "全部持证上岗", "refresh-words"));
    // 8 of 9; the number in the table follows, and is no 100 %.
    assert!(done.changes().contains(&("enforcement.certified_rate", "100%", "88.89%")), "{:?}", done.changes());
    Ok(())
}

#[test]
fn a_number_in_words_follows_in_words_and_only_if_they_change() -> Result {
    let spent = |fen: u32| move |sample: &mut Sample| sample.grants[0].fen += fen;
    // 638 700 and 10 000 are still 60余万元; with 100 000 they are 70余万元.
    for (fen, changed) in [(1_000_000, false), (10_000_000, true)] {
        let done = Done::new(&original()?, spent(fen))?;
        let words: Vec<_> = done.changes().into_iter().filter(|(_, before, _)| before.contains('余')).collect();
        let expected = [("relief.spent", "60余万元", "70余万元")];
        assert_eq!(words, if changed { &expected[..] } else { &[] });
        let exact = if changed { "73.87万元" } else { "64.87万元" };
        assert!(done.changes().contains(&("relief.spent", "63.87万元", exact)), "{:?}", done.changes());
    }
    Ok(())
}

#[test]
fn a_chart_is_told_when_its_numbers_change_since_its_drawing_cannot_follow() -> Result {
    let done = Done::new(&original()?, |sample| {
        let news = sample.publications.iter_mut().filter(|own| own.section == "工作动态");
        news.take(1).for_each(|own| own.items += 500);
    })?;
    let [(figure, stated, key)] = done.left()[..] else { panic!("{:?}", done.left()) };
    assert_eq!((stated, key), ("702", "refresh-drawn"));
    assert!(figure.starts_with("disclosure.published_by_section."), "{figure}");
    assert!(done.changes().contains(&("disclosure.published", "1868条", "2368条")), "{:?}", done.changes());
    let found = Verifier::new(None).verify(done.refreshed.written.as_ref().ok_or("nothing")?);
    let keys: Vec<&str> = found.faults.iter().map(|fault| fault.key).collect();
    assert_eq!((keys, found.verdict), (vec!["verify-chart"], Verdict::Disagrees));
    // Told again as long as it stands there.
    assert_eq!(refreshed_again(&done)?.left, done.refreshed.left);
    // Who types the number into the table has not drawn the chart.
    let typed = with_first(&original()?, figure, |own| own.replace(">702<", ">1202<"))?;
    let again = Done::new(&typed, |sample| {
        let news = sample.publications.iter_mut().filter(|own| own.section == "工作动态");
        news.take(1).for_each(|own| own.items += 500);
    })?;
    assert_eq!(again.left(), [(figure, "1202", "refresh-drawn")]);
    Ok(())
}

#[test]
fn footnotes_and_names_of_rows_follow_or_are_told() -> Result {
    let folder = project(|_| ())?;
    let note = "#footnote[其中转送#fig(\"petitions.forwarded\")，较去年#change(\"disclosure.published_increase\")。]";
    replace_in(
        &folder.path().join("narrative/report.typ"),
        "二是做好退役军人信访工作。",
        &format!("二是做好退役军人信访工作{note}。"),
    )?;
    let document = built(folder.path(), Edition::Filing)?;
    let done = Done::new(&document, |sample| {
        one_less(sample);
        // Fewer than last year's 1225: the words 增加 don't hold.
        sample.publications.iter_mut().for_each(|own| own.items = 1);
        let often = sample.services.iter_mut().filter(|own| own.is_high_frequency);
        often.for_each(|own| own.item = "残疾抚恤关系转移接收");
    })?;
    let of_note = |story: Story| story == Story::Footnotes;
    let changed: Vec<_> = done.refreshed.changes.iter().filter(|own| of_note(own.at.story)).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!((changed[0].after.as_str(), changed[0].at.before.as_str()), ("145件", "其中转送"));
    let left: Vec<_> =
        done.refreshed.left.iter().filter(|own| own.at.as_ref().is_some_and(|at| of_note(at.story))).collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!((left[0].stated.as_str(), left[0].fault.key), ("643条", "refresh-words"));
    // The number of these rows is the same, and their names are in no file of figures.
    assert!(done.left().contains(&("services.high_frequency", "伤残抚恤关系转移接收", "refresh-unsayable")));
    Ok(())
}

#[test]
fn a_figure_that_is_no_more_is_told() -> Result {
    let document = altered(&original()?, |name, text| {
        (name == "customXml/item3.xml")
            .then(|| text.replace("figure=\"petitions.forwarded\"", "figure=\"petitions.sent\""))
    })?;
    let done = Done::new(&document, one_less)?;
    let left = ("petitions.sent", "146件", "refresh-unknown-figure");
    assert_eq!((done.left(), done.changes()), (vec![left, left], LESS[2..].to_vec()));
    // A tag that is not ours is another program's business.
    let document =
        with_first(&original()?, FORWARDED, |own| own.replace("w:val=\"petitions.forwarded\"", "w:val=\"甲\""))?;
    assert_eq!(Done::new(&document, one_less)?.changes(), LESS[1..]);
    Ok(())
}
