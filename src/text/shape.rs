//! Joining of Arabic letters (The Unicode Standard, 9.2): which form a letter takes beside its neighbours.
//!
//! Letters of one level join; marks between them are transparent; ZWJ and ZWNJ count and are not painted. Letters without
//! presentation forms stay as they are. Of the ligatures only lam-alef is made: it is the one that readers require.
//!
//! A letter that is written as a letter and a mark (alef and U+0653 for U+0622) is painted so: the letter's form, and the mark on
//! it. It is not composed, since a form stands for the first character of a cluster only and all others stay. Yeh alone needs
//! more: below a hamza it has no dots (U+0626 is its composition), so its forms are those of the dotless U+0649 there.

use unicode_joining_type::{JoiningType, get_joining_type};

use super::forms::{FORMS, LAM_ALEF};

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
const LAM: char = '\u{644}';
const YEH: char = '\u{64A}';
const DOTLESS_YEH: char = '\u{649}';
const HAMZA_ABOVE: char = '\u{654}';

/// Letters and marks that are another letter together.
const COMPOSED: [((char, char), char); 6] = [
    (('\u{627}', '\u{653}'), '\u{622}'),
    (('\u{627}', '\u{654}'), '\u{623}'),
    (('\u{627}', '\u{655}'), '\u{625}'),
    (('\u{648}', '\u{654}'), '\u{624}'),
    // Yeh, which has lost its dots by then.
    (('\u{649}', '\u{654}'), '\u{626}'),
    (('\u{6D2}', '\u{654}'), '\u{6D3}'),
];

/// How a cluster takes part in joining.
///
/// ```
/// use hashiya::text::shape::Joiner;
///
/// let [beh, alef] = ["ب", "ا"].map(|letter| Joiner::new(letter, 1));
/// // Beh before alef is initial, alef after beh final.
/// assert_eq!(beh.and_then(|beh| beh.form(None, alef)), Some('\u{FE91}'));
/// assert_eq!(alef.and_then(|alef| alef.form(beh, None)), Some('\u{FE8E}'));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Joiner {
    /// First character, or the one whose forms it takes.
    base: char,
    kind: JoiningType,
    /// The joiner right after the base: `Some(true)` ZWJ, `Some(false)` ZWNJ.
    own: Option<bool>,
    /// The last joiner of the cluster, which the next letter sees.
    outward: Option<bool>,
    level: u8,
}

impl Joiner {
    /// How `cluster`, at an embedding level, joins. `None` for one that others join across (a lone mark).
    pub fn new(cluster: &str, level: u8) -> Option<Self> {
        let mut base = cluster.chars().next()?;
        if base == YEH && cluster.contains(HAMZA_ABOVE) {
            base = DOTLESS_YEH;
        }
        let kind = get_joining_type(base);
        let mut joiners = cluster.chars().filter_map(|character| match character {
            ZWJ => Some(true),
            ZWNJ => Some(false),
            _ => None,
        });
        let own = joiners.next();
        let outward = joiners.next_back().or(own);
        (kind != JoiningType::Transparent || own.is_some()).then_some(Self { base, kind, own, outward, level })
    }

    fn takes_next(self) -> bool {
        matches!(self.kind, JoiningType::DualJoining | JoiningType::LeftJoining | JoiningType::JoinCausing)
    }

    fn takes_previous(self) -> bool {
        matches!(self.kind, JoiningType::DualJoining | JoiningType::RightJoining | JoiningType::JoinCausing)
    }

    /// Whether the letter joins the one after it.
    pub fn joins_next(self, next: Option<Self>) -> bool {
        self.takes_next()
            && self.own.unwrap_or_else(|| next.is_some_and(|next| next.takes_previous() && next.level == self.level))
    }

    /// Whether the letter joins the one before it.
    pub fn joins_previous(self, previous: Option<Self>) -> bool {
        self.takes_previous()
            && previous.is_some_and(|previous| {
                previous.level == self.level && previous.outward.unwrap_or_else(|| previous.takes_next())
            })
    }

    /// The form of the letter that the base and a mark make together, where there is one (the canonical compositions of madda and
    /// hamza): many terminals misplace these marks. Heh with hamza is left as it is, since most fonts lack its forms.
    pub fn composed(self, mark: char, previous: Option<Self>, next: Option<Self>) -> Option<char> {
        let (_, letter) = COMPOSED.into_iter().find(|((base, with), _)| (*base, *with) == (self.base, mark))?;
        Self { base: letter, ..self }.form(previous, next)
    }

    /// Whether the letter joins the one before it, and the one after it.
    pub fn joins(self, previous: Option<Self>, next: Option<Self>) -> (bool, bool) {
        (self.joins_previous(previous), self.joins_next(next))
    }

    /// As [`joins`](Self::joins), for a letter that has no forms to show it by. A tatweel shows it as it is.
    pub fn open_sides(self, previous: Option<Self>, next: Option<Self>) -> (bool, bool) {
        if self.kind == JoiningType::JoinCausing { (false, false) } else { self.joins(previous, next) }
    }

    /// The form of the base between its neighbours; `None` where it has none and stays as it is.
    pub fn form(self, previous: Option<Self>, next: Option<Self>) -> Option<char> {
        let at = FORMS.binary_search_by_key(&self.base, |(letter, _)| *letter).ok()?;
        let [isolated, finale, initial, medial] = FORMS[at].1;
        let wanted = match self.joins(previous, next) {
            (false, false) => [isolated, '\0'],
            (true, false) => [finale, isolated],
            (false, true) => [initial, isolated],
            (true, true) => [medial, finale],
        };
        wanted.into_iter().find(|form| *form != '\0')
    }

    /// The ligature of this lam and the alef after it; `None` where they are not these letters or do not join.
    pub fn lam_alef(self, previous: Option<Self>, next: Self) -> Option<char> {
        if self.base != LAM || self.own.is_some() || next.level != self.level {
            return None;
        }
        let (_, isolated, finale) = LAM_ALEF.into_iter().find(|(alef, _, _)| *alef == next.base)?;
        Some(if self.joins_previous(previous) { finale } else { isolated })
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMS, Joiner};

    fn forms(text: &str) -> Vec<Option<char>> {
        let letters: Vec<_> = text.chars().map(|letter| Joiner::new(&letter.to_string(), 1)).collect();
        (0..letters.len())
            .map(|at| {
                let previous = at.checked_sub(1).and_then(|before| letters[before]);
                letters[at].and_then(|letter| letter.form(previous, letters.get(at + 1).copied().flatten()))
            })
            .collect()
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(FORMS.is_sorted_by_key(|(letter, _)| *letter));
    }

    #[test]
    fn letters_take_their_forms() {
        assert_eq!(forms("بيت"), [Some('\u{FE91}'), Some('\u{FEF4}'), Some('\u{FE96}')]);
        assert_eq!(forms("دار"), [Some('\u{FEA9}'), Some('\u{FE8D}'), Some('\u{FEAD}')]);
        assert_eq!(forms("پچگ"), [Some('\u{FB58}'), Some('\u{FB7D}'), Some('\u{FB93}')]);
        assert_eq!(forms("a"), [None]);
    }

    #[test]
    fn a_joiner_joins_and_a_non_joiner_parts() {
        let (heh, seen) = (Joiner::new("ه\u{200d}", 1).unwrap(), Joiner::new("س", 1).unwrap());
        assert_eq!(heh.form(None, None), Some('\u{FEEB}'));
        let parted = Joiner::new("ه\u{200c}", 1).unwrap();
        assert_eq!(parted.form(None, Some(seen)), Some('\u{FEE9}'));
        assert!(!seen.joins_previous(Some(parted)));
    }

    #[test]
    fn yeh_below_a_hamza_has_no_dots() {
        let yeh = Joiner::new("ي\u{64e}\u{654}", 1).unwrap();
        assert_eq!(yeh.form(None, None), Some('\u{FEEF}'));
        assert_eq!(yeh.form(None, Some(yeh)), Some('\u{FBE8}'));
    }

    #[test]
    fn letters_of_different_levels_do_not_join() {
        let (one, two) = (Joiner::new("ب", 1).unwrap(), Joiner::new("ب", 3).unwrap());
        assert!(!one.joins_next(Some(two)) && !two.joins_previous(Some(one)));
    }

    #[test]
    fn lam_alef_is_one_form() {
        let (lam, alef) = (Joiner::new("ل", 1).unwrap(), Joiner::new("ا", 1).unwrap());
        assert_eq!(lam.lam_alef(None, alef), Some('\u{FEFB}'));
        assert_eq!(lam.lam_alef(Joiner::new("س", 1), alef), Some('\u{FEFC}'));
        assert_eq!(lam.lam_alef(None, lam), None);
    }
}
