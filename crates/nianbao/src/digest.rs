//! Digests: SHA-256 in hexadecimal, of inputs and outputs, of definitions and of sets of rows.

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, as 64 hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    in_digits(&Sha256::digest(bytes))
}

/// How many digits of a report's digest are printed.
pub(crate) const PRINTED: usize = 12;

/// The first digits of a digest, as the foot of a report's last page has them.
pub(crate) fn short(digest: &str) -> &str {
    digest.get(..PRINTED).unwrap_or(digest)
}

fn in_digits(hash: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// The texts as one, each behind its length, so that no other texts give the same.
fn joined<S: AsRef<str>>(parts: &[S]) -> String {
    let mut joined = String::new();
    for part in parts.iter().map(AsRef::as_ref) {
        joined.extend([&part.len().to_string(), ":", part]);
    }
    joined
}

/// The digest of several texts in their order.
pub(crate) fn of_parts<S: AsRef<str>>(parts: &[S]) -> String {
    hex(joined(parts).as_bytes())
}

/// The digest of texts in their order, of which not all are there at once; the same as [`of_parts`].
#[derive(Default)]
pub(crate) struct Running(Sha256);

impl Running {
    /// Adds the next text.
    pub(crate) fn add(&mut self, part: &str) {
        self.0.update(part.len().to_string());
        self.0.update(b":");
        self.0.update(part);
    }

    /// The digest of all of them.
    pub(crate) fn hex(self) -> String {
        in_digits(&self.0.finalize())
    }
}

/// The digest of one member of a set, as far as a set needs it.
pub(crate) type Member = [u64; 4];

/// A member of a set, made of several texts.
pub(crate) fn member<S: AsRef<str>>(parts: &[S]) -> Member {
    let hash = Sha256::digest(joined(parts).as_bytes());
    let mut words = Member::default();
    for (word, bytes) in words.iter_mut().zip(hash.chunks_exact(8)) {
        *word = bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    }
    words
}

/// The digest of members in any order, each as often as it is given. Their sum is hashed once more, so that two sets
/// that differ by one member don't betray that member.
pub(crate) fn of_set(members: impl IntoIterator<Item = Member>) -> String {
    let (mut sum, mut count) = (Member::default(), 0_usize);
    for member in members {
        count += 1;
        for (total, word) in sum.iter_mut().zip(member) {
            *total = total.wrapping_add(word);
        }
    }
    of_parts(&sum.map(|word| word.to_string()).into_iter().chain([count.to_string()]).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_vectors_hold() {
        // FIPS 180-4, the empty message and "abc".
        assert_eq!(hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(member(&["abc"]), member(&["abc"]));
        assert_eq!(of_parts(&["abc"]), hex(b"3:abc"));
        let mut running = Running::default();
        for part in ["ab", "", "c"] {
            running.add(part);
        }
        assert_eq!(running.hex(), of_parts(&["ab", "", "c"]));
    }

    #[test]
    fn where_a_text_ends_makes_a_difference() {
        assert_ne!(of_parts(&["ab", "c"]), of_parts(&["a", "bc"]));
        assert_ne!(member(&["ab", ""]), member(&["", "ab"]));
    }

    #[test]
    fn a_set_has_no_order_and_counts_its_members() {
        let [a, b] = [member(&["a"]), member(&["b"])];
        assert_eq!(of_set([a, b]), of_set([b, a]));
        for other in [of_set([a]), of_set([a, a]), of_set([a, b, b]), of_set([])] {
            assert_ne!(other, of_set([a, b]));
        }
    }
}
