//! The pixels of a band, opaque from the start, and the two ways in which colour is laid on them: spans and stencils.

use tiny_skia::{Color, Pixmap, PixmapMut, PremultipliedColorU8};

/// A horizontal strip of the picture; x and y are pixels of the strip.
pub(super) struct Canvas {
    pixmap: Pixmap,
}

/// A colour and how much of it is laid on, 255 for wholly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wash {
    pub rgb: [u8; 3],
    pub opacity: u8,
}

impl Canvas {
    pub(super) fn new(width: u32, rows: u32, ground: [u8; 3]) -> Self {
        let mut pixmap =
            Pixmap::new(width, rows).expect("the caller asks for at least one pixel and at most a band's bytes");
        let [red, green, blue] = ground;
        pixmap.fill(Color::from_rgba8(red, green, blue, 255));
        Self { pixmap }
    }

    pub(super) fn width(&self) -> i32 {
        self.pixmap.width() as i32
    }

    pub(super) fn rows(&self) -> i32 {
        self.pixmap.height() as i32
    }

    /// The strip as the general painter wants it.
    pub(super) fn pixmap(&mut self) -> PixmapMut<'_> {
        self.pixmap.as_mut()
    }

    /// The pixels of a row, each red, green, blue and 255.
    pub(super) fn row(&self, y: i32) -> &[u8] {
        let stride = self.pixmap.width() as usize * 4;
        &self.pixmap.data()[y as usize * stride..][..stride]
    }

    /// Lays a wash on the pixels of a row from `from` up to `to`, `coverage` being how much of each is covered.
    pub(super) fn span(&mut self, y: i32, from: i32, to: i32, coverage: f32, wash: Wash) {
        let (from, to) = (from.max(0), to.min(self.width()));
        if from >= to || !(0..self.rows()).contains(&y) {
            return;
        }
        let alpha = (coverage.clamp(0.0, 1.0) * f32::from(wash.opacity) + 0.5) as u32;
        let start = y as usize * self.pixmap.width() as usize;
        let pixels = &mut self.pixmap.pixels_mut()[start + from as usize..start + to as usize];
        match alpha {
            0 => {}
            255 => pixels.fill(opaque(wash.rgb.map(u32::from))),
            _ => pixels.iter_mut().for_each(|pixel| *pixel = mixed(*pixel, wash.rgb, alpha)),
        }
    }

    /// Lays a wash through a stencil of coverages whose upper left corner stands at (`left`, `top`).
    pub(super) fn stencil(&mut self, stencil: &[u8], width: i32, (left, top): (i32, i32), wash: Wash) {
        let (first, last) = ((-left).max(0), width.min(self.width() - left));
        if first >= last {
            return;
        }
        let stride = self.pixmap.width() as usize;
        let rows = self.rows();
        let pixels = self.pixmap.pixels_mut();
        for (row, coverages) in stencil.chunks_exact(width as usize).enumerate() {
            let y = top + row as i32;
            if !(0..rows).contains(&y) {
                continue;
            }
            let start = y as usize * stride + (left + first) as usize;
            let coverages = &coverages[first as usize..last as usize];
            for (pixel, &coverage) in pixels[start..].iter_mut().zip(coverages) {
                if coverage > 0 {
                    *pixel = mixed(*pixel, wash.rgb, over_255(u32::from(coverage) * u32::from(wash.opacity)));
                }
            }
        }
    }
}

/// `ground` under `alpha` 255ths of a colour.
fn mixed(ground: PremultipliedColorU8, rgb: [u8; 3], alpha: u32) -> PremultipliedColorU8 {
    let mix = |ground: u8, colour: u8| over_255(u32::from(ground) * (255 - alpha) + u32::from(colour) * alpha);
    let [red, green, blue] = rgb;
    opaque([mix(ground.red(), red), mix(ground.green(), green), mix(ground.blue(), blue)])
}

fn opaque([red, green, blue]: [u32; 3]) -> PremultipliedColorU8 {
    PremultipliedColorU8::from_rgba(red as u8, green as u8, blue as u8, 255)
        .expect("no part of a colour is above an opacity of 255")
}

/// A product of two bytes over 255, rounded.
fn over_255(product: u32) -> u32 {
    let rounded = product + 128;
    (rounded + (rounded >> 8)) >> 8
}
