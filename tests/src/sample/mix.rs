//! Variety without chance: numbers that look irregular and are the same on every run.

/// A number that depends on nothing but the stream and the position in it.
pub(super) fn mix(stream: u32, position: u32) -> u32 {
    let mut bits = stream.wrapping_mul(0x9e37_79b1) ^ position.wrapping_add(0x7f4a_7c15).wrapping_mul(0x85eb_ca77);
    for _ in 0..2 {
        bits = (bits ^ (bits >> 15)).wrapping_mul(0xc2b2_ae3d);
    }
    bits ^ (bits >> 13)
}

/// `count` parts of a total, each within `spread` of the mean. Neighbours differ by opposite amounts, so the sum is exact.
pub(super) fn parts(stream: u32, total: u32, count: u32, spread: u32) -> Vec<u32> {
    let (mean, rest) = (total / count, total % count);
    (0..count)
        .map(|position| {
            let share = mean + u32::from(position < rest);
            let pair = mix(stream, position / 2);
            let swing = pair % (spread + 1);
            let is_alone = position == count - 1 && position % 2 == 0;
            match (position + (pair >> 31)) % 2 {
                _ if is_alone => share,
                0 => share + swing,
                _ => share - swing,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn parts_add_up_to_the_total() {
        for (total, count) in [(34_210, 22), (6_387, 181), (17, 17), (100, 7)] {
            let parts = parts(3, total, count, total / count);
            assert_eq!(u32::try_from(parts.len()), Ok(count));
            assert_eq!(parts.iter().sum::<u32>(), total);
        }
    }

    #[test]
    fn parts_differ_from_one_another() {
        let parts = parts(3, 34_210, 22, 400);
        assert!(parts.iter().any(|part| *part != parts[0]));
    }
}
