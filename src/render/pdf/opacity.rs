//! The opacities that a document uses, each with a name.

/// Opacities in hundredths, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Opacities {
    used: Vec<u8>,
}

impl Opacities {
    /// The name under which pages set an opacity.
    pub(super) fn name(&mut self, opacity: f32) -> String {
        let hundredths = (opacity.clamp(0.0, 1.0) * 100.0).round() as u8;
        if !self.used.contains(&hundredths) {
            self.used.push(hundredths);
        }
        format!("O{hundredths}")
    }

    /// Every name with its opacity.
    pub(super) fn named(&self) -> Vec<(String, f32)> {
        self.used.iter().map(|&hundredths| (format!("O{hundredths}"), f32::from(hundredths) / 100.0)).collect()
    }
}
