//! The preview: what is done again after an edit, what is seen, and what a bad input leaves standing.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{error, fs};

use nianbao::narrative::Spot;
use nianbao::place::{Place, TextPlace};
use nianbao::preview::{Compilation, Preview, View};
use nianbao::project::Looks;
use nianbao::{Code, Error, Observer, Options, Step};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::{Sample, copy_folder, replace_in};

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

const NARRATIVE: &str = "narrative/report.typ";

/// Notes the workbooks that are read.
#[derive(Default)]
struct Notes(RefCell<Vec<String>>);

impl Observer for Notes {
    fn step(&self, step: Step<'_>) {
        if let Step::Reading { source, .. } = step {
            self.0.borrow_mut().push(source.to_owned());
        }
    }
}

/// A copy of the sample project under preview.
struct Desk {
    folder: tempfile::TempDir,
    preview: Preview,
}

impl Desk {
    fn new() -> Result<Self> {
        Self::with(Options { font_dirs: vec![fonts()], ..Options::default() })
    }

    fn with(options: Options) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        Sample::new().write_project(folder.path())?;
        let preview = Preview::of(folder.path(), options)?;
        Ok(Self { folder, preview })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn replace(&self, name: &str, from: &str, to: &str) -> Result {
        Ok(replace_in(&self.path(name), from, to)?)
    }

    /// What comes of compiling once more, and how many workbooks are read for it.
    fn compile(&mut self) -> (Compilation, usize) {
        let notes = Notes::default();
        let compilation = self.preview.compile(&notes);
        let read = notes.0.borrow().len();
        (compilation, read)
    }

    fn view(&mut self) -> Result<(View, usize)> {
        let (compilation, read) = self.compile();
        Ok((compilation.view?, read))
    }
}

fn html(view: &View) -> String {
    String::from_utf8_lossy(view.html.as_deref().unwrap_or_default()).into_owned()
}

#[test]
fn a_change_of_the_narrative_reads_no_workbook() -> Result {
    let mut desk = Desk::new()?;
    let (first, read) = desk.view()?;
    assert_eq!(read, 7);
    assert!(html(&first).contains("认真履行推进法治建设第一责任人职责"));
    desk.replace(NARRATIVE, "认真履行推进法治建设第一责任人职责", "严格履行推进法治建设第一责任人职责")?;
    let (second, read) = desk.view()?;
    assert_eq!(read, 0);
    assert!(html(&second).contains("严格履行推进法治建设第一责任人职责"));
    // Only the page with the changed word has changed.
    assert_eq!(first.pages.len(), second.pages.len());
    let changed = first.pages.iter().zip(&second.pages).filter(|(a, b)| a.digest != b.digest);
    assert_eq!(changed.count(), 1);
    Ok(())
}

#[test]
fn a_change_of_a_workbook_reads_them_and_moves_the_figures() -> Result {
    let mut desk = Desk::new()?;
    let (first, _) = desk.view()?;
    assert!(html(&first).contains("全年共办理上级转送信访事项"));
    let mut sample = Sample::new();
    let last = sample.petitions.iter().rposition(|petition| petition.source == "上级转送").ok_or("no petition")?;
    sample.petitions.remove(last);
    sample.write(desk.folder.path())?;
    let (second, read) = desk.view()?;
    assert_eq!(read, 7);
    let says = |view: &View, value: &str| {
        html(view).contains(&format!("<data value=\"{value}\" data-figure=\"petitions.forwarded\">"))
    };
    assert!(says(&first, "146") && says(&second, "145"));
    Ok(())
}

#[test]
fn what_has_not_changed_is_the_same_as_before() -> Result {
    let mut desk = Desk::new()?;
    let (first, _) = desk.view()?;
    let (second, read) = desk.view()?;
    assert_eq!(read, 0);
    assert!(first.pages.iter().zip(&second.pages).all(|(a, b)| Arc::ptr_eq(a, b)));
    // Written anew with the same rows, the workbooks are the same.
    Sample::new().write(desk.folder.path())?;
    assert_eq!(desk.view()?.1, 0);
    Ok(())
}

#[test]
fn a_layout_reads_no_workbook_and_a_table_of_the_pack_does() -> Result {
    let pack = tempfile::tempdir()?;
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../report-templates/rule-of-law"), pack.path())?;
    let options = Options { pack: Some(pack.path().into()), font_dirs: vec![fonts()], ..Options::default() };
    let mut desk = Desk::with(options)?;
    let (first, _) = desk.view()?;
    replace_in(&pack.path().join("layout/page.typ"), "outside: 26mm", "outside: 32mm")?;
    let (second, read) = desk.view()?;
    assert_eq!(read, 0);
    assert!(first.pages.iter().zip(&second.pages).all(|(a, b)| a.digest != b.digest));
    replace_in(&pack.path().join("figures.toml"), "上级转送信访事项", "上级转来信访事项")?;
    let (third, read) = desk.view()?;
    assert_eq!(read, 7);
    assert!(html(&third).contains("上级转来信访事项"));
    Ok(())
}

#[test]
fn what_was_known_outlasts_a_bad_input() -> Result {
    let mut desk = Desk::new()?;
    desk.view()?;
    let project = fs::read(desk.path("nianbao.toml"))?;
    fs::write(desk.path("nianbao.toml"), "[report")?;
    let (compilation, _) = desk.compile();
    assert!(compilation.findings.is_none() && matches!(compilation.view, Err(Error::Project(_))));
    fs::write(desk.path("nianbao.toml"), project)?;

    let workbook = fs::read(desk.path("信访台账.xlsx"))?;
    fs::write(desk.path("信访台账.xlsx"), &workbook[..workbook.len() / 2])?;
    let (compilation, _) = desk.compile();
    assert!(compilation.view.as_ref().is_err_and(Error::may_pass), "{:?}", compilation.view);
    fs::remove_file(desk.path("信访台账.xlsx"))?;
    assert!(desk.compile().0.view.is_err_and(|error| error.may_pass()));
    fs::write(desk.path("信访台账.xlsx"), workbook)?;

    let narrative = fs::read_to_string(desk.path(NARRATIVE))?;
    fs::write(desk.path(NARRATIVE), format!("{narrative}\n#nosuch()"))?;
    let (compilation, _) = desk.compile();
    assert!(compilation.findings.is_some() && matches!(compilation.view, Err(Error::Typeset(_))));
    fs::write(desk.path(NARRATIVE), narrative)?;

    let away = desk.folder.path().with_extension("away");
    fs::rename(desk.folder.path(), &away)?;
    let (compilation, _) = desk.compile();
    assert!(compilation.findings.is_none() && compilation.view.is_err_and(|error| error.may_pass()));
    assert_eq!(desk.preview.inputs().looks(), Looks::default());
    fs::rename(&away, desk.folder.path())?;
    // All of it is as it was, and nothing was forgotten.
    assert_eq!(desk.view()?.1, 0);
    Ok(())
}

#[test]
fn a_finding_of_the_narrative_has_its_place_on_the_pages() -> Result {
    let mut desk = Desk::new()?;
    desk.replace(NARRATIVE, "把《退役军人保障法》列为", "举办宣讲77场，把《退役军人保障法》列为")?;
    desk.replace(NARRATIVE, "推动法律政策进军营", "走访88户，推动法律政策进军营")?;
    desk.replace(NARRATIVE, "落实“五有”要求", "新建站点99个，落实“五有”要求")?;
    let (compilation, _) = desk.compile();
    let view = compilation.view?;
    let findings = compilation.findings.unwrap_or_default();
    let spots: Vec<Spot> = ["77", "88", "99"]
        .iter()
        .filter_map(|number| {
            let is_about = |place: &TextPlace| place.excerpt.chars().skip(place.column - 1).take(2).eq(number.chars());
            findings.iter().find_map(|finding| match &finding.place {
                Place::Text(place) if finding.code == Code::UnownedNumeral && is_about(place) => {
                    view.spots.get(place).copied()
                }
                _ => None,
            })
        })
        .collect();
    assert_eq!(spots.len(), 3, "{findings:?}");
    // Two sentences of one paragraph, which is one line of the source, and one of the paragraph after the next.
    assert!(spots[0].page <= spots[1].page && spots[1].page <= spots[2].page, "{spots:?}");
    assert!(spots[0].page == 2 && spots[0].down < spots[1].down && spots[1].down < spots[2].down, "{spots:?}");
    Ok(())
}

#[test]
fn a_final_report_with_errors_shows_its_pages_alone() -> Result {
    let mut desk = Desk::new()?;
    desk.replace("nianbao.toml", "status = \"sample\"", "status = \"final\"")?;
    let (view, _) = desk.view()?;
    assert!(view.html.is_none() && view.pages.len() > 5);
    Ok(())
}

#[test]
fn the_inputs_look_otherwise_when_something_that_is_read_is_written() -> Result {
    let desk = Desk::new()?;
    desk.replace("nianbao.toml", "[\"信访台账.xlsx\"]", "[\"信访*.xlsx\", \"台账/*.xlsx\"]")?;
    let inputs = desk.preview.inputs();
    let before = inputs.looks();
    fs::create_dir_all(desk.path("out"))?;
    fs::create_dir_all(desk.path("台账"))?;
    for other in ["备注.txt", "~$信访台账.xlsx", "out/信访.xlsx", "narrative/草稿.typ"] {
        fs::write(desk.path(other), "")?;
    }
    assert_eq!(inputs.looks(), before);
    for own in ["nianbao.toml", NARRATIVE, "figures-2020.json", "信访台账.xlsx", "台账/信访.xlsx", "信访2.xlsx"]
    {
        let looks = inputs.looks();
        let bytes = fs::read(desk.path(own)).unwrap_or_default();
        fs::write(desk.path(own), [&bytes[..], b"\n"].concat())?;
        assert_ne!(inputs.looks(), looks, "{own}");
    }
    // A project file that is not valid leaves itself and the narrative.
    fs::write(desk.path("nianbao.toml"), "[report")?;
    let looks = desk.preview.inputs().looks();
    fs::write(desk.path("信访台账.xlsx"), "")?;
    assert_eq!(desk.preview.inputs().looks(), looks);
    fs::write(desk.path("nianbao.toml"), "[report]")?;
    assert_ne!(desk.preview.inputs().looks(), looks);
    Ok(())
}

#[test]
fn a_preview_needs_a_project_file() -> Result {
    let folder = tempfile::tempdir()?;
    assert!(matches!(Preview::of(folder.path(), Options::default()), Err(Error::Read { .. })));
    Ok(())
}
