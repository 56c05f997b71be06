pub mod pool;
pub mod readers;
