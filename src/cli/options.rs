//! The settings as options of the command line.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, Error};

use crate::settings::{Kind, Origin, SETTINGS, Said, Setting, Value};

/// What the options say: those of the reader (`ALL`), or of any command that takes an article.
#[derive(Clone, Debug, Default)]
pub struct Options<const ALL: bool>(pub Vec<Said>);

impl<const ALL: bool> clap::Args for Options<ALL> {
    fn augment_args(command: Command) -> Command {
        SETTINGS.iter().filter(|setting| ALL || setting.everywhere).filter_map(argument).fold(command, Command::arg)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<const ALL: bool> clap::FromArgMatches for Options<ALL> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let said = |setting: &'static Setting| {
            let value = match setting.kind {
                Kind::Flag => matches.try_get_one(setting.name).ok()?.filter(|flag| **flag).copied().map(Value::Flag),
                _ => matches.try_get_one(setting.name).ok()?.cloned(),
            };
            Some(Said { setting, value: value?, by: Origin::Option })
        };
        Ok(Self(SETTINGS.iter().filter_map(said).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn argument(setting: &'static Setting) -> Option<Arg> {
    let word = setting.option?;
    let argument = Arg::new(setting.name).long(setting.name);
    Some(match &setting.kind {
        Kind::Flag => argument.help(setting.doc).action(ArgAction::SetTrue),
        Kind::Text => argument.help(setting.doc).value_name(word).value_parser(parser(setting)),
        _ => {
            let help = format!("{} [default: {}]", setting.doc, setting.default.to_string().trim_matches('"'));
            argument.help(help).value_name(word).value_parser(parser(setting))
        }
    })
}

fn parser(setting: &'static Setting) -> ValueParser {
    match &setting.kind {
        Kind::Choice(names) => {
            let names = names.iter().map(|(name, doc)| PossibleValue::new(*name).help(*doc));
            PossibleValuesParser::new(names).map(|name| Value::Text(name.into())).into()
        }
        _ => ValueParser::new(|text: &str| setting.parse(text)),
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::super::Arguments;
    use super::*;

    #[test]
    fn settings_that_say_so_are_options() {
        let command = Arguments::command();
        let article = command.find_subcommand("list").expect("a command that takes an article");
        for setting in &SETTINGS {
            let find = |command: &Command| command.get_arguments().find(|arg| arg.get_id() == setting.name).cloned();
            let (reader, everywhere) = (find(&command), find(article));
            assert_eq!(reader.is_some(), setting.option.is_some(), "{}", setting.name);
            assert_eq!(everywhere.is_some(), setting.option.is_some() && setting.everywhere, "{}", setting.name);
            let help = reader.and_then(|option| option.get_help().map(ToString::to_string)).unwrap_or_default();
            assert!(help.starts_with(setting.doc), "{help}");
        }
    }

    #[test]
    fn options_are_read_and_wrong_ones_refused() {
        let parse = |arguments: &[&str]| Arguments::try_parse_from([&["hashiya"], arguments].concat());
        let given = parse(&["--width", "90", "--advance", "--rtl", "words", "a.txt"]).expect("options");
        let said = given.reading.options.0.iter().map(|said| format!("{} {}", said.setting.name, said.value));
        assert_eq!(said.collect::<Vec<_>>(), ["width 90", "advance true", "rtl \"words\""]);
        for (arguments, message) in [
            (["--width", "19"], "width must be 20 to 500 columns"),
            (["--width", "wide"], "width must be 20 to 500 columns"),
            (["--rtl", "visal"], "a similar value exists: 'visual'"),
            (["--theme", "plane"], "theme must be one of default, plain; did you mean plain?"),
        ] {
            let error = parse(&arguments).expect_err("refused").to_string();
            assert!(error.contains(message), "{error}");
        }
    }
}
