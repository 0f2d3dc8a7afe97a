//! Labels to styles: the only place where a colour is named.

use ratatui::style::{Color, Modifier, Style};

use crate::annotation::Colour;
use crate::app::page::{Label, Match, Role};

/// How labels look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Whether colours are used; without them everything is still told apart by weight, underline, reversal and shape.
    pub colours: bool,
}

impl Theme {
    /// The theme of this environment: no colours where `NO_COLOR` is set and not empty (no-color.org).
    pub fn from_environment() -> Self {
        Self { colours: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) }
    }

    /// The style of a label.
    pub fn style(&self, label: Label) -> Style {
        let style = if self.colours { coloured(label) } else { plain(label) };
        match label.tag {
            // A tag shows by a line under the text, and a part by weight too, whatever the colours are.
            Some(_) if label.part && (is_text(label.role) || label.role == Role::Panel) => {
                style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
            }
            Some(_) if is_text(label.role) => style.add_modifier(Modifier::UNDERLINED),
            _ => style,
        }
    }
}

/// The current sentence is black on pale yellow, both set, so that it is read on a light and on a dark ground alike. The colours of
/// tags are dark ones there; on the terminal's own ground, which may be anything, mid-tones of the palette of 256 that are read on
/// black and on white.
fn coloured(label: Label) -> Style {
    let lit = label.current && is_text(label.role);
    let mut style = base(label.role);
    style = match label.role {
        Role::Error => style.fg(Color::Indexed(231)).bg(Color::Indexed(160)),
        Role::Bar => style.fg(tag_colour(Colour::Yellow, false, false)),
        Role::Rule => style.fg(Color::Indexed(243)),
        Role::Key => style.fg(tag_colour(Colour::Cyan, false, false)),
        Role::PanelKey => style.fg(tag_colour(Colour::Cyan, false, true)).bg(Color::Indexed(236)),
        Role::Panel | Role::PanelTitle => style.fg(Color::Indexed(255)).bg(Color::Indexed(236)),
        Role::Selected => style.fg(Color::Indexed(16)).bg(Color::Indexed(229)),
        _ => style,
    };
    if matches!(label.role, Role::PanelTitle) {
        style = style.bg(Color::Indexed(24));
    }
    if lit {
        style = style.fg(Color::Indexed(16)).bg(Color::Indexed(229)).remove_modifier(Modifier::DIM);
    }
    if label.chosen {
        style = style.fg(Color::Indexed(16)).bg(Color::Indexed(153)).remove_modifier(Modifier::DIM);
    }
    if let Some(colour) = label.tag {
        let dark = lit || label.chosen || label.role == Role::Selected;
        let on_panel = matches!(label.role, Role::Panel);
        style = style.fg(tag_colour(colour, dark, on_panel));
    }
    match label.matched {
        Match::None if label.unseen => {
            style.fg(Color::Indexed(if lit || label.chosen { 240 } else { 243 })).remove_modifier(Modifier::BOLD)
        }
        Match::None => style,
        Match::Some => style.fg(Color::Indexed(16)).bg(Color::Indexed(215)),
        Match::Current => style.fg(Color::Indexed(231)).bg(Color::Indexed(130)),
    }
}

fn plain(label: Label) -> Style {
    let style = if label.unseen { base(label.role).add_modifier(Modifier::DIM) } else { base(label.role) };
    let reversed = (label.current && is_text(label.role))
        || label.chosen
        || label.matched != Match::None
        || label.role == Role::Selected;
    if reversed { style.add_modifier(Modifier::REVERSED) } else { style }
        .add_modifier(if label.matched == Match::Current || label.chosen { Modifier::BOLD } else { Modifier::empty() })
}

/// What does not need colour.
fn base(role: Role) -> Style {
    let style = Style::default();
    match role {
        Role::Headline | Role::Subheading | Role::Key | Role::PanelKey | Role::Tag | Role::PanelTitle | Role::Bar => {
            style.add_modifier(Modifier::BOLD)
        }
        Role::Status => style.add_modifier(Modifier::REVERSED),
        Role::Error => style.add_modifier(Modifier::BOLD),
        Role::Rule | Role::Credit => style.add_modifier(Modifier::DIM),
        _ => style,
    }
}

fn is_text(role: Role) -> bool {
    matches!(role, Role::Text | Role::Headline | Role::Standfirst | Role::Credit | Role::Subheading | Role::Quotation)
}

fn tag_colour(colour: Colour, dark: bool, bright: bool) -> Color {
    match (colour, dark, bright) {
        (Colour::Red, true, _) => Color::Indexed(124),
        (Colour::Green, true, _) => Color::Indexed(22),
        (Colour::Yellow, true, _) => Color::Indexed(58),
        (Colour::Blue, true, _) => Color::Indexed(19),
        (Colour::Magenta, true, _) => Color::Indexed(90),
        (Colour::Cyan, true, _) => Color::Indexed(23),
        (Colour::Red, _, true) => Color::Indexed(210),
        (Colour::Green, _, true) => Color::Indexed(120),
        (Colour::Yellow, _, true) => Color::Indexed(228),
        (Colour::Blue, _, true) => Color::Indexed(117),
        (Colour::Magenta, _, true) => Color::Indexed(213),
        (Colour::Cyan, _, true) => Color::Indexed(123),
        (Colour::Red, ..) => Color::Indexed(161),
        (Colour::Green, ..) => Color::Indexed(28),
        (Colour::Yellow, ..) => Color::Indexed(130),
        (Colour::Blue, ..) => Color::Indexed(27),
        (Colour::Magenta, ..) => Color::Indexed(133),
        (Colour::Cyan, ..) => Color::Indexed(30),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

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
            let style = Theme { colours: true }.style(Label::of(role));
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
        let styles: HashSet<Style> = labels.iter().map(|label| Theme { colours: true }.style(*label)).collect();
        assert_eq!(styles.len(), labels.len());
    }

    #[test]
    fn what_stands_on_the_terminals_own_ground_is_read_on_black_and_on_white() {
        let theme = Theme { colours: true };
        let tags = Colour::NAMES.map(|(colour, _)| Label { tag: Some(colour), ..Label::of(Role::Text) });
        let roles = [Role::Key, Role::Bar, Role::Rule].map(Label::of);
        let unseen = Label { unseen: true, ..Label::default() };
        for label in tags.into_iter().chain(roles).chain([unseen]) {
            let style = theme.style(label);
            let colour = rgb(style.fg.expect("a colour"));
            assert_eq!(style.bg, None);
            for (ground, name) in [([0.0; 3], "black"), ([255.0; 3], "white")] {
                let contrast = contrast(colour, ground);
                assert!(contrast >= 4.0, "{label:?} on {name}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn what_has_a_ground_of_its_own_is_read_on_it() {
        let theme = Theme { colours: true };
        let unseen = Label { unseen: true, ..Label::default() };
        let mut labels: Vec<Label> = vec![Label { current: true, ..unseen }, Label { chosen: true, ..unseen }];
        let roles = [Role::Error, Role::Panel, Role::PanelTitle, Role::PanelKey, Role::Selected].map(Label::of);
        labels.extend(roles);
        for (colour, _) in Colour::NAMES {
            let tag = Label { tag: Some(colour), ..Label::default() };
            labels.extend([Role::Panel, Role::Selected].map(|role| Label { role, ..tag }));
            labels.extend([Label { current: true, ..tag }, Label { chosen: true, ..tag }]);
        }
        for label in labels {
            let style = theme.style(label);
            let contrast = contrast(rgb(style.fg.expect("a colour")), rgb(style.bg.expect("a ground")));
            assert!(contrast >= 4.0, "{label:?}: {contrast:.2}");
        }
    }

    #[test]
    fn without_colours_there_are_none() {
        let theme = Theme { colours: false };
        for role in [Role::Text, Role::Error, Role::Key, Role::Panel, Role::PanelTitle, Role::PanelKey, Role::Selected]
        {
            let style = theme.style(Label { tag: Some(Colour::Red), current: true, ..Label::of(role) });
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }
}
