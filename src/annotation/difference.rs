//! What is not the same in two sets.

use std::cmp::Ordering;
use std::sync::Arc;

/// The records that only one of two lists has, or has in this form: first those of `one`, then those of `other`. Both are in the
/// order of `key`, which tells any two of a list apart. Linear; records that are shared are not looked at.
pub(super) fn difference<'r, T: PartialEq, K: Ord>(
    one: impl IntoIterator<Item = &'r Arc<T>>,
    other: impl IntoIterator<Item = &'r Arc<T>>,
    key: impl Fn(&'r T) -> K,
) -> (Vec<&'r Arc<T>>, Vec<&'r Arc<T>>) {
    let (mut here, mut there) = (Vec::new(), Vec::new());
    let (mut left, mut right) = (one.into_iter().peekable(), other.into_iter().peekable());
    while let (Some(ours), Some(theirs)) = (left.peek(), right.peek()) {
        let order = if Arc::ptr_eq(ours, theirs) { Ordering::Equal } else { key(ours).cmp(&key(theirs)) };
        if order == Ordering::Equal && !Arc::ptr_eq(ours, theirs) && ours != theirs {
            here.push(*ours);
            there.push(*theirs);
        }
        if order != Ordering::Greater {
            here.extend(left.next().filter(|_| order == Ordering::Less));
        }
        if order != Ordering::Less {
            there.extend(right.next().filter(|_| order == Ordering::Greater));
        }
    }
    here.extend(left);
    there.extend(right);
    (here, there)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::text::properties::cases(256))]
        #[test]
        fn it_is_what_each_side_has_for_itself(
            one in prop::collection::btree_map(0u8..12, 0u8..3, 0..9),
            other in prop::collection::btree_map(0u8..12, 0u8..3, 0..9),
            shared in any::<bool>(),
        ) {
            let list = |map: &std::collections::BTreeMap<u8, u8>| -> Vec<Arc<(u8, u8)>> {
                map.iter().map(|(key, value)| Arc::new((*key, *value))).collect()
            };
            let ours = list(&one);
            let theirs: Vec<Arc<(u8, u8)>> = list(&other)
                .into_iter()
                .map(|item| ours.iter().find(|own| shared && **own == item).map_or(item, Arc::clone))
                .collect();
            let (here, there) = difference(&ours, &theirs, |item| item.0);
            let set = |items: &[Arc<(u8, u8)>]| items.iter().map(|item| **item).collect::<HashSet<_>>();
            let only = |one: &[Arc<(u8, u8)>], other: &[Arc<(u8, u8)>]| &set(one) - &set(other);
            let found = |items: Vec<&Arc<(u8, u8)>>| items.into_iter().map(|item| **item).collect::<HashSet<_>>();
            prop_assert_eq!(found(here), only(&ours, &theirs));
            prop_assert_eq!(found(there), only(&theirs, &ours));
        }
    }
}
