//! Where the configuration lies on the user's machine, and writing wishes into it.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Preference, Preferences, TEXT_MAX, written};
use crate::keymap::Table;
use crate::strings::Strings;

/// Where the configuration is: `CASEPORT_CONFIG`, or `config.toml` in the user's folder for configurations.
pub fn path() -> Option<PathBuf> {
    let named = std::env::var_os("CASEPORT_CONFIG").filter(|path| !path.is_empty()).map(PathBuf::from);
    named.or_else(|| directories::ProjectDirs::from("", "", "caseport").map(|places| places.config_dir().join("config.toml")))
}

/// What the user wants; the usual, where there is no configuration.
///
/// # Errors
/// Words that name the file, and the line and column of what is wrong.
pub fn load(path: Option<&Path>, tables: &[Table], strings: &Strings) -> Result<Preferences, String> {
    let Some(path) = path else { return Ok(Preferences::default()) };
    let shown = || caseport_shared::text::inline(&path.to_string_lossy()).into_owned();
    let text = read(path).map_err(|error| format!("{}: {error}", shown()))?;
    Preferences::read(&text, tables, strings).map_err(|wrong| {
        let values = [
            ("path", shown().into()),
            ("line", wrong.line.to_string().into()),
            ("column", wrong.column.to_string().into()),
            ("message", wrong.message.into()),
        ];
        strings.text_with("config-wrong", &values)
    })
}

/// Writes a wish into the configuration, whole or not at all; makes the file where there is none.
pub fn keep(path: &Path, wish: &Preference) -> io::Result<()> {
    let text = written(&read(path)?, wish).map_err(io::Error::other)?;
    // A link, as those who keep their configurations in one place have, stays one.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

fn read(path: &Path) -> io::Result<String> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Ok(about) if about.len() > TEXT_MAX as u64 => return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the file is too large")),
        _ => {}
    }
    std::fs::read_to_string(path)
}

#[cfg(test)]
mod tests {
    use super::{keep, load};
    use crate::preferences::{Preference, Preferences};
    use crate::screens::tables;
    use crate::strings::Strings;

    #[test]
    fn a_wish_is_there_at_the_next_start() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("new/config.toml");
        let strings = Strings::english();
        assert_eq!(load(Some(&path), &tables(), &strings).unwrap(), Preferences::default());
        keep(&path, &Preference::Theme("light".to_owned())).unwrap();
        keep(&path, &Preference::Mouse(true)).unwrap();
        let kept = load(Some(&path), &tables(), &strings).unwrap();
        assert_eq!((kept.theme.as_deref(), kept.mouse), (Some("light"), true));
        std::fs::write(&path, "theme = \"light\"\nmouse = maybe\n").unwrap();
        let wrong = load(Some(&path), &tables(), &strings).unwrap_err();
        assert!(wrong.contains("config.toml, line 2, column 9"), "{wrong}");
        // What cannot be read is not written over.
        assert!(keep(&path, &Preference::Mouse(true)).is_err());
        assert!(std::fs::read_to_string(&path).unwrap().contains("maybe"));
    }
}
