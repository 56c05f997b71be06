//! The first example of README.md, which CI compares with this.

use papy::prelude::*;

#[piper(filter)]
fn has(line: &str, #[param] word: &str) -> bool {
    line.contains(word)
}

pipeline! {
    Search(word: String) {
        imap pool = threads(4);
        input lines: Line;
        output hits: Line = lines -> has { word } on pool;
    }
}

#[papy::main]
fn main() -> papy::Result<()> {
    let mut run = Search { word: "DELETE /login 50".into() }.start(papy::io::lines("examples/data/requests.log"))?;
    for hit in &mut run.hits {
        papy::io::out(hit?)?;
    }
    Ok(())
}
