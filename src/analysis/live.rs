//! Draws of things that happen by chance, 64 at a time: bit k of a word tells whether the thing happens in draw k.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The generator of one word of draws; each has a stream of its own, so that any thread may draw it.
pub(super) fn random(seed: u64, word: u64) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(word);
    random
}

/// 64 draws of something of this chance, exact to 2⁻³². What is certain or cannot be takes no random numbers.
///
/// Each draw compares a random number with the chance, binary digit by binary digit from the first on, all 64 at once; after some
/// seven digits all are decided.
pub(super) fn draws(random: &mut ChaCha8Rng, chance: f64) -> u64 {
    let chance = (chance.clamp(0.0, 1.0) * 4_294_967_296.0) as u64;
    if chance >> 32 > 0 {
        return u64::MAX;
    }
    let (mut happens, mut open) = (0, u64::MAX);
    let mut digits = (chance as u32).reverse_bits();
    while digits > 0 && open > 0 {
        let coins = random.next_u64();
        if digits & 1 == 1 {
            happens |= open & !coins;
            open &= coins;
        } else {
            open &= !coins;
        }
        digits >>= 1;
    }
    happens
}

/// Which bits of a word are draws, when there are so many draws in all.
pub(super) fn in_use(word: usize, draws: usize) -> u64 {
    match draws.saturating_sub(word * 64) {
        0 => 0,
        rest @ 1..64 => (1 << rest) - 1,
        _ => u64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_happen_as_often_as_their_chance_says() {
        for chance in [0.0, 0.1, 0.25, 0.5, 0.731, 0.999, 1.0] {
            let happened: u32 = (0..1000).map(|word| draws(&mut random(7, word), chance).count_ones()).sum();

            let share = f64::from(happened) / 64_000.0;
            assert!((share - chance).abs() < 0.008, "{share} instead of {chance}");
        }
    }

    #[test]
    fn only_the_draws_asked_for_are_in_use() {
        let bits: u32 = (0..5).map(|word| in_use(word, 150).count_ones()).sum();

        assert_eq!(bits, 150);
    }
}
