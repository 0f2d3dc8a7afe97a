//! Tags on whole sentences, undone and redone.

use super::support::Reader;
use super::{NEWS, pictures};

#[test]
fn one_key_tags_and_again_removes() {
    let mut reader = Reader::new(NEWS);
    for (number, letter, tag) in [("1", "c", "claim"), ("2", "o", "quote"), ("3", "f", "figure")] {
        assert_eq!(reader.keys(number).annotations(), [format!("{tag} THE RIVER ROSE")]);
        assert_eq!(reader.keys(letter).annotations(), [""; 0]);
    }
    assert_eq!(reader.saves.len(), 6);
    assert_eq!(reader.current(), "THE RIVER ROSE");
}

#[test]
fn the_text_does_not_move_and_all_tags_are_in_the_margin() {
    let mut reader = Reader::new(NEWS);
    let before = reader.keys("j").text();
    let after = reader.keys("3 1 2 e \"NOTE of mine\" Enter k").text();
    let page = |rows: &[String]| rows.iter().map(|row| row.chars().skip(18).collect()).collect::<Vec<String>>();
    assert_eq!(page(&after), page(&before));
    assert_eq!(
        reader.text(),
        pictures(&[
            "                 ┃                           ESOR REVIR EHT",
            "",
            "        ◆C ●Q ■F   .EROM DIAS DNA (2023) NI EKOPS ROYAM EHT",
            "    of mine ETON     30% TSOC TI .DIAS EHS \",DLIUB LLIW EW\"",
            "                                   .EREH ENO HTRUOF A .EROM",
            "",
            "                                              ─────────────",
            "",
            "                               .TI WAS YDOBON .EMAC DNE EHT",
        ])
    );
    assert_eq!(
        reader.styles(),
        pictures(&[
            ".................h...........................--------------",
            "",
            "........cc.qq.ff...cccccccccccccccccccccccccccccccccccccccc",
        ])
    );
}

#[test]
fn clear_undo_and_redo_bring_tags_and_notes_back() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 2 e \"A NOTE\" Enter");
    let full = ["claim THE RIVER ROSE (A NOTE)", "quote THE RIVER ROSE (A NOTE)"];
    assert_eq!(reader.annotations(), full);
    assert_eq!(reader.keys("x").annotations(), [""; 0]);
    assert_eq!(reader.keys("u").annotations(), full);
    assert_eq!(reader.keys("u").annotations(), ["claim THE RIVER ROSE", "quote THE RIVER ROSE"]);
    assert_eq!(reader.keys("u u").annotations(), [""; 0]);
    assert!(reader.keys("u").status().ends_with("Nothing to undo"));
    assert_eq!(reader.keys("4 Ctrl-R").annotations(), [""; 0]);
    assert!(reader.keys("Ctrl-R").status().ends_with("Nothing to redo"));
    assert_eq!(reader.keys("u").annotations(), full);
}

#[test]
fn a_new_change_ends_what_could_be_redone_and_undo_goes_where_it_was() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 G 2 u");
    assert_eq!(reader.current(), "NOBODY SAW IT.");
    assert_eq!(reader.keys("u").current(), "THE RIVER ROSE");
    reader.keys("3");
    assert!(reader.keys("Ctrl-R").status().ends_with("Nothing to redo"));
    assert_eq!(reader.annotations(), ["figure THE RIVER ROSE"]);
}

#[test]
fn extending_tags_each_sentence() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j v 0 2 j");
    assert!(reader.status().starts_with(" EXTEND 3"), "{}", reader.status());
    assert!(reader.styles().concat().contains('v'));
    let three = [
        "quote THE MAYOR SPOKE IN (2023) AND SAID MORE.",
        "quote \"WE WILL BUILD,\" SHE SAID.",
        "quote IT COST 30% MORE.",
    ];
    assert_eq!(reader.keys("2").annotations(), three);
    assert!(!reader.status().contains("EXTEND"));
    assert_eq!(reader.keys("u").annotations(), [""; 0]);
    assert_eq!(reader.keys("Ctrl-R").annotations(), three);
    // Those that have it keep it, the others get it; where all have it, it goes.
    assert_eq!(reader.keys("g v j 2").annotations().len(), 4);
    assert_eq!(reader.keys("g v G x").annotations(), [""; 0]);
}

#[test]
fn escape_leaves_an_extension_and_changes_nothing() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 v 0 2 j Esc");
    assert!(!reader.status().contains("EXTEND"));
    assert_eq!(reader.annotations(), ["claim THE RIVER ROSE"]);
    assert_eq!(reader.current(), "\"WE WILL BUILD,\" SHE SAID.");
}

#[test]
fn brackets_go_to_the_annotated_and_tab_to_the_untagged() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j 1 j 2 G 3 g");
    for (keys, at) in [
        ("]", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
        ("]", "\"WE WILL BUILD,\" SHE SAID."),
        ("]", "NOBODY SAW IT."),
        ("]", "NOBODY SAW IT."),
        ("0 2 [", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
        ("[", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
        ("Tab", "IT COST 30% MORE."),
        ("Tab", "A FOURTH ONE HERE."),
        ("0 2 Shift-Tab", "THE RIVER ROSE"),
    ] {
        assert_eq!(reader.keys(keys).current(), at, "{keys}");
    }
}

#[test]
fn moving_on_by_itself_can_be_switched() {
    let mut reader = Reader::new(NEWS);
    assert!(reader.keys("A").status().ends_with("Tagging moves on to the next sentence"));
    assert_eq!(reader.keys("1 2 3").current(), "IT COST 30% MORE.");
    assert_eq!(reader.annotations().len(), 3);
    assert!(reader.keys("A").status().ends_with("Tagging stays on the sentence"));
    assert_eq!(reader.keys("1").current(), "IT COST 30% MORE.");
}

#[test]
fn a_sentence_is_copied_in_logical_order() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j y v j y");
    assert_eq!(reader.copied[0], "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
    assert_eq!(reader.copied[1], "THE MAYOR SPOKE IN (2023) AND SAID MORE. \"WE WILL BUILD,\" SHE SAID.");
}

#[test]
fn sentences_are_counted_and_not_parts_or_tags() {
    let mut reader = Reader::sized(NEWS, 80, 12);
    assert!(reader.keys("1 2").status().contains("1 tagged"), "{}", reader.status());
    reader.keys("0 3 j s Tab 3 s 1 s Space 1");
    assert!(reader.keys("Esc").status().contains("2 tagged"), "{}", reader.status());
    assert!(reader.keys("x Esc").status().contains("1 tagged"), "{}", reader.status());
    assert!(reader.keys("u Esc").status().contains("2 tagged"), "{}", reader.status());
    reader.keys("g v G 1");
    assert!(reader.keys("Esc").status().contains("7 tagged"), "{}", reader.status());
    assert!(reader.keys("u Esc").status().contains("2 tagged"), "{}", reader.status());
}

#[test]
fn undo_redo_and_clear_end_an_extension() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 j");
    for key in ["u", "Ctrl-R", "x"] {
        assert!(reader.keys("v j").status().contains("EXTEND"), "{}", reader.status());
        assert!(!reader.keys(key).status().contains("EXTEND"), "{key}: {}", reader.status());
    }
    reader.keys("G v x");
    assert!(!reader.status().contains("EXTEND"), "{}", reader.status());
    assert!(reader.status().contains("There is nothing to clear"), "{}", reader.status());
}

#[test]
fn the_footer_says_how_an_extension_goes_on() {
    for columns in [40, 80] {
        let mut reader = Reader::sized(NEWS, columns, 12);
        let footer = reader.keys("v").footer();
        assert!(footer.contains("move, then 1 2 3 tag, Esc cancel"), "{footer}");
        assert!(footer.contains('?') && footer.contains(" q"), "{footer}");
    }
}
