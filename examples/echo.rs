//! Many questions at once: each item is a call over the network, and one thread keeps dozens of them in the air.
//!
//!     cargo run --release --example echo

use std::io;
use std::net::SocketAddr;

use papy::prelude::*;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Asks the server, by a connection of its own.
#[piper]
async fn ask(question: String, #[param] server: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect(server).await?;
    stream.write_all(format!("{question}\n").as_bytes()).await?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).await?;
    if answer.is_empty() {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "no answer"));
    }
    Ok(answer.trim_end().to_owned())
}

pipeline! {
    Survey(server: SocketAddr) {
        imap net = threads(1);

        input questions: String;
        output answers: String = questions -> ask { server } on net [in_flight = 64];
    }
}

/// Says it back, in capitals. To what is empty it has no answer.
async fn serve(listener: TcpListener) -> io::Result<()> {
    loop {
        let (mut stream, _) = listener.accept().await?;
        tokio::spawn(async move {
            let (reader, mut writer) = stream.split();
            let mut question = String::new();
            BufReader::new(reader).read_line(&mut question).await?;
            if question.trim_end().is_empty() {
                return Ok(());
            }
            writer.write_all(question.to_uppercase().as_bytes()).await
        });
    }
}

#[papy::main]
async fn main() -> papy::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = listener.local_addr()?;
    tokio::spawn(serve(listener));
    let questions = (1..=200).map(|n| if n == 100 { String::new() } else { format!("question {n}") });
    let mut run = Survey { server }.start(questions)?;
    let mut answered = 0;
    while let Some(answer) = run.answers.next().await {
        match answer {
            Ok(answer) if answered < 3 => println!("{answer}"),
            Ok(_) => {}
            Err(error) => println!("{error}"),
        }
        answered += 1;
    }
    println!("{answered} in order");
    Ok(())
}
