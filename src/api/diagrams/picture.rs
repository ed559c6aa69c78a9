//! The kinds of file in which a drawing is given.

use utoipa::ToSchema;

use super::asked::{self, DiagramQuery};
use crate::api::problem::Problem;
use crate::layout::diagram::{DiagramInput, DiagramOptions, draw, draw_sheets};
use crate::render::pdf::{PdfOptions, pdf};
use crate::render::png::{PngRefusal, png};
use crate::render::svg::svg;

/// What kind of file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(rename_all = "lowercase")]
pub(super) enum Picture {
    Svg,
    Png,
    Pdf,
    Json,
}

impl Picture {
    pub(super) const ALL: [Self; 4] = [Self::Svg, Self::Png, Self::Pdf, Self::Json];

    /// The media type.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Json => "application/json",
        }
    }

    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Json => "json",
        }
    }

    /// Draws what is asked for: a PDF with its further sheets, anything else in one piece.
    pub(super) fn bytes(
        self,
        input: &DiagramInput<'_>,
        options: &DiagramOptions,
        query: &DiagramQuery,
    ) -> Result<Vec<u8>, Problem> {
        let theme = query.theme.unwrap_or_default();
        let whole = || draw(input, options).map_err(asked::refused);
        match self {
            Self::Svg => Ok(svg(&whole()?, theme).into_bytes()),
            Self::Png => png(&whole()?, theme, query.scale.unwrap_or(1)).map_err(|refusal| too_large(&refusal)),
            Self::Pdf => {
                let (scene, sheets) = draw_sheets(input, options).map_err(asked::refused)?;
                Ok(pdf(&scene, &sheets, &PdfOptions { theme, paper: query.paper()? }))
            }
            Self::Json => serde_json::to_vec(&whole()?).map_err(|error| Problem::internal(&error)),
        }
    }
}

fn too_large(refusal: &PngRefusal) -> Problem {
    let zh = match refusal {
        PngRefusal::UnknownScale(scale) => format!("没有 {scale} 倍；请用 1、2 或 3。"),
        PngRefusal::TooLarge { scale, megapixels, fitting } => {
            format!("{scale} 倍时图片有 {megapixels} 百万像素，最多 100；请用 {fitting} 倍。")
        }
        PngRefusal::TooLargeAtAnyScale { megapixels } => {
            format!("图片有 {megapixels} 百万像素，最多 100；请改用 SVG，或用 depth、focus 缩小范围。")
        }
        PngRefusal::Encoder(_) => return Problem::internal(refusal),
    };
    Problem::invalid("picture_too_large", zh, format!("{refusal}.")).in_parameter("scale")
}
