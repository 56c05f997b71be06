//! What IMaps are made of without recompiling: the environment (`PAPY_IMAP_POOL=threads:8`), then `papy.toml` in the current directory
//!
//! ```toml
//! [imap]
//! pool = "threads:8"
//! ```
//!
//! They count for every pipeline of the program that has an IMap of that name, where the caller gave none.

use std::fmt;

/// Begins the names of the variables.
const PREFIX: &str = "PAPY_IMAP_";
#[cfg(feature = "io")]
const FILE: &str = "papy.toml";

/// Where a setting was written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Variable(String),
    #[cfg(feature = "io")]
    Key(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Variable(name) => f.write_str(name),
            #[cfg(feature = "io")]
            Place::Key(key) => write!(f, "`{key}` in {FILE}"),
        }
    }
}

/// One IMap, as it was written.
#[derive(Debug, Clone)]
struct Setting {
    place: Place,
    /// In lower case, as variables have no case.
    name: String,
    value: String,
}

/// All settings that there are, those that count more first.
#[derive(Debug, Default)]
pub(crate) struct Config(Vec<Setting>);

/// Workers of an IMap, as a graph or a setting says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Workers {
    pub(crate) threads: usize,
    pub(crate) processes: usize,
    /// Executors are wanted too.
    pub(crate) remote: bool,
}

impl Workers {
    /// So many threads more.
    pub fn threads(self, threads: usize) -> Workers {
        Workers { threads: self.threads.saturating_add(threads), ..self }
    }

    /// So many child processes more.
    pub fn processes(self, processes: usize) -> Workers {
        Workers { processes: self.processes.saturating_add(processes), ..self }
    }

    /// Executors on other hosts.
    pub fn remote(self, (): ()) -> Workers {
        Workers { remote: true, ..self }
    }

    /// How many in this host.
    pub(crate) fn here(self) -> usize {
        self.threads.saturating_add(self.processes)
    }
}

/// The variable that sets an IMap.
pub(crate) fn variable(imap: &str) -> String {
    format!("{PREFIX}{}=threads:4", imap.to_uppercase())
}

impl Config {
    /// Reads the environment and the file, if there is one.
    pub(crate) fn read() -> Result<Config, String> {
        #[cfg_attr(not(feature = "io"), expect(unused_mut, reason = "there is no file"))]
        let mut config = Config::of_environment(
            std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))),
        )?;
        #[cfg(feature = "io")]
        match std::fs::read_to_string(FILE) {
            Ok(text) => config.add_file(&text)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("{FILE} cannot be read: {error}")),
        }
        Ok(config)
    }

    fn of_environment(variables: impl Iterator<Item = (String, String)>) -> Result<Config, String> {
        let mut settings = Vec::new();
        for (variable, value) in variables.filter(|(name, _)| name.starts_with(PREFIX.trim_end_matches('_'))) {
            let Some(name) = variable.strip_prefix(PREFIX).filter(|name| !name.is_empty()) else {
                return Err(format!("{variable} names no imap: write {PREFIX}NAME, as in `{PREFIX}POOL=threads:8`"));
            };
            settings.push(Setting { name: name.to_lowercase(), place: Place::Variable(variable.clone()), value });
        }
        Ok(Config(settings))
    }

    #[cfg(feature = "io")]
    fn add_file(&mut self, text: &str) -> Result<(), String> {
        let table: toml::Table = text.parse().map_err(|error| format!("{FILE}: {error}"))?;
        for (key, value) in table {
            if key != "imap" {
                let way = if near(&key, "imap") { "did you mean `[imap]`?" } else { "it holds `[imap]`" };
                return Err(format!("{FILE} knows no `{key}`; {way}"));
            }
            let toml::Value::Table(imaps) = value else {
                return Err(format!("`imap` in {FILE} is a table: write `[imap]` and below it `pool = \"threads:8\"`"));
            };
            for (name, value) in imaps {
                let place = Place::Key(format!("imap.{name}"));
                let toml::Value::String(value) = value else {
                    return Err(format!("{place} is a text: write `{name} = \"threads:8\"`"));
                };
                self.0.push(Setting { place, name: name.to_lowercase(), value });
            }
        }
        Ok(())
    }

    /// What is set for an IMap.
    pub(crate) fn imap(&self, name: &str) -> Result<Option<Workers>, String> {
        let name = name.to_lowercase();
        let Some(setting) = self.0.iter().find(|setting| setting.name == name) else { return Ok(None) };
        workers(&setting.value).map(Some).map_err(|wrong| format!("{} is `{}`: {wrong}", setting.place, setting.value))
    }

    /// Refuses a name that is nearly that of an IMap of this pipeline. Others may be of another's.
    pub(crate) fn check(&self, imaps: &[&str]) -> Result<(), String> {
        let known: Vec<String> = imaps.iter().map(|imap| imap.to_lowercase()).collect();
        for setting in self.0.iter().filter(|setting| !known.contains(&setting.name)) {
            if let Some(at) = known.iter().position(|imap| near(&setting.name, imap)) {
                return Err(format!("{} names no imap; did you mean `{}`?", setting.place, imaps[at]));
            }
        }
        Ok(())
    }
}

fn near(word: &str, known: &str) -> bool {
    let distance = strsim::osa_distance(word, known);
    distance > 0 && distance <= (known.chars().count() / 3).max(1) && distance < known.len()
}

/// `threads:8`, or a sum of such terms.
fn workers(text: &str) -> Result<Workers, &'static str> {
    let mut workers = Workers::default();
    for term in text.split('+') {
        let (kind, count) = term.trim().split_once(':').ok_or("write a kind and a number, as in `threads:8`")?;
        let add = match kind.trim() {
            "threads" => Workers::threads,
            "processes" => Workers::processes,
            "remote" => {
                return Err("this version of papy connects to no executors: write `threads:8` or `processes:8`");
            }
            _ => return Err("there are `threads` and `processes`: write `threads:8`"),
        };
        let count: usize = count.trim().parse().map_err(|_| "the number of workers is no number")?;
        workers = add(workers, count);
    }
    if workers.here() == 0 { Err("an imap needs at least one worker") } else { Ok(workers) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(variables: &[(&str, &str)], file: &str) -> Result<Config, String> {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        #[cfg_attr(not(feature = "io"), expect(unused_mut, reason = "there is no file"))]
        let mut config = Config::of_environment(variables)?;
        #[cfg(feature = "io")]
        config.add_file(file)?;
        #[cfg(not(feature = "io"))]
        let _ = file;
        Ok(config)
    }

    #[test]
    fn the_environment_sets_an_imap_whatever_its_case() {
        let config = config(&[("PAPY_IMAP_POOL", "threads:8"), ("HOME", "/")], "").unwrap();
        assert_eq!(config.imap("pool"), Ok(Some(Workers::default().threads(8))));
        assert_eq!(config.imap("Pool"), Ok(Some(Workers::default().threads(8))));
        assert_eq!(config.imap("other"), Ok(None));
    }

    #[cfg(feature = "io")]
    #[test]
    fn the_environment_counts_more_than_the_file() {
        let config =
            config(&[("PAPY_IMAP_A", "threads:1")], "[imap]\na = \"threads:2\"\nb = \"threads:3 + processes:4\"")
                .unwrap();
        assert_eq!(config.imap("a"), Ok(Some(Workers::default().threads(1))));
        assert_eq!(config.imap("b"), Ok(Some(Workers::default().threads(3).processes(4))));
    }

    #[test]
    fn a_value_that_is_none_says_where_it_is_and_what_to_write() {
        for (value, text) in [
            ("8", "PAPY_IMAP_POOL is `8`: write a kind and a number, as in `threads:8`"),
            ("threads:0", "PAPY_IMAP_POOL is `threads:0`: an imap needs at least one worker"),
            ("threads:many", "PAPY_IMAP_POOL is `threads:many`: the number of workers is no number"),
            ("thread:8", "PAPY_IMAP_POOL is `thread:8`: there are `threads` and `processes`: write `threads:8`"),
            (
                "remote:8",
                "PAPY_IMAP_POOL is `remote:8`: this version of papy connects to no executors: write `threads:8` or `processes:8`",
            ),
        ] {
            assert_eq!(config(&[("PAPY_IMAP_POOL", value)], "").unwrap().imap("pool"), Err(text.to_owned()));
        }
    }

    #[test]
    fn a_name_that_is_nearly_one_of_this_pipeline_is_refused_and_others_are_for_other_pipelines() {
        let config = config(&[("PAPY_IMAP_POOOL", "threads:8"), ("PAPY_IMAP_CRUNCH", "threads:2")], "").unwrap();
        assert_eq!(config.check(&["pool"]), Err("PAPY_IMAP_POOOL names no imap; did you mean `pool`?".to_owned()));
        assert_eq!(config.check(&["pooool", "poool"]), Ok(()));
        assert_eq!(config.check(&["far"]), Ok(()));
        let nameless = self::config(&[("PAPY_IMAP", "threads:8")], "").unwrap_err();
        assert_eq!(nameless, "PAPY_IMAP names no imap: write PAPY_IMAP_NAME, as in `PAPY_IMAP_POOL=threads:8`");
    }

    #[cfg(feature = "io")]
    #[test]
    fn a_file_that_says_something_else_is_refused() {
        for (file, text) in [
            ("[imaps]\npool = \"threads:8\"", "papy.toml knows no `imaps`; did you mean `[imap]`?"),
            ("color = true", "papy.toml knows no `color`; it holds `[imap]`"),
            ("imap = 3", "`imap` in papy.toml is a table: write `[imap]` and below it `pool = \"threads:8\"`"),
            ("[imap]\npool = 8", "`imap.pool` in papy.toml is a text: write `pool = \"threads:8\"`"),
        ] {
            assert_eq!(config(&[], file).unwrap_err(), text);
        }
        assert!(config(&[], "[imap").unwrap_err().starts_with("papy.toml: TOML parse error at line 1"));
    }
}
