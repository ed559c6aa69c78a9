//! A scene as PNG, painted from its shapes and glyph outlines, band by band, with no font of the machine.

use super::Theme;
use crate::layout::scene::Scene;

mod band;
mod outline;

use band::Painter;

/// The most pixels that a picture may have.
pub const MOST_PIXELS: u64 = 100_000_000;

/// The most bytes of pixels that a band holds; smaller than the 64 MiB that a picture may take, to stay in cache.
const BAND_BYTES: u32 = 4 << 20;

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
    encoder.set_compression(::png::Compression::Fast);
    let per_metre = scale * 3780;
    encoder.set_pixel_dims(Some(::png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: ::png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    let mut stream = writer.stream_writer_with_size(1 << 16)?;
    let rows = (BAND_BYTES / (width * 4)).clamp(16, height.max(16));
    // Each painter keeps the outlines it has met; which one paints which band makes no difference to the bytes.
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(MOST_THREADS));
    let mut painters: Vec<Painter> = (0..threads).map(|_| Painter::new(theme, scale as f32)).collect();
    let tops: Vec<u32> = (0..height).step_by(rows as usize).collect();
    for round in tops.chunks(threads) {
        let paint = |painter: &mut Painter, top: u32| painter.paint(scene, width, rows.min(height - top), top);
        let bands: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let (own_top, others) = round.split_first().expect("chunks are not empty");
            let (own, rest) = painters.split_first_mut().expect("there is at least one thread");
            let spawned = rest.iter_mut().zip(others).map(|(painter, &top)| scope.spawn(move || paint(painter, top)));
            let spawned: Vec<_> = spawned.collect();
            let mut bands = vec![paint(own, *own_top)];
            bands.extend(spawned.into_iter().map(|thread| thread.join().expect("painting does not panic")));
            bands
        });
        for band in bands {
            std::io::Write::write_all(&mut stream, &band)?;
        }
    }
    stream.finish()
}
