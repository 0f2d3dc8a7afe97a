//! Labels to styles. How each looks is in the file of a theme; here is what lies over what.

use std::sync::LazyLock;

use ratatui::style::{Color, Modifier, Style};

use crate::annotation::Colour;
use crate::app::page::{Label, Match, Role};
use crate::settings::{DEFAULT, Ink, Look, Looks};

/// How labels look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Of each role, in their order.
    roles: [Style; ROLES.len()],
    /// Of each colour of tags on each of the grounds.
    tags: [[Style; 3]; Colour::NAMES.len()],
    current: Style,
    chosen: Style,
    /// On each of the grounds.
    unseen: [Style; 3],
    matched: Style,
    match_current: Style,
    tagged: Style,
    part: Style,
}

/// The roles in their order, with the names of their looks.
const ROLES: [(Role, &str); 19] = [
    (Role::Text, "text"),
    (Role::Headline, "headline"),
    (Role::Standfirst, "standfirst"),
    (Role::Credit, "credit"),
    (Role::Subheading, "subheading"),
    (Role::Quotation, "quotation"),
    (Role::Rule, "rule"),
    (Role::Bar, "bar"),
    (Role::Tag, "tag"),
    (Role::Note, "note"),
    (Role::Status, "status"),
    (Role::Error, "error"),
    (Role::Key, "key"),
    (Role::Footer, "footer"),
    (Role::Prompt, "prompt"),
    (Role::Panel, "panel"),
    (Role::PanelTitle, "panel-title"),
    (Role::PanelKey, "panel-key"),
    (Role::Selected, "selected"),
];

impl Default for Theme {
    /// The one that is used where none is named.
    fn default() -> Self {
        static BUILT_IN: LazyLock<Theme> = LazyLock::new(|| Theme::new(&Looks::bundled(DEFAULT)));
        BUILT_IN.clone()
    }
}

impl Theme {
    /// The theme with these looks.
    pub fn new(looks: &Looks) -> Self {
        let of = |label: &str| style(looks.of(label));
        let grounds = |label: &str, on: [&str; 3]| on.map(|ground| of(&format!("{label}{ground}")));
        Self {
            roles: ROLES.map(|(_, name)| of(name)),
            tags: Colour::NAMES.map(|(_, name)| grounds(name, ["", "-lit", "-panel"])),
            current: of("current"),
            chosen: of("chosen"),
            unseen: grounds("unseen", ["", "-lit", "-match"]),
            matched: of("match"),
            match_current: of("match-current"),
            tagged: of("tagged"),
            part: of("part"),
        }
    }

    /// The style of a label. A later layer goes over those before it.
    pub fn style(&self, label: Label) -> Style {
        let (is_text, is_panel) = (is_text(label.role), label.role == Role::Panel);
        let is_current = label.current && is_text;
        let is_lit = is_current || label.chosen;
        let mut style = self.roles.get(label.role as usize).copied().unwrap_or_default();
        if is_current {
            style = style.patch(self.current);
        }
        if label.chosen {
            style = style.patch(self.chosen);
        }
        if let Some(colour) = label.tag {
            let [own, lit, panel] = self.tags.get(colour as usize).copied().unwrap_or_default();
            let on = if is_lit || label.role == Role::Selected {
                lit
            } else if is_panel {
                panel
            } else {
                own
            };
            style = style.patch(on);
        }
        let [unseen, unseen_lit, unseen_match] = self.unseen;
        if label.unseen {
            let on = if label.matched != Match::None {
                unseen_match
            } else if is_lit {
                unseen_lit
            } else {
                unseen
            };
            style = style.patch(on);
        }
        match label.matched {
            Match::None => {}
            Match::Some => style = style.patch(self.matched),
            Match::Current => style = style.patch(self.match_current),
        }
        match label.tag {
            Some(_) if label.part && (is_text || is_panel) => style.patch(self.part),
            Some(_) if is_text => style.patch(self.tagged),
            _ => style,
        }
    }
}

fn is_text(role: Role) -> bool {
    matches!(role, Role::Text | Role::Headline | Role::Standfirst | Role::Credit | Role::Subheading | Role::Quotation)
}

fn style(look: Look) -> Style {
    const MODIFIERS: [Modifier; 5] =
        [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
    let colour = |ink: Ink| match ink {
        Ink::Indexed(number) => Color::Indexed(number),
        Ink::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    };
    let style = Style { fg: look.fg.map(colour), bg: look.bg.map(colour), ..Style::default() };
    MODIFIERS.into_iter().zip(look.attributes).fold(style, |style, (modifier, is_so)| match is_so {
        Some(true) => style.add_modifier(modifier),
        Some(false) => style.remove_modifier(modifier),
        None => style,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::settings::{LABELS, THEMES};

    /// Red, green and blue of a colour of the 256 palette's cube or greys.
    fn rgb(colour: Color) -> [f64; 3] {
        let Color::Indexed(index @ 16..) = colour else { panic!("{colour:?} looks different in each terminal") };
        let level = |step: u8| if step == 0 { 0.0 } else { f64::from(55 + 40 * step) };
        match index {
            16..=231 => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level),
            _ => [f64::from(8 + 10 * (index - 232)); 3],
        }
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(rgb: [f64; 3]) -> f64 {
        let linear = |value: f64| {
            let value = value / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])
    }

    /// WCAG 2.2, "contrast ratio".
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn themes() -> impl Iterator<Item = (&'static str, Theme)> {
        THEMES.iter().map(|(name, _)| (*name, Theme::new(&Looks::bundled(name))))
    }

    #[test]
    fn every_role_has_a_name_in_its_place() {
        for (place, (role, name)) in ROLES.into_iter().enumerate() {
            assert_eq!(role as usize, place, "{name}");
            assert!(LABELS.contains(&name), "{name}");
        }
        for (place, (colour, name)) in Colour::NAMES.into_iter().enumerate() {
            assert_eq!(colour as usize, place, "{name}");
        }
        // This does not compile when there is a role more, which is to be added to `ROLES`.
        #[rustfmt::skip]
        let (Role::Text | Role::Headline | Role::Standfirst | Role::Credit | Role::Subheading | Role::Quotation | Role::Rule | Role::Bar
            | Role::Tag | Role::Note | Role::Status | Role::Error | Role::Key | Role::Footer | Role::Prompt | Role::Panel
            | Role::PanelTitle | Role::PanelKey | Role::Selected) = Role::default();
    }

    /// Looks whether a label is read in each theme: on its ground, or where it has none on black and on white.
    fn is_read(label: Label) {
        for (name, theme) in themes() {
            let style = theme.style(label);
            let grounds = style.bg.map_or_else(|| vec![[0.0; 3], [255.0; 3]], |ground| vec![rgb(ground)]);
            for ground in grounds {
                let contrast = style.fg.map_or(f64::MAX, |colour| contrast(rgb(colour), ground));
                assert!(contrast >= 4.0, "{name}: {label:?} on {ground:?}: {contrast:.2}");
            }
            assert!(name == "plain" || style.fg.is_some(), "{name}: {label:?} has no colour");
        }
    }

    #[test]
    fn each_role_has_its_style() {
        let (none, bold, dim, reversed) = (Modifier::empty(), Modifier::BOLD, Modifier::DIM, Modifier::REVERSED);
        let unlike = [
            (Role::Headline, None, None, bold),
            (Role::Credit, None, None, dim),
            (Role::Subheading, None, None, bold),
            (Role::Rule, Some(243), None, dim),
            (Role::Bar, Some(130), None, bold),
            (Role::Tag, None, None, bold),
            (Role::Status, None, None, reversed),
            (Role::Error, Some(231), Some(160), bold),
            (Role::Key, Some(30), None, bold),
            (Role::Panel, Some(255), Some(236), none),
            (Role::PanelTitle, Some(255), Some(24), bold),
            (Role::PanelKey, Some(123), Some(236), bold),
            (Role::Selected, Some(16), Some(229), none),
        ];
        let alike = [Role::Text, Role::Standfirst, Role::Quotation, Role::Note, Role::Footer, Role::Prompt];
        for (role, colour, ground, modifier) in unlike.into_iter().chain(alike.map(|role| (role, None, None, none))) {
            let style = Theme::default().style(Label::of(role));
            let colours = (style.fg, style.bg);
            assert_eq!(colours, (colour.map(Color::Indexed), ground.map(Color::Indexed)), "{role:?}");
            assert_eq!(style.add_modifier, modifier, "{role:?}");
        }
    }

    #[test]
    fn what_a_cell_of_the_text_bears_is_told_apart_by_colours() {
        let text = Label::default();
        let bears = |tag| [Label { tag: Some(tag), ..text }, Label { tag: Some(tag), part: true, ..text }];
        let mut labels: Vec<Label> = Colour::NAMES.into_iter().flat_map(|(colour, _)| bears(colour)).collect();
        labels.push(text);
        let lit: Vec<Label> = labels.iter().map(|label| Label { current: true, ..*label }).collect();
        labels.extend(lit);
        labels.extend([Label { chosen: true, ..text }, Label { unseen: true, ..text }, Label::of(Role::Headline)]);
        labels.extend([Match::Some, Match::Current].map(|matched| Label { matched, ..text }));
        let styles: HashSet<Style> = labels.iter().map(|label| Theme::default().style(*label)).collect();
        assert_eq!(styles.len(), labels.len());
    }

    #[test]
    fn what_stands_on_the_terminals_own_ground_is_read_on_black_and_on_white() {
        let tags = Colour::NAMES.map(|(colour, _)| Label { tag: Some(colour), ..Label::of(Role::Text) });
        let roles = [Role::Key, Role::Bar, Role::Rule].map(Label::of);
        let unseen = Label { unseen: true, ..Label::default() };
        for label in tags.into_iter().chain(roles).chain([unseen]) {
            assert_eq!(Theme::default().style(label).bg, None);
            is_read(label);
        }
    }

    #[test]
    fn what_has_a_ground_of_its_own_is_read_on_it() {
        let unseen = Label { unseen: true, ..Label::default() };
        let mut labels: Vec<Label> = vec![Label { current: true, ..unseen }, Label { chosen: true, ..unseen }];
        let roles = [Role::Error, Role::Panel, Role::PanelTitle, Role::PanelKey, Role::Selected].map(Label::of);
        labels.extend(roles);
        labels.extend([Match::Some, Match::Current].map(|matched| Label { matched, ..Label::default() }));
        for (colour, _) in Colour::NAMES {
            let tag = Label { tag: Some(colour), ..Label::default() };
            labels.extend([Role::Panel, Role::Selected].map(|role| Label { role, ..tag }));
            labels.extend([Label { current: true, ..tag }, Label { chosen: true, ..tag }]);
        }
        for label in labels {
            assert!(Theme::default().style(label).bg.is_some(), "{label:?}");
            is_read(label);
        }
    }

    #[test]
    fn without_colours_there_are_none() {
        let theme = Theme::new(&Looks::bundled("plain"));
        for role in [Role::Text, Role::Error, Role::Key, Role::Panel, Role::PanelTitle, Role::PanelKey, Role::Selected]
        {
            let style = theme.style(Label { tag: Some(Colour::Red), current: true, ..Label::of(role) });
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }
}
