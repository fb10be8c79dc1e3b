//! The address of a preview: its port, and a word that only those know to whom it was told.

use std::fmt::{self, Display, Formatter};
use std::io;

/// So many bytes nobody guesses.
const LENGTH: usize = 16;

/// Where a preview is. Every process of this machine reaches the port, those of other users too; what is there to see is
/// for whoever has the word.
pub(super) struct Address {
    pub(super) port: u16,
    word: String,
}

impl Address {
    /// A new one.
    pub(super) fn new(port: u16) -> io::Result<Self> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Self { port, word: format!("{:032x}", u128::from_be_bytes(bytes)) })
    }

    /// The path behind the word, which begins with `/`; nothing if the word isn't there.
    pub(super) fn within<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix('/')?.strip_prefix(self.word.as_str()).filter(|path| path.starts_with('/'))
    }
}

impl Display for Address {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "http://127.0.0.1:{}/{}/", self.port, self.word)
    }
}

#[cfg(test)]
impl Address {
    /// One that is known.
    pub(super) fn known(port: u16, word: &str) -> Self {
        Self { port, word: word.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_previews_have_the_same_word() {
        let [one, other] = [(); 2].map(|()| Address::new(8421).expect("random bytes").to_string());
        assert_eq!(one.len(), "http://127.0.0.1:8421//".len() + 2 * LENGTH);
        assert_ne!(one, other);
    }

    #[test]
    fn only_what_is_behind_the_word_is_within() {
        let address = Address::known(8421, "word");
        assert_eq!(address.within("/word/"), Some("/"));
        assert_eq!(address.within("/word/news"), Some("/news"));
        for path in ["/", "", "/news", "/word", "/words/", "/wor/", "//word/", "word/", "/WORD/"] {
            assert_eq!(address.within(path), None, "{path}");
        }
    }
}
