//! rust-analyzer as a child process, and its protocol: one file of one crate.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::{offset, slice};

/// Loading builds the macros first.
const ANSWER_MAX: Duration = Duration::from_secs(240);
/// What it answers when its work was overtaken by a change.
const CONTENT_MODIFIED: i64 = -32801;
const TRIES_MAX: usize = 20;

pub(crate) struct Analyzer {
    child: Child,
    stdin: ChildStdin,
    messages: Receiver<Value>,
    uri: String,
    version: u64,
    last: u64,
}

impl Analyzer {
    /// Opens a crate with this program, or says that there is no rust-analyzer.
    pub(crate) fn start(name: &str, program: &str) -> Option<Analyzer> {
        let works = |output: io::Result<std::process::Output>| output.is_ok_and(|output| output.status.success());
        if !works(Command::new("rust-analyzer").arg("--version").output()) {
            // Not `eprintln!`: what a test prints that passes is not shown.
            writeln!(io::stderr(), "SKIPPED: rust-analyzer is not installed").expect("stderr is open");
            return None;
        }
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(folder.join("src")).expect("the target folder can be written");
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\npapy = {{ path = {here:?} }}\n"
        );
        std::fs::write(folder.join("Cargo.toml"), manifest).expect("the target folder can be written");
        std::fs::copy(here.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the target folder can be written");
        std::fs::write(folder.join("src/main.rs"), program).expect("the target folder can be written");
        let mut child = Command::new("rust-analyzer")
            .current_dir(&folder)
            // It looks for the toolchain that it belongs to, not for the one that runs this test.
            .env_remove("CARGO")
            .env_remove("RUSTC")
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it ran before");
        let stdin = child.stdin.take().expect("piped");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let (sender, messages) = sync_channel(64);
        thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let uri = format!("file://{}", folder.join("src/main.rs").display());
        let mut analyzer = Analyzer { child, stdin, messages, uri, version: 0, last: 0 };
        analyzer.load(&format!("file://{}", folder.display()), program);
        Some(analyzer)
    }

    fn load(&mut self, root: &str, program: &str) {
        let options = json!({ "checkOnSave": false, "cachePriming": { "enable": false } });
        let capabilities = json!({
            "experimental": { "serverStatusNotification": true },
            "textDocument": { "hover": { "contentFormat": ["markdown"] } },
            "general": { "positionEncodings": ["utf-8"] },
        });
        self.request(
            "initialize",
            json!({ "processId": null, "rootUri": root, "capabilities": capabilities, "initializationOptions": options }),
        )
        .expect("it starts");
        self.notify("initialized", json!({}));
        let document = json!({ "uri": self.uri, "languageId": "rust", "version": 0, "text": program });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        loop {
            let message = self.next();
            if message["method"] == "experimental/serverStatus" && message["params"]["quiescent"] == true {
                assert_ne!(message["params"]["health"], "error", "{message}");
                return;
            }
        }
    }

    /// Writes the file anew, in the editor.
    pub(crate) fn write(&mut self, text: &str) {
        self.version += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        let change = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", change);
    }

    /// A question about a place.
    pub(crate) fn ask(&mut self, what: &str, text: &str, at: usize, more: &[(&str, Value)]) -> Value {
        self.try_ask(what, text, at, more).unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    fn try_ask(&mut self, what: &str, text: &str, at: usize, more: &[(&str, Value)]) -> Result<Value, String> {
        let before = &text[..at];
        let line = before.matches('\n').count();
        let character = at - before.rfind('\n').map_or(0, |end| end + 1);
        let mut params = json!({
            "textDocument": { "uri": self.uri }, "position": { "line": line, "character": character },
        });
        for (key, value) in more {
            params[key] = value.clone();
        }
        self.request(&format!("textDocument/{what}"), params)
    }

    /// The words that are offered.
    pub(crate) fn completions(&mut self, text: &str, at: usize) -> Vec<String> {
        let answer = self.ask("completion", text, at, &[]);
        let items = answer["items"].as_array().or(answer.as_array()).cloned().unwrap_or_default();
        let word = |item: &Value| {
            let label = item["label"].as_str().unwrap_or_default();
            label.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().map(str::to_owned)
        };
        items.iter().filter_map(word).collect()
    }

    /// The text from each definition on; the same place counts once.
    pub(crate) fn definitions<'a>(&mut self, text: &'a str, at: usize) -> Vec<&'a str> {
        let answer = self.ask("definition", text, at, &[]);
        let mut starts: Vec<usize> =
            answer.as_array().into_iter().flatten().map(|place| offset(text, &place["range"]["start"])).collect();
        starts.dedup();
        starts.into_iter().map(|start| &text[start..]).collect()
    }

    /// The text with what stands there renamed.
    pub(crate) fn rename(&mut self, text: &str, at: usize, name: &str) -> Result<String, String> {
        let answer = self.try_ask("rename", text, at, &[("newName", json!(name))])?;
        let edits = answer["changes"][&self.uri].as_array().or(answer["documentChanges"][0]["edits"].as_array());
        let mut edits = edits.cloned().ok_or_else(|| answer.to_string())?;
        edits.sort_by_key(|edit| std::cmp::Reverse(offset(text, &edit["range"]["start"])));
        let mut renamed = text.to_owned();
        for edit in edits {
            let range = offset(text, &edit["range"]["start"])..offset(text, &edit["range"]["end"]);
            renamed.replace_range(range, edit["newText"].as_str().unwrap_or_default());
        }
        Ok(renamed)
    }

    /// The errors, each with the words that it underlines.
    pub(crate) fn diagnostics(&mut self, text: &str) -> Vec<(String, String)> {
        let params = json!({ "textDocument": { "uri": self.uri } });
        let answer = self.request("textDocument/diagnostic", params).expect("it can be asked");
        let told = answer["items"].as_array().cloned().unwrap_or_default();
        told.iter()
            .filter(|told| told["severity"] == 1)
            .map(|told| {
                (told["message"].as_str().unwrap_or_default().to_owned(), slice(text, &told["range"]).to_owned())
            })
            .collect()
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn request(&mut self, method: &str, params: Value) -> Result<Value, String> {
        for _ in 0..TRIES_MAX {
            self.last += 1;
            let id = self.last;
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
            let answer = loop {
                let message = self.next();
                if message["id"] == id && message["method"].is_null() {
                    break message;
                }
            };
            match &answer["error"] {
                Value::Null => return Ok(answer["result"].clone()),
                error if error["code"] == CONTENT_MODIFIED => {}
                error => return Err(error["message"].to_string()),
            }
        }
        Err(format!("{method} was overtaken {TRIES_MAX} times"))
    }

    /// The next message; what the server asks of us is answered with nothing.
    fn next(&mut self) -> Value {
        let message = self.messages.recv_timeout(ANSWER_MAX).expect("rust-analyzer answers");
        if !message["method"].is_null() && !message["id"].is_null() {
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
        }
        message
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("rust-analyzer reads");
        self.stdin.flush().expect("rust-analyzer reads");
    }
}

impl Drop for Analyzer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", bytes)) => length = bytes.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
