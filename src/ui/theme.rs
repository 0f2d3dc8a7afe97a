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
            Some(_) if is_text(label.role) && label.part => style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
            Some(_) if is_text(label.role) => style.add_modifier(Modifier::UNDERLINED),
            _ => style,
        }
    }
}

/// The current sentence is black on pale yellow, both set, so that it is read on a light and on a dark ground alike. The colours of
/// tags are the terminal's own elsewhere, which suit its ground, and dark ones on the pale yellow.
fn coloured(label: Label) -> Style {
    let lit = label.current && is_text(label.role);
    let mut style = base(label.role);
    style = match label.role {
        Role::Error => style.fg(Color::White).bg(Color::Red),
        Role::Bar => style.fg(Color::Yellow),
        Role::Rule => style.fg(Color::DarkGray),
        Role::Key => style.fg(Color::Cyan),
        Role::Panel | Role::PanelTitle => style.fg(Color::Indexed(255)).bg(Color::Indexed(236)),
        Role::Selected => style.fg(Color::Indexed(16)).bg(Color::Indexed(229)),
        _ => style,
    };
    if matches!(label.role, Role::PanelTitle) {
        style = style.bg(Color::Indexed(24));
    }
    if lit {
        style = style.fg(Color::Indexed(16)).bg(Color::Indexed(229));
    }
    if label.chosen {
        style = style.fg(Color::Indexed(16)).bg(Color::Indexed(153));
    }
    if let Some(colour) = label.tag {
        let dark = lit || label.chosen || label.role == Role::Selected;
        let on_panel = matches!(label.role, Role::Panel);
        style = style.fg(tag_colour(colour, dark, on_panel));
    }
    match label.matched {
        Match::None => style,
        Match::Some => style.fg(Color::Indexed(16)).bg(Color::Indexed(215)),
        Match::Current => style.fg(Color::Indexed(231)).bg(Color::Indexed(130)),
    }
}

fn plain(label: Label) -> Style {
    let style = base(label.role);
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
        Role::Headline | Role::Subheading | Role::Key | Role::Tag | Role::PanelTitle | Role::Bar => {
            style.add_modifier(Modifier::BOLD)
        }
        Role::Status => style.add_modifier(Modifier::REVERSED),
        Role::Error => style.add_modifier(Modifier::BOLD),
        Role::Rule => style.add_modifier(Modifier::DIM),
        _ => style,
    }
}

fn is_text(role: Role) -> bool {
    matches!(role, Role::Text | Role::Headline | Role::Standfirst | Role::Subheading | Role::Quotation)
}

fn tag_colour(colour: Colour, dark: bool, bright: bool) -> Color {
    match (colour, dark, bright) {
        (Colour::Red, true, _) => Color::Indexed(124),
        (Colour::Green, true, _) => Color::Indexed(22),
        (Colour::Yellow, true, _) => Color::Indexed(94),
        (Colour::Blue, true, _) => Color::Indexed(19),
        (Colour::Magenta, true, _) => Color::Indexed(90),
        (Colour::Cyan, true, _) => Color::Indexed(23),
        (Colour::Red, _, true) => Color::Indexed(210),
        (Colour::Green, _, true) => Color::Indexed(120),
        (Colour::Yellow, _, true) => Color::Indexed(228),
        (Colour::Blue, _, true) => Color::Indexed(117),
        (Colour::Magenta, _, true) => Color::Indexed(213),
        (Colour::Cyan, _, true) => Color::Indexed(123),
        (Colour::Red, ..) => Color::Red,
        (Colour::Green, ..) => Color::Green,
        (Colour::Yellow, ..) => Color::Yellow,
        (Colour::Blue, ..) => Color::Blue,
        (Colour::Magenta, ..) => Color::Magenta,
        (Colour::Cyan, ..) => Color::Cyan,
    }
}
