//! The fuzzing program: libFuzzer calls the target that the variable `TARGET` names.

#![no_main]

#[path = "../targets/mod.rs"]
mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let wanted = std::env::var("TARGET").unwrap_or_default();
    let names = targets::TARGETS.map(|(name, _)| name).join(", ");
    let found = targets::TARGETS.into_iter().find(|(name, _)| *name == wanted);
    found.unwrap_or_else(|| panic!("TARGET must be one of {names}")).1
});

fuzz_target!(|data: &[u8]| TARGET(data));
