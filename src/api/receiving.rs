//! Takes in the file of an import while it arrives: packed at once, refused early, and never whole in memory.

use std::pin::Pin;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{StatusCode, header};

use super::body::broken_body;
use super::importing::refused;
use super::problem::Problem;
use crate::exchange::Arrival;
use crate::exchange::arrival::TEXT_MAX;
use crate::model::packed_file::{PackedFile, Packer};

/// Most bytes that a file takes when packed: lists of people take a fifth of their size, and noise is no list.
const PACKED_MAX: usize = 48 << 20;

/// Receives the file of a request.
///
/// What is refused is still received to its end and forgotten piece by piece: a browser reads no answer before it has
/// sent everything.
pub async fn receive(request: Request, file: &str) -> Result<PackedFile, Problem> {
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: u64| length > TEXT_MAX) {
        return Err(too_large());
    }
    let mut body = request.into_body();
    let mut taking = Ok((Arrival::default(), Packer::default()));
    let mut length = 0;
    while let Some(piece) = next_piece(&mut body).await? {
        length += piece.len() as u64;
        if length > TEXT_MAX {
            return Err(too_large());
        }
        if let Ok((arrival, packer)) = &mut taking {
            let looked = arrival.take(&piece, file).map_err(|refusal| refused(&refusal));
            packer.take(&piece);
            if let Err(problem) = looked {
                taking = Err(problem);
            } else if packer.packed_length() > PACKED_MAX {
                taking = Err(too_large());
            }
        }
    }
    taking.map(|(_, packer)| packer.finish())
}

/// The next bytes of a body; none at its end.
async fn next_piece(body: &mut Body) -> Result<Option<Bytes>, Problem> {
    loop {
        let frame = std::future::poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await;
        match frame {
            None => return Ok(None),
            Some(Err(error)) => return Err(broken_body(&error)),
            // Anything but data is a trailer.
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}

fn too_large() -> Problem {
    let megabytes = TEXT_MAX >> 20;
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        format!("文件超过 {megabytes} MB，请拆分后分次导入。"),
        format!("The file is larger than {megabytes} MB; split it."),
    )
}
