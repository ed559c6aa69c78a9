//! A scene as PNG, painted from its shapes and glyph outlines, band by band, with no font of the machine.

use super::Theme;
use crate::layout::scene::Scene;

mod band;
mod canvas;
mod packing;
mod plate;
mod stencils;

use std::sync::atomic::{AtomicU32, Ordering};

use band::Painter;
use packing::{Checksum, Follows, Piece, pack};

/// The most pixels that a picture may have.
pub const MOST_PIXELS: u64 = 100_000_000;

/// The most bytes of pixels that a band holds; smaller than the 64 MiB that a picture may take, to stay in cache.
const BAND_BYTES: u32 = 2 << 20;

/// The most bands that are painted at a time, so that many pictures asked for at once do not crowd the machine.
const MOST_THREADS: usize = 4;

/// Why a picture was not painted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PngRefusal {
    /// The scale is not one of 1, 2 and 3.
    #[error("scale {0} is not offered: ask for 1, 2 or 3")]
    UnknownScale(u32),
    /// The picture would have too many pixels, but a smaller scale fits.
    #[error(
        "at scale {scale} the picture would have {megapixels} megapixels, and at most 100 are painted: scale {fitting} fits"
    )]
    TooLarge {
        /// What was asked for.
        scale: u32,
        /// What that comes to, rounded up.
        megapixels: u64,
        /// The greatest scale that fits.
        fitting: u32,
    },
    /// The picture has too many pixels at every scale.
    #[error(
        "even at scale 1 the picture would have {megapixels} megapixels, and at most 100 are painted: \
         ask for SVG, or for less of the chart by depth or focus"
    )]
    TooLargeAtAnyScale {
        /// What scale 1 comes to, rounded up.
        megapixels: u64,
    },
    /// The encoder failed, which means that memory ran out or the scene has no extent.
    #[error("the picture could not be written as PNG: {0}")]
    Encoder(String),
}

/// Paints the scene in the colours of the theme, at 1, 2 or 3 pixels for each CSS pixel.
pub fn png(scene: &Scene, theme: Theme, scale: u32) -> Result<Vec<u8>, PngRefusal> {
    let (width, height) = size(scene, scale)?;
    let mut out = Vec::new();
    write(&mut out, scene, theme, scale, (width, height)).map_err(|error| PngRefusal::Encoder(error.to_string()))?;
    Ok(out)
}

/// The size in pixels, when it may be painted.
fn size(scene: &Scene, scale: u32) -> Result<(u32, u32), PngRefusal> {
    if !(1..=3).contains(&scale) {
        return Err(PngRefusal::UnknownScale(scale));
    }
    let at = |scale: u32| {
        let pixels = |length: f32| (f64::from(length) * f64::from(scale)).ceil().max(1.0) as u64;
        (pixels(scene.width), pixels(scene.height))
    };
    let area = |scale| {
        let (width, height) = at(scale);
        width.saturating_mul(height)
    };
    if area(scale) <= MOST_PIXELS {
        let (width, height) = at(scale);
        return Ok((width as u32, height as u32));
    }
    let megapixels = |scale| area(scale).div_ceil(1_000_000);
    match (1..scale).rev().find(|&smaller| area(smaller) <= MOST_PIXELS) {
        Some(fitting) => Err(PngRefusal::TooLarge { scale, megapixels: megapixels(scale), fitting }),
        None => Err(PngRefusal::TooLargeAtAnyScale { megapixels: megapixels(1) }),
    }
}

fn write(
    out: &mut Vec<u8>,
    scene: &Scene,
    theme: Theme,
    scale: u32,
    (width, height): (u32, u32),
) -> Result<(), ::png::EncodingError> {
    let mut encoder = ::png::Encoder::new(out, width, height);
    encoder.set_color(::png::ColorType::Rgb);
    let per_metre = scale * 3780;
    encoder.set_pixel_dims(Some(::png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: ::png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(MOST_THREADS);
    let bands = bands(scene, theme, scale, (width, height), threads);
    let sum = bands.iter().fold(Checksum::EMPTY, |sum, band| sum.followed_by(band.sum));
    writer.write_chunk(::png::chunk::IDAT, &packing::HEADER)?;
    for band in &bands {
        writer.write_chunk(::png::chunk::IDAT, &band.packed)?;
    }
    writer.write_chunk(::png::chunk::IDAT, &sum.bytes())?;
    writer.finish()
}

/// The bands from top to bottom, painted and packed. Their height depends on the picture alone and none knows of its
/// neighbours, so the number of threads makes no difference to the bytes.
fn bands(scene: &Scene, theme: Theme, scale: u32, (width, height): (u32, u32), threads: usize) -> Vec<Piece> {
    let rows = (BAND_BYTES / (width * 4)).clamp(16, height.max(16));
    let count = height.div_ceil(rows);
    let next = AtomicU32::new(0);
    let work = || {
        // Each painter keeps the shapes of the glyphs that it has met.
        let mut painter = Painter::new(theme, scale as f32);
        let mut made = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return made;
            }
            let top = index * rows;
            let follows = if index + 1 < count { Follows::More } else { Follows::Nothing };
            made.push((index, pack(&painter.paint(scene, width, rows.min(height - top), top), follows)));
        }
    };
    let mut bands = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(count as usize)).map(|_| scope.spawn(work)).collect();
        let mut bands = work();
        bands.extend(others.into_iter().flat_map(|thread| thread.join().expect("painting does not panic")));
        bands
    });
    bands.sort_by_key(|&(index, _)| index);
    bands.into_iter().map(|(_, band)| band).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Weight;
    use crate::layout::scene::{Ink, Item, Lettering, Rectangle, write_line};

    fn scene() -> Scene {
        let mut scene = Scene { width: 640.0, height: 2_400.0, ..Scene::default() };
        let card = Rectangle { x: 20.3, y: 10.0, width: 300.0, height: 2_000.0, radius: 9.0, ..Rectangle::default() };
        scene.items.push(Item::Rectangle(Rectangle { fill: Some(Ink::Band), ..card }));
        for line in 0..90 {
            let lettering = Lettering { size: 14.0, weight: Weight::Medium, ink: Ink::Text };
            write_line(&mut scene.items, "海平面 Waterline", 30.0 + line as f32, 26.3 * line as f32, lettering);
        }
        scene
    }

    #[test]
    fn the_number_of_threads_makes_no_difference() {
        let scene = scene();
        let packed = |threads| -> Vec<Vec<u8>> {
            bands(&scene, Theme::Light, 1, (640, 2_400), threads).into_iter().map(|band| band.packed).collect()
        };

        let alone = packed(1);

        assert!(alone.len() > 2, "{} bands", alone.len());
        assert!(alone == packed(2) && alone == packed(4));
    }
}
