//! Every rule of the pack fires on a fault in the sample's rows that breaks it, and none on the sample as it is.

use std::collections::BTreeSet;
use std::path::Path;
use std::{error, fs};

use chrono::{Days, NaiveDate};
use nianbao::{Code, Computed, Options, Project, Quantity, Severity, Silent};
use nianbao_tests::sample::Sample;
use nianbao_tests::sample::day::day;
use rust_decimal::Decimal;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// A rule, and a change to the rows that breaks it.
type Fault = (&'static str, fn(&mut Sample));

const ONE_DAY: Days = Days::new(1);

/// Computes the figures of a copy of the sample project that has these rows.
fn compute(sample: &Sample) -> Result<Computed> {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-data/shapingba-2021");
    let copy = tempfile::tempdir()?;
    sample.write(copy.path())?;
    for name in ["nianbao.toml", "figures-2020.json"] {
        fs::copy(committed.join(name), copy.path().join(name))?;
    }
    let project = Project::open(copy.path(), &Options::default())?;
    Ok(nianbao::compute(&project, &Silent)?)
}

fn changed(change: impl FnOnce(&mut Sample)) -> Result<Computed> {
    let mut sample = Sample::new();
    change(&mut sample);
    compute(&sample)
}

fn broken(computed: &Computed) -> BTreeSet<&str> {
    computed.findings.iter().filter_map(|finding| finding.rule.as_ref()).map(|rule| rule.id.as_str()).collect()
}

/// The day after the first petition's deadline.
fn too_late(sample: &Sample) -> Option<NaiveDate> {
    sample.petitions[0].due_on().map(|due| due + ONE_DAY)
}

const PETITIONS: [Fault; 14] = [
    ("petitions-received-date", |s| s.petitions[0].received_on = day(2015, 12, 31)),
    ("petitions-closed-date", |s| s.petitions[0].closed_on = Some(day(2022, 2, 1))),
    ("petitions-accepted-after-received", |s| {
        s.petitions[0].accepted_on = Some(s.petitions[0].received_on - ONE_DAY);
    }),
    ("petitions-closed-after-accepted", |s| {
        s.petitions[0].closed_on = s.petitions[0].accepted_on.map(|accepted| accepted - ONE_DAY);
    }),
    ("petitions-closed-dated", |s| s.petitions[0].closed_on = None),
    ("petitions-open-undated", |s| s.petitions[0].status = "在办"),
    ("petitions-resolution-recorded", |s| {
        s.petitions.iter_mut().filter(|petition| petition.is_backlog).for_each(|petition| petition.is_resolved = None);
    }),
    ("petitions-extension", |s| s.petitions[0].extended_days = Some(31)),
    ("petitions-notice-deadline", |s| {
        s.petitions[0].accepted_on = Some(s.petitions[0].received_on + Days::new(16));
    }),
    ("petitions-deadline", |s| s.petitions[0].closed_on = too_late(s)),
    ("petitions-stated-deadline", |s| s.petitions[0].stated_due_on = too_late(s)),
    ("petitions-source", |s| s.petitions[0].source = "不在目录的来源"),
    ("petitions-by-source", |s| s.petitions[0].source = "不在目录的来源"),
    // Merged matters are not counted again among those handled, and must not be claimed as resolved either.
    ("petitions-backlog-within-handled", |s| {
        s.petitions.retain(|petition| petition.is_backlog);
        s.petitions.iter_mut().for_each(|petition| petition.status = "合并");
    }),
];

const LEARNING: [Fault; 10] = [
    ("training-date", |s| s.trainings[0].held_on = day(2020, 12, 31)),
    ("training-headcount", |s| s.trainings[0].headcount = -1),
    ("training-hours", |s| s.trainings[0].hours = -1),
    ("training-sat-within-expected", |s| s.trainings[0].headcount = s.trainings[0].expected + 1),
    ("training-passed-within-sat", |s| s.trainings[0].passed = Some(s.trainings[0].headcount + 1)),
    ("outreach-date", |s| s.activities[0].held_on = day(2022, 1, 1)),
    ("outreach-quantity", |s| s.activities[0].quantity = Some(-1)),
    ("outreach-quantity-recorded", |s| s.activities[0].quantity = None),
    ("outreach-quantity-unit", |s| s.activities[0].quantity_unit = Some("本")),
    ("outreach-material", |s| s.activities[0].material = Some("不在目录的资料")),
];

const OPENNESS: [Fault; 13] = [
    ("disclosure-received-date", |s| s.applications[0].received_on = day(2019, 12, 31)),
    ("disclosure-answered-date", |s| s.applications[2].answered_on = Some(day(2022, 3, 2))),
    ("disclosure-answered-after-received", |s| {
        s.applications[0].answered_on = Some(s.applications[0].received_on - ONE_DAY);
    }),
    ("disclosure-answer-recorded", |s| s.applications[0].answer_kind = None),
    ("disclosure-deadline", |s| s.applications[0].answered_on = Some(s.applications[0].due_on + ONE_DAY)),
    ("disclosure-open-deadline", |s| {
        s.applications[0].answered_on = None;
        s.applications[0].answer_kind = None;
    }),
    ("disclosure-extension", |s| s.applications[0].extended_days = Some(21)),
    ("disclosure-stated-deadline", |s| s.applications[0].due_on = s.applications[0].due_on + ONE_DAY),
    ("disclosure-balance", |s| s.applications[0].answered_on = Some(day(2020, 4, 6))),
    ("disclosure-carry-over", |s| s.applications[0].received_on = day(2020, 12, 31)),
    ("publications-month", |s| s.publications[0].month = day(2020, 12, 1)),
    ("publications-items", |s| s.publications[0].items = -1),
    ("publications-jump", |s| s.publications[0].items = 5 * 1225),
];

const SERVICES: [Fault; 7] = [
    ("services-promised-within-statutory", |s| s.services[23].promised_days = s.services[23].statutory_days + 1),
    ("services-shortened-is-shorter", |s| s.services[23].is_shortened = true),
    // The same item listed twice counts once among the items.
    ("services-shortened-within-items", |s| repeat_first_service(s)),
    ("services-high-frequency-within-items", |s| repeat_first_service(s)),
    ("services-four-ways-within-items", |s| repeat_first_service(s)),
    ("stations-model-or-regular", |s| s.stations.iter_mut().for_each(|station| station.is_regular = true)),
    ("stations-regular-is-village", |s| s.stations[1].is_regular = true),
];

fn repeat_first_service(sample: &mut Sample) {
    let first = sample.services[0].clone();
    sample.services = vec![first.clone(), first];
}

const DECISIONS: [Fault; 6] = [
    ("decisions-date", |s| s.topics[0].meeting_on = day(2020, 12, 31)),
    ("decisions-major-reviewed", |s| s.topics.iter_mut().for_each(|topic| topic.is_reviewed = false)),
    ("documents-number", |s| s.documents[0].number.insert(0, '〔')),
    ("documents-date", |s| s.documents[0].issued_on = day(2022, 1, 1)),
    ("documents-published-after-issued", |s| s.documents[0].published_on = s.documents[0].issued_on - ONE_DAY),
    ("documents-effective-after-issued", |s| s.documents[0].effective_on = s.documents[0].issued_on - ONE_DAY),
];

const RELIEF: [Fault; 7] = [
    ("relief-date", |s| s.grants[0].granted_on = day(2022, 1, 1)),
    ("relief-amount", |s| s.grants[0].fen = 0),
    ("relief-persons-within-served", |s| s.facts[0].value = 166),
    ("relief-fund-date", |s| s.entries[0].booked_on = day(2020, 12, 31)),
    ("relief-fund-side", |s| s.entries[1].kind = "帮扶支出"),
    ("relief-fund-balance", |s| s.entries[5].balance += 1),
    ("relief-fund-paid-as-granted", |s| s.grants.iter_mut().for_each(|grant| grant.fen += 100)),
];

const FACTS: [Fault; 4] = [
    ("facts-item", |s| s.facts[0].item = "不在目录的指标"),
    ("facts-value", |s| s.facts[0].value = -1),
    ("facts-date", |s| s.facts[0].provided_on = day(2022, 3, 2)),
    ("enforcement-certified-within-staff", |s| s.facts[2].value = 10),
];

fn faults() -> impl Iterator<Item = Fault> {
    [&PETITIONS[..], &LEARNING, &OPENNESS, &SERVICES, &DECISIONS, &RELIEF, &FACTS].into_iter().flatten().copied()
}

#[test]
fn the_sample_has_no_finding() -> Result {
    assert_eq!(compute(&Sample::new())?.findings, []);
    Ok(())
}

fn each_breaks_its_rule(faults: &[Fault]) -> Result {
    let mut silent = Vec::new();
    for (rule, change) in faults {
        if !broken(&changed(change)?).contains(rule) {
            silent.push(*rule);
        }
    }
    assert_eq!(silent, [""; 0]);
    Ok(())
}

#[test]
fn each_fault_in_petitions_breaks_its_rule() -> Result {
    each_breaks_its_rule(&PETITIONS)
}

#[test]
fn each_fault_in_training_and_outreach_breaks_its_rule() -> Result {
    each_breaks_its_rule(&LEARNING)
}

#[test]
fn each_fault_in_disclosure_and_publications_breaks_its_rule() -> Result {
    each_breaks_its_rule(&OPENNESS)
}

#[test]
fn each_fault_in_services_and_stations_breaks_its_rule() -> Result {
    each_breaks_its_rule(&SERVICES)
}

#[test]
fn each_fault_in_decisions_and_documents_breaks_its_rule() -> Result {
    each_breaks_its_rule(&DECISIONS)
}

#[test]
fn each_fault_in_relief_and_its_fund_breaks_its_rule() -> Result {
    each_breaks_its_rule(&RELIEF)
}

#[test]
fn each_fault_in_facts_breaks_its_rule() -> Result {
    each_breaks_its_rule(&FACTS)
}

/// Blank cells, repeated keys and code lists need no case for each column: those checks have no terms to get wrong.
#[test]
fn every_rule_with_terms_of_its_own_has_a_fault() -> Result {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-data/shapingba-2021");
    let project = Project::open(&sample, &Options::default())?;
    let plain = [Code::Required, Code::Unique, Code::OneOf];
    let rules = project.pack.rules.iter().filter(|rule| !plain.contains(&rule.check.code()));
    let tried: BTreeSet<_> = faults().map(|(rule, _)| rule).collect();
    let untried: Vec<_> = rules.map(|rule| rule.id.as_str()).filter(|rule| !tried.contains(rule)).collect();
    assert_eq!(untried, [""; 0]);
    Ok(())
}

#[test]
fn a_petition_closed_late_lowers_the_rate_and_is_no_error() -> Result {
    let computed = changed(|sample| sample.petitions[0].closed_on = too_late(sample))?;
    let rate = computed.figures.get("petitions.on_time_rate").expect("the pack has the rate");
    assert_eq!(rate.value, Some(Quantity::Ratio { of: Decimal::from(155), to: Decimal::from(156) }));
    assert_eq!(rate.printed, "99.36%");
    let worst = computed.findings.iter().map(|finding| finding.severity).max();
    assert_eq!((broken(&computed), worst), (BTreeSet::from(["petitions-deadline"]), Some(Severity::Warning)));
    Ok(())
}

#[test]
fn the_population_of_the_rate_leaves_out_what_was_not_sent_down_accepted_or_due() -> Result {
    let computed = changed(|sample| {
        sample.petitions[0].source = "本级受理";
        sample.petitions[1].status = "不予受理";
        sample.petitions[2].status = "转出";
        sample.petitions[3].status = "合并";
        let last = sample.petitions.last_mut().expect("the sample has petitions");
        (last.status, last.closed_on) = ("在办", None);
    })?;
    let value = |id| computed.figures.get(id).and_then(|figure| figure.value);
    assert_eq!(value("petitions.due"), Some(Quantity::Number(Decimal::from(151))));
    assert_eq!(value("petitions.closed_on_time"), Some(Quantity::Number(Decimal::from(151))));
    assert_eq!(value("petitions.handled"), Some(Quantity::Number(Decimal::from(155))));
    Ok(())
}

#[test]
fn without_a_petition_due_the_rate_has_words_instead_of_a_number() -> Result {
    let computed = changed(|sample| {
        for petition in &mut sample.petitions {
            (petition.status, petition.accepted_on, petition.closed_on) = ("在办", None, None);
        }
    })?;
    let rate = computed.figures.get("petitions.on_time_rate").expect("the pack has the rate");
    assert_eq!((rate.value, rate.printed.as_str()), (None, "无到期事项"));
    Ok(())
}

#[test]
fn a_fall_in_publications_is_a_negative_change() -> Result {
    let computed = changed(|sample| sample.publications.truncate(54))?;
    let change = computed.figures.get("disclosure.published_increase").and_then(|figure| figure.value);
    assert_eq!(change, Some(Quantity::Number(Decimal::from(122 + 114 + 171 + 152 + 158 + 161 - 1225))));
    Ok(())
}

/// The ground of the only finding of a rule.
fn ground(computed: &Computed, rule: &str) -> Option<String> {
    let rules = computed.findings.iter().filter_map(|finding| finding.rule.as_ref());
    rules.filter(|found| found.id == rule).map(|found| found.because.clone()).next()
}

#[test]
fn a_petition_is_held_to_the_regulation_of_its_day() -> Result {
    let late_in = |received_on: NaiveDate| {
        changed(|s| {
            let petition = &mut s.petitions[0];
            petition.received_on = received_on;
            petition.accepted_on = Some(received_on + Days::new(16));
            petition.closed_on = Some(received_on + Days::new(20));
        })
    };
    let before = ground(&late_in(day(2021, 4, 30))?, "petitions-notice-deadline").ok_or("in time")?;
    assert!(before.starts_with("《信访条例》第二十一条"), "{before}");
    let after = ground(&late_in(day(2022, 5, 1))?, "petitions-notice-deadline").ok_or("in time")?;
    assert!(after.starts_with("《信访工作条例》第二十三条"), "{after}");
    Ok(())
}
