//! More IMaps than a run can tell apart.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper(flat_map)]
fn twice(x: u64) -> Vec<u64> {
    vec![x, x]
}

pipeline! {
    P {
        imap i0 = threads(1);
        imap i1 = threads(1);
        imap i2 = threads(1);
        imap i3 = threads(1);
        imap i4 = threads(1);
        imap i5 = threads(1);
        imap i6 = threads(1);
        imap i7 = threads(1);
        imap i8 = threads(1);
        imap i9 = threads(1);
        imap i10 = threads(1);
        imap i11 = threads(1);
        imap i12 = threads(1);
        imap i13 = threads(1);
        imap i14 = threads(1);
        imap i15 = threads(1);
        imap i16 = threads(1);
        imap i17 = threads(1);
        imap i18 = threads(1);
        imap i19 = threads(1);
        imap i20 = threads(1);
        imap i21 = threads(1);
        imap i22 = threads(1);
        imap i23 = threads(1);
        imap i24 = threads(1);
        imap i25 = threads(1);
        imap i26 = threads(1);
        imap i27 = threads(1);
        imap i28 = threads(1);
        imap i29 = threads(1);
        imap i30 = threads(1);
        imap i31 = threads(1);
        imap i32 = threads(1);
        imap i33 = threads(1);
        imap i34 = threads(1);
        imap i35 = threads(1);
        imap i36 = threads(1);
        imap i37 = threads(1);
        imap i38 = threads(1);
        imap i39 = threads(1);
        imap i40 = threads(1);
        imap i41 = threads(1);
        imap i42 = threads(1);
        imap i43 = threads(1);
        imap i44 = threads(1);
        imap i45 = threads(1);
        imap i46 = threads(1);
        imap i47 = threads(1);
        imap i48 = threads(1);
        imap i49 = threads(1);
        imap i50 = threads(1);
        imap i51 = threads(1);
        imap i52 = threads(1);
        imap i53 = threads(1);
        imap i54 = threads(1);
        imap i55 = threads(1);
        imap i56 = threads(1);
        imap i57 = threads(1);
        imap i58 = threads(1);
        imap i59 = threads(1);
        imap i60 = threads(1);
        imap i61 = threads(1);
        imap i62 = threads(1); //~ i62
        input numbers: u64;
        output o0 = numbers -> twice on i0;
        output o1 = numbers -> inc on i1;
        output o2 = numbers -> inc on i2;
        output o3 = numbers -> inc on i3;
        output o4 = numbers -> inc on i4;
        output o5 = numbers -> inc on i5;
        output o6 = numbers -> inc on i6;
        output o7 = numbers -> inc on i7;
        output o8 = numbers -> inc on i8;
        output o9 = numbers -> inc on i9;
        output o10 = numbers -> inc on i10;
        output o11 = numbers -> inc on i11;
        output o12 = numbers -> inc on i12;
        output o13 = numbers -> inc on i13;
        output o14 = numbers -> inc on i14;
        output o15 = numbers -> inc on i15;
        output o16 = numbers -> inc on i16;
        output o17 = numbers -> inc on i17;
        output o18 = numbers -> inc on i18;
        output o19 = numbers -> inc on i19;
        output o20 = numbers -> inc on i20;
        output o21 = numbers -> inc on i21;
        output o22 = numbers -> inc on i22;
        output o23 = numbers -> inc on i23;
        output o24 = numbers -> inc on i24;
        output o25 = numbers -> inc on i25;
        output o26 = numbers -> inc on i26;
        output o27 = numbers -> inc on i27;
        output o28 = numbers -> inc on i28;
        output o29 = numbers -> inc on i29;
        output o30 = numbers -> inc on i30;
        output o31 = numbers -> inc on i31;
        output o32 = numbers -> inc on i32;
        output o33 = numbers -> inc on i33;
        output o34 = numbers -> inc on i34;
        output o35 = numbers -> inc on i35;
        output o36 = numbers -> inc on i36;
        output o37 = numbers -> inc on i37;
        output o38 = numbers -> inc on i38;
        output o39 = numbers -> inc on i39;
        output o40 = numbers -> inc on i40;
        output o41 = numbers -> inc on i41;
        output o42 = numbers -> inc on i42;
        output o43 = numbers -> inc on i43;
        output o44 = numbers -> inc on i44;
        output o45 = numbers -> inc on i45;
        output o46 = numbers -> inc on i46;
        output o47 = numbers -> inc on i47;
        output o48 = numbers -> inc on i48;
        output o49 = numbers -> inc on i49;
        output o50 = numbers -> inc on i50;
        output o51 = numbers -> inc on i51;
        output o52 = numbers -> inc on i52;
        output o53 = numbers -> inc on i53;
        output o54 = numbers -> inc on i54;
        output o55 = numbers -> inc on i55;
        output o56 = numbers -> inc on i56;
        output o57 = numbers -> inc on i57;
        output o58 = numbers -> inc on i58;
        output o59 = numbers -> inc on i59;
        output o60 = numbers -> inc on i60;
        output o61 = numbers -> inc on i61;
        output o62 = numbers -> inc on i62;
    }
}

fn main() {}
