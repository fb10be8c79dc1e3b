//! Links: which addresses of a narrative an output may lead to.

/// Whether following a link does no more than to open a page or begin a letter or a call.
pub(super) fn is_harmless(address: &str) -> bool {
    const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "tel:"];
    let begins = |scheme: &&str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    SCHEMES.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_runs_no_script() {
        assert!(is_harmless("https://example.org/") && is_harmless("MAILTO:a@example.org"));
        for address in ["javascript:alert(1)", "data:text/html,x", " https://example.org", "file:///etc", ""] {
            assert!(!is_harmless(address), "{address}");
        }
    }
}
