//! The fictitious ledgers of the sample project, whose aggregates are the published figures of 2021.
//!
//! A test that needs other numbers changes rows of a [`Sample`] and writes it elsewhere.

pub mod day;
pub mod decisions;
pub mod facts;
pub mod fund;
pub mod learning;
mod mix;
pub mod openness;
pub mod petitions;
pub mod services;
mod sheet;

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use rust_xlsxwriter::XlsxError;

/// All rows of the sample, ledger by ledger.
#[derive(Debug, Clone)]
pub struct Sample {
    /// 信访台账
    pub petitions: Vec<petitions::Petition>,
    /// 学法培训
    pub trainings: Vec<learning::Training>,
    /// 普法宣传
    pub activities: Vec<learning::Activity>,
    /// 依申请公开
    pub applications: Vec<openness::Application>,
    /// 信息发布统计
    pub publications: Vec<openness::Publication>,
    /// 政务服务事项
    pub services: Vec<services::Service>,
    /// 服务站
    pub stations: Vec<services::Station>,
    /// 议题台账
    pub topics: Vec<decisions::Topic>,
    /// 规范性文件目录
    pub documents: Vec<decisions::Document>,
    /// 帮扶台账
    pub grants: Vec<fund::Grant>,
    /// 基金收支
    pub entries: Vec<fund::Entry>,
    /// 综合数据
    pub facts: Vec<facts::Fact>,
}

impl Sample {
    /// The rows as committed.
    pub fn new() -> Self {
        let grants = fund::grants();
        Self {
            petitions: petitions::petitions(),
            trainings: learning::trainings(),
            activities: learning::activities(),
            applications: openness::applications(),
            publications: openness::publications(),
            services: services::services(),
            stations: services::stations(),
            topics: decisions::topics(),
            documents: decisions::documents(),
            entries: fund::entries(&grants),
            grants,
            facts: facts::facts(),
        }
    }

    /// The workbooks, each with its file name and its bytes.
    pub fn workbooks(&self) -> Result<Vec<(&'static str, Vec<u8>)>, XlsxError> {
        Ok(vec![
            ("信访台账.xlsx", petitions::workbook(&self.petitions)?),
            ("学法与宣传台账.xlsx", learning::workbook(&self.trainings, &self.activities)?),
            ("政务公开台账.xlsx", openness::workbook(&self.applications, &self.publications)?),
            ("政务服务与服务站.xlsx", services::workbook(&self.services, &self.stations)?),
            ("决策与规范性文件.xlsx", decisions::workbook(&self.topics, &self.documents)?),
            ("关爱基金台账.xlsx", fund::workbook(&self.grants, &self.entries)?),
            ("综合数据.xlsx", facts::workbook(&self.facts)?),
        ])
    }

    /// Writes the workbooks into a folder, which is made if need be.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let at = |path: &Path| {
            let path = path.to_owned();
            move |source| Error::Write { path, source }
        };
        fs::create_dir_all(folder).map_err(at(folder))?;
        for (name, bytes) in self.workbooks()? {
            let path = folder.join(name);
            fs::write(&path, bytes).map_err(at(&path))?;
        }
        Ok(())
    }

    /// Writes the workbooks and what else the sample project consists of into a folder.
    pub fn write_project(&self, folder: &Path) -> Result<(), Error> {
        self.write(folder)?;
        let narrative = folder.join("narrative");
        fs::create_dir_all(&narrative).map_err(|source| Error::Write { path: narrative, source })?;
        for name in ["nianbao.toml", "figures-2020.json", "narrative/report.typ"] {
            let path = folder.join(name);
            fs::copy(committed().join(name), &path).map_err(|source| Error::Write { path, source })?;
        }
        Ok(())
    }
}

/// Replaces a text in a file; it must be there, or the test would try nothing.
pub fn replace_in(path: &Path, from: &str, to: &str) -> io::Result<()> {
    let text = fs::read_to_string(path)?;
    if !text.contains(from) {
        return Err(io::Error::other(format!("{} has no {from}", path.display())));
    }
    fs::write(path, text.replace(from, to))
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The folder of the committed sample project.
pub fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-data/shapingba-2021")
}

impl Default for Sample {
    fn default() -> Self {
        Self::new()
    }
}

/// Why the sample could not be written.
#[derive(Debug)]
pub enum Error {
    /// A row does not fit a worksheet.
    Sheet(XlsxError),
    /// A file could not be written.
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sheet(_) => f.write_str("a row does not fit its worksheet"),
            Self::Write { path, .. } => write!(f, "cannot write {}", path.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Sheet(source) => Some(source),
            Self::Write { source, .. } => Some(source),
        }
    }
}

impl From<XlsxError> for Error {
    fn from(source: XlsxError) -> Self {
        Self::Sheet(source)
    }
}
