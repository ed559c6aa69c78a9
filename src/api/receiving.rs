//! Takes in the file of an import while it arrives: packed at once, refused early, and never whole in memory.

use std::pin::Pin;
use std::sync::atomic::Ordering;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{StatusCode, header};

use tokio::sync::OwnedSemaphorePermit;

use super::app::App;
use super::body::{broken_body, packed};
use super::import_progress::{ImportStage, Progress};
use super::importing::refused;
use super::problem::Problem;
use crate::exchange::Arrival;
use crate::exchange::arrival::TEXT_MAX;
use crate::model::packed_file::{PackedFile, Packer};

/// Most bytes that a file takes when packed: lists of people take a fifth of their size, and noise is no list.
const PACKED_MAX: usize = 48 << 20;

/// A file that was received, and its share of the room that such files may take.
pub struct Received {
    /// The file.
    pub body: PackedFile,
    _room: Option<OwnedSemaphorePermit>,
}

/// Receives the file of a request.
///
/// What is refused is still received to its end and forgotten piece by piece: a browser reads no answer before it has
/// sent everything.
pub async fn receive(app: &App, request: Request, file: &str, progress: &Progress) -> Result<Received, Problem> {
    if request.headers().get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        return Err(packed());
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.trim_start().to_ascii_lowercase().starts_with("multipart/") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "multipart",
            "请直接发送文件内容（application/octet-stream），不要用表单。",
            "Send the bytes of the file themselves (application/octet-stream), not a form.",
        ));
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: u64| length > TEXT_MAX) {
        return Err(too_large());
    }
    let received = progress.begin(ImportStage::Receiving, announced);
    let mut body = request.into_body();
    let mut taking = Ok(Taking::default());
    while let Some(piece) = next_piece(&mut body).await? {
        let length = piece.len() as u64;
        if received.fetch_add(length, Ordering::Relaxed) + length > TEXT_MAX {
            return Err(too_large());
        }
        if let Ok(so_far) = &mut taking
            && let Err(problem) = so_far.take(app, &piece, file)
        {
            taking = Err(problem);
        }
    }
    taking.map(|Taking { packer, room, .. }| Received { body: packer.finish(), _room: room })
}

/// A file being received.
#[derive(Default)]
struct Taking {
    arrival: Arrival,
    packer: Packer,
    room: Option<OwnedSemaphorePermit>,
}

impl Taking {
    fn take(&mut self, app: &App, piece: &[u8], file: &str) -> Result<(), Problem> {
        self.arrival.take(piece, file).map_err(|refusal| refused(&refusal))?;
        self.packer.take(piece);
        if self.packer.packed_length() > PACKED_MAX {
            return Err(too_large());
        }
        // What is below a mebibyte needs no room.
        let taken = self.room.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let more = (self.packer.packed_length() >> 20).saturating_sub(taken);
        if more > 0 {
            let room = app.upload_room.clone().try_acquire_many_owned(more as u32).map_err(|_full| busy())?;
            match &mut self.room {
                Some(taken) => taken.merge(room),
                none => *none = Some(room),
            }
        }
        Ok(())
    }
}

/// The problem of a large import that finds others before it.
pub fn busy() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "busy",
        "正在导入其他大文件，请稍后再试。",
        "Other large files are being imported; try again in a little while.",
    )
    .with_header(header::RETRY_AFTER, "20")
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
