//! The whole program on a fake terminal: text, keys, text. Capitals stand for right-to-left letters; see `support`.

mod annotating;
mod boundaries;
mod leaving;
mod many;
mod markdown;
mod merging;
mod notes;
mod panels;
mod parts;
mod reading;
mod review;
mod screens;
mod searching;
mod support;
mod tags;

/// Seven sentences: a headline, a standfirst of four, a last paragraph of two.
const NEWS: &str = "THE RIVER ROSE

THE MAYOR SPOKE IN (2023) AND SAID MORE. \"WE WILL BUILD,\" SHE SAID. IT COST 30% MORE. A FOURTH ONE HERE.

THE END CAME. NOBODY SAW IT.";

/// `count` paragraphs of three sentences each, numbered in words of their own.
fn long(count: usize) -> String {
    let paragraph = |n: usize| {
        format!("FIRST {n} OF IT IS HERE AND RUNS ON. SECOND {n} OF IT IS HERE AND RUNS ON. THIRD {n} OF IT ENDS.")
    };
    (1..=count).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn pictures(rows: &[&str]) -> Vec<String> {
    let mut rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
    rows.resize(10, String::new());
    rows
}
