//! HTTP on the loopback, for browsers of this machine that know whom they talk to.
//!
//! A page of any other site may make a browser ask here: by a name of its own that leads to 127.0.0.1, so the Host is looked at; or by
//! embedding what is here, so the answers forbid that.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use tiny_http::{Header, Method, Request, Response, Server};

use crate::model::text::{Lang, Text};

use super::answer::{Answer, answer};
use super::shown::Shown;

const HEADERS: [(&str, &str); 5] = [
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
];

/// Takes a port of the loopback; any free one for 0.
///
/// # Errors
/// It is taken, or not for us to take.
pub fn bind(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

/// Answers until the program is told to end.
pub fn serve(listener: TcpListener, shown: &Arc<Shown>, lang: Lang) -> Result<(), Text> {
    let port = listener.local_addr().map_err(cannot)?.port();
    let server = Arc::new(Server::from_listener(listener, None).map_err(cannot)?);
    let to_end = Arc::clone(&server);
    ctrlc::set_handler(move || to_end.unblock()).map_err(cannot)?;
    while let Ok(request) = server.recv() {
        let shown = Arc::clone(shown);
        // Each by itself: one that waits, or reads slowly, holds up no other.
        std::thread::spawn(move || respond(request, &shown, port, lang));
    }
    Ok(())
}

fn respond(request: Request, shown: &Shown, port: u16, lang: Lang) {
    let answered = match request.method() {
        _ if !is_meant_for_us(&request, port) => Answer::refused(403, "this is not the host that you asked for"),
        Method::Get | Method::Head => answer(shown, request.url(), lang),
        _ => Answer::refused(405, "GET and HEAD alone"),
    };
    // Whole, with its length: in pieces a large page is no faster.
    let whole = Response::from_data(answered.body).with_chunked_threshold(usize::MAX);
    let mut response = whole.with_status_code(answered.status);
    let allow = (answered.status == 405).then_some(("Allow", "GET, HEAD"));
    for (name, value) in HEADERS.into_iter().chain([("Content-Type", answered.kind)]).chain(allow) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that has gone wants no answer.
    let _ = request.respond(response);
}

fn is_meant_for_us(request: &Request, port: u16) -> bool {
    let mut hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
    let (host, another) = (hosts.next(), hosts.next());
    let names = ["127.0.0.1", "localhost", "[::1]"];
    let is_ours = |host: &str| {
        names.iter().any(|name| {
            let with_port = format!("{name}:{port}");
            host.eq_ignore_ascii_case(&with_port) || port == 80 && host.eq_ignore_ascii_case(name)
        })
    };
    another.is_none() && host.is_some_and(|host| is_ours(host.value.as_str()))
}

fn cannot(error: impl std::fmt::Display) -> Text {
    Text::new(
        "下見を始められません。もう一度実行してください。",
        format!("the preview cannot start ({error}); run it again."),
    )
}
