//! Which texts an article has only once.

use std::collections::HashMap;

use memchr::memmem;

/// Bytes by which a text is looked up. What is shorter is too short to be told from another one, and not looked for.
const KEY: usize = 16;

/// Texts for which one look-up at each byte costs more than looking for each.
const FEW: usize = 32;

/// For each of some texts whether it is in `text`, and only once. Never of one shorter than 16 bytes. Costs a pass over the text for each
/// of a few, and one slower pass for any number of them: about 0.2 s in 10 MB.
pub(super) fn once(text: &str, sought: &[&str]) -> Vec<bool> {
    let is_long = |sought: &&str| sought.len() >= KEY;
    if sought.len() <= FEW {
        let is_once =
            |sought: &&str| is_long(sought) && memmem::find_iter(text.as_bytes(), *sought).take(2).count() == 1;
        return sought.iter().map(is_once).collect();
    }
    let mut counts: HashMap<&str, u8> = sought.iter().filter(|text| is_long(text)).map(|text| (*text, 0)).collect();
    let mut by_key: HashMap<&[u8], Vec<&str>> = HashMap::new();
    for sought in counts.keys() {
        by_key.entry(&sought.as_bytes()[..KEY]).or_default().push(sought);
    }
    for (at, window) in text.as_bytes().windows(KEY).enumerate() {
        for sought in by_key.get(window).into_iter().flatten() {
            if text.as_bytes()[at..].starts_with(sought.as_bytes())
                && let Some(count) = counts.get_mut(sought)
            {
                *count = count.saturating_add(1);
            }
        }
    }
    sought.iter().map(|sought| counts.get(sought) == Some(&1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_counted_alike() {
        let text =
            "The river rose at night. The mayor spoke. The river rose at night, they said. قال العمدة إن النهر عاد.";
        let known = [
            ("The river rose at night.", true),
            ("The river rose at night", false),
            ("The mayor spoke. ", true),
            ("قال العمدة إن النهر عاد.", true),
            ("The mayor did not.", false),
            ("The mayor spok", false),
            ("", false),
        ];
        let sought: Vec<&str> = known.iter().map(|(sought, _)| *sought).collect();
        let expected: Vec<bool> = known.iter().map(|(_, once)| *once).collect();
        assert_eq!(once(text, &sought), expected);
        let many = sought.repeat(9);
        assert_eq!(once(text, &many), expected.repeat(9));
    }
}
